"""Open or closed, in the visitor's language: "Ouvert jusqu’à 17 h", "Fermé, rouvre à 9 h"."""

from __future__ import annotations

from datetime import datetime, timedelta

from babel.dates import format_date
from flask_babel import gettext as _

from webmap.directory.opening import Opening
from webmap.directory.tables import METROPOLE
from webmap.geo.clock import POLYNESIE, local, zone
from webmap.web.language import locale
from webmap.web.wording import day, hours


def in_words(opening: Opening, now: datetime, place: str) -> str:
    """What to say of an opening; "" where nothing is known. `place`: the territory of the page,
    "" for a page of none: where its clocks differ, whose hour it is is said."""
    if opening.holiday:
        return str(_("Jour férié : horaires à vérifier"))
    if opening.state == "unknown":
        return ""
    if opening.always:
        return str(_("Ouvert jour et nuit"))
    if opening.until is None:
        return str(_("Fermé"))
    said = _until(opening.state, opening.until, local(now, opening.territory))
    return said + _whose(opening, now, place) + _but(opening)


def _until(state: str, until: datetime, here: datetime) -> str:
    what = {"time": _time(until), "day": _day(until, here)}
    if state == "open":
        if not what["day"] or until - here < timedelta(hours=6):
            return str(_("Ouvert jusqu’à %(time)s", **what))
        return str(_("Ouvert jusqu’à %(day)s, %(time)s", **what))
    if not what["day"]:
        return str(_("Fermé, rouvre à %(time)s", **what))
    return str(_("Fermé, rouvre %(day)s à %(time)s", **what))


def _time(moment: datetime) -> str:
    return hours(f"{moment:%H:%M}")


def _day(moment: datetime, here: datetime) -> str:
    """ "", "demain", "lundi", "le 7 décembre 2026": how one says that day from here."""
    ahead = (moment.date() - here.date()).days
    if ahead == 0:
        return ""
    if ahead == 1:
        return str(_("demain"))
    if ahead < 7:
        return format_date(moment, "EEEE", locale=locale())
    return str(_("le %(date)s", date=day(moment.date())))


def _but(opening: Opening) -> str:
    return str(", " + _("sauf jour férié local")) if opening.but_holidays else ""


def _whose(opening: Opening, now: datetime, place: str) -> str:
    """Whose hour it is, where the clocks of the page may show another one."""
    # Polynésie has three time zones: whoever reads may be in another one.
    if opening.territory == POLYNESIE:
        return str(" (" + _("heure de Tahiti") + ")")
    there = local(now, opening.territory).utcoffset()
    if place and now.astimezone(zone(place)).utcoffset() == there:
        return ""
    paris = opening.territory == METROPOLE
    return str(" (" + (_("heure de Paris") if paris else _("heure de ce territoire")) + ")")

"""Referral lines: what may be asked, being called back, and seeing a line once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from webmap import vocabulary
from webmap.directory.record import Record
from webmap.errors import NoReferral
from webmap.geo.clock import local
from webmap.private import accounts, audit, callbacks, choices, referrals, reveals
from webmap.private.tables import Account
from webmap.pro import reach
from webmap.pro.forms import Ligne, Rappel
from webmap.pro.gates import me, professional
from webmap.pro.here import now, room
from webmap.pro.recalls import recall
from webmap.web import parameters
from webmap.web.current import current_catalogue
from webmap.web.public import context, emergency


def accueil() -> str | Response:
    """What the wing is, to a stranger; one's own records, to a professional; the bureau, to it."""
    if not current_user.is_authenticated:
        return render_template("pro/entree.html")
    if me().admin:
        return redirect(url_for("bureau.accueil"), 303)
    return _home()


@professional
def ressource(record_id: str) -> str:
    """A record, being called back, and behind a fold the line itself."""
    return _record_page(parameters.record(record_id, current_catalogue()))


@professional
def rappel(record_id: str) -> str | Response | tuple[str, int]:
    """Ask to be called back, through the employer's switchboard."""
    record = _asked(record_id)
    form = Rappel()
    if not form.validate_on_submit():
        return _record_page(record, call=form), 400
    territory = reach.territory_of(record, me().territories)
    callbacks.ask(room(), me().id, record.id, territory, form.moment.data, _here(territory))
    flash("Demande transmise au bureau. La structure vous rappelle par votre standard.")
    return redirect(url_for("pro.accueil"), 303)


@professional
def ligne(record_id: str) -> str | tuple[str, int]:
    """The line, shown in this answer and nowhere else: the same form sent again shows nothing."""
    record = _asked(record_id)
    form = Ligne()
    if not form.validate_on_submit():
        return _record_page(record, see=form), 400
    if form.derniere.data != str(_last()):
        return _record_page(record, again=True), 409
    territory = reach.territory_of(record, me().territories)
    line = reveals.reveal(
        room(),
        me().id,
        record.id,
        territory,
        form.motif.data,
        _here(territory),
        callback_only=record.secret,
    )
    return render_template(
        "pro/ligne.html", record=record, line=line, nights=choices.NIGHTS, left=_left()
    )


def _home() -> str:
    catalogue, user = current_catalogue(), me()
    records = reach.within(catalogue, user.territories)
    with room().read() as session:
        account = accounts.by_id(session, user.id)
        kept = referrals.with_line(session, [record.id for record in records])
        asked = [recall(row, user.territories) for row in callbacks.of_account(session, user.id)]
    return render_template(
        "pro/accueil.html",
        groups=_by_category(record for record in records if record.id in kept),
        asked=asked,
        left=_left(),
        territories=[catalogue.territories[code] for code in user.territories],
        **_access(account),
    )


def _asked(record_id: str) -> Record:
    """A record whose line can be asked for. Raises `NoReferral`, and logs it, when nobody there
    can answer; a record outside the access is refused, and logged, by the locked room."""
    record = parameters.record(record_id, current_catalogue())
    if not reach.opens(record):
        subject, why = f"record:{record.id}", NoReferral.__name__
        with room().write() as session:
            audit.append(session, me().id, "ligne_refusee", subject, why, now())
        raise NoReferral("this record is closed, or all of it is public")
    return record


def _record_page(
    record: Record, call: Rappel | None = None, see: Ligne | None = None, again: bool = False
) -> str:
    catalogue, user = current_catalogue(), me()
    where = record.territory or next(iter(user.territories), "")
    with room().read() as session:
        account = accounts.by_id(session, user.id)
        kept = bool(referrals.with_line(session, [record.id]))
    inside = reach.inside(record, user.territories)
    return render_template(
        "pro/ressource.html",
        record=record,
        place=context.towns(catalogue, [record])[record.id],
        connects=emergency.who_connects(catalogue, where) if where else (),
        kept=kept and inside and reach.opens(record),
        inside=inside,
        secret=record.secret,
        again=again,
        last=_last(),
        call=call or Rappel(),
        see=see or Ligne(),
        left=_left(),
        **_access(account),
    )


def _access(account: Account) -> dict[str, Any]:
    """How an account stands, for the pages that say it."""
    return {
        "state": accounts.state(account, now()),
        "opens_at": local(account.granted_at + accounts.FIRST_DAY, _first(account)),
        "ends_at": local(account.expires_at, _first(account)),
    }


def _left() -> int:
    with room().read() as session:
        return reveals.left(session, me().id, now())


def _last() -> int:
    """The number of the last line that the person saw, 0 before the first: a form made before it
    is an old one, sent again by Back or by a reload."""
    with room().read() as session:
        return reveals.last_number(session, me().id)


def _first(account: Account) -> str:
    return next(iter(account.territories), "")


def _here(territory: str) -> datetime:
    """This moment on the professional's clock."""
    return local(now(), territory or next(iter(me().territories), ""))


def _by_category(records: Iterable[Record]) -> list[tuple[str, list[Record]]]:
    found: dict[str, list[Record]] = {category: [] for category in vocabulary.CATEGORIES}
    for record in sorted(records, key=lambda record: (record.name, record.id)):
        found[record.category].append(record)
    return [(category, rows) for category, rows in found.items() if rows]

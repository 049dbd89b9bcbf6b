"""Filters that put values into the words of a page: dates, numbers, links, languages of records.

They take plain values and the language of the request; none of them looks anything up.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal, format_percent
from flask import g
from flask_babel import gettext
from markupsafe import Markup

from webmap.web.language import FIRST, locale

#: opening_hours word -> French, English.
_HOURS: Final = {
    "Mo": ("lundi", "Monday"),
    "Tu": ("mardi", "Tuesday"),
    "We": ("mercredi", "Wednesday"),
    "Th": ("jeudi", "Thursday"),
    "Fr": ("vendredi", "Friday"),
    "Sa": ("samedi", "Saturday"),
    "Su": ("dimanche", "Sunday"),
    "PH": ("jours fériés", "public holidays"),
    "off": ("fermé", "closed"),
    "24/7": ("jour et nuit, tous les jours", "day and night, every day"),
}
_HOURS_WORD: Final = re.compile("|".join(_HOURS))


def number(value: float) -> str:
    """1234567 as the language writes it: "1 234 567", "1,234,567"."""
    return format_decimal(value, locale=locale())


def percent(share: float) -> str:
    """A share as whole per cents, cut: only everyone is 100 %."""
    return format_percent(int(share * 100 + 1e-9) / 100, locale=locale())


def day(value: date | str) -> str:
    """A day, a month or a year as written in a source ("2024", "2024-11", "2024-11-05")."""
    parts = str(value).split("-")
    if len(parts) == 1:
        return parts[0]
    if len(parts) == 2:
        return format_skeleton("yMMMM", date(int(parts[0]), int(parts[1]), 1), locale=locale())
    return format_date(date.fromisoformat(str(value)), format="long", locale=locale())


def of_day(value: date | str) -> str:
    """A date as the complement of a name: "du 24 septembre 2025", "d’août 2021", "de 2024"."""
    text = day(value)
    if g.language == "en":
        return f"of {text}"
    if len(str(value).split("-")) == 3:
        return f"du {text}"
    return f"d’{text}" if text[0] in "ao" else f"de {text}"


def dialled(phone: str) -> str:
    """What a phone dials: "0 800 235 236" gives "0800235236"."""
    return re.sub(r"[^\d+]", "", phone)


def host(link: str) -> str:
    """The name of the site a link leads to."""
    return urlsplit(link).netloc.removeprefix("www.")


def said(record: object, field: str) -> str:
    """A field that a record or a table has in several languages: `record|said("summary")`; in
    French, and marked so, where it does not have that of the request."""
    text = getattr(record, f"{field}_{g.language}", None)
    if text is not None:
        return str(text)
    french = str(getattr(record, f"{field}_{FIRST}"))
    return Markup('<span lang="fr" dir="ltr">{}</span>').format(french) if french else ""


def language_name(code: str) -> str:
    """The name of a language, or its code where the name is not known."""
    if code == "fsl":
        return str(gettext("langue des signes française"))
    return str(Locale.parse(locale()).languages.get(code, code))


def hours(text: str) -> str:
    """OpenStreetMap opening hours in words: "Mo-Fr 09:00-17:00" gives "lundi-vendredi 9 h-17 h"."""
    column = 1 if g.language == "en" else 0
    words = _HOURS_WORD.sub(lambda match: _HOURS[match[0]][column], text)
    if column == 0:
        words = re.sub(r"\b0?(\d{1,2}):(\d\d)", lambda m: f"{m[1]} h {m[2]}", words)
        words = words.replace(" h 00", " h")
    return words.replace(",", ", ").replace(";", "\u00a0;" if column == 0 else ";")


#: Given to every template by `webmap.web.labels.install`.
FILTERS: Final = (number, percent, day, of_day, dialled, host, said, language_name, hours)

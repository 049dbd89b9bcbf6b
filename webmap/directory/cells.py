"""What one cell of a file may hold: checks that raise the problem, by its code.

`problems` holds the sentences; `record` puts the checks on its fields.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Any, Final
from urllib.parse import urlsplit

from opening_hours import validate
from pydantic_core import PydanticCustomError

from webmap import vocabulary as v

#: Languages spoken by those who answer: ISO 639 codes, and `fsl`, French sign language.
_LANGUAGES: Final = (
    "ar bg bm ckb cpf da de el en es fa fr fsl gcf gcr hu hy it ka ku ln lt lv mk nl pcm pl ps pt "
    "rcf ro rom ru rsb so sq sr sv ta ti tr ty uk ur uz vi wls wo yo zdj zh"
)
LANGUAGES: Final = frozenset(_LANGUAGES.split())
#: Categories of signs that nobody sees: controls, formats (direction included), separators.
_UNSEEN: Final = ("C", "Zl", "Zp")
#: Signs in one field: three times the longest that a source ever needed.
_LONGEST: Final = 1000
_NOT_IN_A_LINK: Final = frozenset("\"'`<>\\^{|}")


def wrong(code: str, detail: str = "") -> PydanticCustomError:
    """The problem of a cell: its code, and what its sentence needs."""
    return PydanticCustomError("webmap", "{code}", {"code": code, "detail": detail})


def split(value: Any) -> tuple[str, ...]:
    """The parts of a list written in one cell."""
    parts = value.split(";") if isinstance(value, str) else value
    return tuple(part.strip() for part in parts if part.strip())


def empty_to_none(value: Any) -> Any:
    """No text is no value."""
    return None if value == "" else value


def check_plain(value: str) -> str:
    """One line of text without markup, unseen signs or formulas; raises the problem otherwise."""
    if any(c in "<>" or unicodedata.category(c).startswith(_UNSEEN) for c in value):
        raise wrong("markup")
    if value.strip().startswith(("=", "+", "-", "@")):
        raise wrong("formula")
    if len(value) > _LONGEST:
        raise wrong("too_long", str(_LONGEST))
    return value.strip()


def choice(terms: v.Terms) -> Callable[[str], str]:
    """A check of one code of a list."""

    def check(value: str) -> str:
        if value and value not in terms:
            raise wrong("unknown_code", ", ".join(terms))
        return value

    return check


def choices(terms: v.Terms) -> Callable[[tuple[str, ...]], tuple[str, ...]]:
    """A check of several codes of a list."""

    def check(values: tuple[str, ...]) -> tuple[str, ...]:
        if any(value not in terms for value in values):
            raise wrong("unknown_code", ", ".join(terms))
        return values

    return check


def check_partial_date(value: str) -> str:
    """A year, a month or a day, kept as written: a source often shows no more."""
    if not value:
        return value
    match = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", value)
    if match is None:
        raise wrong("bad_date")
    year, month, day = (int(part or 1) for part in match.groups())
    try:
        date(year, month, day)
    except ValueError:
        raise wrong("bad_date") from None
    return value


def check_link(value: str) -> str:
    """A whole http or https address without a user's name, or nothing; raises otherwise."""
    if value:
        try:
            parts = urlsplit(value)
        except ValueError:
            raise wrong("bad_link") from None
        host = parts.netloc
        if parts.scheme not in ("http", "https") or "." not in host or "@" in host:
            raise wrong("bad_link")
        if any(c in _NOT_IN_A_LINK or unicodedata.category(c)[0] in "CZ" for c in value):
            raise wrong("bad_link")
    return value


def check_email(value: str) -> str:
    """The form of an e-mail address, or nothing."""
    if value and not re.fullmatch(r"[\w.][\w.+-]*@[\w.-]+\.[A-Za-z]{2,}", value):
        raise wrong("bad_email")
    return value


def check_phone(value: str) -> str:
    """The form of a telephone number, or nothing; raises the problem otherwise."""
    digits = re.sub(r"[ .]", "", value)
    if value and not re.fullmatch(r"\+?\d{2,15}", digits):
        raise wrong("bad_phone")
    return value


def check_hours(value: str) -> str:
    """Opening hours of OpenStreetMap, or nothing."""
    if value and not validate(check_plain(value)):
        raise wrong("bad_hours")
    return value


def check_languages(values: tuple[str, ...]) -> tuple[str, ...]:
    """Codes of languages."""
    if any(value not in LANGUAGES for value in values):
        raise wrong("unknown_code", ", ".join(sorted(LANGUAGES)))
    return values


def check_plain_codes(values: tuple[str, ...]) -> tuple[str, ...]:
    """Codes that no list of ours holds."""
    return tuple(check_plain(value) for value in values)

"""Streets, doors and maps inside a text: what tells a place without naming its town.

Rule S2 of docs/safety.md. Pure: each function takes a text and gives what it saw, or "".
A street is seen by its number, by a capital, or by what joins it to its name: "dans la rue",
"travail de rue" and "une place" are no streets.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final
from urllib.parse import unquote

from webmap.directory.words import Word, visible
from webmap.geo.text import fold

_STREET: Final = r"rue|ruelle|allees?|chemin|quai|square|sentier|esplanade|venelle|impasse|faubourg"
#: Words of streets that are more often something else.
_OFTEN_ELSE: Final = r"place|route|cours|passage|villa|montee|traverse|promenade|residence"
_BETWEEN: Final = r"(?:de la|de l|du|des)"

#: In folded text, where a comma is a space.
_ALWAYS: Final = re.compile(
    r"\b(?:avenue|boulevard|bld|bvd|lotissement|lieu dit|cedex|rond point|zone industrielle"
    r"|etages?|rez de chaussee|rdc|digicode|interphone|intercom|code (?:d |de l )?(?:entree|porte)"
    r"|code de la porte|(?:door|entry|gate) code|(?:bat|batiment|escalier) [a-z0-9]"
    r"|(?:\d{1,2}(?:st|nd|rd|th)|ground|first|second|third|fourth|fifth|top) floor"
    r"|arret de (?:bus|tram|car)|station de metro)\b"
)
_NUMBER: Final = r"\b\d{1,4} ?(?:bis|ter|quater|[a-d])?"
_NUMBERED: Final = re.compile(
    rf"{_NUMBER} (?:{_STREET}) (?!(?:et|ou|en|a|au|par|avec|puis)\b)\w+"
    rf"|{_NUMBER} (?:{_OFTEN_ELSE}) {_BETWEEN} \w+"
)
_JOINED: Final = re.compile(
    # "Travail de rue de la ville" is no street; "à la rue de nuit" neither.
    rf"(?<!\bde )\b(?:{_STREET}) {_BETWEEN} \w+|(?<!\bde )(?<!\bla )\brue d(?:e)? \w+"
)
_CAPITAL: Final = r"[A-ZÀ-ÖØ-Þ](?:[a-zß-öø-ÿ]|[A-ZÀ-ÖØ-Þ]{3})"
#: Where the text has its capitals: a street's name, in French or in English.
_NAMED: Final = re.compile(
    rf"\b(?i:{_STREET}|all[ée]es?|{_OFTEN_ELSE}|mont[ée]e|r[ée]sidence)\s"
    rf"(?i:de la\s|de l['’]|de\s|du\s|des\s|d['’])?{_CAPITAL}\w*"
    rf"|\b\d{{1,4}},?\s(?:{_CAPITAL}[\w'’-]*\s){{1,3}}(?i:street|road|lane|square)\b"
)

_MAP: Final = re.compile(
    r"@-?\d{1,3}\.\d+,-?\d"
    r"|(?<![\w-])(?:maps\.[\w.-]+|(?:\w+\.)?openstreetmap\.\w+|osm\.org|what3words\.\w+|w3w\.co"
    r"|plus\.codes|goo\.gl|bit\.ly|tinyurl\.com|t\.co|is\.gd|ow\.ly|cutt\.ly|rb\.gy|lc\.cx|urlz\.fr"
    r"|waze\.\w+|mappy\.\w+|(?:\w+\.)?geoportail\.[\w.]+|google\.[a-z.]+/maps)(?![\w-])"
    r"|///\s*[^\W\d_]+(?:\.[^\W\d_]+){2}"
    r"|\b[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,3}\b",
    re.IGNORECASE,
)


def street_in(text: str) -> str:
    """A street, a floor, or the way through a door, in a sentence."""
    seen = visible(text)
    folded = fold(seen)
    found = (_ALWAYS.search(folded), _NUMBERED.search(folded), _JOINED.search(folded))
    return next((match[0] for match in (*found, _NAMED.search(seen)) if match), "")


def street_in_link(address: str) -> str:
    """A street with its number in an address of the web, where capitals mean nothing."""
    match = _NUMBERED.search(fold(unquote(visible(address))))
    return match[0] if match else ""


def map_in(text: str) -> str:
    """A link to a map, a short link that may lead to one, three words or a code of a position."""
    match = _MAP.search(visible(text))
    return match[0] if match else ""


def mixed_in(words: list[Word]) -> str:
    """A word whose letters come from two alphabets: one looks like another, and hides a name."""
    return next((word.written for word in words if len(_alphabets(word.written)) > 1), "")


def _alphabets(word: str) -> set[str]:
    # A letter used as an apostrophe is of no alphabet.
    names = (unicodedata.name(sign, "?").split()[0] for sign in word if sign.isalpha())
    return {*names} - {"MODIFIER"}

"""What a referral line may say: how to reach people, never where a place is.

The lists are short on purpose: a line that is refused is written again in a minute, a place that
slips in is not taken back.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from webmap.private import choices


@dataclass(frozen=True, slots=True)
class Line:
    """A referral line. `nights`: one of `choices.NIGHTS`; the rest is text, perhaps empty."""

    phone: str
    email: str
    hours: str
    nights: str
    prepare: str
    who_decides: str


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a field, and what to do. `where`: a line of a file, or empty."""

    field: str
    fr: str
    en: str
    where: str = ""


_PHONE: Final = re.compile(r"\+?[0-9][0-9 .()-]{1,22}[0-9]")
_EMAIL: Final = re.compile(r"[^@\s<>,;]{1,64}@[^@\s<>,;]{1,180}\.[a-z]{2,20}", re.IGNORECASE)
_TEXTS: Final = ("hours", "prepare", "who_decides")
_LONGEST: Final = 500

#: Words that only a place needs, once accents and capitals are gone.
_ALWAYS: Final = (
    r"avenue|boulevard|bld|bvd|impasse|lotissement|lieu[ -]?dit|faubourg|digicode|interphone"
    r"|code (?:d |de la )?porte|arret de (?:bus|tram|car)|station de metro|cedex|zac"
    r"|zone industrielle|rond[ -]point|coordonnees gps|plus code"
)
#: Words of streets; alone they may be something else ("à la rue", "une place").
_STREET: Final = r"rue|ruelle|allees?|chemin|quai|square|sentier|esplanade|venelle|chem|imp"
_OFTEN_ELSE: Final = r"place|route|cours|passage|villa|montee|traverse|promenade|residence"
_OF: Final = r"(?:de |du |des |d |de la |de l )"

_PLACES: Final = (
    (re.compile(rf"\b(?:{_ALWAYS})\b"), "un mot de lieu", "a word of a place"),
    (
        re.compile(rf"\b\d{{1,4}} ?(?:bis|ter|quater|[a-d])?,? (?:{_STREET}|{_OFTEN_ELSE})\b(?!s)"),
        "une adresse",
        "an address",
    ),
    (re.compile(rf"\b(?:{_STREET}) {_OF}"), "un nom de voie", "the name of a street"),
    (
        re.compile(r"(?<!\d)(?:\d{2} ?\d{3}|2[ab] ?\d{3})(?! ?\d)"),
        "un code postal",
        "a postcode",
    ),
    (
        re.compile(r"\d{1,3}[.,]\d{3,}|\d ?°|\b[2-9cfghjmpqrvwx]{4,8}\+[2-9cfghjmpqrvwx]{2,3}\b"),
        "une position",
        "a position",
    ),
    (
        re.compile(r"https?:|www\.|///|\b[a-z0-9-]+\.(?:fr|com|org|net|gl|app|eu|link|io|co)\b"),
        "un lien",
        "a link",
    ),
)
#: A name after such a word, where the text still has its capitals.
_NAMED: Final = re.compile(
    rf"\b(?i:{_STREET}|{_OFTEN_ELSE}|gare) (?i:de |du |des |d['’]|de la |de l['’])?"
    r"(?:(?i:saint|sainte|st|ste)\b|[A-ZÀ-Ý][a-zà-ÿ])"
)


def problems(line: Line, where: str = "") -> list[Problem]:
    """All that keeps a line from being kept; empty when nothing does."""
    found = [*_contacts(line), *_lengths(line), *_signs(line)]
    for field in _TEXTS:
        what = place_in(getattr(line, field))
        if what:
            fr = f"contient {what[0]} : une ligne ne dit pas où est le lieu, retirez-le"
            en = f"holds {what[1]}: a line does not say where the place is, take it out"
            found.append(Problem(field, fr, en))
    return [Problem(problem.field, problem.fr, problem.en, where) for problem in found]


def place_in(text: str) -> tuple[str, str] | None:
    """What in a text tells a place, in French and English; None when nothing was seen."""
    for pattern, fr, en in _PLACES:
        if pattern.search(_plain(text)):
            return fr, en
    if _NAMED.search(" ".join(text.split())):
        return "un nom de voie", "the name of a street"
    return None


def hidden_in(text: str) -> bool:
    """Whether a text holds a control, direction or other sign that shows nothing, or a line end."""
    return any(unicodedata.category(c).startswith("C") for c in text)


def _plain(text: str) -> str:
    """Small letters, no accent, no invisible sign, one space, no apostrophe."""
    parts = unicodedata.normalize("NFKD", text.replace("°", " ° ")).casefold()
    kept = (c for c in parts if unicodedata.category(c) not in ("Mn", "Cf"))
    return " ".join(re.sub(r"[’'`]", " ", "".join(kept)).split())


def _contacts(line: Line) -> list[Problem]:
    found = []
    if not (line.phone or line.email):
        found.append(
            Problem("phone", "écrivez un téléphone ou un e-mail", "write one or an e-mail")
        )
    if line.phone and not _PHONE.fullmatch(line.phone):
        found.append(
            Problem("phone", "écrivez un numéro, en chiffres", "write a number, in digits")
        )
    if line.email and (hidden_in(line.email) or not _EMAIL.fullmatch(line.email)):
        found.append(Problem("email", "écrivez une adresse e-mail", "write an e-mail address"))
    if line.nights not in choices.NIGHTS:
        found.append(Problem("nights", "écrivez yes, no ou unknown", "write yes, no or unknown"))
    return found


def _lengths(line: Line) -> list[Problem]:
    long = [field for field in _TEXTS if len(getattr(line, field)) > _LONGEST]
    return [
        Problem(field, f"écrivez {_LONGEST} signes au plus", f"write {_LONGEST} signs at most")
        for field in long
    ]


def _signs(line: Line) -> list[Problem]:
    """A phone and nights are held to their forms, an e-mail is looked at with its own."""
    fr = "contient un signe invisible ou un retour à la ligne : écrivez le texte à la main"
    en = "holds an invisible sign or a line end: type the text by hand"
    return [Problem(field, fr, en) for field in _TEXTS if hidden_in(getattr(line, field))]

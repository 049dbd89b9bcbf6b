"""What no text may hold: places on a record that has none, persons on any record.

Rules S2 and S6 of docs/safety.md, which also says what these rules cannot see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from webmap.directory import addresses
from webmap.directory.common_words import ORDINARY
from webmap.directory.problems import Problem
from webmap.directory.seen import Rule, Seen
from webmap.directory.words import link_words, sentence_words

#: Text that anybody can read.
SENTENCES: Final = (
    "name", "operator", "summary_fr", "summary_en", "access_fr", "access_en", "transmits_fr",
    "transmits_en", "deaf_access_fr", "deaf_access_en", "origine_acceptee", "delay", "source",
    "method", "consent_by", "verified_by", "hours",
)  # fmt: skip
LINKS: Final = ("email", "website", "chat_url", "source_url")
#: Where the town that stands in the operator's public name may stand too.
_OPERATOR_FIELDS: Final = ("name", "operator", "source", *LINKS)

#: Postcode or INSEE code; coordinates; degrees.
_POSITION: Final = re.compile(
    r"\b(?:\d{5}|2[ABab]\d{3})\b"
    r"|\d[.,]\d{2,}\s*[,;/ ]\s*-?\d{1,3}[.,]\d{2,}"
    r"|\d\s*°\s*\d"
)
_PERSON: Final = re.compile(
    r"\b(?:M\.|M(?:me|lle|rs?|s|iss)\.?|Dr\.?|Docteure?|Pr\.?|Me|Maître|Monsieur|Madame)"
    r"\s[A-ZÀ-ÖØ-Þ]"
)
_PHONE: Final = re.compile(
    r"(?<!\d)(?:(?:\+\d{2,3}[ .]?|0)\d(?:[ .\-]?\d){7,9}|\d\d(?:[ .]\d\d){2,4})(?!\d)"
)


def _commune_named(seen: Seen) -> Iterator[Problem]:
    if not seen.record.placeless:
        return
    own = () if seen.record.secret else _own_territories(seen)
    named, excused = _operators(seen, own)
    for field in (*SENTENCES, *_links(seen)):
        allowed = own if field in _OPERATOR_FIELDS else (*own, *named)
        for name in dict.fromkeys(_names_in(seen, field, allowed)):
            if field not in _OPERATOR_FIELDS or name not in excused:
                yield seen.problem(field, "commune_named", name)


def _names_in(seen: Seen, field: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
    find = seen.gazetteer.place_names.found_in
    return find(getattr(seen.record, field), allowed, field in LINKS)


def _own_territories(seen: Seen) -> tuple[str, ...]:
    names = seen.gazetteer.territory_names
    own = (names[c] for c in (seen.record.territory, *seen.record.covers) if c in names)
    return (*own, *seen.gazetteer.region_names)


def _operators(seen: Seen, own: tuple[str, ...]) -> tuple[tuple[str, ...], frozenset[str]]:
    """What the operator's public name excuses: itself in a sentence, its towns in a name.

    Where young people sleep, nothing; where they wait, ordinary words only ("Hors la Rue"): it
    would be the town of the door. In a sentence a name of one word would excuse the town itself.
    """
    record = seen.record
    if record.category == "hebergement":
        return (), frozenset()
    towns = frozenset(_names_in(seen, "operator", own))
    if "accueil_jour" in record.kinds:
        return (), towns & ORDINARY
    return (record.operator,) if " " in record.operator else (), towns


def _links(seen: Seen) -> Iterator[str]:
    """The page of any town may explain a national line; everywhere else a link tells a place."""
    cited = seen.record.category == "ecoute" and seen.record.precision == "national"
    return (field for field in LINKS if not (cited and field == "source_url"))


def _position_written(seen: Seen) -> Iterator[Problem]:
    if seen.record.placeless:
        for field in (*SENTENCES, *LINKS):
            text = getattr(seen.record, field)
            match = None if field in LINKS else _POSITION.search(text)
            if told := match[0] if match else addresses.map_in(text):
                yield seen.problem(field, "position_written", told)


def _address_written(seen: Seen) -> Iterator[Problem]:
    """A door is as fine as an address: accommodation shown at its town says none either."""
    record = seen.record
    home = record.category == "hebergement" and record.precision != "address"
    if not (record.placeless or home):
        return
    for field in (*SENTENCES, *LINKS):
        street_in = addresses.street_in_link if field in LINKS else addresses.street_in
        if told := street_in(getattr(record, field)):
            yield seen.problem(field, "address_written", told)


def _mixed_alphabets(seen: Seen) -> Iterator[Problem]:
    if seen.record.placeless:
        for field in (*SENTENCES, *LINKS):
            words_of = link_words if field in LINKS else sentence_words
            if mixed := addresses.mixed_in(words_of(getattr(seen.record, field))):
                yield seen.problem(field, "mixed_alphabets", mixed)


def _hours_comment(seen: Seen) -> Iterator[Problem]:
    if seen.record.placeless and '"' in seen.record.hours:
        yield seen.problem("hours", "hours_comment")


def _person_named(seen: Seen) -> Iterator[Problem]:
    for field in SENTENCES:
        if match := _PERSON.search(getattr(seen.record, field)):
            yield seen.problem(field, "person_named", match[0])


def _phone_in_text(seen: Seen) -> Iterator[Problem]:
    if seen.record.placeless and seen.record.category in ("hebergement", "association"):
        for field in SENTENCES:
            if match := _PHONE.search(getattr(seen.record, field)):
                yield seen.problem(field, "phone_in_text", match[0])


RULES: Final[tuple[Rule, ...]] = (
    _commune_named,
    _position_written,
    _address_written,
    _mixed_alphabets,
    _hours_comment,
    _person_named,
    _phone_in_text,
)

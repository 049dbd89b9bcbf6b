"""Secret accommodation tells no part of the country: not in words, numbers or territories served.

Rule S2 of docs/safety.md: where a territory is nearly an address, its name is one too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import phonenumbers

from webmap.directory.guard import LINKS, SENTENCES
from webmap.directory.problems import Problem
from webmap.directory.seen import Rule, Seen

#: Kinds of numbers that ring the same way from every part of the country.
_ANYWHERE: Final = frozenset(
    {
        phonenumbers.PhoneNumberType.MOBILE,
        phonenumbers.PhoneNumberType.VOIP,
        phonenumbers.PhoneNumberType.TOLL_FREE,
        phonenumbers.PhoneNumberType.SHARED_COST,
        phonenumbers.PhoneNumberType.PREMIUM_RATE,
        phonenumbers.PhoneNumberType.UAN,
    }
)
#: 119, 3018, 116 000: short numbers of the whole country; 05 44 44 is a number of a territory.
_SHORT: Final = re.compile(r"\d{2,4}|116\d{3}")


def _secret_is_national(seen: Seen) -> Iterator[Problem]:
    record = seen.record
    if seen.record.secret and (record.precision != "national" or record.territory):
        yield seen.problem("territory", "secret_with_place")
    if seen.record.secret and record.covers != ("national",):
        yield seen.problem("covers", "secret_with_place")


def _territory_named(seen: Seen) -> Iterator[Problem]:
    if seen.record.secret:
        for field in (*SENTENCES, *LINKS):
            text = getattr(seen.record, field)
            for name in seen.gazetteer.secret_names.found_in(text, link=field in LINKS)[:1]:
                yield seen.problem(field, "territory_named", name)


def _secret_phone(seen: Seen) -> Iterator[Problem]:
    if seen.record.secret and seen.record.phone and not _rings_anywhere(seen.record.phone):
        yield seen.problem("phone", "secret_phone")


def _rings_anywhere(phone: str) -> bool:
    digits = re.sub(r"[ .]", "", phone)
    if _SHORT.fullmatch(digits):
        return True
    try:
        number = phonenumbers.parse(digits, "FR")
    except phonenumbers.NumberParseException:
        return False
    in_france = phonenumbers.region_code_for_number(number) == "FR"
    return in_france and phonenumbers.number_type(number) in _ANYWHERE


RULES: Final[tuple[Rule, ...]] = (_secret_is_national, _territory_named, _secret_phone)

"""Rules that need more than one field, or the geography.

Sources: docs/safety.md (precision is decided at entry, by the operator's consent) and
docs/glossary.md. Every rule yields the problems it sees; none raises. Consent and precision are in
`placing`, what texts may not hold in `guard`, secret accommodation in `secrecy`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from webmap.directory import guard, placing, secrecy
from webmap.directory.phones import phone_is_possible
from webmap.directory.problems import Problem
from webmap.directory.record import Record
from webmap.directory.seen import Gazetteer, Rule, Seen

__all__ = ["Gazetteer", "problems_of"]

#: Days that a person sets. One to come would keep a record fresh for ever.
_DAYS: Final = ("consent_on", "verified_on", "phone_verified_on", "designation_known_on")


def problems_of(
    record: Record, file: str, line: int, gazetteer: Gazetteer, as_of: date | None = None
) -> tuple[Problem, ...]:
    """Every problem of one record that a single field does not show.

    `as_of` is the day of reading: without it nobody is told that a day is still to come.
    """
    seen = Seen(record, file, line, gazetteer, as_of)
    return tuple(problem for rule in _RULES for problem in rule(seen))


def _territories(seen: Seen) -> Iterator[Problem]:
    known = seen.gazetteer.territory_names
    if seen.record.territory and seen.record.territory not in known:
        yield seen.problem("territory", "unknown_territory")
    if any(code != "national" and code not in known for code in seen.record.covers):
        yield seen.problem("covers", "unknown_territory")


def _commune(seen: Seen) -> Iterator[Problem]:
    code = seen.record.commune_code
    if not code:
        return
    territory = seen.gazetteer.commune_territory.get(code)
    if territory is None:
        yield seen.problem("commune_code", "unknown_commune")
    elif territory != seen.record.territory:
        yield seen.problem("territory", "territory_mismatch", territory)


def _ages(seen: Seen) -> Iterator[Problem]:
    low, high = seen.record.age_min, seen.record.age_max
    if low is not None and high is not None and low > high:
        yield seen.problem("age_min", "age_order")


def _verification(seen: Seen) -> Iterator[Problem]:
    record = seen.record
    if record.verified_on and not (record.verified_by and record.method):
        yield seen.problem("verified_on", "verified_without_person")


def _phone(seen: Seen) -> Iterator[Problem]:
    record = seen.record
    if record.phone and not phone_is_possible(record.phone, record.territory):
        yield seen.problem("phone", "bad_phone")


def _days_to_come(seen: Seen) -> Iterator[Problem]:
    if seen.as_of is None:
        return
    for field in _DAYS:
        day = str(getattr(seen.record, field) or "")
        # A year or a month is compared with that of the day of reading.
        if day > seen.as_of.isoformat()[: len(day)]:
            yield seen.problem(field, "future_day")


_RULES: Final[tuple[Rule, ...]] = (
    _territories,
    _commune,
    *placing.RULES,
    *guard.RULES,
    *secrecy.RULES,
    _ages,
    _verification,
    _phone,
    _days_to_come,
)

"""How sure the states are: each counting record once, never younger than its source."""

from __future__ import annotations

from datetime import date

import pytest

from tests.conftest import MakeCatalogue
from tests.directory.factory import record
from webmap import vocabulary as v
from webmap.coverage.confidence import Confidence, confidence, oldest_read
from webmap.directory.catalogue import Catalogue

NEED = v.NEEDS["accompagnement"]
CHECKED = {"verified_by": "fonction", "method": "appel"}


def line(make: MakeCatalogue, **changes: str) -> Confidence:
    """The line of accompaniment, on 22 November 2026."""
    (found,) = confidence(make([record(**changes)], date(2026, 11, 22)), [NEED])
    return found


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"source_date": "2026-11-01"}, (0, 1, 0, 0)),
        ({"source_date": "2025-11-22"}, (0, 1, 0, 0)),
        ({"source_date": "2025-11-21"}, (0, 0, 1, 0)),
        ({"source_date": "2026"}, (0, 1, 0, 0)),
        ({"source_date": "2025"}, (0, 0, 1, 0)),
        ({"source_date": "2025-12"}, (0, 1, 0, 0)),
        ({"source_date": ""}, (0, 0, 0, 1)),
        ({"source_date": "2019", "verified_on": "2026-10-01", **CHECKED}, (1, 0, 0, 0)),
        ({"source_date": "2019", "verified_on": "2024-10-01", **CHECKED}, (0, 0, 1, 0)),
    ],
)
def test_a_record_is_as_old_as_it_can_be(
    make_catalogue: MakeCatalogue, changes: dict[str, str], expected: tuple[int, ...]
) -> None:
    """2025 may mean January."""
    found = line(make_catalogue, **changes)
    assert (found.verified, found.recent, found.older, found.undated) == expected


def test_every_record_that_counts_is_counted_once(catalogue: Catalogue) -> None:
    for found in confidence(catalogue, v.NEEDS.values()):
        nights = found.nights
        ages = found.verified + found.recent + found.older + found.undated
        assert found.records == ages == nights.yes + nights.partly + nights.no + nights.unknown > 0


def test_the_oldest_day_of_reading(make_catalogue: MakeCatalogue) -> None:
    days = (date(2026, 9, 30), date(2026, 3, 1))
    found = make_catalogue([record(id=f"rbbbbb{n}", seen_on=day) for n, day in enumerate(days)])
    assert oldest_read(found) == days[1]
    assert oldest_read(make_catalogue([])) == date(2026, 11, 22)


def test_a_court_is_in_no_line(catalogue: Catalogue) -> None:
    """A court is not a designation: there is nothing to date."""
    assert "designation" not in {found.need for found in confidence(catalogue, v.NEEDS.values())}

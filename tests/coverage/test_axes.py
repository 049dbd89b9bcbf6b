"""Whom records say they accept: by hand, one rule at a time. Not stated is never accepted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import MakeCatalogue
from tests.directory.factory import record
from webmap import vocabulary as v
from webmap.coverage.axes import AXES, Accepted, axes, joint, night_weekend
from webmap.directory.catalogue import Catalogue

CREUSE = "23"
NEED = v.NEEDS["accompagnement"]


def answers(make: MakeCatalogue, **changes: str) -> dict[str, str]:
    """Axis -> the one answer of one record."""
    lines = axes(make([record(**changes)]), CREUSE, NEED)
    return {
        line.axis: next(a for a in ("yes", "partly", "no", "unknown") if getattr(line, a))
        for line in lines
    }


def test_a_record_that_says_nothing_accepts_nobody_and_refuses_nobody(
    make_catalogue: MakeCatalogue,
) -> None:
    assert set(answers(make_catalogue).values()) == {"unknown"}


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        ("13", "18", ("no", "yes", "yes", "partly")),
        ("0", "12", ("yes", "no", "no", "no")),
        ("14", "16", ("no", "partly", "partly", "no")),
        ("", "17", ("yes", "yes", "yes", "no")),
        ("16", "", ("no", "no", "unknown", "unknown")),
        ("12", "20", ("partly", "yes", "yes", "yes")),
    ],
)
def test_ages_in_whole_bands(
    make_catalogue: MakeCatalogue, low: str, high: str, expected: tuple[str, ...]
) -> None:
    """Under 13, 13-15, 16-17, 18-20: a band half inside is said as such."""
    ages = {"age_min": low, "age_max": high}
    found = answers(make_catalogue, **{name: age for name, age in ages.items() if age})
    bands = ("jeune_moins_13", "jeune_13_15", "jeune_16_17", "jeune_majeur")
    assert tuple(found[band] for band in bands) == expected


@pytest.mark.parametrize(
    ("genders", "expected"),
    [("filles", ("yes", "no")), ("garcons", ("no", "yes")), ("tous", ("yes", "yes"))],
)
def test_genders(make_catalogue: MakeCatalogue, genders: str, expected: tuple[str, str]) -> None:
    found = answers(make_catalogue, genders=genders)
    assert (found["filles"], found["garcons"]) == expected


def test_audiences_that_are_named(make_catalogue: MakeCatalogue) -> None:
    found = answers(make_catalogue, audiences="mineurs;mna;handicap;jeune_13_15")
    assert (found["mna"], found["handicap"], found["jeune_13_15"]) == ("yes", "yes", "yes")
    assert found["jeune_16_17"] == "unknown"


@pytest.mark.parametrize("changes", [{"kinds": "formation"}, {"status": "closed"}])
def test_what_does_not_count_answers_nothing(
    make_catalogue: MakeCatalogue, changes: dict[str, str]
) -> None:
    """Training is no help, whoever it accepts."""
    lines = axes(make_catalogue([record(genders="tous", **changes)]), CREUSE, NEED)
    assert lines == tuple(Accepted(axis, 0, 0, 0, 0) for axis in AXES)


def test_nights_are_counted_for_the_nation(make_catalogue: MakeCatalogue) -> None:
    catalogue = make_catalogue([record(night_weekend="yes"), record(id="rbbbbb9", territory="87")])
    assert night_weekend(catalogue, NEED) == Accepted("nuit_weekend", 1, 0, 0, 1)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "unknown"),
        ({"genders": "garcons"}, "unknown"),
        ({"age_min": "0", "age_max": "12"}, "unknown"),
        ({"genders": "tous", "age_min": "0", "age_max": "17"}, "yes"),
        ({"genders": "tous", "age_min": "10", "age_max": "17"}, "partly"),
        ({"genders": "filles", "age_min": "0", "age_max": "17"}, "no"),
        ({"genders": "garcons", "age_min": "13", "age_max": "17"}, "no"),
        ({"genders": "filles"}, "no"),
    ],
)
def test_boys_under_13_take_a_yes_for_both(changes: dict[str, str], expected: str) -> None:
    """The worst of two answers; a refusal holds whatever is not said."""
    assert joint(record(**changes), ("jeune_moins_13", "garcons")) == expected


@given(
    territory=st.sampled_from(["93", "2A", "974", "976", "978"]), need=st.sampled_from([*v.NEEDS])
)
def test_every_line_counts_the_same_records(
    catalogue: Catalogue, territory: str, need: str
) -> None:
    """On the real directory: each axis is answered once by each record that counts."""
    lines = axes(catalogue, territory, v.NEEDS[need])
    assert [line.axis for line in lines] == list(AXES)
    assert len({line.yes + line.partly + line.no + line.unknown for line in lines}) == 1

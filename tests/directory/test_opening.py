"""Open or closed at an hour: the clocks of the territory, nights, holidays, what nobody knows."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.directory.factory import record
from webmap.directory.catalogue import MAINLAND, Catalogue
from webmap.directory.opening import Opening, opening
from webmap.geo.clock import NOT_TAHITI, local

OFFICE = "Mo-Fr 08:30-12:00,13:30-17:30"
NOUMEA = "Mo-Sa 09:00-01:00, Su 09:00-13:00,17:00-01:00"
#: Saturday 23:40 on the clocks of each place, in universal time.
SATURDAY = {
    "23": datetime(2026, 11, 21, 22, 40, tzinfo=UTC),
    "976": datetime(2026, 11, 21, 20, 40, tzinfo=UTC),
    "987": datetime(2026, 11, 22, 9, 40, tzinfo=UTC),
}


def at(hours: str, moment: datetime, territory: str = "23", **changes: str) -> Opening:
    found = record(hours=hours, territory=territory, **{"covers": territory, **changes})
    return opening(found, moment)


def until(found: Opening) -> tuple[str, str]:
    assert found.until is not None
    return found.state, found.until.strftime("%a %H:%M")


@pytest.mark.parametrize("code", SATURDAY)
def test_saturday_night_is_saturday_night_there(code: str) -> None:
    """Guéret, Mamoudzou, Papeete: closed since Friday, open again on Monday, on their clocks."""
    assert local(SATURDAY[code], code).strftime("%a %H:%M") == "Sat 23:40"
    assert until(at(OFFICE, SATURDAY[code], code)) == ("closed", "Mon 08:30")
    assert until(at("Sa 22:00-23:50", SATURDAY[code], code)) == ("open", "Sat 23:50")
    assert at("24/7", SATURDAY[code], code).always


def test_the_same_moment_is_another_hour_elsewhere() -> None:
    """Sunday 10:40 in Paris is Saturday 23:40 in Papeete."""
    assert at("Sa 08:00-24:00", SATURDAY["987"], "987").state == "open"
    assert at("Sa 08:00-24:00", SATURDAY["987"], "23").state == "closed"


@pytest.mark.parametrize(
    ("day", "hour", "expected"),
    [
        (23, 8, ("closed", "Mon 08:30")),
        (23, 9, ("open", "Mon 12:00")),
        (23, 12, ("closed", "Mon 13:30")),
        (23, 17, ("open", "Mon 17:30")),
        (27, 18, ("closed", "Mon 08:30")),
    ],
)
def test_a_week_at_the_office(day: int, hour: int, expected: tuple[str, str]) -> None:
    moment = datetime(2026, 11, day, hour - 1, tzinfo=UTC)
    assert until(at(OFFICE, moment)) == expected


@pytest.mark.parametrize(
    ("local_hour", "expected"),
    [
        ((21, 23, 40), ("open", "Sun 01:00")),
        ((22, 0, 30), ("open", "Sun 01:00")),
        ((22, 1, 30), ("closed", "Sun 09:00")),
        ((22, 14, 0), ("closed", "Sun 17:00")),
        ((23, 0, 30), ("open", "Mon 01:00")),
    ],
)
def test_a_night_belongs_to_the_evening_before(
    catalogue: Catalogue, local_hour: tuple[int, int, int], expected: tuple[str, str]
) -> None:
    """A line of Nouméa answers until one in the morning: on Sundays too, as its record writes."""
    line = catalogue.get("rkpmgb1")
    assert line.hours == NOUMEA
    day, hour, minute = local_hour
    moment = datetime(2026, 11, day, hour, minute, tzinfo=local(SATURDAY["23"], "988").tzinfo)
    assert until(opening(line, moment)) == expected


def test_a_holiday_that_the_hours_do_not_name_is_not_known() -> None:
    """1 May 2026 is a Friday: neither open nor closed, unless the page says so."""
    may = datetime(2026, 5, 1, 9, tzinfo=UTC)
    assert at(OFFICE, may) == Opening("unknown", None, holiday=True, territory="23")
    assert until(at(f"{OFFICE}; PH off", may)) == ("closed", "Mon 08:30")
    assert at("Mo-Su,PH 09:00-23:00", may).state == "open"
    assert at("24/7", may).always


@pytest.mark.parametrize(
    ("code", "holiday"),
    [
        ("972", datetime(2026, 5, 22, 14, tzinfo=UTC)),
        ("976", datetime(2026, 4, 27, 7, tzinfo=UTC)),
        ("67", datetime(2026, 4, 3, 8, tzinfo=UTC)),
        ("988", datetime(2026, 9, 23, 23, tzinfo=UTC)),
    ],
)
def test_a_holiday_of_one_territory_is_never_plainly_open(code: str, holiday: datetime) -> None:
    """Nobody has the list of all of them: what is said holds "but for local holidays", all year."""
    for hours in (OFFICE, "Mo-Fr 08:30-17:30; PH off"):
        assert at(hours, holiday, code).but_holidays
    assert not at("24/7", holiday, code).but_holidays
    assert not at(OFFICE, holiday, "23").but_holidays


def test_holidays_of_their_own_are_those_of_the_official_list(catalogue: Catalogue) -> None:
    """Overseas and Alsace-Moselle: no territory of a later geography is forgotten."""
    known = catalogue.territories.values()
    overseas = {t.code for t in known if t.land not in MAINLAND}
    friday = datetime(2026, 11, 27, 20, tzinfo=UTC)
    asked = {t.code: at("Mo-Su 00:00-24:00", friday, t.code).but_holidays for t in known}
    assert {code for code, but in asked.items() if but} == {*overseas, "57", "67", "68"}


def test_the_marquises_and_the_gambier_are_not_on_the_clocks_of_tahiti(
    catalogue: Catalogue,
) -> None:
    """Half an hour and an hour off: no open or closed there. The codes are those of the islands
    east of 141° W and north of 11° S, and of Mangareva."""
    here = {
        c.code
        for c in map(catalogue.communes.__getitem__, catalogue.communes.codes)
        if c.territory == "987"
        and ((c.longitude > -141 and c.latitude > -11) or c.name == "Gambier")
    }
    assert here == NOT_TAHITI
    moment = SATURDAY["987"]
    for code in here:
        found = record(hours=OFFICE, territory="987", covers="987", commune_code=code)
        assert opening(found, moment).state == "unknown"


@pytest.mark.parametrize(
    "hours", ["", "SH 09:00-12:00", "sunrise-sunset", "Mo-Sa 09:00-01:00; Su 09:00-13:00"]
)
def test_what_the_library_cannot_know_is_unknown(hours: str) -> None:
    """It would answer "closed" to each of them, and somebody would not call."""
    assert at(hours, SATURDAY["23"]).state == "unknown"


def test_a_line_of_several_time_zones_has_no_hour_of_its_own() -> None:
    assert at("Mo-Su 09:00-20:00", SATURDAY["23"], "", covers="971;974").state == "unknown"
    # Guadeloupe and Martinique have two zones and one hour: 18:40.
    assert at("Mo-Su 09:00-20:00", SATURDAY["23"], "", covers="971;972").state == "open"
    assert at("24/7", SATURDAY["23"], "", covers="971;974").always


def test_what_is_announced_or_closed_is_not_open() -> None:
    assert at("24/7", SATURDAY["23"], status="planned").state == "unknown"
    assert at("24/7", SATURDAY["23"], status="closed").state == "unknown"


def test_all_hours_of_the_directory_can_be_told(catalogue: Catalogue) -> None:
    """On an ordinary Tuesday nothing that has hours stays unknown."""
    tuesday = datetime(2026, 11, 24, 10, tzinfo=UTC)
    told = [r for r in catalogue.records if r.hours]
    assert len(told) > 30
    assert [r.id for r in told if opening(r, tuesday).state == "unknown"] == []

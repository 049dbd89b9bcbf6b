"""DOMAIN 1: who may let a record be placed, how finely, and when they said so."""

from datetime import date

import pytest

from tests.directory.factory import GAZETTEER, record
from webmap.directory.rules import problems_of

TODAY = date(2026, 11, 22)


def codes_of(category: str = "association", **changes: object) -> list[tuple[str, str]]:
    found = problems_of(record(category, **changes), "f.csv", 2, GAZETTEER, TODAY)
    return [(problem.field, problem.code) for problem in found]


AT_CITY = {"precision": "commune", "commune_code": "75056", "territory": "75", "covers": "75"}
AT_TOWN = {"precision": "commune", "commune_code": "23096"}
AGREED = {
    "place_basis": "operator",
    "consent_precision": "address",
    "consent_on": "2026-01-05",
    "consent_by": "la direction",
}
AT_DOOR = {**AT_TOWN, **AGREED, "precision": "address", "address": "1 rue X"}


def test_an_office_needs_a_city_of_fifty_thousand() -> None:
    """In a small town an office is an address."""
    assert codes_of(**AT_CITY, place_basis="office") == []
    assert ("commune_code", "small_town") in codes_of(**AT_TOWN, place_basis="office")


@pytest.mark.parametrize("category", ["magistrat", "uaped"])
def test_courts_and_hospitals_are_public_buildings(category: str) -> None:
    """They stand on every map already."""
    kinds = {"magistrat": "tribunal", "uaped": "uaped"}[category]
    at_door = {**AT_DOOR, "place_basis": "public_building", "consent_precision": ""}
    assert codes_of(category, kinds=kinds, **at_door) == []


def test_an_association_in_a_public_building_stays_at_its_town() -> None:
    """A permanence in a hospital is at the hospital's town, and no day reception is one."""
    public = {"place_basis": "public_building"}
    assert codes_of(**AT_TOWN, **public) == []
    assert ("place_basis", "not_public_building") in codes_of(**{**AT_DOOR, **public})
    assert ("place_basis", "not_public_building") in codes_of(
        **AT_TOWN, **public, kinds="accueil_jour"
    )


@pytest.mark.parametrize("by", ["La Montagne (presse)", "Presse locale", "la radio", "un article"])
def test_press_in_the_consent_column_is_refused(by: str) -> None:
    """Press is never consent."""
    assert ("consent_by", "press_consent") in codes_of(**{**AT_DOOR, "consent_by": by})


def test_a_public_page_agrees_to_the_town_only() -> None:
    """The operator's own page counts for its town, never for an address."""
    page = {"consent_by": "page publique de la structure"}
    at_town = {**AT_TOWN, **AGREED, **page, "consent_precision": "commune"}
    assert codes_of(**at_town) == []
    assert ("consent_precision", "no_consent") in codes_of(**{**AT_DOOR, **page})


@pytest.mark.parametrize(
    ("longitude", "latitude", "far"), [(1.9, 46.2, False), (1.8, 46.5, True), (55.0, -20.0, True)]
)
def test_a_point_is_near_its_town_hall(longitude: float, latitude: float, far: bool) -> None:
    """A point elsewhere is a slip, or the wrong commune."""
    found = codes_of(**AT_DOOR, longitude=longitude, latitude=latitude)
    assert (("latitude", "point_far") in found) is far


@pytest.mark.parametrize(
    ("field", "value", "future"),
    [
        ("consent_on", "2099", True),
        ("consent_on", "2026-12", True),
        ("consent_on", "2026", False),
        ("consent_on", "2026-11", False),
        ("verified_on", "2026-11-23", True),
        ("verified_on", "2026-11-22", False),
        ("phone_verified_on", "2027-01-01", True),
    ],
)
def test_nobody_agreed_or_verified_tomorrow(field: str, value: str, future: bool) -> None:
    """A day to come would keep a record fresh for ever."""
    person = {"verified_by": "coordination", "method": "appel"}
    found = codes_of(**{**AT_DOOR, **person, field: value})
    assert ((field, "future_day") in found) is future


def test_a_designation_is_not_known_tomorrow() -> None:
    """The same for courts; without a day of reading nothing is compared."""
    changes = {"kinds": "tribunal", "designation_known_on": "2030-01-01"}
    assert ("designation_known_on", "future_day") in codes_of("magistrat", **changes)
    later = record("magistrat", **changes)
    assert problems_of(later, "f.csv", 2, GAZETTEER) == ()


def test_the_office_of_those_who_serve_minors_shows_no_link() -> None:
    """An article about a team tells more than its city."""
    office = {**AT_CITY, "place_basis": "office", "source_url": "https://x.fr/a"}
    assert ("source_url", "link_on_sensitive") in codes_of(**office)
    assert codes_of(**office, audiences="adultes") == []

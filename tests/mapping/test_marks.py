"""Notes for the live map: short, complete, and none for what has no place."""

from __future__ import annotations

from tests.conftest import MakeCatalogue
from tests.directory.factory import record
from webmap.mapping.marks import note

#: Guéret, where no name of ours ends.
TOWN = {"commune_code": "23096", "precision": "commune", "covers": ("23",)}


def test_a_town_hall_is_given_to_a_thousandth(make_catalogue: MakeCatalogue) -> None:
    team = record(kinds=("ecoute", "coordination"), status="planned", **TOWN)
    longitude, latitude, codes, place = note(make_catalogue([team]), team).split(" ")
    assert (longitude[:3], latitude[:3]) == ("187", "461")
    assert longitude[-1] == latitude[-1] == "0"
    assert codes == "110c"
    assert place == "Guéret"


def test_a_published_address_keeps_its_place(make_catalogue: MakeCatalogue) -> None:
    point = {"latitude": 46.17123, "longitude": 1.87456}
    unit = record(commune_code="23096", **point, precision="address", address="1 rue")
    assert note(make_catalogue([unit]), unit).startswith("18746 461712 0")


def test_a_place_that_ends_the_name_is_not_said_twice(make_catalogue: MakeCatalogue) -> None:
    team = record(name="Équipe de Guéret", **TOWN)
    assert len(note(make_catalogue([team]), team).split(" ")) == 3


def test_what_has_no_point_or_never_one_has_no_note(make_catalogue: MakeCatalogue) -> None:
    team, home = record(), record("hebergement", id="rbcd124", kinds=("mise_a_l_abri",))
    catalogue = make_catalogue([team, home])
    assert note(catalogue, team) == note(catalogue, home) == ""

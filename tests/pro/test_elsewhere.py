"""« Ailleurs »: by the operator's word, without a distance; the order tells no place (S2)."""

from __future__ import annotations

import re

import pytest

from tests.conftest import MakeCatalogue
from tests.directory.factory import record as make_record
from tests.pro.conftest import NATIONAL_OF_59, OF_59, OF_69, SECRET
from tests.pro.people import Site
from webmap.directory.catalogue import Catalogue
from webmap.directory.record import Record
from webmap.geo.territories import Territories
from webmap.pro import elsewhere


def ids(records: tuple[Record, ...]) -> list[str]:
    return [record.id for record in records]


def test_on_paper(make_catalogue: MakeCatalogue, territories: Territories) -> None:
    """From 59: its own is not away; 62 is a neighbour of the same region; 75 is elsewhere; 69
    serves its own only; a secret place accepts all and says no territory."""
    catalogue = make_catalogue(
        [
            _home("rbbbbb1", "59", ("59",)),
            _home("rbbbbb2", "62", ("59", "62")),
            _home("rbbbbb3", "75", ("national",)),
            _home("rbbbbb4", "69", ("69",)),
            _home("rbbbbb5", "", ("national",)),
            _home("rbbbbb6", "13", ("national",), status="planned"),
        ]
    )
    home = territories["59"]
    assert "62" in home.neighbours
    found = {how: elsewhere.find(catalogue, home, how) for how in elsewhere.AWAY}
    assert ids(found["departement"].away) == ["rbbbbb2", "rbbbbb3"]
    assert ids(found["region"].away) == ["rbbbbb3"]
    assert ids(found["voisins"].away) == ["rbbbbb3"]
    assert {tuple(ids(f.unsaid)) for f in found.values()} == {("rbbbbb5",)}


def test_the_order_is_the_same_seen_from_everywhere(
    catalogue: Catalogue, territories: Territories
) -> None:
    """An order by distance would give a place away in three questions."""
    accepting = [elsewhere.find(catalogue, home, "departement") for home in territories.values()]
    everything = ids(max((found.unsaid for found in accepting), key=len))
    assert all(ids(found.unsaid) == everything for found in accepting)
    national = ids(elsewhere.find(catalogue, territories["33"], "departement").away)
    for home, found in zip(territories.values(), accepting, strict=True):
        kept = [i for i in national if catalogue.get(i).territory != home.code]
        assert [i for i in ids(found.away) if i in national] == kept


def test_whatever_is_not_declared_is_not_accepted(
    catalogue: Catalogue, territories: Territories
) -> None:
    """On the real directory, from every territory."""
    for home in territories.values():
        found = elsewhere.find(catalogue, home, "departement")
        for record in (*found.away, *found.unsaid):
            assert record.national or home.code in record.covers
            assert record.territory != home.code


def test_the_page(site: Site) -> None:
    """From 33: the nation's, with its territory or without; not those of 59 and 69 alone."""
    member = site.professional(territories=("33",))
    text = member.get("/pro/ailleurs").text
    for record_id in (NATIONAL_OF_59, SECRET):
        assert f"/pro/ressource/{record_id}" in text
    for record_id in (OF_59, OF_69):
        assert f"/pro/ressource/{record_id}" not in text
    assert not re.search(r"\d\s*km\b", text)


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("de=59&hors=region", 200),
        ("de=33", 400),
        ("de=999", 404),
        ("hors=loin", 400),
        ("de=59&hors=%3Cscript%3E", 400),
    ],
)
def test_only_ones_own_territories_and_the_ways_offered(
    site: Site, query: str, status: int
) -> None:
    member = site.professional()
    answer = member.get(f"/pro/ailleurs?{query}")
    assert answer.status_code == status
    assert "<script>" not in answer.text.replace('<script src="', "")


def _home(record_id: str, territory: str, covers: tuple[str, ...], **values: str) -> Record:
    return make_record(
        "hebergement",
        id=record_id,
        territory=territory,
        covers=";".join(covers),
        precision="territory" if territory else "national",
        audiences="mineurs",
        **{"status": "open", **values},
    )

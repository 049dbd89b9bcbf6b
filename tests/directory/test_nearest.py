"""Nearest: hand-worked cases, then every commune of France against a naive oracle."""

from __future__ import annotations

import os
from itertools import groupby

import numpy as np
import pytest
from numpy.typing import NDArray
from pyproj import Geod

from tests.conftest import MakeCatalogue
from tests.directory.factory import record
from webmap import vocabulary as v
from webmap.directory.catalogue import LINE_ORDER, Catalogue
from webmap.directory.helping import helps_minors
from webmap.directory.nearest import (
    LIMIT,
    TOO_FAR_KM,
    Nearest,
    Result,
    is_open_uaped,
    is_permanence,
)
from webmap.directory.record import Record
from webmap.geo.communes import Communes
from webmap.geo.distance import ecef, shown_km
from webmap.geo.places import Commune

PARIS = "75056"
GUERET = "23096"
AJACCIO = "2A004"
SAINT_DENIS_REUNION = "97411"
MAMOUDZOU = "97611"
SAINT_MARTIN = "97801"
OUESSANT = "29155"
CHERBOURG = "50129"  # a merged commune


@pytest.fixture(scope="module")
def nearest(catalogue: Catalogue) -> Nearest:
    return Nearest(catalogue)


def unit(number: int, commune: str, territory: str, **changes: str) -> Record:
    return record(
        "uaped",
        id=f"rbbbbb{number}",
        kinds="uaped",
        precision="commune",
        place_basis="public_building",
        commune_code=commune,
        territory=territory,
        **{"covers": territory, **changes},
    )


def ids(results: tuple[Result, ...]) -> list[str]:
    return [result.record.id for result in results]


def test_units_come_by_distance_then_id(make_catalogue: MakeCatalogue, communes: Communes) -> None:
    """From Guéret: Guéret first, then two in Paris, tied, by id."""
    records = [unit(3, PARIS, "75"), unit(2, PARIS, "75"), unit(1, GUERET, "23")]
    found = Nearest(make_catalogue(records)).to(communes[GUERET])["uaped"]
    assert ids(found) == ["rbbbbb1", "rbbbbb2", "rbbbbb3"]
    assert found[0].distance_km == 1  # never 0: one still has to go there
    assert found[1].reason == "nearest"


def test_only_open_uaped_are_places_to_go(
    make_catalogue: MakeCatalogue, communes: Communes
) -> None:
    """Planned, unknown, hearing rooms: never "the nearest"."""
    records = [
        unit(1, GUERET, "23", status="planned"),
        unit(2, GUERET, "23", status="unknown"),
        record("uaped", id="rbbbbb3", kinds="salle_audition", territory="23"),
    ]
    assert Nearest(make_catalogue(records)).to(communes[GUERET])["uaped"] == ()


def test_a_sea_is_never_crossed_in_silence(
    make_catalogue: MakeCatalogue, communes: Communes
) -> None:
    """No unit of the mainland from Ajaccio; from Ouessant, one by sea and said so."""
    found = Nearest(make_catalogue([unit(1, "29019", "29")]))
    assert found.to(communes[AJACCIO])["uaped"] == ()
    (by_sea,) = found.to(communes[OUESSANT])["uaped"]
    assert by_sea.by_sea
    assert not found.to(communes[PARIS])["uaped"][0].by_sea


def test_accommodation_has_no_distance_and_no_nearness(
    make_catalogue: MakeCatalogue, communes: Communes
) -> None:
    """Accepts minors, can be reached, of a territory, says its delay, whose youths, its places; a
    phone that nobody called lately is no contact; never kilometres."""
    known = {"kinds": "urgence", "email": "a@b.fr"}
    records = [
        record("hebergement", id="rbbbbb1", kinds="urgence", audiences="jeune_majeur"),
        record("hebergement", id="rbbbbb2", kinds="urgence", phone="119"),
        record("hebergement", id="rbbbbb3", **known),
        record("hebergement", id="rbbbbb4", **known, capacity=4),
        record("hebergement", id="rbbbbb5", **known, origine_acceptee="pas ceux d’ici"),
        record("hebergement", id="rbbbbb6", **known, delay="24 h"),
        record("hebergement", id="rbbbbb7", kinds="urgence", status="planned"),
        record(
            "hebergement",
            id="rbbbbb8",
            kinds="sous_secret",
            email="a@b.fr",
            precision="national",
            territory="",
            covers="national",
        ),
    ]
    found = Nearest(make_catalogue(records)).to(communes[GUERET], limit=9)["hebergement"]
    assert ids(found) == [f"rbbbbb{n}" for n in (6, 5, 4, 3, 8, 2, 1)]
    assert {result.distance_km for result in found} == {None}


def test_a_permanence_a_day_away_gives_way_to_the_nation(
    make_catalogue: MakeCatalogue, communes: Communes
) -> None:
    """From Guéret: Limoges (65 km) before a national team, Melun (270 km) not at all."""
    there = {
        "place_basis": "operator",
        "kinds": "ecoute",
        "precision": "commune",
        "email": "a@b.fr",
    }
    records = [
        record(id="rbbbbb1", territory="87", covers="87", commune_code="87085", **there),
        record(id="rbbbbb2", territory="77", covers="77", commune_code="77288", **there),
        record(id="rbbbbb3", email="a@b.fr", precision="national", territory="", covers="national"),
    ]
    found = Nearest(make_catalogue(records)).to(communes[GUERET])["association"]
    assert ids(found) == ["rbbbbb1", "rbbbbb3"]


def test_an_association_with_a_contact_comes_first(
    make_catalogue: MakeCatalogue, communes: Communes
) -> None:
    """A contact before none; then serving the territory before the nation; training never."""
    records = [
        record(id="rbbbbb1"),
        record(id="rbbbbb2", email="a@b.fr"),
        record(id="rbbbbb3", territory="87", covers="87;23", email="a@b.fr"),
        record(id="rbbbbb4", email="a@b.fr", precision="national", territory="", covers="national"),
        record(id="rbbbbb5", kinds="formation", email="a@b.fr"),
    ]
    found = Nearest(make_catalogue(records)).to(communes[GUERET])["association"]
    assert ids(found) == ["rbbbbb2", "rbbbbb3", "rbbbbb4", "rbbbbb1"]
    assert [r.reason for r in found] == [
        "in_territory",
        "serves_territory",
        "national",
        "in_territory",
    ]


def test_a_phone_that_is_not_shown_does_not_rank(
    make_catalogue: MakeCatalogue, communes: Communes
) -> None:
    """DOMAIN 1: nobody called it in six months, so its page gives no contact. It used to rank."""
    records = [
        record(id="rbbbbb1", phone="05 55 00 00 00"),
        record(id="rbbbbb2", email="a@b.fr"),
        record(id="rbbbbb3", phone="05 55 00 00 00", phone_verified_on="2026-10-01"),
    ]
    found = Nearest(make_catalogue(records)).to(communes[GUERET])["association"]
    assert ids(found) == ["rbbbbb2", "rbbbbb3", "rbbbbb1"]


def test_of_units_of_one_journey_whoever_can_be_reached_comes_first(
    make_catalogue: MakeCatalogue, communes: Communes
) -> None:
    """From Paris: two in Paris, one of which has a site; one in Ajaccio never; Lille, with a site,
    200 km away, does not come before the hospital one can walk to."""
    site = {"website": "https://hopital.example"}
    records = [unit(1, PARIS, "75"), unit(2, PARIS, "75", **site), unit(3, "59350", "59", **site)]
    found = Nearest(make_catalogue(records)).to(communes[PARIS])["uaped"]
    assert ids(found) == ["rbbbbb2", "rbbbbb1", "rbbbbb3"]


def test_a_local_team_is_never_dropped_for_a_distant_one(
    make_catalogue: MakeCatalogue, communes: Communes
) -> None:
    """Chosen by whom they serve, then shown with a contact first: the local five stay."""
    local = [record(id=f"rbbbbb{n}") for n in range(1, 4)]
    nation = {"precision": "national", "territory": "", "covers": "national", "email": "a@b.fr"}
    far = [record(id=f"rccccc{n}", **nation) for n in range(1, 6)]
    found = Nearest(make_catalogue([*local, *far])).to(communes[GUERET])["association"]
    assert ids(found) == ["rccccc1", "rccccc2", "rbbbbb1", "rbbbbb2", "rbbbbb3"]


def test_a_unit_whose_town_is_unknown_is_given_to_its_territory(
    make_catalogue: MakeCatalogue, communes: Communes
) -> None:
    """Tahiti's unit has no town on its page: no distance, but never "nothing known"."""
    unplaced = record("uaped", id="rbbbbb1", kinds="uaped")
    near = unit(2, "36044", "36")
    found = Nearest(make_catalogue([unplaced, near])).to(communes[GUERET])["uaped"]
    assert [(r.record.id, r.distance_km is None, r.reason) for r in found] == [
        ("rbbbbb1", True, "in_territory"),
        ("rbbbbb2", False, "nearest"),
    ]


def test_a_street_team_is_not_a_place_one_goes_to() -> None:
    """No distance to those who come to you."""
    at_town = {"place_basis": "operator", "precision": "commune", "commune_code": "23096"}
    assert not is_permanence(record(kinds="aller_vers;accompagnement", **at_town))
    assert is_permanence(record(kinds="aller_vers;accueil_jour;accompagnement", **at_town))
    assert is_permanence(record(kinds="accompagnement", **at_town))


def test_unknown_lines_are_not_given_as_usable(nearest: Nearest, communes: Communes) -> None:
    """S7: in Wallis-et-Futuna 119 is not known to work."""
    phones = {r.record.phone for r in nearest.to(communes["98613"], limit=50)["ecoute"]}
    assert "119" not in phones
    assert "98 60" in phones
    assert "119" in {r.record.phone for r in nearest.to(communes[MAMOUDZOU])["ecoute"]}


@pytest.mark.parametrize(
    "code", [PARIS, GUERET, AJACCIO, SAINT_DENIS_REUNION, MAMOUDZOU, SAINT_MARTIN, CHERBOURG]
)
def test_a_real_place_gets_a_line_and_a_court(
    nearest: Nearest, communes: Communes, code: str
) -> None:
    """Nobody leaves with nothing: a line that works and a court, everywhere."""
    found = nearest.to(communes[code])
    assert set(found) == set(v.CATEGORIES)
    assert found["ecoute"]
    assert found["magistrat"]
    assert all(len(results) <= LIMIT for results in found.values())


class Oracle:
    """All distances from one commune to all records of its land, sorted: slow and plainly right."""

    def __init__(self, catalogue: Catalogue, records: list[Record]) -> None:
        self._lands: dict[str, tuple[list[str], NDArray[np.float64]]] = {}
        lands = {catalogue.territories[r.territory].land for r in records}
        for land in lands:
            there = [r for r in records if catalogue.territories[r.territory].land == land]
            there.sort(key=lambda record: record.id)
            points = [catalogue.point(record) or (0, 0) for record in there]
            self._lands[land] = [r.id for r in there], ecef(*np.array(points).T)

    def ids(self, place: Commune, limit: int) -> list[str]:
        names, positions = self._lands.get(place.land, ([], np.empty((0, 3))))
        chords = np.sqrt(((positions - ecef(place.longitude, place.latitude)) ** 2).sum(axis=1))
        # Stable: of two at one distance, the first is the first by id.
        return [names[n] for n in np.argsort(np.round(chords, 6), kind="stable")[:limit]]


@pytest.mark.whole
def test_every_commune_of_france_agrees_with_the_oracle(
    nearest: Nearest, catalogue: Catalogue, communes: Communes
) -> None:
    """34,963 communes x the categories one goes to: the same ids, ties by id."""
    for category, chosen in (("uaped", is_open_uaped), ("association", is_permanence)):
        records = [r for r in catalogue.records if chosen(r) and catalogue.point(r)]
        oracle = Oracle(catalogue, records)
        for place in communes:
            got = [r.record.id for r in nearest.by_distance(category, place, LIMIT)]
            assert got == oracle.ids(place, LIMIT), (category, place.code)


@pytest.mark.whole
def test_every_commune_agrees_with_a_plain_reading_of_the_other_categories(
    nearest: Nearest, catalogue: Catalogue, communes: Communes
) -> None:
    """What depends on the territory: one plain sort for each of 107. Associations and units: a
    plain sort for each commune, on all the distances. All communes in a soak; otherwise the most
    populous and the least of each territory, and one in five."""
    expected = {code: _plain(catalogue, code) for code in catalogue.territories}
    chosen = [r for r in catalogue.records if is_permanence(r) and catalogue.point(r)]
    units = [r for r in catalogue.records if is_open_uaped(r) and catalogue.point(r)]
    permanences, hospitals = Oracle(catalogue, chosen), Oracle(catalogue, units)
    asked = _asked(communes)
    assert {place.territory for place in asked} == set(catalogue.territories)
    for place in asked:
        found = nearest.to(place)
        for category, wanted in expected[place.territory].items():
            assert ids(found[category]) == wanted, (category, place.code)
        near = permanences.ids(place, LIMIT)
        assert ids(found["association"]) == _plain_associations(catalogue, place, near), place.code
        unplaced = [
            r.id
            for r in catalogue.in_category("uaped")
            if is_open_uaped(r) and not r.commune_code and r.territory == place.territory
        ]
        chosen_units = (unplaced + hospitals.ids(place, LIMIT))[:LIMIT]
        assert ids(found["uaped"]) == _by_journey(catalogue, found["uaped"], chosen_units), (
            place.code
        )


def _asked(communes: Communes) -> list[Commune]:
    every = sorted(communes, key=lambda place: (place.territory, place.population, place.code))
    if os.environ.get("WEBMAP_SOAK"):
        return every
    found = (list(places) for _, places in groupby(every, key=lambda place: place.territory))
    return [place for there in found for place in (*there[::5], there[-1])]


def _by_journey(catalogue: Catalogue, found: tuple[Result, ...], chosen: list[str]) -> list[str]:
    """Units under 30, 60, 100 km and beyond; in each, those with a contact first, then by
    distance as the oracle has it."""
    far = {result.record.id: result.distance_km or 0 for result in found}

    def order(unit_id: str) -> tuple[int, bool, int]:
        steps = [limit for limit in (30, 60, 100) if far[unit_id] > limit]
        unit = catalogue.get(unit_id)
        return len(steps), not (unit.website or unit.email), chosen.index(unit_id)

    return sorted(chosen, key=order)


def _plain_associations(catalogue: Catalogue, place: Commune, near: list[str]) -> list[str]:
    """The territory's own and those that serve it, then the nearest, then the nation; five of
    them; whoever has a contact first. Another territory's within 150 km only."""
    code = place.territory
    helping = [r for r in catalogue.in_category("association") if helps_minors(r)]
    known = {r.id: bool(r.email or r.website) for r in helping}
    serving = [r for r in helping if code in (r.territory, *r.covers) and not r.head_office]
    rank = {record_id: number for number, record_id in enumerate(near)}
    serving.sort(
        key=lambda r: (not known[r.id], r.territory != code, rank.get(r.id, len(near)), r.id)
    )
    first = [r.id for r in serving]
    close = [record_id for record_id in near if _km(catalogue, place, record_id) <= TOO_FAR_KM]
    first += [record_id for record_id in close if record_id not in first]
    first += [r.id for r in helping if r.national and known[r.id] and r.id not in first]
    return sorted(first[:LIMIT], key=lambda record_id: not known[record_id])


def _km(catalogue: Catalogue, place: Commune, record_id: str) -> int:
    """As it is shown."""
    there = catalogue.point(catalogue.get(record_id))
    assert there is not None
    metres = Geod(ellps="WGS84").inv(place.longitude, place.latitude, *there)[2]
    return shown_km(metres / 1000)


def _plain(catalogue: Catalogue, territory: str) -> dict[str, list[str]]:
    def here(record: Record) -> bool:
        return not record.head_office and territory in (record.territory, *record.covers)

    homes = [r for r in catalogue.in_category("hebergement") if r.status == "open"]
    local = [r for r in homes if here(r)]
    nation = [r for r in homes if r.national and not here(r)]
    courts = [r for r in catalogue.in_category("magistrat") if territory in r.covers]
    lines = [
        (min(LINE_ORDER.index(kind) for kind in r.kinds), r.phone, r.id)
        for r in catalogue.in_category("ecoute")
        if (reach := catalogue.reach(r, territory)) is not None and reach.reachable == "yes"
    ]
    return {
        "ecoute": [record_id for _, _, record_id in sorted(lines)][:LIMIT],
        "hebergement": [r.id for r in sorted([*local, *nation], key=_home)][:LIMIT],
        "magistrat": [
            r.id for r in sorted(courts, key=lambda r: (r.name, r.id)) if "tribunal" in r.kinds
        ][:LIMIT],
        "circuit": [
            r.id
            for r in sorted(
                (r for r in catalogue.in_category("circuit") if here(r)),
                key=lambda r: (not (r.phone or r.email or r.website), r.id),
            )
        ][:LIMIT],
    }


def _home(record: Record) -> tuple[object, ...]:
    return (
        "mineurs" not in record.audiences,
        not (record.email or record.website),
        record.national,
        record.delay == "",
        record.origine_acceptee == "",
        record.capacity is None,
        record.id,
    )


def test_shown_distances_are_geodesics(
    nearest: Nearest, catalogue: Catalogue, communes: Communes
) -> None:
    """What a person reads is the geodesic, rounded; a plain computation agrees."""
    geod = Geod(ellps="WGS84")
    place = communes[GUERET]
    for result in nearest.to(place)["uaped"]:
        point = catalogue.point(result.record)
        assert point is not None
        _, _, metres = geod.inv(place.longitude, place.latitude, *point)
        assert result.distance_km == shown_km(metres / 1000)


def test_everyone_helped_on_the_map_serves_minors_or_parents(catalogue: Catalogue) -> None:
    """Adult services are never given as help for a minor."""
    for found in filter(helps_minors, catalogue.in_category("association")):
        assert found.serves_minors or "parents" in found.audiences

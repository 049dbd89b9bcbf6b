"""The real gazetteer, on the places that have broken others."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.geo import places
from webmap.errors import GeodataError
from webmap.files import bundled
from webmap.geo.communes import Communes, load_communes, outlines
from webmap.geo.distance import chord, ecef
from webmap.geo.territories import Territories

DATA = bundled("data", "communes")


@pytest.mark.parametrize(
    ("code", "kind", "current", "territory"),
    [
        (places.PARIS_11, "arrondissement", places.PARIS, "75"),
        (places.AJACCIO, "commune", places.AJACCIO, "2A"),
        (places.SAINT_DENIS_REUNION, "commune", places.SAINT_DENIS_REUNION, "974"),
        (places.MAMOUDZOU, "commune", places.MAMOUDZOU, "976"),
        ("97123", "ancienne", places.SAINT_BARTHELEMY, "977"),
        ("97127", "ancienne", places.SAINT_MARTIN, "978"),
        (places.EQUEURDREVILLE, "deleguee", places.CHERBOURG_EN_COTENTIN, "50"),
        (places.CHERBOURG_EN_COTENTIN, "commune", places.CHERBOURG_EN_COTENTIN, "50"),
        (places.COURCOURONNES, "ancienne", places.EVRY_COURCOURONNES, "91"),
        ("78585", "ancienne", "95585", "95"),
    ],
)
def test_codes(communes: Communes, code: str, kind: str, current: str, territory: str) -> None:
    """Any code of today or of the past leads to the commune and territory of today."""
    place = communes.by_code(code)
    assert (place.kind, place.commune.code, place.territory) == (kind, current, territory)


@pytest.mark.parametrize(
    ("postcode", "code"),
    [
        ("97133", places.SAINT_BARTHELEMY),
        ("97150", places.SAINT_MARTIN),
        ("20000", places.AJACCIO),
        ("20200", places.BASTIA),
        ("75011", places.PARIS_11),
        ("13001", places.MARSEILLE_1),
        ("97400", places.SAINT_DENIS_REUNION),
        ("98714", places.PAPEETE),
        ("97500", places.SAINT_PIERRE_ET_MIQUELON),
    ],
)
def test_postcodes(communes: Communes, postcode: str, code: str) -> None:
    """Postcodes do not follow codes: 97150 is Saint-Martin, 20xxx Corsica, 75011 Paris 11e."""
    assert communes.find(postcode)[0].code == code


def test_a_postcode_of_forty_communes(communes: Communes) -> None:
    """The widest postcode gives all its communes, once each."""
    served = communes.find("51300")
    assert len(served) >= 40
    assert len({place.code for place in served}) == len(served)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("paris 11", places.PARIS_11),
        ("Paris 11e", places.PARIS_11),
        ("PARIS 11ème", places.PARIS_11),
        ("lyon 3e", places.LYON_3),
        ("marseille 1er", places.MARSEILLE_1),
        ("hoedic", places.HOEDIC),
        ("HŒDIC", places.HOEDIC),
        ("l'hay les roses", places.L_HAY_LES_ROSES),
        ("L’Haÿ-les-Roses", places.L_HAY_LES_ROSES),
        ("havre", places.LE_HAVRE),
        ("evry-courcouronne", places.EVRY_COURCOURONNES),
        ("mamoudzu", places.MAMOUDZOU),
        ("noumea", places.NOUMEA),
        ("equeurdreville hainneville", places.EQUEURDREVILLE),
        ("saint denis 974", places.SAINT_DENIS_REUNION),
        ("St Denis (93)", places.SAINT_DENIS_93),
    ],
)
def test_names(communes: Communes, text: str, code: str) -> None:
    """The first answer is the place meant, however it is written."""
    assert communes.find(text)[0].code == code


def test_homonyms_come_all_with_their_territory(communes: Communes) -> None:
    """Saint-Denis is in four territories: all are given, the most populous first."""
    exact = [m for m in communes.find("st-denis") if m.how == "exact"]
    assert [m.territory for m in exact] == ["974", "93", "11", "30"]


def test_each_commune_is_found_by_its_own_name_and_code(communes: Communes) -> None:
    """No commune is out of reach of the search: one in fifty, by name and by code."""
    for commune in list(communes)[::50]:
        assert communes.by_code(commune.code).commune == commune
        exact = {m.code for m in communes.find(commune.name) if m.how == "exact"}
        assert commune.code in exact


def test_territories_are_found_in_the_same_box(communes: Communes) -> None:
    """A territory's code or name answers too: "20" is both Corsicas, La Réunion is not the town."""
    assert [m.code for m in communes.find("20")] == ["2A", "2B"]
    assert communes.find("la reunion")[0].code == "974"
    assert communes.find("polynesie francaise")[0].kind == "territory"


def test_the_nearest_town_hall_is_the_nearest(communes: Communes) -> None:
    """The tree gives what measuring every town hall gives, on every land."""
    every = ecef(communes.longitudes, communes.latitudes)
    random = np.random.default_rng(3)
    for row in random.integers(0, len(communes), 40):
        lon = communes.longitudes[row] + random.uniform(-0.2, 0.2)
        lat = communes.latitudes[row] + random.uniform(-0.2, 0.2)
        naive = int(np.argmin(chord(every, ecef(lon, lat))))
        assert communes.at(lon, lat).code == communes.codes[naive]


def test_outlines_of_one_territory(communes: Communes) -> None:
    """Only the communes of the territory come, each with an outline; overseas there are none."""
    shapes = outlines(DATA, "2A")
    assert {communes[code].territory for code in shapes} == {"2A"}
    assert not any(shape.is_empty for shape in shapes.values())
    assert outlines(DATA, "987") == outlines(DATA, "xx") == {}


def test_missing_files_are_a_named_error(tmp_path: Path) -> None:
    """An empty folder or a damaged file raises GeodataError, which names the command."""
    with pytest.raises(GeodataError, match="webmap geodata build"):
        load_communes(tmp_path)
    (tmp_path / "outlines.parquet").write_bytes(b"not parquet")
    with pytest.raises(GeodataError, match="webmap geodata build"):
        outlines(tmp_path, "75")


def test_territories_in_order(territories: Territories) -> None:
    """Départements by code, then the six collectivities; names with their accents."""
    codes = list(territories)
    assert codes[:2] == ["01", "02"]
    assert codes[-7:] == ["976", "975", "977", "978", "986", "987", "988"]
    assert territories["987"].name == "Polynésie française"
    assert [t.code for t in territories.values() if t.land == "corse"] == ["2A", "2B"]


@pytest.mark.parametrize(
    ("short", "meant"),
    [
        ("Évry", "91228"), ("Boulogne", "92012"), ("aix", "13001"), ("Clermont", "63113"),
        ("st ouen", "93070"), ("Corbeil", "91174"), ("le puy", "43157"), ("Neuilly", "92051"),
    ],
)  # fmt: skip
def test_a_city_is_meant_by_the_beginning_of_its_name(
    communes: Communes, short: str, meant: str
) -> None:
    """A village has the whole name: whoever lives in the city is not sent to it alone."""
    found = communes.exactly(short)
    assert [match.how for match in found].count("exact") >= 1
    assert meant in {match.code for match in found if match.how == "prefix"}


@pytest.mark.parametrize("name", ["Lille", "Saint-Denis", "Saint-Martin", "Nice", "59000", "93"])
def test_a_name_borne_by_a_city_means_no_longer_one(communes: Communes, name: str) -> None:
    """Saint-Martin is the island of 31,000 people, not Saint-Martin-d'Hères; a code is a code."""
    assert not [match for match in communes.exactly(name) if match.how == "prefix"]


def test_towns_by_the_first_words_of_their_name(communes: Communes) -> None:
    """Whole words, towns only, the largest first."""
    found = [match.name for match in communes.towns("boulogne")]
    assert found == ["Boulogne-Billancourt", "Boulogne-sur-Mer"]
    assert communes.towns("boulog") == communes.towns("") == ()


@pytest.mark.parametrize(
    ("point", "code"),
    [
        ((2.35, 48.85), "75"),
        ((4.85, 45.75), "69"),
        ((9.1, 42.3), "2B"),
        ((45.2, -12.8), "976"),
        ((-62.85, 17.9), "977"),
        ((-63.05, 18.07), "978"),
        ((4.99, 44.385), "84"),
    ],
)
def test_the_territory_of_a_point(
    territories: Territories, point: tuple[float, float], code: str
) -> None:
    """A point is in one territory, islands that share a constituency and enclaves included."""
    found = territories.at(*point)
    assert found is not None
    assert found.code == code


def test_no_territory_at_sea(territories: Territories) -> None:
    """The middle of the Atlantic belongs to nobody."""
    assert territories.at(-30.0, 45.0) is None


def test_a_web_worker_loads_no_frames() -> None:
    """Loading and searching the geography imports neither pandas nor geopandas."""
    code = (
        "import sys; from webmap.files import bundled; "
        "from webmap.geo.communes import load_communes, outlines; "
        "from webmap.geo.territories import load_territories; d = bundled('data', 'communes'); "
        "c = load_communes(d); t = load_territories(d); c.find('paris'); c.find('75011'); "
        "c.at(2, 48); t.at(2, 48); outlines(d, '75'); list(c); "
        "print(*{'pandas', 'geopandas', 'flask', 'folium'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "", "")

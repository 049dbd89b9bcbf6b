"""The data contract of docs/data.md: a change here is a change for everyone who uses the files."""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from shapely.geometry import shape

from webmap import vocabulary as v
from webmap.directory.readers import Resources
from webmap.web.representations import Ready
from webmap.web.snapshot import Snapshot

RECORD = [
    "id", "category", "name", "operator", "kinds", "audiences", "territory", "commune_code",
    "precision", "covers", "status", "source", "source_date", "verified_on",
]  # fmt: skip
TERRITORY = ["code", "name", "land", "population", "under_20"]
RESULT = [
    "id", "distance_km", "reason", "by_sea", "name", "territory", "precision", "status",
]  # fmt: skip
PLACE = ["code", "name", "territory", "land", "longitude", "latitude"]
COVERAGE = [
    "territory", "name", "category", "need", "state", "open", "to_confirm", "planned", "serving",
    "population", "under_20",
]  # fmt: skip


def features(client: FlaskClient, name: str) -> list[dict[str, Any]]:
    response = client.get(f"/donnees/{name}.geojson")
    assert response.content_type == "application/geo+json; charset=utf-8"
    assert response.json is not None
    assert response.json["type"] == "FeatureCollection"
    found: list[dict[str, Any]] = response.json["features"]
    return found


def test_records_file(client: FlaskClient, resources: Resources) -> None:
    """Every public record, by id, with these properties in this order and no others."""
    found = features(client, "ressources")
    assert [f["properties"]["id"] for f in found] == [r.id for r in resources.records]
    assert all(list(f["properties"]) == RECORD for f in found)


def test_a_record_without_a_place_has_no_geometry(client: FlaskClient) -> None:
    """S2: precision territory or national means `geometry: null`, and no commune code."""
    for feature in features(client, "ressources"):
        properties = feature["properties"]
        placeless = properties["precision"] in ("territory", "national")
        assert (feature["geometry"] is None) == placeless
        assert (properties["commune_code"] is None) == placeless


def test_accommodation_has_never_a_point(client: FlaskClient) -> None:
    """Where a child sleeps is on no map."""
    homes = [
        f for f in features(client, "ressources") if f["properties"]["category"] == "hebergement"
    ]
    assert homes
    assert all(home["geometry"] is None for home in homes)


def test_territories_file(client: FlaskClient) -> None:
    """107 territories with outlines that are valid; unknown under-20s are null, never 0."""
    found = features(client, "territoires")
    assert len(found) == 107
    assert all(list(f["properties"]) == TERRITORY for f in found)
    assert all(shape(f["geometry"]).is_valid for f in found)
    unknown = {f["properties"]["code"] for f in found if f["properties"]["under_20"] is None}
    assert unknown == {"975", "977", "978", "986", "987", "988"}


def test_rings_run_as_the_standard_asks(client: FlaskClient) -> None:
    """RFC 7946: a globe would otherwise fill everything but the territory."""
    for feature in features(client, "territoires"):
        outline = shape(feature["geometry"])
        for polygon in getattr(outline, "geoms", [outline]):
            assert polygon.exterior.is_ccw
            assert not any(hole.is_ccw for hole in polygon.interiors)


@pytest.mark.parametrize("code", ["75111", "2A004", "97411", "97611", "97801", "23096", "98735"])
def test_nearest_file(client: FlaskClient, code: str) -> None:
    """The place, then at most five results of each category, each with id, distance, reason."""
    response = client.get(f"/donnees/proches?commune={code}")
    assert response.headers["Cache-Control"] == "no-store"
    assert response.json is not None
    assert list(response.json) == ["place", "results"]
    assert list(response.json["place"]) == PLACE
    assert list(response.json["results"]) == list(v.CATEGORIES)
    for results in response.json["results"].values():
        assert len(results) <= 5
        for result in results:
            assert list(result) == RESULT


def test_distances_are_given_only_to_published_places(client: FlaskClient) -> None:
    """No distance to anything but a permanence or a hospital."""
    response = client.get("/donnees/proches?commune=59350")
    assert response.json is not None
    for category, results in response.json["results"].items():
        for result in results:
            if result["distance_km"] is not None:
                assert category in ("uaped", "association")
                assert result["precision"] in ("commune", "address")


def test_coverage_file(client: FlaskClient) -> None:
    """A line per territory, category and need."""
    response = client.get("/couverture.csv")
    assert response.content_type == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(response.text)))
    assert list(rows[0]) == COVERAGE
    assert len(rows) == 1070


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 400),
        ("?commune=", 400),
        ("?commune=99999", 404),
        ("?commune=%00", 400),
        ("?commune=" + "7" * 10_000, 400),
        ("?commune=<script>", 400),
        ("?commune=75056%27--", 400),
    ],
)
def test_a_bad_commune_gets_a_plain_answer(client: FlaskClient, query: str, status: int) -> None:
    """JSON with a status and a sentence; nothing of what was asked comes back."""
    response = client.get(f"/donnees/proches{query}")
    assert response.status_code == status
    assert response.json is not None
    assert set(response.json) == {"status", "title", "message"}
    assert "script" not in response.text


def test_only_the_plain_question_is_kept(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S5: an answer is kept by its question as written, so a question that says more is not; both
    get the same bytes."""
    kept: list[bytes] = []
    place = Snapshot.place

    def spied(self: Snapshot, question: bytes, make: Callable[[Snapshot], Ready]) -> Ready:
        kept.append(question)
        return place(self, question, make)

    monkeypatch.setattr(Snapshot, "place", spied)
    written = ("commune=2A004", "commune=2a004", "commune=2A004&q=Lina", "commune=%32A004")
    answers = {client.get(f"/donnees/proches?{question}").data for question in written}
    assert len(answers) == 1
    assert kept == [b"commune=2A004", b"commune=2a004"]


def test_whole_country_files_are_revalidated(client: FlaskClient) -> None:
    """An ETag that hangs on the content; the second visit costs nothing."""
    for name in ("ressources", "territoires"):
        first = client.get(f"/donnees/{name}.geojson", headers={"Accept-Encoding": "br"})
        assert first.headers["Content-Encoding"] == "br"
        etag = first.headers["ETag"]
        again = client.get(
            f"/donnees/{name}.geojson",
            headers={"If-None-Match": etag, "Accept-Encoding": "br"},
        )
        assert again.status_code == 304


def test_the_same_bytes_whatever_the_encoding(client: FlaskClient) -> None:
    """Identity, gzip and br hold the same body."""
    import gzip

    import brotli

    path = "/donnees/ressources.geojson"
    plain = client.get(path, headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in plain.headers
    for name, decode in (("gzip", gzip.decompress), ("br", brotli.decompress)):
        packed = client.get(path, headers={"Accept-Encoding": name})
        assert packed.headers["Content-Encoding"] == name
        assert decode(packed.data) == plain.data


def test_the_map_s_outlines_are_the_open_ones(client: FlaskClient) -> None:
    """TopoJSON for our maps: the outlines of the GeoJSON, less than a grid step away."""
    found = client.get("/donnees/territoires.topojson").json
    assert found is not None
    step = found["transform"]["scale"][0]
    arcs = [
        list(itertools.accumulate(arc, lambda a, b: [a[0] + b[0], a[1] + b[1]]))
        for arc in found["arcs"]
    ]

    def ring(numbers: list[int]) -> list[list[float]]:
        lines = [arcs[n] if n >= 0 else arcs[~n][::-1] for n in numbers]
        return [[x * step, y * step] for line in lines for x, y in line]

    ours = {
        g["properties"]["code"]: {
            "type": "MultiPolygon",
            "coordinates": [[ring(numbers) for numbers in rings] for rings in g["arcs"]],
        }
        for g in found["objects"]["territoires"]["geometries"]
    }
    for feature in features(client, "territoires"):
        outline, compact = shape(feature["geometry"]), shape(ours[feature["properties"]["code"]])
        assert outline.hausdorff_distance(compact) < step
        assert abs(outline.area - compact.area) < 0.01 * outline.area

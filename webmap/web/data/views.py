"""`/donnees/...`: GeoJSON and JSON that anyone may use. One address, no language."""

from __future__ import annotations

from typing import Any

import shapely
from flask import Blueprint, Response, request
from shapely.geometry import mapping

from webmap.directory import export, suggestions
from webmap.directory.catalogue import Catalogue
from webmap.formats import geojson, topojson
from webmap.geo.topology import topology
from webmap.web import parameters
from webmap.web.asked import read_one
from webmap.web.current import current
from webmap.web.representations import NO_STORE, REVALIDATE, Ready
from webmap.web.snapshot import Snapshot

blueprint = Blueprint("data", __name__)

_GEOJSON = "application/geo+json; charset=utf-8"
_JSON = "application/json; charset=utf-8"
#: Degrees, 55 m at most: a sixth of the least simplification of the outlines.
_GRID = 0.0005
#: Length of `commune=23096`. Answers are kept by the question as written: reading it again takes
#: as long as answering. A longer one may say something else of a visitor, and is not kept.
_QUESTION = len(b"commune=23096")


@blueprint.get("/donnees/ressources.geojson")
def ressources() -> Response:
    """Every public record, `geometry: null` where there is no point."""
    snapshot = current()
    return snapshot.file("ressources", lambda: _records(snapshot.catalogue)).response(REVALIDATE)


@blueprint.get("/donnees/territoires.geojson")
def territoires() -> Response:
    """The 107 territories, outlines simplified for a map of the country."""
    snapshot = current()
    return snapshot.file("territoires", lambda: _territories(snapshot.catalogue)).response(
        REVALIDATE
    )


@blueprint.get("/donnees/territoires.topojson")
def territoires_topojson() -> Response:
    """The same outlines for our own maps: shared borders once, on a grid, half the weight."""
    snapshot = current()
    return snapshot.file("topology", lambda: _topology(snapshot.catalogue)).response(REVALIDATE)


@blueprint.get("/donnees/lieux.json")
def lieux() -> Response:
    """Names that the search box proposes: one file for everybody, so that no letter is asked."""
    snapshot = current()
    return snapshot.file("lieux", lambda: _suggestions(snapshot.catalogue)).response(REVALIDATE)


@blueprint.get("/donnees/proches")
def proches() -> Response:
    """The nearest right contacts of a commune, by category."""
    snapshot = current()
    question = request.query_string
    kept = len(question) <= _QUESTION
    ready = snapshot.place(question, _nearest) if kept else _nearest(snapshot)
    return ready.response(NO_STORE)


@blueprint.get("/healthz")
def healthz() -> Response:
    """Whether the directory can be read: for the supervisor, not for visitors."""
    count = len(current().catalogue.records)
    return Response(geojson.dump({"status": "ok", "records": count}), content_type=_JSON)


def _records(catalogue: Catalogue) -> Ready:
    features = (
        (properties, geojson.point(*point) if point else None)
        for properties, point in export.records(catalogue)
    )
    return Ready(geojson.feature_collection(features), _GEOJSON)


def _territories(catalogue: Catalogue) -> Ready:
    features = (
        # RFC 7946: exterior rings run counterclockwise.
        (
            export.territory_properties(territory),
            mapping(shapely.orient_polygons(territory.outline)),
        )
        for territory in catalogue.territories.values()
    )
    return Ready(geojson.feature_collection(features), _GEOJSON)


def _topology(catalogue: Catalogue) -> Ready:
    territories = catalogue.territories
    shared = topology({code: t.outline for code, t in territories.items()}, _GRID)
    shapes = (
        ({"code": code, "name": territories[code].name}, polygons)
        for code, polygons in shared.shapes.items()
    )
    return Ready(topojson.topology("territoires", shapes, shared.arcs, _GRID), _JSON)


def _suggestions(catalogue: Catalogue) -> Ready:
    return Ready(geojson.dump(suggestions.index(catalogue)), _JSON)


def _nearest(snapshot: Snapshot) -> Ready:
    code = parameters.commune_code(read_one(request.args, "commune"))
    commune = snapshot.catalogue.communes.by_code(code).commune
    place: dict[str, Any] = {
        "code": commune.code,
        "name": commune.name,
        "territory": commune.territory,
        "land": commune.land,
        "longitude": commune.longitude,
        "latitude": commune.latitude,
    }
    results = {
        category: [export.result_properties(result) for result in found]
        for category, found in snapshot.nearest.to(commune).items()
    }
    return Ready(geojson.dump({"place": place, "results": results}), _JSON)

"""Attacks 1 to 3: where is a place that the site does not show? Each returns what it found out.

An attack first proves that its probe measures something; on a sound product it returns nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import Any, Final

from flask import Flask

from tests.safety.visitor import LINKED, Visitor, order_of
from webmap.directory.nearest import LIMIT

#: Lists whose records without a place do not depend on where a number can be dialled from.
_NATIONWIDE: Final = ("hebergement", "association")


def trilateration(app: Flask) -> list[str]:
    """1. Three distances to a place tell where it is."""
    visitor = Visitor(app)
    measured = visitor.distances()
    published = {i: d for i, d in measured.items() if i not in visitor.hidden and len(d) >= 3}
    assert len(published) >= 3, "no distance was read: the probe is blind"
    for record_id, distances in list(published.items())[:5]:
        town = visitor.communes.by_code(visitor.records[record_id]["commune_code"]).commune.name
        assert town in visitor.candidates(distances), "distances do not locate what is published"
    found = [_located(visitor, i, d) for i, d in measured.items() if i in visitor.hidden]
    return [*found, *_drawn(visitor)]


def _located(visitor: Visitor, record_id: str, distances: dict[str, int]) -> str:
    towns = visitor.candidates(distances)
    return f"{record_id}: {len(distances)} distances leave {len(towns)} communes: {towns[:5]}"


def _drawn(visitor: Visitor) -> Iterator[str]:
    """A point in the open file, a mark on a map: the same leak without the sum."""
    features = visitor.json("/donnees/ressources.geojson")["features"]
    with_point = {f["id"]: f["geometry"]["coordinates"] for f in features if f["geometry"]}
    assert with_point, "no point was read: the probe is blind"
    for record_id in sorted(visitor.hidden & with_point.keys()):
        yield f"{record_id}: at {with_point[record_id]} in the open file"
    for path in ("/carte", *(f"/departement/{code}" for code in visitor.territories)):
        for record_id in visitor.hidden & _marked(visitor.text(path)):
            yield f"{record_id}: a mark on {path}"


def _marked(page: str) -> set[str]:
    drawings = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
    notes = re.findall(r"data-mark=[^>]*>.{0,300}?</a>", page, re.DOTALL)
    return {i for piece in (*drawings, *notes) for i in LINKED.findall(piece)}


#: What somebody would write to ask "what is around here?".
_RADIUS: Final = (
    "rayon=10", "radius=10", "distance=10", "distance_km=10", "km=10", "dans=10", "within=10",
    "lat=46.24&lon=1.48", "latitude=46.24&longitude=1.48&rayon=10", "bbox=1.4,46.2,1.6,46.3",
    "pres_de=23176", "near=23176", "limit=1", "limite=500", "precision=address",
)  # fmt: skip
_SEARCHED: Final = (
    "/donnees/proches?commune=23096", "/donnees/ressources.geojson", "/commune/23096",
    "/departement/23", "/carte",
)  # fmt: skip
#: Where a page is read from three communes: it has records without a place in both directories.
_TERRITORY: Final = "59"


def radius(app: Flask) -> list[str]:
    """2. A circle that is moved or made smaller: what falls out of it lies outside."""
    visitor = Visitor(app)
    return [*_by_parameter(visitor), *_by_moving(visitor)]


def _by_parameter(visitor: Visitor) -> Iterator[str]:
    for path in _SEARCHED:
        plain = _listed(visitor, path)
        assert plain & visitor.records.keys(), f"{path} lists nothing: the probe is blind"
        for parameter in _RADIUS:
            asked = f"{path}{'&' if '?' in path else '?'}{parameter}"
            if moved := (plain ^ _listed(visitor, asked)) & visitor.hidden:
                yield f"{asked}: {sorted(moved)}"


def _listed(visitor: Visitor, path: str) -> set[str]:
    text = visitor.text(path)
    return {*LINKED.findall(text), *re.findall(r'"id":"(r[a-z0-9]{6})"', text)}


def _by_moving(visitor: Visitor) -> Iterator[str]:
    """Absent from a list that has room left, present from elsewhere: the place decides."""
    compared = 0
    nation: dict[str, dict[str, set[bool]]] = {c: defaultdict(set) for c in _NATIONWIDE}
    for territory in visitor.territories:
        for category, lists in visitor.lists(territory):
            compared += 1
            present = _presence(visitor, lists)
            for record_id, seen in present.items():
                if len(seen) == 2:
                    yield f"{record_id}: listed from a part of {territory} only"
                if _national(visitor, record_id) and category in nation:
                    nation[category][record_id] |= seen
            for record_id in nation.get(category, {}).keys() - present.keys():
                nation[category][record_id] |= {False for r in lists if len(r) < LIMIT}
    assert compared > 500, "too few lists: the probe is blind"
    for found in nation.values():
        yield from (
            f"{i}: listed from a part of France only" for i, s in found.items() if len(s) == 2
        )


def _presence(visitor: Visitor, lists: list[list[dict[str, Any]]]) -> dict[str, set[bool]]:
    """Hidden id -> whether it stands in the lists; a full list may have left it out."""
    every = {i for results in lists for i in order_of(results)} & visitor.hidden
    return {
        i: {i in order_of(r) for r in lists if i in order_of(r) or len(r) < LIMIT} for i in every
    }


def _national(visitor: Visitor, record_id: str) -> bool:
    return visitor.records[record_id]["precision"] == "national"


def order(app: Flask) -> list[str]:
    """3. Of two hidden places, which is nearer? The one that comes first, if distance sorts."""
    visitor = Visitor(app)
    within, nation = _pairs(visitor)
    assert within or nation, "no two hidden records in one list: the probe is blind"
    found = [
        f"{one} and {other} change places ({where})"
        for (where, one, other), ways in {**within, **nation}.items()
        if len(ways) == 2
    ]
    return [*found, *_on_pages(visitor)]


Ways = dict[tuple[str, str, str], set[bool]]


def _pairs(visitor: Visitor) -> tuple[Ways, Ways]:
    """(where, one, other) -> whether the first comes first, from each commune asked from."""
    within: Ways = defaultdict(set)
    nation: Ways = defaultdict(set)
    for territory in visitor.territories:
        for _category, lists in visitor.lists(territory):
            for results in lists:
                kept = [r for r in results if r["id"] in visitor.hidden]
                for (a, one), (b, other) in combinations(enumerate(kept), 2):
                    ids = (one["id"], other["id"])
                    first = (a < b) == (ids[0] < ids[1])
                    within[territory, min(ids), max(ids)].add(first)
                    if {one["reason"], other["reason"]} == {"national"}:
                        nation["France", min(ids), max(ids)].add(first)
    return within, nation


def _on_pages(visitor: Visitor) -> Iterator[str]:
    """The cards of the pages of three communes of a territory."""
    codes = visitor.askers[_TERRITORY]
    pages = [LINKED.findall(visitor.text(f"/commune/{code}")) for code in codes]
    kept = [[i for i in dict.fromkeys(page) if i in visitor.hidden] for page in pages]
    assert all(kept), "no hidden record on the pages: the probe is blind"
    for one, other in pairwise(kept):
        if one != other:
            yield f"pages of {_TERRITORY} show {one}, then {other}"

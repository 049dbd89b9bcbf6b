"""A visitor who reads answers with a purpose: what each attack is made with.

Knows what everybody knows: the addresses of the site, the communes of France, what the open file
says of each record. Nothing here looks behind the answers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Final

import numpy as np
from flask import Flask

from tests.safety.crawl import PLACES, Ask, send
from webmap.directory.catalogue import Catalogue
from webmap.geo.communes import Communes
from webmap.geo.distance import ecef

#: An id in an address of a record.
LINKED: Final = re.compile(r"/ressource/(r[a-z0-9]{6})")
_CARD: Final = re.compile(r'id="f-(r[a-z0-9]{6})"')
_KM: Final = re.compile(r"(\d+) km ")
_CHORD_KM: Final = 1000.0

Measures = dict[str, dict[str, int]]


@dataclass
class Visitor:
    """Asks an application. `asked` counts the answers read."""

    app: Flask
    asked: int = 0

    def __post_init__(self) -> None:
        self._client = self.app.test_client(use_cookies=False)

    def text(self, path: str, **how: Any) -> str:
        """The body of an answer, whatever its status."""
        return self.answer(Ask(path, **how)).text

    def answer(self, ask: Ask) -> Any:
        self.asked += 1
        return send(self._client, ask)

    def json(self, path: str) -> Any:
        return json.loads(self.text(path))

    @cached_property
    def records(self) -> dict[str, dict[str, Any]]:
        """Id -> what the open file says of a record."""
        features = self.json("/donnees/ressources.geojson")["features"]
        return {f["properties"]["id"]: f["properties"] for f in features}

    @cached_property
    def hidden(self) -> frozenset[str]:
        """Ids of the records that say they have no place finer than a territory."""
        return frozenset(i for i, p in self.records.items() if _without_place(p))

    @cached_property
    def communes(self) -> Communes:
        """The geography of France, which anybody may download."""
        return self.catalogue.communes

    @cached_property
    def catalogue(self) -> Catalogue:
        """For its geography alone."""
        catalogue: Catalogue = self.app.extensions["webmap"].snapshot().catalogue
        return catalogue

    @cached_property
    def territories(self) -> tuple[str, ...]:
        return tuple(self.catalogue.territories)

    def territory_name(self, record_id: str) -> tuple[str, ...]:
        """The name of the territory that the open file gives for a record, if any."""
        code = self.records[record_id]["territory"]
        return (self.catalogue.territories[code].name,) if code else ()

    @cached_property
    def askers(self) -> dict[str, list[str]]:
        """Territory -> codes of three communes of it, as far apart as the codes."""
        return _askers(self.communes)

    @cached_property
    def near(self) -> dict[str, dict[str, list[dict[str, Any]]]]:
        """Code of a commune -> `results` of `/donnees/proches`, for all askers."""
        codes = [*PLACES, *(code for three in self.askers.values() for code in three)]
        return {c: self.json(f"/donnees/proches?commune={c}")["results"] for c in codes}

    def lists(self, territory: str) -> Iterator[tuple[str, list[list[dict[str, Any]]]]]:
        """(category, one list of results per asker) of a territory."""
        answers = [self.near[code] for code in self.askers[territory]]
        for category in answers[0]:
            yield category, [answer[category] for answer in answers]

    def distances(self) -> Measures:
        """Id -> code of the commune asked from -> kilometres, in the file and on the pages."""
        found: Measures = {}
        for code, results in self.near.items():
            for result in (r for several in results.values() for r in several):
                if result["distance_km"] is not None:
                    found.setdefault(result["id"], {})[code] = result["distance_km"]
        for code in PLACES:
            for record_id, card in cards(self.text(f"/commune/{code}")):
                if km := _KM.search(card):
                    found.setdefault(record_id, {})[code] = int(km[1])
        return found

    def candidates(self, distances: dict[str, int]) -> list[str]:
        """Names of the communes that lie at the three least of these distances from where they
        were asked from: the least are the least rounded."""
        halls = ecef(self.communes.longitudes, self.communes.latitudes)
        kept = np.ones(len(halls), dtype=bool)
        for code, km in sorted(distances.items(), key=lambda item: item[1])[:3]:
            place = self.communes.by_code(code).commune
            here = ecef(place.longitude, place.latitude)[0]
            chords = np.sqrt(((halls - here) ** 2).sum(axis=1)) / _CHORD_KM
            kept &= np.abs(_arc(chords) - km) <= _slack(km)
        return [self.communes[self.communes.codes[i]].name for i in np.flatnonzero(kept)]


def _without_place(properties: dict[str, Any]) -> bool:
    return properties["precision"] in ("territory", "national")


@cache
def _askers(communes: Communes) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for commune in communes:
        found.setdefault(commune.territory, []).append(commune.code)
    return {code: _three(codes) for code, codes in found.items()}


def _three(codes: list[str]) -> list[str]:
    return [codes[0], codes[len(codes) // 2], codes[-1]]


def _arc(chords: Any) -> Any:
    radius = 6371.0
    return 2 * radius * np.arcsin(np.clip(chords / (2 * radius), 0, 1))


def _slack(km: int) -> float:
    """Half the step of rounding, the flattening of the Earth, and a walk from the town hall."""
    return (1.0 if km < 20 else 3.0) + km * 0.004 + 2


def cards(page: str) -> Iterator[tuple[str, str]]:
    """(id, HTML) of each record in a list of cards."""
    parts = _CARD.split(page)
    yield from zip(parts[1::2], parts[2::2], strict=True)


def order_of(results: Sequence[dict[str, Any]]) -> list[str]:
    return [result["id"] for result in results]

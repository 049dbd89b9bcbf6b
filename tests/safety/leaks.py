"""Leaky switches: each makes the product leak on purpose, as somebody might have written it.

An attack that cannot see its leak proves nothing when it finds nothing. No switch is in the
product: these are patches, taken off after each test. Leaks that know where a place is read it in
the database of `tests.safety.marked`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import Any, Final

import pytest
from flask import Flask, Response, request

from tests.safety import words
from tests.safety.marked import MARK
from webmap import vocabulary as v
from webmap.coverage import candidates, publics
from webmap.coverage.candidates import Candidates
from webmap.directory import export
from webmap.directory.catalogue import Catalogue, Point
from webmap.directory.helping import counts
from webmap.directory.nearest import Nearest, Result
from webmap.directory.record import Record
from webmap.errors import InvalidParameter, WebmapError
from webmap.geo.distance import geodesic_km, shown_km
from webmap.geo.places import Commune
from webmap.pro import elsewhere
from webmap.web import figures, parameters
from webmap.web.public import context, search, views
from webmap.web.public.search_index import SearchIndex

Patch = pytest.MonkeyPatch
Leak = Callable[[Patch, Flask], None]

#: An id that the leaky error page knows to be kept from the public.
WITHHELD: Final = "rzzz777"


def _km(record: Record, longitude: float, latitude: float) -> float:
    assert record.longitude is not None
    assert record.latitude is not None
    return geodesic_km(longitude, latitude, record.longitude, record.latitude)


def _hides(record: Record) -> bool:
    return record.placeless and record.longitude is not None


def _with_answers(patch: Patch, change: Callable[[Commune, Iterable[Result]], Any]) -> None:
    sound = Nearest.to

    def leaky(self: Nearest, place: Commune, limit: int = 5) -> dict[str, tuple[Result, ...]]:
        answers = sound(self, place, limit)
        return {category: tuple(change(place, found)) for category, found in answers.items()}

    patch.setattr(Nearest, "to", leaky)


def distances_to_hidden_places(patch: Patch, _app: Flask) -> None:
    """1. The distance is useful, and tells no address."""

    def measured(place: Commune, found: Iterable[Result]) -> Iterator[Result]:
        for result in found:
            if _hides(result.record):
                km = shown_km(_km(result.record, place.longitude, place.latitude))
                result = replace(result, distance_km=km)
            yield result

    _with_answers(patch, measured)


def jitter_instead_of_absence(patch: Patch, _app: Flask) -> None:
    """1. A point moved by a kilometre or two, "for safety"."""
    sound = Catalogue._point

    def jittered(self: Catalogue, record: Record) -> Point | None:
        if not _hides(record):
            return sound(self, record)
        digits = hashlib.sha256(record.id.encode()).digest()
        away = [(byte - 128) / 128 * 0.02 for byte in digits[:2]]
        return Point((record.longitude or 0) + away[0], (record.latitude or 0) + away[1])

    patch.setattr(Catalogue, "_point", jittered)


def a_circle_of_a_hundred_kilometres(patch: Patch, _app: Flask) -> None:
    """2. Shelters too far away are of no use: leave them out."""

    def inside(place: Commune, found: Iterable[Result]) -> Iterator[Result]:
        for result in found:
            far = (
                _hides(result.record) and _km(result.record, place.longitude, place.latitude) > 100
            )
            if not far:
                yield result

    _with_answers(patch, inside)


def a_radius_in_the_address(patch: Patch, app: Flask) -> None:
    """2. The open file takes `lat`, `lon` and `rayon`."""

    def leaky() -> Response:
        longitude = request.args.get("lon", request.args.get("longitude", ""))
        latitude = request.args.get("lat", request.args.get("latitude", ""))
        found = app.extensions["webmap"].snapshot().catalogue.records
        if longitude and latitude:
            here = (float(longitude), float(latitude))
            found = [r for r in found if not _hides(r) or _km(r, *here) < 10]
        features = [{"properties": export.record_properties(r), "geometry": None} for r in found]
        return Response(json.dumps({"features": features}, separators=(",", ":")))

    patch.setitem(app.view_functions, "data.ressources", leaky)


def nearest_shelter_first(patch: Patch, _app: Flask) -> None:
    """3. No distance is shown; the order is by distance all the same."""

    def sorted_(place: Commune, found: Iterable[Result]) -> list[Result]:
        here = (place.longitude, place.latitude)
        return sorted(found, key=lambda r: _km(r.record, *here) if _hides(r.record) else 0)

    _with_answers(patch, sorted_)


@cache
def _standing_in(catalogue: Catalogue, territory: str) -> tuple[Record, ...]:
    towns = catalogue.communes
    return tuple(
        record
        for record in catalogue.records
        if _hides(record) and towns[record.commune_code].territory == territory
    )


def hidden_places_counted(patch: Patch, _app: Flask) -> None:
    """4. The table of gaps counts all that is known, listed or not."""
    sound = candidates._there

    def leaky(catalogue: Catalogue, territory: str) -> Iterator[Record]:
        yield from {
            r.id: r for r in (*sound(catalogue, territory), *_standing_in(catalogue, territory))
        }.values()

    patch.setattr(candidates, "_there", leaky)


def room_counted_on_the_home_page(patch: Patch, _app: Flask) -> None:
    """4. "9 shelters, of which 4 are known to professionals"."""
    more = lambda catalogue: replace(figures.figures(catalogue), hebergement=9)  # noqa: E731
    patch.setattr(views, "figures", more)


def _with_records(patch: Patch, **changes: str) -> None:
    sound = Catalogue.get

    def leaky(self: Catalogue, record_id: str) -> Record:
        record = sound(self, record_id)
        return record.model_copy(update=changes) if _hides(record) else record

    patch.setattr(Catalogue, "get", leaky)


def source_linked(patch: Patch, _app: Flask) -> None:
    """5. The article that tells the street is only a link away, and the page believes the base."""
    patch.setattr(Record, "source_linkable", True)
    _with_records(patch, source_url="https://journal.example/2019/un-foyer-ouvre")


def town_in_the_summary(patch: Patch, _app: Flask) -> None:
    """5. The guard was asleep."""
    _with_records(patch, summary_fr="Un foyer près de la gare de La Souterraine.")


def checker_in_the_open_file(patch: Patch, _app: Flask) -> None:
    """5 and 7. Whole records are exported, with who checked them."""
    sound = export.record_properties
    kept = ("verified_by", "method", "address")
    patch.setattr(
        export, "record_properties", lambda r: {**sound(r), **{f: getattr(r, f) for f in kept}}
    )


def secret_filed_where_it_stands(patch: Patch, _app: Flask) -> None:
    """6. A secret shelter is listed on the page of its territory: without its town, of course."""
    sound = Catalogue.located_in
    patch.setattr(
        Catalogue,
        "located_in",
        lambda self, code: (*sound(self, code), *_standing_in(self, code)),
    )


def secret_serves_its_neighbours(patch: Patch, _app: Flask) -> None:
    """6. The states of the territories around say that something is near."""
    sound = candidates._elsewhere

    def leaky(catalogue: Catalogue, territory: str) -> Iterator[Record]:
        yield from sound(catalogue, territory)
        for other in catalogue.territories[territory].neighbours:
            yield from _standing_in(catalogue, other)

    patch.setattr(candidates, "_elsewhere", leaky)


def secret_answers_for_a_public(patch: Patch, _app: Flask) -> None:
    """6. Nothing for everybody, but "girls" are told that something there takes them."""
    sound = publics.candidates

    def leaky(catalogue: Catalogue, territory: str, need: v.Need) -> Candidates:
        here = tuple(r for r in _standing_in(catalogue, territory) if counts(r, need))
        found = sound(catalogue, territory, need)
        return found._replace(there=(*found.there, *here))

    patch.setattr(publics, "candidates", leaky)


def withheld_property(patch: Patch, _app: Flask) -> None:
    """7. A flag says which records have something to hide."""
    sound = export.record_properties
    patch.setattr(export, "record_properties", lambda r: {**sound(r), "withheld": r.placeless})


def place_column(patch: Patch, _app: Flask) -> None:
    """7. The data went, the column stayed in the schema."""
    read = json.loads

    def leaky(text: str) -> Any:
        schema = read(text)
        fields = schema.get("fields", []) if isinstance(schema, dict) else []
        if any(field["name"] == "delay" for field in fields):
            fields.append({"name": "commune_code", "type": "string"})
        return schema

    patch.setattr(words.json, "loads", leaky)


def withheld_ids_refused(patch: Patch, _app: Flask) -> None:
    """8. "This record is not public" is not "there is no such record"."""
    sound = parameters.record

    def leaky(record_id: str, catalogue: Catalogue) -> Record:
        if record_id == WITHHELD:
            raise InvalidParameter("not public")
        return sound(record_id, catalogue)

    patch.setattr(parameters, "record", leaky)


def errors_as_they_come(patch: Patch, app: Flask) -> None:
    """8. The text of the error, and where it was raised."""
    handlers = app.error_handler_spec[None][None]
    told = lambda error: Response(f"{type(error).__module__} Traceback: {error!r}", 404)  # noqa: E731
    patch.setitem(handlers, WebmapError, told)


def search_reads_everything(patch: Patch, _app: Flask) -> None:
    """9. The search box looks into every column."""
    sound = search.answer

    def leaky(asked: str, index: SearchIndex) -> search.Answer:
        if any(asked in repr(record) for record in index.catalogue.records if asked != ""):
            return search.Answer((), distress=True)
        return sound(asked, index)

    patch.setattr(search, "answer", leaky)


def _with_found(patch: Patch, change: Callable[[Any, list[Record]], list[Record]]) -> None:
    sound = elsewhere.find

    def leaky(catalogue: Catalogue, home: Any, how: str) -> elsewhere.Found:
        found = sound(catalogue, home, how)
        return found._replace(unsaid=tuple(change(home, list(found.unsaid))))

    patch.setattr(elsewhere, "find", leaky)


def _from(home: Any, record: Record) -> float:
    centre = home.outline.centroid
    return _km(record, centre.x, centre.y)


def nearest_elsewhere_first(patch: Patch, _app: Flask) -> None:
    """10. Professionals may know which is nearer, surely."""
    _with_found(patch, lambda home, found: sorted(found, key=lambda r: _from(home, r)))


def truly_away(patch: Patch, _app: Flask) -> None:
    """10. "Away" is judged by where the place is, not by what it publishes."""
    _with_found(patch, lambda home, found: [r for r in found if _from(home, r) > 100])


def kilometres_for_professionals(patch: Patch, _app: Flask) -> None:
    """10. A distance beside the delay."""
    _with_found(
        patch,
        lambda home, found: [
            r.model_copy(update={"delay": f"{_from(home, r):.0f} km"}) for r in found
        ],
    )


def place_for_professionals(patch: Patch, _app: Flask) -> None:
    """10. The town on the sheet, for those who are signed in."""
    sound = context.towns

    def leaky(catalogue: Catalogue, found: Iterable[Record]) -> dict[str, str]:
        named = {r.id: catalogue.communes[r.commune_code].name for r in found if _hides(r)}
        return {**sound(catalogue, found), **named}

    patch.setattr(context, "towns", leaky)


#: Texts that the database of `tests.safety.marked` holds and nobody else knows.
SECRETS: Final = (MARK, f"9 impasse {MARK}", f"fonction {MARK}")

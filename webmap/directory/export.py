"""What of a record or a territory goes into the open files. The contract: docs/data.md."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from webmap.directory.catalogue import Catalogue, Point
from webmap.directory.nearest import Result
from webmap.directory.record import Record
from webmap.geo.territories import Territory


def record_properties(record: Record) -> dict[str, Any]:
    """Properties of a record in `/donnees/ressources.geojson`."""
    return {
        "id": record.id,
        "category": record.category,
        "name": record.name,
        "operator": record.operator or None,
        "kinds": list(record.kinds),
        "audiences": list(record.audiences),
        "territory": record.territory or None,
        "commune_code": None if record.placeless else record.commune_code or None,
        "precision": record.precision,
        "covers": list(record.covers),
        "status": record.status,
        "source": record.source,
        "source_date": record.source_date or None,
        "verified_on": record.verified_on.isoformat() if record.verified_on else None,
    }


def records(catalogue: Catalogue) -> Iterator[tuple[dict[str, Any], Point | None]]:
    """Every public record with its published point, by id."""
    for record in catalogue.records:
        yield record_properties(record), catalogue.point(record)


def territory_properties(territory: Territory) -> dict[str, Any]:
    """Properties of a territory in `/donnees/territoires.geojson`. `under_20`: None, never 0."""
    return {
        "code": territory.code,
        "name": territory.name,
        "land": territory.land,
        "population": territory.population,
        "under_20": territory.under_20,
    }


def result_properties(result: Result) -> dict[str, Any]:
    """One answer of `/donnees/proches`."""
    record = result.record
    return {
        "id": record.id,
        "distance_km": result.distance_km,
        "reason": result.reason,
        "by_sea": result.by_sea,
        "name": record.name,
        "territory": record.territory or None,
        "precision": record.precision,
        "status": record.status,
    }

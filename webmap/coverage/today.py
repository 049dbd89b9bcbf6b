"""What an answer on siting was computed on: the places of today that count, and the population.

Two answers with one fingerprint stand on the same places and the same people. The day is no part
of it: a record that was only read again changes nothing.
"""

from __future__ import annotations

import hashlib

import numpy as np

from webmap import vocabulary as v
from webmap.coverage.population import Ground
from webmap.coverage.reach_places import placed
from webmap.directory.catalogue import Catalogue
from webmap.directory.helping import counts
from webmap.directory.record import Record


def served(catalogue: Catalogue, need: v.Need) -> frozenset[str]:
    """Codes of the territories that an open record meeting the need names, or is in.

    For teams that go to people: distance from an office means nothing.
    """
    records = (r for r in catalogue.in_category(need.category) if r.status == "open")
    return frozenset(code for r in records if counts(r, need) for code in _names(r))


def fingerprint(catalogue: Catalogue, ground: Ground, need: str) -> str:
    """Of the places of today for a need of siting, and of who lives where: the same on every
    machine."""
    digest = hashlib.sha256(repr(_places(catalogue, need)).encode())
    in_order_of_code = np.argsort(ground.ranks)
    digest.update(repr(sorted(ground.codes)).encode())
    spots = ground.spots
    for values in (spots.longitudes, spots.latitudes, *ground.people.values()):
        digest.update(values[in_order_of_code].tobytes())
    digest.update(spots.roads[in_order_of_code].tobytes())
    return digest.hexdigest()[:16]


def _places(catalogue: Catalogue, need: str) -> list[str]:
    if need == "uaped":
        return sorted({repr(catalogue.point(record)) for record in placed(catalogue, need)})
    return sorted(served(catalogue, v.NEEDS[need]))


def _names(record: Record) -> set[str]:
    here = {record.territory} if record.territory and not record.head_office else set()
    return here | set(record.covers)

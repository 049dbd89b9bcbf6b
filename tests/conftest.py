"""What most tests start from: the committed geography and directory, read once per process."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from datetime import date

import pytest
from hypothesis import settings

from webmap.directory.catalogue import Catalogue
from webmap.directory.gazetteer import gazetteer
from webmap.directory.readers import Resources, read
from webmap.directory.record import Record
from webmap.directory.tables import Reach, Request
from webmap.files import bundled
from webmap.geo.communes import Communes, load_communes
from webmap.geo.territories import Territories, load_territories

#: The day the first directory stands for.
FIRST_DAY = date(2026, 11, 22)

# `make soak` sets WEBMAP_SOAK: the same properties, with forty times the examples.
settings.register_profile("house", deadline=None, max_examples=50)
settings.register_profile("soak", deadline=None, max_examples=2000)
settings.load_profile("soak" if os.environ.get("WEBMAP_SOAK") else "house")

MakeCatalogue = Callable[..., Catalogue]


@pytest.fixture(scope="session")
def territories() -> Territories:
    return load_territories(bundled("data", "communes"))


@pytest.fixture(scope="session")
def communes() -> Communes:
    return load_communes(bundled("data", "communes"))


@pytest.fixture(scope="session")
def resources(territories: Territories, communes: Communes) -> Resources:
    return read(bundled("resources"), gazetteer(territories, communes))


@pytest.fixture(scope="session")
def catalogue(resources: Resources, territories: Territories, communes: Communes) -> Catalogue:
    """The real directory on its first day."""
    return Catalogue(resources, territories, communes, FIRST_DAY)


@pytest.fixture(scope="session")
def make_catalogue(territories: Territories, communes: Communes) -> MakeCatalogue:
    """A Catalogue of hand-made records on the real geography."""

    def make(
        records: Iterable[Record],
        as_of: date = FIRST_DAY,
        requests: Iterable[Request] = (),
        reach: Iterable[Reach] = (),
    ) -> Catalogue:
        resources = Resources(tuple(records), tuple(reach), (), tuple(requests))
        return Catalogue(resources, territories, communes, as_of)

    return make

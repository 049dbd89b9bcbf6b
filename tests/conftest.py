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

# `make soak` sets WEBMAP_SOAK: the same properties, with eighty times the examples.
settings.register_profile("house", deadline=None, max_examples=25)
settings.register_profile("soak", deadline=None, max_examples=2000)
settings.load_profile("soak" if os.environ.get("WEBMAP_SOAK") else "house")

#: The longest files, taken first: the workers then end together.
LONGEST = (
    "safety/test_attacks", "safety/test_non_interference", "browser/test_pages",
    "web/test_templates", "test_cli", "browser/test_traces", "browser/test_map",
    "safety/test_professionals", "directory/test_nearest", "browser/test_journeys",
    "web/test_hostile_requests", "browser/test_exit_sight", "browser/test_leaving",
    "browser/test_exit", "safety/test_no_time", "browser/test_suggestions",
    "browser/test_accessibility", "pro/test_journey", "web/test_couverture_files",
)  # fmt: skip

MakeCatalogue = Callable[..., Catalogue]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Order the files, after pytest has; tests stay in their file, in their order."""
    turns = {f"tests/{name}.py": turn for turn, name in enumerate(LONGEST)}
    items.sort(key=lambda item: turns.get(item.location[0], len(turns)))


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

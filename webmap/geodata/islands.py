"""Which communes no road joins to the rest of their land group.

Computed: communes whose outlines touch are joined; a group that touches nothing else is an island.
A hand-made table then says, for every island found, whether a bridge joins it: an island that the
table does not know stops the build. The overseas collectivities have no outline of communes: their
islands come from a second table.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import shapely
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from webmap.errors import GeodataError
from webmap.geodata.project import Geometries


def components(codes: Sequence[str], coverage: Geometries) -> list[frozenset[str]]:
    """Groups of communes that touch, the one with most communes first."""
    pairs = shapely.STRtree(coverage).query(coverage, predicate="intersects")
    size = len(codes)
    links = coo_matrix((np.ones(pairs.shape[1]), (pairs[0], pairs[1])), shape=(size, size))
    count, labels = connected_components(links, directed=False)
    names = np.asarray(codes)
    groups = [frozenset(names[labels == label].tolist()) for label in range(count)]
    return sorted(groups, key=lambda group: (-len(group), min(group)))


def named(groups: Sequence[frozenset[str]], table: Sequence[dict[str, str]]) -> dict[str, str]:
    """Name of the island of each commune that no road joins to the first (largest) group.

    Raises GeodataError when the table of road links lacks one of the other groups.
    """
    found: dict[str, str] = {}
    for group in groups[1:]:
        line = _line(group, table)
        if line["joined"] == "no":
            found |= dict.fromkeys(group, line["island"])
    return found


def _line(group: frozenset[str], table: Sequence[dict[str, str]]) -> dict[str, str]:
    lines = [line for line in table if line["code"] in group]
    if len(lines) != 1:
        wrong = f"{len(lines)} lines of road_links.csv for the island of {sorted(group)}"
        raise GeodataError(wrong)
    return lines[0]


def by_hand(table: Iterable[dict[str, str]]) -> dict[str, str]:
    """Island of each commune of the overseas collectivities that the table lists."""
    return {line["code"]: line["island"] for line in table}

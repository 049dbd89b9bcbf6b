"""Accommodation: which region needs it most, or that nothing honest can be said yet.

Never a commune, and no distance: a young person may need to be far away, and where a house opens
is its operator's secret. The measure is `availability`, places for 10,000 under-20s, by region: a
territory would point at one house.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from webmap.coverage.availability import Availability, availability
from webmap.directory.catalogue import Catalogue

#: An order is given when this share of the regions has a figure. With fewer it would show where
#: we know most, not where young people have least.
ENOUGH: Final = 0.75


class Need(NamedTuple):
    """`ranked`: regions with a figure, the fewest places first; empty when there are not enough.

    `known` houses have a known number of places, of `houses` open to minors; `without` names the
    regions that have no figure; `left_out` those where nobody publishes the under-20s.
    """

    ranked: tuple[Availability, ...]
    known: int
    houses: int
    without: tuple[str, ...]
    left_out: tuple[str, ...]

    @property
    def answered(self) -> bool:
        """Whether the figures are enough to say where."""
        return bool(self.ranked)


def most_in_need(catalogue: Catalogue) -> Need:
    """The regions in order of need on the Catalogue's day."""
    lines = availability(catalogue)
    nation = next(line for line in lines if line.level == "nation")
    regions = [line for line in lines if line.level == "region"]
    measured = [line for line in regions if not _unpublished(catalogue, line.code)]
    figures = [(line.per_10_000, line) for line in measured if line.per_10_000 is not None]
    figures.sort(key=lambda figure: (figure[0], figure[1].code))
    enough = len(figures) >= max(1, ENOUGH * len(measured))
    return Need(
        tuple(line for _, line in figures) if enough else (),
        nation.known,
        nation.known + nation.unknown,
        tuple(line.name for line in measured if line.per_10_000 is None),
        tuple(line.name for line in regions if line not in measured),
    )


def _unpublished(catalogue: Catalogue, region: str) -> bool:
    """Whether nobody publishes the under-20s of any territory of the region."""
    inside = (t for t in catalogue.territories.values() if t.region == region)
    return all(territory.under_20 is None for territory in inside)

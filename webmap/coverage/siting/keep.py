"""The answers that the site shows, computed beforehand: a page never solves.

Each is the answer of `solve` to a question about all the people, or with equity about the
under-20s; what its towns add is then counted for both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from webmap.coverage import population, proposals
from webmap.coverage.proposals import Kept, Proposal, Smallest, Tally, Town
from webmap.coverage.siting.answer import Answer
from webmap.coverage.siting.cover import covering
from webmap.coverage.siting.ground import Ground, ground
from webmap.coverage.siting.question import Question, territories_within
from webmap.coverage.siting.solve import answer
from webmap.coverage.today import fingerprint
from webmap.directory.catalogue import Catalogue
from webmap.geo.distance import Floats

#: Shares are kept to so many decimals: the last of a sum depends on the machine.
_DECIMALS: Final = 6
#: Shares nearer than this are the same.
_SAME: Final = 1e-9
_NAMED: Final = 3


def kept(
    catalogue: Catalogue,
    need: str,
    land: str,
    time_limit: float,
    radii: Sequence[int] = proposals.RADII,
) -> Kept:
    """The answers of a file. Raises what `solve.answer` does."""
    everyone = population.ground(catalogue.territories, catalogue.communes)
    inside = territories_within(catalogue.territories, land)
    published = all(catalogue.territories[code].under_20 is not None for code in inside)
    first = Question(1, 30.0, need, proposals.LANDS[land], land, time_limit=time_limit)
    found: list[Proposal] = []
    for radius in radii:
        asked = replace(first, radius_km=float(radius))
        found += _of_radius(_Counter(catalogue, asked, everyone, published), radius)
    return Kept(
        format=proposals.FORMAT,
        need=need,  # type: ignore[arg-type] # Question refuses any other
        land=land,
        as_of=catalogue.as_of,
        fingerprint=fingerprint(catalogue, everyone, need),
        candidates_from=first.candidates_from,
        proposals=tuple(found),
    )


class _Counter:
    """The ground of a question for everyone, and for the under-20s where they are published."""

    def __init__(
        self, catalogue: Catalogue, asked: Question, everyone: population.Ground, published: bool
    ) -> None:
        self.asked = asked
        self.all = ground(catalogue, asked, everyone)
        young = replace(asked, people="under_20")
        self.young = ground(catalogue, young, everyone) if published else None


def _of_radius(counter: _Counter, radius: int) -> Iterator[Proposal]:
    """Every number of places, the most people first, then with equity."""
    asked, young = counter.asked, counter.young
    counts = proposals.PLACES if asked.within == "hexagone" else proposals.FEW
    for places in counts:
        question = replace(asked, places=places)
        yield _proposal(counter, radius, "most", answer(counter.all, question))
        if young is not None:
            fair = replace(question, people="under_20", equity=True)
            yield _proposal(counter, radius, "equity", answer(young, fair))


def _proposal(counter: _Counter, radius: int, variant: str, found: Answer) -> Proposal:
    land = counter.all
    rows = np.searchsorted(land.codes, [town.code for town in found.chosen])
    steps = _steps(land, rows, found.question.radius_km)
    added, all_ = _counted(land.people, steps)
    young = None if counter.young is None else _counted(counter.young.people, steps)
    gains: Sequence[int | None] = [None] * len(rows) if young is None else young[0]
    return Proposal(
        places=found.question.places,
        radius_km=radius,
        variant=variant,  # type: ignore[arg-type] # one of VARIANTS
        candidates=found.candidates,
        towns=tuple(
            Town(code=town.code, all=some, under_20=few)
            for town, some, few in zip(found.chosen, added, gains, strict=True)
        ),
        all=all_,
        under_20=None if young is None else young[1],
        smallest=None if counter.young is None else _smallest(counter.young, steps, found),
        gap=found.gap,
    )


def _steps(land: Ground, rows: NDArray[np.intp], radius_km: float) -> NDArray[np.bool_]:
    """Who is served today, then with each town more: shape (towns + 1, communes)."""
    near = covering(land.spots, land.spots.take(rows), radius_km).toarray().T > 0
    return np.logical_or.accumulate(np.vstack([land.covered, near]), axis=0)


def _counted(people: Floats, steps: NDArray[np.bool_]) -> tuple[list[int], Tally]:
    """What each town adds, in whole people that add up, and the sums."""
    served = [round(float(people[step].sum())) for step in steps]
    gains = np.diff(served).tolist()
    return gains, Tally(before=served[0], after=served[-1], total=round(float(people.sum())))


def _smallest(young: Ground, steps: NDArray[np.bool_], found: Answer) -> Smallest:
    before, after = (_shares(young, step) for step in (steps[0], steps[-1]))
    least = min(after.values())
    lowest = [code for code, share in after.items() if share <= least + _SAME]
    return Smallest(
        before=round(min(before.values()), _DECIMALS),
        after=round(least, _DECIMALS),
        lowest=tuple(lowest[:_NAMED]),
        count=len(lowest),
        bound=None if found.share is None else round(found.share.bound, _DECIMALS),
    )


def _shares(young: Ground, served: NDArray[np.bool_]) -> dict[str, float]:
    """Share served in each territory where somebody lives, by code."""
    codes, numbers = np.unique(young.territories, return_inverse=True)
    totals = np.bincount(numbers, young.people)
    parts = np.bincount(numbers, young.people * served)
    return {
        str(code): float(part / total)
        for code, part, total in zip(codes, parts, totals, strict=True)
        if total > 0
    }

"""Maximal covering (Church and ReVelle 1974) as a sparse table, made as small as it can be.

Take at most `places` candidates so that the people of the demands that they cover are the most. A
demand is every uncovered commune that the same candidates cover: they stand or fall together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from webmap.coverage.siting.cover import Matrix
from webmap.geo.distance import Floats

Rows = NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """`cover`: sparse 0/1 (demands x candidates). `people`: of each demand. `groups`: number of
    the territory of each demand, where territories matter, else 0. `places`: at most so many."""

    cover: Matrix
    people: Floats
    groups: Rows
    places: int

    @property
    def candidates(self) -> int:
        """How many there are to choose from."""
        return int(self.cover.shape[1])

    def reach(self) -> Matrix:
        """The same table by candidate, sparse (candidates x demands)."""
        return self.cover.T.tocsr()

    def served(self, chosen: Iterable[int]) -> NDArray[np.bool_]:
        """Which demands these candidates cover, shape (demands,)."""
        taken = np.zeros(self.candidates)
        taken[list(chosen)] = 1
        return np.asarray(self.cover @ taken > 0)

    def value(self, chosen: Iterable[int]) -> float:
        """How many people these candidates cover."""
        return float(self.people[self.served(chosen)].sum())

    def keep(self, candidates: Rows) -> Model:
        """The same question with these candidates alone, merged again."""
        return merged(self.cover[:, candidates], self.people, self.groups, self.places)


def merged(cover: Matrix, people: Floats, groups: Rows, places: int) -> Model:
    """The model of these demands: without the empty ones, those of one cover and group added."""
    cover = cover.tocsr()
    cover.sort_indices()
    counted = (np.diff(cover.indptr) > 0) & (people > 0)
    first: dict[tuple[int, bytes], int] = {}
    rows: list[int] = []
    sums: list[float] = []
    for row in np.flatnonzero(counted).tolist():
        held = cover.indices[cover.indptr[row] : cover.indptr[row + 1]].tobytes()
        number = first.setdefault((int(groups[row]), held), len(rows))
        if number == len(rows):
            rows.append(row)
            sums.append(0.0)
        sums[number] += people[row]
    kept = np.array(rows, dtype=np.intp)
    return Model(cover[kept], np.array(sums, dtype=np.float64), groups[kept], places)


def undominated(model: Model) -> Rows:
    """Candidates that no other makes useless: the optimum needs none of the rest.

    One whose demands all lie within another's may always give its place to the other; of two that
    cover the same, the first stays.
    """
    reach = model.reach()
    sizes = np.diff(reach.indptr)
    shared = (reach @ model.cover).tocoo()
    one, other = shared.row, shared.col
    inside = (shared.data == sizes[one]) & (one != other)
    beaten = inside & ((sizes[other] > sizes[one]) | (other < one))
    useless = np.zeros(model.candidates, dtype=np.bool_)
    useless[one[beaten]] = True
    return np.flatnonzero(~useless & (sizes > 0))


def in_order_of_gain(model: Model, chosen: Sequence[int]) -> list[tuple[int, float]]:
    """The chosen and what each adds to those before it, the most helpful first.

    One that adds nobody is left out. Ties go to the first candidate.
    """
    left = sorted(chosen)
    people = model.people.copy()
    reach = model.reach()
    answer: list[tuple[int, float]] = []
    while left:
        gains = np.asarray(reach[left] @ people)
        best = int(np.argmax(gains))
        if gains[best] <= 0:
            break
        candidate = left.pop(best)
        answer.append((candidate, float(gains[best])))
        people[reach.indices[reach.indptr[candidate] : reach.indptr[candidate + 1]]] = 0
    return answer

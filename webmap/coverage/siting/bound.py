"""What no answer can exceed, by Lagrangian relaxation, and the candidates it rules out.

Each demand has a price u between 0 and its people. Paying the prices instead of asking that a
covered demand has a place near, the best answer is read off at once: all the people less the
prices, and the `places` candidates whose prices add up highest. Whatever the prices, no answer
covers more than that; a subgradient lowers it. The same sum with a candidate forced in says what
no answer that holds it can exceed: below what is already reached, the candidate is out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import numpy as np

from webmap.coverage.siting.cover import Matrix
from webmap.coverage.siting.greedy import exchanged, greedy, greedy_bound
from webmap.coverage.siting.model import Model, Rows
from webmap.geo.distance import Floats

#: A bound less than one person above the answer proves it: nobody is a fraction.
PERSON: Final = 1.0
_STEPS: Final = 600
_FIRST_STEP: Final = 1.5
_SHORTER: Final = 1.5
_LAST_STEP: Final = 0.001
_PATIENCE: Final = 15
#: Prices of a good bound point at good answers: those this near to the best are worth improving.
_NEAR: Final = 0.98


@dataclass(slots=True)
class Search:
    """The best answer and the lowest bound so far. `promise`: what no answer with a candidate
    can exceed, shape (candidates,). `gap` in people."""

    model: Model
    reach: Matrix
    chosen: list[int]
    value: float
    upper: float
    promise: Floats
    seen: set[bytes] = field(default_factory=set)

    @property
    def proven(self) -> bool:
        """Whether no answer covers one person more."""
        return self.upper < self.value + PERSON

    def hopeful(self) -> Rows:
        """Candidates that an answer better by a person may hold."""
        return np.flatnonzero(self.promise >= self.value + PERSON)

    def offer(self, chosen: list[int]) -> None:
        """Keep an answer that is better than the best."""
        value = self.model.value(chosen)
        if value > self.value:
            self.chosen, self.value = chosen, value

    def improve(self, chosen: Rows) -> None:
        """Try an answer and its exchanges, once."""
        key = np.sort(chosen).tobytes()
        if key in self.seen:
            return
        self.seen.add(key)
        if self.model.value(chosen) >= _NEAR * self.value:
            self.offer(exchanged(self.model, self.reach, chosen.tolist()))


def search(model: Model) -> Search:
    """Greedy, exchanges, and the Lagrangian bound. Stops when the two meet."""
    reach = model.reach()
    first = greedy(model)
    value = model.value(first)
    upper = greedy_bound(model, value)
    found = Search(model, reach, first, value, upper, np.full(model.candidates, upper))
    found.offer(exchanged(model, reach, first))
    if not found.proven:
        _descend(found)
    return found


def _descend(found: Search) -> None:
    """Lower the bound by subgradient steps, scaled by the people of each demand."""
    people = found.model.people
    prices = best = people / 4
    lowest, step, stuck = np.inf, _FIRST_STEP, 0
    for _ in range(_STEPS):
        level, taken = _relaxed(found, prices)
        if level < lowest:
            lowest, best, stuck = level, prices, 0
        else:
            stuck += 1
        found.improve(taken)
        if found.proven or step < _LAST_STEP:
            return
        if stuck > _PATIENCE:
            step, stuck, prices = step / _SHORTER, 0, best
        prices = _moved(found, prices, level, taken, step)


def _relaxed(found: Search, prices: Floats) -> tuple[float, Rows]:
    """The bound that these prices give, and the candidates it takes; notes what it rules out."""
    sums = np.asarray(found.reach @ prices)
    order = np.argsort(-sums, kind="stable")
    taken = order[: found.model.places]
    level = float((found.model.people - prices).sum() + sums[taken].sum())
    promise = level - sums[taken[-1]] + sums
    promise[taken] = level
    found.upper = min(found.upper, level)
    np.minimum(found.promise, promise, out=found.promise)
    return level, taken


def _moved(found: Search, prices: Floats, level: float, taken: Rows, step: float) -> Floats:
    """The prices after one step: down where several of the taken cover, up where none does."""
    people = found.model.people
    marks = np.zeros(found.model.candidates)
    marks[taken] = 1
    slope = np.asarray(found.model.cover @ marks) - 1
    stopped = ((prices <= 0) & (slope > 0)) | ((prices >= people) & (slope < 0))
    slope[stopped] = 0
    length = float((slope * slope * people).sum())
    if length == 0:
        return prices
    moved = prices - step * (level - found.value) / length * slope * people
    return np.asarray(np.clip(moved, 0, people))

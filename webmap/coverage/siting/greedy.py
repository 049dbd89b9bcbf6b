"""Good answers fast: take the best candidate again and again, then exchange while it helps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from webmap.coverage.siting.cover import Matrix
from webmap.coverage.siting.model import Model, Rows

#: An exchange must help at least half a person: rounding must not make it turn for ever.
_LEAST = 0.5


def greedy(model: Model, first: Iterable[int] = ()) -> list[int]:
    """`first`, then the candidate that adds most people, again and again; ties to the first.

    At most `places` in all, and none that adds nobody.
    """
    reach = model.reach()
    chosen = list(first)
    people = np.where(model.served(chosen), 0.0, model.people)
    while len(chosen) < model.places and model.candidates:
        gains = np.asarray(reach @ people)
        best = int(np.argmax(gains))
        if gains[best] <= 0:
            break
        chosen.append(best)
        people[_demands(reach, best)] = 0
    return chosen


def greedy_bound(model: Model, value: float) -> float:
    """What no answer can exceed when greedy reached `value` with p places: value / (1 - (1-1/p)^p)
    (Nemhauser, Wolsey and Fisher 1978), nor all the people there are."""
    share = 1 - (1 - 1 / model.places) ** model.places
    return min(float(model.people.sum()), value / share)


def exchanged(model: Model, reach: Matrix, chosen: Sequence[int]) -> list[int]:
    """The chosen, each replaced by a better candidate as long as there is one."""
    best = list(chosen)
    times = np.asarray(reach[np.array(best, dtype=np.intp)].sum(axis=0)).ravel()
    position = 0
    unchanged = 0
    while unchanged < len(best):
        without = times.copy()
        without[_demands(reach, best[position])] -= 1
        gains = np.asarray(reach @ np.where(without > 0, 0.0, model.people))
        better = int(np.argmax(gains))
        unchanged += 1
        if gains[better] > gains[best[position]] + _LEAST:
            best[position] = better
            times = without
            times[_demands(reach, better)] += 1
            unchanged = 0
        position = (position + 1) % len(best)
    return best


def _demands(reach: Matrix, candidate: int) -> Rows:
    found: Rows = reach.indices[reach.indptr[candidate] : reach.indptr[candidate + 1]]
    return found

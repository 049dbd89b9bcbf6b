"""First the smallest share of people covered in a territory, as high as it goes; then the most
people.

A level of the share asks a number of people of each territory. Whatever is taken already, the
candidates that follow must add what is missing, and none can add more than that: this duty holds
for every answer that reaches the level (Nemhauser and Wolsey 1981, for the empty set and for every
answer that was tried and failed). The fewest candidates that do all duties are found by a program
of one row per duty; when they are too many, no answer reaches the level. Levels are halved.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import numpy as np
from scipy import sparse

from webmap.coverage.siting import proof
from webmap.coverage.siting.bound import PERSON
from webmap.coverage.siting.cover import Matrix
from webmap.coverage.siting.greedy import greedy
from webmap.coverage.siting.model import Model, Rows
from webmap.coverage.siting.most import Best, most
from webmap.coverage.siting.proof import Budget, Outcome, Program, at_most, covers
from webmap.geo.distance import Floats

#: Shares nearer than this are the same; proven means that no answer raises the share by it.
SAME: Final = 1e-7
#: Halving stops here; then the question is whether anything is above what is reached.
_COARSE: Final = 1e-5
#: A territory lags when it misses more than this share: below is rounding.
_ROUNDING: Final = SAME / 10


@dataclass(frozen=True, slots=True, eq=False)
class Shares:
    """People of each territory, and those covered today, shape (territories,)."""

    totals: Floats
    covered: Floats

    def after(self, model: Model, chosen: list[int]) -> Floats:
        """Share covered in each territory once these are taken; 1 where nobody lives."""
        added = np.where(model.served(chosen), model.people, 0.0)
        covered = self.covered + np.bincount(model.groups, added, minlength=len(self.totals))
        everyone = np.ones(len(self.totals))
        return np.divide(covered, self.totals, out=everyone, where=self.totals > 0)

    def missing(self, level: float) -> Floats:
        """People that each territory misses today to have this share; negative above it."""
        return level * self.totals - self.covered

    def smallest(self, model: Model, chosen: list[int]) -> float:
        """The smallest of these shares."""
        return float(self.after(model, chosen).min())


@dataclass(frozen=True, slots=True, eq=False)
class Duty:
    """When the answer tried covers `served` people of a territory, each candidate adds `gains`."""

    territory: int
    served: float
    gains: Floats


@dataclass(slots=True)
class Level:
    """The share reached by `chosen`, and the one that nothing exceeds."""

    chosen: list[int]
    low: float
    high: float
    duties: list[Duty] = field(default_factory=list)

    @property
    def proven(self) -> bool:
        """Whether no answer raises the smallest share."""
        return self.high <= self.low + 2 * SAME


def raised(model: Model, shares: Shares, budget: Budget) -> Level:
    """The highest smallest share, or the best found within the budget and its bound."""
    every = list(range(model.candidates))
    level = Level([], shares.smallest(model, []), shares.smallest(model, every))
    level.duties = _duties(model, [], np.arange(len(shares.totals)))
    while not level.proven:
        coarse = level.high - level.low > _COARSE
        aim = (level.low + level.high) / 2 if coarse else level.low + SAME
        outcome, chosen = _reaching(model, shares, level.duties, aim, budget)
        if chosen is not None:
            level.chosen, level.low = chosen, shares.smallest(model, chosen)
        elif outcome.bound < -model.places - SAME:
            level.high = aim
        else:
            break
    return level


def fairest(model: Model, shares: Shares, level: Level, budget: Budget) -> Best:
    """The most people covered by an answer that reaches the level."""
    rows = _rows(shares, level.duties, level.low - SAME)
    if not rows.shape[0]:
        return most(model, budget)
    first = greedy(model, level.chosen)
    program = _fair_program(model, shares, rows, level.low - SAME)
    outcome = proof.solve(program, budget, proof.start_of(model, first))
    found = proof.taken(outcome, np.arange(model.candidates))
    better = model.value(found) > model.value(first)
    if better and shares.smallest(model, found) >= level.low - 2 * SAME:
        first = found
    value = model.value(first)
    upper = min(float(model.people.sum()), outcome.bound)
    return Best(first, value, max(value, upper))


def _reaching(
    model: Model, shares: Shares, duties: list[Duty], aim: float, budget: Budget
) -> tuple[Outcome, list[int] | None]:
    """An answer whose smallest share is at least `aim`, or None and why; duties are added."""
    while True:
        outcome = proof.solve(_fewest(_rows(shares, duties, aim)), budget)
        chosen = proof.taken(outcome, np.arange(model.candidates))
        if outcome.values is None or len(chosen) > model.places:
            return outcome, None
        lagging = aim - shares.after(model, chosen) > _ROUNDING
        if not lagging.any():
            return outcome, chosen
        duties += _duties(model, chosen, np.flatnonzero(lagging))


def _duties(model: Model, chosen: list[int], territories: Rows) -> list[Duty]:
    """What each candidate adds in these territories to what the chosen cover there."""
    served = model.served(chosen)
    duties = []
    for territory in territories:
        there = model.groups == territory
        left = np.where(there & ~served, model.people, 0.0)
        covered = float(model.people[there & served].sum())
        duties.append(Duty(int(territory), covered, np.asarray(model.cover.T @ left)))
    return duties


def _rows(shares: Shares, duties: list[Duty], level: float) -> Matrix:
    """The duties that a level makes, sparse (duties x candidates): each row must reach 1."""
    rows = [
        np.minimum(duty.gains / lack, 1)
        for duty in duties
        for lack in [shares.missing(level)[duty.territory] - duty.served]
        if lack > _ROUNDING * shares.totals[duty.territory]
    ]
    candidates = len(duties[0].gains) if duties else 0
    return sparse.csr_array(np.array(rows).reshape(len(rows), candidates))


def _fewest(rows: Matrix) -> Program:
    """The fewest candidates that do all duties, as the greatest of minus their number."""
    duties, candidates = rows.shape
    return Program(
        costs=-np.ones(candidates),
        rows=rows,
        lower=np.ones(duties),
        upper=np.full(duties, np.inf),
        whole=candidates,
        gap=0.99,
    )


def _fair_program(model: Model, shares: Shares, rows: Matrix, level: float) -> Program:
    """Maximal covering where every territory has its share; the duties make the proof short."""
    demands, candidates = model.cover.shape
    shared = _shared(model, shares, level)
    duties, asked = rows.shape[0], shared.shape[0]
    no_demand = sparse.csr_array((duties, demands))
    no_candidate = sparse.csr_array((asked, candidates))
    table = [
        covers(model.cover),
        sparse.hstack([rows, no_demand]),
        sparse.hstack([no_candidate, shared]),
        at_most(candidates, demands),
    ]
    return Program(
        costs=np.concatenate([np.zeros(candidates), model.people]),
        rows=sparse.vstack(table),
        lower=np.concatenate([np.zeros(demands), np.ones(duties + asked), [0.0]]),
        upper=np.concatenate([np.full(demands + duties + asked, np.inf), [model.places]]),
        whole=candidates,
        gap=PERSON / 2,
    )


def _shared(model: Model, shares: Shares, level: float) -> Matrix:
    """Rows of the demands that must reach 1: what each brings of what its territory misses."""
    missing = shares.missing(level)
    short = np.flatnonzero(missing > _ROUNDING * shares.totals)
    numbers = np.searchsorted(short, model.groups)
    inside = np.flatnonzero(np.isin(model.groups, short))
    worth = model.people[inside] / missing[model.groups[inside]]
    shape = (len(short), len(model.people))
    return sparse.csr_array((worth, (numbers[inside], inside)), shape=shape)

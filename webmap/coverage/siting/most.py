"""The most people: search, leave out what the bound rules out, and prove the rest."""

from __future__ import annotations

from dataclasses import dataclass

from webmap.coverage.siting import proof
from webmap.coverage.siting.bound import PERSON, search
from webmap.coverage.siting.model import Model, undominated
from webmap.coverage.siting.proof import Budget, covering_program


@dataclass(frozen=True, slots=True)
class Best:
    """Candidates by number, how many people they cover, and what nothing exceeds."""

    chosen: list[int]
    value: float
    bound: float

    @property
    def proven(self) -> bool:
        """Whether no answer covers one person more."""
        return self.bound < self.value + PERSON


def most(model: Model, budget: Budget) -> Best:
    """The most people that `places` candidates cover.

    What the bound leaves of the candidates is a question small enough to be answered whole. The
    candidates left out are in no answer better by one person, so what bounds the rest, or the
    value reached, bounds everything.
    """
    found = search(model)
    if found.proven:
        return Best(found.chosen, found.value, found.value)
    left = found.hopeful()
    part = model.keep(left)
    kept = undominated(part)
    outcome = proof.solve(covering_program(part.keep(kept), PERSON / 2), budget)
    found.offer(proof.taken(outcome, left[kept]))
    return Best(found.chosen, found.value, max(min(found.upper, outcome.bound), found.value))

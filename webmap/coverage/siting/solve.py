"""From a question to its answer: the ground, the model, the search, and the proof."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from webmap.coverage.siting.answer import Answer, Chosen, Share
from webmap.coverage.siting.cover import covering
from webmap.coverage.siting.equity import Level, Shares, fairest, raised
from webmap.coverage.siting.ground import Ground, ground
from webmap.coverage.siting.model import Model, Rows, in_order_of_gain, merged
from webmap.coverage.siting.most import Best, most
from webmap.coverage.siting.proof import Budget
from webmap.coverage.siting.question import NoCandidate, Question
from webmap.directory.catalogue import Catalogue


def site(catalogue: Catalogue, question: Question) -> Answer:
    """Where `question.places` more help most.

    Raises UnknownTerritory, NoCandidate, InvalidParameter (no under-20s published), and
    AnalysisMissing where only highspy could tell.
    """
    return answer(ground(catalogue, question), question)


def answer(land: Ground, question: Question) -> Answer:
    """The answer on a ground. Raises NoCandidate and AnalysisMissing."""
    towns = np.flatnonzero(land.population >= question.candidates_from)
    if not len(towns):
        raise NoCandidate(
            f"no commune of {question.within} has {question.candidates_from} inhabitants or more"
        )
    budget = Budget(question.time_limit)
    if not question.equity:
        model = model_of(land, question, towns, np.zeros(len(land.codes), dtype=np.intp))
        return _answer(land, question, towns, model, most(model, budget), None)
    codes, numbers = np.unique(land.territories, return_inverse=True)
    shares = _shares(land, numbers)
    model = model_of(land, question, towns, numbers)
    level = raised(model, shares, Budget(budget.left / 2, budget))
    best = fairest(model, shares, level, budget)
    share = _share(model, shares, level, best, codes.tolist())
    return _answer(land, question, towns, model, best, share)


def model_of(land: Ground, question: Question, towns: Rows, groups: Rows) -> Model:
    """Those not covered today, and which of the towns would cover them."""
    open_ = np.flatnonzero(~land.covered & (land.people > 0))
    cover = covering(land.spots.take(open_), land.spots.take(towns), question.radius_km)
    return merged(cover, land.people[open_], groups[open_], question.places)


def _shares(land: Ground, numbers: Rows) -> Shares:
    today = np.where(land.covered, land.people, 0.0)
    sums = (np.bincount(numbers, people).astype(float) for people in (land.people, today))
    return Shares(*sums)


def _answer(
    land: Ground, question: Question, towns: Rows, model: Model, best: Best, share: Share | None
) -> Answer:
    """Everything in whole people: rounded sums, so that gains add up to what is shown."""
    before = float(land.people[land.covered].sum())
    after = round(before + best.value)
    bound = after if best.proven else int(before + best.bound)
    return Answer(
        question=question,
        chosen=tuple(_chosen(land, towns, before, in_order_of_gain(model, best.chosen))),
        candidates=len(towns),
        people=round(float(land.people.sum())),
        before=round(before),
        after=after,
        reachable=round(before + float(model.people.sum())),
        bound=bound,
        gap=bound - after,
        status="optimum" if best.proven else "bound",
        share=share,
    )


def _chosen(
    land: Ground, towns: Rows, before: float, gains: Iterable[tuple[int, float]]
) -> Iterator[Chosen]:
    covered = before
    for candidate, gain in gains:
        row = towns[candidate]
        added = round(covered + gain) - round(covered)
        covered += gain
        yield Chosen(str(land.codes[row]), str(land.names[row]), str(land.territories[row]), added)


def _share(model: Model, shares: Shares, level: Level, best: Best, codes: list[str]) -> Share:
    """The smallest share, before and after, and the territories that have it."""
    after = shares.after(model, best.chosen)
    reached = float(after.min())
    bound = reached if level.proven else level.high
    return Share(
        before=shares.smallest(model, []),
        after=reached,
        lowest=tuple(codes[number] for number in np.flatnonzero(after <= reached)),
        bound=bound,
        gap=bound - reached,
        status="optimum" if level.proven else "bound",
    )

"""What is answered: the towns, what each adds, and how sure it is that nothing does better."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from typing import Any, Final

from webmap.coverage.siting.question import Question

#: Proven best, or only known to be within the gap.
STATUSES: Final = ("optimum", "bound")


@dataclass(frozen=True, slots=True)
class Chosen:
    """A town, and how many people it adds to those covered by the towns before it (`gain`)."""

    code: str
    name: str
    territory: str
    gain: int


@dataclass(frozen=True, slots=True)
class Share:
    """The smallest share of under-20s covered in a territory, from 0 to 1.

    `lowest` names the territories that have it after. `bound`: no answer brings it higher;
    `status` is "optimum" when `after` is that bound.
    """

    before: float
    after: float
    lowest: tuple[str, ...]
    bound: float
    gap: float
    status: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The towns in order of gain, and people covered: `before` + the gains = `after`, of `people`.

    `reachable`: covered if every candidate were taken. `bound`: no answer covers more (with
    `share`: of those that reach its `after`); `gap` is `bound` less `after`, 0 and "optimum" when
    proven. Fewer towns than asked for: more would add nobody.
    """

    question: Question
    chosen: tuple[Chosen, ...]
    candidates: int
    people: int
    before: int
    after: int
    reachable: int
    bound: int
    gap: int
    status: str
    share: Share | None = None


#: Columns of the table of towns.
HEADER: Final = ("rank", "code", "name", "territory", "gain", "covered")


def rows(answer: Answer) -> Iterable[tuple[int, str, str, str, int, int]]:
    """A row for each town: `covered` counts those served by today's places and the towns so far."""
    covered = answer.before
    for rank, town in enumerate(answer.chosen, 1):
        covered += town.gain
        yield rank, town.code, town.name, town.territory, town.gain, covered


def document(answer: Answer) -> dict[str, Any]:
    """The answer as plain values, the question with it; how long it may take is no part of it."""
    asked = {f.name: getattr(answer.question, f.name) for f in fields(Question)}
    del asked["time_limit"]
    towns = [dict(zip(HEADER, row, strict=True)) for row in rows(answer)]
    return {**asdict(answer), "question": asked, "chosen": towns}

"""The communes of the part of the country asked for, and whom the places of today serve."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from webmap import vocabulary as v
from webmap.coverage import population
from webmap.coverage.nearby import Spots
from webmap.coverage.reach import reach
from webmap.coverage.siting.question import Question, territories_within
from webmap.coverage.today import served
from webmap.directory.catalogue import Catalogue
from webmap.errors import InvalidParameter
from webmap.geo.distance import Floats


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """n communes in order of code. `people`: those who are counted; `covered`: served today.

    `territories` has the code of each commune's; `spots` its town hall and the roads to it.
    """

    codes: NDArray[np.str_]
    names: NDArray[np.str_]
    territories: NDArray[np.str_]
    spots: Spots
    population: Floats
    people: Floats
    covered: NDArray[np.bool_]


def ground(
    catalogue: Catalogue, question: Question, everyone: population.Ground | None = None
) -> Ground:
    """The ground of a question. Raises UnknownTerritory; InvalidParameter without under-20s.

    everyone: the communes, read once for many questions.
    """
    inside = territories_within(catalogue.territories, question.within)
    _require_people(catalogue, inside, question.people)
    land = everyone or population.ground(catalogue.territories, catalogue.communes)
    order = np.argsort(land.codes)
    rows = order[np.isin(np.array(land.territories)[order], sorted(inside))]
    return Ground(
        np.array(land.codes)[rows],
        np.array(land.names)[rows],
        np.array(land.territories)[rows],
        land.spots.take(rows),
        land.people["all"][rows],
        land.people[question.people][rows],
        _covered(catalogue, question, land)[rows],
    )


def _require_people(catalogue: Catalogue, inside: Iterable[str], people: str) -> None:
    """Under-20s that nobody publishes are said, never taken for none."""
    without = sorted(code for code in inside if catalogue.territories[code].under_20 is None)
    if people == "under_20" and without:
        raise InvalidParameter(
            f"no figure of under-20s is published for {', '.join(without)}: count everyone there"
        )


def _covered(
    catalogue: Catalogue, question: Question, land: population.Ground
) -> NDArray[np.bool_]:
    """Whom the open places of today serve: a unit those within the radius, as `reach` measures
    it; a team those of the territories that it names, wherever its office is."""
    if not question.existing:
        return np.zeros(len(land.codes), dtype=np.bool_)
    if question.need == "uaped":
        return np.asarray(reach(catalogue, land, "uaped").cost <= question.radius_km)
    teams = served(catalogue, v.NEEDS[question.need])
    return np.isin(np.array(land.territories), sorted(teams))

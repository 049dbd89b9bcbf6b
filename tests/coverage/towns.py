"""Grounds that fit in the head: towns on a line, a unit of distance apart, and slow answers."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

import numpy as np

from webmap.coverage.nearby import Spots
from webmap.coverage.siting.ground import Ground
from webmap.coverage.siting.question import Question
from webmap.geo.distance import geodesic_km

#: A degree of longitude at the equator, in kilometres.
DEGREE_KM = 111.31949

Town = tuple[str, float, int, str]


def line(towns: Sequence[Town], covered: Iterable[str] = (), roads: str = "") -> Ground:
    """Towns (code, degrees east on the equator, people, territory); `roads`: a sign for each."""
    codes, east, people, territories = zip(*sorted(towns), strict=True)
    order = {town[0]: number for number, town in enumerate(towns)}
    signs = [ord(roads[order[code]]) if roads else 0 for code in codes]
    counted = np.array(people, dtype=np.float64)
    return Ground(
        codes=np.array(codes),
        names=np.array([f"Bourg {code}" for code in codes]),
        territories=np.array(territories),
        spots=Spots.at(east, [0.0] * len(towns), signs),
        population=counted,
        people=counted,
        covered=np.isin(np.array(codes), list(covered)),
    )


def drawn(seed: int) -> tuple[Ground, Question]:
    """A ground of at most 25 towns, some empty, some on an island, some covered; a question."""
    draw = random.Random(seed)  # noqa: S311 - a fixed draw, no secret
    towns = [
        (f"{n:05}", draw.uniform(0, 3), draw.choice([0, draw.randint(1, 9), draw.randint(1, 999)]))
        for n in range(draw.randint(1, 25))
    ]
    whole = [(*town, draw.choice("abcd")) for town in towns]
    covered = [town[0] for town in towns if draw.random() < draw.choice([0, 0.3])]
    roads = "".join(draw.choice("mmmi") for _ in towns)
    ground = line(whole, covered, roads)
    # The 14 most populous are candidates: few enough to try every choice.
    least = sorted(ground.population)[-14:][0]
    return ground, Question(
        places=draw.randint(1, 4),
        radius_km=draw.uniform(5, 90),
        candidates_from=int(least),
        people="under_20",
        equity=draw.random() < 0.5,
    )


def near(ground: Ground, question: Question) -> dict[int, set[int]]:
    """For each candidate the towns that it covers, pair by pair."""
    spots, every = ground.spots, range(len(ground.codes))
    return {
        site: {
            town
            for town in every
            if spots.roads[town] == spots.roads[site]
            and geodesic_km(
                spots.longitudes[site], spots.latitudes[site],
                spots.longitudes[town], spots.latitudes[town],
            ) <= question.radius_km
        }
        for site in every
        if ground.population[site] >= question.candidates_from
    }  # fmt: skip


def every_answer(ground: Ground, question: Question) -> Iterator[tuple[float, float]]:
    """(smallest share of a territory, people covered) of every choice of candidates."""
    reach = near(ground, question)
    today = set(np.flatnonzero(ground.covered).tolist())
    for count in range(min(question.places, len(reach)) + 1):
        for chosen in combinations(reach, count):
            served = today.union(*(reach[site] for site in chosen))
            yield smallest_share(ground, served), sum(ground.people[town] for town in served)


def smallest_share(ground: Ground, served: Iterable[int]) -> float:
    """The smallest share of people served in a territory that has any; 1 where none has."""
    rows = sorted(served)
    shares = [1.0]
    for territory in np.unique(ground.territories):
        there = ground.territories == territory
        people = ground.people[there].sum()
        if people > 0:
            shares.append(ground.people[rows][there[rows]].sum() / people)
    return float(min(shares))

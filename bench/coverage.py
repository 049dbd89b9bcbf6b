"""National reach beside other ways to find the nearest place, in one run.

python -m bench.coverage [repeats]

35,000 communes x 4 categories x 2,000 points. The floor is a bare cKDTree in one thread; ours takes
two. The other methods need the extra `bench`; what is not installed is said.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any, Final

import numpy as np
from pyproj import Geod
from scipy.spatial import cKDTree

from bench.coverage_methods import METHODS, Points, Rows, apart
from webmap.coverage import reach_table
from webmap.coverage.nearby import Geodesic, Spots, candidates
from webmap.coverage.population import Ground, ground
from webmap.coverage.reach import Reach, measure
from webmap.files import bundled
from webmap.geo.communes import load_communes
from webmap.geo.distance import ecef
from webmap.geo.territories import load_territories

CATEGORIES: Final = 4
POINTS, MANY = 2_000, 20_000
TREE_AIM, WHOLE_AIM = 1.3, 4.0
OTHERS_REPEATS: Final = 3
#: Nearest places by chord whose geodesics are compared, and how far a point is from its town hall.
_NEAR, _DEGREES = 12, 0.03
_MILLIMETRE: Final = 1e-3
#: More than the rounding of the squares by which the nearest are chosen.
_METRE: Final = 1.0
_BLOCK: Final = 500
_GEOD = Geod(ellps="WGS84")


def main(repeats: int = 15) -> None:
    """Print times over the floor, wrong answers, growth and memory."""
    folder = bundled("data", "communes")
    land = ground(load_territories(folder), load_communes(folder))
    origins = np.column_stack([land.spots.longitudes, land.spots.latitudes])
    print(f"{len(origins)} communes x {CATEGORIES} categories, medians of {repeats} runs")
    for count in (POINTS, MANY):
        sets = [_places(land, count, seed) for seed in range(CATEGORIES)]
        print(f"\n{count} points in each category")
        _memory(land, sets)
        floor = _ours(land, sets, repeats)
        if count == POINTS:
            _others(land, origins, sets, floor)
    print("PostGIS KNN: a server of its own, not measured here")


def _places(land: Ground, count: int, seed: int) -> Spots:
    """Points around town halls, the same ones at each run."""
    draw = np.random.default_rng(seed)
    homes = draw.choice(len(land.codes), count, replace=count > len(land.codes))
    shift = draw.uniform(-_DEGREES, _DEGREES, (2, count))
    spots = land.spots.take(homes)
    return Spots.at(spots.longitudes + shift[0], spots.latitudes + shift[1], spots.roads)


def _ours(land: Ground, sets: list[Spots], repeats: int) -> float:
    """Print our line; returns the floor in seconds. Floor, tree and whole come in turn."""
    ends = [ecef(places.longitudes, places.latitudes) for places in sets]
    here = ecef(land.spots.longitudes, land.spots.latitudes)
    jobs: list[Callable[[], Any]] = [
        lambda: [cKDTree(one).query(here) for one in ends],
        lambda: [candidates(land.spots, places, 2) for places in sets],
        partial(_whole, land, sets),
    ]
    runs = [[_seconds(job) for job in jobs] for _ in range(repeats)]
    floor, tree, whole = (statistics.median(column) for column in zip(*runs, strict=True))
    wrong, worst = _wrong_by_road(land, sets)
    print(f"floor (bare cKDTree)          {floor * 1000:8.1f} ms")
    _line("ours, tree", tree, floor, TREE_AIM)
    _line("ours, geodesics and table", whole, floor, WHOLE_AIM)
    print(f"ours, by road: {wrong} wrong of {CATEGORIES * len(land.codes)}, worst {worst:.3f} m")
    return floor


def _memory(land: Ground, sets: list[Spots]) -> None:
    run = apart(partial(_table_size, land, sets), 1)
    if run is not None:
        print(f"ours, peak memory             {run.megabytes:8.1f} MB over what the communes take")


def _others(land: Ground, origins: Points, sets: list[Spots], floor: float) -> None:
    """Print a line for each other method, with what it gets wrong of the same question."""
    places = [np.column_stack([one.longitudes, one.latitudes]) for one in sets]
    truth = [_truth(origins, one) for one in places]
    free = [Spots.at(one[:, 0], one[:, 1], np.zeros(len(one), dtype=np.int16)) for one in places]
    everywhere = Spots.at(origins[:, 0], origins[:, 1], np.zeros(len(origins), dtype=np.int16))
    exact = [Geodesic().to_nearest(everywhere, one) * 1000 for one in free]
    print("\nall of France at once, seas crossed")
    print(f"{'':30}{'ms':>8} {'floors':>7} {'MB':>7} {'wrong':>7} {'worst':>10}")
    print(f"{'ours':30}{'':>8} {'':>7} {'':>7} {_said(exact, truth)}")
    for name, method in METHODS.items():
        run = apart(partial(_each, method, origins, places), OTHERS_REPEATS)
        if run is None:
            print(f"{name:30}not installed")
            continue
        seconds = statistics.median(run.seconds)
        found = [_metres(origins, one[rows]) for one, rows in zip(places, run.answer, strict=True)]
        print(
            f"{name:30}{seconds * 1000:8.0f} {seconds / floor:7.1f} {run.megabytes:7.0f} "
            f"{_said(found, truth)}"
        )


def _each(method: Callable[[Points, Points], Rows], origins: Points, sets: list[Points]) -> Any:
    return [method(origins, places) for places in sets]


def _whole(land: Ground, sets: list[Spots]) -> tuple[reach_table.Line, ...]:
    reaches: list[Reach] = [measure(land, f"c{n}", places) for n, places in enumerate(sets)]
    return reach_table.rows(land, reaches)


def _table_size(land: Ground, sets: list[Spots]) -> int:
    return len(_whole(land, sets))


def _wrong_by_road(land: Ground, sets: list[Spots]) -> tuple[int, float]:
    """How many communes have not the least geodesic by road, and the worst excess in metres."""
    wrong, worst = 0, 0.0
    for places in sets:
        ours = Geodesic().to_nearest(land.spots, places) * 1000
        for road in range(len(land.roads)):
            here = np.flatnonzero(land.spots.roads == road)
            there = places.take(places.roads == road)
            if not len(there):
                wrong += int(np.isfinite(ours[here]).sum())
                continue
            ends = np.column_stack([there.longitudes, there.latitudes])
            mine = land.spots.take(here)
            truth = _truth(np.column_stack([mine.longitudes, mine.latitudes]), ends)
            excess = np.abs(np.nan_to_num(ours[here], nan=np.inf) - truth)
            wrong += int((excess > _MILLIMETRE).sum())
            worst = max(worst, float(excess.max()))
    return wrong, worst


def _truth(origins: Points, places: Points) -> Points:
    """The least geodesic in metres, without a tree: among the nearest by chord, all compared."""
    ends, here, count = ecef(*places.T), ecef(*origins.T), min(_NEAR, len(places))
    squares, least = (ends**2).sum(axis=1), np.empty(len(origins))
    for start in range(0, len(here), _BLOCK):
        block = slice(start, start + _BLOCK)
        order = squares - 2 * here[block] @ ends.T
        near = np.argpartition(order, count - 1, axis=1)[:, :count]
        ways = [_metres(origins[block], places[near[:, n]]) for n in range(count)]
        least[block] = np.min(ways, axis=0)
        chords = np.sqrt(((here[block, None] - ends[near]) ** 2).sum(axis=2))
        # A chord is never longer than the way: nothing beyond the last one compared is nearer.
        if count < len(places) and (chords.max(axis=1) < least[block] + _METRE).any():
            raise SystemExit("compare more places: the truth is not sure")
    return least


def _metres(origins: Points, places: Points) -> Points:
    return np.asarray(_GEOD.inv(*origins.T, *places.T)[2], dtype=np.float64)


def _said(found: list[Points], truth: list[Points]) -> str:
    """How many answers are more than a millimetre too far, and the worst."""
    excess = np.concatenate(found) - np.concatenate(truth)
    return f"{int((excess > _MILLIMETRE).sum()):7} {excess.max() / 1000:7.3f} km"


def _seconds(job: Callable[[], Any]) -> float:
    begin = time.perf_counter()
    job()
    return time.perf_counter() - begin


def _line(name: str, seconds: float, floor: float, aim: float) -> None:
    ratio = seconds / floor
    met = "met" if ratio <= aim else "NOT met"
    print(f"{name:30}{seconds * 1000:8.1f} ms {ratio:6.2f} floors  at most {aim}, {met}")


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:2]))

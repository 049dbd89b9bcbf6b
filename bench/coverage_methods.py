"""Other ways to find the nearest of many points, as one finds them in examples.

Each takes longitudes and latitudes of origins and of places, and gives the row of the nearest place
for each origin. None knows of islands: they answer for all of France at once.
"""

from __future__ import annotations

import multiprocessing
import resource
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from webmap.geo.distance import ecef

Points = NDArray[np.float64]
Rows = NDArray[np.intp]
Method = Callable[[Points, Points], Rows]

#: Origins compared at once by the brute force: 2,000 places x 500 fit in a processor's cache.
_BLOCK = 500
_MEGABYTE = 1024


def ckdtree(origins: Points, places: Points) -> Rows:
    """A KD-tree on geocentric positions."""
    rows: Rows = cKDTree(ecef(*places.T)).query(ecef(*origins.T))[1]
    return rows


def brute(origins: Points, places: Points) -> Rows:
    """Every chord, by numpy."""
    ends, here = ecef(*places.T), ecef(*origins.T)
    squares = (ends**2).sum(axis=1)
    blocks = (here[start : start + _BLOCK] for start in range(0, len(here), _BLOCK))
    return np.concatenate([(squares - 2 * block @ ends.T).argmin(axis=1) for block in blocks])


def ball_tree(origins: Points, places: Points) -> Rows:
    """scikit-learn's BallTree on the sphere."""
    from sklearn.neighbors import BallTree

    tree = BallTree(np.radians(places[:, ::-1]), metric="haversine")
    rows: Rows = tree.query(np.radians(origins[:, ::-1]), return_distance=False)[:, 0]
    return rows


def strtree(origins: Points, places: Points) -> Rows:
    """Shapely's STRtree on degrees."""
    import shapely

    rows: Rows = shapely.STRtree(shapely.points(places)).nearest(shapely.points(origins))
    return rows


def sjoin(origins: Points, places: Points) -> Rows:
    """geopandas.sjoin_nearest in the official projection of mainland France."""
    import geopandas

    frames = [
        geopandas.GeoDataFrame(geometry=geopandas.points_from_xy(*one.T), crs=4326).to_crs(2154)
        for one in (origins, places)
    ]
    joined = geopandas.sjoin_nearest(*frames)["index_right"]
    return joined[~joined.index.duplicated()].sort_index().to_numpy(dtype=np.intp)


METHODS: Final[dict[str, Method]] = {
    "numpy brute force": brute,
    "scikit-learn BallTree": ball_tree,
    "shapely STRtree, degrees": strtree,
    "geopandas sjoin_nearest 2154": sjoin,
}


class Run(NamedTuple):
    """What a job gave in a process of its own: seconds of each repeat, peak memory over the start
    (MB), and its last answer."""

    seconds: list[float]
    megabytes: float
    answer: Any


def apart(job: Callable[[], Any], repeats: int) -> Run | None:
    """Run a job in a fresh copy of this process; None when it lacks a library."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_child, args=(job, repeats, theirs))
    process.start()
    theirs.close()
    run: Run | None = ours.recv()
    process.join()
    return run


def _child(job: Callable[[], Any], repeats: int, pipe: Connection) -> None:
    seconds: list[float] = []
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    try:
        for _ in range(repeats):
            begin = time.perf_counter()
            answer = job()
            seconds.append(time.perf_counter() - begin)
    except ImportError:
        pipe.send(None)
        return
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    pipe.send(Run(seconds, peak / _MEGABYTE, answer))

"""The table of `bench/map_view.py`: medians, ratios, aims."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from bench.browser import Profile, Visit

Pair = tuple[Visit, Visit]


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure of a view and its greatest share of stock's; 0 when there is no aim."""

    name: str
    of: Callable[[Visit], float]
    share: float


#: The real directory's bytes have an aim of their own, in kB.
REAL_KILOBYTES: Final = 180.0
BYTES: Final = Measure("transferred, kB", lambda visit: visit.kilobytes, 0.30)
TIMES: Final = (
    Measure("first territory, ms", lambda visit: visit.territory, 0.30),
    Measure("first marker, ms", lambda visit: visit.marker, 0.50),
    Measure("first live one, ms", lambda visit: visit.live, 0),
    Measure("blocking time, ms", lambda visit: visit.blocking, 0.50),
)


def show(profile: Profile, pairs: Sequence[Pair], real: bool) -> None:
    """Print the lines of one profile."""
    print(f"{profile.name:20} {'ours':>8} {'stock':>8} {'ratio':>6}  aim")
    ours, theirs = _medians(BYTES, pairs)
    if real:
        _line(BYTES, ours, theirs, f"{REAL_KILOBYTES:.0f} kB", ours <= REAL_KILOBYTES)
    else:
        _share_line(BYTES, ours, theirs)
    for measure in TIMES:
        ours, theirs = _medians(measure, pairs)
        if not measure.share or (measure.name.startswith("first marker") and not profile.bits):
            _line(measure, ours, theirs, "none", None)
        else:
            _share_line(measure, ours, theirs)


def show_requests(ours: Visit, theirs: Visit) -> None:
    """Print what each side asked for, the heaviest first."""
    for side, visit in (("ours", ours), ("stock", theirs)):
        print(f"requests, {side}: {len(visit.requests)}, {visit.kilobytes:.1f} kB")
        for path, size in sorted(visit.requests.items(), key=lambda item: -item[1]):
            print(f"{size / 1000:10.1f}  {path}")


def _medians(measure: Measure, pairs: Sequence[Pair]) -> tuple[float, float]:
    ours = statistics.median(measure.of(pair[0]) for pair in pairs)
    return ours, statistics.median(measure.of(pair[1]) for pair in pairs)


def _share_line(measure: Measure, ours: float, theirs: float) -> None:
    aim = f"at most {measure.share:.2f}"
    _line(measure, ours, theirs, aim, ours <= measure.share * theirs)


def _line(measure: Measure, ours: float, theirs: float, aim: str, met: bool | None) -> None:
    ratio = f"{ours / theirs:.2f}" if theirs else "-"
    said = {True: ", met", False: ", NOT met", None: ""}[met]
    print(f"{measure.name:20} {ours:8.1f} {theirs:8.1f} {ratio:>6}  {aim}{said}")

"""The reach as a table: the same rows for pages, files and command line.

Order: level, zones, categories as given, then all people before under-20s. Rounding: people to the
unit (under-20s are an estimate), costs to 0.1, shares cut (not rounded) to four decimals, so that 1
means everyone. None where there is no figure; never NaN, never infinity.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

import numpy as np

from webmap.coverage.population import Ground
from webmap.coverage.reach import Reach
from webmap.coverage.reach_communes import told
from webmap.coverage.spread import Spread, Ways, by_cost, spread
from webmap.coverage.zones import LEVELS, Zones
from webmap.geo.distance import Floats


class Line(NamedTuple):
    """A line of the table: the figures of one zone, category and people (`all`, `under_20`).

    total = by_road + over_water + without, but for the rounding of under-20s. Shares are of
    `total`; mean, median and p90 are of `by_road`, in `unit`. `left_out`: territories, joined by
    ";", whose under-20s nobody publishes and that the line therefore does not count; where it is
    all of the zone, there is no figure. `unplaced`: ids of open records of the zone whose town is
    not published: they change no figure, and a low share does not mean that nothing is there.
    """

    level: str
    code: str
    name: str
    category: str
    people: str
    unit: str
    total: int | None
    by_road: int | None
    over_water: int | None
    without: int | None
    within_30: int | None
    within_60: int | None
    within_100: int | None
    share_30: float | None
    share_60: float | None
    share_100: float | None
    mean: float | None
    median: float | None
    p90: float | None
    farthest: str | None
    farthest_name: str | None
    farthest_cost: float | None
    left_out: str | None
    unplaced: str | None


HEADER: Final = Line._fields
#: Ten thousand: shares are cut at this part, less what the rounding of a sum may take.
_PARTS: Final = 10_000
_ROUNDING: Final = 1e-5

Figures = tuple[int | float | None, ...]
_NO_FIGURES: Final[Figures] = (None,) * 13
_Numbered = dict[int, list[Line]]


def rows(
    ground: Ground, reaches: Iterable[Reach], levels: Sequence[str] = LEVELS
) -> tuple[Line, ...]:
    """The lines of some levels, in the order of the table."""
    found: dict[str, _Numbered] = {level: defaultdict(list) for level in levels}
    for one in reaches:
        order = by_cost(one.cost)
        for level in levels:
            ways = Ways(one.cost, ground.zones[level].cut, order)
            for people in ground.people:
                _add(found[level], ground, one, ground.zones[level], people, ways)
    return tuple(
        line
        for numbered in found.values()
        for number in sorted(numbered)
        for line in numbered[number]
    )


def _add(
    found: _Numbered, ground: Ground, one: Reach, zones: Zones, people: str, ways: Ways
) -> None:
    """Add the line of each zone."""
    weights, total = ground.people[people], zones.totals[people]
    over_water = zones.cut.sums(weights, np.flatnonzero(one.over_water))
    sums = spread(ways, weights, ground.ranks)
    farthest = sums.farthest.tolist()
    unplaced = _unplaced(one, zones)
    for number, figures in enumerate(_figures(sums, total, over_water)):
        left_out = zones.left_out[number] if people == "under_20" else ()
        known = not left_out or total[number] > 0
        cells = (
            zones.level,
            zones.codes[number],
            zones.names[number],
            one.category,
            people,
            one.unit,
            *(figures if known else _NO_FIGURES),
            *_farthest(ground, one.cost, farthest[number]),
            ";".join(left_out) or None,
            unplaced.get(number),
        )
        found[number].append(Line._make(cells))


def _unplaced(one: Reach, zones: Zones) -> dict[int, str]:
    """Ids by zone, joined by ";"."""
    ids: dict[int, str] = {}
    for record_id, territory in one.unplaced:
        number = zones.numbers[territory]
        ids[number] = f"{ids[number]};{record_id}" if number in ids else record_id
    return ids


def _figures(sums: Spread, total: Floats, over_water: Floats) -> list[Figures]:
    """The figures of each zone, in the order of the columns from `total` to `p90`."""
    without = np.maximum(total - sums.by_road - over_water, 0)
    people = (total, sums.by_road, over_water, without, *sums.within)
    columns = [np.rint(column).astype(np.int64).tolist() for column in people]
    shares = [_shares(band, total) for band in sums.within]
    costs = [[told(cost) for cost in a.tolist()] for a in (sums.mean, *sums.quantiles)]
    return list(zip(*columns, *shares, *costs, strict=True))


def _shares(part: Floats, whole: Floats) -> list[float | None]:
    """Shares cut to four decimals; None where there is nobody."""
    return [
        math.floor(some / everyone * _PARTS + _ROUNDING) / _PARTS if everyone > 0 else None
        for some, everyone in zip(part.tolist(), whole.tolist(), strict=True)
    ]


def _farthest(
    ground: Ground, cost: Floats, row: int
) -> tuple[str | None, str | None, float | None]:
    if row < 0:
        return None, None, None
    return ground.codes[row], ground.names[row], told(float(cost[row]))

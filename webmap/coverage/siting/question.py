"""What is asked: how many places, within which distance, from which towns, for whom, where."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from webmap.coverage.proposals import NEEDS
from webmap.errors import InvalidParameter, UnknownTerritory, WebmapError
from webmap.geo.territories import Territories
from webmap.geo.text import fold

#: Who is counted: everyone, or the estimated under-20s.
PEOPLE: Final = ("all", "under_20")
#: The whole country.
EVERYWHERE: Final = "france"
#: The whole proof has this many seconds unless told otherwise.
TIME_LIMIT: Final = 60.0


class NoCandidate(WebmapError):
    """No commune of the part of the country asked for is a candidate."""


@dataclass(frozen=True, slots=True)
class Question:
    """ "`places` more, each serving those within `radius_km`: in which towns?"

    `candidates_from`: a commune is a candidate from this population on. `within`: `france`, a land
    group, the code of a territory, or a region by its name or by R and its code. `equity`: first
    raise the smallest share of under-20s covered in a territory, then cover the most.
    `existing`: whether the places of today count. Raises InvalidParameter.
    """

    places: int
    radius_km: float
    need: str = "uaped"
    candidates_from: int = 20_000
    within: str = "hexagone"
    people: str = "all"
    equity: bool = False
    existing: bool = True
    time_limit: float = TIME_LIMIT

    def __post_init__(self) -> None:
        _require(self.places >= 1, f"the number of places must be 1 or more, not {self.places}")
        _require(_positive(self.radius_km), f"the radius must be above 0 km, not {self.radius_km}")
        _require(_positive(self.time_limit), f"the time limit must be above 0 s: {self.time_limit}")
        _require(self.need in NEEDS, f"only {' and '.join(NEEDS)} are sited, not {self.need!r}")
        _require(self.people in PEOPLE, f"people are {' or '.join(PEOPLE)}, not {self.people!r}")
        young = self.people == "under_20"
        _require(young or not self.equity, "equity is measured on under-20s: people must be so")


def territories_within(territories: Territories, text: str) -> frozenset[str]:
    """Codes of the territories that `within` names. Raises UnknownTerritory with what is known.

    The codes of regions are also those of other territories (11 is Aude): a region needs its R.
    """
    wanted = fold(text)
    found = frozenset(
        territory.code
        for territory in territories.values()
        if wanted in (EVERYWHERE, fold(territory.land), fold(territory.code))
        or wanted in (fold(territory.region_name), fold(f"R{territory.region}"))
    )
    if not found:
        known = sorted({f"R{t.region} ({t.region_name})" for t in territories.values()})
        raise UnknownTerritory(
            f"nothing is called {text[:30]!r}: write {EVERYWHERE}, hexagone, corse, the code of a "
            f"territory, or a region: {', '.join(known)}"
        )
    return found


def _positive(number: float) -> bool:
    return math.isfinite(number) and number > 0


def _require(holds: bool, sentence: str) -> None:
    if not holds:
        raise InvalidParameter(sentence)

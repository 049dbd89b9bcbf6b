"""What a search of places answers: communes, places and matches.

May import only the standard library.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["commune", "arrondissement", "territory", "deleguee", "associee", "ancienne"]
How = Literal["exact", "prefix", "typo", "code", "postcode"]


@dataclass(frozen=True, slots=True)
class Commune:
    """A current commune. Its point (degrees) is the town hall unless `point_source` says otherwise.

    `point_source`: town_hall, geonames, published, or inner_point (approximate). `under_20` is an
    estimate, None where unknown. `island` names where no road leads; None on the main part.
    """

    code: str
    name: str
    territory: str
    land: str
    population: int
    under_20: float | None
    longitude: float
    latitude: float
    point_source: str
    postcodes: tuple[str, ...]
    former_codes: tuple[str, ...]
    former_names: tuple[str, ...]
    island: str | None


@dataclass(frozen=True, slots=True)
class Place:
    """What was asked for, and the current commune that it is or belongs to.

    `kind`: commune, arrondissement, deleguee, associee or ancienne. The name and the point are
    those of what was asked when the source has them, else those of the commune.
    """

    code: str
    name: str
    kind: Kind
    commune: Commune
    longitude: float
    latitude: float
    population: int | None

    @property
    def territory(self) -> str:
        return self.commune.territory

    @property
    def land(self) -> str:
        return self.commune.land


@dataclass(frozen=True, slots=True)
class Match:
    """One answer to a search. `place` is None when the answer is a territory.

    `territory` is the code of the territory that holds it: two communes of one name differ by it.
    `how`: the name itself (exact), its beginning (prefix), one slip away (typo), or a code.
    """

    code: str
    name: str
    kind: Kind
    territory: str
    how: How
    place: Place | None

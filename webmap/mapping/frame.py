"""What the pages and the Folium script agree on: names of files, of elements, of places to jump to.

Pure: no Folium, so that a web worker can import it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely

from webmap.geo.territories import Territory

KINDS: Final = ("carte", "couverture", "departement", "distances")
LANGUAGES: Final = ("fr", "en")

#: Categories whose records may have a point. Accommodation never has one, by schema.
POINTED: Final = ("association", "magistrat", "uaped")


#: Overseas territories, from the nearest to Paris to the farthest round.
OVERSEAS: Final = (
    "971", "972", "978", "977", "973", "975", "974", "976", "988", "986", "987",
)  # fmt: skip
#: Paris and the three départements around it: a thumb covers them on the map of the country.
PARIS: Final = ("75", "92", "93", "94")
ILE_DE_FRANCE: Final = (*PARIS, "77", "78", "91", "95")

Bounds = tuple[float, float, float, float]


def script_name(kind: str, language: str) -> str:
    """File name of the Folium script of a kind of page: `carte.fr.js`."""
    return f"{kind}.{language}.js"


@dataclass(frozen=True, slots=True)
class Jump:
    """A place to which a button moves the map. bounds: south, west, north, east in degrees."""

    name_fr: str
    name_en: str
    bounds: Bounds


def bounds_of(territories: Mapping[str, Territory], codes: tuple[str, ...]) -> Bounds:
    """South, west, north, east of these territories together, to a thousandth of a degree."""
    outlines = np.asarray([territories[code].outline for code in codes], dtype=object)
    west, south, east, north = (round(float(x), 3) for x in shapely.total_bounds(outlines))
    return south, west, north, east


def mainland_jumps(territories: Mapping[str, Territory]) -> tuple[Jump, ...]:
    """Buttons above the map. The overseas ones are the captions of the insets."""
    hexagone = tuple(code for code, place in territories.items() if place.land == "hexagone")
    return (
        Jump("Hexagone", "Mainland", bounds_of(territories, hexagone)),
        Jump("Île-de-France", "Paris region", bounds_of(territories, ILE_DE_FRANCE)),
        Jump("Corse", "Corsica", bounds_of(territories, ("2A", "2B"))),
    )

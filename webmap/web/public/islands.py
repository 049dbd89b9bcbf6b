"""Names of islands and of chief places that are no communes, and the communes they lead to.

Pure: takes the communes, gives matches as their own search does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from webmap.geo.communes import Commune, Communes
from webmap.geo.places import Match, Place
from webmap.geo.text import fold, without_article

#: Folded name -> code of the commune. The register of communes does not hold these names.
#: Mata-Utu: the village of the court of Wallis-et-Futuna, in Uvea (`resources/magistrats.csv`).
_CHIEF_PLACES: Final = {"mata utu": "98613", "matautu": "98613", "mata utu uvea": "98613"}


def by_name(communes: Communes) -> Mapping[str, tuple[Match, ...]]:
    """Folded name of an island or chief place, without its article -> its communes, by code."""
    found: dict[str, list[Commune]] = defaultdict(list)
    for commune in communes.islanders:
        found[_key(commune.island or "")].append(commune)
    for name, code in _CHIEF_PLACES.items():
        found[name].append(communes[code])
    return {name: tuple(map(_match, places)) for name, places in found.items()}


def _key(name: str) -> str:
    """ "Île d'Yeu", "L'Île d'Yeu" and "ile d yeu" are one name."""
    return without_article(fold(name))


def _match(commune: Commune) -> Match:
    place = Place(
        code=commune.code,
        name=commune.name,
        kind="commune",
        commune=commune,
        longitude=commune.longitude,
        latitude=commune.latitude,
        population=commune.population,
    )
    return Match(commune.code, commune.name, "commune", commune.territory, "exact", place)

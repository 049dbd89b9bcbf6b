"""Names of regions and territories, and what English calls them: each leads to territories.

Pure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from webmap.directory.catalogue import MAINLAND, Catalogue
from webmap.geo.territories import Territory
from webmap.geo.text import fold, without_article

#: Folded English or short name -> the folded name of the territory or region.
_ALSO: Final = {
    "brittany": "bretagne", "burgundy": "bourgogne franche comte", "corsica": "corse",
    "french guiana": "guyane", "french polynesia": "polynesie francaise",
    "greater paris": "ile de france", "idf": "ile de france", "new caledonia": "nouvelle caledonie",
    "normandy": "normandie", "paca": "provence alpes cote d azur", "reunion island": "la reunion",
    "saint pierre and miquelon": "saint pierre et miquelon", "saint barth": "saint barthelemy",
    "saint barts": "saint barthelemy", "wallis and futuna": "wallis et futuna",
}  # fmt: skip
_OVERSEAS: Final = ("outre mer", "dom", "tom", "dom tom", "drom", "overseas")


def find(folded: str, catalogue: Catalogue) -> tuple[Territory, ...]:
    """The territories of a name, with or without its article, in order of code."""
    return _by_name(catalogue).get(without_article(folded), ())


@lru_cache(maxsize=2)
def _by_name(catalogue: Catalogue) -> Mapping[str, tuple[Territory, ...]]:
    found: dict[str, list[Territory]] = defaultdict(list)
    for territory in catalogue.territories.values():
        name = fold(territory.region_name)
        # An overseas région is one territory: the communes' own search knows its name.
        if territory.land in MAINLAND:
            found[without_article(name)].append(territory)
        else:
            for overseas in _OVERSEAS:
                found[overseas].append(territory)
    by_name = {without_article(fold(t.name)): [t] for t in catalogue.territories.values()} | found
    also = {without_article(name): by_name[without_article(meant)] for name, meant in _ALSO.items()}
    return {name: tuple(places) for name, places in (by_name | also).items()}

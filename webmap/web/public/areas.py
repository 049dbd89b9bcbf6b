"""Names of regions and territories, and what English calls them: each leads to territories.

Pure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from webmap.directory.catalogue import MAINLAND
from webmap.geo.territories import Territories, Territory
from webmap.geo.text import fold, without_article

#: Folded English or short name -> the folded name of the territory or region.
_ALSO: Final = {
    "9 3": "seine saint denis", "brittany": "bretagne", "burgundy": "bourgogne franche comte",
    "corsica": "corse",
    "french guiana": "guyane", "french polynesia": "polynesie francaise",
    "greater paris": "ile de france", "idf": "ile de france", "new caledonia": "nouvelle caledonie",
    "neuf trois": "seine saint denis", "normandy": "normandie",
    "paca": "provence alpes cote d azur", "reunion island": "la reunion",
    "saint pierre and miquelon": "saint pierre et miquelon", "saint barth": "saint barthelemy",
    "saint barts": "saint barthelemy", "wallis and futuna": "wallis et futuna",
}  # fmt: skip
_OVERSEAS: Final = ("outre mer", "dom", "tom", "dom tom", "drom", "overseas")


def by_name(territories: Territories) -> Mapping[str, tuple[Territory, ...]]:
    """Folded name without its article -> territories, in order of code."""
    found: dict[str, list[Territory]] = defaultdict(list)
    for territory in territories.values():
        name = fold(territory.region_name)
        # An overseas région is one territory: the communes' own search knows its name.
        if territory.land in MAINLAND:
            found[without_article(name)].append(territory)
        else:
            for overseas in _OVERSEAS:
                found[overseas].append(territory)
    names = {without_article(fold(t.name)): [t] for t in territories.values()} | found
    also = {without_article(name): names[without_article(meant)] for name, meant in _ALSO.items()}
    return {name: tuple(places) for name, places in (names | also).items()}

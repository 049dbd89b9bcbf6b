"""Attack 10: somebody with an account, who wants to learn where a shelter is from its own screens.

What an account shows may depend on its territories and on what records publish, on nothing else.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, product
from typing import Any, Final

from tests.safety.visitor import Visitor
from tests.safety.words import held
from webmap import vocabulary as v
from webmap.pro.elsewhere import AWAY

#: The text of a page of the wing, for whoever is signed in.
Page = Callable[[str], str]

_LINKED: Final = re.compile(r'href="/pro/ressource/(r[a-z0-9]{6})"')
_DISTANCE: Final = re.compile(r"\d+(?:[.,]\d+)?\s*(?:km|kilom|minutes? de (?:route|train))")
_ASIDES: Final = (
    "rayon=10", "distance=10", "lat=46.24&lon=1.48", "tri=distance", "ordre=distance",
    "pres_de=23176", "limite=1", "precision=address",
)  # fmt: skip


def own_screens(
    page: Page, visitor: Visitor, homes: Sequence[str], secrets: Sequence[str]
) -> list[str]:
    """10. `homes`: territories of the account. `secrets`: forms of what nobody may learn."""
    asked = list(product(homes, AWAY))
    pages = {(home, how): page(f"/pro/ailleurs?de={home}&hors={how}") for home, how in asked}
    lists = {key: _LINKED.findall(text) for key, text in pages.items()}
    assert sum(map(len, lists.values())) > len(homes), "no record is listed: the probe is blind"
    sheets = [page(f"/pro/ressource/{i}") for i in sorted(visitor.hidden)]
    every = [page("/pro"), *pages.values(), *sheets]
    return [
        *(
            f"a distance: {found[0]!r}"
            for text in every
            for found in [_DISTANCE.search(text)]
            if found
        ),
        *(f"{secret!r} on a page" for text in every for secret in held(text, secrets)),
        *_not_as_published(visitor, lists),
        *_order(visitor, lists),
        *_by_parameter(page, homes[0]),
    ]


Lists = dict[tuple[str, str], list[str]]


def _not_as_published(visitor: Visitor, lists: Lists) -> Iterator[str]:
    """Who is listed, worked out again from the open file and the map of the territories."""
    homes = {i: p for i, p in visitor.records.items() if p["category"] == "hebergement"}
    territories = visitor.catalogue.territories
    for (home, how), listed in lists.items():
        expected = {
            i
            for i, p in homes.items()
            if _accepts(p, home)
            and (not p["territory"] or AWAY[how][1](territories[home], territories[p["territory"]]))
        }
        if wrong := expected ^ set(listed):
            yield f"from {home}, {how}: {sorted(wrong)} by something that is not published"


def _accepts(properties: dict[str, Any], home: str) -> bool:
    minors = not v.MINOR_AUDIENCES.isdisjoint(properties["audiences"])
    declared = not {"national", home}.isdisjoint(properties["covers"])
    return minors and declared and properties["status"] in ("open", "unknown")


def _order(visitor: Visitor, lists: Lists) -> Iterator[str]:
    first: dict[tuple[str, str], set[bool]] = defaultdict(set)
    for listed in lists.values():
        kept = [i for i in dict.fromkeys(listed) if i in visitor.hidden]
        for (a, one), (b, other) in combinations(enumerate(kept), 2):
            first[min(one, other), max(one, other)].add((a < b) == (one < other))
    assert first, "no two hidden records in one list: the probe is blind"
    yield from (f"{pair} change places" for pair, ways in first.items() if len(ways) == 2)


def _by_parameter(page: Page, home: str) -> Iterator[str]:
    plain = page(f"/pro/ailleurs?de={home}")
    for parameter in _ASIDES:
        if _LINKED.findall(page(f"/pro/ailleurs?de={home}&{parameter}")) != _LINKED.findall(plain):
            yield f"{parameter} changes the list"

"""The address under which an answer of the search box stands: codes, never words.

Pure. An address stays in a history: no code of it says that somebody asked for help (rule S4).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from webmap.directory.catalogue import Catalogue
from webmap.errors import InvalidParameter
from webmap.web.public import choices
from webmap.web.public.choices import MOST, Choice

#: What a page without choices shows. Both are neutral.
NOTHING: Final = "3"
UNREADABLE: Final = "4"


def parameters_of(found: Iterable[Choice]) -> dict[str, str]:
    """Parameters of the address that shows choices again."""
    codes = [choice.code for choice in found][:MOST]
    return {"parmi": ".".join(codes)} if codes else {"suite": NOTHING}


def shown(among: str, then: str, catalogue: Catalogue) -> tuple[Choice, ...] | None:
    """The choices of an address that `parameters_of` made; None when it asks nothing.

    Raises `InvalidParameter`.
    """
    if not among and not then:
        return None
    if then not in ("", NOTHING) or (among and then):
        raise InvalidParameter("no such page of answers")
    return choices.read(among, catalogue) if among else ()

"""Kept answers on siting: what the command writes and the page reads.

A file holds the answers for one need and one part of the country. It is read as it would be from a
stranger: every field is checked, and a town is one that the geography knows. Accommodation has no
such file, and cannot: `need` is one of NEEDS.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, Strict, ValidationError

from webmap.errors import InvalidResult
from webmap.geo.communes import Communes

FORMAT: Final = 1
#: What may be sited at a town, by the need that it meets. Accommodation never is.
NEEDS: Final = ("uaped", "aller_vers")
#: Part of the country -> towns of this population or more are candidates. The rest of the overseas
#: territories have one town: there is nothing to choose.
LANDS: Final[Mapping[str, int]] = {
    "hexagone": 20_000,
    **dict.fromkeys(("corse", "971", "972", "973", "974", "976", "987", "988"), 5_000),
}
RADII: Final = (30, 60, 100)
PLACES: Final = (1, 3, 5, 10)
#: Of the parts that are small.
FEW: Final = (1, 3)
#: The most people; first the territory whose share is the smallest.
VARIANTS: Final = ("most", "equity")

Code = Annotated[str, Field(pattern=r"^\d[\dAB]\d{3}$")]
People = Annotated[int, Field(ge=0)]
Share = Annotated[float, Field(ge=0, le=1)]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Town(_Model):
    """A town, and whom it adds to those served by today's places and the towns before it.

    under_20: None where nobody publishes them.
    """

    code: Code
    all: People
    under_20: People | None


class Tally(_Model):
    """People served before and after, of `total`."""

    before: People
    after: People
    total: People


class Smallest(_Model):
    """The smallest share of under-20s served in a territory, before and after; `lowest` names at
    most three of the `count` territories that have it after.

    Of equity only: `bound`, that no answer exceeds.
    """

    before: Share
    after: Share
    lowest: tuple[str, ...] = Field(strict=False, max_length=3)
    count: People
    bound: Share | None


class Proposal(_Model):
    """An answer: the towns in order of gain, and how sure it is.

    Proven when `gap` is 0, and with equity when `smallest.bound` is reached too. The gap counts all
    people, with equity the under-20s.
    """

    places: int
    radius_km: int
    variant: Literal["most", "equity"]
    candidates: People
    towns: tuple[Town, ...] = Field(strict=False)
    all: Tally
    under_20: Tally | None
    smallest: Smallest | None
    gap: People


class Kept(_Model):
    """The answers of a file, and what they were computed on (`today.fingerprint`)."""

    format: Literal[1]
    need: Literal["uaped", "aller_vers"]
    land: str
    as_of: Annotated[date, Strict(False)]
    fingerprint: str
    candidates_from: int
    proposals: tuple[Proposal, ...] = Field(strict=False)

    def find(self, places: int, radius_km: int, variant: str) -> Proposal | None:
        """The answer to a question, None when it was not asked."""
        wanted = (places, radius_km, variant)
        return next(
            (p for p in self.proposals if (p.places, p.radius_km, p.variant) == wanted), None
        )


def name(need: str, land: str) -> str:
    """Name of the file of a need and a part of the country."""
    return f"{need.replace('_', '-')}-{land}"


def payload(kept: Kept) -> dict[str, Any]:
    """What is written."""
    return kept.model_dump(mode="json")


def read(need: str, land: str, found: Mapping[str, Any], communes: Communes) -> Kept:
    """The answers of the file `name(need, land)`. Raises `InvalidResult`."""
    file = name(need, land)
    try:
        kept = Kept.model_validate(found)
    except ValidationError as error:
        problem = error.errors()[0]
        field = ".".join(str(part) for part in problem["loc"])
        raise InvalidResult(file, field, f"{problem['msg']}: {_AGAIN}") from None
    if (kept.need, kept.land) != (need, land):
        raise InvalidResult(file, "need", f"it is the file of another question: {_AGAIN}")
    for proposal in kept.proposals:
        _check(file, proposal, communes)
    return kept


_AGAIN: Final = "make it again with `webmap coverage siting --keep`"


def _check(file: str, proposal: Proposal, communes: Communes) -> None:
    """Towns exist, and gains add up to what is said."""
    unknown = [town.code for town in proposal.towns if town.code not in communes]
    if unknown:
        raise InvalidResult(file, "towns", f"no commune has the code {unknown[0]}: {_AGAIN}")
    if sum(town.all for town in proposal.towns) != proposal.all.after - proposal.all.before:
        raise InvalidResult(file, "towns", f"the gains do not add up: {_AGAIN}")

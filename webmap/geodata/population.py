"""Populations: the year of each figure, and the under-20s spread over the communes.

The populations of the communes are those of the package (INSEE, legal populations in force on
1 January 2026). Under-20s are INSEE's estimate for each département at 1 January 2023; INSEE gives
none for the overseas collectivities: there they are unknown, which is not zero.

Years of the censuses: INSEE, https://www.insee.fr/fr/statistiques/8680702, seen 2026-11-22 (the
page the package takes the collectivities from); Mayotte: 2017, says the README of the package.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from webmap.geodata.cog import Entry

REFERENCE_YEAR = 2023
# Mayotte's census of 2025 is not in the package; the three Pacific collectivities have their own.
CENSUS_YEARS = {"976": 2017, "986": 2023, "987": 2022, "988": 2025}


@dataclass(frozen=True)
class UnderTwenty:
    """People aged 0 to 19 and all people, as INSEE estimates them for a département."""

    count: int
    total: int
    year: int


def under_twenty(table: Iterable[dict[str, str]]) -> dict[str, UnderTwenty]:
    """The INSEE table by code of département."""
    return {
        line["department_code"]: UnderTwenty(
            int(line["population_0_19"]), int(line["population_total"]), int(line["year"])
        )
        for line in table
    }


def totals(communes: Iterable[Entry]) -> dict[str, int]:
    """Population of each territory: the sum of its communes'."""
    found: dict[str, int] = {}
    for commune in communes:
        found[commune.territory] = found.get(commune.territory, 0) + (commune.population or 0)
    return found


def year_of(territory: str) -> int:
    """Year that the population of a territory stands for."""
    return CENSUS_YEARS.get(territory, REFERENCE_YEAR)


def spread(communes: Iterable[Entry], young: dict[str, UnderTwenty]) -> dict[str, float | None]:
    """Estimated under-20s of each commune, in proportion of populations.

    The sum over a territory is INSEE's figure; None where INSEE gives no figure.
    """
    listed = list(communes)
    total = totals(listed)
    return {c.code: _share(c, young.get(c.territory), total[c.territory]) for c in listed}


def _share(commune: Entry, young: UnderTwenty | None, total: int) -> float | None:
    if young is None or not total:
        return None
    return young.count * (commune.population or 0) / total

"""What the directory holds today, counted so that no figure promises more than it knows.

Pure: takes the Catalogue, gives plain values.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from webmap.directory.catalogue import Catalogue
from webmap.directory.record import Record


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of records. A court is not a designation; another unit is no UAPED."""

    hebergement: int
    hebergement_planned: int
    association: int
    courts: int
    court_sites: int
    designated: int
    uaped_open: int
    uaped_planned: int
    uaped_to_confirm: int
    other_units: int
    ecoute: int
    circuit: int


def figures(catalogue: Catalogue) -> Figures:
    """Counts of the whole directory."""
    places = catalogue.in_category("hebergement")
    courts = catalogue.in_category("magistrat")
    units = catalogue.in_category("uaped")
    uaped = [unit for unit in units if "uaped" in unit.kinds]
    return Figures(
        hebergement=len(places),
        hebergement_planned=_with_status(places, "planned"),
        association=len(catalogue.in_category("association")),
        courts=sum("tribunal" in court.kinds for court in courts),
        court_sites=sum("tribunal" not in court.kinds for court in courts),
        designated=sum(court.designation_known_on is not None for court in courts),
        uaped_open=_with_status(uaped, "open"),
        uaped_planned=_with_status(uaped, "planned"),
        uaped_to_confirm=_with_status(uaped, "unknown"),
        other_units=len(units) - len(uaped),
        ecoute=len(catalogue.in_category("ecoute")),
        circuit=len(catalogue.in_category("circuit")),
    )


def _with_status(records: Iterable[Record], status: str) -> int:
    return sum(record.status == status for record in records)

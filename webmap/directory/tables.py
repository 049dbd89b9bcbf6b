"""The tables beside the records: which number works where, who was asked, who was searched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

#: Name of the territory group that stands for the 96 départements of mainland France and Corsica.
METROPOLE: Final = "metropole"


@dataclass(frozen=True, slots=True)
class Reach:
    """What is known of one line dialled from one territory. "unknown" is never shown as usable."""

    record_id: str
    number: str
    territory: str
    reachable: str
    free: str
    on_bill: str
    hours_fr: str
    hours_en: str
    source: str
    source_url: str
    source_date: str
    seen_on: str


@dataclass(frozen=True, slots=True)
class Search:
    """A look on the web for a territory, on a day. It is not asking."""

    territory: str
    searched_on: str
    queries: str
    found: str


@dataclass(frozen=True, slots=True)
class Request:
    """A question put to a CRIP or a prefecture, and its answer: what makes "none" firm."""

    territory: str
    category: str
    need: str
    asked_on: str
    asked_whom: str
    answer: str


@dataclass(frozen=True, slots=True)
class Competence:
    """The courts of a commune, as the official table has them (Code de l'organisation judiciaire,
    tableau IV): ids of records. Two questions that are never merged: the prosecutor of where it
    happened (`court`), the children's judge of where the young person lives (`children_court`).
    """

    commune: str
    court: str
    children_court: str
    source: str
    source_url: str
    source_date: str


FILES: Final = {
    Reach: "ecoute_par_territoire.csv",
    Search: "recherches.csv",
    Request: "demandes.csv",
    Competence: "ressorts.csv",
}

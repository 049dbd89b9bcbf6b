"""The page of a commune for professionals: whom to turn to, which court, which unit, which team.

Pure but for the view: takes the Catalogue, gives plain values. Two places are asked for apart,
where the young person lives and where it happened, since each may lead to another court.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template

from webmap.directory.catalogue import Catalogue
from webmap.directory.record import Record
from webmap.directory.tables import Competence
from webmap.geo.places import Place
from webmap.web import parameters
from webmap.web.current import current
from webmap.web.public import context, territory

#: A mobile team goes where the young people are, a permanence receives them: both serve.
_SERVES = "association"


@dataclass(frozen=True, slots=True)
class Competent:
    """Courts that may be competent for one question. `table`: the line of the official table that
    says so; None: it was not loaded, and one of the territory's courts is."""

    courts: tuple[Record, ...]
    table: Competence | None


def circuit(insee: str) -> str:
    """Whom a professional turns to, from a commune."""
    snapshot = current()
    catalogue = snapshot.catalogue
    place = parameters.commune(insee, catalogue)
    code = place.territory
    units = snapshot.nearest.to(place.commune)["uaped"]
    teams = next(s for s in territory.sections(catalogue, code) if s.category == _SERVES)
    shown = [*(unit.record for unit in units), *teams.here, *teams.serving]
    return render_template(
        "circuit.html",
        commune=place.commune,
        asked=context.asked(place),
        lives=competent(catalogue, place, children=True),
        happened=competent(catalogue, place, children=False),
        units=units,
        teams=teams,
        apart=territory.apart(catalogue, code),
        places=context.towns(catalogue, shown),
        **context.around(catalogue, code),
    )


def competent(catalogue: Catalogue, place: Place, *, children: bool) -> Competent:
    """The court of the children's judge where the young person lives (`children`), or of the
    prosecutor where it happened."""
    table = catalogue.competence(place.code) or catalogue.competence(place.commune.code)
    if table is None:
        return Competent(_tribunals(catalogue, place.territory), None)
    court = table.children_court if children else table.court
    return Competent((catalogue.get(court),), table)


def _tribunals(catalogue: Catalogue, code: str) -> tuple[Record, ...]:
    """A detached site is part of its court: it is not another one to choose from."""
    courts = catalogue.courts_of(code)
    return tuple(court for court in courts if "tribunal" in court.kinds) or courts

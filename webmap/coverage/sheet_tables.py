"""The figures of a territory's sheet as tables of codes: the same rows for every file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from webmap import vocabulary as v
from webmap.coverage import reach_table, report
from webmap.coverage.plan import Promise
from webmap.coverage.reach_table import Line
from webmap.coverage.sheet import COMPARED, Sheet
from webmap.directory.catalogue import Catalogue
from webmap.directory.record import Record
from webmap.geo.territories import Territory

Cell = str | int | float | None
Row = tuple[Cell, ...]

#: Columns of a line of reach that only say which territory it is of.
_WHERE: Final = ("level", "code", "name")
_REACH: Final = tuple(name for name in reach_table.HEADER if name not in _WHERE)


class Table(NamedTuple):
    """Rows under a header. The first `keys` columns name a row; the others hold its values."""

    name: str
    keys: int
    header: tuple[str, ...]
    rows: tuple[Row, ...]

    def objects(self) -> list[dict[str, Cell]]:
        """The rows as objects."""
        return [dict(zip(self.header, row, strict=True)) for row in self.rows]


def about(catalogue: Catalogue, code: str) -> dict[str, Cell]:
    """The territory and the day: what every figure of the sheet stands for."""
    place: Territory = catalogue.territories[code]
    return {
        "territory": code,
        "name": place.name,
        "region": place.region,
        "region_name": place.region_name,
        "as_of": catalogue.as_of.isoformat(),
        "revision": catalogue.revision,
        "population": place.population,
        "population_year": place.population_year,
        "under_20": place.under_20,
        "under_20_year": place.under_20_year,
    }


def tables(made: Sheet, reach: Iterable[Line], promises: Iterable[Promise]) -> tuple[Table, ...]:
    """The tables of a sheet, in the order of the page. `reach`: `reach_lines` of its territory;
    `promises`: its part of the plan board."""
    figures = (_needs(made), _accepted(made), _reach(reach), _around(made))
    return (*figures, *_work(made), _promises(promises))


def _needs(made: Sheet) -> Table:
    rows = ((c.need, c.category, c.state, *report.counts(c).values()) for c in made.cells)
    return Table("needs", 1, ("need", "category", "state", *report.COUNTS), tuple(rows))


def _accepted(made: Sheet) -> Table:
    answers = (
        (need, line[number]) for number, need in enumerate(made.asked) for line in made.accepted
    )
    rows = ((need, a.axis, a.yes, a.partly, a.no, a.unknown) for need, a in answers)
    return Table("accepted", 2, ("need", "axis", "yes", "partly", "no", "unknown"), tuple(rows))


def _reach(lines: Iterable[Line]) -> Table:
    rows = tuple(tuple(getattr(line, name) for name in _REACH) for line in lines)
    return Table("reach", 2, _REACH, rows)


def _around(made: Sheet) -> Table:
    rows = (
        (near.place.code, need, near.place.name, state)
        for near in made.neighbours
        for need, state in zip(COMPARED, near.states, strict=True)
    )
    return Table("neighbours", 2, ("neighbour", "need", "name", "state"), tuple(rows))


def _work(made: Sheet) -> tuple[Table, Table]:
    """What is left to do: whom to call, what to ask."""
    unsure = tuple(_record(record) for record in (*made.unsure, *made.others))
    silent = tuple((need, v.NEEDS[need].category) for need in made.silent)
    return (
        Table("to_confirm", 1, ("record", "title", "category", "source", "source_date"), unsure),
        Table("not_asked", 1, ("need", "category"), silent),
    )


def _promises(kept: Iterable[Promise]) -> Table:
    rows = tuple((one.engagement, one.state) for one in kept)
    return Table("promises", 1, ("engagement", "state"), rows)


def _record(record: Record) -> Row:
    """A record by its source and date, never by the link."""
    return record.id, record.name, record.category, record.source, record.source_date or None

"""`webmap coverage reach` and `webmap coverage availability`: thin.

The context's object (`click.Context.obj`) is a function that gives the Catalogue.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import click
from rich.table import Table

from webmap.coverage import availability as availabilities
from webmap.coverage import reach as reaches
from webmap.coverage import reach_communes, reach_table
from webmap.coverage.nearby import Geodesic, Provider
from webmap.coverage.population import ground
from webmap.coverage.travel import PROFILES, Routed
from webmap.coverage.zones import LEVELS
from webmap.directory.catalogue import Catalogue
from webmap.formats import csv, geojson
from webmap.terminal import cells, friendly, out

Cell = str | int | float | None
Rows = Sequence[Sequence[Cell]]

_FORMAT = click.option(
    "--format", "form", type=click.Choice(["table", "csv", "json"]), default="table"
)
#: What a terminal shows; files have every column.
_SHOWN: Final = (
    "code", "name", "category", "people", "total", "over_water", "without", "share_30", "share_60",
    "share_100", "mean", "median", "p90", "farthest_name", "farthest_cost",
)  # fmt: skip


@click.command()
@click.option(
    "--category",
    "categories",
    type=click.Choice(reaches.CATEGORIES),
    multiple=True,
    help="One category only; may be repeated.",
)
@click.option("--level", type=click.Choice(LEVELS), default="territory", show_default=True)
@click.option("--communes", "territory", help="Commune by commune: the code of a territory.")
@click.option("--travel", type=click.Choice(sorted(PROFILES)), help="Minutes by car instead of km.")
@click.option("--url", help="Address of your own server of travel times, with --travel.")
@_FORMAT
@click.pass_obj
@friendly
def reach(
    load: Callable[[], Catalogue],
    categories: tuple[str, ...],
    level: str,
    territory: str | None,
    travel: str | None,
    url: str | None,
    form: str,
) -> None:
    """Show how far people live from the nearest open UAPED and permanence."""
    provider = _provider(travel, url)
    catalogue = load()
    land = ground(catalogue.territories, catalogue.communes)
    wanted = categories or reaches.CATEGORIES
    found = [reaches.reach(catalogue, land, category, provider) for category in wanted]
    if territory is None:
        _show(reach_table.HEADER, reach_table.rows(land, found, [level]), form, _SHOWN)
        return
    opened = reach_communes.table(land, found, catalogue.territories[territory].code)
    _show(reach_communes.HEADER, list(opened), form, reach_communes.HEADER)


@click.command()
@_FORMAT
@click.pass_obj
@friendly
def availability(load: Callable[[], Catalogue], form: str) -> None:
    """Show places of accommodation for 10,000 under-20s, where capacities are known."""
    header = availabilities.HEADER
    _show(header, availabilities.availability(load()), form, header)


def _provider(travel: str | None, url: str | None) -> Provider:
    """Kilometres, unless a server is named. Never a public one by default."""
    if (travel is None) != (url is None):
        raise click.UsageError("--travel and --url go together")
    return Routed(travel, url) if travel and url else Geodesic()


def _show(header: Sequence[str], rows: Rows, form: str, shown: Sequence[str]) -> None:
    if form == "csv":
        click.echo(csv.table(header, rows), nl=False)
    elif form == "json":
        click.echo(geojson.dump([dict(zip(header, row, strict=True)) for row in rows]))
    else:
        columns = [header.index(name) for name in shown]
        table = Table(*shown)
        for row in rows:
            table.add_row(*cells(*("" if row[n] is None else row[n] for n in columns)))
        out.print(table)

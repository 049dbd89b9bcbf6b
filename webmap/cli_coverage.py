"""`webmap coverage`: the table of the coverage on the screen, as a file, as a figure. Thin.

Its own commands (`webmap coverage reach`, ...) find in the context's object a function that gives
the Catalogue.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

import click
from rich.table import Table

from webmap import cli_change, cli_figures, cli_reach, cli_siting
from webmap import vocabulary as v
from webmap.coverage import files, reach_table, report, sheet_files, sheet_tables, wording
from webmap.coverage.plan import plan
from webmap.coverage.population import ground
from webmap.coverage.presence import Board, board
from webmap.coverage.reach import CATEGORIES, reach
from webmap.directory.catalogue import Catalogue
from webmap.terminal import cells, friendly, out

Load = Callable[[], Catalogue]

#: Forms that a person can read on a terminal.
_TEXTS: Final = ("table", "csv", "json", "geojson", "svg")


def attach(main: click.Group, load: Load) -> None:
    """Add the commands to `main`. `load` gives the Catalogue of the store, on the day."""
    coverage.context_settings["obj"] = load
    for command in (
        cli_reach.reach,
        cli_reach.availability,
        cli_siting.siting,
        cli_change.snapshot,
        cli_figures.figures,
    ):
        coverage.add_command(command)
    main.add_command(coverage)


@click.group(invoke_without_command=True)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", *files.FORMS, *cli_figures.FORMS]),
    default="table",
    show_default=True,
)
@click.option(
    "--need",
    type=click.Choice(list(v.NEEDS)),
    default="accompagnement",
    show_default=True,
    help="What a figure (png, svg, pdf) shows.",
)
@click.option(
    "--language",
    type=click.Choice(wording.LANGUAGES),
    default="fr",
    show_default=True,
    help="Of the words in a workbook or a figure.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False, writable=True),
    help="File to write; default: the standard output.",
)
@click.option("--territory", help="One territory only, by code: the figures of its sheet.")
@click.pass_context
@friendly
def coverage(
    context: click.Context,
    form: str,
    need: str,
    language: str,
    output: Path | None,
    territory: str | None,
) -> None:
    """Show what each territory has, has not, and was not asked."""
    if context.invoked_subcommand is not None:
        return
    if form not in _TEXTS and output is None and sys.stdout.isatty():
        raise click.UsageError(f"{form} is not for a screen: name a file with --output")
    if territory and form not in ("table", *sheet_files.FORMS):
        raise click.UsageError(f"the sheet of a territory has no {form}: print its page instead")
    catalogue = context.obj()
    made = board(catalogue)
    if territory:
        _of_territory(_subject(catalogue, made, territory), form, language, output)
    elif form == "table":
        _show(report.HEADER, report.rows(catalogue, made))
    elif form in cli_figures.FORMS:
        _write(cli_figures.figure(form, catalogue, made, need, language), output)
    else:
        _write(files.file(form, catalogue, made, language), output)


def _subject(catalogue: Catalogue, made: Board, code: str) -> sheet_files.Subject:
    """The sheet of a territory. Raises `UnknownTerritory`."""
    place = catalogue.territories[code.upper()]
    land = ground(catalogue.territories, catalogue.communes)
    reaches = (reach(catalogue, land, category) for category in CATEGORIES)
    lines = reach_table.rows(land, reaches, ["territory"])
    return sheet_files.Subject(catalogue, made, lines, plan(catalogue, made), place.code)


def _of_territory(
    subject: sheet_files.Subject, form: str, language: str, output: Path | None
) -> None:
    if form == "table":
        _show(sheet_files.HEADER, sheet_files.rows(subject))
    else:
        _write(sheet_files.file(form, subject, language), output)


def _write(body: bytes, output: Path | None) -> None:
    if output is None:
        click.echo(body, nl=False)
    else:
        with click.open_file(str(output), "wb", atomic=True) as file:
            file.write(body)


def _show(header: Sequence[str], rows: Iterable[sheet_tables.Row]) -> None:
    table = Table(*header)
    for row in rows:
        table.add_row(*cells(*("" if cell is None else cell for cell in row)))
    out.print(table)

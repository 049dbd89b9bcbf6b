"""`webmap coverage`: the table of the coverage on the screen, as a file, as a figure. Thin.

Its own commands (`webmap coverage reach`, ...) find in the context's object a function that gives
the Catalogue.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

import click
from rich.table import Table

from webmap import cli_reach, cli_siting
from webmap import vocabulary as v
from webmap.coverage import files, report, wording
from webmap.coverage.presence import Board, board
from webmap.directory.catalogue import Catalogue
from webmap.terminal import cells, friendly, out

Load = Callable[[], Catalogue]

#: Forms that `mapping.figures` draws: that module needs matplotlib.
_FIGURES: Final = ("png", "svg", "pdf")
#: Forms that a person can read on a terminal.
_TEXTS: Final = ("table", "csv", "json", "geojson", "svg")


def attach(main: click.Group, load: Load) -> None:
    """Add the commands to `main`. `load` gives the Catalogue of the store, on the day."""
    coverage.context_settings["obj"] = load
    for command in (cli_reach.reach, cli_reach.availability, cli_siting.siting):
        coverage.add_command(command)
    main.add_command(coverage)


@click.group(invoke_without_command=True)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", *files.FORMS, *_FIGURES]),
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
@click.pass_context
@friendly
def coverage(
    context: click.Context, form: str, need: str, language: str, output: Path | None
) -> None:
    """Show what each territory has, has not, and was not asked."""
    if context.invoked_subcommand is not None:
        return
    if form not in _TEXTS and output is None and sys.stdout.isatty():
        raise click.UsageError(f"{form} is not for a screen: name a file with --output")
    catalogue = context.obj()
    made = board(catalogue)
    if form == "table":
        _show(catalogue, made)
    elif form in _FIGURES:
        _write(_figure(form, catalogue, made, need, language), output)
    else:
        _write(files.file(form, catalogue, made, language), output)


def _figure(form: str, catalogue: Catalogue, made: Board, need: str, language: str) -> bytes:
    try:
        from webmap.mapping import figures
    except ModuleNotFoundError as error:
        if error.name != "matplotlib":
            raise
        raise click.ClickException("figures need more: install `webmap[figures]`") from error
    return figures.figure(form, catalogue, made, need, language)


def _write(body: bytes, output: Path | None) -> None:
    if output is None:
        click.echo(body, nl=False)
    else:
        with click.open_file(str(output), "wb", atomic=True) as file:
            file.write(body)


def _show(catalogue: Catalogue, made: Board) -> None:
    table = Table(*report.HEADER)
    for row in report.rows(catalogue, made):
        table.add_row(*cells(*("" if cell is None else cell for cell in row)))
    out.print(table)

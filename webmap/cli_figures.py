"""Figures for a report, by matplotlib: one on demand, or all of them for the site. Thin.

The context's object (`click.Context.obj`) is a function that gives the Catalogue.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Any, Final

import click
from rich.progress import track

from webmap import vocabulary as v
from webmap.coverage.presence import Board, board
from webmap.coverage.wording import LANGUAGES
from webmap.directory.catalogue import Catalogue
from webmap.store.drawn import Drawn
from webmap.terminal import err, friendly, read_settings

#: Forms that `mapping.figures` draws. Not taken from it: that module needs matplotlib.
FORMS: Final = ("png", "svg", "pdf")


def figure(form: str, catalogue: Catalogue, made: Board, need: str, language: str) -> bytes:
    """One figure. Raises `click.ClickException` without matplotlib."""
    body: bytes = _drawer().figure(form, catalogue, made, need, language)
    return body


@click.command()
@click.pass_obj
@friendly
def figures(load: Callable[[], Catalogue]) -> None:
    """Draw every figure of today for the site to offer: about a minute. Run it each night."""
    drawn = Drawn(Path(read_settings().results, "figures"))
    catalogue = load()
    if drawn.has(catalogue.revision):
        err.print("webmap: the figures of today are there already")
        return
    _drawer()
    folder = drawn.write(catalogue.revision, _all(catalogue))
    err.print(f"webmap: {len(list(folder.iterdir()))} figures in {folder}", markup=False)


def _all(catalogue: Catalogue) -> Iterator[tuple[str, bytes]]:
    made = board(catalogue)
    wanted = list(product(v.NEEDS, LANGUAGES, FORMS))
    for need, language, form in track(wanted, "figure", console=err, transient=True):
        body = figure(form, catalogue, made, need, language)
        yield f"{need}.{language}.{form}", body


def _drawer() -> Any:
    try:
        from webmap.mapping import figures
    except ModuleNotFoundError as error:
        if error.name != "matplotlib":
            raise
        raise click.ClickException("figures need more: install `webmap[figures]`") from error
    return figures

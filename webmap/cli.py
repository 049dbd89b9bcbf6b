"""The `webmap` command: thin. Exit codes: 0 done, 1 there are problems, 2 the call is wrong."""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import importlib
import os
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from webmap import __version__, settings, vocabulary
from webmap.coverage import report
from webmap.coverage.presence import board
from webmap.directory import assign, gazetteer
from webmap.directory.catalogue import Catalogue
from webmap.directory.nearest import Nearest
from webmap.directory.readers import Resources, read
from webmap.errors import InvalidResources, UnknownPlace, WebmapError
from webmap.files import bundled
from webmap.formats import csv, geojson
from webmap.geo.communes import Communes, load_communes
from webmap.geo.places import Commune
from webmap.geo.territories import Territories, load_territories
from webmap.store import resources as store
from webmap.store.build import build as build_store

#: A pipe has no width: a table cut at 80 columns would lose its figures.
_PIPE_WIDTH = 200

_out = Console(highlight=False, soft_wrap=True, width=None if sys.stdout.isatty() else _PIPE_WIDTH)
_err = Console(stderr=True, highlight=False, soft_wrap=True)

Command = Callable[..., Any]


def _friendly(command: Command) -> Command:
    """Errors raised on purpose end as one clear message and exit code 1."""

    @functools.wraps(command)
    def run(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except InvalidResources as error:
            _show_problems(error)
        except WebmapError as error:
            _err.print(f"webmap: {_visible(str(error))}", markup=False, emoji=False)
        raise SystemExit(1)

    return run


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """The open directory and map of those who protect minors from sexual exploitation."""


@main.command()
@click.option("--port", type=click.IntRange(1, 65535), help="Port; default: WEBMAP_PORT or 8000.")
@_friendly
def serve(port: int | None) -> None:
    """Serve the site. Run `webmap init` first."""
    # Late: the other commands need neither Flask nor gunicorn.
    from webmap.app import create_app
    from webmap.server import run

    values = _settings()
    if port is not None:
        values = dataclasses.replace(values, port=port)
    app = create_app(values)
    _err.print(f"webmap: http://{values.host}:{values.port}")
    run(app, values)


@main.command()
@_friendly
def init() -> None:
    """Build the database from the resource files; does nothing when it is up to date."""
    values = _settings()
    resources = _read(*_geography())
    scripts = importlib.import_module("webmap.mapping.page").map_scripts()
    with Progress(console=_err, transient=True) as bar:
        tasks: dict[str, Any] = {}

        def progress(name: str, done: int, total: int) -> None:
            task = tasks.setdefault(name, None) or bar.add_task(name, total=total)
            tasks[name] = task
            bar.update(task, completed=done)

        built = build_store(values.database_url, resources, scripts, _origin(scripts), progress)
    count = len(resources.records)
    _err.print(f"webmap: {count} records, " + ("database built" if built else "already up to date"))


@main.command()
@click.option("--assign", "assigning", is_flag=True, help="Give an id to the lines without one.")
@click.option(
    "--resources",
    "folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder to check; default: the one that comes with webmap.",
)
@_friendly
def check(assigning: bool, folder: Path | None) -> None:
    """Check the resource files: every problem with file, line, field, value and remedy."""
    folder = folder or bundled("resources")
    if assigning:
        _out.print(f"webmap: {assign.assign_ids(folder)} id(s) given")
    resources = _read(*_geography(), folder)
    _out.print(f"webmap: {len(resources.records)} records, no problem")


@main.command()
@click.argument("place")
@click.option(
    "--category", type=click.Choice(list(vocabulary.CATEGORIES)), help="One category only."
)
@_friendly
def nearest(place: str, category: str | None) -> None:
    """Show who to turn to from PLACE: a commune code, a postcode or a name."""
    catalogue = _catalogue()
    commune = _one_commune(catalogue.communes, place)
    results = Nearest(catalogue).to(commune)
    table = Table("category", "id", "name", "km", "reason", title=commune.name)
    for code, answers in results.items():
        for answer in answers if category in (None, code) else ():
            km = "" if answer.distance_km is None else str(answer.distance_km)
            table.add_row(code, answer.record.id, answer.record.name, km, answer.reason)
    _out.print(table)


@main.command()
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table")
@_friendly
def coverage(form: str) -> None:
    """Show what each territory has, has not, and was not asked."""
    catalogue = _catalogue()
    rows = list(report.rows(catalogue, board(catalogue)))
    if form == "csv":
        click.echo(csv.table(report.HEADER, rows), nl=False)
    elif form == "json":
        click.echo(geojson.dump([dict(zip(report.HEADER, row, strict=True)) for row in rows]))
    else:
        table = Table(*report.HEADER)
        for row in rows:
            table.add_row(*("" if cell is None else str(cell) for cell in row))
        _out.print(table)


@main.group()
def geodata() -> None:
    """Geography: for developers."""


@geodata.command("build")
@click.option(
    "--sources",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("build/geodata"),
    help="Folder where the pinned sources are kept.",
)
@_friendly
def geodata_build(sources: Path) -> None:
    """Build data/communes again from its sources (needs a network and npm)."""
    build = importlib.import_module("webmap.geodata.build").build
    build(bundled("data", "communes"), sources, lambda text: _err.print(text, markup=False))


@main.command("settings")
@_friendly
def show_settings() -> None:
    """Show every setting: name, value in use, what it is for."""
    values = _settings()
    table = Table("variable", "value", "meaning")
    for setting in settings.TABLE:
        value = settings.masked(str(getattr(values, setting.name)))
        table.add_row(setting.variable, value, setting.sentence)
    _out.print(table)


def _one_commune(communes: Communes, text: str) -> Commune:
    """The commune that a text names; the choices, with their codes, when there are several."""
    if text in communes:
        return communes[text]
    found = [match.place for match in communes.find(text) if match.place is not None]
    named = {place.commune.code: place for place in reversed(found)}
    if not named:
        raise UnknownPlace(f"no commune answers to {text[:60]!r}: write a name, postcode or code")
    if len(named) > 1:
        choices = "\n".join(f"  {p.commune.code}  {p.name} ({p.territory})" for p in found)
        raise UnknownPlace(
            f"{len(named)} communes answer to {text[:60]!r}, give a code:\n{choices}"
        )
    return found[0].commune


def _settings() -> settings.Settings:
    return settings.load(os.environ)


def _geography() -> tuple[Territories, Communes]:
    folder = bundled("data", "communes")
    return load_territories(folder), load_communes(folder)


def _read(territories: Territories, communes: Communes, folder: Path | None = None) -> Resources:
    names = gazetteer.gazetteer(territories, communes)
    return read(folder or bundled("resources"), names, _today())


def _catalogue() -> Catalogue:
    return store.load(_settings().database_url, *_geography(), _today())


def _today() -> date:
    return datetime.now(UTC).date()


def _origin(scripts: dict[str, str]) -> str:
    """Hash of all that the store is built from: files, map scripts, version of the code."""
    digest = hashlib.sha256(__version__.encode())
    for path in sorted(bundled("resources").glob("*.csv")):
        digest.update(path.name.encode() + path.read_bytes())
    for name, text in sorted(scripts.items()):
        digest.update(name.encode() + text.encode())
    return digest.hexdigest()


def _show_problems(error: InvalidResources) -> None:
    language = "en" if os.environ.get("WEBMAP_LANGUAGE") == "en" else "fr"
    for problem in error.problems:
        value = f" « {_visible(problem.value[:80])} »" if problem.value else ""
        where = f"{problem.file}:{problem.line}: {problem.field}"
        text = f"{where}{value} : {problem.sentence(language)}. → {problem.remedy(language)}."
        _err.print(text, markup=False, emoji=False)
    _err.print(f"webmap: {len(error.problems)} problem(s)", markup=False)


def _visible(text: str) -> str:
    """Text as it may go to a terminal: control and direction marks are written out."""
    return "".join(c if c.isprintable() or c == "\n" else f"\\u{ord(c):04x}" for c in text)

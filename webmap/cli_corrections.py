"""`webmap corrections`: what visitors say is wrong, for a person to check. Thin.

The context's object (`click.Context.obj`) is a function that gives the Catalogue.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import click
from rich.table import Table

from webmap.directory.catalogue import Catalogue
from webmap.errors import UnknownRecord
from webmap.store.corrections import Corrections
from webmap.terminal import cells, friendly, out, read_settings
from webmap.vocabulary import CORRECTIONS


def attach(main: click.Group, load: Callable[[], Catalogue]) -> None:
    """Add the command; `load` gives the directory."""

    @main.command("corrections")
    @click.option("--empty", is_flag=True, help="Keep no more of what is shown.")
    @friendly
    def corrections(empty: bool) -> None:
        """Show what visitors say is wrong: record, choice, days, how many."""
        settings = read_settings()
        kept = Corrections(Path(settings.results, "corrections"))
        catalogue = load()
        days: dict[tuple[str, str], list[str]] = defaultdict(list)
        for each in kept.take() if empty else kept.read():
            days[each.record_id, each.choice].append(each.day.isoformat())
        table = Table("id", "name", "what is wrong", "first day", "last day", "times")
        for (record_id, choice), said in sorted(days.items()):
            wrong = CORRECTIONS[choice].said(settings.language)
            name = _name(catalogue, record_id)
            table.add_row(*cells(record_id, name, wrong, min(said), max(said), len(said)))
        out.print(table)


def _name(catalogue: Catalogue, record_id: str) -> str:
    """Its name, or nothing for a record that is there no more."""
    try:
        return catalogue.get(record_id).name
    except UnknownRecord:
        return ""

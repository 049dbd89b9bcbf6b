"""`webmap coverage siting`: thin.

The context's object (`click.Context.obj`) is a function that gives the Catalogue.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import click
from rich.table import Table

from webmap.coverage import accommodation, proposals
from webmap.coverage.proposals import NEEDS
from webmap.coverage.siting import keep as answers
from webmap.coverage.siting.answer import HEADER, Answer, document, rows
from webmap.coverage.siting.question import TIME_LIMIT, Question
from webmap.coverage.siting.solve import site
from webmap.directory.catalogue import Catalogue
from webmap.files import bundled
from webmap.formats import geojson
from webmap.store.kept import KeptResults
from webmap.terminal import cells, err, friendly, out, read_settings

#: Accommodation is asked for by its category: the answer is a region, never a town.
_HOUSES = "hebergement"


@click.command()
@click.option("--need", type=click.Choice([*NEEDS, _HOUSES]), default="uaped", show_default=True)
@click.option("--places", type=int, default=10, show_default=True, help="How many more.")
@click.option("--radius", type=float, default=60.0, show_default=True, help="In km.")
@click.option(
    "--candidates",
    type=int,
    default=20_000,
    show_default=True,
    help="Towns of this population or more.",
)
@click.option(
    "--within",
    default="hexagone",
    show_default=True,
    help="france, a land group, a territory's code, or a region: its name, or R and its code.",
)
@click.option("--equity", is_flag=True, help="First raise the smallest share of under-20s covered.")
@click.option("--under-20", "young", is_flag=True, help="Count the under-20s (an estimate).")
@click.option("--from-nothing", is_flag=True, help="As if no place were open today.")
@click.option("--time-limit", type=float, default=TIME_LIMIT, show_default=True, help="In seconds.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")
@click.option(
    "--keep",
    "keeping",
    is_flag=True,
    help="Compute and keep every answer that the site shows; of the options only --time-limit.",
)
@click.pass_obj
@friendly
def siting(
    load: Callable[[], Catalogue],
    need: str,
    places: int,
    radius: float,
    candidates: int,
    within: str,
    equity: bool,
    young: bool,
    from_nothing: bool,
    time_limit: float,
    form: str,
    keeping: bool,
) -> None:
    """Show where more places would help most, and whether that is proven."""
    if keeping:
        _keep(load(), time_limit)
        return
    if need == _HOUSES:
        _show_regions(accommodation.most_in_need(load()), form)
        return
    question = Question(
        places=places,
        radius_km=radius,
        need=need,
        candidates_from=candidates,
        within=within,
        people="under_20" if equity or young else "all",
        equity=equity,
        existing=not from_nothing,
        time_limit=time_limit,
    )
    _show_towns(site(load(), question), form)


def _keep(catalogue: Catalogue, time_limit: float) -> None:
    results = KeptResults(Path(read_settings().results), bundled("resources", "results"))
    for need, land in itertools.product(proposals.NEEDS, proposals.LANDS):
        found = answers.kept(catalogue, need, land, time_limit)
        path = results.write("siting", proposals.name(need, land), proposals.payload(found))
        err.print(f"webmap: {path}", markup=False)


def _show_towns(answer: Answer, form: str) -> None:
    if form == "json":
        click.echo(geojson.dump(document(answer)))
        return
    table = Table(*HEADER)
    for row in rows(answer):
        table.add_row(*cells(*row))
    out.print(table)
    for sentence in _sentences(answer):
        out.print(sentence, markup=False)


def _sentences(answer: Answer) -> Iterator[str]:
    """What the table means, and how sure it is."""
    counted = "under-20s (estimate)" if answer.question.people == "under_20" else "people"
    yield f"covered: {answer.before} -> {answer.after} of {answer.people} {counted}"
    if answer.share is not None:
        share = answer.share
        known = "proven" if share.status == "optimum" else f"at most {share.bound:.2%} is possible"
        yield f"smallest share of a territory: {share.before:.2%} -> {share.after:.2%} ({known})"
    if answer.status == "optimum":
        fair = " with this smallest share" if answer.share is not None else ""
        yield f"proven: no choice among {answer.candidates} candidate towns covers more{fair}"
    else:
        yield f"not proven: nothing covers more than {answer.bound}, {answer.gap} above this answer"


def _show_regions(need: accommodation.Need, form: str) -> None:
    if form == "json":
        ranked = [line._asdict() for line in need.ranked]
        click.echo(geojson.dump({**need._asdict(), "ranked": ranked, "answered": need.answered}))
        return
    known = f"{need.known} of {need.houses} houses open to minors have a known number of places"
    if not need.answered:
        out.print(f"{known}: not enough to say which region needs more", markup=False)
        return
    table = Table("region", "name", "per_10_000", title=known)
    for line in need.ranked:
        table.add_row(*cells(line.code, line.name, f"{line.per_10_000:.2f}"))
    out.print(table)

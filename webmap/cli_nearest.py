"""`webmap nearest`: who to turn to from a commune. Thin."""

from __future__ import annotations

import re
from collections.abc import Callable

import click
from rich.table import Table

from webmap import vocabulary
from webmap.directory.catalogue import Catalogue
from webmap.directory.nearest import Nearest
from webmap.errors import UnknownPlace
from webmap.geo.places import Commune
from webmap.terminal import cells, friendly, out

#: Latitude, longitude: in the order of maps and telephones, "46.17, 1.87".
_POSITION = re.compile(r"\s*(-?\d{1,2}\.\d+)\s*,\s*(-?\d{1,3}\.\d+)\s*")


def attach(main: click.Group, load: Callable[[], Catalogue]) -> None:
    """Add the command; `load` gives the directory."""

    # A position of the south begins with a minus sign.
    @main.command("nearest", context_settings={"ignore_unknown_options": True})
    @click.argument("place")
    @click.option(
        "--category", type=click.Choice(list(vocabulary.CATEGORIES)), help="One category only."
    )
    @friendly
    def nearest(place: str, category: str | None) -> None:
        """Show who to turn to from PLACE: a commune code, a postcode, a name, or "LAT, LON"."""
        catalogue = load()
        commune = _one_commune(catalogue, place)
        results = Nearest(catalogue).to(commune)
        table = Table("category", "id", "name", "km", "reason", title=cells(commune.name)[0])
        for code, answers in results.items():
            for answer in answers if category in (None, code) else ():
                km = "" if answer.distance_km is None else str(answer.distance_km)
                row = (code, answer.record.id, answer.record.name, km, answer.reason)
                table.add_row(*cells(*row))
        out.print(table)


def _one_commune(catalogue: Catalogue, text: str) -> Commune:
    """The commune that a text names; the choices, with their codes, when there are several."""
    communes = catalogue.communes
    if text in communes:
        return communes[text]
    if position := _POSITION.fullmatch(text):
        return _around(catalogue, *map(float, position.groups()))
    matches = communes.exactly(text) or communes.find(text)
    found = [match.place for match in matches if match.place is not None]
    named = {place.commune.code: place for place in reversed(found)}
    if not named:
        raise UnknownPlace(f"no commune answers to {text[:60]!r}: write a name, postcode or code")
    if len(named) > 1:
        choices = "\n".join(f"  {p.commune.code}  {p.name} ({p.territory})" for p in found)
        raise UnknownPlace(
            f"{len(named)} communes answer to {text[:60]!r}, give a code:\n{choices}"
        )
    return found[0].commune


def _around(catalogue: Catalogue, latitude: float, longitude: float) -> Commune:
    """The commune of the nearest town hall. Raises UnknownPlace at sea and abroad."""
    if catalogue.territories.at(longitude, latitude) is None:
        raise UnknownPlace("no territory of France holds this position (write latitude, longitude)")
    return catalogue.communes.at(longitude, latitude)

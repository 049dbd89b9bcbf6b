"""`/ressource/<id>`: all the facts of one record, and what stands around it."""

from __future__ import annotations

from typing import Final

from flask import current_app, render_template

from webmap.directory.catalogue import Catalogue
from webmap.directory.contact import phone_shown, reached
from webmap.directory.freshness import phone_is_fresh
from webmap.directory.helping import helps_minors, is_apart
from webmap.directory.nearest import is_open_uaped
from webmap.directory.record import Record
from webmap.directory.tables import METROPOLE
from webmap.web import parameters
from webmap.web.current import current_catalogue
from webmap.web.public import context, emergency, matrix
from webmap.web.public.facts import facts
from webmap.web.public.lines import line_of, lines

#: Records of the same territory shown under one of them.
_NEAR: Final = 5
#: By night, when a hospital unit is closed: a doctor, the police.
_NIGHT: Final = ("15", "17")


def ressource(record_id: str) -> str:
    """All the facts of one record."""
    catalogue = current_catalogue()
    record = parameters.record(record_id, catalogue)
    home = catalogue.territories.get(record.territory)
    where = home.code if home else METROPOLE
    return render_template(
        "ressource.html",
        record=record,
        territory=home,
        line=line_of(catalogue, record, where),
        helpline=catalogue.helpline(record.phone),
        matrix=matrix.rows(catalogue, record) if record.category == "ecoute" else (),
        territories=catalogue.territories,
        covered=[catalogue.territories[c] for c in record.covers if c in catalogue.territories],
        place=context.towns(catalogue, [record])[record.id],
        apart=is_apart(record),
        phone_shown=phone_shown(record, catalogue.as_of),
        phone_fresh=phone_is_fresh(record, catalogue.as_of),
        connects=emergency.who_connects(catalogue, where),
        danger=emergency.danger(catalogue, where),
        night=night(catalogue, where),
        near=near(catalogue, record),
        facts=facts(catalogue, record, current_app.config["WEBMAP_PUBLIC_URL"]),
    )


def night(catalogue: Catalogue, territory: str) -> tuple[str, ...]:
    """Numbers of a doctor and of the police that work in a territory; else those of danger."""
    voices = {line.record.phone for line in lines(catalogue, territory) if line.by_voice}
    found = tuple(phone for phone in _NIGHT if phone in voices)
    return found or emergency.danger(catalogue, territory)["voice"]


def near(catalogue: Catalogue, record: Record) -> tuple[Record, ...]:
    """Other help of the record's territory, whoever can be reached first: no distance. Nothing
    beside a record without a place: the towns of others would hint at its own (S2)."""
    if record.placeless or not record.territory:
        return ()
    found = [r for r in catalogue.located_in(record.territory) if _helps(r) and r.id != record.id]
    found.sort(key=lambda r: (not reached(r, catalogue.as_of), r.category, r.name, r.id))
    return tuple(found[:_NEAR])


def _helps(record: Record) -> bool:
    return is_open_uaped(record) or (record.category == "association" and helps_minors(record))

"""`/comprendre/<page>`: what to know, for whoever is concerned, is worried, or works with minors.

An address is a letter and a title is neutral: neither tells a situation or an audience (S4).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from flask import abort, render_template

from webmap.directory.catalogue import Catalogue
from webmap.directory.record import Record
from webmap.errors import UnknownRecord
from webmap.web.current import current_catalogue
from webmap.web.public import context
from webmap.web.public.lines import Line, lines
from webmap.web.public.sources import Notes


@dataclass(frozen=True, slots=True)
class Page:
    """A page to read: its template, the day its words are of, who has read them since.

    reviewed_by: functions ("une juriste"), never names; empty until somebody has.
    """

    template: str
    written_on: str = "2026-11-22"
    reviewed_by: tuple[str, ...] = ()


#: Letter of the address -> page: the young, relatives and friends, professionals, figures.
PAGES: Final = {
    "a": Page("comprendre/young.html"),
    "b": Page("comprendre/relatives.html"),
    "c": Page("comprendre/professionals.html"),
    "d": Page("comprendre/figures.html"),
}
#: What a template calls a record that has no number -> its id.
BY_ID: Final = {
    "chat-119": "rqzm7p3",
    "chat-minors": "r4239mm",
    "chat-police": "r0b42t2",
    "pharos": "rzsstfc",
    "acpe": "r80w3j7",
}


def comprendre(page: str) -> str:
    """One of the pages to read; 404 for any other letter."""
    known = PAGES.get(page) or abort(404)
    catalogue = current_catalogue()
    return render_template(
        known.template,
        page=known,
        notes=Notes(),
        lines=usable(catalogue),
        acpe=_record(catalogue, BY_ID["acpe"]),
        **context.choices(catalogue),
    )


def usable(catalogue: Catalogue) -> dict[str, Line]:
    """Lines that can be used from the mainland, by number, or by the name given in `BY_ID`."""
    names = {record_id: name for name, record_id in BY_ID.items()}
    return {
        line.record.phone or names.get(line.record.id, line.record.id): line
        for line in lines(catalogue)
        if line.usable
    }


def _record(catalogue: Catalogue, record_id: str) -> Record | None:
    """A record that a page links to; None once it has left the directory."""
    try:
        return catalogue.get(record_id)
    except UnknownRecord:
        return None

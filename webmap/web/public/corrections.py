"""`/ressource/<id>/corriger` and `/merci`: a visitor says what is wrong, by a choice, no words.

Free words would receive cries for help that nobody reads in time. The answer never tells whether
the choice was kept: not to a machine that fills forms, nor when the same was said already.
"""

from __future__ import annotations

import logging
from typing import Final

from flask import current_app, redirect, render_template, request
from werkzeug.wrappers import Response

from webmap import vocabulary as v
from webmap.directory.record import Record
from webmap.directory.tables import METROPOLE
from webmap.errors import InvalidParameter, StoreError
from webmap.geo.clock import local
from webmap.store.corrections import Correction, Corrections
from webmap.web import parameters
from webmap.web.asked import read_one
from webmap.web.current import current_catalogue, moment
from webmap.web.language import url
from webmap.web.stamps import Stamps

_log = logging.getLogger("webmap")

#: Value of `suite` on the page of thanks when nothing was kept and the visitor can try again.
AGAIN: Final = "1"


def corriger(record_id: str) -> str:
    """The form: what is wrong with a record."""
    record = parameters.record(record_id, current_catalogue())
    stamps: Stamps = current_app.extensions["webmap_stamps"]
    return render_template(
        "corriger.html", record=record, choices=choices(record), stamp=stamps.stamp(record.id)
    )


def corriger_choix(record_id: str) -> Response:
    """A choice into the queue; always answered by a 303, which leaves none in the history."""
    record = parameters.record(record_id, current_catalogue())
    if "cachet" not in request.form:
        raise InvalidParameter("not our form, or a body that cannot be read")
    if request.form.get("site"):
        # A field that people do not see: a machine filled it.
        return redirect(url("public.merci"), 303)
    choice = request.form.get("choix", "")
    stamps: Stamps = current_app.extensions["webmap_stamps"]
    if choice not in choices(record) or not stamps.holds(request.form["cachet"], record.id):
        return redirect(url("public.merci", suite=AGAIN), 303)
    _keep(Correction(local(moment(), METROPOLE).date(), record.id, choice))
    return redirect(url("public.merci"), 303)


def merci() -> str:
    """Thanks, or an invitation to try again."""
    return render_template("merci.html", again=read_one(request.args, "suite") == AGAIN)


def choices(record: Record) -> tuple[str, ...]:
    """What may be said of a record: nothing about a place that is not shown."""
    return tuple(code for code in v.CORRECTIONS if code != "adresse" or not record.placeless)


def _keep(correction: Correction) -> None:
    kept: Corrections = current_app.extensions["webmap_corrections"]
    try:
        kept.add(correction)
    except StoreError:
        # The visitor can do nothing about it, and must not be told about our disk.
        _log.error("a correction cannot be kept: see WEBMAP_RESULTS")

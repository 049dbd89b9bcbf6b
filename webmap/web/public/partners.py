"""`/partenaires`: how another site links to this one. A link, never a frame."""

from __future__ import annotations

from flask import current_app, render_template, request

from webmap.web import parameters
from webmap.web.asked import read_one
from webmap.web.current import current_catalogue
from webmap.web.language import url


def partenaires() -> str:
    """A block to copy, for the whole country or for a territory, and the open files.

    The address of the site is the one that its operator set; without it the block says where to
    write it.
    """
    site = str(current_app.config["WEBMAP_PUBLIC_URL"]) or "https://…"
    catalogue = current_catalogue()
    code = read_one(request.args, "territoire")
    chosen = parameters.territory(code, catalogue) if code else None
    page = (
        url("public.urgence_territoire", territoire=chosen.code) if chosen else url("public.home")
    )
    return render_template(
        "partenaires.html",
        address=f"{site}{page}",
        chosen=chosen,
        territories=catalogue.territories.values(),
    )

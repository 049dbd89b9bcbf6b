"""`/securite`, what a phone keeps and what we keep, and the files that machines ask for."""

from __future__ import annotations

from typing import Final

from flask import Response, render_template

from webmap.directory.catalogue import Catalogue
from webmap.web.current import current_catalogue
from webmap.web.public.lines import Line, lines

#: Pages may be found by who needs them. Not the way out, which leads to another site, nor answers
#: to a question: their addresses say what was asked.
_ROBOTS: Final = """User-agent: *
Disallow: /sortie
Disallow: /en/sortie
Disallow: /donnees/proches
Disallow: /*?
"""


def securite() -> str:
    """For the young person and the family: leaving fast, traces, safer ways."""
    return render_template("securite.html", off_bill=off_bill(current_catalogue()))


def robots() -> Response:
    """What search engines leave alone."""
    return Response(_ROBOTS, content_type="text/plain; charset=utf-8")


def off_bill(catalogue: Catalogue) -> tuple[Line, ...]:
    """Numbers that work on the mainland and that a source says are not on the bill there."""
    return tuple(
        line
        for line in lines(catalogue)
        if line.works == "yes" and line.reach is not None and line.reach.on_bill == "no"
    )

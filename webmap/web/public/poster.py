"""A sheet of paper for a territory: the numbers that work there, in words safe on a wall.

Nothing on it tells what it is about to whoever sees it in a hand or on a fridge.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import qrcode
from flask import current_app, render_template
from flask_babel import gettext as _
from markupsafe import Markup
from qrcode.constants import ERROR_CORRECT_M

from webmap.directory.catalogue import Catalogue
from webmap.web import parameters
from webmap.web.current import current_catalogue
from webmap.web.language import url
from webmap.web.public import emergency
from webmap.web.public.context import NOW
from webmap.web.public.lines import Line


class Part(NamedTuple):
    """A step and its numbers that work in the territory."""

    code: str
    lines: tuple[Line, ...]


def affiche(code: str) -> str:
    """The sheet of a territory."""
    catalogue = current_catalogue()
    here = parameters.territory(code, catalogue)
    site = str(current_app.config["WEBMAP_PUBLIC_URL"])
    target = url("public.urgence_territoire", territoire=here.code)
    return render_template(
        "affiche.html",
        territory=here,
        parts=parts(catalogue, here.code),
        titles=_titles(),
        danger=emergency.danger(catalogue, here.code),
        address=f"{site}{target}" if site else "",
        code=square(f"{site}{target}") if site else "",
        catalogue=catalogue,
    )


def parts(catalogue: Catalogue, territory: str) -> tuple[Part, ...]:
    """Steps that somebody answers, with the numbers known to work from the territory."""
    made = (
        Part(step.code, tuple(line for line in step.shown if line.works == "yes"))
        for step in emergency.steps(catalogue, territory)
        if step.code in NOW
    )
    return tuple(part for part in made if part.lines)


@cache
def square(address: str) -> Markup:
    """The QR code of an address as SVG, drawn here: nobody else learns what is printed. Beside it
    stands the address in words."""
    made = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=4)
    made.add_data(address)
    cells = made.get_matrix()
    side = len(cells)
    dark = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(cells) for x, cell in enumerate(row) if cell
    )
    return Markup(
        '<svg class="qr" viewBox="0 0 {0} {0}" aria-hidden="true">'
        '<path class="paper" d="M0 0h{0}v{0}H0z"/><path d="{1}"/></svg>'
    ).format(side, dark)


def _titles() -> dict[str, str]:
    return {
        "danger": _("Danger maintenant"),
        "injured": _("Blessure, malaise, idées noires"),
        "child": _("Parler à quelqu’un, demander de l’aide"),
        "missing": _("Quelqu’un a disparu"),
        "images": _("Ennuis en ligne"),
    }

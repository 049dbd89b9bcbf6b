"""The addresses of the wing, in one table."""

from __future__ import annotations

from typing import Final

from flask import Blueprint

from webmap.pro import asking, elsewhere, entering, lines
from webmap.pro.session import PATH

blueprint: Final = Blueprint("pro", __name__, url_prefix=PATH, template_folder="templates")

#: The one form that has no session, hence no token.
open_form: Final = asking.demande

blueprint.get("")(lines.accueil)
blueprint.route("/demande", methods=["GET", "POST"])(asking.demande)
blueprint.route("/invitation/<jeton>", methods=["GET", "POST"])(entering.invitation)
blueprint.get("/compte")(entering.compte)
blueprint.get("/carre")(entering.carre)
blueprint.get("/ailleurs")(elsewhere.ailleurs)
blueprint.get("/ressource/<record_id>")(lines.ressource)
blueprint.post("/ressource/<record_id>/rappel")(lines.rappel)
blueprint.post("/ressource/<record_id>/ligne")(lines.ligne)

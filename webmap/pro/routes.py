"""The addresses of the wing, in one table."""

from __future__ import annotations

from typing import Final

from flask import Blueprint

from webmap.pro import (
    asking,
    bureau,
    bureau_accounts,
    bureau_requests,
    elsewhere,
    entering,
    lines,
)
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

#: The bureau: it reads no referral line.
desk: Final = Blueprint(
    "bureau", __name__, url_prefix=f"{PATH}/bureau", template_folder="templates"
)

desk.get("")(bureau.accueil)
desk.get("/demandes/<int:number>")(bureau_requests.demande)
desk.post("/demandes/<int:number>/accord")(bureau_requests.accorder)
desk.post("/demandes/<int:number>/refus")(bureau_requests.refuser)
desk.get("/comptes")(bureau_accounts.comptes)
desk.get("/comptes/<int:number>")(bureau_accounts.compte)
desk.post("/comptes/<int:number>/renouveler")(bureau_accounts.renouveler)
desk.post("/comptes/<int:number>/bloquer")(bureau_accounts.bloquer)
desk.post("/comptes/<int:number>/debloquer")(bureau_accounts.debloquer)
desk.post("/comptes/<int:number>/territoires")(bureau_accounts.territoires)
desk.post("/comptes/<int:number>/inviter")(bureau_accounts.inviter)
desk.post("/rappels/<int:number>")(bureau.suivre)
desk.post("/alertes/<int:number>")(bureau.voir)
desk.get("/journal")(bureau.journal)

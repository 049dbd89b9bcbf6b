"""What is said to someone who may not: why, and what can be done. Never more than they may know."""

from __future__ import annotations

from typing import Final

from flask import Flask, Response, make_response, render_template
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import Forbidden

from webmap import errors

_REASONS: Final[dict[type[errors.WebmapError], str]] = {
    errors.AccountBlocked: "Cet accès est fermé. Joignez le bureau.",
    errors.AccessExpired: (
        "Votre accès a pris fin : il dure six mois. Demandez au bureau de le renouveler."
    ),
    errors.AccessTooRecent: (
        "Votre accès a moins de vingt-quatre heures : aucune ligne ne s’ouvre le premier jour. "
        "Vous pouvez déjà demander à être rappelé·e. En danger immédiat : 17 ou 112."
    ),
    errors.OutsideAccess: (
        "Cette fiche ne relève d’aucun de vos territoires. Le bureau peut les changer."
    ),
    errors.LimitReached: (
        "Vous avez atteint le nombre de demandes permis. La limite protège les lieux : demandez à "
        "être rappelé·e, ou joignez le bureau. En danger immédiat : 17 ou 112."
    ),
    errors.TooFast: (
        "Vous venez de voir deux lignes : la suivante s’ouvre dans dix minutes au plus. En "
        "attendant, demandez à être rappelé·e. En danger immédiat : 17 ou 112."
    ),
    errors.EmployerLimitReached: (
        "Les comptes de votre employeur ont vu ensemble toutes les lignes permises. La limite "
        "protège les lieux : demandez à être rappelé·e, ou joignez le bureau. En danger "
        "immédiat : 17 ou 112."
    ),
    errors.CallBackOnly: (
        "Pour cette adresse secrète, seul le rappel est possible : demandez à être rappelé·e. En "
        "danger immédiat : 17 ou 112."
    ),
    errors.NoReferral: "Aucune ligne n’est gardée ici pour cette fiche.",
    errors.RequestRefused: "Cette décision a déjà été prise, ou n’est pas possible.",
    errors.UnknownAccount: "Aucun compte n’a ce numéro.",
    errors.InvalidParameter: "Choisissez une des réponses proposées.",
}

STATUS: Final[dict[type[errors.WebmapError], int]] = {
    errors.AccessRefused: 403,
    errors.NoReferral: 404,
    errors.UnknownAccount: 404,
    errors.RequestRefused: 409,
    errors.InvalidParameter: 400,
}

#: Whoever does not belong to the bureau, or is not who the page is for.
NOT_YOURS: Final = "Cette page n’est pas ouverte à votre compte."
_EXPIRED_FORM: Final = (
    "Le formulaire a expiré, ou ne vient pas d’une page d’ici. Rien n’a été fait : revenez à la "
    "page et recommencez."
)


def install(wing: Flask) -> None:
    """Say them in the wing's own words; what is not listed stays with the public pages'."""
    for kind in STATUS:
        wing.register_error_handler(kind, _refused)
    wing.register_error_handler(CSRFError, _stale)
    wing.register_error_handler(Forbidden, _forbidden)


def reason(error: errors.WebmapError) -> str:
    """The sentence for a refusal."""
    return next(_REASONS[kind] for kind in type(error).__mro__ if kind in _REASONS)


def _refused(error: errors.WebmapError) -> Response:
    status = next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)
    return _page(reason(error), status)


def _stale(_: CSRFError) -> Response:
    return _page(_EXPIRED_FORM, 400)


def _forbidden(_: Forbidden) -> Response:
    return _page(NOT_YOURS, 403)


def _page(text: str, status: int) -> Response:
    return make_response(render_template("pro/refus.html", text=text), status)

"""The bureau: requests, accounts, call-backs, alerts, and the log, which nobody can write.

It reads no referral line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final, TypeVar

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from webmap.geo.clock import local
from webmap.private import (
    accounts,
    alerts,
    audit,
    callbacks,
    choices,
    credentials,
    invitations,
    requests,
)
from webmap.private.tables import Account, Request
from webmap.pro.asking import groups
from webmap.pro.forms import Accord, Geste, Refus, Suite, Territoires, same_number
from webmap.pro.gates import bureau, me
from webmap.pro.here import here, now, room
from webmap.pro.recalls import recall
from webmap.pro.session import PATH

blueprint: Final = Blueprint(
    "bureau", __name__, url_prefix=f"{PATH}/bureau", template_folder="templates"
)

Answer = str | Response | tuple[str, int]
Row = TypeVar("Row", Account, Request)


@blueprint.get("")
@bureau
def accueil() -> str:
    """What waits."""
    with room().read() as session:
        return render_template(
            "pro/bureau/accueil.html",
            requests=requests.pending(session),
            recalls=[recall(row) for row in callbacks.waiting(session)],
            people={account.id: account for account in accounts.every(session)},
            alerts=alerts.unseen(session),
            kinds=choices.ALERTS,
            functions=choices.FUNCTIONS,
            follow=Suite(),
            gesture=Geste(),
            local=local,
        )


@blueprint.get("/demandes/<int:number>")
@bureau
def demande(number: int) -> str:
    """A request: call first, decide then."""
    return _request_page(number)


@blueprint.post("/demandes/<int:number>/accord")
@bureau
def accorder(number: int) -> Answer:
    """Open an account, and give its invitation, once."""
    form = Accord()
    with room().read() as session:
        form.given = requests.get(session, number).switchboard
    if not form.validate_on_submit():
        return _request_page(number, grant=form), 400
    with room().write() as session:
        account = requests.accept(
            session,
            number,
            form.trouve.data,
            me().id,
            now(),
            switchboard=form.standard.data,
            territories=tuple(form.territoires.data),
        )
        token = invitations.make(session, account.id, me().id, now())
    return _invited(account.name, token)


@blueprint.post("/demandes/<int:number>/refus")
@bureau
def refuser(number: int) -> Answer:
    """Decline a request."""
    form = Refus()
    if not form.validate_on_submit():
        return _request_page(number, decline=form), 400
    with room().write() as session:
        requests.decline(session, number, form.motif.data, me().id, now())
    flash("Demande refusée.")
    return redirect(url_for("bureau.accueil"), 303)


@blueprint.get("/comptes")
@bureau
def comptes() -> str:
    """All accounts, and how each stands."""
    with room().read() as session:
        found = accounts.every(session)
        return render_template(
            "pro/bureau/comptes.html",
            accounts=found,
            states={a.id: choices.ACCOUNT_STATES[accounts.state(a, now())].fr for a in found},
            roles=choices.ROLES,
            local=local,
        )


@blueprint.get("/comptes/<int:number>")
@bureau
def compte(number: int) -> str:
    """One account, and what may be done with it."""
    return _account_page(number)


@blueprint.post("/comptes/<int:number>/renouveler")
@bureau
def renouveler(number: int) -> Answer:
    """Six months more."""
    return _done(number, accounts.renew, "Accès renouvelé pour six mois.")


@blueprint.post("/comptes/<int:number>/bloquer")
@bureau
def bloquer(number: int) -> Answer:
    """Shut an account at once."""
    return _done(number, accounts.block, "Compte bloqué, sessions fermées.")


@blueprint.post("/comptes/<int:number>/debloquer")
@bureau
def debloquer(number: int) -> Answer:
    """Open it again."""
    return _done(number, accounts.unblock, "Compte débloqué : le premier jour recommence.")


@blueprint.post("/comptes/<int:number>/territoires")
@bureau
def territoires(number: int) -> Answer:
    """Change what an access covers."""
    form = Territoires()
    if not form.validate_on_submit():
        return _account_page(number, places=form), 400

    def change(session: Any, account_id: int, by: int, moment: Any) -> None:
        accounts.set_territories(session, account_id, form.territoires.data, by, moment)

    return _done(number, change, "Territoires changés.")


@blueprint.post("/comptes/<int:number>/inviter")
@bureau
def inviter(number: int) -> Answer:
    """Clear what the account signs in with, and give a new invitation: a phone is lost."""
    if not Geste().validate_on_submit():
        return _account_page(number), 400
    with room().write() as session:
        credentials.reset(session, number, me().id, now())
        token = invitations.make(session, number, me().id, now())
        name = accounts.by_id(session, number).name
    return _invited(name, token)


@blueprint.post("/rappels/<int:number>")
@bureau
def suivre(number: int) -> Answer:
    """Say where a call-back stands."""
    form = Suite()
    if form.validate_on_submit():
        with room().write() as session:
            callbacks.move(session, number, form.etat.data, me().id, now())
        flash("Rappel suivi.")
    return redirect(url_for("bureau.accueil"), 303)


@blueprint.post("/alertes/<int:number>")
@bureau
def voir(number: int) -> Answer:
    """An alert was looked at."""
    if Geste().validate_on_submit():
        with room().write() as session:
            alerts.see(session, number, me().id, now())
    return redirect(url_for("bureau.accueil"), 303)


@blueprint.get("/journal")
@bureau
def journal() -> str:
    """The last lines of the log, and its head."""
    with room().read() as session:
        return render_template(
            "pro/bureau/journal.html",
            entries=audit.entries(session, 100),
            head=audit.head(session),
            actions=choices.ACTIONS,
        )


def _done(number: int, gesture: Callable[[Any, int, int, Any], None], said: str) -> Answer:
    """One gesture on one account, by its button."""
    if number == me().id:
        flash("On ne fait pas cela sur son propre compte.", "error")
    elif Geste().validate_on_submit():
        with room().write() as session:
            gesture(session, number, me().id, now())
        flash(said)
    return redirect(url_for("bureau.compte", number=number), 303)


def _invited(name: str, token: str) -> str:
    """The link, in this answer and nowhere else: the bureau reads it out or hands it over."""
    path = url_for("pro.invitation", jeton=token)
    link = f"{here().settings.public_url}{path}"
    days = invitations.LIFE.days
    return render_template("pro/bureau/invitation.html", name=name, link=link, days=days)


def _request_page(number: int, grant: Accord | None = None, decline: Refus | None = None) -> str:
    with room().read() as session:
        asked = requests.get(session, number)
        waiting = [other for other in requests.pending(session) if other.id != number]
        accounts_open = accounts.every(session)
    return render_template(
        "pro/bureau/demande.html",
        asked=asked,
        same_requests=_same_employer(waiting, asked.switchboard),
        same_accounts=_same_employer(accounts_open, asked.switchboard),
        function=choices.FUNCTIONS[asked.function].fr,
        grant=grant or Accord(territoires=asked.territories),
        decline=decline or Refus(),
        groups=_among(asked.territories),
        local=local,
    )


def _account_page(number: int, places: Territoires | None = None) -> str:
    with room().read() as session:
        account = accounts.by_id(session, number)
        state = accounts.state(account, now())
    return render_template(
        "pro/bureau/compte.html",
        account=account,
        state=choices.ACCOUNT_STATES[state].fr,
        role=choices.ROLES[account.role].fr,
        places=places or Territoires(territoires=account.territories),
        groups=groups(),
        gesture=Geste(),
        own=number == me().id,
        local=local,
    )


def _same_employer(rows: Iterable[Row], switchboard: str) -> list[Row]:
    """Those that gave, or are called through, the same switchboard."""
    return [row for row in rows if same_number(row.switchboard, switchboard)]


def _among(codes: list[str]) -> dict[str, list[Any]]:
    """The territories that a request asked for: no others can be given."""
    asked = {name: [t for t in found if t.code in codes] for name, found in groups().items()}
    return {name: found for name, found in asked.items() if found}

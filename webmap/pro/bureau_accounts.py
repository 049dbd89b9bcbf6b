"""The bureau's accounts: how each stands, and what may be done with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from webmap.geo.clock import local
from webmap.private import (
    accounts,
    choices,
    credentials,
    invitations,
)
from webmap.pro.asking import groups
from webmap.pro.forms import Geste, Territoires
from webmap.pro.gates import bureau, me
from webmap.pro.here import here, now, room

Answer = str | Response | tuple[str, int]


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


@bureau
def compte(number: int) -> str:
    """One account, and what may be done with it."""
    return _account_page(number)


@bureau
def renouveler(number: int) -> Answer:
    """Six months more."""
    return _done(number, accounts.renew, "Accès renouvelé pour six mois.")


@bureau
def bloquer(number: int) -> Answer:
    """Shut an account at once."""
    return _done(number, accounts.block, "Compte bloqué, sessions fermées.")


@bureau
def debloquer(number: int) -> Answer:
    """Open it again."""
    return _done(number, accounts.unblock, "Compte débloqué : le premier jour recommence.")


@bureau
def territoires(number: int) -> Answer:
    """Change what an access covers."""
    form = Territoires()
    if not form.validate_on_submit():
        return _account_page(number, places=form), 400

    def change(session: Any, account_id: int, by: int, moment: Any) -> None:
        accounts.set_territories(session, account_id, form.territoires.data, by, moment)

    return _done(number, change, "Territoires changés.")


@bureau
def inviter(number: int) -> Answer:
    """Clear what the account signs in with, and give a new invitation: a phone is lost."""
    if not Geste().validate_on_submit():
        return _account_page(number), 400
    with room().write() as session:
        credentials.reset(session, number, me().id, now())
        token = invitations.make(session, number, me().id, now())
        name = accounts.by_id(session, number).name
    return invited(name, token)


def _done(number: int, gesture: Callable[[Any, int, int, Any], None], said: str) -> Answer:
    """One gesture on one account, by its button."""
    if number == me().id:
        flash("On ne fait pas cela sur son propre compte.", "error")
    elif Geste().validate_on_submit():
        with room().write() as session:
            gesture(session, number, me().id, now())
        flash(said)
    return redirect(url_for("bureau.compte", number=number), 303)


def invited(name: str, token: str) -> str:
    """The link, in this answer and nowhere else: the bureau reads it out or hands it over."""
    path = url_for("pro.invitation", jeton=token)
    link = f"{here().settings.public_url}{path}"
    days = invitations.LIFE.days
    return render_template("pro/bureau/invitation.html", name=name, link=link, days=days)


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

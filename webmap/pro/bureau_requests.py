"""The bureau's requests for access: called first, decided then."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from flask import flash, redirect, render_template, url_for

from webmap.geo.clock import local
from webmap.private import (
    accounts,
    choices,
    invitations,
    requests,
)
from webmap.private.tables import Account, Request
from webmap.pro.asking import groups
from webmap.pro.bureau_accounts import Answer, invited
from webmap.pro.fields import same_number
from webmap.pro.forms import Accord, Refus
from webmap.pro.gates import bureau, me
from webmap.pro.here import now, room

Row = TypeVar("Row", Account, Request)


@bureau
def demande(number: int) -> str:
    """A request: call first, decide then."""
    return _request_page(number)


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
    return invited(account.name, token)


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


def _same_employer(rows: Iterable[Row], switchboard: str) -> list[Row]:
    """Those that gave, or are called through, the same switchboard."""
    return [row for row in rows if same_number(row.switchboard, switchboard)]


def _among(codes: list[str]) -> dict[str, list[Any]]:
    """The territories that a request asked for: no others can be given."""
    asked = {name: [t for t in found if t.code in codes] for name, found in groups().items()}
    return {name: found for name, found in asked.items() if found}

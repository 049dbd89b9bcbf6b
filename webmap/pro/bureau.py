"""The bureau: what waits, call-backs, alerts, and the log, which nobody can write.

It reads no referral line.
"""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for

from webmap.geo.clock import local
from webmap.private import (
    accounts,
    alerts,
    audit,
    callbacks,
    choices,
    requests,
)
from webmap.pro.bureau_accounts import Answer
from webmap.pro.forms import Geste, Suite
from webmap.pro.gates import bureau, me
from webmap.pro.here import now, room
from webmap.pro.recalls import recall


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


@bureau
def suivre(number: int) -> Answer:
    """Say where a call-back stands."""
    form = Suite()
    if form.validate_on_submit():
        with room().write() as session:
            callbacks.move(session, number, form.etat.data, me().id, now())
        flash("Rappel suivi.")
    return redirect(url_for("bureau.accueil"), 303)


@bureau
def voir(number: int) -> Answer:
    """An alert was looked at."""
    if Geste().validate_on_submit():
        with room().write() as session:
            alerts.see(session, number, me().id, now())
    return redirect(url_for("bureau.accueil"), 303)


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

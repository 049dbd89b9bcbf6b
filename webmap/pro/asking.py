"""Asking for access. The answer is the same whoever asks, known or not."""

from __future__ import annotations

from flask import render_template

from webmap.geo.territories import Territory
from webmap.private import requests
from webmap.pro.forms import Demande
from webmap.pro.here import now, room
from webmap.web.current import current_catalogue
from webmap.web.public.context import choices


def demande() -> str | tuple[str, int]:
    """The form, its problems all at once, or the same thanks for everyone."""
    form = Demande()
    if not form.is_submitted():
        return _page(form)
    if not form.validate():
        return _page(form), 400
    with room().write() as session:
        requests.ask(session, _asked(form), now())
    return render_template("pro/demande_recue.html")


def _asked(form: Demande) -> requests.NewRequest:
    """Only these fields: whatever else was sent is not read."""
    return requests.NewRequest(
        name=form.nom.data,
        email=form.courriel.data,
        organisation=form.organisme.data,
        switchboard=form.standard.data,
        function=form.fonction.data,
        territories=tuple(form.territoires.data),
    )


def _page(form: Demande) -> str:
    return render_template("pro/demande.html", form=form, groups=groups())


def groups() -> dict[str, list[Territory]]:
    """The territories to choose from, in two lists."""
    found = choices(current_catalogue())
    return {"Métropole et Corse": found["mainland"], "Outre-mer": found["overseas"]}

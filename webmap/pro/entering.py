"""Coming in: the invitation, one's own account, the square of the second factor."""

from __future__ import annotations

import io

import qrcode
from flask import Response, abort, current_app, flash, redirect, render_template, session, url_for
from flask_login import current_user
from flask_security import Security, hash_password
from qrcode.image.svg import SvgPathImage
from werkzeug.wrappers import Response as Answer

from webmap.geo.clock import local
from webmap.private import accounts, credentials, invitations
from webmap.pro.config import PASSWORD_MIN
from webmap.pro.forms import NouveauMotDePasse
from webmap.pro.gates import me, signed_in
from webmap.pro.here import now, room


def invitation(jeton: str) -> str | Answer | tuple[str, int]:
    """A first password, once, by the link that the bureau gave."""
    with room().read() as reading:
        account = invitations.find(reading, jeton, now())
        email = account.email if account else ""
    if account is None:
        return render_template("pro/invitation_finie.html"), 404
    form = NouveauMotDePasse()
    if form.validate_on_submit() and _strong(form, email) and _take(jeton, form.password.data):
        flash("Mot de passe enregistré. Connectez-vous, puis préparez votre second facteur.")
        return redirect(url_for("security.login"), 303)
    page = render_template("pro/invitation.html", form=form, email=email, least=PASSWORD_MIN)
    return (page, 400) if form.errors else page


@signed_in
def compte() -> str:
    """What the account may do, until when, and what guards it."""
    user = me()
    with room().read() as reading:
        account = accounts.by_id(reading, user.id)
        state = accounts.state(account, now())
    ends_at = local(account.expires_at, next(iter(user.territories), ""))
    return render_template("pro/compte.html", state=state, ends_at=ends_at)


def carre() -> Response:
    """The key of the second factor being set up, as a square to photograph."""
    security: Security = current_app.extensions["security"]
    secret = session.get("tf_totp_secret")
    email = _who()
    if not secret or not email:
        abort(404)
    uri = security.totp_factory.get_totp_uri(email, secret)
    file = io.BytesIO()
    qrcode.make(uri, image_factory=SvgPathImage).save(file)
    return Response(file.getvalue(), content_type="image/svg+xml")


def _who() -> str:
    if current_user.is_authenticated:
        return me().email
    security: Security = current_app.extensions["security"]
    user = security.datastore.find_user(fs_uniquifier=session.get("tf_user_id", ""))
    return user.email if user else ""


def _strong(form: NouveauMotDePasse, email: str) -> bool:
    security: Security = current_app.extensions["security"]
    problems, form.password.data = security.password_util.validate(
        form.password.data, True, email=email
    )
    form.password.errors = [*form.password.errors, *(problems or ())]
    return not problems


def _take(token: str, password: str) -> bool:
    """Use the invitation up and set the password, both or neither."""
    hashed = hash_password(password)
    with room().write() as writing:
        account = invitations.take(writing, token, now())
        if account is None:
            return False
        credentials.set_password(writing, account.id, hashed, now())
    return True

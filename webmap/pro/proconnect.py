"""ProConnect: the State's sign-in for professionals, in the place of the password.

It opens no account and gives no right: it says who someone is, at a level (`acr`) and for an
employer (`siret`). The account must exist, approved by the bureau; our second factor follows.
"""

from __future__ import annotations

import json
from typing import Any, Final, cast
from urllib.parse import urlencode

from authlib.common.errors import AuthlibBaseError
from authlib.common.security import generate_token
from authlib.integrations.flask_client import OAuth
from flask import (
    Blueprint,
    Flask,
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask import session as our_session
from flask_security import Security
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from requests import RequestException
from werkzeug.wrappers import Response

from webmap.private import accounts
from webmap.pro.here import here, now, room
from webmap.pro.session import PATH
from webmap.pro.texts import PROCONNECT_REFUSED
from webmap.settings import Settings

blueprint: Final = Blueprint("proconnect", __name__, url_prefix=f"{PATH}/proconnect")

_NAME: Final = "proconnect"
#: ProConnect refuses a `state` or a `nonce` of fewer than 32 signs.
_SIGNS: Final = 48
_SECONDS: Final = 10
#: In the session until the second factor is given: account, subject, siret.
_TOLD: Final = "proconnect"


def install(wing: Flask, settings: Settings) -> None:
    """Nothing when ProConnect is not set; templates know it by `proconnect`."""
    on = bool(settings.proconnect_issuer)
    wing.jinja_env.globals["proconnect"] = on
    if not on:
        return
    OAuth(wing).register(
        _NAME,
        client_id=settings.proconnect_client_id,
        client_secret=settings.proconnect_client_secret,
        server_metadata_url=f"{settings.proconnect_issuer}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid email siret",
            "code_challenge_method": "S256",
            "token_endpoint_auth_method": "client_secret_post",
            "default_timeout": _SECONDS,
        },
    )
    wing.register_blueprint(blueprint)


@blueprint.get("")
def partir() -> Response:
    """Leave for ProConnect: a link, since no form of ours may lead to another site."""
    wanted = {"id_token": {"acr": {"essential": True, "values": _levels()}}}
    try:
        answer: Response = _client().authorize_redirect(
            _return_address(),
            state=generate_token(_SIGNS),
            nonce=generate_token(_SIGNS),
            claims=json.dumps(wanted),
        )
    except (AuthlibBaseError, RequestException):
        return _refused()
    return answer


@blueprint.get("/retour")
def retour() -> Response | str:
    """Back from ProConnect. Our cookie does not travel with a visit that another site starts: the
    first page only asks the browser to come again, from here."""
    if "ici" not in request.args:
        return render_template("pro/retour.html", again=_again())
    try:
        claims = _claims()
    except (AuthlibBaseError, JoseError, RequestException, ValueError):
        return _refused()
    return _enter(claims) or _refused()


def _again() -> str:
    """This page once more, with what ProConnect answered and nothing else of the address."""
    kept = {name: request.args[name] for name in ("code", "state", "error") if name in request.args}
    return f"{url_for('.retour')}?{urlencode({'ici': '1', **kept})}"


def _claims() -> dict[str, Any]:
    """What ProConnect says of the person, all checked: state, nonce, signature, audience, issuer.

    Raises `ValueError` when the level is not one of ours, and the libraries' errors.
    """
    client = _client()
    token = client.authorize_access_token()
    identity = token.get("userinfo")
    if not identity or identity.get("acr") not in _levels():
        raise ValueError("no identity, or not at the level asked for")
    person = _userinfo(client, token)
    if person.get("sub") != identity["sub"]:
        raise ValueError("another person's facts")
    return {**person, "acr": identity["acr"]}


def _userinfo(client: Any, token: Any) -> dict[str, Any]:
    """Facts about the person: signed (ProConnect's way) or plain JSON over TLS."""
    metadata = client.load_server_metadata()
    answer = client.get(metadata["userinfo_endpoint"], token=token)
    answer.raise_for_status()
    if "application/jwt" in answer.headers.get("Content-Type", ""):
        return signed(answer.text, client.fetch_jwk_set(), client.client_id, metadata["issuer"])
    facts: dict[str, Any] = answer.json()
    return facts


def signed(text: str, keys: Any, audience: str, issuer: str) -> dict[str, Any]:
    """Claims of a signed answer, by a key of the issuer, for us.

    Raises `JoseError`, or `ValueError` when it is for or from another.
    """
    claims = jwt.decode(text, KeySet.import_key_set(keys), algorithms=["RS256", "ES256"]).claims
    told = claims.get("aud")
    if audience not in (told if isinstance(told, list) else [told]) or claims.get("iss") != issuer:
        raise ValueError("an answer for, or from, another")
    return dict(claims)


def _enter(claims: dict[str, Any]) -> Response | None:
    """On to the second factor, for an account of this e-mail. None when there is none.

    ProConnect sends no `email_verified`: its providers vouch for the addresses of their domains.
    A provider that says an address is not verified is believed.
    """
    email = claims.get("email")
    if not isinstance(email, str) or claims.get("email_verified", True) is not True:
        return None
    security: Security = current_app.extensions["security"]
    user = security.datastore.find_user(email=email)
    subject = str(claims["sub"])
    if user is None or not user.active or not user.password or not _is(user.id, subject):
        return None
    our_session.clear()
    our_session[_TOLD] = [user.id, subject, str(claims.get("siret", ""))]
    return cast("Response", security.two_factor_plugins.tf_enter(user, None, _NAME, None))


def remember(account_id: int, session_before: Any) -> None:
    """Once both factors are given: keep who the account is for ProConnect, if it brought here."""
    told = session_before.get(_TOLD)
    if told and told[0] == account_id:
        with room().write() as writing:
            if accounts.by_id(writing, account_id, lock=True).proconnect_subject is None:
                accounts.link_proconnect(writing, account_id, told[1], told[2], now())


def _is(account_id: int, subject: str) -> bool:
    """Whether the account may be this subject's: an address given to somebody else later does not
    open the account of whoever had it."""
    with room().read() as reading:
        return accounts.by_id(reading, account_id).proconnect_subject in (None, subject)


def _refused() -> Response:
    flash(PROCONNECT_REFUSED, "error")
    return redirect(url_for("security.login"), 303)


def _client() -> Any:
    client = current_app.extensions["authlib.integrations.flask_client"].create_client(_NAME)
    return client or abort(404)


def _levels() -> list[str]:
    return here().settings.proconnect_acr.split()


def _return_address() -> str:
    return f"{here().settings.public_url}{url_for('.retour')}"

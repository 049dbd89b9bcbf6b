"""How Flask-Security is set: what is on, where it answers, what it may never do.

On: password, codes by application, passkey as a second factor, change of password. Off: all that
mails, registers, remembers, resets by mail, or signs in by token.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from webmap.pro.session import PATH
from webmap.pro.texts import MESSAGES

NAME: Final = "Repères"
PASSWORD_MIN: Final = 12
_RECENT: Final = timedelta(minutes=15)

_ADDRESSES: Final = {
    "LOGIN_URL": "/connexion",
    "LOGOUT_URL": "/deconnexion",
    "VERIFY_URL": "/verifier",
    "CHANGE_URL": "/mot-de-passe",
    "TWO_FACTOR_SETUP_URL": "/second-facteur",
    "TWO_FACTOR_TOKEN_VALIDATION_URL": "/code",
    "TWO_FACTOR_SELECT_URL": "/choix",
    "TWO_FACTOR_RESCUE_URL": "/code-perdu",
    "WAN_REGISTER_URL": "/cles",
    "WAN_SIGNIN_URL": "/cle",
    "WAN_DELETE_URL": "/cles/retirer",
    "POST_LOGIN_VIEW": PATH,
    "POST_LOGOUT_VIEW": f"{PATH}/connexion",
    "POST_CHANGE_VIEW": f"{PATH}/compte",
    "TWO_FACTOR_POST_SETUP_VIEW": f"{PATH}/compte",
    "WAN_POST_REGISTER_VIEW": f"{PATH}/cles",
}

_TEMPLATES: Final = {
    "LOGIN_USER_TEMPLATE": "pro/connexion.html",
    "VERIFY_TEMPLATE": "pro/verifier.html",
    "CHANGE_PASSWORD_TEMPLATE": "pro/mot_de_passe.html",
    "TWO_FACTOR_SETUP_TEMPLATE": "pro/second_facteur.html",
    "TWO_FACTOR_VERIFY_CODE_TEMPLATE": "pro/code.html",
    "TWO_FACTOR_SELECT_TEMPLATE": "pro/choix.html",
    "WAN_REGISTER_TEMPLATE": "pro/cles.html",
    "WAN_SIGNIN_TEMPLATE": "pro/cle.html",
}

_RULES: Final[dict[str, Any]] = {
    "URL_PREFIX": PATH,
    # Its own style sheets and scripts are never served.
    "STATIC_FOLDER": None,
    "CLI_USERS_NAME": None,
    "CLI_ROLES_NAME": None,
    "API_ENABLED_METHODS": ["session"],
    "RETURN_GENERIC_RESPONSES": True,
    # The site's own header says no-store; this one would be written with a mistake in it.
    "CACHE_CONTROL": None,
    # Composed letters: Flask-Security's default takes é apart, then refuses its accent.
    "INPUT_NORMALIZE_FORM": "NFC",
    "PASSWORD_HASH": "argon2",
    "PASSWORD_SCHEMES": ["argon2"],
    # Argon2 salts by itself. A pepper made of our key would lock everyone out when the key turns.
    "PASSWORD_SINGLE_HASH": ["argon2"],
    "PASSWORD_LENGTH_MIN": PASSWORD_MIN,
    "CHANGEABLE": True,
    "SEND_PASSWORD_CHANGE_EMAIL": False,
    "TWO_FACTOR": True,
    "TWO_FACTOR_REQUIRED": True,
    "TWO_FACTOR_ALWAYS_VALIDATE": True,
    "TWO_FACTOR_ENABLED_METHODS": ["authenticator"],
    "TWO_FACTOR_RESCUE_EMAIL": False,
    # Seconds before and after: a phone's clock may be one code away.
    "TWO_FACTOR_AUTHENTICATOR_VALIDITY": 30,
    "TWO_FACTOR_SETUP_WITHIN": _RECENT,
    "TOTP_ISSUER": NAME,
    "WEBAUTHN": True,
    "WAN_ALLOW_AS_FIRST_FACTOR": False,
    "WAN_ALLOW_AS_MULTI_FACTOR": False,
    "WAN_ALLOW_AS_VERIFY": [],
    "WAN_RP_NAME": NAME,
    "FRESHNESS": _RECENT,
    "FRESHNESS_GRACE_PERIOD": _RECENT,
}

#: Views of Flask-Security that its settings cannot turn off: they answer 404.
CLOSED: Final = frozenset({"security.two_factor_rescue"})

SECURITY: Final[dict[str, Any]] = {
    **{f"SECURITY_{name}": value for name, value in {**_ADDRESSES, **_TEMPLATES, **_RULES}.items()},
    **MESSAGES,
}

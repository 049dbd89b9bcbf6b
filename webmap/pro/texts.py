"""What Flask-Security says, in our words. A message that is not here is never reached.

Unknown e-mail, wrong password, blocked account, too many tries: one sentence for all.
"""

from __future__ import annotations

from typing import Final

REFUSED: Final = (
    "Ces informations ne permettent pas d’entrer. Vérifiez-les, ou attendez quinze minutes : après "
    "plusieurs essais, l’entrée se ferme pour un temps. Le bureau peut vous aider."
)
WRONG_CODE: Final = (
    "Ce code n’est pas accepté. Attendez le suivant et recopiez-le. Après plusieurs essais, "
    "l’entrée se ferme pour quinze minutes."
)
WRONG_KEY: Final = "Cette clé n’est pas acceptée ici."
_TOO_LATE: Final = "Trop de temps a passé : recommencez."

_TEXTS: Final = {
    "GENERIC_AUTHN_FAILED": (REFUSED, "error"),
    "USER_DOES_NOT_EXIST": (REFUSED, "error"),
    "INVALID_PASSWORD": ("Ce mot de passe n’est pas le bon.", "error"),
    "DISABLED_ACCOUNT": (REFUSED, "error"),
    "EMAIL_NOT_PROVIDED": ("Écrivez votre adresse professionnelle.", "error"),
    "INVALID_EMAIL_ADDRESS": ("Cette adresse ne peut pas être lue.", "error"),
    "PASSWORD_NOT_PROVIDED": ("Écrivez votre mot de passe.", "error"),
    "PASSWORD_INVALID_LENGTH": ("Il faut au moins %(length)s signes.", "error"),
    "RETYPE_PASSWORD_MISMATCH": ("Les deux mots de passe sont différents.", "error"),
    "PASSWORD_IS_THE_SAME": ("Le nouveau mot de passe est le même que l’ancien.", "error"),
    "PASSWORD_CHANGE": (
        "Mot de passe changé. Les autres appareils sont déconnectés.",
        "success",
    ),
    "UNAUTHENTICATED": ("Connectez-vous pour voir cette page.", "info"),
    "REAUTHENTICATION_REQUIRED": ("Écrivez votre mot de passe pour continuer.", "info"),
    "REAUTHENTICATION_SUCCESSFUL": ("C’est bien vous. Vous pouvez continuer.", "success"),
    "ANONYMOUS_USER_REQUIRED": ("Vous êtes déjà connecté·e.", "info"),
    "API_ERROR": ("Cette demande ne peut pas être lue : recommencez.", "error"),
    "INVALID_INPUT": ("Cette réponse ne peut pas être lue.", "error"),
    "INVALID_INPUT_LENGTH": ("C’est trop long.", "error"),
    "TWO_FACTOR_INVALID_TOKEN": (WRONG_CODE, "error"),
    "TWO_FACTOR_LOGIN_SUCCESSFUL": ("Vous êtes connecté·e.", "success"),
    "TWO_FACTOR_CHANGE_METHOD_SUCCESSFUL": ("Votre application de codes est changée.", "success"),
    "TWO_FACTOR_PERMISSION_DENIED": ("Commencez par votre adresse et votre mot de passe.", "info"),
    "TWO_FACTOR_METHOD_NOT_AVAILABLE": ("Choisissez une des réponses proposées.", "error"),
    "TWO_FACTOR_SETUP_EXPIRED": (_TOO_LATE, "error"),
    "WEBAUTHN_EXPIRED": (_TOO_LATE, "error"),
    "WEBAUTHN_NAME_REQUIRED": ("Donnez un nom à cette clé.", "error"),
    "WEBAUTHN_NAME_INUSE": ("Une de vos clés a déjà ce nom.", "error"),
    "WEBAUTHN_NAME_NOT_FOUND": ("Aucune de vos clés n’a ce nom.", "error"),
    "WEBAUTHN_NAME_DISALLOWED_CHARACTERS": (
        "Des lettres, des chiffres, des espaces et des tirets seulement.",
        "error",
    ),
    "WEBAUTHN_CREDENTIAL_DELETED": ("Clé retirée.", "success"),
    "WEBAUTHN_REGISTER_SUCCESSFUL": ("Clé ajoutée.", "success"),
    "WEBAUTHN_CREDENTIAL_ID_INUSE": ("Cette clé est déjà enregistrée.", "error"),
    "WEBAUTHN_UNKNOWN_CREDENTIAL_ID": (WRONG_KEY, "error"),
    "WEBAUTHN_ORPHAN_CREDENTIAL_ID": (WRONG_KEY, "error"),
    "WEBAUTHN_NO_VERIFY": (WRONG_KEY, "error"),
    "WEBAUTHN_CREDENTIAL_WRONG_USAGE": (WRONG_KEY, "error"),
    "WEBAUTHN_MISMATCH_USER_HANDLE": (WRONG_KEY, "error"),
}

MESSAGES: Final = {f"SECURITY_MSG_{name}": text for name, text in _TEXTS.items()}

#: Whatever went wrong: an unknown e-mail is not told from a level that is too low.
PROCONNECT_REFUSED: Final = (
    "ProConnect n’a pas permis d’entrer ici. Il faut un accès déjà ouvert par le bureau, à la même "
    "adresse. Vous pouvez aussi entrer par votre mot de passe."
)

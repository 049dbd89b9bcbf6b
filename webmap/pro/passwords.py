"""Passwords that are easy to guess are refused, on this machine: nothing is asked of anyone."""

from __future__ import annotations

import re
from typing import Any, Final

from flask import Flask
from flask_security import PasswordUtil
from zxcvbn import zxcvbn

#: zxcvbn reads no more, and refuses to.
_READ: Final = 72
#: Of 0 to 4: ten thousand million guesses. Three words without a link are enough.
_ENOUGH: Final = 4
#: Words of this site and of these trades: whoever guesses here begins with them.
CONTEXT: Final = (
    "repères", "reperes", "espace", "professionnel", "protection", "enfance", "mineur",
    "mineurs", "departement", "département", "association", "foyer", "standard", "motdepasse",
)  # fmt: skip
EASY: Final = (
    "Ce mot de passe se devine trop vite : il est trop courant, ou trop proche de votre adresse. "
    "Choisissez plusieurs mots sans lien."
)


class Passwords(PasswordUtil):
    """Flask-Security's rules, then how many guesses the password would take.

    Its own use of zxcvbn speaks English and fails beyond 72 signs.
    """

    def __init__(self, app: Flask) -> None:
        super().__init__(app)

    def validate(
        self, password: str, is_register: bool, **known: Any
    ) -> tuple[list[str] | None, str]:
        """Problems, or None, and the password in its normal form. `known`: `user` or `email`."""
        problems, normal = super().validate(password, is_register, **known)
        if not problems and easy(normal, known["email"] if is_register else known["user"].email):
            problems = [EASY]
        return problems, normal


def easy(password: str, email: str) -> bool:
    """Whether few guesses are enough, for someone who knows the e-mail and this site."""
    words = [email, *re.findall(r"\w+", email), *CONTEXT]
    score: int = zxcvbn(password[:_READ], user_inputs=words)["score"]
    return score < _ENOUGH

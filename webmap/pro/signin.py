"""Forms of signing in: Flask-Security's, with tries counted and two gaps closed."""

from __future__ import annotations

from typing import Any

from flask import session
from flask_security import hash_password
from flask_security.forms import LoginForm, TwoFactorVerifyCodeForm, VerifyForm
from flask_security.webauthn import WebAuthnSigninResponseForm

from webmap.pro import throttle
from webmap.pro.session import PATH
from webmap.pro.texts import REFUSED, WRONG_CODE, WRONG_KEY
from webmap.pro.users import User


class SignIn(LoginForm):
    """E-mail and password. Nobody is remembered."""

    remember = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Flask-Security would lead back to the sign-in page, by its whole address.
        self.next.data = self.next.data or PATH

    def validate(self, **kwargs: Any) -> bool:
        email = (self.email.data or "").strip()
        if not throttle.may_try(throttle.SIGN_IN, email):
            # As long as looking at a password takes: a shut door is no faster than a wrong one.
            hash_password(self.password.data or "-")
            self.form_errors.append(REFUSED)
            return False
        if not super().validate(**kwargs):
            return False
        throttle.proved(throttle.SIGN_IN, email)
        return True


class Again(VerifyForm):
    """The password once more, before what touches the account's safety."""

    def validate(self, **kwargs: Any) -> bool:
        if not throttle.may_try(throttle.SIGN_IN, self.user.email):
            self.form_errors.append(REFUSED)
            return False
        if not super().validate(**kwargs):
            return False
        throttle.proved(throttle.SIGN_IN, self.user.email)
        return True


class Code(TwoFactorVerifyCodeForm):
    """The code of the application."""

    user: User

    def validate(self, **kwargs: Any) -> bool:
        if not throttle.may_try(throttle.SECOND_FACTOR, self.user.email):
            self.code.errors = [WRONG_CODE]
            return False
        if not super().validate(**kwargs):
            return False
        throttle.proved(throttle.SECOND_FACTOR, self.user.email)
        return True


class KeyAnswer(WebAuthnSigninResponseForm):
    """What a passkey answers.

    Flask-Security signs in whoever owns the key; it must be whoever gave the password just before.
    """

    user: User

    def validate(self, **kwargs: Any) -> bool:
        if not super().validate(**kwargs):
            return False
        if self.user.active and self.user.fs_uniquifier == session.get("tf_user_id"):
            return True
        self.credential.errors.append(WRONG_KEY)
        return False

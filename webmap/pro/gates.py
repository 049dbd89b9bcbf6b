"""Who may pass: someone signed in, a professional, the bureau."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from flask import abort
from flask_login import current_user
from flask_security import auth_required

from webmap.pro.users import User

View = TypeVar("View", bound=Callable[..., Any])


def me() -> User:
    """The person signed in."""
    return cast("User", current_user._get_current_object())


def signed_in(view: View) -> View:
    """Anyone with an account, both factors given."""
    return cast("View", auth_required("session")(view))


def professional(view: View) -> View:
    """Someone who works with minors. Whoever grants access reads no line."""
    return _only(view, admin=False)


def bureau(view: View) -> View:
    """An administrator."""
    return _only(view, admin=True)


def _only(view: View, admin: bool) -> View:
    @wraps(view)
    def passed(*arguments: Any, **named: Any) -> Any:
        if me().admin is not admin:
            abort(403)
        return view(*arguments, **named)

    return signed_in(cast("View", passed))

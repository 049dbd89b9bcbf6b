"""Forms sent from another site's page are refused: our public forms have no session and no token.

Browsers say where a request comes from (`Sec-Fetch-Site`); pages cannot forge it. One that does
not say is let through: a search changes nothing, and signed-in forms have tokens too. `Origin`
would not help: under `no-referrer` browsers send `null`, from our own pages as well.
"""

from __future__ import annotations

from typing import Final

from flask import Flask, abort, request

_READING: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_OURS: Final = ("same-origin", "none", "")


def install(app: Flask) -> None:
    """Refuse with 403, before any view, whatever could act and comes from another origin."""
    app.before_request(_refuse_other_origins)


def _refuse_other_origins() -> None:
    if request.method not in _READING and request.headers.get("Sec-Fetch-Site", "") not in _OURS:
        abort(403)

"""The wing is an application of its own, put before the public one for addresses under `/pro`.

No hook, session or rule of it exists in the public application: what the public gets cannot
depend on it (S1). It shares with it the directory in memory, the static files and the templates.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from flask import Flask, Response
from flask_babel import Babel
from flask_wtf import CSRFProtect

from webmap.private.database import open_room
from webmap.pro import proconnect, refusals, routes, safety
from webmap.pro.config import SECURITY
from webmap.pro.here import EXTENSION, Here
from webmap.pro.session import COOKIE_SETTINGS, PATH, WHOLE, ProSession
from webmap.web import assets, labels, language, origins, problems
from webmap.web.coverage import views as coverage
from webmap.web.public import views as public

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

    from webmap.settings import Settings
    from webmap.web.current import Clock

#: Pages of forms only: a list of territories and a few lines.
_LONGEST_BODY: Final = 64 * 1024


def mounted(app: Flask, settings: Settings, clock: Clock) -> WSGIApplication:
    """What answers: the wing under `/pro`, the public application elsewhere.

    Raises `PrivateError` when the locked room cannot be opened.
    """
    public_answer, wing = app.wsgi_app, create_wing(app, settings, clock)
    app.extensions[EXTENSION] = wing

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        inside = path == PATH or path.startswith(f"{PATH}/")
        return (wing.wsgi_app if inside else public_answer)(environ, start_response)

    return answer


def create_wing(app: Flask, settings: Settings, clock: Clock) -> Flask:
    """The application of the wing, beside the public `app`."""
    wing = problems.Application("webmap", static_folder=None, template_folder="web/templates")
    room = open_room(settings.private_url, settings.private_key)
    wing.config.update(_config(app, settings))
    wing.secret_key = room.secret("session")
    wing.config["SECURITY_TOTP_SECRETS"] = {"1": room.lasting_secret("totp")}
    wing.url_map.strict_slashes = wing.url_map.merge_slashes = False
    wing.session_interface = ProSession(clock)
    wing.extensions[EXTENSION] = Here(room, clock, settings)
    for shared in ("webmap", "webmap_assets"):
        wing.extensions[shared] = app.extensions[shared]
    wing.add_template_global(assets.static_url)
    labels.install(wing)
    # For links out of the wing only: their pages are never asked of it.
    language.install(wing, (public.blueprint, coverage.blueprint))
    wing.add_template_global(_in_english, "switches")
    wing.add_template_global(language.direction)
    wing.register_blueprint(assets.blueprint)
    problems.install(wing)
    origins.install(wing)
    Babel(wing, locale_selector=language.language)
    CSRFProtect(wing).exempt(routes.open_form)
    safety.install(wing, clock)
    refusals.install(wing)
    wing.after_request(_unlisted)
    wing.register_blueprint(routes.blueprint)
    wing.register_blueprint(routes.desk)
    proconnect.install(wing, settings)
    return wing


def _unlisted(response: Response) -> Response:
    """No search engine lists a page of the wing, errors included."""
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _in_english() -> list[language.Switch]:
    """The wing speaks French only; the link leads to the public site."""
    return [language.Switch("en", "English", "/en/")]


def _config(app: Flask, settings: Settings) -> dict[str, Any]:
    return {
        "WEBMAP_EXIT_URL": settings.exit_url,
        "MAX_CONTENT_LENGTH": _LONGEST_BODY,
        "MAX_FORM_PARTS": 300,
        "BABEL_DEFAULT_LOCALE": "fr",
        "BABEL_TRANSLATION_DIRECTORIES": app.config["BABEL_TRANSLATION_DIRECTORIES"],
        "PERMANENT_SESSION_LIFETIME": WHOLE,
        # Our pages send no referrer: the token, SameSite and Sec-Fetch-Site do the work.
        "WTF_CSRF_SSL_STRICT": False,
        # As long as the session: it ends first.
        "WTF_CSRF_TIME_LIMIT": None,
        **COOKIE_SETTINGS,
        **SECURITY,
    }

"""Two languages, two sets of addresses: French at `/`, English under `/en/`."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from flask import Blueprint, Flask, g, request, url_for

LANGUAGES: Final = ("fr", "en")
_PREFIX: Final = "en"
_WITHOUT_LANGUAGE: Final = ("data.", "assets.")


class Switch(NamedTuple):
    """The same page in the other language."""

    language: str
    name: str
    href: str


def install(app: Flask, pages: tuple[Blueprint, ...]) -> None:
    """Register the pages twice and set `g.language` before each request."""
    english = Blueprint(_PREFIX, __name__, url_prefix=f"/{_PREFIX}")
    for blueprint in pages:
        app.register_blueprint(blueprint)
        english.register_blueprint(blueprint)
    app.register_blueprint(english)
    app.before_request(_set_language)
    app.add_template_global(url)
    app.add_template_global(switch_language)


def language() -> str:
    """Language of the request at hand."""
    return str(g.get("language", "fr"))


def url(endpoint: str, **values: Any) -> str:
    """Address of a page in the language of the request; data and assets have none."""
    return _url(endpoint, language(), **values)


def switch_language() -> Switch:
    """The page at hand in the other language; the home page where there is no page."""
    other = "fr" if language() == "en" else "en"
    endpoint = (request.endpoint or "public.home").removeprefix(f"{_PREFIX}.")
    values = dict(request.view_args or {})
    if endpoint.startswith(_WITHOUT_LANGUAGE) or request.routing_exception:
        endpoint, values = "public.home", {}
    names = {"fr": "Français", "en": "English"}
    return Switch(other, names[other], _url(endpoint, other, **values))


def _url(endpoint: str, language: str, **values: Any) -> str:
    prefixed = language == _PREFIX and not endpoint.startswith(_WITHOUT_LANGUAGE)
    return url_for(f"{_PREFIX}.{endpoint}" if prefixed else endpoint, **values)


def _set_language() -> None:
    english = request.path == f"/{_PREFIX}" or request.path.startswith(f"/{_PREFIX}/")
    g.language = "en" if english else "fr"

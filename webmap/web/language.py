"""Languages and their addresses: French at `/`, each other one under its code (`/en/`).

A language is offered whole, or begins with the pages that matter most (`FIRST_PAGES`); its other
pages then do not exist in it, and links lead to the French ones. No text made by a machine is
offered as checked: a language is added to `LANGUAGES` when people have read its catalogue
(docs/contributing.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from flask import Blueprint, Flask, abort, current_app, g, request, url_for


class Language(NamedTuple):
    """A language of the screens.

    name: in the language itself · locale: of dates and numbers · direction: "ltr" or "rtl" ·
    pages: endpoints that it has, None for all of them.
    """

    name: str
    locale: str
    direction: str = "ltr"
    pages: frozenset[str] | None = None

    def has(self, endpoint: str) -> bool:
        return self.pages is None or endpoint in self.pages


#: The language of the addresses without a code. Every page exists in it.
FIRST: Final = "fr"
#: Dates in English are written in the European order.
LANGUAGES: Final[Mapping[str, Language]] = {
    FIRST: Language("Français", "fr"),
    "en": Language("English", "en_GB"),
}
#: What a new language begins with: whom to call, and the way out.
FIRST_PAGES: Final = frozenset({"public.urgence", "public.urgence_territoire", "public.sortie"})
_WITHOUT_LANGUAGE: Final = ("data.", "assets.")


class Switch(NamedTuple):
    """The same page in another language."""

    language: str
    name: str
    href: str


def install(
    app: Flask, pages: tuple[Blueprint, ...], languages: Mapping[str, Language] = LANGUAGES
) -> None:
    """Register the pages once for each language and set `g.language` before each request."""
    app.extensions["webmap_languages"] = languages
    for blueprint in pages:
        app.register_blueprint(blueprint)
    for code in languages:
        if code != FIRST:
            app.register_blueprint(_under(code, pages))
    app.before_request(_set_language)
    app.add_template_global(url)
    app.add_template_global(switches)
    app.add_template_global(direction)


def language() -> str:
    """Code of the language of the request at hand."""
    return str(g.get("language", FIRST))


def locale() -> str:
    """How the language of the request writes dates and numbers."""
    return _offered()[language()].locale


def direction() -> str:
    """Which way the language of the request is written: "ltr" or "rtl"."""
    return _offered()[language()].direction


def url(endpoint: str, /, **values: Any) -> str:
    """Address of a page in the language of the request, in French where it has no such page; data
    and assets have no language."""
    return _url(endpoint, language(), **values)


def switches() -> list[Switch]:
    """The page at hand in the other languages that have it; the home page where there is none."""
    endpoint, values = _bare(request.endpoint or "public.home"), dict(request.view_args or {})
    if endpoint.startswith(_WITHOUT_LANGUAGE) or request.routing_exception or g.get("nowhere"):
        endpoint, values = "public.home", {}
    return [
        Switch(code, other.name, _url(endpoint, code, **values))
        for code, other in _offered().items()
        if code != language() and other.has(endpoint)
    ]


def _offered() -> Mapping[str, Language]:
    languages: Mapping[str, Language] = current_app.extensions.get("webmap_languages", LANGUAGES)
    return languages


def _under(code: str, pages: tuple[Blueprint, ...]) -> Blueprint:
    parent = Blueprint(code, __name__, url_prefix=f"/{code}")
    for blueprint in pages:
        parent.register_blueprint(blueprint)
    return parent


def _url(endpoint: str, code: str, /, **values: Any) -> str:
    plain = code == FIRST or endpoint.startswith(_WITHOUT_LANGUAGE)
    prefixed = not plain and _offered()[code].has(endpoint)
    return url_for(f"{code}.{endpoint}" if prefixed else endpoint, **values)


def _bare(endpoint: str) -> str:
    """An endpoint without its language."""
    first, _dot, rest = endpoint.partition(".")
    return rest if first in _offered() else endpoint


def _set_language() -> None:
    g.language = FIRST
    endpoint = request.endpoint or ""
    if endpoint.startswith(_WITHOUT_LANGUAGE):
        return
    code = request.path.split("/")[1]
    offered = _offered()
    if code != FIRST and code in offered:
        g.language = code
    if endpoint and not offered[g.language].has(_bare(endpoint)):
        # Said in French: the page of errors is not among the first of a language.
        g.language = FIRST
        abort(404)

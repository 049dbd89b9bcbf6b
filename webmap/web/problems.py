"""One table, error -> status and words. The text of an unexpected error never leaves the server."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, Final

from flask import Flask, Response, g, make_response, render_template, request
from flask_babel import LazyString, lazy_gettext
from werkzeug.exceptions import HTTPException, InternalServerError, MethodNotAllowed

from webmap import errors
from webmap.formats import geojson

_log = logging.getLogger("webmap")

STATUS: Final[dict[type[errors.WebmapError], int]] = {
    errors.UnknownPlace: 404,
    errors.UnknownTerritory: 404,
    errors.UnknownRecord: 404,
    errors.FigureNotDrawn: 404,
    errors.InvalidParameter: 400,
    errors.StoreError: 503,
    errors.GeodataError: 503,
    # Raised in the signed-in wing alone, whose other errors have sentences of their own.
    errors.PrivateError: 503,
}

_WORDS: Final = {
    400: (
        lazy_gettext("Demande illisible"),
        lazy_gettext(
            "L’adresse ou la question ne peut pas être lue. Revenez à l’accueil et recommencez."
        ),
    ),
    403: (
        lazy_gettext("Demande refusée"),
        lazy_gettext(
            "Cette demande n’est pas permise. Si elle vient d’un autre site, revenez à l’accueil "
            "et recommencez ici."
        ),
    ),
    404: (
        lazy_gettext("Page introuvable"),
        lazy_gettext(
            "Cette page n’existe pas, ou n’existe plus. La recherche retrouve une commune, un "
            "code postal ou un département."
        ),
    ),
    405: (
        lazy_gettext("Demande impossible"),
        lazy_gettext("Cette page ne répond pas à ce genre de demande. Revenez à l’accueil."),
    ),
    413: (
        lazy_gettext("Texte trop long"),
        lazy_gettext(
            "Écrivez quelques mots seulement : une commune, un code postal ou un département."
        ),
    ),
    500: (
        lazy_gettext("Une erreur est survenue"),
        lazy_gettext(
            "La panne est de notre côté. Les numéros d’urgence ci-dessous, eux, répondent."
        ),
    ),
    503: (
        lazy_gettext("L’annuaire n’est pas prêt"),
        lazy_gettext(
            "Il se prépare ou se met à jour. Les numéros d’urgence ci-dessous, eux, répondent."
        ),
    ),
}


#: What is said of an error whose status alone would say too little.
_OWN_WORDS: Final[dict[type[errors.WebmapError], tuple[LazyString, LazyString]]] = {
    errors.FigureNotDrawn: (
        lazy_gettext("Carte pas encore dessinée"),
        lazy_gettext(
            "Cette carte pour un rapport n’est pas dessinée pour les données d’aujourd’hui : "
            "c’est à la personne qui gère le site de la dessiner. "
            "Le tableau et la carte de la page Couverture, eux, sont à jour."
        ),
    ),
}


LAST_RESORT: Final = """<!doctype html><html lang="fr"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Repères</title>
<h1>Une erreur est survenue</h1>
<p>En métropole, danger immédiat : 17 ou 112. Un enfant en danger : 119. SMS : 114.</p>
<p><a href="/sortie">Quitter vite</a></p></html>
"""


def install(app: Flask) -> None:
    """Answer every error with a page, or JSON under `/donnees/`."""
    app.register_error_handler(errors.WebmapError, _expected)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unexpected)


def _expected(error: errors.WebmapError) -> Response:
    status = next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), 500)
    if status >= 500:
        _log.error("%s", type(error).__name__)
    problems = error.problems if isinstance(error, errors.InvalidChoices) else ()
    return _answer(status, problems, _OWN_WORDS.get(type(error)))


def _http(error: HTTPException) -> Response:
    if isinstance(error, InternalServerError):
        # Flask comes here when the error page itself failed: nothing is left that may fail.
        return Response(LAST_RESORT, 500, content_type="text/html; charset=utf-8")
    if error.response is not None or (error.code or 500) < 400:
        return make_response(error.get_response())
    answer = _answer(error.code or 500)
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        # Sorted: every worker says the same.
        answer.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    return answer


def unreadable(_: Exception) -> Response:
    """The answer to a request whose body cannot be read."""
    return _answer(400)


def _unexpected(error: Exception) -> Response:
    log_unexpected(error)
    return _answer(500)


def log_unexpected(error: BaseException | None) -> None:
    """The name of the error and where it was raised: never its text, which may hold what was
    asked, nor the address of the page."""
    trace = error.__traceback__ if error else None
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "?"
    _log.error("unexpected %s at %s", type(error).__name__, where)


class Application(Flask):
    """Flask, but for what it logs when even the error page fails: the page asked for; and nothing
    of ours is asynchronous: to ask of each function, at each request, takes longer than the rest.
    """

    def log_exception(self, exc_info: Any) -> None:
        log_unexpected(exc_info[1])

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        return func


def _answer(
    status: int,
    problems: tuple[str, ...] = (),
    words: tuple[LazyString, LazyString] | None = None,
) -> Response:
    # The other language of a page of errors is the home page: its own address is what was typed.
    g.nowhere = True
    title, message = words or _WORDS.get(status, _WORDS[400 if status < 500 else 500])
    if request.path.startswith("/donnees/"):
        said = " ".join(problems) or str(message)
        body = geojson.dump({"status": status, "title": str(title), "message": said})
        return Response(body, status, content_type="application/json; charset=utf-8")
    page = render_template(
        "problem.html", status=status, title=title, message=message, problems=problems
    )
    return make_response(page, status)

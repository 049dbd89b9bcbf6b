"""The application: wiring only."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask, Response
from flask_babel import Babel
from flask_compress import Compress

from webmap.files import bundled
from webmap.geo.communes import load_communes
from webmap.geo.territories import load_territories
from webmap.settings import Settings
from webmap.store.corrections import Corrections
from webmap.store.drawn import Drawn
from webmap.store.kept import KeptResults
from webmap.web import assets, headers, labels, language, origins, problems
from webmap.web.coverage import views as coverage
from webmap.web.current import Clock, Directory
from webmap.web.data import views as data
from webmap.web.public import views as public
from webmap.web.stamps import Stamps

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


def create_app(
    settings: Settings,
    clock: Clock = lambda: datetime.now(UTC),
    languages: Mapping[str, language.Language] = language.LANGUAGES,
) -> Flask:
    """A public server. Settings, clock and languages are given; nothing else reads them."""
    app = problems.Application(__name__, static_folder=None, template_folder="web/templates")
    app.config.update(
        WEBMAP_EXIT_URL=settings.exit_url,
        WEBMAP_PUBLIC_URL=settings.public_url,
        MAX_CONTENT_LENGTH=64 * 1024,
        BABEL_DEFAULT_LOCALE="fr",
        BABEL_TRANSLATION_DIRECTORIES="web/translations",
        COMPRESS_MIMETYPES=["text/html"],
        COMPRESS_REGISTER=False,
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_BR_LEVEL=5,
    )
    # No redirect of the router's own: it would repeat whatever Host the visitor sent.
    app.url_map.strict_slashes = app.url_map.merge_slashes = False
    geography = bundled("data", "communes")
    app.extensions["webmap"] = Directory(
        settings.database_url,
        load_territories(geography),
        load_communes(geography),
        clock,
        KeptResults(Path(settings.results), bundled("resources", "results")),
    )
    app.extensions["webmap_figures"] = Drawn(Path(settings.results, "figures"))
    app.extensions["webmap_corrections"] = Corrections(Path(settings.results, "corrections"))
    app.extensions["webmap_stamps"] = Stamps(settings.form_key, clock)
    app.extensions["webmap_assets"] = assets.load(bundled("static"))
    app.add_template_global(assets.static_url)
    app.add_template_global(assets.script_url)
    labels.install(app)
    language.install(app, (public.blueprint, coverage.blueprint), languages)
    app.register_blueprint(data.blueprint)
    app.register_blueprint(assets.blueprint)
    problems.install(app)
    origins.install(app)
    compress = Compress(app)

    @app.after_request
    def compress_pages(response: Response) -> Response:
        # Whole files are compressed once, by `representations.Ready`.
        return compress.after_request(response) if response.mimetype == "text/html" else response

    Babel(app, locale_selector=language.language)
    answer: WSGIApplication = app.wsgi_app
    if settings.pro:
        # Late: a public server has neither the wing nor the locked room in memory.
        from webmap.pro import wing

        answer = wing.mounted(app, settings, clock)
    app.wsgi_app = headers.secured(answer, settings.public_url)  # type: ignore[assignment, method-assign]
    return app

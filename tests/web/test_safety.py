"""S3, S4, S5, S8 over every page: headers, cookies, logs, and the rooms that must not be loaded."""

from __future__ import annotations

import logging
import subprocess
import sys

import pytest
from flask import Flask
from flask.testing import FlaskClient

from webmap.errors import StoreError
from webmap.settings import TABLE, load
from webmap.web import problems

PAGES = [
    "/", "/carte", "/recherche", "/commune/23096", "/departement/976", "/urgence", "/urgence/988",
    "/couverture", "/en/", "/en/carte", "/en/commune/75111", "/en/couverture", "/nowhere",
    "/departement/999", "/commune/99999", "/ressource/rzzzzzz",
]  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_headers_of_a_page(client: FlaskClient, path: str) -> None:
    """One strict policy, no cookie, nothing kept, for good answers and for errors."""
    response = client.get(path)
    assert response.status_code in (200, 404)
    assert response.headers["Content-Security-Policy"].startswith("default-src 'self';")
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in response.headers
    assert "ETag" not in response.headers


def test_the_public_has_no_session(app: Flask) -> None:
    """Without a secret key Flask cannot make a session cookie."""
    assert app.secret_key is None


def test_an_unexpected_error_tells_nothing(
    app: Flask,
    client: FlaskClient,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Its text may hold what was asked: neither the page nor the log repeats it."""

    def explode(*_: object, **__: object) -> None:
        raise RuntimeError("secret words of a visitor")

    monkeypatch.setattr("webmap.web.data.views.current", explode)
    with caplog.at_level(logging.DEBUG):
        response = client.get("/donnees/proches?commune=75056")
    assert response.status_code == 500
    assert "secret words" not in response.text
    assert "secret words" not in caplog.text
    assert "75056" not in caplog.text
    assert "RuntimeError" in caplog.text


def test_even_a_failing_error_page_logs_no_address(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """S5: Flask itself would write the page asked for."""

    def explode(*_: object, **__: object) -> None:
        raise RuntimeError("secret words")

    monkeypatch.setattr("webmap.web.problems.render_template", explode)
    with caplog.at_level(logging.DEBUG):
        response = client.get("/commune/99999")
    assert response.status_code == 500
    assert "119" in response.text
    assert "99999" not in caplog.text
    assert "secret words" not in caplog.text
    assert "RuntimeError" in caplog.text


@pytest.mark.parametrize("path", ["/en", "/carte/", "/donnees//proches", "//evil.example/en"])
def test_no_redirect_repeats_the_host_it_was_given(client: FlaskClient, path: str) -> None:
    """A forged Host must not lead a visitor elsewhere, nor to clear text behind TLS."""
    response = client.get(path, headers={"Host": "evil.example"})
    assert response.status_code in (200, 404)
    assert "Location" not in response.headers


@pytest.mark.parametrize("first", ["fr", "en"])
def test_the_first_visitor_does_not_choose_the_language(
    app: Flask, client: FlaskClient, first: str
) -> None:
    """A constant in a template must not be worked out once for all, in whoever's language."""
    app.jinja_env.cache.clear()  # type: ignore[union-attr]
    paths = {"fr": "/departement/59", "en": "/en/departement/59"}
    client.get(paths[first])
    french, english = client.get(paths["fr"]).text, client.get(paths["en"]).text
    assert "Circuit de protection" in french
    assert "Child-protection circuit" in english
    assert "Circuit de protection" not in english


def test_a_missing_store_is_a_503_with_the_numbers(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The emergency numbers stand on the page even when the directory cannot be read."""

    def missing() -> None:
        raise StoreError("there is no database yet: run `webmap init`")

    monkeypatch.setattr(app.extensions["webmap"], "snapshot", missing)
    for path in ("/", "/carte", "/urgence", "/departement/59"):
        response = client.get(path)
        assert response.status_code == 503
        assert "119" in response.text
        assert "webmap init" not in response.text


def test_every_expected_error_has_a_status() -> None:
    """One table: an error without a status would read as a crash."""
    assert set(problems.STATUS.values()) <= {400, 404, 503}


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_other_methods_get_a_plain_answer(client: FlaskClient, method: str) -> None:
    """405 with a page, not a trace."""
    response = client.open("/carte", method=method)
    assert response.status_code == 405
    assert "<h1" in response.text


def test_a_worker_loads_neither_folium_nor_frames(tmp_path: object) -> None:
    """DESIGN 3 and 7: what a public worker has in memory after answering."""
    code = """
import sys
from webmap.settings import load
from webmap.app import create_app
app = create_app(load({"WEBMAP_DATABASE_URL": "sqlite:///" + sys.argv[1]}))
client = app.test_client()
for path in sys.argv[2:]:
    client.get(path)
forbidden = {"folium", "branca", "geopandas", "pandas", "matplotlib", "webmap.private",
             "cryptography", "webmap.geodata", "webmap.mapping.page"}
print(sorted(forbidden & set(sys.modules)))
"""
    init = "from webmap.cli import main; main(['init'])"
    path = f"{tmp_path}/webmap.sqlite"
    environment = {"WEBMAP_DATABASE_URL": f"sqlite:///{path}", "PATH": ""}
    subprocess.run([sys.executable, "-c", init], check=True, env=environment, capture_output=True)
    done = subprocess.run(
        [sys.executable, "-c", code, path, *PAGES], check=True, capture_output=True, text=True
    )
    assert done.stdout.strip() == "[]"


def test_the_professional_wing_is_not_there(client: FlaskClient) -> None:
    """Off by default: /pro is a page that does not exist."""
    assert client.get("/pro").status_code == 404
    assert client.get("/pro/bureau").status_code == 404


def test_a_public_server_has_no_secret() -> None:
    """The public wing needs none: nothing to leak, nothing to forget."""
    settings = load({})
    assert not settings.pro
    secrets = [setting.name for setting in TABLE if setting.secret]
    assert secrets
    assert not any(getattr(settings, name) for name in secrets)

"""S3, S4: the headers of every kind of answer, in one table; what a browser may keep of it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import Client, TestResponse

from webmap import server
from webmap.app import create_app
from webmap.errors import StoreError
from webmap.settings import load
from webmap.web import headers

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

HTML = "text/html; charset=utf-8"
JSON = "application/json; charset=utf-8"
GEOJSON = "application/geo+json; charset=utf-8"
KEPT = "public, max-age=31536000, immutable"
ASKED_AGAIN = "public, max-age=0, must-revalidate"
NOT_KEPT = "no-store"

#: What the policy of `/carte` adds: the hash of each text that the page holds (test_carte.py).
WITHIN = re.compile(r"; (?:script|style)-src 'self' 'sha256-[\w+/]{43}='")
ALWAYS = {
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
        "object-src 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": (
        "accelerometer=(), browsing-topics=(), camera=(), compute-pressure=(), "
        "display-capture=(), geolocation=(), gyroscope=(), hid=(), idle-detection=(), "
        "local-fonts=(), magnetometer=(), microphone=(), midi=(), payment=(), serial=(), "
        "storage-access=(), usb=(), window-management=()"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-DNS-Prefetch-Control": "off",
}
#: An answer that names who served it, when it was made, or that saves itself on a disk.
NEVER = ("Set-Cookie", "Last-Modified", "Content-Disposition", "X-Powered-By", "Expires")


class Kind(NamedTuple):
    """One kind of answer: how to get it, and what it must say."""

    path: str
    status: int
    media: str
    cache: str
    method: str = "GET"
    data: dict[str, str] | bytes | None = None
    sent: dict[str, str] = {}  # noqa: RUF012 - never changed


KINDS = {
    "page": Kind("/", 200, HTML, NOT_KEPT),
    "page of a place": Kind("/commune/23096", 200, HTML, NOT_KEPT),
    "page of a record": Kind("/ressource/rgb14pd", 200, HTML, NOT_KEPT),
    "page in English": Kind("/en/securite", 200, HTML, NOT_KEPT),
    "page that holds its style": Kind("/carte", 200, HTML, NOT_KEPT),
    "page by parameters": Kind("/couverture?tri=nom", 200, HTML, NOT_KEPT),
    "page of choices": Kind("/recherche?parmi=97411.93066", 200, HTML, NOT_KEPT),
    "page of nothing found": Kind("/recherche?suite=3", 200, HTML, NOT_KEPT),
    "redirect to people": Kind("/recherche", 303, HTML, NOT_KEPT, "POST", {"q": "j'ai peur"}),
    "open file, places": Kind("/donnees/lieux.json", 200, JSON, ASKED_AGAIN),
    "redirect to choices": Kind("/recherche", 303, HTML, NOT_KEPT, "POST", {"q": "Saint-Denis"}),
    "redirect to a place": Kind("/recherche", 303, HTML, NOT_KEPT, "POST", {"q": "Lille"}),
    "unreadable words": Kind("/recherche", 303, HTML, NOT_KEPT, "POST", {"q": ""}),
    "bad address of choices": Kind("/recherche?parmi=99999", 400, HTML, NOT_KEPT),
    "unreadable parameter": Kind("/couverture?tri=zz", 400, HTML, NOT_KEPT),
    "form of another site": Kind(
        "/recherche", 403, HTML, NOT_KEPT, "POST", {"q": "Lille"}, {"Sec-Fetch-Site": "cross-site"}
    ),
    "no such page": Kind("/nowhere", 404, HTML, NOT_KEPT),
    "no such place": Kind("/commune/99999", 404, HTML, NOT_KEPT),
    "no such file": Kind("/static/nothing.css", 404, HTML, NOT_KEPT),
    "method refused": Kind("/carte", 405, HTML, NOT_KEPT, "DELETE"),
    "body too large": Kind("/recherche", 413, HTML, NOT_KEPT, "POST", {"q": "x" * 70_000}),
    "style": Kind("/static/app.css", 200, "text/css; charset=utf-8", ASKED_AGAIN),
    "script": Kind("/static/exit.js", 200, "text/javascript; charset=utf-8", ASKED_AGAIN),
    "icon": Kind("/static/icon.svg", 200, "image/svg+xml; charset=utf-8", ASKED_AGAIN),
    "script of a map": Kind(
        "/carte/carte.fr.js", 200, "text/javascript; charset=utf-8", ASKED_AGAIN
    ),
    "open file": Kind("/donnees/ressources.geojson", 200, GEOJSON, ASKED_AGAIN),
    "open file, outlines": Kind("/donnees/territoires.geojson", 200, GEOJSON, ASKED_AGAIN),
    "open file, table": Kind("/couverture.csv", 200, "text/csv; charset=utf-8", ASKED_AGAIN),
    "data of a place": Kind("/donnees/proches?commune=23096", 200, JSON, NOT_KEPT),
    "data of no place": Kind("/donnees/proches?commune=99999", 404, JSON, NOT_KEPT),
    "data unreadable": Kind("/donnees/proches?commune=x", 400, JSON, NOT_KEPT),
    "data, no such file": Kind("/donnees/nothing", 404, JSON, NOT_KEPT),
    "health": Kind("/healthz", 200, JSON, NOT_KEPT),
    "robots": Kind("/robots.txt", 200, "text/plain; charset=utf-8", NOT_KEPT),
}


def asked(client: FlaskClient, kind: Kind, method: str = "") -> TestResponse:
    """The answer, without its body being compressed."""
    return client.open(kind.path, method=method or kind.method, data=kind.data, headers=kind.sent)


def assert_protected(response: TestResponse) -> None:
    """Each header once, with its value; none of those that may never be there."""
    for name, value in ALWAYS.items():
        said = [WITHIN.sub("", header) for header in response.headers.getlist(name)]
        assert said == [value], name
    assert not [name for name in NEVER if name in response.headers]


@pytest.mark.parametrize("name", KINDS)
def test_the_headers_of_an_answer(client: FlaskClient, name: str) -> None:
    kind = KINDS[name]
    response = asked(client, kind)
    assert response.status_code == kind.status
    assert_protected(response)
    assert response.headers.getlist("Content-Type") == [kind.media]
    assert response.headers.getlist("Cache-Control") == [kind.cache]
    assert ("ETag" in response.headers) == (kind.cache != NOT_KEPT)


@pytest.mark.parametrize("name", [name for name, kind in KINDS.items() if kind.method == "GET"])
def test_head_says_the_same_without_a_body(client: FlaskClient, name: str) -> None:
    """A browser that looks before it asks learns neither more nor less."""
    got, looked = asked(client, KINDS[name]), asked(client, KINDS[name], "HEAD")
    assert looked.data == b""
    assert (looked.status_code, undated(looked)) == (got.status_code, undated(got))


def undated(answer: TestResponse) -> list[tuple[str, str]]:
    """Headers, but for the moment: between two answers a second may pass."""
    return [(name, "" if name == "Date" else value) for name, value in answer.headers]


@pytest.mark.parametrize("path", ["/static/app.css", "/carte/carte.fr.js"])
def test_only_a_file_asked_by_its_version_is_kept(client: FlaskClient, path: str) -> None:
    """A wrong version is not believed: an old file would be kept for a year."""
    version = (client.get(path).headers["ETag"]).strip('"').partition(":")[0]
    assert client.get(f"{path}?v={version}").headers["Cache-Control"] == KEPT
    assert client.get(f"{path}?v=0{version[1:]}x").headers["Cache-Control"] == ASKED_AGAIN


def test_a_file_that_the_browser_has_is_not_sent_again(client: FlaskClient) -> None:
    first = client.get("/donnees/ressources.geojson")
    again = client.get(
        "/donnees/ressources.geojson", headers={"If-None-Match": first.headers["ETag"]}
    )
    assert (again.status_code, again.data) == (304, b"")
    assert_protected(again)
    assert again.headers["Cache-Control"] == ASKED_AGAIN


def test_a_refused_method_says_which_are_not(client: FlaskClient) -> None:
    """RFC 9110: a 405 carries `Allow`; sorted, so that every worker says the same."""
    assert client.delete("/carte").headers["Allow"] == "GET, HEAD, OPTIONS"
    assert client.put("/recherche").headers["Allow"] == "GET, HEAD, OPTIONS, POST"


@pytest.mark.parametrize(
    ("error", "status"), [(RuntimeError("words"), 500), (StoreError("path"), 503)]
)
@pytest.mark.parametrize("path", ["/", "/donnees/proches?commune=75056"])
def test_a_failure_is_protected_too(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, path: str, error: Exception, status: int
) -> None:
    def explode(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(client.application.extensions["webmap"], "snapshot", explode)
    response = client.get(path)
    assert response.status_code == status
    assert_protected(response)
    assert response.headers["Cache-Control"] == NOT_KEPT


def test_a_failing_error_page_is_protected_too(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def explode(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("webmap.web.problems.render_template", explode)
    response = client.get("/nowhere")
    assert response.status_code == 500
    assert_protected(response)
    assert response.headers["Cache-Control"] == NOT_KEPT


def test_a_request_that_gunicorn_cannot_read_gets_them_as_well() -> None:
    """Its own answer would have none of them, and would repeat what was asked."""
    head, _, body = server.refusal(HTTPStatus.BAD_REQUEST).decode().partition("\r\n\r\n")
    status, *lines = head.split("\r\n")
    found = dict(line.split(": ", 1) for line in lines)
    assert status == "HTTP/1.1 400 Bad Request"
    assert {**ALWAYS, "Cache-Control": NOT_KEPT, "Content-Type": HTML}.items() <= found.items()
    assert int(found["Content-Length"]) == len(body.encode())
    assert "119" in body


def test_clear_text_promises_no_tls(client: FlaskClient) -> None:
    """HSTS of a server without TLS would be ignored, or would lock its visitors out."""
    assert "Strict-Transport-Security" not in client.get("/").headers


@pytest.fixture
def behind_tls(app: Flask) -> Iterator[FlaskClient]:
    """The same application as the public sees it at https://reperes.example."""
    plain = app.wsgi_app
    app.wsgi_app = headers.secured(plain, "https://reperes.example")  # type: ignore[method-assign]
    yield app.test_client()
    app.wsgi_app = plain  # type: ignore[method-assign]


def test_behind_tls_browsers_come_back_by_tls(behind_tls: FlaskClient) -> None:
    """Two years, sub-hosts included; not in a browser's public list."""
    for path in ("/", "/nowhere", "/static/app.css", "/donnees/proches?commune=75056"):
        sent = behind_tls.get(path, base_url="https://reperes.example").headers
        assert sent["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains"


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "reperes.example.evil.example",
        "",
        "127.0.0.1",
        "reperes.example:8000",
        "evil.example#reperes.example",
    ],
)
def test_a_request_for_another_host_is_refused(behind_tls: FlaskClient, host: str) -> None:
    """Whatever the address; the answer repeats nothing of it."""
    for path in ("/", "/static/app.css", "/donnees/ressources.geojson"):
        response = behind_tls.get(path, headers={"Host": host})
        assert response.status_code == 400
        assert_policy_and_no_echo(response, host)


def assert_policy_and_no_echo(response: TestResponse, host: str) -> None:
    assert response.headers["Content-Security-Policy"] == ALWAYS["Content-Security-Policy"]
    assert response.headers["Cache-Control"] == NOT_KEPT
    assert not host or host not in response.text + str(response.headers)


@pytest.mark.parametrize("host", ["reperes.example", "Reperes.Example"])
def test_the_site_answers_to_its_own_name(behind_tls: FlaskClient, host: str) -> None:
    assert behind_tls.get("/", headers={"Host": host}).status_code == 200


def test_the_supervisor_may_ask_by_the_machines_address(behind_tls: FlaskClient) -> None:
    assert behind_tls.get("/healthz", headers={"Host": "127.0.0.1:8000"}).status_code == 200


def test_addresses_are_made_with_the_scheme_of_the_site() -> None:
    """Behind a proxy a request arrives in clear text: the proxy's word is not needed, nor a
    visitor's believed."""
    seen: list[str] = []

    def application(environ: WSGIEnvironment, start: StartResponse) -> list[bytes]:
        seen.append(environ["wsgi.url_scheme"])
        start("200 OK", [])
        return []

    client = Client(headers.secured(application, "https://reperes.example"))
    client.get("/", base_url="http://reperes.example", headers={"X-Forwarded-Proto": "http"})
    assert seen == ["https"]


def test_the_application_is_told_its_public_address(tmp_path: Path) -> None:
    """`create_app` passes `WEBMAP_PUBLIC_URL` on."""
    settings = load({"WEBMAP_DATABASE_URL": f"sqlite:///{tmp_path}/none.sqlite"})
    settings = dataclasses.replace(settings, public_url="https://reperes.example")
    client = create_app(settings).test_client()
    assert client.get("/static/app.css").status_code == 400
    assert client.get("/static/app.css", headers={"Host": "reperes.example"}).status_code == 200

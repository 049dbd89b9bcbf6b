"""What a hostile request may try on the public wing, each by its name in the trade, and fails.

The signed-in wing's own (brute force, fixation, tokens, enumeration) are in tests/pro.
"""

from __future__ import annotations

import io
import re
import socket
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.routing import Rule

from tests.browser.conftest import served

EVIL = "evil.example"
SCRIPT = "\"><script>alert('zq')</script>"
#: One address of each kind of answer.
ADDRESSES = (
    "/", "/en/", "/carte", "/recherche", "/commune/23096", "/en/commune/75111", "/departement/59",
    "/ressource/rgb14pd", "/urgence", "/urgence/976", "/couverture", "/securite", "/sortie",
    "/couverture.csv", "/donnees/ressources.geojson", "/donnees/proches?commune=75056",
    "/nowhere", "/commune/99999", "/static/app.css", "/robots.txt", "/healthz",
)  # fmt: skip


def public_rules(app: Flask) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if not rule.rule.startswith("/pro")]


# Open redirect


@pytest.mark.parametrize("field", ["next", "url", "return", "redirect", "to", "target", "continue"])
@pytest.mark.parametrize("to", [f"https://{EVIL}", f"//{EVIL}", f"/\\{EVIL}", f"https:{EVIL}"])
def test_no_parameter_says_where_to_go(client: FlaskClient, field: str, to: str) -> None:
    """Not after a search, not on the way out, not when changing language."""
    found = client.post("/recherche", data={"q": "Lille", field: to}, query_string={field: to})
    assert found.headers["Location"] == "/commune/59350"
    for path in ("/sortie", "/en/sortie", "/", "/en/"):
        answer = client.get(path, query_string={field: to})
        assert EVIL not in answer.text + str(answer.headers)


@pytest.mark.parametrize(
    "words", [f"//{EVIL}", f"https://{EVIL}", f"/\\{EVIL}", "59350/../..", "javascript:alert(1)"]
)
def test_words_never_become_an_address(client: FlaskClient, words: str) -> None:
    answer = client.post("/recherche", data={"q": words})
    assert re.fullmatch(
        r"/(commune|departement)/\w+|/recherche\?suite=[34]", answer.headers["Location"]
    )
    assert f'href="{words}"' not in answer.text


@pytest.mark.parametrize(
    "path",
    [f"//{EVIL}/en", f"//{EVIL}/%2e%2e", f"/\\{EVIL}", "/en", "/carte/", "/donnees//proches"],
)
def test_no_address_redirects_by_itself(client: FlaskClient, path: str) -> None:
    answer = client.get(path, headers={"Host": EVIL})
    assert answer.status_code in (200, 404)
    assert "Location" not in answer.headers
    assert EVIL not in answer.text


# Path traversal


@pytest.mark.parametrize("folder", ["/static/", "/static/vendor/", "/carte/", "/donnees/", "/"])
@pytest.mark.parametrize(
    "path",
    [
        "../webmap/settings.py", "../../../../etc/passwd", "/etc/passwd", "%2e%2e%2fsettings.py",
        "..%2f..%2fpyproject.toml", "%252e%252e%252fpyproject.toml", "....//pyproject.toml",
        "..\\pyproject.toml", "..%5cpyproject.toml", "%00/../app.css", "app.css%00.py",
        "vendor/../app.css", "./app.css", ".git/config", "webmap.sqlite", "var/webmap.sqlite",
    ],
)  # fmt: skip
def test_no_path_leads_out(client: FlaskClient, folder: str, path: str) -> None:
    """Files are served by name from a table in memory: nothing is opened."""
    answer = client.get(folder + path)
    assert answer.status_code in (400, 404)
    assert not re.search(r"root:|\[project\]|SQLite format|\[core\]|:root", answer.text)


# Oversized body


@pytest.mark.parametrize("path", ["/recherche", "/en/recherche"])
def test_a_large_body_is_refused_before_it_is_read(client: FlaskClient, path: str) -> None:
    """64 kB: the longest search has 200 signs."""
    assert client.post(path, data={"q": "Lille", "x": "x" * 70_000}).status_code == 413
    file = (io.BytesIO(b"x" * 70_000), "x")
    assert client.post(path, data={"q": "Lille", "x": file}).status_code == 413


def test_a_flood_of_fields_is_refused(client: FlaskClient) -> None:
    parts = {f"f{n}": "x" for n in range(1500)}
    answer = client.post("/recherche", data=parts, content_type="multipart/form-data")
    assert answer.status_code == 413


# Header injection


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\u2028", "\x85", "\u560d\u560a"])
def test_no_value_breaks_out_of_a_header(client: FlaskClient, end: str) -> None:
    """Neither in an answer that redirects nor in one that repeats a choice."""
    injected = f"Lille{end}Set-Cookie: zq=1{end}{end}<b>"
    answers = [
        client.post("/recherche", data={"q": injected}),
        client.get("/couverture", query_string={"tri": injected, "categorie": injected}),
        client.get("/donnees/proches", query_string={"commune": injected}),
        client.get("/static/app.css", query_string={"v": injected}),
        client.get(f"/commune/{injected.encode().hex()}", headers={"X-Lang": "x"}),
        client.get("/sortie", query_string={"x": injected}),
    ]
    for answer in answers:
        assert answer.status_code < 500
        assert "Set-Cookie" not in answer.headers
        assert not [v for _, v in answer.headers if "zq=1" in v or "\r" in v or "\n" in v]


# Host header


@pytest.mark.parametrize("name", ["Host", "X-Forwarded-Host", "X-Host", "X-Forwarded-Server",
                                  "X-Original-URL", "X-Rewrite-URL", "Forwarded", "Referer",
                                  "X-Forwarded-Prefix", "Origin"])  # fmt: skip
def test_no_address_is_built_from_a_header(client: FlaskClient, name: str) -> None:
    """A poisoned link would lead a visitor, or the way out, to someone else's server."""
    value = f"host={EVIL}" if name == "Forwarded" else EVIL
    for path in ADDRESSES:
        answer = client.get(path, headers={name: value})
        assert answer.status_code in (200, 404)
        assert EVIL not in answer.text + str(answer.headers)
    found = client.post("/recherche", data={"q": "Lille"}, headers={name: value})
    assert found.headers["Location"] == "/commune/59350"


# Method override


@pytest.mark.parametrize(
    "sent",
    [{"X-HTTP-Method-Override": "DELETE"}, {"X-HTTP-Method": "PUT"}, {"X-Method-Override": "POST"}],
)
def test_a_method_is_what_it_says(client: FlaskClient, sent: dict[str, str]) -> None:
    assert client.get("/carte", headers=sent).status_code == 200
    assert client.post("/carte", headers=sent, data={"_method": "GET"}).status_code == 405
    assert client.get("/recherche?_method=POST&q=Lille", headers=sent).status_code == 200


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "CONNECT", "DEBUG", "PROPFIND", "ZQ"])
def test_strange_methods_are_refused_and_not_repeated(client: FlaskClient, method: str) -> None:
    answer = client.open("/", method=method, headers={"X-Secret": "zqmarkzq"})
    assert answer.status_code == 405
    assert "zqmarkzq" not in answer.text + str(answer.headers)


# NUL, invalid UTF-8, and anything else


@pytest.mark.parametrize(
    "bad", ["%00", "%ff", "%c0%af", "%ed%a0%80", "%f0%28%8c%28", "%0d%0a", "%"]
)
def test_bytes_that_are_no_text(client: FlaskClient, bad: str) -> None:
    for path in (f"/commune/{bad}", f"/en/departement/{bad}", f"/ressource/{bad}", f"/{bad}",
                 f"/static/{bad}", f"/carte/{bad}", f"/urgence/{bad}", f"/en/{bad}",
                 f"/couverture?tri={bad}", f"/donnees/proches?commune={bad}"):  # fmt: skip
        assert client.get(path).status_code in (400, 404)
    form = "application/x-www-form-urlencoded"
    answer = client.post("/recherche", data=f"q={bad}Lille".encode(), content_type=form)
    assert answer.status_code in (303, 400)
    raw = client.post("/recherche", data=b"q=\xff\xfe\x00Lille", content_type=form)
    assert raw.status_code in (303, 400)


@given(data=st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_request_breaks_a_view(client: FlaskClient, data: st.DataObject) -> None:
    """Whatever stands in an address, a query or a form: an answer, never a failure, no script."""
    rule = data.draw(st.sampled_from(public_rules(client.application)))
    words = st.text(max_size=30) | st.sampled_from([SCRIPT, "{{7*7}}", "' OR 1=1 --", "%s%n", "59"])
    path = re.sub(r"<[^>]+>", lambda _: quote(data.draw(words), safe=""), rule.rule)
    names = st.sampled_from(
        ["q", "commune", "tri", "sens", "categorie", "besoin", "etat", "v", "x"]
    )
    query = data.draw(st.dictionaries(names, words, max_size=3))
    method = data.draw(st.sampled_from(sorted(rule.methods or {"GET"})))
    form = query if method == "POST" else None
    answer = client.open(path, method=method, query_string=query, data=form)
    assert answer.status_code < 500
    assert SCRIPT.encode() not in answer.data
    assert "Set-Cookie" not in answer.headers


# Forms of another site


@pytest.mark.parametrize("site", ["cross-site", "same-site", "zq"])
def test_forms_of_another_site_are_refused(app: Flask, client: FlaskClient, site: str) -> None:
    """Every public address that takes a form, whatever method it takes it by."""
    taking = [(r, m) for r in public_rules(app) for m in (r.methods or ()) if m in ("POST", "PUT")]
    assert taking
    for rule, method in taking:
        answer = client.open(
            rule.rule, method=method, data={"q": "Lille"}, headers={"Sec-Fetch-Site": site}
        )
        assert answer.status_code == 403
        assert "119" in answer.text


@pytest.mark.parametrize(
    "sent", [{}, {"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}]
)
def test_our_own_form_needs_no_session(
    app: Flask, client: FlaskClient, sent: dict[str, str]
) -> None:
    """No token, so no cookie: a search changes nothing."""
    answer = client.post("/recherche", data={"q": "Lille"}, headers=sent)
    assert answer.status_code == 303
    assert "Set-Cookie" not in answer.headers
    assert app.secret_key is None
    assert 'type="hidden"' not in client.get("/recherche").text


def test_a_link_from_another_site_still_works(client: FlaskClient) -> None:
    """A partner's page may lead to us: reading is not refused."""
    assert client.get("/commune/23096", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200


# No file to keep: DOMAIN 1


@pytest.mark.parametrize("path", ADDRESSES)
def test_nothing_saves_itself_on_a_disk(client: FlaskClient, path: str) -> None:
    """No contact card, no calendar, no archive, no name for a saved file: a file on a phone is a
    trace. The open data files are for those who look for them."""
    answer = client.get(path)
    assert "Content-Disposition" not in answer.headers
    assert answer.mimetype in {
        "text/html", "text/css", "text/plain", "text/csv", "application/json",
        "application/geo+json",
    }  # fmt: skip
    saved = re.findall(r'<a [^>]*href="([^"]*)"[^>]* download', answer.text)
    assert not [address for address in saved if not address.startswith("/couverture")]
    assert not re.search(r"\.vcf|text/vcard|BEGIN:VCARD|\.ics\b", answer.text)


def test_static_files_are_what_a_page_is_made_of(app: Flask, client: FlaskClient) -> None:
    """Styles, scripts and pictures, all of them."""
    names = list(app.extensions["webmap_assets"])
    assert len(names) > 5
    for name in names:
        answer = client.get(f"/static/{name}")
        assert answer.mimetype in {"text/css", "text/javascript", "image/svg+xml", "image/png"}
        assert "Content-Disposition" not in answer.headers


def test_no_public_address_ends_like_a_contact_card(app: Flask) -> None:
    """Files are open data; those that coordinators take away are under `/couverture`."""
    rules = [rule.rule.removeprefix("/en") for rule in public_rules(app)]
    files = [rule for rule in rules if "." in rule and not rule.startswith("/couverture")]
    assert {rule.rsplit(".", 1)[1] for rule in files} <= {
        "geojson", "json", "topojson", "txt", "xml",
    }  # fmt: skip
    assert not [rule for rule in rules if rule.endswith((".vcf", ".ics", ".zip"))]


@pytest.mark.parametrize("path", ["/", "/en/", "/recherche", "/en/recherche"])
def test_the_search_box_remembers_nothing(client: FlaskClient, path: str) -> None:
    """Neither the browser nor the keyboard learns what was typed, as far as a page can ask."""
    (box,) = re.findall(r'<input[^>]*name="q"[^>]*>', client.get(path).text)
    for attribute in ('autocomplete="off"', 'autocapitalize="off"', 'spellcheck="false"'):
        assert attribute in box
    assert "value=" not in box


def test_the_words_of_a_search_are_not_written_back(client: FlaskClient) -> None:
    """A page kept in a tab, or photographed, does not show them."""
    for words in ("zqmarkzq", SCRIPT):
        sent = client.post("/recherche", data={"q": words}, follow_redirects=True)
        assert words not in sent.history[0].text + sent.text


# Against the real server: how requests begin and end


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with served(tmp_path_factory.mktemp("hostile"), WEBMAP_WORKERS="1") as address:
        yield int(address.rsplit(":", 1)[1])


def sent(port: int, request: bytes) -> bytes:
    """All that the server answers, until it ends the connection."""
    got = b""
    with socket.create_connection(("127.0.0.1", port), 60) as visitor:
        visitor.sendall(request)
        with suppress(OSError):  # the server may have ended it already
            visitor.shutdown(socket.SHUT_WR)
        while part := visitor.recv(65536):
            got += part
    return got


SECOND = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
FORM = b"POST /recherche HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
SMUGGLED = {
    "length and chunks": FORM + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "chunks and length": FORM + b"Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
    "two lengths": FORM + b"Content-Length: 0\r\nContent-Length: 39\r\n\r\n",
    "lengths in a list": FORM + b"Content-Length: 0, 39\r\n\r\n",
    "a length with a sign": FORM + b"Content-Length: +0\r\n\r\n",
    "a space before the colon": FORM + b"Content-Length : 39\r\n\r\n",
    "chunked in disguise": FORM + b"Transfer-Encoding: \x0bchunked\r\n\r\n0\r\n\r\n",
    "chunked twice": FORM + b"Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n",
    "an unknown coding": FORM + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "a folded header": FORM + b"X: y\r\n Content-Length: 39\r\n\r\n",
    "a bare line feed": FORM + b"X: y\nContent-Length: 39\r\n\r\n",
    "a bad chunk size": FORM + b"Transfer-Encoding: chunked\r\n\r\n0x2\r\nq=\r\n0\r\n\r\n",
    "two hosts": b"GET / HTTP/1.1\r\nHost: x\r\nHost: evil.example\r\n\r\n",
    "a NUL in the path": b"GET /\x00 HTTP/1.1\r\nHost: x\r\n\r\n",
    "bytes in the path": b"GET /\xff HTTP/1.1\r\nHost: x\r\n\r\n",
    "a NUL in a header": b"GET / HTTP/1.1\r\nHost: x\r\nX: \x00\r\n\r\n",
}


@pytest.mark.parametrize("name", SMUGGLED)
def test_no_second_request_hides_behind_the_first(port: int, name: str) -> None:
    """Where proxy and server could disagree on where a request ends, nothing is answered twice."""
    got = sent(port, SMUGGLED[name] + SECOND)
    assert re.match(rb"HTTP/1\.1 (400|501) ", got)
    assert got.count(b"HTTP/1.1 ") == 1
    assert b"Content-Security-Policy" in got
    assert b'"status":"ok"' not in got


@pytest.mark.parametrize(
    ("header", "path"),
    [(b"SCRIPT_NAME: //evil.example", b"//evil.example/recherche"),
     (b"SCRIPT_NAME: /evil.example", b"/recherche"),
     (b"PATH_INFO: //evil.example", b"/recherche"),
     (b"X-Forwarded-Prefix: /evil.example", b"/recherche")],
)  # fmt: skip
def test_no_header_moves_the_site(port: int, header: bytes, path: bytes) -> None:
    """gunicorn believes `SCRIPT_NAME` of its neighbours by default: a proxy that lets it through
    would let a visitor rewrite every link, in pages that are made once for all."""
    request = b"POST %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n%s\r\n" % (path, header)
    request += (
        b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 7\r\n\r\nq=Lille"
    )
    assert b"evil.example" not in sent(port, request)
    page = b"GET /carte HTTP/1.1\r\nHost: x\r\nConnection: close\r\n%s\r\n\r\n" % header
    assert b"evil.example" not in sent(port, page)


def test_chunks_without_end_are_cut(port: int) -> None:
    """A body that says no length is counted as it comes."""
    head = FORM + b"Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nq=\r\n"
    chunk = b"2000\r\n" + b"x" * 0x2000 + b"\r\n"
    for count in (1, 10, 200):
        got = sent(port, head + chunk * count + b"0\r\n\r\n")
        assert re.match(rb"HTTP/1\.1 (303|400|413) ", got)
        assert b"xxx" not in got

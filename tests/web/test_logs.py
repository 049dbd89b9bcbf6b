"""S5: a real server, its logs turned up as loud as they go, tells nothing of who asked for what.

The server runs in its own folder with every logger at debug, gunicorn's included. Visitors come
from an address of their own and bring marked words in every place that a request has; some
requests cannot be read, some make the server fail. Then everything that it wrote is searched.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

import pytest

ROOT = Path(__file__).parents[2]

#: Loopback has many addresses: visitors do not share the server's.
VISITOR = "127.77.7.7"
MARK = "zqmarkzq"
#: A commune that no record names: its code, name and position are written only if someone asked.
PLACE = re.compile(r"23079|Felletin|2\.1733|45\.88")

#: The server as `webmap serve` runs it, but louder than an operator could make it.
LOUD = """
import logging, os
logging.basicConfig(level=logging.DEBUG)
for name in ("sqlalchemy", "sqlalchemy.engine", "alembic", "werkzeug", "flask.app"):
    logging.getLogger(name).setLevel(logging.DEBUG)
from webmap import server
from webmap.app import create_app
from webmap.settings import load
from webmap.web.public import search

class Loud(server.Server):
    def load_config(self):
        super().load_config()
        self.cfg.set("loglevel", "debug")

answer = search.answer

def failing(words, index):
    if words.startswith("panne"):
        raise RuntimeError(words)
    return answer(words, index)

def outside(application):
    # A failure where no page of ours can catch it: gunicorn's own handler is next.
    def run(environ, start):
        if environ["PATH_INFO"].startswith("/hors"):
            raise RuntimeError(environ["PATH_INFO"])
        if environ["PATH_INFO"].startswith("/apres"):
            start("200 OK", [("X-Bad", environ["PATH_INFO"] + "\\n")])
        return application(environ, start)
    return run

search.answer = failing
server.Server = Loud
settings = load(os.environ)
app = create_app(settings)
app.wsgi_app = outside(app.wsgi_app)
server.run(app, settings)
"""


class Wrote(NamedTuple):
    """All that a server wrote, and what its visitors got."""

    log: str
    files: dict[str, bytes]
    answers: dict[str, list[bytes]]


def request(line: str, *headers: str, body: bytes = b"") -> bytes:
    head = [line, *headers]
    if not any(h.lower().startswith(("content-length", "transfer-encoding")) for h in headers):
        head.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*head, "Connection: close"]).encode() + b"\r\n\r\n" + body


def form(path: str, words: str) -> bytes:
    body = f"q={words}".encode()
    return request(
        f"POST {path} HTTP/1.1",
        "Host: reperes.example",
        "Content-Type: application/x-www-form-urlencoded",
        body=body,
    )


MARKED = (
    "Host: zqmarkzq.example",
    "User-Agent: zqmarkzq",
    "Referer: https://zqmarkzq.example/zqmarkzq",
    "Cookie: session=zqmarkzq",
    "X-Forwarded-For: 203.0.113.77",
    "X-Real-IP: 203.0.113.77",
    "Forwarded: for=203.0.113.77",
    "Authorization: Basic enFtYXJrenE=",
    "X-Request-Id: zqmarkzq",
)

REQUESTS = {
    # What people do.
    "a place": request("GET /commune/23079 HTTP/1.1", *MARKED),
    "an island": request("GET /departement/2A004?zqmarkzq=1 HTTP/1.1", *MARKED),
    "data of a place": request("GET /donnees/proches?commune=23079&q=zqmarkzq HTTP/1.1", *MARKED),
    "words": form("/recherche", "zqmarkzq"),
    "a place by words": form("/recherche", "Felletin"),
    "suggestions": request("GET /donnees/lieux.json?q=zqmarkzq HTTP/1.1", *MARKED),
    "distress and a place": form("/recherche", "aide+zqmarkzq+Felletin"),
    "a correction": form("/ressource/rlg9rg2/corriger", "zqmarkzq"),
    "distress": form("/en/recherche", "aide+zqmarkzq"),
    "no such page": request("GET /zqmarkzq/23079 HTTP/1.1", *MARKED),
    "no such commune": request("GET /commune/23079zqmarkzq HTTP/1.1", *MARKED),
    "another method": request("DELETE /commune/23079 HTTP/1.1", *MARKED),
    "too much": form("/recherche", "zqmarkzq" * 20_000),
    "another site's form": request(
        "POST /recherche HTTP/1.1",
        "Host: x",
        "Sec-Fetch-Site: cross-site",
        "Origin: https://zqmarkzq.example",
        body=b"q=zqmarkzq",
    ),
    # What fails on our side.
    "a view that fails": form("/recherche", "panne+zqmarkzq+23079"),
    "a failure that no page catches": request("GET /hors/zqmarkzq/23079 HTTP/1.1", *MARKED),
    "a header that cannot be sent": request("GET /apres/zqmarkzq/23079 HTTP/1.1", *MARKED),
    # What cannot be read.
    "no request": b"zqmarkzq 23079\r\n\r\n",
    "no version": b"GET /zqmarkzq/23079\r\n\r\n",
    "a bad version": b"GET /zqmarkzq HTTP/7.zqmarkzq\r\n\r\n",
    "a bad method": b"zq(mark)zqmarkzq /23079 HTTP/1.1\r\n\r\n",
    "a NUL": b"GET /zqmarkzq\x00 HTTP/1.1\r\n\r\n",
    "bytes of no alphabet": b"GET /zqmarkzq\xff\xfe HTTP/1.1\r\n\r\n",
    "a bad header name": b"GET / HTTP/1.1\r\nzqmarkzq 23079: x\r\n\r\n",
    "a bad header value": b"GET / HTTP/1.1\r\nHost: x\r\nX: zqmarkzq\x00\r\n\r\n",
    "a folded header": b"GET / HTTP/1.1\r\nHost: x\r\n zqmarkzq\r\n\r\n",
    "two lengths": b"POST /zqmarkzq HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
    "a bad length": b"POST / HTTP/1.1\r\nContent-Length: zqmarkzq\r\n\r\n",
    "an unknown coding": b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: zqmarkzq\r\n\r\n",
    "a bad chunk": request("POST /recherche HTTP/1.1", "Host: x",
                           "Content-Type: application/x-www-form-urlencoded",
                           "Transfer-Encoding: chunked", body=b"zqmarkzq\r\n23079\r\n0\r\n\r\n"),
    "a long line": b"GET /" + b"zqmarkzq" * 2_000 + b" HTTP/1.1\r\n\r\n",
    "long headers": b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"zqmarkzq" * 8_000 + b"\r\n\r\n",
    "an expectation": b"GET / HTTP/1.1\r\nHost: x\r\nExpect: zqmarkzq\r\n\r\n",
    "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03zqmarkzq\r\n\r\n",
    "a visitor who leaves": b"POST /recherche HTTP/1.1\r\nContent-Length: 999\r\n\r\nq=zqmarkzq",
    "nothing": b"",
}  # fmt: skip


@pytest.fixture(scope="module")
def wrote(tmp_path_factory: pytest.TempPathFactory) -> Wrote:
    """Every request, four times: both workers, cold and warm; then the end of the server."""
    folder = tmp_path_factory.mktemp("logs")
    (folder / "tmp").mkdir()
    with loud(folder) as port:
        answers = {name: [send(port, sent) for _ in range(4)] for name, sent in REQUESTS.items()}
    log = (folder / "log").read_text("utf-8", "backslashreplace")
    files = {p.name: p.read_bytes() for p in folder.rglob("*") if p.is_file() and p.name != "log"}
    return Wrote(log, files, answers)


@contextmanager
def loud(folder: Path) -> Iterator[int]:
    """The loud server on a free port, in a folder where it may write."""
    port = free_port()
    environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith("WEBMAP_")},
        "WEBMAP_DATABASE_URL": f"sqlite:///{folder / 'webmap.sqlite'}",
        "WEBMAP_PORT": str(port),
        "PYTHONPATH": str(ROOT),
        "TMPDIR": str(folder / "tmp"),
    }
    with (folder / "log").open("wb") as log:
        options: dict[str, Any] = {
            "cwd": folder,
            "env": environment,
            "stdout": log,
            "stderr": subprocess.STDOUT,
        }
        subprocess.run([sys.executable, "-m", "webmap", "init"], check=True, **options)
        process = subprocess.Popen([sys.executable, "-c", LOUD], **options)
        try:
            wait(port, process)
            yield port
        finally:
            process.terminate()
            process.wait(timeout=120)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait(port: int, process: subprocess.Popen[bytes]) -> None:
    """Until the server answers, however busy the machine."""
    while not send(port, request("GET /healthz HTTP/1.1", "Host: x")):
        assert process.poll() is None, "the server stopped at start"
        time.sleep(0.1)


def send(port: int, sent: bytes) -> bytes:
    """What the visitor gets, until the server ends the connection."""
    got = b""
    address, own = ("127.0.0.1", port), (VISITOR, 0)
    with suppress(ConnectionError), socket.create_connection(address, 60, own) as visitor:
        visitor.sendall(sent)
        # A server that refused early has ended the connection already: its answer is still read.
        with suppress(OSError):
            visitor.shutdown(socket.SHUT_WR)
        while part := visitor.recv(65536):
            got += part
    return got


def test_the_server_was_as_loud_as_it_gets(wrote: Wrote) -> None:
    """Else the other tests would pass on silence."""
    assert ":sqlalchemy.engine.Engine:SELECT" in wrote.log
    assert "[DEBUG]" in wrote.log
    assert wrote.log.count("a worker had something to say") >= 10
    assert "unexpected RuntimeError at" in wrote.log
    assert "refused a request that cannot be read" in wrote.log


def test_the_visitors_were_answered(wrote: Wrote) -> None:
    """Each kind of request did what it is there for."""
    statuses = {name: {got[9:12].decode() for got in all_} for name, all_ in wrote.answers.items()}
    assert statuses["a place"] == {"200"}
    assert statuses["words"] == {"303"}
    assert statuses["a place by words"] == {"303"}
    assert statuses["too much"] <= {"413", ""}
    for failed in ("a view that fails", "a failure that no page catches"):
        assert statuses[failed] == {"500"}
    unreadable = list(REQUESTS)[list(REQUESTS).index("no request") :]
    assert {s for name in unreadable for s in statuses[name]} <= {
        "", "400", "414", "417", "431", "501",
    }  # fmt: skip


def test_no_log_line_holds_a_visitor_or_a_word(wrote: Wrote) -> None:
    """No address, no header, no path, no query, no body."""
    lines = [line for line in wrote.log.splitlines() if MARK in line.lower() or VISITOR in line]
    assert lines == []
    assert "203.0.113.77" not in wrote.log
    assert MARK.encode().hex() not in wrote.log
    assert "enFtYXJrenE=" not in wrote.log


def test_no_log_line_holds_a_place(wrote: Wrote) -> None:
    assert [line for line in wrote.log.splitlines() if PLACE.search(line)] == []


def test_no_file_is_written_about_a_visitor(wrote: Wrote) -> None:
    """Neither the database nor a temporary file: a body of 64 kB stays in memory."""
    assert [name for name in wrote.files if not name.startswith("webmap.sqlite")] == []
    assert not [name for name, body in wrote.files.items() if MARK.encode() in body.lower()]


def test_no_refusal_repeats_what_was_sent(wrote: Wrote) -> None:
    """An answer that repeats a request ends in a screenshot, a history or another's page."""
    unreadable = list(REQUESTS)[list(REQUESTS).index("no request") :]
    for name in unreadable:
        for answer in wrote.answers[name]:
            assert MARK.encode() not in answer.lower(), name

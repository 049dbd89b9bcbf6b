"""Serve the application with gunicorn, which neither logs nor repeats what visitors send (S5)."""

from __future__ import annotations

import logging
import os
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from typing import Any, Final

from flask import Flask
from gunicorn import util
from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger
from gunicorn.http import errors
from gunicorn.workers.gthread import ThreadWorker

from webmap.settings import Settings
from webmap.web.headers import ALWAYS, NO_STORE
from webmap.web.problems import LAST_RESORT, log_unexpected, unreadable

_log = logging.getLogger("webmap")

#: What gunicorn cannot read -> status, the first that fits. Anything else is our own failure.
_REFUSALS: Final = (
    (errors.LimitRequestLine, HTTPStatus.REQUEST_URI_TOO_LONG),
    (errors.LimitRequestHeaders, HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE),
    (errors.ExpectationFailed, HTTPStatus.EXPECTATION_FAILED),
    (errors.UnsupportedTransferCoding, HTTPStatus.NOT_IMPLEMENTED),
    (errors.InvalidResponseHeader, HTTPStatus.INTERNAL_SERVER_ERROR),
    (errors.InvalidResponseHeaderName, HTTPStatus.INTERNAL_SERVER_ERROR),
    (errors.ParseException, HTTPStatus.BAD_REQUEST),
    (Exception, HTTPStatus.INTERNAL_SERVER_ERROR),
)


#: The heaviest first: the others fit beside it.
_WHOLE_COUNTRY: Final = (
    "/donnees/territoires.geojson",
    "/donnees/lieux.json",
    "/donnees/ressources.geojson",
    "/donnees/territoires.topojson",
)


class SilentLogger(Logger):  # type: ignore[misc]
    """No access log; of the lines that a worker writes, only that there was one.

    Gunicorn writes visitors' addresses and requests into some of its messages. The arbiter, which
    starts and stops workers, never sees a request: its lines stay whole.
    """

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        self._arbiter = os.getpid()
        self.error_log.addFilter(self._without_visitor)

    def access(self, *args: Any, **kwargs: Any) -> None:
        """Nothing."""

    def _without_visitor(self, line: logging.LogRecord) -> bool:
        if os.getpid() != self._arbiter:
            kind = line.exc_info[0] if line.exc_info else None
            line.msg = f"a worker had something to say ({kind.__name__ if kind else 'no error'})"
            line.args, line.exc_info, line.stack_info = (), None, None
        return True


class Worker(ThreadWorker):  # type: ignore[misc]
    """Answers a request that it cannot read with fixed words: gunicorn's would repeat it, without
    our headers."""

    def handle_error(self, req: Any, client: Any, addr: Any, error: BaseException) -> None:
        status = next(status for kind, status in _REFUSALS if isinstance(error, kind))
        if status is HTTPStatus.INTERNAL_SERVER_ERROR:
            log_unexpected(error)
        else:
            _log.warning("refused a request that cannot be read: %s", type(error).__name__)
        try:
            util.write_nonblock(client, refusal(status))
        except OSError:
            _log.info("the visitor of a refused request had left")


def refusal(status: HTTPStatus) -> bytes:
    """The whole answer, whatever was asked."""
    body = LAST_RESORT.encode()
    headers = (
        ("Connection", "close"),
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Length", str(len(body))),
        *ALWAYS,
        NO_STORE,
    )
    lines = [f"HTTP/1.1 {status.value} {status.phrase}", *(f"{k}: {v}" for k, v in headers)]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


class Server(BaseApplication):  # type: ignore[misc]
    """The application, loaded before the workers fork so that they share its memory."""

    def __init__(self, app: Flask, settings: Settings) -> None:
        self._app = app
        self._settings = settings
        super().__init__()

    def load_config(self) -> None:
        settings = self._settings
        options = {
            "bind": f"{settings.host}:{settings.port}",
            "workers": settings.workers,
            "threads": settings.threads,
            "worker_class": Worker,
            "preload_app": True,
            "logger_class": SilentLogger,
            "accesslog": None,
            "errorlog": "-",
            "loglevel": "warning",
            "graceful_timeout": 10,
            # One path for all the servers of a user, and nothing here needs it.
            "control_socket_disable": True,
            # Nothing that a request says of its address is believed: a header SCRIPT_NAME, let
            # through by a proxy on this machine, would change every link of a page.
            "forwarded_allow_ips": "",
            "forwarder_headers": "",
            "secure_scheme_headers": {},
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return self._app


def run(app: Flask, settings: Settings) -> None:
    """Serve until told to stop."""
    # Without a database there is nothing to serve: said here, not to the first visitor.
    app.extensions["webmap"].snapshot()
    # A body that breaks half-way is the visitor's failure, or the line's, not ours.
    app.register_error_handler(errors.ParseException, unreadable)
    _warm(app, settings)
    Server(app, settings).run()


def _warm(app: Flask, settings: Settings) -> None:
    """Make and compress the whole-country files, and read all names, before the fork: the workers
    share them, and the first visitor does not wait. Compression leaves the other core free."""
    base = settings.public_url or None

    def ask(name: str) -> None:
        app.test_client().get(name, base_url=base, headers={"Accept-Encoding": "br"})

    def search() -> None:
        app.test_client().post("/recherche", base_url=base, data={"q": "00000"})

    with ThreadPoolExecutor(2) as pool:
        asked = [pool.submit(search), *(pool.submit(ask, name) for name in _WHOLE_COUNTRY)]
    for one in asked:
        one.result()

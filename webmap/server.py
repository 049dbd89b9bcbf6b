"""Serve the application with gunicorn, its logs silenced about visitors (rule S5)."""

from __future__ import annotations

import logging
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger

from webmap.settings import Settings


class SilentLogger(Logger):  # type: ignore[misc]
    """No access log, and no line that names an address, a query or a place.

    Gunicorn writes the visitor's address beside a malformed request, and the address asked for
    beside a failing one: these lines keep their fact and lose the rest.
    """

    def access(self, *args: Any, **kwargs: Any) -> None:
        """Nothing."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        self.error_log.addFilter(_without_visitor)


def _without_visitor(line: logging.LogRecord) -> bool:
    message = str(line.msg)
    if "ip=" in message or "request" in message.lower():
        line.msg, line.args, line.exc_info = "a request was refused or failed", (), None
    return True


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
            "preload_app": True,
            "logger_class": SilentLogger,
            "accesslog": None,
            "errorlog": "-",
            "loglevel": "warning",
            "graceful_timeout": 10,
            # One path for all the servers of a user, and nothing here needs it.
            "control_socket_disable": True,
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return self._app


def run(app: Flask, settings: Settings) -> None:
    """Serve until told to stop."""
    # Without a database there is nothing to serve: said here, not to the first visitor.
    app.extensions["webmap"].snapshot()
    _warm(app)
    Server(app, settings).run()


def _warm(app: Flask) -> None:
    """Make and compress the whole-country files before the fork: the workers share them, and the
    first visitor does not wait."""
    client = app.test_client()
    for name in ("ressources", "territoires"):
        client.get(f"/donnees/{name}.geojson", headers={"Accept-Encoding": "br"})

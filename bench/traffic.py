"""What a page asks for and how many bytes come, from the browser's own account."""

from __future__ import annotations

import time
from typing import Any, Final
from urllib.parse import urlsplit

from playwright.sync_api import CDPSession, Page

_QUIET: Final = 0.5


class Traffic:
    """Requests of a page, from the moment this is made.

    `done`: path -> bytes as transferred, headers with them.
    """

    def __init__(self, session: CDPSession) -> None:
        self.done: dict[str, int] = {}
        self._open: dict[str, str] = {}
        self._failed: list[str] = []
        self._last = time.monotonic()
        session.on("Network.requestWillBeSent", self._on_sent)
        session.on("Network.loadingFinished", self._on_finished)
        session.on("Network.loadingFailed", self._on_failed)
        session.send("Network.enable")

    def settle(self, page: Page) -> None:
        """Until nothing has been on its way for half a second. Stops the run on a failure."""
        while self._open or time.monotonic() - self._last < _QUIET:
            page.wait_for_timeout(50)
        if self._failed:
            raise SystemExit(f"these requests failed: {self._failed}")

    def _on_sent(self, event: dict[str, Any]) -> None:
        self._open[event["requestId"]] = urlsplit(event["request"]["url"]).path
        self._last = time.monotonic()

    def _on_finished(self, event: dict[str, Any]) -> None:
        path = self._open.pop(event["requestId"], "")
        self.done[path] = self.done.get(path, 0) + int(event["encodedDataLength"])
        self._last = time.monotonic()

    def _on_failed(self, event: dict[str, Any]) -> None:
        self._failed.append(self._open.pop(event["requestId"], ""))
        self._last = time.monotonic()

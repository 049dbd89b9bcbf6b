"""A closed loop of keep-alive connections that costs as little as it can: raw sockets, one thread.

The client shares two cores with the servers: the lighter it is, the more the ratio says of them.
"""

from __future__ import annotations

import itertools
import selectors
import socket
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass

#: Enough for both workers to have their share: a worker keeps the connections it accepted.
CONNECTIONS = 32
#: Seconds between two connections. Of a burst one worker often takes all: the other core idles, and
#: a server answers a third of what it can.
APART = 0.005


@dataclass(frozen=True, slots=True)
class Driven:
    """Complete answers per second, and how long each took, in seconds."""

    rate: float
    times: tuple[float, ...]

    @property
    def p99(self) -> float:
        """The time that 99 answers of 100 do not pass, in milliseconds."""
        return 1000 * statistics.quantiles(self.times, n=100)[-1]


def rate(port: int, paths: Sequence[str], seconds: float) -> float:
    """Complete answers per second over `seconds`. Stops the run on any answer but 200."""
    return drive(port, [get(path) for path in paths], seconds).rate


def drive(port: int, asked: Sequence[bytes], seconds: float) -> Driven:
    """Send requests in turn over every connection for `seconds`. Stops the run on any answer but
    200 and 303."""
    requests = itertools.cycle(asked)
    selector = selectors.DefaultSelector()
    for _ in range(CONNECTIONS):
        time.sleep(APART)
        connection = socket.create_connection(("127.0.0.1", port))
        selector.register(connection, selectors.EVENT_READ, bytearray())
    sent: dict[int, float] = {}
    times: list[float] = []
    start = time.perf_counter()
    for key in list(selector.get_map().values()):
        _send(key.fileobj, next(requests), sent)  # type: ignore[arg-type]
    while time.perf_counter() - start < seconds:
        for key, _ in selector.select():
            connection, buffer = key.fileobj, key.data
            received = connection.recv(65536)  # type: ignore[union-attr]
            if not received:
                raise SystemExit("the server ended a connection")
            buffer += received
            if _complete(buffer):
                times.append(time.perf_counter() - sent[connection.fileno()])  # type: ignore[union-attr]
                buffer.clear()
                _send(connection, next(requests), sent)  # type: ignore[arg-type]
    elapsed = time.perf_counter() - start
    for key in list(selector.get_map().values()):
        key.fileobj.close()  # type: ignore[union-attr]
    return Driven(len(times) / elapsed, tuple(times))


def _send(connection: socket.socket, request: bytes, sent: dict[int, float]) -> None:
    sent[connection.fileno()] = time.perf_counter()
    connection.sendall(request)


def body_size(port: int, request: bytes) -> int:
    """Bytes of the body of one answer."""
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(request)
        buffer = bytearray()
        while not _complete(buffer):
            buffer += connection.recv(65536)
    return len(buffer) - buffer.index(b"\r\n\r\n") - 4


def get(path: str, headers: str = "") -> bytes:
    """A request for a path. `headers`: lines, each with its end."""
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n".encode()


def post(path: str, form: str) -> bytes:
    """A form that is sent. `form`: already encoded for an address."""
    head = (
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(form)}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
    )
    return f"{head}{form}".encode()


def _complete(buffer: bytearray) -> bool:
    end = buffer.find(b"\r\n\r\n")
    if end < 0:
        return False
    if not buffer.startswith((b"HTTP/1.1 200", b"HTTP/1.1 303")):
        raise SystemExit(f"unexpected answer: {bytes(buffer[:80])!r}")
    head = bytes(buffer[:end]).lower()
    length = int(head.split(b"content-length:")[1].split(b"\r\n")[0])
    return len(buffer) >= end + 4 + length

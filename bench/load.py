"""A closed loop of keep-alive connections that costs as little as it can: raw sockets, one thread.

The client shares two cores with the servers: the lighter it is, the more the ratio says of them.
"""

from __future__ import annotations

import itertools
import selectors
import socket
import time
from collections.abc import Sequence

#: Enough for both workers to have their share: a worker keeps the connections it accepted.
CONNECTIONS = 32


def rate(port: int, paths: Sequence[str], seconds: float) -> float:
    """Complete answers per second over `seconds`. Stops the run on any answer but 200."""
    requests = itertools.cycle(_request(path) for path in paths)
    selector = selectors.DefaultSelector()
    for _ in range(CONNECTIONS):
        connection = socket.create_connection(("127.0.0.1", port))
        connection.sendall(next(requests))
        selector.register(connection, selectors.EVENT_READ, bytearray())
    done, start = 0, time.perf_counter()
    while time.perf_counter() - start < seconds:
        for key, _ in selector.select():
            connection, buffer = key.fileobj, key.data
            buffer += connection.recv(65536)  # type: ignore[union-attr]
            if _complete(buffer):
                done += 1
                buffer.clear()
                connection.sendall(next(requests))  # type: ignore[union-attr]
    elapsed = time.perf_counter() - start
    for key in list(selector.get_map().values()):
        key.fileobj.close()  # type: ignore[union-attr]
    return done / elapsed


def body_size(port: int, path: str) -> int:
    """Bytes of the body of one answer."""
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(_request(path))
        buffer = bytearray()
        while not _complete(buffer):
            buffer += connection.recv(65536)
    return len(buffer) - buffer.index(b"\r\n\r\n") - 4


def _request(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()


def _complete(buffer: bytearray) -> bool:
    end = buffer.find(b"\r\n\r\n")
    if end < 0:
        return False
    if not buffer.startswith(b"HTTP/1.1 200"):
        raise SystemExit(f"unexpected answer: {bytes(buffer[:80])!r}")
    head = bytes(buffer[:end]).lower()
    length = int(head.split(b"content-length:")[1].split(b"\r\n")[0])
    return len(buffer) >= end + 4 + length

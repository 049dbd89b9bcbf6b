"""Dated results, kept as plain JSON files: a folder per kind, a file per result.

The operator's folder (`WEBMAP_RESULTS`) comes first, the results that travel with the code second;
of two files of one name the operator's is read. Neither folder needs to be there. What a payload
means is for whoever wrote it: this room knows only that it is one JSON object.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NoReturn

from webmap.errors import InvalidResult

KINDS: Final = ("snapshot", "siting")

#: Names sort as text: a date first makes the newest the last.
_NAME: Final = re.compile(r"[0-9a-z][0-9a-z-]{0,79}")
#: A result of the whole country is far below; a larger file is something else.
_BYTES: Final = 8 * 1024 * 1024

Payload = dict[str, Any]


class KeptResults:
    """The results of an operator, and behind them those that are shipped."""

    def __init__(self, folder: Path, shipped: Path) -> None:
        self._folder = folder
        self._folders = (folder, shipped)
        self._read: dict[Path, tuple[tuple[int, int], Payload | InvalidResult]] = {}

    def names(self, kind: str) -> list[str]:
        """Names of the results of a kind, sorted: with dates as names, the newest is last."""
        found = {path.stem for folder in self._folders for path in _files(folder / _known(kind))}
        return sorted(found)

    def read(self, kind: str, name: str) -> Payload:
        """A result; treat it as read-only, it is kept until its file changes. Raises
        `InvalidResult` when there is none of this name, or it cannot be read."""
        path = self._find(_known(kind), name)
        try:
            status = path.stat()
        except OSError:
            raise _gone(path) from None
        stamp = (status.st_mtime_ns, status.st_size)
        if path not in self._read or self._read[path][0] != stamp:
            self._read[path] = (stamp, _load(path, stamp[1]))
        answer = self._read[path][1]
        if isinstance(answer, InvalidResult):
            raise answer
        return answer

    def write(self, kind: str, name: str, payload: Payload) -> Path:
        """Keep a result in the operator's folder: the same payload gives the same bytes, and a
        reader sees the old file or the new one, whole. Raises `InvalidResult`."""
        path = self._folder / _known(kind) / f"{_named(name)}.json"
        body = encoded(payload)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
                file.write(body)
            # Made for its maker alone; the server may run as somebody else.
            Path(file.name).chmod(0o644)
            os.replace(file.name, path)
        except OSError as error:
            raise InvalidResult(
                str(path), "", f"it cannot be written ({error.strerror}): see WEBMAP_RESULTS"
            ) from error
        return path

    def _find(self, kind: str, name: str) -> Path:
        paths = [folder / kind / f"{_named(name)}.json" for folder in self._folders]
        return next((path for path in paths if path.is_file()), paths[0])


def encoded(payload: Payload) -> bytes:
    """A payload as its file holds it: sorted keys, one line per value, UTF-8."""
    text = json.dumps(payload, ensure_ascii=False, allow_nan=False, indent=1, sort_keys=True)
    return f"{text}\n".encode()


def decoded(file: str, body: bytes) -> Payload:
    """The payload of a file. Raises `InvalidResult`."""
    try:
        payload = json.loads(body.decode(), parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise InvalidResult(file, "", f"it is not JSON ({error}): make it again") from None
    if not isinstance(payload, dict):
        raise InvalidResult(file, "", "it is not one JSON object: make it again")
    return payload


def _load(path: Path, size: int) -> Payload | InvalidResult:
    if size > _BYTES:
        return InvalidResult(path.name, "", "it is larger than any result: move it away")
    try:
        return decoded(path.name, path.read_bytes())
    except OSError:
        return _gone(path)
    except InvalidResult as error:
        return error


def _files(folder: Path) -> Iterator[Path]:
    """Results in a folder, which may be missing. A half-written file has another ending."""
    return (p for p in folder.glob("*.json") if _NAME.fullmatch(p.stem) and p.is_file())


def _known(kind: str) -> str:
    if kind not in KINDS:
        raise InvalidResult(kind, "kind", f"there are {' and '.join(KINDS)}")
    return kind


def _named(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise InvalidResult(name[:40], "name", "write small letters, digits and hyphens")
    return name


def _gone(path: Path) -> InvalidResult:
    return InvalidResult(path.name, "", "it is not there, or may not be read")


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number")

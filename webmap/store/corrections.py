"""What visitors say is wrong: a record, a choice and a day, in one file that only grows until a
person has read it (`webmap corrections`). Nothing about who sent it: no address, no hour, no words.

Every process of the server writes to the same file, one at a time. A choice about a record is kept
once until a person has read it: whoever repeats it, or sends thousands, adds nothing and hides
nothing, and nothing about visitors is needed to limit them.
"""

from __future__ import annotations

import fcntl
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, Final

from webmap import vocabulary as v
from webmap.directory.record import ID_PATTERN
from webmap.errors import StoreError

_FILE: Final = "corrections.txt"
_LINE: Final = re.compile(rf"(\d{{4}}-\d\d-\d\d) ({ID_PATTERN.pattern}) ([a-z]+)")


@dataclass(frozen=True, slots=True)
class Correction:
    """What a visitor said, and the first day. choice: a code of `vocabulary.CORRECTIONS`."""

    day: date
    record_id: str
    choice: str


class Corrections:
    """The file of a folder, which need not be there."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _FILE

    def add(self, correction: Correction) -> bool:
        """Keep it, unless the same is kept. Raises `StoreError` when it cannot be written."""
        with self._locked() as file:
            said = {(known.record_id, known.choice) for known in _read(file)}
            if (correction.record_id, correction.choice) in said:
                return False
            file.write(f"{correction.day.isoformat()} {correction.record_id} {correction.choice}\n")
            return True

    def read(self) -> list[Correction]:
        """All of them, oldest first. Raises `StoreError`."""
        if not self._path.is_file():
            return []
        with self._locked() as file:
            return _read(file)

    def take(self) -> list[Correction]:
        """All of them, which are kept no more. Raises `StoreError`."""
        if not self._path.is_file():
            return []
        with self._locked() as file:
            found = _read(file)
            file.truncate(0)
            return found

    @contextmanager
    def _locked(self) -> Iterator[IO[str]]:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("a+", encoding="ascii", errors="replace") as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                yield file
                file.flush()
        except OSError as error:
            raise StoreError(
                f"{self._path} cannot be written ({error.strerror}): see WEBMAP_RESULTS"
            ) from error


def _read(file: IO[str]) -> list[Correction]:
    """Its lines; one that is not ours is passed over."""
    file.seek(0, os.SEEK_SET)
    found = (_LINE.fullmatch(line.rstrip("\n")) for line in file)
    return [kept for match in found if match and (kept := _correction(*match.groups()))]


def _correction(day: str, record_id: str, choice: str) -> Correction | None:
    if choice not in v.CORRECTIONS:
        return None
    try:
        return Correction(date.fromisoformat(day), record_id, choice)
    except ValueError:
        return None

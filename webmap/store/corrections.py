"""What visitors say is wrong: a record, a choice and a day, in one file that only grows until a
person has read it (`webmap corrections`). Nothing about who sent it: no address, no hour, no words.

Every process of the server writes to the same file, one at a time. Counted in the file itself, so
that nothing about visitors is needed to limit them.
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

#: Lines of one record in a day, of all records in a day, and in the file. What comes then is lost.
OF_A_RECORD: Final = 5
OF_A_DAY: Final = 200
OF_ALL: Final = 5000

_FILE: Final = "corrections.txt"
_LINE: Final = re.compile(rf"(\d{{4}}-\d\d-\d\d) ({ID_PATTERN.pattern}) ([a-z]+)")


@dataclass(frozen=True, slots=True)
class Correction:
    """What one visitor said. choice: a code of `vocabulary.CORRECTIONS`."""

    day: date
    record_id: str
    choice: str


class Corrections:
    """The file of a folder, which need not be there."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _FILE

    def add(self, correction: Correction) -> bool:
        """Keep it, unless too many are kept. Raises `StoreError` when it cannot be written."""
        with self._locked() as file:
            known = _read(file)
            if not _has_room(known, correction):
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
    return [
        Correction(date.fromisoformat(match[1]), match[2], match[3])
        for match in found
        if match and match[3] in v.CORRECTIONS
    ]


def _has_room(known: list[Correction], new: Correction) -> bool:
    today = [each for each in known if each.day == new.day]
    same = [each for each in today if each.record_id == new.record_id]
    return len(known) < OF_ALL and len(today) < OF_A_DAY and len(same) < OF_A_RECORD

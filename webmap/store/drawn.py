"""Figures drawn ahead of time, as files: a folder per revision of the directory.

A worker has no matplotlib: it sends what `webmap coverage figures` left here, and nothing else. A
set is of one revision, so of one day, and whole: a reader sees all of its files or none.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from webmap.errors import StoreError

_REVISION: Final = re.compile(r"[0-9a-f]{16}")


class Drawn:
    """The figures below a folder, which need not be there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def has(self, revision: str) -> bool:
        """Whether the figures of a revision are there."""
        return (self._folder / revision).is_dir()

    def read(self, revision: str, name: str) -> bytes | None:
        """A file of a revision. `name` is ours, never a visitor's."""
        try:
            return (self._folder / revision / name).read_bytes()
        except OSError:
            return None

    def write(self, revision: str, files: Iterable[tuple[str, bytes]]) -> Path:
        """Keep the figures of a revision, given as (name, body); those of others are removed.

        Raises `StoreError` when the folder cannot be written.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=self._folder) as beside:
                made = Path(beside) / revision
                made.mkdir()
                for name, body in files:
                    (made / name).write_bytes(body)
                os.replace(made, self._folder / revision)
        except OSError as error:
            raise StoreError(
                f"{self._folder} cannot be written ({error.strerror}): see WEBMAP_RESULTS"
            ) from error
        self._forget_all_but(revision)
        return self._folder / revision

    def _forget_all_but(self, revision: str) -> None:
        for path in self._folder.iterdir():
            if _REVISION.fullmatch(path.name) and path.name != revision:
                shutil.rmtree(path, ignore_errors=True)

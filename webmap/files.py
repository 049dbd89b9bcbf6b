"""Where the files that travel with the code are: geography, records, style sheets and scripts.

In a checkout they stand beside the package; in an installed wheel, under `webmap/_files`.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def bundled(*parts: str) -> Path:
    """Path of a file or folder among `data/communes`, `resources` and `static`."""
    installed = _PACKAGE / "_files"
    root = installed if installed.is_dir() else _PACKAGE.parent
    return root.joinpath(*parts)

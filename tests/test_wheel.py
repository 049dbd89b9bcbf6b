"""The wheel, installed elsewhere, serves the map: nothing is taken from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import urllib.request
import venv
import zipfile
from pathlib import Path

import pytest

from tests.browser.conftest import served

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    options = ["--no-deps", "--no-build-isolation", "--quiet", "--wheel-dir", str(folder)]
    command = [sys.executable, "-m", "pip", "wheel", *options, str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_what_the_site_needs(wheel: Path) -> None:
    """Geography, records, styles, templates, translations, migrations."""
    names = set(zipfile.ZipFile(wheel).namelist())
    for name in (
        "webmap/_files/data/communes/territories.parquet",
        "webmap/_files/resources/uaped.csv",
        "webmap/_files/static/app.css",
        "webmap/web/templates/base.html",
        "webmap/web/translations/en/LC_MESSAGES/messages.mo",
        "webmap/store/migrations/versions/0001_the_directory.py",
    ):
        assert name in names, name


def test_the_wheel_serves_the_map_outside_the_checkout(wheel: Path, tmp_path: Path) -> None:
    """A fresh environment, in which the checkout does not exist: `webmap init`, `webmap serve`."""
    python = fresh_environment(tmp_path / "venv", wheel)
    environment = {
        "PATH": os.environ["PATH"],
        "WEBMAP_DATABASE_URL": f"sqlite:///{tmp_path / 'webmap.sqlite'}",
    }
    where = subprocess.run(
        [python, "-c", "import webmap; print(webmap.__file__)"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    assert Path(where).is_relative_to(tmp_path)
    with served(tmp_path, python=python, **environment) as address:
        for path in ("/", "/carte", "/en/carte", "/carte/carte.fr.js", "/static/app.css"):
            with urllib.request.urlopen(address + path, timeout=60) as answer:  # noqa: S310
                assert answer.status == 200


def fresh_environment(folder: Path, wheel: Path) -> str:
    """A virtual environment that holds the wheel and borrows what it depends on, but not the
    checkout: our own package is installed there in editable mode."""
    venv.create(folder, with_pip=False)
    python = folder / "bin" / "python"
    library = next((folder / "lib").glob("python*")) / "site-packages"
    install = ["--no-deps", "--quiet", "--target", str(library), str(wheel)]
    subprocess.run([sys.executable, "-m", "pip", "install", *install], check=True)
    # A .pth line adds the folder, and .pth files found in it (the editable one) are not read.
    (library / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return str(python)

"""Rules of the house over the whole source: what a reviewer would otherwise have to remember."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = sorted((ROOT / "webmap").rglob("*.py"))


def nodes(path: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(path.read_text("utf-8")))


def attributes(path: Path) -> set[str]:
    """Dotted names used in a file, two levels deep: `os.environ`, `date.today`."""
    return {
        f"{node.value.id}.{node.attr}"
        for node in nodes(path)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    }


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_only_the_edges_know_the_environment_and_the_day(path: Path) -> None:
    """Settings and clock are passed in: the commands and app alone may read them."""
    edges = ("cli.py", "cli_private.py", "terminal.py", "app.py")
    if path.name in edges or "geodata" in path.parts:
        return
    used = attributes(path)
    assert used.isdisjoint({"os.environ", "os.getenv", "date.today", "datetime.now", "time.time"})


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_module_says_what_it_is_for(path: Path) -> None:
    """A docstring first: the next engineer should know where everything lives."""
    assert ast.get_docstring(ast.parse(path.read_text("utf-8")))


def test_functions_and_modules_stay_small() -> None:
    """The median house: 5 to 9 lines at the median, about 22 at the 90th percentile."""
    lengths = sorted(
        (node.end_lineno or 0) - node.lineno + 1
        for path in SOURCES
        for node in nodes(path)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    )
    assert lengths[len(lengths) // 2] <= 10
    assert lengths[len(lengths) * 9 // 10] <= 25


def test_no_address_of_another_host_in_what_a_browser_loads() -> None:
    """S3: templates and static files ask nothing of anyone else."""
    loaded = re.compile(r"""(?:src|href|url|@import)\s*[=(]\s*["']?(?:https?:)?//""")
    links = re.compile(r"<a\s[^>]*>")
    for path in [*(ROOT / "static").iterdir(), *(ROOT / "webmap").rglob("*.html")]:
        text = links.sub("", path.read_text("utf-8"))
        assert not loaded.search(text), path


def test_the_readme_is_true() -> None:
    """The two commands exist, the picture is light, the links lead somewhere."""
    readme = (ROOT / "README.md").read_text("utf-8")
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in ("serve", "test"):
        assert f"make {target}" in readme
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)
    for link in re.findall(r"\]\(([^)#]+)\)", readme):
        assert (ROOT / link).is_file(), link
    pictures = list((ROOT / "docs").glob("*.png"))
    assert pictures
    assert all(picture.stat().st_size < 300_000 for picture in pictures)


def test_committed_geography_stays_under_15_mb() -> None:
    """History carries it for ever."""
    folder = ROOT / "data" / "communes"
    assert sum(f.stat().st_size for f in folder.rglob("*") if f.is_file()) < 15_000_000


def test_the_makefile_contract() -> None:
    """The targets that operators and CI count on."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in ("serve", "test", "soak", "lint", "geodata", "clean"):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
    assert "make test" in (ROOT / ".ci" / "run").read_text("utf-8")

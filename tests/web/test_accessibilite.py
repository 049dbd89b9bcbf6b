"""`/accessibilite` and the grid of docs/rgaa.md: they agree, and nothing is left unexplained."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.web.pages import read
from webmap.web.public import accessibility

ROOT = Path(__file__).resolve().parents[2]
GRID = (ROOT / "docs/rgaa.md").read_text(encoding="utf-8")
STATES = ("conforme", "non conforme", "non applicable")
_LINE = re.compile(r"^\| (\d+)\.(\d+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
#: How many criteria each theme of RGAA 4.1 has (DISIC/RGAA, v4.1, criteres.json, read 2026-11-22).
CRITERIA = dict(enumerate((9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12), 1))
#: Words on their grounds: WCAG 1.4.3, 4.5:1. axe cannot tell where boxes lie over one another.
TEXTS = (
    *((word, ground) for word in ("ink", "muted", "accent") for ground in ("paper", "card")),
    ("ink", "warn-soft"), ("ink", "accent-soft"), ("accent-ink", "accent"), ("exit-ink", "exit"),
)  # fmt: skip
#: Colours that stand on each other where more than a word is to be seen: WCAG 1.4.11, 3:1.
PAIRS = (
    *((line, ground) for line in ("accent", "muted", "ink") for ground in ("card", "paper")),
    ("exit", "paper"), ("exit", "card"), ("edge", "sea"),
    *((f"cat-{name}", ground)
      for name in ("association", "magistrat", "uaped", "hebergement", "ecoute", "circuit")
      for ground in ("card", "paper")),
)  # fmt: skip


def lines() -> list[tuple[str, str, str, str, str]]:
    """Theme, number, what is asked, state, how: each line of the grid of 106."""
    return _LINE.findall(GRID.partition("## Beyond RGAA")[0])


def test_the_grid_has_the_106_criteria_in_order() -> None:
    numbers = [(int(theme), int(number)) for theme, number, *_ in lines()]
    expected = [(theme, n) for theme, count in CRITERIA.items() for n in range(1, count + 1)]
    assert numbers == expected
    assert len(numbers) == 106


def test_each_line_says_a_state_and_how_it_was_found() -> None:
    """What is not conform says what to do; the rest says how it was checked."""
    for theme, number, _, state, how in lines():
        assert state in STATES, (theme, number)
        assert len(how.strip()) >= 3, (theme, number)
        if state == "non conforme":
            assert "To do: " in how, (theme, number)
            assert len(how) > 80, (theme, number)


def test_tests_that_the_grid_names_exist() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in ROOT.glob("tests/**/test_*.py"))
    names = set(re.findall(r"\btest_\w+(?!\w*\.py)\b(?!\.py)", GRID))
    assert len(names) > 15
    assert [name for name in names if f"def {name}(" not in source] == []
    files = set(re.findall(r"\b(?:tests/\w+/)?test_\w+\.py", GRID))
    assert [name for name in files if not list(ROOT.glob(f"tests/**/{Path(name).name}"))] == []


def test_the_page_counts_what_the_grid_counts() -> None:
    found = Counter((int(theme), state) for theme, _, _, state, _ in lines())
    counted = {
        theme: accessibility.Counts(*(found[theme, state] for state in STATES))
        for theme in CRITERIA
    }
    assert counted == accessibility.COUNTS


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_page_says_its_counts_and_each_fault(client: FlaskClient, prefix: str) -> None:
    html = read(client.get(f"{prefix}/accessibilite").text)
    cells = [element.text for element in html.all("td")]
    assert [int(cell) for cell in cells] == [
        *(count for one in accessibility.COUNTS.values() for count in one),
        *(sum(column) for column in zip(*accessibility.COUNTS.values(), strict=True)),
    ]
    wrong = [f"{theme}.{n}" for theme, n, _, state, _ in lines() if state == "non conforme"]
    shown = [re.sub(r"[^\d.]", "", element.text) for element in html.all("dt")]
    assert shown == wrong


@pytest.mark.parametrize(("prefix", "draft", "state"), [
    ("", "brouillon", "non conforme"),
    ("/en", "draft", "not compliant"),
])  # fmt: skip
def test_the_page_claims_no_audit_and_every_page_leads_to_it(
    client: FlaskClient, prefix: str, draft: str, state: str
) -> None:
    """Without an audit by someone, RGAA's word is "non conforme", however many criteria hold."""
    html = read(client.get(f"{prefix}/accessibilite").text)
    assert state in html.one("h1").text
    assert draft in html.one("main").text
    (link,) = [a for a in read(client.get(f"{prefix}/urgence").text).all("a") if state in a.text]
    assert link.attributes["href"] == f"{prefix}/accessibilite"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_must_be_seen_stands_out(theme: str) -> None:
    """RGAA 3.2, words; 3.3, lines of fields, buttons, the focus, signs and edges of the map."""
    known = colours(theme)
    for pairs, least in ((TEXTS, 4.5), (PAIRS, 3)):
        assert [pair for pair in pairs if contrast(*(known[name] for name in pair)) < least] == []


def colours(theme: str) -> dict[str, str]:
    """Variables of the style sheets, those of the dark theme over the others."""
    known: dict[str, str] = {}
    for name in ("app.css", "map.css"):
        text = (ROOT / "static" / name).read_text(encoding="utf-8")
        light, _, rest = text.partition("@media (prefers-color-scheme: dark)")
        known |= dict(re.findall(r"--([\w-]+): (#\w{6});", light.partition("\n}")[0]))
        if theme == "dark":
            known |= dict(re.findall(r"--([\w-]+): (#\w{6});", rest.partition("\n}")[0]))
    return known


def contrast(one: str, other: str) -> float:
    """Ratio of WCAG 2: (L1 + 0.05) / (L2 + 0.05)."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`; white is 1, black 0."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

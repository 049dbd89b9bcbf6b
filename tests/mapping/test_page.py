"""The Folium scripts: the same bytes everywhere, and nothing from another host."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys

import pytest

from webmap.mapping import frame, page

_DIGEST = """
import hashlib
from webmap.mapping.page import map_scripts
print(hashlib.sha256(repr(sorted(map_scripts().items())).encode()).hexdigest())
"""


@pytest.fixture(scope="module")
def scripts() -> dict[str, str]:
    return page.map_scripts()


def test_a_script_per_kind_and_language(scripts: dict[str, str]) -> None:
    names = {frame.script_name(kind, lang) for kind in frame.KINDS for lang in frame.LANGUAGES}
    assert set(scripts) == names


def test_two_processes_write_the_same_bytes(scripts: dict[str, str]) -> None:
    run = subprocess.run(
        [sys.executable, "-c", _DIGEST], capture_output=True, text=True, check=True
    )
    ours = hashlib.sha256(repr(sorted(scripts.items())).encode()).hexdigest()
    assert run.stdout.strip() == ours


def test_no_other_host_and_no_random_name(scripts: dict[str, str]) -> None:
    for script in scripts.values():
        assert "//" not in script
        assert re.search(r"[0-9a-f]{32}", script) is None


@pytest.mark.parametrize("kind", frame.KINDS)
def test_the_map_is_drawn_in_our_container(scripts: dict[str, str], kind: str) -> None:
    script = scripts[frame.script_name(kind, "fr")]
    assert f'"map_{kind}"' in script


def test_only_maps_with_records_have_marker_groups(scripts: dict[str, str]) -> None:
    assert scripts["carte.fr.js"].count("L.markerClusterGroup(") == len(frame.POINTED)
    assert "markerCluster" not in scripts["couverture.fr.js"]


def test_the_page_has_its_turn_between_the_map_and_its_marks(scripts: dict[str, str]) -> None:
    """In one go they hold a slow processor twice as long as a press may wait."""
    script = scripts["carte.fr.js"]
    map_made, turn = script.index("L.map("), script.index("await webmap.turn();")
    assert map_made < turn < script.index("L.markerClusterGroup(")
    assert script.startswith("(async function () {")


def test_one_view_is_laid_out(scripts: dict[str, str]) -> None:
    """With a centre and a zoom Leaflet shows one view, then the bounds, another."""
    for script in scripts.values():
        assert '"zoom":' not in script
        assert "fitBounds(" in script


def test_languages_differ_in_words_alone(scripts: dict[str, str]) -> None:
    french, english = scripts["carte.fr.js"], scripts["carte.en.js"]
    assert "Tribunaux" in french
    assert "Courts" in english
    assert french.count("\n") == english.count("\n")


def test_no_fragile_folium_parts(scripts: dict[str, str]) -> None:
    for script in scripts.values():
        assert not re.search(r"\$\.|jquery|AwesomeMarkers|L\.tileLayer|bindPopup\(", script)

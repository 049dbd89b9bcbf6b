"""The files of the map libraries: those of the table, and no other."""

from __future__ import annotations

import re

import pytest

from webmap.mapping.assets import ASSETS, AssetMissing, asset_path


@pytest.mark.parametrize("name", ASSETS)
def test_every_asset_is_in_its_wheel(name: str) -> None:
    assert asset_path(name).stat().st_size > 100


@pytest.mark.parametrize("name", ["leaflet-src.js", "../__init__.py", "images/marker-icon.png", ""])
def test_nothing_else_is_served(name: str) -> None:
    with pytest.raises(AssetMissing):
        asset_path(name)


def test_leaflet_is_the_version_the_scripts_are_written_for() -> None:
    assert 't.version="1.9.3"' in asset_path("leaflet.js").read_text()


def test_pictures_that_the_style_sheet_needs_are_served() -> None:
    css = asset_path("leaflet.css").read_text()
    wanted = set(re.findall(r"url\((images/[^)]+)\)", css)) - {"images/marker-icon.png"}
    assert wanted <= set(ASSETS)

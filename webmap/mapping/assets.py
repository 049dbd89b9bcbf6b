"""Leaflet and MarkerCluster: which of their files we serve, and where the wheels put them.

The XStatic wheels carry far more (unminified sources, marker images, themes): only the names in
the table below are ever served. Imports nothing but the standard library.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path
from typing import Final

from webmap.errors import WebmapError


class AssetMissing(WebmapError):
    """A file of a map library is not in the table, or not in the installed wheel."""


@dataclass(frozen=True, slots=True)
class Asset:
    """A file to serve: our name for it, the wheel that holds it, its path there, its type."""

    name: str
    wheel: str
    path: str
    media_type: str


_LEAFLET: Final = "XStatic-Leaflet"
_CLUSTER: Final = "XStatic-Leaflet-MarkerCluster"
_LEAFLET_DATA: Final = "xstatic/pkg/leaflet/data"
_CLUSTER_DATA: Final = "xstatic/pkg/leaflet_markercluster/data"
_JS: Final = "text/javascript"
_CSS: Final = "text/css"

#: Names keep the wheel's layout: leaflet.css asks for `images/layers.png` beside itself.
ASSETS: Final = {
    asset.name: asset
    for asset in (
        Asset("leaflet.js", _LEAFLET, f"{_LEAFLET_DATA}/leaflet.js", _JS),
        Asset("leaflet.css", _LEAFLET, f"{_LEAFLET_DATA}/leaflet.css", _CSS),
        Asset("images/layers.png", _LEAFLET, f"{_LEAFLET_DATA}/images/layers.png", "image/png"),
        Asset(
            "images/layers-2x.png", _LEAFLET, f"{_LEAFLET_DATA}/images/layers-2x.png", "image/png"
        ),
        Asset(
            "leaflet.markercluster.js", _CLUSTER, f"{_CLUSTER_DATA}/leaflet.markercluster.js", _JS
        ),
    )
}


@cache
def asset_path(name: str) -> Path:
    """Where the file of this name is installed. Raises `AssetMissing`."""
    asset = ASSETS.get(name)
    if asset is None:
        raise AssetMissing(f"no map library file is called {name[:60]!r}")
    try:
        installed = files(asset.wheel) or []
    except PackageNotFoundError:
        raise AssetMissing(f"{asset.wheel} is not installed") from None
    for file in installed:
        if str(file) == asset.path:
            return Path(str(file.locate()))
    raise AssetMissing(f"{asset.wheel} holds no {asset.path}")

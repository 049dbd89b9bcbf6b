"""The files that a stock Folium page asks of other sites, copied from npm packages of the same
versions into `build/bench/` so that both sides are served from this machine.

All from one address: a real stock page asks five sites, each with a look-up and a handshake more.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tarfile
from pathlib import Path
from typing import Final, NamedTuple

from folium import Map
from folium.plugins import MarkerCluster

FOLDER: Final = Path(__file__).parents[1] / "build" / "bench"


class Copy(NamedTuple):
    """Where npm has a file: the package, the version that Folium asks for, the path inside."""

    package: str
    version: str
    path: str


#: By Folium's own names for its outside files. What is not here is not to be had from npm: it is
#: served empty, in favour of stock.
COPIES: Final = {
    "leaflet": Copy("leaflet", "1.9.3", "dist/leaflet.js"),
    "leaflet_css": Copy("leaflet", "1.9.3", "dist/leaflet.css"),
    "jquery": Copy("jquery", "3.7.1", "dist/jquery.min.js"),
    "bootstrap": Copy("bootstrap", "5.2.2", "dist/js/bootstrap.bundle.min.js"),
    "bootstrap_css": Copy("bootstrap", "5.2.2", "dist/css/bootstrap.min.css"),
    "awesome_markers": Copy(
        "drmonty-leaflet-awesome-markers", "2.0.2", "js/leaflet.awesome-markers.js"
    ),
    "awesome_markers_css": Copy(
        "drmonty-leaflet-awesome-markers", "2.0.2", "css/leaflet.awesome-markers.css"
    ),
    "awesome_markers_font_css": Copy("@fortawesome/fontawesome-free", "6.2.0", "css/all.min.css"),
    "markerclusterjs": Copy("leaflet.markercluster", "1.1.0", "dist/leaflet.markercluster.js"),
    "markerclustercss": Copy("leaflet.markercluster", "1.1.0", "dist/MarkerCluster.css"),
    "markerclusterdefaultcss": Copy(
        "leaflet.markercluster", "1.1.0", "dist/MarkerCluster.Default.css"
    ),
}

#: What style sheets ask for beside themselves.
_BESIDE: Final = ("dist/images/", "css/images/", "webfonts/")


def asked() -> dict[str, str]:
    """Folium's name -> address of every outside file of a map with clusters."""
    return dict(
        Map.default_js + Map.default_css + MarkerCluster.default_js + MarkerCluster.default_css
    )


def missing() -> list[str]:
    """Outside files that npm does not have."""
    return [name for name in asked() if name not in COPIES]


def copy_all(site: Path) -> None:
    """Put every outside file under `site`, as `local` names them. Packages are fetched once."""
    wanted = {copy[:2] for copy in COPIES.values()}
    for package, version in sorted(wanted):
        paths = {copy.path for copy in COPIES.values() if copy.package == package}
        _unpack(_packed(package, version), site / "vendor" / _short(package), paths)
    # A browser asks for /favicon.ico by itself.
    for name in ("/favicon.ico", *map(local, missing())):
        path = site / name.lstrip("/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")


def local(name: str) -> str:
    """Address here of an outside file."""
    copy = COPIES.get(name)
    return f"/vendor/{_short(copy.package)}/{copy.path}" if copy else f"/vendor/missing/{name}.css"


def rewrite(html: str) -> str:
    """The page with every outside address made local. Stops when one is left or has moved on."""
    for name, address in asked().items():
        if name in COPIES and COPIES[name].version not in address:
            raise SystemExit(f"Folium now asks for {address}: change bench/outside.py")
        html = html.replace(f'"{address}"', f'"{local(name)}"')
    left = re.findall(r'(?:src|href)="(https?://[^"]*)"', html)
    if left:
        raise SystemExit(f"the stock page still asks outside for {left}")
    return html


def _short(package: str) -> str:
    return package.rpartition("/")[2]


def _packed(package: str, version: str) -> Path:
    folder = FOLDER / "npm" / _short(package) / version
    if not list(folder.glob("*.tgz")):
        if shutil.which("npm") is None:
            raise SystemExit("npm is needed once, to copy the outside files of stock Folium")
        folder.mkdir(parents=True, exist_ok=True)
        command = ["npm", "pack", "--silent", "--pack-destination", str(folder)]
        subprocess.run([*command, f"{package}@{version}"], check=True, capture_output=True)
    return next(folder.glob("*.tgz"))


def _unpack(archive: Path, folder: Path, paths: set[str]) -> None:
    with tarfile.open(archive) as packed:
        for member in packed.getmembers():
            member.name = member.name.removeprefix("package/")
            if member.name in paths or member.name.startswith(_BESIDE):
                packed.extract(member, folder, filter="data")

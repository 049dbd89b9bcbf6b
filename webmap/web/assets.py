"""`/static/...`: our own files and Leaflet's, each by name, in memory, compressed once."""

from __future__ import annotations

import mimetypes
import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Final

from flask import Blueprint, Response, abort, current_app, request, url_for
from markupsafe import Markup

from webmap.mapping.assets import ASSETS, asset_path
from webmap.web.current import current
from webmap.web.representations import IMMUTABLE, REVALIDATE, Ready

blueprint = Blueprint("assets", __name__)

#: Files sent as one. A browser opens six connections: on a slow line a map that asks for seven
#: files waits a whole turn. Leaflet's style asks for its images beside itself, in `vendor/`.
_BUNDLES: Final = {
    "vendor/live.css": ("vendor/leaflet.css", "live.css"),
    "vendor/map.js": ("map.js", "vendor/leaflet.js", "vendor/leaflet.markercluster.js"),
}

_SHEET_COMMENT: Final = re.compile(rb"/\*.*?\*/", re.DOTALL)


def load(static: Path) -> dict[str, Ready]:
    """Every file that may be served, by the name it has after `/static/`."""
    own = {path.name: path for path in sorted(static.iterdir()) if path.is_file()}
    vendor = {f"vendor/{name}": asset_path(name) for name in ASSETS}
    files = {name: _read(path, own=name in own) for name, path in {**own, **vendor}.items()}
    bundles = {name: _joined([files[part] for part in parts]) for name, parts in _BUNDLES.items()}
    return files | bundles


@blueprint.get("/static/<path:name>")
def file(name: str) -> Response:
    """One file. With the version that a page names, it may be kept for ever."""
    ready = _files().get(name)
    if ready is None:
        abort(404)
    known = request.args.get("v") == ready.etag
    return ready.response(IMMUTABLE if known else REVALIDATE)


@blueprint.get("/carte/<name>")
def script(name: str) -> Response:
    """The script of a map, rendered by `webmap init`."""
    ready = current().scripts.get(name)
    if ready is None:
        abort(404)
    known = request.args.get("v") == ready.etag
    return ready.response(IMMUTABLE if known else REVALIDATE)


def static_url(name: str) -> str:
    """Address of a file of ours, with its version."""
    return url_for("assets.file", name=name, v=_files()[name].etag)


def text_of(*names: str) -> Markup:
    """Files of ours as one text, for a page that holds them instead of naming them."""
    return Markup("\n".join(_files()[name].body.decode() for name in names))  # noqa: S704 - ours


def digest(text: str) -> str:
    """How a policy names a text that a page may hold (CSP 2, `hash-source`)."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def script_url(name: str) -> str:
    """Address of a map's script, with its version."""
    return url_for("assets.script", name=name, v=current().scripts[name].etag)


def _files() -> dict[str, Ready]:
    files: dict[str, Ready] = current_app.extensions["webmap_assets"]
    return files


def _read(path: Path, own: bool) -> Ready:
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    text = kind.startswith("text/") or kind in ("image/svg+xml", "application/json")
    body = path.read_bytes()
    if own and kind in ("text/css", "text/javascript"):
        body = _without_comments(_SHEET_COMMENT.sub(b"", body) if kind == "text/css" else body)
    return Ready(body, f"{kind}; charset=utf-8" if text else kind)


def _joined(parts: list[Ready]) -> Ready:
    return Ready(b"\n".join(part.body for part in parts), parts[0].media_type)


def _without_comments(text: bytes) -> bytes:
    """Lines that are a comment alone stay with us: a fifth of our scripts. Line breaks stay."""
    lines = (line.strip() for line in text.splitlines())
    return b"\n".join(line for line in lines if line and not line.startswith(b"//")) + b"\n"

"""Flask answers of bytes made once: the yardstick of `bench/nearest.py`, and the stock map's site.

`BENCH_SIZE`: length of the answer in bytes. `BENCH_FOLDER`: the files of the stock map.
"""

from __future__ import annotations

import gzip
import mimetypes
import os
from pathlib import Path

from flask import Flask, Response, abort

_BODY = b'{"a":"' + b"x" * max(0, int(os.environ.get("BENCH_SIZE", "0")) - 8) + b'"}'

application = Flask(__name__, static_folder=None)


@application.get("/healthz")
@application.get("/answer")
def answer() -> Response:
    """Bytes made once: nothing to look up, nothing to write."""
    return Response(_BODY, content_type="application/json")


def stock() -> Flask:
    """The files of a folder, by path: text as gzip at its best level, the rest as it is."""
    folder = Path(os.environ["BENCH_FOLDER"])
    files = {
        path.relative_to(folder).as_posix(): _file(path)
        for path in folder.rglob("*")
        if path.is_file()
    }
    app = Flask("stock", static_folder=None)
    app.add_url_rule("/healthz", view_func=answer)

    @app.get("/<path:name>")
    def file(name: str) -> Response:
        if name not in files:
            abort(404)
        body, headers = files[name]
        return Response(body, headers=headers)

    return app


def _file(path: Path) -> tuple[bytes, dict[str, str]]:
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    body = path.read_bytes()
    if not kind.startswith("text/"):
        return body, {"Content-Type": kind}
    return gzip.compress(body, 9), {"Content-Type": kind, "Content-Encoding": "gzip"}

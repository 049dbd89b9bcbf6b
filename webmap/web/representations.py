"""Bytes ready to be sent: made once, compressed once, named by an ETag.

Public answers that change only with the Catalogue are kept as such; a visitor costs a look-up.
"""

from __future__ import annotations

import gzip
import hashlib
from typing import Final

import brotli
from flask import Response, request

#: Shorter answers gain nothing from compression.
_WORTH_COMPRESSING: Final = 500
_ENCODINGS: Final = ("br", "gzip")
#: The last step takes ten times as long, once, and the outlines are 30 % smaller for ever after.
_BROTLI_QUALITY: Final = 11

NO_STORE: Final = "no-store"
REVALIDATE: Final = "public, max-age=0, must-revalidate"
IMMUTABLE: Final = "public, max-age=31536000, immutable"


class Ready:
    """One body, its media type, and its compressed forms, made when first asked for."""

    def __init__(self, body: bytes, media_type: str, packed: bool = False) -> None:
        """`packed`: sent as it is, since it is compressed already or not kept."""
        self._bodies = {"": body}
        self._packed = packed
        self.media_type = media_type
        self.etag = hashlib.sha256(body).hexdigest()[:20]

    @property
    def body(self) -> bytes:
        return self._bodies[""]

    def response(self, cache_control: str) -> Response:
        """The answer for the request at hand: encoding chosen, 304 when it has it already."""
        encoding = self._encoding()
        headers = [("Cache-Control", cache_control), ("Vary", "Accept-Encoding")]
        if encoding:
            headers.append(("Content-Encoding", encoding))
        response = Response(self._encoded(encoding), content_type=self.media_type)
        response.headers.extend(headers)
        if cache_control != NO_STORE:
            response.set_etag(f"{self.etag}:{encoding}" if encoding else self.etag)
            response.make_conditional(request)
        return response

    def _encoding(self) -> str:
        short = len(self.body) < _WORTH_COMPRESSING
        if short or self._packed or "HTTP_ACCEPT_ENCODING" not in request.environ:
            return ""
        accepted = request.accept_encodings
        return next((name for name in _ENCODINGS if accepted.quality(name) > 0), "")

    def _encoded(self, encoding: str) -> bytes:
        if encoding not in self._bodies:
            self._bodies[encoding] = _compress(self.body, encoding)
        return self._bodies[encoding]


def _compress(body: bytes, encoding: str) -> bytes:
    if encoding == "gzip":
        # mtime=0: the same body gives the same bytes in every process.
        return gzip.compress(body, compresslevel=9, mtime=0)
    return bytes(brotli.compress(body, quality=_BROTLI_QUALITY))

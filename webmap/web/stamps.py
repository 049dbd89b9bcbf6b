"""Signed time stamps of public forms: the form was ours, of this record, and not of long ago.

No session and no cookie: the stamp stands in the form. It holds the moment at which the page was
made and nothing about who asked for it.
"""

from __future__ import annotations

import hashlib
import secrets
from typing import Final

from itsdangerous import BadSignature, TimestampSigner

from webmap.web.current import Clock

#: Seconds. Nobody reads and answers faster; a page left open longer asks to be opened again.
YOUNGEST: Final = 2
OLDEST: Final = 2 * 60 * 60


class Stamps(TimestampSigner):
    """Makes and reads stamps by the application's clock.

    key: shared by all who answer for one site; "": made here, before the workers are, who then
    share it until the server stops.
    """

    def __init__(self, key: str, clock: Clock) -> None:
        super().__init__(
            key or secrets.token_hex(32), salt="webmap.forms", digest_method=hashlib.sha256
        )
        self._clock = clock

    def get_timestamp(self) -> int:
        return int(self._clock().timestamp())

    def stamp(self, record_id: str) -> str:
        """A stamp of this moment."""
        return self.sign(record_id).decode()

    def holds(self, stamp: str, record_id: str) -> bool:
        """Whether a stamp is ours, of this record, old enough and not too old."""
        try:
            signed, made = self.unsign(stamp, max_age=OLDEST, return_timestamp=True)
        except (BadSignature, UnicodeError):
            return False
        age = self.get_timestamp() - int(made.timestamp())
        return signed == record_id.encode() and age >= YOUNGEST

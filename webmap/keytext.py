"""Keys of the locked room as they are written: which texts may be keys at all.

No secret is used here and nothing is decrypted: the settings look at the form before the locked
room, which not every server has, is ever imported.
"""

from __future__ import annotations

import base64
import binascii
from itertools import pairwise
from typing import Final

#: Bytes of a key.
LENGTH: Final = 32

#: 32 random bytes hold fewer different values once in fourteen million keys (counted exactly);
#: repetitions, dates and small words nearly always do.
_DIFFERENT: Final = 22

_REMEDY: Final = "`webmap private key` makes one"


def read(text: str) -> tuple[bytes, ...]:
    """The keys of a text, newest first. Raises `ValueError` that never holds a part of a key."""
    keys = tuple(_one(part.strip()) for part in text.split(","))
    if len(set(keys)) < len(keys):
        raise ValueError("the same key is written twice")
    return keys


def _one(text: str) -> bytes:
    try:
        key = base64.b64decode(text.encode("ascii"), altchars=b"-_", validate=True)
    except (UnicodeEncodeError, binascii.Error):
        key = b""
    if len(key) != LENGTH:
        raise ValueError(f"a key is {LENGTH} bytes in urlsafe base64: {_REMEDY}")
    if len(set(key)) < _DIFFERENT or _typed(key, text) or _steps(key):
        raise ValueError(f"a key that could be guessed is no key: {_REMEDY}")
    return key


def _typed(key: bytes, text: str) -> bool:
    """Whether a person typed the bytes, or words in place of base64: chance makes a key of
    signs on a keyboard once in 10^13, one without a capital or a small letter once in 10^9."""
    printable = all(0x20 <= byte < 0x7F for byte in key)
    return printable or text == text.lower() or text == text.upper()


def _steps(key: bytes) -> bool:
    """Bytes that follow one another by few steps, such as 0, 1, 2."""
    return len({(b - a) % 256 for a, b in pairwise(key)}) < _DIFFERENT // 2

"""Keys: what is written is sealed, what is looked up is found by a keyed hash.

From each key of the environment others are derived, one per use (HKDF, RFC 5869): a sealed value
moved to another column cannot be opened there, and a hash of one column says nothing of another.
"""

from __future__ import annotations

import base64
import hmac
import secrets
from contextlib import suppress
from functools import cached_property
from typing import Final

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from webmap import keytext
from webmap.errors import PrivateError

_LENGTH: Final = keytext.LENGTH


def derive(key: bytes, use: str) -> bytes:
    """A key of 32 bytes for one use; it says nothing of the key it comes from."""
    return HKDF(SHA256(), _LENGTH, salt=None, info=b"webmap private " + use.encode()).derive(key)


class Keyring:
    """The keys in use: the first seals, all open."""

    def __init__(self, keys: tuple[bytes, ...]) -> None:
        self._keys = keys
        self._boxes: dict[str, MultiFernet] = {}

    @classmethod
    def parse(cls, text: str) -> Keyring:
        """Keys separated by commas, newest first. Raises `PrivateError` when one is missing or
        weak."""
        if not text:
            raise PrivateError("WEBMAP_PRIVATE_KEY is missing; `webmap private key` makes one")
        try:
            return cls(keytext.read(text))
        except ValueError as error:
            raise PrivateError(f"WEBMAP_PRIVATE_KEY: {error}") from error

    def seal(self, use: str, text: str) -> str:
        """Encrypt and sign. The token's time is 0: when a value was written is not told."""
        return self._box(use).encrypt_at_time(text.encode(), 0).decode("ascii")

    def unseal(self, use: str, token: str) -> str:
        """The text again. Raises `PrivateError` when no key opens it."""
        try:
            return self._box(use).decrypt(token).decode()
        except InvalidToken as error:
            raise PrivateError(f"no key opens {use}: a key is missing or it was altered") from error

    def index(self, use: str, text: str) -> str:
        """What a value is found by: a hash that cannot be computed without the first key."""
        words = " ".join(text.split()).casefold()
        return hmac.digest(derive(self._keys[0], f"index {use}"), words.encode(), "sha256").hex()

    def secret(self, name: str) -> str:
        """A secret for another use. It changes when the first key does."""
        return derive(self._keys[0], f"secret {name}").hex()

    @cached_property
    def mark(self) -> str:
        """What a database remembers of the first key: enough to recognise it."""
        return derive(self._keys[0], "mark").hex()

    def knows(self, mark: str) -> bool:
        """Whether one of the keys has this mark."""
        return any(hmac.compare_digest(derive(key, "mark").hex(), mark) for key in self._keys)

    def _box(self, use: str) -> MultiFernet:
        box = self._boxes.get(use)
        if box is None:
            derived = (derive(key, f"seal {use}") for key in self._keys)
            box = MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in derived])
            self._boxes[use] = box
        return box


def new_key() -> str:
    """A new key, as it is written in the environment."""
    while True:
        text = base64.urlsafe_b64encode(secrets.token_bytes(_LENGTH)).decode("ascii")
        with suppress(ValueError):  # once in millions, chance makes one that looks guessed
            keytext.read(text)
            return text

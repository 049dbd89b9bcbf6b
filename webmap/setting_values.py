"""What the text of a setting may be: functions that give the value, or raise `ValueError` with the
remedy."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from urllib.parse import urlsplit

from webmap import keytext


def whole(low: int, high: int) -> Callable[[str], int]:
    """A whole number between two."""

    def read(text: str) -> int:
        if not text.isdecimal() or not low <= int(text) <= high:
            raise ValueError(f"write a whole number from {low} to {high}")
        return int(text)

    return read


def database(text: str) -> str:
    """The address of a database that several processes can share."""
    if not text.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise ValueError("write sqlite:///PATH or postgresql+psycopg://...")
    if text.startswith(("sqlite:///:", "sqlite:///file:")) or text == "sqlite:///":
        raise ValueError("write the path of a file: the processes share it")
    return text


def folder(text: str) -> str:
    """The path of a folder."""
    if not text.strip() or "\0" in text:
        raise ValueError("write the path of a folder, such as var/results")
    return text


def host(text: str) -> str:
    """An address to listen on."""
    if not text.strip():
        raise ValueError("write an address, such as 127.0.0.1")
    return text


def masked(text: str) -> str:
    """An address as it may be shown: without the password, wherever it stands."""
    text = re.sub(r"(://[^:/@]*:).*@", r"\1***@", text)
    return re.sub(r"([?&][^=&]*pass[^=&]*=)[^&]*", r"\1***", text)


def web(text: str) -> str:
    """A whole https address."""
    parts = urlsplit(text)
    if parts.scheme != "https" or not parts.netloc:
        raise ValueError("write a whole https:// address")
    return text


def origin(text: str) -> str:
    """`https://HOST`, perhaps with a port, and nothing after; or empty."""
    if text and not re.fullmatch(r"https://[a-z0-9.-]+(:[0-9]{1,5})?", text):
        raise ValueError("write https:// and the host, in small letters, and nothing after")
    return text


def keys(text: str) -> str:
    """Keys of the locked room, or nothing."""
    if text:
        keytext.read(text)
    return text


def form_key(text: str) -> str:
    """A key long enough, or nothing."""
    if text and len(text) < 32:
        raise ValueError("write 32 signs or more, or nothing")
    return text


def switch(text: str) -> bool:
    """On or off."""
    if text not in ("on", "off"):
        raise ValueError("write on or off")
    return text == "on"


def optional_web(text: str) -> str:
    """A whole https address, or nothing."""
    return web(text) if text else text


def language(text: str) -> str:
    """A language of the command line."""
    if text not in ("fr", "en"):
        raise ValueError("write fr or en")
    return text


def place(url: str | None) -> str | None:
    """What two addresses of one database have in common, whoever opens it and however written."""
    if url is None:
        return None
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return os.path.realpath(url.removeprefix("sqlite:///").partition("?")[0])
    return f"{parts.hostname}:{parts.port or 5432}{parts.path}"

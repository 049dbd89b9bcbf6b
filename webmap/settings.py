"""Settings: one table of name, default and sentence, read from `WEBMAP_*` and nowhere else.

`webmap settings` and docs/operators.md print from this table. A value that cannot be used stops
the start with all the problems at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Final
from urllib.parse import urlsplit

from webmap.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its environment variable is `WEBMAP_` and the name in capitals."""

    name: str
    default: str
    sentence: str
    read: Callable[[str], Any]

    @property
    def variable(self) -> str:
        return f"WEBMAP_{self.name.upper()}"


def _whole(low: int, high: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.isdecimal() or not low <= int(text) <= high:
            raise ValueError(f"write a whole number from {low} to {high}")
        return int(text)

    return read


def _database(text: str) -> str:
    if not text.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise ValueError("write sqlite:///PATH or postgresql+psycopg://...")
    if text.startswith(("sqlite:///:", "sqlite:///file:")) or text == "sqlite:///":
        raise ValueError("write the path of a file: the processes share it")
    return text


def _host(text: str) -> str:
    if not text.strip():
        raise ValueError("write an address, such as 127.0.0.1")
    return text


def masked(text: str) -> str:
    """A value as it may be shown: the password of a database address is not."""
    return re.sub(r"(://[^:/@]+:)[^@]*@", r"\1***@", text)


def _web(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme != "https" or not parts.netloc:
        raise ValueError("write a whole https:// address")
    return text


def _language(text: str) -> str:
    if text not in ("fr", "en"):
        raise ValueError("write fr or en")
    return text


TABLE: Final = (
    Setting(
        "database_url",
        "sqlite:///var/webmap.sqlite",
        "Where the public database is: a SQLite file or a PostgreSQL address.",
        _database,
    ),
    Setting("host", "127.0.0.1", "Address that `webmap serve` listens on.", _host),
    Setting("port", "8000", "Port that `webmap serve` listens on.", _whole(1, 65535)),
    Setting("workers", "2", "Processes that answer visitors.", _whole(1, 64)),
    Setting("threads", "4", "Threads of each process.", _whole(1, 64)),
    Setting(
        "exit_url",
        "https://fr.wikipedia.org/wiki/Wikip%C3%A9dia:Accueil_principal",
        "Neutral page of another site that the exit leads to.",
        _web,
    ),
    Setting("language", "fr", "Language of the command line: fr or en.", _language),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """Values in use. Passed to whoever needs them; no other module reads the environment."""

    database_url: str
    host: str
    port: int
    workers: int
    threads: int
    exit_url: str
    language: str


def load(environment: Mapping[str, str]) -> Settings:
    """Read the settings. Raises `SettingsError` that names every bad variable and its remedy."""
    values, wrong = {}, []
    for setting in TABLE:
        text = environment.get(setting.variable, setting.default)
        try:
            values[setting.name] = setting.read(text)
        except ValueError as error:
            wrong.append(f"{setting.variable}={masked(text)!r}: {error}")
    known = {setting.variable for setting in TABLE} | {"WEBMAP_SOAK"}
    unknown = [name for name in environment if name.startswith("WEBMAP_") and name not in known]
    wrong += [f"{name}: no such setting; see `webmap settings`" for name in sorted(unknown)]
    if wrong:
        raise SettingsError("\n".join(wrong))
    return Settings(**{field.name: values[field.name] for field in fields(Settings)})

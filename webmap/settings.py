"""Settings: one table of name, default and sentence, read from `WEBMAP_*` and nowhere else.

`webmap settings` and docs/operators.md print from this table. A value that cannot be used stops
the start with all the problems at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Final

from webmap import setting_values as reading
from webmap.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its environment variable is `WEBMAP_` and the name in capitals."""

    name: str
    default: str
    sentence: str
    read: Callable[[str], Any]
    #: A key or a password: no screen and no complaint shows it.
    secret: bool = False

    @property
    def variable(self) -> str:
        return f"WEBMAP_{self.name.upper()}"

    def shown(self, value: object) -> str:
        """A value as it may be shown, and as it would be written."""
        if self.secret:
            return "***" if value else ""
        if isinstance(value, bool):
            return "on" if value else "off"
        return reading.masked(str(value))


TABLE: Final = (
    Setting(
        "database_url",
        "sqlite:///var/webmap.sqlite",
        "Where the public database is: a SQLite file or a PostgreSQL address.",
        reading.database,
    ),
    Setting(
        "results",
        "var/results",
        "Folder of the dated results: snapshots of the coverage, answers on siting, drawn figures.",
        reading.folder,
    ),
    Setting(
        "form_key",
        "",
        "Key that signs public forms, the same on all machines; empty: made at each start.",
        reading.form_key,
        secret=True,
    ),
    Setting("host", "127.0.0.1", "Address that `webmap serve` listens on.", reading.host),
    Setting("port", "8000", "Port that `webmap serve` listens on.", reading.whole(1, 65535)),
    Setting("workers", "2", "Processes that answer visitors.", reading.whole(1, 64)),
    Setting("threads", "4", "Threads of each process.", reading.whole(1, 64)),
    Setting(
        "exit_url",
        "https://fr.wikipedia.org/wiki/Wikip%C3%A9dia:Accueil_principal",
        "Neutral page of another site that the exit leads to.",
        reading.web,
    ),
    Setting("language", "fr", "Language of the command line: fr or en.", reading.language),
    Setting(
        "pro", "off", "Whether professionals may sign in under /pro: on or off.", reading.switch
    ),
    Setting(
        "private_url",
        "sqlite:///var/private.sqlite",
        "Where the locked room is: another SQLite file or PostgreSQL database than the public one.",
        reading.database,
    ),
    Setting(
        "private_key",
        "",
        "Keys of the locked room, newest first, with commas; `webmap private key` makes one.",
        reading.keys,
        secret=True,
    ),
    Setting(
        "public_url",
        "",
        "Address that visitors use, such as https://example.org: other hosts are refused.",
        reading.origin,
    ),
    Setting(
        "proconnect_issuer", "", "Address of ProConnect; empty: not used.", reading.optional_web
    ),
    Setting("proconnect_client_id", "", "Name that ProConnect gave this site.", str),
    Setting(
        "proconnect_client_secret", "", "Secret that ProConnect gave this site.", str, secret=True
    ),
    Setting("proconnect_acr", "eidas1", "Level of assurance asked of ProConnect.", str),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """Values in use. Passed to whoever needs them; no other module reads the environment."""

    database_url: str
    results: str
    form_key: str = field(repr=False)
    host: str
    port: int
    workers: int
    threads: int
    exit_url: str
    language: str
    pro: bool
    private_url: str
    private_key: str = field(repr=False)
    public_url: str
    proconnect_issuer: str
    proconnect_client_id: str
    proconnect_client_secret: str = field(repr=False)
    proconnect_acr: str


def load(environment: Mapping[str, str]) -> Settings:
    """Read the settings. Raises `SettingsError` that names every bad variable and its remedy."""
    values, wrong = {}, []
    for setting in TABLE:
        text = environment.get(setting.variable, setting.default)
        try:
            values[setting.name] = setting.read(text)
        except ValueError as error:
            wrong.append(f"{setting.variable}={setting.shown(text)!r}: {error}")
    known = {setting.variable for setting in TABLE} | {"WEBMAP_SOAK"}
    unknown = [name for name in environment if name.startswith("WEBMAP_") and name not in known]
    wrong += [f"{name}: no such setting; see `webmap settings`" for name in sorted(unknown)]
    wrong += _together(values)
    if wrong:
        raise SettingsError("\n".join(wrong))
    return Settings(**{each.name: values[each.name] for each in fields(Settings)})


def _together(values: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with values that are right one by one. A value that could not be read is
    absent: its own problem is said already."""
    rooms = (values.get("private_url", "?"), values.get("database_url"))
    if len(set(map(reading.place, rooms))) == 1:
        yield "WEBMAP_PRIVATE_URL: the locked room needs a database of its own, not the public one"
    if values.get("pro"):
        if values.get("private_key") == "":
            yield "WEBMAP_PRIVATE_KEY: needed with WEBMAP_PRO=on; `webmap private key` makes one"
        if values.get("public_url") == "":
            yield "WEBMAP_PUBLIC_URL: needed with WEBMAP_PRO=on; write https:// and the host"
    names = ("proconnect_issuer", "proconnect_client_id", "proconnect_client_secret")
    if any(map(values.get, names)):
        for name in names:
            if values.get(name) == "":
                yield f"WEBMAP_{name.upper()}: ProConnect needs its three values, or none"

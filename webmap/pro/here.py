"""What the wing holds: the locked room, the clock, the settings it needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final, cast

from flask import current_app

if TYPE_CHECKING:
    from webmap.private.database import Room
    from webmap.settings import Settings
    from webmap.web.current import Clock

EXTENSION: Final = "webmap_pro"


@dataclass(frozen=True, slots=True)
class Here:
    """Given once, when the application is made."""

    room: Room
    clock: Clock
    settings: Settings


def here() -> Here:
    """What the application at hand holds."""
    return cast("Here", current_app.extensions[EXTENSION])


def room() -> Room:
    """The locked room."""
    return here().room


def now() -> datetime:
    """This moment, with its time zone."""
    return here().clock()

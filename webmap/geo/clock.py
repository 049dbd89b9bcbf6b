"""What the clocks of a territory show."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

#: IANA time zones (`zone.tab`, 2025b). Polynésie has three; most of its people live in Tahiti's.
_ZONES: Final = {
    "971": "America/Guadeloupe",
    "972": "America/Martinique",
    "973": "America/Cayenne",
    "974": "Indian/Reunion",
    "975": "America/Miquelon",
    "976": "Indian/Mayotte",
    "977": "America/St_Barthelemy",
    "978": "America/Marigot",
    "986": "Pacific/Wallis",
    "987": "Pacific/Tahiti",
    "988": "Pacific/Noumea",
}
_MAINLAND: Final = "Europe/Paris"
POLYNESIE: Final = "987"
#: Its communes that are not on Tahiti's clocks: the Marquises (Pacific/Marquesas, UTC-9:30) and the
#: Gambier (Pacific/Gambier, UTC-9), as `zone.tab` names the islands.
NOT_TAHITI: Final = frozenset({"98718", "98719", "98723", "98731", "98746", "98756", "98757"})


def zone(territory: str) -> ZoneInfo:
    """The time zone of a territory; mainland France's for any other code."""
    return ZoneInfo(_ZONES.get(territory, _MAINLAND))


def local(moment: datetime, territory: str) -> datetime:
    """The moment, which knows its own zone, as the clocks of the territory show it."""
    return moment.astimezone(zone(territory))


def today(moment: datetime) -> date:
    """The day of the site and of its command line at a moment that knows its zone: that of
    mainland France."""
    return moment.astimezone(ZoneInfo(_MAINLAND)).date()

"""The hour where a territory is: a line asked for at night there is told to the bureau."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

#: IANA time zones. Polynésie has three; most of its people live in Tahiti's.
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


def local(moment: datetime, territory: str) -> datetime:
    """The moment as the clocks of the territory show it."""
    return moment.astimezone(ZoneInfo(_ZONES.get(territory, _MAINLAND)))

"""Whether a telephone number can exist where it is said to ring."""

from __future__ import annotations

import re
from typing import Final

import phonenumbers

#: libphonenumber regions of the territories with a numbering plan of their own.
REGIONS: Final = {
    "971": "GP", "972": "MQ", "973": "GF", "974": "RE", "975": "PM", "976": "YT",
    "977": "BL", "978": "MF", "986": "WF", "987": "PF", "988": "NC",
}  # fmt: skip


def digits(text: str) -> str:
    """The figures of a number, however it is spaced."""
    return "".join(sign for sign in text if sign.isdecimal())


def phone_is_possible(phone: str, territory: str) -> bool:
    """Whether a number can exist: a short number, or one that libphonenumber finds valid."""
    number = re.sub(r"[ .]", "", phone)
    if len(number) <= 6:
        return True
    for region in (REGIONS.get(territory, "FR"), "FR"):
        try:
            if phonenumbers.is_valid_number(phonenumbers.parse(number, region)):
                return True
        except phonenumbers.NumberParseException:
            continue
    return False

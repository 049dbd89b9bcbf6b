"""What a visitor may ask: one function per parameter, each raising a named error.

Pages, data and command line read the same words the same way. Errors carry no echo of what was
typed: it would end in a page, a log or a history. Their sentences are in the visitor's language.
"""

from __future__ import annotations

import re
from typing import Final

from flask_babel import gettext as _

from webmap.directory.catalogue import Catalogue
from webmap.directory.record import ID_PATTERN, Record
from webmap.errors import (
    InvalidChoices,
    InvalidParameter,
    UnknownPlace,
    UnknownRecord,
    UnknownTerritory,
)
from webmap.geo.places import Place
from webmap.geo.territories import Territory

#: Longest search that is read. The longest name of a commune has 45 letters.
WORDS_MAX: Final = 200
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")
_COMMUNE: Final = re.compile(r"\d[\dAB]\d{3}")
_TERRITORY: Final = re.compile(r"\d[\dAB]\d?")


def words(text: str) -> str:
    """Words typed in the search box, trimmed. Raises `InvalidParameter` when they are none, too
    long or hold a control character."""
    trimmed = text.strip()
    if not trimmed or len(trimmed) > WORDS_MAX or _CONTROL.search(trimmed):
        # The page of unreadable words has a sentence of its own.
        raise InvalidParameter("words that cannot be read")
    return trimmed


def territory(code: str, catalogue: Catalogue) -> Territory:
    """One of the 107 territories, by code. Raises `UnknownTerritory`."""
    wanted = code.upper()
    if not _TERRITORY.fullmatch(wanted) or wanted not in catalogue.territories:
        raise UnknownTerritory(_("Aucun département ni territoire n’a ce code."))
    return catalogue.territories[wanted]


def commune_code(text: str) -> str:
    """A code of the official geography, as written. Raises `InvalidChoices`."""
    code = text.strip().upper()
    if not _COMMUNE.fullmatch(code):
        said = _("Un code de commune a cinq signes, comme 59350 ou 2A004.")
        raise InvalidChoices((str(said),))
    return code


def commune(code: str, catalogue: Catalogue) -> Place:
    """A commune by current, former, arrondissement or delegated code. Raises `UnknownPlace`."""
    wanted = code.upper()
    if not _COMMUNE.fullmatch(wanted):
        raise UnknownPlace(_("Aucune commune n’a ce code."))
    return catalogue.communes.by_code(wanted)


def record(record_id: str, catalogue: Catalogue) -> Record:
    """A public record by id. Raises `UnknownRecord`."""
    if not ID_PATTERN.fullmatch(record_id):
        raise UnknownRecord(_("Aucune fiche n’a ce numéro."))
    return catalogue.get(record_id)

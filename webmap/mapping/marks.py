"""What the live map knows of a record: a note in the page, beside the record's own link.

`static/map.js` reads the notes and takes the name and the address from the link itself: a map
cannot show a record that its page does not list, nor under another name.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from webmap import vocabulary as v
from webmap.directory.catalogue import Catalogue
from webmap.directory.record import Record
from webmap.mapping import frame

#: Coordinates are whole ten-thousandths of a degree: 11 m, a pixel on the closest view.
_PER_DEGREE: Final = 10_000
#: A town hall, which shows no address, is given to a thousandth: shorter, and no finer than it is.
_TOWN_HALL: Final = 10
#: One sign per code, its rank in the vocabulary: `parseInt(sign, 36)` in the script.
_SIGNS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"


def note(catalogue: Catalogue, record: Record) -> str:
    """`23522 488566 1037 Paris`: longitude, latitude; precision, status and each kind; the place.

    The place is the town, else the territory; left out when the name ends with it. Empty for a
    record that the map does not show.
    """
    point = catalogue.point(record)
    if point is None or record.category not in frame.POINTED:
        return ""
    step = 1 if record.precision == "address" else _TOWN_HALL
    numbers = (_whole(point.longitude, step), _whole(point.latitude, step))
    return " ".join([*numbers, _codes(record), *_place(catalogue, record)])


def _whole(degrees: float, step: int) -> str:
    return str(round(degrees * _PER_DEGREE / step) * step)


def _codes(record: Record) -> str:
    kinds = v.KINDS[record.category]
    return "".join(
        (
            _sign(record.precision, tuple(v.PRECISIONS)),
            _sign(record.status, tuple(v.STATUSES)),
            *(_sign(kind, tuple(kinds)) for kind in record.kinds),
        )
    )


def _sign(code: str, vocabulary: Sequence[str]) -> str:
    return _SIGNS[vocabulary.index(code)]


def _place(catalogue: Catalogue, record: Record) -> list[str]:
    place = (
        catalogue.communes.by_code(record.commune_code).commune.name
        if record.commune_code
        else catalogue.territories[record.territory].name
    )
    return [] if record.name.endswith(place) else [place]

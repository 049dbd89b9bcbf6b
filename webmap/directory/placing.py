"""Where a record may stand, how finely, and who agreed: rule S2 of docs/safety.md."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from webmap.directory.problems import Problem
from webmap.directory.record import Record
from webmap.directory.seen import Rule, Seen
from webmap.geo.distance import geodesic_km
from webmap.geo.text import fold

#: Finest first. A record may never be finer than what its operator agreed to.
_FINENESS: Final = ("address", "commune", "territory", "national")
#: An office is shown at its city from this many inhabitants on.
OFFICE_CITY: Final = 50_000
#: A point farther than this from the town hall is a slip, or stands in another commune.
_FAR_KM: Final = 30
_PRESS: Final = re.compile(r"\b(?:presse?|journal|journaux|radio|television|article)\b")
_PAGE: Final = re.compile(r"\b(?:page|site)\b")


def _filled(record: Record, *fields: str) -> Iterator[str]:
    return (field for field in fields if getattr(record, field) not in ("", None))


def _place_fits_precision(seen: Seen) -> Iterator[Problem]:
    record, point = seen.record, ("address", "latitude", "longitude")
    too_fine: Iterator[str] = iter(())
    if record.placeless:
        too_fine = _filled(record, "commune_code", *point, "place_basis")
    elif record.precision == "commune":
        too_fine = _filled(record, *point)
    for field in too_fine:
        yield seen.problem(field, "place_without_precision", record.precision)
    if not record.placeless and not record.commune_code:
        yield seen.problem("commune_code", "precision_without_place", record.precision)


def _territory_fits_precision(seen: Seen) -> Iterator[Problem]:
    record = seen.record
    if record.precision == "territory" and not (record.territory or record.covers):
        yield seen.problem("territory", "required")
    if record.precision == "national" and record.territory:
        yield seen.problem("territory", "national_with_territory")


def _consent(seen: Seen) -> Iterator[Problem]:
    """A public building, or the office of a public association at its city, needs none;
    everything else is as fine as the operator agreed to."""
    record = seen.record
    if record.placeless or record.place_basis == "public_building":
        return
    if record.place_basis == "office" and record.precision == "commune":
        return
    if not (_agreed(record) and record.consent_on and record.consent_by):
        yield seen.problem("consent_precision", "no_consent")


def _agreed(record: Record) -> bool:
    # The operator's own page agrees to its town, never to a door.
    if record.precision == "address" and _PAGE.search(fold(record.consent_by)):
        return False
    return record.consent_precision in _FINENESS and (
        _FINENESS.index(record.consent_precision) <= _FINENESS.index(record.precision)
    )


def _press(seen: Seen) -> Iterator[Problem]:
    if _PRESS.search(fold(seen.record.consent_by)):
        yield seen.problem("consent_by", "press_consent")


def _public_building(seen: Seen) -> Iterator[Problem]:
    """Courts and hospitals stand on every map; an association inside one stays at its town."""
    record = seen.record
    if record.place_basis != "public_building" or record.category in ("magistrat", "uaped"):
        return
    if record.precision == "address" or "accueil_jour" in record.kinds:
        yield seen.problem("place_basis", "not_public_building")


def _office(seen: Seen) -> Iterator[Problem]:
    people = seen.gazetteer.populations.get(seen.record.commune_code, OFFICE_CITY)
    if seen.record.place_basis == "office" and people < OFFICE_CITY:
        yield seen.problem("commune_code", "small_town", f"{OFFICE_CITY}")


def _point(seen: Seen) -> Iterator[Problem]:
    record, halls = seen.record, seen.gazetteer.town_halls
    if record.longitude is None or record.latitude is None or record.commune_code not in halls:
        return
    distance = geodesic_km(record.longitude, record.latitude, *halls[record.commune_code])
    if distance > _FAR_KM:
        yield seen.problem("latitude", "point_far", f"{distance:.0f}")


def _source_link(seen: Seen) -> Iterator[Problem]:
    if seen.record.source_url and not seen.record.source_linkable:
        yield seen.problem("source_url", "link_on_sensitive")


RULES: Final[tuple[Rule, ...]] = (
    _place_fits_precision,
    _territory_fits_precision,
    _consent,
    _press,
    _public_building,
    _office,
    _point,
    _source_link,
)

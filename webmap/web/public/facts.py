"""The open facts of a record for machines: JSON-LD in the words of schema.org.

Pure: takes the Catalogue, gives plain values. Nothing here that the page does not say. Nothing at
all for places where minors sleep, nor for courts, which are no contact for a family; no town and no
position for a record without a place, and no position but that of a published address.
"""

from __future__ import annotations

from typing import Any, Final

from webmap.directory.catalogue import Catalogue
from webmap.directory.contact import phone_shown
from webmap.directory.record import Record
from webmap.directory.tables import METROPOLE
from webmap.web.public import matrix

#: Category -> type of schema.org. What is not here has no facts for machines.
_TYPES: Final = {
    "association": "Organization",
    "uaped": "MedicalOrganization",
    "ecoute": "Organization",
    "circuit": "GovernmentOrganization",
}
_COUNTRY: Final = "FR"
_MAINLAND: Final = "France métropolitaine"


def facts(catalogue: Catalogue, record: Record, site: str) -> dict[str, Any] | None:
    """What machines may read of a record; None for one that is not open, or not for them.

    site: `https://host` of the site, or "".
    """
    if record.category not in _TYPES or record.status != "open" or _receives_unseen(record):
        return None
    found = {
        "@context": "https://schema.org",
        "@type": _TYPES[record.category],
        "@id": f"{site}/ressource/{record.id}" if site else "",
        "identifier": record.id,
        "name": record.name,
        "description": record.summary_fr,
        "url": record.website,
        "email": record.email,
        "address": _address(catalogue, record),
        "location": _location(record),
        "areaServed": _served(catalogue, record),
        "contactPoint": _phone(catalogue, record),
    }
    return {key: value for key, value in found.items() if value}


def _receives_unseen(record: Record) -> bool:
    """A place where minors come and that did not agree to be placed: a search engine would add to
    it the address that it found elsewhere."""
    return record.placeless and "accueil_jour" in record.kinds


def _address(catalogue: Catalogue, record: Record) -> dict[str, str] | None:
    """Town and country; the street of a published address only."""
    if record.placeless or not record.commune_code:
        return None
    town = catalogue.communes.by_code(record.commune_code).name
    street = {"streetAddress": record.address} if _has_address(record) and record.address else {}
    country = {"addressLocality": town, "addressCountry": _COUNTRY}
    return {"@type": "PostalAddress", **street, **country}


def _location(record: Record) -> dict[str, Any] | None:
    if not _has_address(record) or record.latitude is None or record.longitude is None:
        return None
    point = {"latitude": record.latitude, "longitude": record.longitude}
    return {"@type": "Place", "geo": {"@type": "GeoCoordinates", **point}}


def _has_address(record: Record) -> bool:
    """An office is shown at its town: nobody is received there."""
    return record.precision == "address" and record.place_basis != "office"


def _served(catalogue: Catalogue, record: Record) -> list[str]:
    if record.category == "ecoute":
        return []
    if record.national:
        return ["France"]
    return [catalogue.territories[c].name for c in record.covers if c in catalogue.territories]


def _phone(catalogue: Catalogue, record: Record) -> dict[str, Any] | None:
    """A number that the page shows; of a helpline, from where a source says that it works."""
    if not phone_shown(record, catalogue.as_of):
        return None
    point: dict[str, Any] = {"@type": "ContactPoint", "telephone": record.phone}
    if record.category != "ecoute":
        return point
    works = [
        place
        for row in matrix.rows(catalogue, record)
        if row.works == "yes"
        for place in row.places
    ]
    return {**point, "areaServed": [_named(catalogue, place) for place in works]} if works else None


def _named(catalogue: Catalogue, place: str) -> str:
    return _MAINLAND if place == METROPOLE else catalogue.territories[place].name

"""Values that several pages show: what surrounds a territory, towns, what was asked."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext as _

from webmap.directory.catalogue import MAINLAND, Catalogue
from webmap.directory.record import Record
from webmap.geo.places import Place
from webmap.geo.territories import Territory
from webmap.web.public import emergency, territory

#: Steps of the emergency page that also open the page of a commune, and stand on the sheet.
NOW = ("danger", "injured", "child", "missing", "images")


def around(catalogue: Catalogue, code: str) -> dict[str, object]:
    """What the pages of a commune and of a territory both show."""
    return {
        "territory": catalogue.territories[code],
        "danger": emergency.danger(catalogue, code),
        "connects": emergency.who_connects(catalogue, code),
        "circuit": territory.circuit(catalogue, code),
        "courts": catalogue.courts_of(code),
    }


def steps_now(catalogue: Catalogue, code: str) -> tuple[emergency.Step, ...]:
    """The first steps of the emergency page that somebody answers from a territory, in its order;
    a missing child always has one: what to do first holds without a number."""
    found = (step for step in emergency.steps(catalogue, code) if step.code in NOW)
    return tuple(step for step in found if step.shown or step.code == "missing")


def choices(catalogue: Catalogue) -> dict[str, list[Territory]]:
    """The territories for whoever must choose one: overseas, where numbers differ, and the rest."""
    found: dict[str, list[Territory]] = {"overseas": [], "mainland": []}
    for territory_ in catalogue.territories.values():
        found["mainland" if territory_.land in MAINLAND else "overseas"].append(territory_)
    return found


def asked(place: Place) -> str:
    """What was asked, when the commune of today bears another code."""
    names = {"asked": place.name, "commune": place.commune.name}
    if place.kind == "commune":
        return ""
    if place.kind == "arrondissement":
        return str(_("%(asked)s : un arrondissement de %(commune)s.", **names))
    if place.name == place.commune.name:
        return str(_("Ce code est ancien : la commune s’appelle aujourd’hui %(commune)s.", **names))
    return str(_("%(asked)s fait aujourd’hui partie de la commune de %(commune)s.", **names))


def towns(catalogue: Catalogue, records: Iterable[Record]) -> dict[str, str]:
    """Record id -> the town it may be shown at, or nothing."""
    return {
        record.id: catalogue.communes.by_code(record.commune_code).name
        if record.commune_code and not record.placeless
        else ""
        for record in records
    }

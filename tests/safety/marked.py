"""A directory made for the attacks: shelters that have a place, with values that must not leave.

The lines go in through the files and their guard, as every record does. Then a hand writes into
the database what no file may hold: a commune, a position, an address, a link. What the public is
answered must not depend on it. Marked words exist nowhere else.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from tests.directory.factory import cells, write
from webmap.directory.readers import Resources, read
from webmap.directory.rules import Gazetteer

#: A word of no language: wherever it is seen, something leaked.
MARK: Final = "zorblat"
#: What the hand wrote: where the shelters and the team really are.
LA_SOUTERRAINE: Final = {"commune_code": "23176", "longitude": 1.48231, "latitude": 46.24017}
MONTLUCON: Final = {"commune_code": "03185", "longitude": 2.60642, "latitude": 46.34379}
BELLAC: Final = {"commune_code": "87011", "longitude": 1.04861, "latitude": 46.12217}
AUBUSSON: Final = {"commune_code": "23008", "longitude": 2.17037, "latitude": 45.95691}

SHELTER: Final = "rbcd101"
OTHER_SHELTER: Final = "rbcd102"
HOME: Final = "rbcd103"
TEAM: Final = "rbcd104"
UNIT: Final = "rbcd105"
FAR_HOME: Final = "rbcd112"
#: Id -> where it is.
HIDDEN: Final[dict[str, dict[str, Any]]] = {
    SHELTER: LA_SOUTERRAINE,
    OTHER_SHELTER: MONTLUCON,
    HOME: AUBUSSON,
    TEAM: LA_SOUTERRAINE,
    UNIT: AUBUSSON,
    FAR_HOME: BELLAC,
}

#: The same places in the forms in which they could leave.
PLACES: Final = (
    "23176", "03185", "23008", "87011", "46.240", "1.482", "46.343", "2.606", "45.956", "2.170",
    "46.122", "1.048", "14823 4624", "14820 4624", "26064 4634", "26060 4634", "la souterraine",
    "montluçon", "aubusson", "bellac",
)  # fmt: skip

#: Facts about the check itself, which no page of a record without a place shows.
_CHECKED: Final = {
    "verified_on": "2019-03-05",
    "verified_by": f"fonction {MARK}",
    "method": f"appel {MARK}",
}
_SECRET: Final = {
    "kinds": "sous_secret;mise_a_l_abri",
    "audiences": "mineurs;filles",
    "precision": "national",
    "territory": "",
    "covers": "national",
    "source": "presse régionale en ligne",
    "source_date": "2019",
    **_CHECKED,
}


def _published(record_id: str, commune: str, territory: str, **changes: str) -> dict[str, str]:
    """A permanence that its operator names for visitors."""
    agreed = {"consent_precision": "commune", "consent_on": "2019", "consent_by": "courrier"}
    place = {"place_basis": "operator", "precision": "commune", "commune_code": commune}
    asked = {"kinds": "accompagnement;ecoute", "territory": territory, "covers": territory}
    named = {"id": record_id, "name": f"Permanence {record_id[-2:]}"}
    checked = {**_CHECKED, "verified_by": "coordination", "method": "appel"}
    return cells(**{**place, **asked, **named, **agreed, **checked, **changes})


def _unit(record_id: str, commune: str, territory: str) -> dict[str, str]:
    hospital = {"kinds": "uaped", "place_basis": "public_building", "name": "Unité"}
    none = {"consent_precision": "", "consent_on": "", "consent_by": ""}
    return _published(record_id, commune, territory, **hospital, **none)


_LINES: Final = {
    "hebergement": [
        cells(id=SHELTER, name="Abri un", **_SECRET),
        cells(id=OTHER_SHELTER, name="Abri deux", **_SECRET),
        cells(id=HOME, name="Maison", kinds="specialise_long", **_CHECKED),
        cells(
            id=FAR_HOME,
            name="Maison loin",
            kinds="eloignement",
            territory="87",
            covers="national",
            **_CHECKED,
        ),
    ],
    "association": [
        cells(id=TEAM, name="Équipe", consent_by=f"courrier {MARK}", **_CHECKED),
        _published("rbcd106", "23096", "23"),
        _published("rbcd107", "87085", "87"),
        _published("rbcd108", "18033", "18"),
    ],
    "uaped": [
        cells(id=UNIT, name="Unité", kinds="uaped", **_CHECKED),
        _unit("rbcd109", "23096", "23"),
        _unit("rbcd110", "87085", "87"),
        _unit("rbcd111", "18033", "18"),
    ],
}


def entered(folder: Path, gazetteer: Gazetteer, lines: Resources) -> Resources:
    """The lines, read and guarded as any others; helplines and their matrix come from `lines`,
    with the dates of this directory."""
    made = read(write(folder, _LINES), gazetteer)
    seen = {"seen_on": date(2019, 3, 5), "source_date": "2019"}
    helplines = [r.model_copy(update=seen) for r in lines.records if r.category == "ecoute"]
    reach = [replace(row, seen_on="2019-03-05", source_date="2019") for row in lines.reach]
    records = sorted((*made.records, *helplines), key=lambda record: record.id)
    return Resources(tuple(records), tuple(reach), (), ())


def with_hidden_places(resources: Resources) -> Resources:
    """What the hand wrote into the database, which no file can hold."""
    records = (
        record.model_copy(update={**HIDDEN[record.id], "address": f"9 impasse {MARK}"})
        if record.id in HIDDEN
        else record
        for record in resources.records
    )
    return Resources(tuple(records), resources.reach, (), ())

"""What the rules of the records need to know of the geography."""

from __future__ import annotations

from typing import Final

from webmap.directory.placenames import PlaceNames
from webmap.directory.seen import Gazetteer
from webmap.geo.communes import Communes
from webmap.geo.territories import Territories

#: How English, and the maps of before 2016, call some regions and territories.
_OTHER_NAMES: Final = (
    "Brittany", "Normandy", "Burgundy", "Corsica", "Picardy", "French Guiana", "French Polynesia",
    "New Caledonia", "Saint Martin", "Saint Bart", "Saint Barts", "Wallis", "Futuna", "Tahiti",
    "Reunion Island", "Riviera", "Alsace", "Lorraine", "Champagne-Ardenne", "Auvergne",
    "Rhône-Alpes", "Aquitaine", "Limousin", "Poitou", "Languedoc", "Roussillon", "Midi-Pyrénées",
    "Bourgogne", "Franche-Comté", "Picardie", "Nord-Pas-de-Calais", "Provence", "Côte d'Azur",
    "Savoy", "Basque Country", "Pays basque",
)  # fmt: skip


def gazetteer(territories: Territories, communes: Communes) -> Gazetteer:
    """Codes, names and regions, with the former names of communes: they tell a place as well."""
    every = tuple(communes)
    names = {name for commune in every for name in (commune.name, *commune.former_names)}
    regions = frozenset(t.region_name for t in territories.values() if t.region_name)
    territory_names = {code: territory.name for code, territory in territories.items()}
    return Gazetteer(
        commune_territory={commune.code: commune.territory for commune in every},
        populations={commune.code: commune.population for commune in every},
        town_halls={commune.code: (commune.longitude, commune.latitude) for commune in every},
        territory_names=territory_names,
        region_names=regions,
        place_names=PlaceNames(names),
        secret_names=PlaceNames({*territory_names.values(), *regions, *_OTHER_NAMES}, strict=True),
    )

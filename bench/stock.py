"""The same territories and records as `/carte`, on a map made with Folium as it comes.

Default options but for the tiles, which need a network. Nothing of ours is in the page.
"""

from __future__ import annotations

from typing import Any

import folium
from folium.plugins import MarkerCluster

from bench import outside
from webmap import vocabulary as v

Features = dict[str, Any]


def page(territories: Features, records: Features) -> str:
    """HTML of the stock map. Both arguments: FeatureCollections as `/donnees/` gives them."""
    plan = folium.Map(location=[46.6, 2.4], zoom_start=5, tiles=None)
    # MarkerCluster needs to know where to stop; tiles would tell it 18 or more.
    plan.options["max_zoom"] = 18
    folium.GeoJson(territories, name="Territoires").add_to(plan)
    clusters: dict[str, MarkerCluster] = {}
    for feature in placed(records):
        category = feature["properties"]["category"]
        if category not in clusters:
            clusters[category] = _cluster(category)
            plan.add_child(clusters[category])
        _marker(feature).add_to(clusters[category])
    folium.LayerControl().add_to(plan)
    return outside.rewrite(plan.get_root().render())


def placed(records: Features) -> list[Features]:
    """The records that a map can show: those with a point."""
    return [feature for feature in records["features"] if feature["geometry"]]


def _cluster(category: str) -> MarkerCluster:
    return MarkerCluster(name=v.CATEGORIES[category].fr)  # type: ignore[no-untyped-call]


def _marker(feature: Features) -> folium.Marker:
    longitude, latitude = feature["geometry"]["coordinates"]
    record = feature["properties"]
    kinds = v.KINDS[record["category"]]
    words = ", ".join(kinds[kind].fr for kind in record["kinds"])
    popup = folium.Popup(f"<b>{record['name']}</b><br>{words}")
    return folium.Marker([latitude, longitude], popup=popup, icon=folium.Icon())

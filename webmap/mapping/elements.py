"""Folium elements of our own: their data is in the page or on this site, and they write no HTML.

Folium's GeoJson asks for its link with jQuery and inlines styles; its popups and tooltips write
what they are given as HTML. Ours hand over to `static/map.js`, which builds text nodes.
"""

from __future__ import annotations

from typing import TypeVar

from branca.element import Element, MacroElement
from folium.features import GeoJson
from folium.plugins import MarkerCluster
from folium.template import Template
from folium.utilities import JsCode

Named = TypeVar("Named", bound=Element)

#: A GeoJson is given something to hold; ours holds nothing until the page has fetched it.
_NOTHING = {"type": "FeatureCollection", "features": []}


class Territories(GeoJson):
    """The outlines, drawn by `webmap.territories` from the file that the page names."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = L.geoJson(null, {
                style: webmap.style,
                onEachFeature: webmap.territory,
                ...{{ this.options|tojavascript }}
            });
            webmap.territories({{ this._parent.get_name() }}, {{ this.get_name() }});
        {% endmacro %}
        """
    )

    def __init__(self, name: str) -> None:
        super().__init__(_NOTHING, name=name, control=False, smoothFactor=0.6)


class Turn(MacroElement):
    """The page gets its turn before what follows: the script around is asynchronous."""

    _template = Template("{% macro script(this, kwargs) %} await webmap.turn(); {% endmacro %}")


class Records(MacroElement):
    """The records that the page notes (`mapping.marks`), by category in `clusters`."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            webmap.records({{ this._parent.get_name() }}, {
                {%- for category, cluster in this.clusters.items() %}
                {{ category|tojson }}: {{ cluster.get_name() }},
                {%- endfor %}
            });
        {% endmacro %}
        """
    )

    def __init__(self, clusters: dict[str, MarkerCluster]) -> None:
        super().__init__()  # type: ignore[no-untyped-call] # branca says no types here
        self._name = "Records"
        self.clusters = clusters


def cluster(category: str, label: str) -> MarkerCluster:
    """The markers of a category, gathered where they are close. `label` is markup of our own."""
    return MarkerCluster(  # type: ignore[no-untyped-call] # folium says no types here
        name=label,
        icon_create_function=f'webmap.clusterIcon("{category}")',
        options={
            "maxClusterRadius": JsCode("webmap.clusterRadius"),
            "showCoverageOnHover": False,
            "spiderLegPolylineOptions": {"className": "spider-leg"},
            "animate": False,
            # MarkerCluster looks at its watch every 200 markers: at each look it lets the page go.
            "chunkedLoading": True,
            "chunkInterval": 5,
            "chunkDelay": 1,
            "chunkProgress": JsCode("webmap.gathered"),
        },
    )


def named(element: Named, identifier: str) -> Named:
    """The element under an identifier of ours: Folium's are random, so no two files would agree."""
    element._id = identifier
    return element

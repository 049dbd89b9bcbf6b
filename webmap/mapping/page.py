"""The Folium script of each kind of page, rendered once by `webmap init`.

Never imported by a web worker: Folium takes a second and 60 MB. The result is plain text, the
same bytes in every process, served from our own address under a strict policy.
"""

from __future__ import annotations

from typing import Final, cast

import folium
from branca.element import Figure
from folium.features import Control
from folium.plugins import MarkerCluster
from folium.utilities import JsCode

from webmap.mapping import frame
from webmap.mapping.elements import Records, Territories, Turn, cluster, named

#: South-west and north-east corners that hold the hexagone and Corsica.
_FRANCE: Final = [[41.1, -5.2], [51.1, 9.6]]
#: The whole of France fits between Wallis and New Caledonia, the long way round.
_WORLD: Final = [[-60, -200], [72, 200]]
#: Leaflet's ways to move by itself: none for whoever asked their machine for less motion.
_MOVES: Final = ("zoom_animation", "fade_animation", "marker_zoom_animation", "inertia")
_ZOOM_FARTHEST: Final = 2
#: No tiles: closer than this there is nothing more to see.
_ZOOM_NEAREST: Final = 13

_WORDS: Final = {
    "fr": {
        "closer": "Agrandir",
        "farther": "Réduire",
        "association": "Associations",
        "magistrat": "Tribunaux",
        "uaped": "UAPED",
        "sources": "IGN Admin Express, INSEE, DILA, GeoNames",
    },
    "en": {
        "closer": "Zoom in",
        "farther": "Zoom out",
        "association": "Associations",
        "magistrat": "Courts",
        "uaped": "UAPED",
        "sources": "IGN Admin Express, INSEE, DILA, GeoNames",
    },
}


def map_scripts() -> dict[str, str]:
    """Every script, by the name under `/carte/`."""
    return {
        frame.script_name(kind, language): map_script(kind, language)
        for kind in frame.KINDS
        for language in frame.LANGUAGES
    }


def map_script(kind: str, language: str) -> str:
    """JavaScript that draws the map of a kind of page in its container.

    It needs `map.js`, Leaflet and MarkerCluster (but for "couverture") to have run before.
    """
    plan = _map(kind, language)
    if kind != "couverture":
        _add_records(plan, language)
        # The page of distances has one category at a time: nothing to put away.
        if kind != "distances":
            # On the sea, where the country leaves room; over a single territory, in a corner.
            _add_layers(plan, "topright" if kind == "departement" else "bottomleft")
    figure = cast(Figure, plan.get_root())
    figure.render()
    return f"(async function () {{\n{_tidy(figure.script.render())}}})();\n"


def _map(kind: str, language: str) -> folium.Map:
    words = _WORDS[language]
    plan = named(
        folium.Map(
            location=[46.6, 2.4],
            zoom_start=5,
            tiles=None,
            zoom_control=False,
            world_copy_jump=False,
        ),
        kind,
    )
    plan.options |= {
        "min_zoom": _ZOOM_FARTHEST,
        "max_zoom": _ZOOM_NEAREST,
        "zoom_snap": 0.25,
        "max_bounds": _WORLD,
        "max_bounds_viscosity": 0.8,
        "attribution_control": False,
        "scroll_wheel_zoom": False,
    }
    # Without a zoom Leaflet waits for the bounds below: two views would be laid out one by one.
    del plan.options["zoom"]
    # Folium writes a JsCode as it stands; its types do not say so.
    plan.options |= dict.fromkeys(_MOVES, JsCode("webmap.moving"))  # type: ignore[arg-type]
    named(_zoom(words), "zoom").add_to(plan)
    named(_attribution(words), "sources").add_to(plan)
    view = named(folium.FitBounds(_FRANCE), "france")
    # An animation would end after the page's own move, and undo it.
    view.options["animate"] = False
    view.add_to(plan)
    named(Territories("territories"), "territories").add_to(plan)
    return plan


def _zoom(words: dict[str, str]) -> Control:
    return _control("Zoom", "topleft", zoomInTitle=words["closer"], zoomOutTitle=words["farther"])


def _attribution(words: dict[str, str]) -> Control:
    """Sources alone: Leaflet's own prefix would lead to another site."""
    return _control("Attribution", "bottomright", prefix=words["sources"])


def _control(name: str, position: str, **options: str) -> Control:
    # Folium 0.20 writes its list of positions into the script when `position` is an argument.
    control = Control(name)
    control.options = {**options, "position": position}
    return control


def _add_records(plan: folium.Map, language: str) -> None:
    Turn().add_to(plan)  # type: ignore[no-untyped-call] # branca says no types here
    clusters: dict[str, MarkerCluster] = {}
    for category in frame.POINTED:
        group = named(cluster(category, _layer_label(category, language)), category)
        plan.add_child(group)
        clusters[category] = group
    named(Records(clusters), "records").add_to(plan)


def _add_layers(plan: folium.Map, position: str) -> None:
    control = named(folium.LayerControl(position=position, autoZIndex=False), "layers")
    # Folium writes a JsCode as it stands; its types do not say so.
    control.options |= {"collapsed": JsCode("webmap.narrow")}  # type: ignore[dict-item]
    control.add_to(plan)


def _layer_label(category: str, language: str) -> str:
    """A line of the layer control, short: it lies on the sea. Leaflet reads it as markup: ours.

    The marks of the category "magistrat" are courts: a court is not a designation.
    """
    word = _WORDS[language][category]
    return f'<span class="mark mark-{category}" aria-hidden="true"></span> {word}'


def _tidy(script: str) -> str:
    """Without the indentation and blank lines that templates leave."""
    lines = (line.strip() for line in script.splitlines())
    return "\n".join(line for line in lines if line) + "\n"

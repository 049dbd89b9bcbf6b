"""Pictures: the map without scripts (svg), the Folium script (page), Leaflet's files (assets).

`page` and `elements` import Folium and are for `webmap init` alone; a web worker imports `svg`,
`assets` and `frame`, which do not.
"""

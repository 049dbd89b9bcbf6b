"""Pure geography: places, territories, distances, islands.

This room may not import any other room of webmap (only `webmap.errors`), nor geopandas, pandas,
folium, flask or sqlalchemy: every web worker has it in memory.
"""

"""Builds `data/communes/` from its public sources. For developers: nothing at run time imports it.

May import `webmap.geo` and heavy libraries; of webmap, only `webmap.cli` may import this room.
"""

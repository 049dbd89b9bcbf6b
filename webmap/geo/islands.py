"""Which communes a road joins: between two islands the way is by boat or by plane.

May import only `webmap.geo`. The island of a commune is worked out when the data is built (the
communes that touch no other of their land group, less those that a bridge joins) and stored with
it.
"""

from __future__ import annotations

from webmap.geo.communes import Communes


def island_of(communes: Communes, code: str) -> str | None:
    """Name of the island of a commune that no road joins to the main part of its land group.

    None on the main part. Raises UnknownPlace when nothing has this code.
    """
    return communes.by_code(code).commune.island

"""Territories as a mapping, on two squares."""

from __future__ import annotations

import pytest
from shapely.geometry import box

from webmap.errors import GeodataError, UnknownTerritory
from webmap.files import bundled
from webmap.geo import parquet
from webmap.geo.territories import Territories, Territory


def territory(code: str, left: float) -> Territory:
    return Territory(
        code=code,
        name=f"Territory {code}",
        land="hexagone",
        region="11",
        region_name="Region",
        population=10,
        population_year=2023,
        under_20=None,
        under_20_year=None,
        chief_town=f"{code}001",
        longitude=left,
        latitude=0.5,
        neighbours=(),
        outline=box(left, 0, left + 1, 1),
    )


TWO = Territories([territory("02", 0), territory("01", 1)])


def test_order_is_the_file_s() -> None:
    """Territories come in the order they were given, and count."""
    assert list(TWO) == ["02", "01"]
    assert len(TWO) == 2


def test_an_unknown_territory_is_a_named_error() -> None:
    """A wrong code raises UnknownTerritory; `in` and `get` answer without raising."""
    with pytest.raises(UnknownTerritory):
        TWO["xx"]
    assert "xx" not in TWO
    assert TWO.get("xx") is None
    assert TWO.get("01") is TWO["01"]


def test_a_point_without_detailed_outlines() -> None:
    """Made by hand, territories place a point by their own outlines; a border is the first's."""
    assert TWO.at(1.5, 0.5) is TWO["01"]
    assert TWO.at(1.0, 0.5) is TWO["02"]
    assert TWO.at(5, 5) is None


def test_a_file_without_the_column_is_a_named_error() -> None:
    """A file of another version is refused with the command that makes a new one."""
    with pytest.raises(GeodataError, match=r"lacks \['nothing'\].*webmap geodata build"):
        parquet.read(bundled("data", "communes"), "codes.parquet", ["code", "nothing"])

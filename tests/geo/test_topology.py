"""Shared borders, on squares whose arcs can be counted on paper."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import MultiPolygon, Polygon, box
from shapely.geometry.base import BaseGeometry

from webmap.geo.topology import Ring, Topology, topology


def unfolded(shared: Topology, code: str, step: float) -> MultiPolygon:
    """The naive reading: walk the arcs of each ring, forwards or backwards."""

    def ring(numbers: Ring) -> list[tuple[float, float]]:
        lines = [shared.arcs[n] if n >= 0 else shared.arcs[~n][::-1] for n in numbers]
        return [(x * step, y * step) for line in lines for x, y in line[:-1]]

    return MultiPolygon(
        [(ring(rings[0]), [ring(hole) for hole in rings[1:]]) for rings in shared.shapes[code]]
    )


def test_two_squares_write_their_border_once() -> None:
    """One arc around each, one between; one of the two walks it backwards."""
    shared = topology({"a": box(0, 0, 1, 1), "b": box(1, 0, 2, 1)}, 1)
    assert len(shared.arcs) == 3
    a, b = set(shared.shapes["a"][0][0]), {~n for n in shared.shapes["b"][0][0]}
    (border,) = a & b
    assert sorted(shared.arcs[border]) == [(1, 0), (1, 1)]


def test_an_enclave_and_its_hole_are_one_arc() -> None:
    """A closed arc, wherever its rings start."""
    inner = box(1, 1, 2, 2)
    outer = Polygon(box(0, 0, 3, 3).exterior, [list(inner.exterior.coords)[::-1]])
    shared = topology({"outer": outer, "inner": inner}, 1)
    assert len(shared.arcs) == 2
    assert unfolded(shared, "outer", 1).equals(outer)
    assert unfolded(shared, "inner", 1).equals(inner)


def test_what_the_grid_flattens_is_left_out() -> None:
    """An island smaller than a step has no shape; its territory stays."""
    shared = topology({"a": MultiPolygon([box(0, 0, 4, 4), box(9, 9, 9.1, 9.1)])}, 1)
    assert len(shared.shapes["a"]) == 1


@given(
    st.lists(st.integers(1, 9), min_size=2, max_size=9),
    st.lists(st.integers(1, 9), min_size=2, max_size=9),
)
def test_any_wall_of_bricks_is_read_back(widths: list[int], heights: list[int]) -> None:
    """Whatever meets whatever, each outline comes back equal, and no border is written twice."""
    bricks: dict[str, BaseGeometry] = {}
    bottom = 0
    for row, height in enumerate(heights):
        left = row  # each row starts aside: corners meet the middle of other sides
        for width in widths:
            bricks[f"{row}.{len(bricks)}"] = box(left, bottom, left + width, bottom + height)
            left += width
        bottom += height
    shared = topology(bricks, 1)
    assert all(unfolded(shared, code, 1).equals(brick) for code, brick in bricks.items())
    assert len({frozenset((arc, arc[::-1])) for arc in shared.arcs}) == len(shared.arcs)

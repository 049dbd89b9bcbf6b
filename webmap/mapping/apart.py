"""Marks that stand on one another, moved apart just enough to be told from one another.

A court, a hospital and an association of one town are all at its town hall: at the scale of a
territory they would be one mark, and two of them could be neither seen nor pressed.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from webmap.mapping.projection import Box, Floats

#: Turns of the push; forty marks at one point need about a hundred.
_TURNS: Final = 300
#: The golden angle: marks of one point leave it each on its own side, the same way every time.
_ANGLE: Final = np.pi * (3 - 5**0.5)
#: Closeness to the gap (units) that is enough.
_ENOUGH: Final = 0.1


def apart(points: Floats, gap: float, box: Box) -> Floats:
    """The points (n, 2), in units of a box, moved until each is `gap` units from all others and in
    the box. One that stands alone stays where it is. The same points give the same answer."""
    moved = points + 0.01 * _sides(len(points))
    # No two have one corner: pushed into it together they could not be told apart again.
    edge = gap / 2 + 0.01 * np.arange(len(points))[:, None]
    room = np.array([box.width, box.height])
    for _ in range(_TURNS):
        push = _push(moved, gap)
        if not push.any():
            break
        moved = np.clip(moved + push, edge, room - edge)
    still = np.hypot(*(moved - points).T) < _ENOUGH
    return np.where(still[:, None], points, moved)


def _sides(count: int) -> Floats:
    angles = _ANGLE * np.arange(count)
    return np.column_stack([np.cos(angles), np.sin(angles)])


def _push(points: Floats, gap: float) -> Floats:
    """How far each is pushed by those nearer than the gap: each of two goes half of the way."""
    between = points[:, None] - points
    far = np.hypot(between[..., 0], between[..., 1])
    np.fill_diagonal(far, np.inf)
    short = np.where(far < gap - _ENOUGH, gap - far, 0)
    pushes: Floats = (between / far[..., None] * short[..., None] / 2).sum(axis=1)
    return pushes

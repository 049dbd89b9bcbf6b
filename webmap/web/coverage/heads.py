"""Heads of a table that an address sorts: word, link, and the order it is in now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from webmap.web.coverage.parameters import Order
from webmap.web.language import url


class Column(NamedTuple):
    """A column by its code in the address, and its word."""

    code: str
    word: str


class Head(NamedTuple):
    """The head of a column. now: none, ascending or descending."""

    word: str
    href: str
    now: str


def heads(
    endpoint: str, columns: Iterable[Column], order: Order, address: Mapping[str, object]
) -> list[Head]:
    """`address`: what else the page is asked; a head that sorts already turns the order round."""
    return [_head(endpoint, column, order, address) for column in columns]


def _head(endpoint: str, column: Column, order: Order, address: Mapping[str, object]) -> Head:
    active = order.column == column.code
    turned = active and not order.descending
    sense = "desc" if turned else None
    href = url(endpoint, **address, tri=column.code, sens=sense, _anchor="tableau")
    now = ("descending" if order.descending else "ascending") if active else "none"
    return Head(column.word, href, now)

"""Attacks 4 and 6: what do sums and states say of a place that no line shows?

The attacker counts again with what the open file gives to everybody. What the site counts more
than that, or says of one territory and not of another like it, it says of something hidden.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from flask import Flask

from tests.safety.visitor import LINKED, Visitor
from webmap import vocabulary as v

Row = dict[str, str]

_COUNTED: Final = ("hebergement", "association", "ecoute", "circuit")
_LIVE: Final = ("open", "unknown")
#: Head and body of each list of the map's page.
_LISTS: Final = re.compile(r"<details><summary>(.*?)</summary>(.*?)</details>", re.DOTALL)


def counts(app: Flask) -> list[str]:
    """4. A sum that is larger than what can be seen counts what cannot."""
    visitor = Visitor(app)
    return [*_totals(visitor), *_lists(visitor), *_table(visitor)]


def _totals(visitor: Visitor) -> Iterator[str]:
    total = visitor.json("/healthz")["records"]
    if total != len(visitor.records):
        yield f"/healthz: {total} records, {len(visitor.records)} to be seen"
    home, by_category = visitor.text("/"), [p["category"] for p in visitor.records.values()]
    for category in _COUNTED:
        word = re.escape(v.CATEGORIES[category].fr)
        said = re.search(rf"<li>{word}\s*:\s*([\d\s]+)", home)
        assert said, f"no figure for {category}: the probe is blind"
        if int("".join(said[1].split())) != by_category.count(category):
            yield f"home: {said[1]} for {category}, {by_category.count(category)} to be seen"


def _lists(visitor: Visitor) -> Iterator[str]:
    """The number at the head of each list of the map's page, beside the list."""
    lists = re.findall(
        r"<details><summary>(.*?)</summary>(.*?)</details>", visitor.text("/carte"), re.DOTALL
    )
    said = [re.search(r'class="count">(\d+)', head) for head, _ in lists]
    shown = [len(LINKED.findall(body)) for _, body in lists]
    assert sum(shown) == len(visitor.records), "the lists are not read: the probe is blind"
    for count, number in zip(said, shown, strict=True):
        if count is None or int(count[1]) != number:
            yield f"/carte: {count and count[1]} said, {number} shown"


def _table(visitor: Visitor) -> Iterator[str]:
    rows = list(csv.DictReader(io.StringIO(visitor.text("/couverture.csv"))))
    assert sum(int(row["open"]) for row in rows) > 0, "nothing is counted: the probe is blind"
    records = visitor.records.values()
    for row in rows:
        for column, seen in _counted_again(row, records).items():
            if int(row[column]) > seen:
                place = f"{row['territory']}, {row['need']}"
                yield f"{place}: {row[column]} {column}, {seen} to be seen"


def _counted_again(row: Row, records: Iterable[dict[str, Any]]) -> dict[str, int]:
    """The figures of a line as anyone can work them out from the open file."""
    code, court = row["territory"], row["category"] == "magistrat"
    able = [p for p in records if _meets(p, row)]
    there = [p for p in able if (p["territory"] or (_for_it(p, code) and code)) == code]
    around = [p for p in able if _for_it(p, code)] if court else there
    live = [p for p in around if court or p["status"] in _LIVE]
    away = [p for p in able if _for_it(p, code) and p["territory"] != code]
    return {
        "open": sum(court or p["status"] == "open" for p in around),
        "to_confirm": len(live),
        "planned": sum(p["status"] == "planned" for p in there),
        "serving": sum(court or bool(p["territory"]) for p in away),
    }


def _meets(properties: dict[str, Any], row: Row) -> bool:
    needs = v.needs_met(properties["category"], properties["kinds"])
    return properties["category"] == row["category"] and row["need"] in needs


def _for_it(properties: dict[str, Any], code: str) -> bool:
    return code in properties["covers"]


_NEEDS: Final = tuple(need.code for need in v.needs_of("hebergement"))
_FILTERS: Final = (
    "",
    *(f"?categorie={category}" for category in v.COVERED_CATEGORIES),
    *(f"?besoin={need}" for need in v.NEEDS),
    *(f"?besoin={need}&etat={state}" for need in _NEEDS for state in v.STATES),
    *(f"?categorie=hebergement&tri={n}&sens={w}" for n in _NEEDS for w in ("asc", "desc")),
)


def secret_by_territory(app: Flask) -> list[str]:
    """6. Secret accommodation belongs to no territory: those that look alike must answer alike."""
    visitor = Visitor(app)
    bare = _bare(visitor)
    assert len(bare) > 50, "too few territories without accommodation: the probe is blind"
    found = [line for query in _FILTERS for line in _by_filter(visitor, query, bare)]
    return [*found, *_shaded(visitor, bare), *_filed(visitor)]


def _bare(visitor: Visitor) -> list[str]:
    """Territories that no accommodation of the open file is in or serves, nobody asked either."""
    homes = [p for p in visitor.records.values() if p["category"] == "hebergement"]
    taken = {code for home in homes for code in (home["territory"], *home["covers"])}
    rows = csv.DictReader(io.StringIO(visitor.text("/couverture.csv")))
    taken |= {row["territory"] for row in rows if row["state"] == "none_listed"}
    return [code for code in visitor.territories if code not in taken]


def _by_filter(visitor: Visitor, query: str, bare: list[str]) -> Iterator[str]:
    rows = _rows(visitor.text(f"/couverture{query}"))
    kept = [code for code in rows if code in bare]
    if kept and set(kept) != set(bare):
        yield f"/couverture{query}: {_few(kept, bare)} of {len(bare)} alike"
    if "etat" not in query:
        assert len(rows) == len(visitor.territories), f"{query}: the table is not read"
        yield from _odd(f"/couverture{query}", {code: rows[code] for code in kept})
    if "tri=" in query and kept != bare:
        yield f"/couverture{query}: {kept[:3]} come first of those alike"


def _few(kept: list[str], bare: list[str]) -> str:
    return f"only {kept}" if len(kept) < 5 else f"all but {sorted(set(bare) - set(kept))}"


def _rows(page: str) -> dict[str, tuple[str, ...]]:
    """Code -> states of the accommodation columns, in the order of the table."""
    found = {}
    for row in re.findall(r"<tr>\s*<th scope=\"row\">(.*?)</tr>", page, re.DOTALL):
        if code := re.search(r'href="/departement/(\w+)"', row):
            found[code[1]] = tuple(re.findall(r"state-(\w+)", row)[: len(_NEEDS)])
    return found


def _odd(where: str, said: dict[str, Any]) -> Iterator[str]:
    """Territories of which something else is said than of most that are like them."""
    values = list(said.values())
    usual = max(values, key=values.count) if values else None
    for code, value in said.items():
        if value != usual and ("categorie=" not in where or "hebergement" in where):
            yield f"{where}: {code} says {value}, the others {usual}"


def _shaded(visitor: Visitor, bare: list[str]) -> Iterator[str]:
    """The digits that colour the maps."""
    for path in ("/carte", "/couverture", "/en/carte", "/en/couverture"):
        block = re.search(r'id="map-data">(.*?)</script>', visitor.text(path), re.DOTALL)
        assert block, f"{path} has no map: the probe is blind"
        content = json.loads(block[1])
        for shade in {"hebergement", *_NEEDS} & content["shades"].keys():
            digits = dict(zip(content["codes"], content["shades"][shade], strict=True))
            yield from _odd(f"{path}, {shade}", {code: digits[code] for code in bare})


def _filed(visitor: Visitor) -> Iterator[str]:
    """Where secret records are listed: everywhere alike, and under no territory's heading."""
    secret = {i for i, p in visitor.records.items() if "sous_secret" in p["kinds"]}
    tied = {i for i in secret if visitor.records[i]["territory"]}
    yield from (f"{i}: a territory in the open file" for i in sorted(tied))
    for head, body in re.findall(
        r"<summary>(.*?)</summary>(.*?)</details>", visitor.text("/carte"), re.DOTALL
    ):
        if (listed := secret.intersection(LINKED.findall(body))) and 'class="muted"' in head:
            yield f"/carte: {sorted(listed)} under {re.sub('<[^>]*>', ' ', head).split()}"
    yield from _odd("/departement", {c: _shown(visitor, c, secret) for c in visitor.territories})


def _shown(visitor: Visitor, code: str, secret: set[str]) -> list[str]:
    page = visitor.text(f"/departement/{code}")
    return sorted(i for i in LINKED.findall(page) if i in secret)

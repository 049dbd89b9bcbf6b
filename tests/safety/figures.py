"""Attacks 4 and 6: what do sums and states say of a place that no line shows?

The attacker counts again with what the open file gives to everybody. What the site counts more
than that, or says of one territory and not of another like it, it says of something hidden.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from flask import Flask

from tests.safety.visitor import LINKED, Visitor
from webmap import vocabulary as v
from webmap.web.coverage.parameters import GROUPS, PUBLICS

Row = dict[str, str]

_COUNTED: Final = ("hebergement", "association", "ecoute", "circuit")
_LIVE: Final = ("open", "unknown")
#: Column -> the state that it makes.
_STATE: Final = {"to_confirm": "to_confirm", "planned": "planned", "serving": "served"}
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
    assert sum(int(row["open"] or 0) for row in rows) > 0, "nothing is counted: the probe is blind"
    records = visitor.records.values()
    for row in rows:
        for column, seen in _counted_again(row, records).items():
            place = f"{row['territory']}, {row['need']}"
            if row["category"] == "hebergement" and row[column]:
                yield f"{place}: a number of houses"
            if int(row[column] or 0) > seen:
                yield f"{place}: {row[column]} {column}, {seen} to be seen"
            # Houses have no number: their state says that there is one.
            if _STATE.get(column) == row["state"] and not seen:
                yield f"{place}: {row['state']}, {seen} to be seen"


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
#: Every public that the page knows, one by one, and some that hold together.
_PUBLICS: Final = (
    *(f"{name}={value}" for name, values in PUBLICS.items() for value in values),
    "age=jeune_moins_13&genre=garcons",
    "age=jeune_16_17&genre=filles&mna=oui&handicap=oui",
)
_ASKED: Final = (*v.PUBLIC_STATES, *GROUPS)


def _for_a_public() -> Iterator[str]:
    """Each public, and each value of the state with some of them; all of it in a soak."""
    yield from (f"?categorie=hebergement&{public}" for public in _PUBLICS)
    every = [(n, p, s) for n in _NEEDS for p in _PUBLICS for s in _ASKED]
    some = every if os.environ.get("WEBMAP_SOAK") else every[:: len(_PUBLICS) + 1]
    for need, public, state in some:
        yield f"?categorie=hebergement&besoin={need}&{public}&etat={state}"


_FILTERS: Final = (
    "",
    *(f"?categorie={category}" for category in v.COVERED_CATEGORIES),
    *(f"?besoin={need}" for need in v.NEEDS),
    *(f"?categorie=hebergement&besoin={n}&etat={s}" for n in _NEEDS for s in (*v.STATES, *GROUPS)),
    *(f"?categorie=hebergement&tri={n}&sens={w}" for n in _NEEDS for w in ("asc", "desc")),
    *_for_a_public(),
)


def secret_by_territory(app: Flask) -> Iterator[str]:
    """6. Secret accommodation belongs to no territory: those that look alike must answer alike,
    through every value of every filter, on the page and in the files. The longest comes last: who
    looks for one line may stop there."""
    visitor = Visitor(app)
    bare = _bare(visitor)
    assert len(bare) > 50, "too few territories without accommodation: the probe is blind"
    yield from _filed(visitor)
    yield from _shaded(visitor, bare)
    yield from _in_files(visitor, bare)
    yield from _by_region(visitor, bare)
    for query in _FILTERS:
        yield from _by_filter(visitor, query, bare)


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


def _by_region(visitor: Visitor, bare: list[str]) -> Iterator[str]:
    """Region by region, for a public: what is said of all is said of each."""
    said: dict[str, tuple[str, ...]] = {}
    for region in sorted({place.region for place in visitor.catalogue.territories.values()}):
        query = f"?categorie=hebergement&genre=filles&region={region}"
        said |= _rows(visitor.text(f"/couverture{query}"))
    assert said.keys() == set(visitor.territories), "a region hides a territory"
    yield from _odd("/couverture, by region", {code: said[code] for code in bare})


def _in_files(visitor: Visitor, bare: list[str]) -> Iterator[str]:
    """Lines and features of the files; a filter in their address changes no byte."""
    text = visitor.text("/couverture.csv")
    for query in ("?genre=filles", "?besoin=hors_territoire&etat=listed", "?region=84"):
        if visitor.text(f"/couverture.csv{query}") != text:
            yield f"/couverture.csv{query}: not the whole table"
    for need in _NEEDS:
        rows = [row for row in csv.DictReader(io.StringIO(text)) if row["need"] == need]
        said = {r["territory"]: [r[name] for name in _MADE] for r in rows}
        yield from _odd(f"/couverture.csv, {need}", {code: said[code] for code in bare})
    features = visitor.json("/couverture.geojson")["features"]
    found = {f["properties"]["territory"]: f["properties"] for f in features}
    for need in _NEEDS:
        told = {c: {k: x for k, x in found[c].items() if k.startswith(need)} for c in bare}
        assert all(told.values()), "the features are not read: the probe is blind"
        yield from _odd(f"/couverture.geojson, {need}", told)


#: Columns of the table's file that a record can change.
_MADE: Final = ("state", "open", "to_confirm", "planned", "serving")


def _few(kept: list[str], bare: list[str]) -> str:
    return f"only {kept}" if len(kept) < 5 else f"all but {sorted(set(bare) - set(kept))}"


def _rows(page: str) -> dict[str, tuple[str, ...]]:
    """Code -> all that the accommodation columns say: state, links, answers of the records."""
    heads = re.findall(r'<th scope="col"[^>]*><a href="[^"]*[?&;]tri=(\w+)', page)[1:]
    found = {}
    for row in re.findall(r"<tr>\s*<th scope=\"row\">(.*?)</tr>", page, re.DOTALL):
        if code := re.search(r'href="/couverture/(\w+)"', row):
            cells = dict(zip(heads, re.findall(r"<td>(.*?)</td>", row, re.DOTALL), strict=False))
            told = (cells[need] for need in _NEEDS if need in cells)
            found[code[1]] = tuple(_said(cell, code[1]) for cell in told)
    return found


def _said(cell: str, code: str) -> str:
    state = re.search(r"state-(\w+)", cell)
    assert state, "a cell without a state: the probe is blind"
    words = re.sub(r"<[^>]*>", " ", cell.replace(f"/departement/{code}#", "#"))
    return f"{state[1]}: {' '.join(words.split())}"


def _odd(where: str, said: dict[str, Any]) -> Iterator[str]:
    """Territories of which something else is said than of most that are like them."""
    values = list(said.values())
    usual = max(values, key=values.count) if values else None
    for code, value in said.items():
        if value != usual and ("categorie=" not in where or "hebergement" in where):
            yield f"{where}: {code} says {value}, the others {usual}"


def _shaded(visitor: Visitor, bare: list[str]) -> Iterator[str]:
    """The digits that colour the maps."""
    couverture = [f"{lang}/couverture?besoin={need}" for lang in ("", "/en") for need in _NEEDS]
    for path in ("/carte", "/en/carte", *couverture):
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

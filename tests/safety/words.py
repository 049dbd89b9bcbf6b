"""Attacks 5 and 7 to 9: texts, names of properties, errors and the search box.

`secrets` are texts that only an insider knows: the attacker of a test is given them, to ask for
them or to recognise them, and must get nothing for it.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from flask import Flask

from tests.safety.crawl import Ask, asks, reduced
from tests.safety.visitor import Visitor
from webmap.directory.placenames import PlaceNames
from webmap.directory.record import ID_PATTERN
from webmap.files import bundled

_ENOUGH: Final = 120
#: Files with the borders of France, which hold no record: some of their numbers are any number.
_OUTLINED: Final = ("territoires.geojson", "territoires.topojson", "couverture.geojson")
_OUTLINES: Final = re.compile(r'"(?:coordinates|arcs)":\[[-\d.,\[\]]*\]')
#: Lists made from the geography alone: that a commune is there tells nothing.
_EVERY_COMMUNE: Final = re.compile(r"/couverture/[^/]+/communes(\.csv)?|/donnees/lieux\.json")
_ITS_NAME: Final = re.compile(
    r'<th scope="row">.*?</th>|<title>[^<]*</title>|^\w{5},[^,]*,|"communes":\{[^}]*\}',
    re.MULTILINE | re.DOTALL,
)


def sensitive_text(
    app: Flask, secrets: Sequence[str], names: PlaceNames, each: int = 4
) -> list[str]:
    """5. Every answer, page, file, sitemap: a secret text, a town, a code, a link to a source.

    each: how many addresses of each kind are read, beside the sheets of the sensitive records (all
    in a soak); 0 reads a few by name, enough to see a leak that is known to be there.
    """
    visitor = Visitor(app)
    assert visitor.hidden, "no record without a place: the probe is blind"
    found = [*_secrets_read(visitor, secrets, each), *_in_the_file(visitor)]
    homes = [i for i in sorted(visitor.hidden) if visitor.records[i]["category"] == "hebergement"]
    assert homes, "no accommodation: the probe is blind"
    for record_id in sorted(visitor.hidden):
        found += _on_its_page(visitor, record_id)
    for record_id in homes:
        found += _towns_named(visitor, record_id, names)
    return found


_FEW: Final = tuple(
    map(Ask, ("/", "/carte", "/departement/23", "/commune/23096", "/donnees/ressources.geojson"))
)


def _read(visitor: Visitor, each: int) -> list[Ask]:
    """Some of every kind, all sheets of sensitive records, and what robots are told."""
    sensitive = [i for i in sorted(visitor.hidden) if _is_sensitive(visitor, i)]
    sheets = [Ask(f"{p}/ressource/{i}") for i in sensitive for p in ("", "/en")]
    robots = [Ask("/robots.txt"), Ask("/sitemap.xml"), Ask("/.well-known/security.txt")]
    every = _FEW if each == 0 else asks(visitor.app)
    if each and not os.environ.get("WEBMAP_SOAK"):
        every = reduced(every, each)
    return [*every, *sheets, *robots]


def _is_sensitive(visitor: Visitor, record_id: str) -> bool:
    return visitor.records[record_id]["category"] in _SENSITIVE


def _secrets_read(visitor: Visitor, secrets: Sequence[str], each: int) -> Iterator[str]:
    for ask in _read(visitor, each):
        response = visitor.answer(ask)
        text = f"{response.headers}\n{response.data.decode(errors='replace')}"
        if ask.path.endswith(_OUTLINED):
            text = _OUTLINES.sub("", text)
        if _EVERY_COMMUNE.search(ask.path):
            text = _ITS_NAME.sub("", text)
        yield from (f"{ask.name}: {secret!r}" for secret in held(text, secrets))
    assert visitor.asked > _ENOUGH or not each, "too few answers read: the probe is blind"


def held(text: str, secrets: Sequence[str]) -> list[str]:
    """The secrets that a text holds, whatever the case; not those inside a longer number."""
    folded = text.casefold()
    return [
        secret
        for secret in secrets
        if secret.casefold() in folded
        and re.search(rf"(?<![\w.]){re.escape(secret.casefold())}", folded)
    ]


def _in_the_file(visitor: Visitor) -> Iterator[str]:
    for feature in visitor.json("/donnees/ressources.geojson")["features"]:
        properties = feature["properties"]
        if not ID_PATTERN.fullmatch(properties["id"]):
            yield f"{properties['id']}: an id that can be read"
        if properties["id"] in visitor.hidden:
            if feature["geometry"]:
                yield f"{properties['id']}: a point in the open file"
            if properties["commune_code"]:
                yield f"{properties['id']}: {properties['commune_code']} in the open file"


#: Categories whose records without a place are where minors come or sleep: no link to a source.
_SENSITIVE: Final = ("hebergement", "association")
_CODE: Final = re.compile(r"\b(?:\d{5}|2[AB]\d{3})\b|\b\d{1,2}\.\d{3,}\b")


def _main(visitor: Visitor, record_id: str) -> str:
    page = visitor.text(f"/ressource/{record_id}")
    found = re.search(r"<main.*?</main>", page, re.DOTALL)
    assert found, "the page has no content: the probe is blind"
    return found[0]


def _on_its_page(visitor: Visitor, record_id: str) -> Iterator[str]:
    if not _is_sensitive(visitor, record_id):
        return
    source = _main(visitor, record_id).split("<dt>Source</dt>")[1].split("</dd>")[0]
    if links := re.findall(r'href="([^"]+)"', source):
        yield f"{record_id}: its source is linked, {links[0]}"


def _towns_named(visitor: Visitor, record_id: str, names: PlaceNames) -> Iterator[str]:
    """Towns and codes in what the page of a record says, its own territory's name apart."""
    own = visitor.territory_name(record_id)
    for piece in re.split(r"<[^>]*>", _main(visitor, record_id)):
        for name in (*names.found_in(piece, own), *_CODE.findall(piece)):
            yield f"{record_id}: its page says {name!r} in {piece.strip()!r}"


#: Names of the contract (docs/data.md), of GeoJSON and TopoJSON, and of the maps' own block.
_CONTRACT: Final = frozenset(
    (
        "type", "features", "geometry", "properties", "coordinates", "id", "category", "name",
        "operator", "kinds", "audiences", "territory", "commune_code", "precision", "covers",
        "status", "source", "source_date", "verified_on", "land", "population", "under_20", "code",
        "arcs", "objects", "transform", "scale", "translate", "geometries", "territoires", "place",
        "results", "longitude", "latitude", "distance_km", "reason", "by_sea", "need", "state",
        "open", "to_confirm", "planned", "serving", "title", "message", "records", "codes",
        "states", "shades", "urls", "words", "labels",
    )
)  # fmt: skip
_FORBIDDEN: Final = re.compile(
    "withheld|hidden|secret|private|masque|cache|interne|internal|consent|referral|reveal|note"
    "|comment|address|adresse"
)
#: Columns that hold a place: the files of accommodation have none of them.
_PLACES: Final = frozenset(
    (
        "commune_code", "address", "latitude", "longitude", "place_basis", "consent_precision",
        "consent_on", "consent_by",
    )
)  # fmt: skip
_FILES: Final = (
    "/donnees/ressources.geojson", "/donnees/territoires.geojson", "/donnees/territoires.topojson",
    "/donnees/proches?commune=23096", "/donnees/proches?commune=99999", "/healthz",
)  # fmt: skip
_PAGES: Final = ("/carte", "/en/carte", "/couverture", "/departement/23")


def property_names(app: Flask, private: Iterable[str] = ()) -> list[str]:
    """7. A name left in a file or a schema tells that something is kept. `private`: names that the
    locked room uses."""
    visitor = Visitor(app)
    names = {path: set(_keys(visitor.json(path))) for path in _FILES}
    names |= {path: set(_block_names(visitor, path)) for path in _PAGES}
    names["/couverture.csv"] = set(next(csv.reader(io.StringIO(visitor.text("/couverture.csv")))))
    assert all(names.values()), "a file without names: the probe is blind"
    bad = {path: _bad(found, set(private)) for path, found in names.items()}
    found = [f"{path}: {name}" for path, wrong in bad.items() for name in sorted(wrong)]
    return [*found, *_schema_names(bundled("resources", "schemas"))]


def _bad(found: set[str], private: set[str]) -> set[str]:
    told = {name for name in found if _FORBIDDEN.search(name)}
    return told | (found - _CONTRACT) | (found & (private - _CONTRACT))


def _keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            # `results` is a table by category: its keys are codes, not properties.
            yield key
            yield from _keys(list(inner.values()) if key == "results" else inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _keys(inner)


def _block_names(visitor: Visitor, path: str) -> Iterator[str]:
    block = re.search(r'id="map-data">(.*?)</script>', visitor.text(path), re.DOTALL)
    assert block, f"{path} has no map: the probe is blind"
    yield from json.loads(block[1])


def _schema_names(folder: Path) -> Iterator[str]:
    """The schemas of the public files, which anyone can read."""
    files = sorted(folder.glob("*.json"))
    assert len(files) >= 9, "no schema was read: the probe is blind"
    for file in files:
        names = {field["name"] for field in json.loads(file.read_text("utf-8"))["fields"]}
        kept = {n for n in names if "withheld" in n or "note" in n or "private" in n}
        if file.name.startswith("hebergement"):
            kept |= names & _PLACES
        yield from (f"{file.name}: {name}" for name in sorted(kept))


#: Where a text can be put so that the answer is an error.
_CHANNELS: Final = (
    "/ressource/{}", "/en/ressource/{}", "/commune/{}", "/departement/{}", "/urgence/{}",
    "/donnees/proches?commune={}", "/couverture?categorie={}", "/couverture?etat={}", "/static/{}",
    "/carte/{}", "/donnees/{}", "/{}",
)  # fmt: skip
#: What nobody has ever written anywhere.
_UNKNOWN: Final = ("qqxkv", "rzzz999", "01 23 45 00 00", "qqx.kv@exemple.invalid")
_INSIDE: Final = re.compile(
    r"Traceback|File \"|sqlalchemy|sqlite|psycopg|webmap\.|/webmap/|Error\(|SELECT |Private"
)


def error_messages(app: Flask, secrets: Sequence[str]) -> list[str]:
    """8. An error that is another for what exists tells that it exists."""
    visitor = Visitor(app)
    found = [line for channel in _CHANNELS for line in _told_apart(visitor, channel, secrets)]
    for ask in (ask for ask in asks(app) if ask.kind == ""):
        response = visitor.answer(ask)
        inside = _INSIDE.search(response.text) if response.status_code >= 400 else None
        found += [f"{ask.name}: says {inside[0]!r}"] if inside else []
    assert visitor.asked > _ENOUGH // 2, "too few errors read: the probe is blind"
    return found


def _told_apart(visitor: Visitor, channel: str, secrets: Sequence[str]) -> Iterator[str]:
    usual = {_error(visitor, channel, word) for word in _UNKNOWN}
    assert min(status for status, _, _ in usual) >= 400, f"{channel}: no error, the probe is blind"
    if len(usual) > 1:
        yield f"{channel}: repeats what was asked"
    for secret in secrets:
        if (error := _error(visitor, channel, secret)) not in usual:
            yield f"{channel}: {secret!r} is answered {error[0]}, unlike what nobody knows"


#: The link to the same address in the other language, and the length that it makes.
_SAME_ADDRESS: Final = re.compile(r'<a class="language".*?</a>|\(\'Content-Length\', \'\d+\'\)')


def _error(visitor: Visitor, channel: str, word: str) -> tuple[int, str, str]:
    status, headers, body = _seen(visitor, Ask(channel.format(quote(word))))
    return status, _SAME_ADDRESS.sub("", headers), _SAME_ADDRESS.sub("", body)


def private_search(app: Flask, secrets: Sequence[str]) -> list[str]:
    """9. Search for a phone, an e-mail, a name that only the locked room holds."""
    visitor = Visitor(app)
    found = []
    for prefix in ("", "/en"):
        path = f"{prefix}/recherche"
        usual = _usual(visitor, path)
        for secret in secrets:
            if _seen(visitor, Ask(path, "POST", secret)) not in usual:
                found.append(f"{path}: {secret!r} is answered unlike what nobody knows")
    for secret in secrets:
        plain, asked = (Ask(f"/recherche{end}") for end in ("", f"?q={quote(secret)}"))
        if _seen(visitor, plain) != _seen(visitor, asked):
            found.append(f"/recherche?q: {secret!r} is answered")
    return found


def _usual(visitor: Visitor, path: str) -> set[tuple[int, str, str]]:
    """The answer to what nobody knows, which is not the one to a place or to a call for help."""
    usual = {_seen(visitor, Ask(path, "POST", word)) for word in _UNKNOWN}
    assert len(usual) == 1, "unknown words are told apart: nothing to compare with"
    known = {_seen(visitor, Ask(path, "POST", word)) for word in ("Guéret", "Saint-Denis", "peur")}
    assert len(known - usual) == 3, "known words get no answer: the probe is blind"
    return usual


def _seen(visitor: Visitor, ask: Ask) -> tuple[int, str, str]:
    response = visitor.answer(ask)
    headers = [pair for pair in response.headers if pair[0] != "Date"]
    return response.status_code, repr(headers), response.text

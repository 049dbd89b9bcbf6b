"""Every public address: each rule x language x format with a fixed list of parameters.

One table, `PATHS`. `test_crawl.py` fails when a public rule of the application has no line in it.
What is kept of an answer is its status and hashes: two crawls are compared, never read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, NamedTuple
from urllib.parse import quote

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException
from werkzeug.test import TestResponse

from tests.geo import places
from webmap import vocabulary as v
from webmap.coverage.engagements import ENGAGEMENTS
from webmap.coverage.proposals import LANDS
from webmap.web.coverage.parameters import GROUPS, PUBLICS

#: Where the site says it lives: with it set, answers bear what they bear behind TLS.
PUBLIC_URL: Final = "https://reperes.test"

#: Twelve real places, the awkward ones first; two codes are of the past.
PLACES: Final = (
    places.PARIS_11, places.AJACCIO, places.SAINT_DENIS_REUNION, places.MAMOUDZOU,
    places.SAINT_MARTIN, "23096", places.PAPEETE, places.YEU, places.EQUEURDREVILLE,
    places.COURCOURONNES, places.MATA_UTU, places.CELLES_CANTAL,
)  # fmt: skip

#: Words typed in the search box: names, codes, nearly names, calls for help, nothing known.
WORDS: Final = (
    "Paris", "Paris 11e", "75011", "Guéret", "gueret", "GUÉRET 23", "Saint-Denis", "St Denis",
    "Mayotte", "Mamoudzou", "Saint-Martin", "Yeu", "Equeurdreville", "976", "2A", "23000",
    "Guerret", "Plan", "peur", "je veux mourir", "escort", "peur à Guéret", "avocat Guéret",
    "uaped", "tribunal Guéret", "Mouvement du Nid", "119", "zzzzzz", "06 98 76 54 32",
    "quelquun@exemple.invalid", "<script>alert(1)</script>",
)  # fmt: skip

_COLUMNS: Final = ("code", "nom", "population", "moins_de_20", *v.NEEDS)


class Answer(NamedTuple):
    """What is compared: the status, every header but `Date`, the body."""

    status: int
    headers: str
    body: str


@dataclass(frozen=True, slots=True)
class Ask:
    """One request. `words`: what is typed in a form, None when there is no form. `kind`: the line
    of the table it comes from, empty for the errors."""

    path: str
    method: str = "GET"
    words: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    kind: str = ""

    def with_header(self, name: str, value: str) -> Ask:
        return replace(self, headers=(*self.headers, (name, value)))

    @property
    def name(self) -> str:
        words = "" if self.words is None else f" q={self.words[:40]!r}"
        headers = "".join(f" {name}:{value}" for name, value in self.headers)
        return f"{self.method} {self.path[:80]}{words}{headers}"


@dataclass(frozen=True, slots=True)
class Known:
    """What the addresses are made with: all of it is public."""

    records: tuple[str, ...]
    territories: tuple[str, ...]
    statics: tuple[str, ...]
    scripts: tuple[str, ...]


def known(app: Flask) -> Known:
    """Ids, codes and names of files of an application."""
    snapshot = app.extensions["webmap"].snapshot()
    return Known(
        tuple(record.id for record in snapshot.catalogue.records),
        tuple(snapshot.catalogue.territories),
        tuple(app.extensions["webmap_assets"]),
        tuple(snapshot.scripts),
    )


def _one(known: Known) -> Iterable[str]:
    return ("",)


def _couverture(known: Known) -> Iterator[str]:
    """Every value of every parameter at least once."""
    yield ""
    yield from (f"?categorie={code}" for code in v.COVERED_CATEGORIES)
    yield from (f"?tri={c}&sens={('asc', 'desc')[n % 2]}" for n, c in enumerate(_COLUMNS))
    states = (*v.STATES, *GROUPS)
    for number, need in enumerate(v.NEEDS):
        yield f"?besoin={need}&etat={states[number % len(states)]}"
    yield from (f"?{name}={value}" for name, values in PUBLICS.items() for value in values)
    yield from (f"?age=jeune_13_15&etat={state}" for state in ("unsaid", "refused"))
    yield from (f"?region={code}&genre=garcons" for code in ("11", "94", "06", "988"))


def _sheets(known: Known) -> Iterator[str]:
    """A territory with many records, one with few, two overseas, in each form."""
    for form in ("csv", "xlsx", "json", "geojson"):
        yield from (f"{code}.{form}" for code in ("59", "48", "976", "987"))


def _engagements(known: Known) -> Iterator[str]:
    yield from ("", *(f"?engagement={code}" for code in ENGAGEMENTS))
    yield from ("?territoire=23&etat=not_asked", "?engagement=plan_2021_9&etat=listed")


def _distances(known: Known) -> Iterator[str]:
    yield from ("", "?categorie=association&public=under_20&rayon=30", "?rayon=100&tri=total")
    yield from ("?categorie=uaped&tri=plus_loin&sens=desc", "?public=under_20&tri=nom")


def _implanter(known: Known) -> Iterator[str]:
    yield from ("", "?pour=hebergement", "?pour=hebergement&ou=corse&nombre=1")
    yield from (f"?pour=aller_vers&ou={land}&nombre=3&rayon=30" for land in LANDS)
    yield from ("?variante=equity&nombre=10&rayon=100", "?ou=987&variante=equity&nombre=10")


#: Rule -> what stands where its parameters are, or after it.
PATHS: Final[Mapping[str, Callable[[Known], Iterable[str]]]] = {
    "/": _one,
    "/carte": _one,
    "/recherche": lambda known: (
        "",
        "?suite=3",
        "?suite=4",
        "?parmi=59350.75111.2A",
        f"?parmi={known.records[0]}.23096",
    ),
    "/commune/<insee>": lambda known: PLACES,
    "/commune/<insee>/circuit": lambda known: PLACES,
    "/departement/<code>": lambda known: known.territories,
    "/departement/<code>/affiche": lambda known: known.territories,
    "/ressource/<record_id>": lambda known: known.records,
    "/ressource/<record_id>/corriger": lambda known: known.records[::40],
    "/merci": lambda known: ("", "?suite=1"),
    "/urgence": _one,
    "/urgence/<territoire>": lambda known: known.territories,
    "/sortie": _one,
    "/accessibilite": _one,
    "/partenaires": lambda known: ("", "?territoire=976"),
    "/couverture": _couverture,
    "/couverture.csv": _one,
    "/couverture.geojson": _one,
    "/couverture.parquet": _one,
    "/couverture.xlsx": _one,
    "/couverture/<code>": lambda known: known.territories,
    "/couverture/<code>/communes": lambda known: (
        "23",
        "75",
        "973",
        "976",
        "987",
        "2A?categorie=association&tri=habitants",
    ),
    "/couverture/<code>/communes.csv": lambda known: ("29", "976"),
    "/couverture/distances": _distances,
    "/couverture/distances.csv": _one,
    "/couverture/implanter": _implanter,
    "/couverture/methode": _one,
    "/couverture/engagements": _engagements,
    "/couverture/changements": lambda known: ("", "?depuis=2026-11-22", "?depuis=2026-01-01"),
    "/couverture/<code>.<any(csv, geojson, json, xlsx):form>": _sheets,
    "/couverture/figures/<need>.<any(pdf, png, svg):form>": lambda known: (
        f"{need}.{form}" for need in v.NEEDS for form in ("png", "svg", "pdf")
    ),
    "/securite": _one,
    "/comprendre/<page>": lambda known: tuple("abcd"),
    "/robots.txt": _one,
    "/donnees/ressources.geojson": _one,
    "/donnees/territoires.geojson": _one,
    "/donnees/territoires.topojson": _one,
    "/donnees/lieux.json": _one,
    "/donnees/proches": lambda known: [f"?commune={code}" for code in PLACES],
    "/healthz": _one,
    "/static/<path:name>": lambda known: known.statics,
    "/carte/<name>": lambda known: known.scripts,
}

_LONG: Final = "7" * 6_000
_BAD_PATHS: Final = (
    "/nowhere", "/en/nowhere", "/en", "/carte/", "//carte", "/departement/999", "/departement/20",
    "/departement/2C", "/en/departement/984", f"/departement/{_LONG}", "/commune/99999",
    "/commune/%00", "/commune/abcde", "/en/commune/7505", "/ressource/rzzzzzz",
    "/en/ressource/rzzzzzz", "/ressource/%00", "/ressource/r0%27%20OR%201=1--",
    f"/ressource/{_LONG}", "/urgence/00", "/en/urgence/%F0%9F%92%A9",
    "/recherche?parmi=99999", "/recherche?parmi=secret", "/en/recherche?suite=1",
    "/recherche?suite=2", "/recherche?parmi=rzzzzzz", "/recherche?parmi=r",
    "/couverture?categorie=secret", "/couverture/distances?categorie=hebergement",
    "/couverture/distances?rayon=5", "/couverture/implanter?ou=23", "/couverture/999/communes",
    "/couverture/23/communes?categorie=hebergement",
    "/couverture?tri=withheld", "/couverture?etat=hidden", "/couverture?sens=up",
    "/en/couverture?besoin=sous_secret",
    "/couverture?etat=unsaid", "/couverture?region=23&age=x",
    "/donnees/proches", "/donnees/proches?commune=",
    "/donnees/proches?commune=%00", "/donnees/proches?commune=99999",
    f"/donnees/proches?commune={_LONG}", "/donnees/nowhere.geojson", "/carte/nowhere.js",
    "/static/../app.py", "/static/%2e%2e/app.py", "/static/nowhere.css", "/sitemap.xml",
    "/favicon.ico", "/.env", "/.git/config", "/admin", "/en/pro",
    "/var/private.sqlite",
)  # fmt: skip
_BAD_ASKS: Final = (
    *(Ask(path) for path in _BAD_PATHS),
    Ask("/carte", "POST"),
    Ask("/carte", "DELETE"),
    Ask("/recherche", "PUT"),
    Ask("/donnees/proches", "PATCH"),
    Ask("/", "TRACE"),
    Ask("/", "HEAD"),
    Ask("/recherche", "OPTIONS"),
    Ask("/recherche", "POST"),
    Ask("/recherche", "POST", ""),
    Ask("/recherche", "POST", "a\0b"),
    Ask("/recherche", "POST", _LONG),
    Ask("/en/recherche", "POST", "x" * 70_000),
    Ask("/recherche", "POST", "Paris", (("Sec-Fetch-Site", "cross-site"),)),
    Ask("/recherche", "POST", "Paris", (("Origin", "https://autre.example"),)),
    Ask("/", headers=(("Host", "autre.example"),)),
    Ask("/donnees/ressources.geojson", headers=(("If-None-Match", "*"),)),
    Ask("/couverture.csv", headers=(("Range", "bytes=0-99"),)),
    Ask("/carte", headers=(("Cookie", "pro=stolen; session=stolen"),)),
)


def public_rules(app: Flask) -> set[tuple[str, str]]:
    """(rule, method) of everything that answers outside the signed-in wing."""
    return {
        (rule.rule, method)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        if rule.rule != "/pro" and not rule.rule.startswith("/pro/")
    }


def asks(app: Flask) -> list[Ask]:
    """Every request of the table that the application has a rule for, then the errors."""
    facts = known(app)
    rules = {rule for rule, _ in public_rules(app)}
    good = [
        Ask(prefix + _address(rule, quote(end, safe="/?&=,;")), kind=prefix + rule)
        for rule, ends in PATHS.items()
        for prefix in ("", "/en")
        if prefix + rule in rules
        for end in ends(facts)
    ]
    typed = [
        Ask(f"{prefix}/recherche", "POST", words, kind=f"{prefix} words")
        for prefix in ("", "/en")
        for words in WORDS
    ]
    # No stamp of ours: nothing is kept.
    wrong = f"/ressource/{facts.records[0]}/corriger"
    forged = [Ask(f"{prefix}{wrong}", "POST", "x") for prefix in ("", "/en")]
    return [*good, *typed, *forged, *_BAD_ASKS]


def _address(rule: str, end: str) -> str:
    """A rule with `end` where its parameters are; a query comes last."""
    before, hole, after = rule.partition("<")
    value, mark, query = end.partition("?")
    return before + value + (after.rpartition(">")[2] if hole else "") + mark + query


def reduced(every: Iterable[Ask], each: int = 4, turn: int = 0) -> list[Ask]:
    """The errors, and of each line of the table its first, its last and some between; from one
    `turn` to the next the first and those between move on by one."""
    kinds: dict[str, list[Ask]] = {}
    for ask in every:
        kinds.setdefault(ask.kind, []).append(ask)
    errors = kinds.pop("")
    return [*(ask for found in kinds.values() for ask in _spread(found, each, turn)), *errors]


def _spread(found: list[Ask], count: int, turn: int) -> list[Ask]:
    if len(found) <= count:
        return found
    step = (len(found) - 1) // (count - 1)
    return [*found[turn % step :: step][: count - 1], found[-1]]


def rules_asked(app: Flask, every: Iterable[Ask]) -> set[tuple[str, str]]:
    """(rule, method) that the requests reach, as the application itself would route them."""
    adapter = app.url_map.bind("localhost")
    return {found for ask in every for found in _rule_of(adapter.match, ask)}


def _rule_of(match: Callable[..., Any], ask: Ask) -> Iterator[tuple[str, str]]:
    try:
        rule, _ = match(ask.path.split("?")[0], ask.method, return_rule=True)
    except HTTPException:
        return
    yield rule.rule, ask.method


def send(client: FlaskClient, ask: Ask, encoding: str = "identity") -> TestResponse:
    """The answer to one request, as a browser would make it at `PUBLIC_URL`."""
    form = None if ask.words is None else {"q": ask.words}
    headers = [("Accept-Encoding", encoding), *ask.headers]
    return client.open(
        ask.path, method=ask.method, base_url=PUBLIC_URL, data=form, headers=headers, buffered=True
    )


def crawl(app: Flask, every: Iterable[Ask], encoding: str = "identity") -> dict[str, Answer]:
    """Name of each request -> what is compared of its answer."""
    client = app.test_client(use_cookies=False)
    return {ask.name: _answer(send(client, ask, encoding)) for ask in every}


def _answer(response: TestResponse) -> Answer:
    headers = [pair for pair in response.headers if pair[0] != "Date"]
    return Answer(response.status_code, _hash(repr(headers).encode()), _hash(response.data))


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def differences(before: Mapping[str, Answer], after: Mapping[str, Answer]) -> list[str]:
    """Requests whose answers are not the same, and what of them moved."""
    names = [*before, *(name for name in after if name not in before)]
    return [
        f"{name}: {_moved(before.get(name), after.get(name))}"
        for name in names
        if before.get(name) != after.get(name)
    ]


def _moved(before: Answer | None, after: Answer | None) -> str:
    if before is None or after is None:
        return "asked once only"
    return ", ".join(f for f in Answer._fields if getattr(before, f) != getattr(after, f))

"""Saturday, 23:40 on the clocks of the place: three people, three towns, with and without scripts.

A young person and a parent come in three taps from the home page to somebody who answers at that
hour, by a number or a site that a source says works there, with what may be passed on. A
professional comes in two to the courts, the hospital unit with its admission, and the circuit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from threading import Thread
from typing import Final, NamedTuple

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from werkzeug.serving import make_server

from tests.web.conftest import map_scripts
from webmap.app import create_app
from webmap.directory.readers import Resources
from webmap.settings import load
from webmap.store.build import build


class Town(NamedTuple):
    """A place, the moment in UTC when it is Saturday 23:40 there, the territory to choose where
    numbers are others, and whether a unit can be reached from it by land."""

    name: str
    moment: datetime
    overseas: str = ""
    has_unit: bool = True


TOWNS: Final = (
    Town("Guéret", datetime(2026, 11, 21, 22, 40, tzinfo=UTC)),
    Town("Mamoudzou", datetime(2026, 11, 21, 20, 40, tzinfo=UTC), "Mayotte", has_unit=False),
    Town("Papeete", datetime(2026, 11, 22, 9, 40, tzinfo=UTC), "Polynésie française"),
)
DOORS: Final = ("C’est pour moi", "Pour un proche")
OPEN: Final = re.compile("Ouvert jour et nuit|Ouvert jusqu’à")
#: How one is admitted, or that the page which was read leaves it out.
ADMISSION: Final = re.compile("Pour entrer|ne dit pas\\s:.*entrer")


class Visitor:
    """Counts what a finger does; typing is no tap."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.taps = 0

    def tap(self, target: Locator) -> None:
        target.click()
        self.taps += 1


@pytest.fixture(scope="module")
def clocks(
    resources: Resources, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[datetime], str]]:
    """Address of a server for which it is a given moment."""
    folder = tmp_path_factory.mktemp("journeys")
    url = f"sqlite:///{folder / 'webmap.sqlite'}"
    build(url, resources, map_scripts(), "journeys", lambda *_: None)
    moment = [TOWNS[0].moment]
    settings = load({"WEBMAP_DATABASE_URL": url, "WEBMAP_RESULTS": str(folder / "results")})
    app = create_app(settings, clock=lambda: moment[0])
    with _served(app) as address:

        def at(when: datetime) -> str:
            moment[0] = when
            return address

        yield at


@contextmanager
def _served(app: object) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True)  # type: ignore[arg-type]
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()


@pytest.fixture(params=[True, False], ids=["scripts", "no-scripts"])
def phone(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Visitor]:
    context = browser.new_context(
        locale="fr-FR",
        viewport={"width": 390, "height": 844},
        java_script_enabled=request.param,
    )
    yield Visitor(context.new_page())
    context.close()


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("town", TOWNS, ids=lambda town: town.name)
def test_three_taps_to_somebody_who_answers(
    phone: Visitor, clocks: Callable[[datetime], str], town: Town, door: str
) -> None:
    phone.page.goto(clocks(town.moment))
    phone.tap(phone.page.get_by_role("link", name=door))
    if town.overseas:
        phone.tap(phone.page.get_by_text("outre-mer").first)
        phone.tap(phone.page.get_by_role("link", name=town.overseas, exact=True).first)
    answered = phone.page.locator("li.line").filter(has_text=OPEN).filter(has_text="Transmis")
    known = answered.filter(has_not_text="Transmis La page vue ne le dit pas").first
    expect(known).to_be_visible()
    expect(known.get_by_text(re.compile("^(Appeler|Écrire)")).first).to_be_visible()
    if town.overseas:
        expect(known).to_contain_text("fonctionne, selon")
    assert phone.taps <= 3


@pytest.mark.parametrize("town", TOWNS, ids=lambda town: town.name)
def test_two_taps_to_the_circuit_of_a_commune(
    phone: Visitor, clocks: Callable[[datetime], str], town: Town
) -> None:
    phone.page.goto(clocks(town.moment))
    phone.page.get_by_role("search").get_by_role("searchbox").or_(
        phone.page.get_by_role("search").get_by_role("combobox")
    ).fill(town.name)
    phone.tap(phone.page.get_by_role("button", name="Chercher"))
    phone.tap(phone.page.get_by_role("link", name=re.compile("^Professionnel·le")))
    assert phone.taps == 2
    for name in ("Quel tribunal", "À qui signaler", "CRIP ou service équivalent"):
        expect(phone.page.get_by_role("heading", name=name)).to_be_visible()
    unit = phone.page.locator("#c4 ~ ol, #c4 ~ .note").first
    expect(unit).to_be_visible()
    expect(unit).to_contain_text(ADMISSION if town.has_unit else "ne connaît pas encore d’unité")


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_first_screen_of_a_phone_answers(
    phone: Visitor, clocks: Callable[[datetime], str], language: str
) -> None:
    """Above the way out, without scrolling: for the young the chat, and that something is passed
    on; from a commune the line for a child, open now, whatever the scripts."""
    address = clocks(TOWNS[0].moment) + language
    phone.page.goto(f"{address}/comprendre/a")
    free = phone.page.locator("#exit").bounding_box()
    assert free is not None

    def in_sight(found: Locator, height: float = 0) -> bool:
        box = found.bounding_box()
        return box is not None and box["y"] + (height or box["height"]) <= free["y"]

    assert in_sight(phone.page.get_by_role("link", name=re.compile("allo119")).first)
    # Its first three lines: the whole is as long as its source.
    assert in_sight(phone.page.get_by_text(re.compile("^(Transmis|Passed on)$")).first, 72)
    for town in ("23096", "97611", "98735"):
        phone.page.goto(f"{address}/commune/{town}")
        child = phone.page.locator("details.folded > summary", has_text="119")
        expect(child).to_contain_text(re.compile("Ouvert jour et nuit|Open day and night"))
        assert in_sight(child)
        child.click()
        assert phone.page.locator("a[href='tel:119']").is_visible()
        opened = phone.page.locator("details.folded[open]")
        expect(opened.get_by_text(re.compile("journal du|call log"))).to_be_visible()


def test_on_paper_nothing_stays_folded(browser: Browser, clocks: Callable[[datetime], str]) -> None:
    """Print shows what a `details` holds: the facts of each number, the source of each card."""
    context = browser.new_context(locale="fr-FR")
    page = context.new_page()
    page.goto(clocks(TOWNS[0].moment) + "/commune/23096")
    hidden = "all => all.filter(one => !one.checkVisibility({contentVisibilityAuto: true})).length"
    facts = page.locator("details.folded dl, .records details.more p")
    assert facts.evaluate_all(hidden) == facts.count() > 10
    page.emulate_media(media="print")
    assert facts.evaluate_all(hidden) == 0
    context.close()

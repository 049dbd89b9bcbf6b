"""Ten attacks by name, each empty on the product and not empty under its leaky switch.

Most of them are failures of others: shelters found by three distances, exports that serve what the
page hides, a shelter given away by its source, property names left in a schema (issue 3).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import pytest
from flask import Flask

from tests.safety import figures, leaks, marked, positions, words
from tests.safety.conftest import MakeApp, forget
from tests.safety.crawl import Answer, Ask, asks, crawl, differences, reduced
from webmap.directory.readers import Resources
from webmap.directory.seen import Gazetteer

# The same lines as elsewhere, thousands of times: coverage would double the time.
pytestmark = pytest.mark.whole

#: What it finds, a line each; it may be read to the first that matters.
Attack = Callable[[Flask], Iterable[str]]


@pytest.fixture(scope="session")
def sensitive_text(names: Gazetteer) -> Callable[..., list[str]]:
    secrets = (*leaks.SECRETS, *marked.PLACES)
    return lambda app, each=4: words.sensitive_text(app, secrets, names.place_names, each)


def error_messages(app: Flask) -> list[str]:
    return words.error_messages(app, (*leaks.SECRETS, leaks.WITHHELD, "rbcd199"))


def private_search(app: Flask) -> list[str]:
    return words.private_search(app, leaks.SECRETS)


#: Attack -> its leaky switches, each with a word of the evidence it must give.
SWITCHES: dict[Attack, tuple[tuple[leaks.Leak, str], ...]] = {
    positions.trilateration: (
        (leaks.distances_to_hidden_places, "La Souterraine"),
        (leaks.jitter_instead_of_absence, "in the open file"),
    ),
    positions.radius: (
        (leaks.a_circle_of_a_hundred_kilometres, "listed from a part of France only"),
        (leaks.a_radius_in_the_address, "lat=46.24"),
    ),
    positions.order: ((leaks.nearest_shelter_first, "change places (France)"),),
    figures.counts: (
        (leaks.hidden_places_counted, "23, abri_immediat: to_confirm, 0 to be seen"),
        (leaks.room_counted_on_the_home_page, "home: 9 for hebergement"),
    ),
    figures.secret_by_territory: (
        (leaks.secret_filed_where_it_stands, "/departement: 03 says"),
        (leaks.secret_serves_its_neighbours, "etat=served"),
        (leaks.secret_answers_for_a_public, "genre=filles"),
    ),
    words.property_names: (
        (leaks.withheld_property, "withheld"),
        (leaks.place_column, "hebergement.schema.json: commune_code"),
        (leaks.checker_in_the_open_file, "verified_by"),
    ),
    error_messages: (
        (leaks.withheld_ids_refused, leaks.WITHHELD),
        (leaks.errors_as_they_come, "says 'webmap.'"),
    ),
    private_search: ((leaks.search_reads_everything, marked.MARK),),
}
TEXT_SWITCHES = (
    (leaks.source_linked, "its source is linked"),
    (leaks.town_in_the_summary, "la souterraine"),
    (leaks.checker_in_the_open_file, marked.MARK),
    (leaks.jitter_instead_of_absence, "a point in the open file"),
)


@pytest.fixture
def leaky(hiding: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Flask]]:
    """The application of the attacks under a switch; sound again afterwards."""

    def under(leak: leaks.Leak) -> Flask:
        leak(monkeypatch, hiding)
        forget(hiding)
        return hiding

    yield under
    monkeypatch.undo()
    forget(hiding)


@pytest.mark.parametrize("attack", SWITCHES, ids=lambda attack: attack.__name__)
def test_an_attack_finds_nothing(hiding: Flask, attack: Attack) -> None:
    """On a database that knows where the shelters are."""
    assert list(attack(hiding)) == []


@pytest.mark.parametrize("attack", SWITCHES, ids=lambda attack: attack.__name__)
def test_an_attack_finds_nothing_in_the_real_directory(real: Flask, attack: Attack) -> None:
    assert list(attack(real)) == []


@pytest.mark.parametrize(
    ("attack", "leak", "evidence"),
    [(attack, *switch) for attack, switches in SWITCHES.items() for switch in switches],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_an_attack_sees_its_leak(
    leaky: Callable[..., Flask], attack: Attack, leak: leaks.Leak, evidence: str
) -> None:
    found: list[str] = []
    for line in attack(leaky(leak)):
        found.append(line)
        if evidence in line:
            return
    pytest.fail(f"not seen, but: {found[:5]}")


def test_no_text_tells_a_place(hiding: Flask, sensitive_text: Callable[..., list[str]]) -> None:
    """Attack 5, on texts that are marked."""
    assert sensitive_text(hiding) == []


def test_no_text_tells_a_place_in_the_real_directory(real: Flask, names: Gazetteer) -> None:
    """Attack 5, blind: towns, codes, links and ids of the committed records."""
    assert words.sensitive_text(real, leaks.SECRETS, names.place_names) == []


@pytest.mark.parametrize(
    ("leak", "evidence"), TEXT_SWITCHES, ids=lambda v: getattr(v, "__name__", "")
)
def test_a_text_that_leaks_is_seen(
    leaky: Callable[..., Flask],
    sensitive_text: Callable[..., list[str]],
    leak: leaks.Leak,
    evidence: str,
) -> None:
    found = sensitive_text(leaky(leak), each=0)
    assert any(evidence in line for line in found), found[:5]


def test_three_distances_leave_few_communes(leaky: Callable[..., Flask]) -> None:
    """How bad the leak would be: of 34,900 communes, those that three honest distances leave."""
    found = positions.trilateration(leaky(leaks.distances_to_hidden_places))
    shelter = next(line for line in found if line.startswith(marked.SHELTER))
    left = int(shelter.split(" leave ")[1].split()[0])
    assert 1 <= left <= 30


@pytest.fixture(scope="module")
def nowhere(make_app: MakeApp, entered: Resources) -> dict[str, Answer]:
    """What is answered by the same directory in a database that knows no hidden place."""
    app = make_app(entered)
    return crawl(app, _around(app))


def _around(app: Flask) -> list[Ask]:
    """Some of every kind of address, and the territories where the hidden places are."""
    sheets = [Ask(f"/{page}/{code}") for page in _PAGES for code in ("03", "23", "87")]
    every = {ask.name: ask for ask in (*reduced(asks(app), 4), *sheets)}
    return list(every.values())


_PAGES = ("departement", "couverture", "urgence")


def test_where_they_stand_changes_no_byte(hiding: Flask, nowhere: dict[str, Answer]) -> None:
    """All attacks at once, those that nobody thought of included: two databases that differ by
    hidden places alone answer alike."""
    assert len(nowhere) > 150
    assert differences(nowhere, crawl(hiding, _around(hiding))) == []


@pytest.mark.parametrize("leak", [leaks.jitter_instead_of_absence, leaks.hidden_places_counted])
def test_a_byte_that_depends_on_it_is_seen(
    leaky: Callable[..., Flask], nowhere: dict[str, Answer], leak: leaks.Leak
) -> None:
    asked = [Ask("/couverture.csv"), Ask("/departement/23"), Ask("/donnees/ressources.geojson")]
    before = {ask.name: nowhere[ask.name] for ask in asked}
    assert differences(before, crawl(leaky(leak), asked))

"""Siting: worked on paper, against every choice, and what must never happen (docs/siting.md)."""

from __future__ import annotations

import os
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from tests.conftest import MakeCatalogue
from tests.coverage import towns
from tests.coverage.country import commune, country, territory, unit
from tests.coverage.towns import DEGREE_KM, Town, line
from tests.directory.factory import record
from webmap.coverage.siting import bound, proof
from webmap.coverage.siting.answer import Answer, document, rows
from webmap.coverage.siting.ground import Ground
from webmap.coverage.siting.model import Model, merged, undominated
from webmap.coverage.siting.question import NoCandidate, Question, territories_within
from webmap.coverage.siting.solve import answer, model_of, site
from webmap.directory.catalogue import Catalogue
from webmap.errors import InvalidParameter, UnknownTerritory
from webmap.geo.territories import Territories

SEEDS = range(500 if os.environ.get("WEBMAP_SOAK") else 20)

#: Six towns a tenth of a degree apart (11.1 km). Within 12 km each covers itself and its
#: neighbours: a 50, b 90, c 80, d 90, e 55, f 25. Two places: b (a b c) and e (d e f), all 145.
SIX = [
    ("a", 0.0, 40, "01"),
    ("b", 0.1, 10, "01"),
    ("c", 0.2, 40, "01"),
    ("d", 0.3, 30, "02"),
    ("e", 0.4, 20, "02"),
    ("f", 0.5, 5, "02"),
]


def ask(places: int = 2, radius_km: float = 12, **changes: object) -> Question:
    """A question where every town is a candidate."""
    return Question(places, radius_km, **{"candidates_from": 0, **changes})  # type: ignore[arg-type]


def equity(places: int, radius_km: float = 12) -> Question:
    return ask(places, radius_km, people="under_20", equity=True)


def codes(found: Answer) -> list[str]:
    return [town.code for town in found.chosen]


def test_two_places_on_paper() -> None:
    """The example of docs/siting.md: gains, order, proof."""
    found = answer(line(SIX), ask(2))
    assert [(town.code, town.gain) for town in found.chosen] == [("b", 90), ("e", 55)]
    assert (found.before, found.after, found.bound, found.gap) == (0, 145, 145, 0)
    assert found.status == "optimum"


def test_one_place_on_paper() -> None:
    """b and d cover 90 each: the first stays."""
    assert codes(answer(line(SIX), ask(1))) == ["b"]


def test_a_place_of_today_is_not_paid_twice() -> None:
    """With a, b and c covered already, one more place serves d, e and f."""
    found = answer(line(SIX, covered="abc"), ask(1))
    assert codes(found) == ["e"]
    assert (found.before, found.after) == (90, 145)


def test_greedy_alone_would_be_wrong() -> None:
    """The middle town is best alone (11 of 17) and no part of the best pair."""
    east, people = (0.0, 0.06, 0.10, 0.14, 0.20), (3, 5, 1, 5, 3)
    five = [(*town, "01") for town in zip("abmcd", east, people, strict=True)]
    assert codes(answer(line(five), ask(1, 7.4))) == ["m"]
    found = answer(line(five), ask(2, 7.4))
    assert found.after == 17
    assert "m" not in codes(found)


def test_fewer_towns_than_asked_for_when_more_add_nobody() -> None:
    """Two towns serve everyone: the third would be a gain of 0."""
    found = answer(line(SIX), ask(5))
    assert found.after == 145
    assert all(town.gain > 0 for town in found.chosen)


def test_equity_raises_the_worst_territory_first() -> None:
    """One place: most is b (90 of territory 01, nobody of 02). Fairest is c or d, which serve
    both: c 50/90 and 30/55 (54.5 %), d 40/90 (44.4 %) and 50/55. So c."""
    found = answer(line(SIX), equity(1))
    assert codes(found) == ["c"]
    assert found.share is not None
    assert found.share.after == pytest.approx(30 / 55)
    assert (found.share.before, found.share.lowest, found.share.status) == (0, ("02",), "optimum")
    assert (found.after, found.status) == (80, "optimum")


def test_equity_that_cannot_help_the_worst_covers_the_most() -> None:
    """A territory out of every reach stays at 0: the tie goes to the total."""
    far = [*SIX, ("z", 5.0, 7, "03"), ("y", 7.0, 7, "04")]
    found = answer(line(far), equity(1))
    assert found.share is not None
    assert (found.share.after, found.share.status) == (0, "optimum")
    assert found.after == 90


@pytest.mark.parametrize(("left", "right", "best"), [(20, 50, "c"), (50, 20, "a")])
def test_of_answers_equally_fair_the_one_for_most(left: int, right: int, best: str) -> None:
    """a and c both bring territory 02 to a half (its other half is out of reach); the territory
    01 is served today at more than 90 %. The one that serves 50 more people is taken."""
    five = [
        ("a", 0.0, left, "01"),
        ("b", 0.1, 10, "02"),
        ("c", 0.2, right, "01"),
        ("y", 5.0, 10, "02"),
        ("z", 9.0, 1000, "01"),
    ]
    found = answer(line(five, covered="z"), replace(equity(1), candidates_from=20))
    assert (codes(found), found.after) == ([best], 1060)
    assert found.share is not None
    assert found.share.after == 0.5


def test_an_island_is_out_of_reach() -> None:
    """No road: the neighbour 11 km away covers nobody there, and the island needs its own."""
    two = [("a", 0.0, 10, "01"), ("b", 0.1, 9, "01")]
    found = answer(line(two, roads="mi"), ask(1))
    assert (codes(found), found.after, found.reachable) == (["a"], 10, 19)


def test_the_radius_is_the_geodesic_and_its_end_is_inside() -> None:
    """Exactly at the radius is covered; a metre beyond is not."""
    pair = [("a", 0.0, 10, "01"), ("b", 1.0, 9, "01")]
    assert answer(line(pair), ask(1, DEGREE_KM + 1e-5)).after == 19
    assert answer(line(pair), ask(1, DEGREE_KM - 1e-3)).after == 10


def test_nobody_to_serve_is_no_error() -> None:
    """Communes without people, everyone covered already: nothing to gain, nothing divided by 0."""
    empty = answer(line([("a", 0.0, 0, "01")]), equity(2))
    assert (empty.chosen, empty.after, empty.gap, empty.status) == ((), 0, 0, "optimum")
    assert empty.share is not None
    assert empty.share.after == 1
    served = answer(line(SIX, covered="abcdef"), ask(2))
    assert (served.chosen, served.before, served.after) == ((), 145, 145)


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_does_better_than_the_answer(seed: int) -> None:
    """Every choice of candidates, tried one by one, on random grounds."""
    ground, question = towns.drawn(seed)
    found = answer(ground, question)
    tried = list(towns.every_answer(ground, question))
    assert found.status == "optimum"
    if question.equity:
        assert found.share is not None
        best = max(share for share, _ in tried)
        assert found.share.after == pytest.approx(best, abs=1e-6)
        tried = [(share, people) for share, people in tried if share >= best - 1e-9]
    assert found.after == max(people for _, people in tried)


@pytest.mark.parametrize("seed", SEEDS)
def test_highs_proves_what_the_bound_leaves(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """With two steps of the bound and no exchange, it is the integer program that answers."""
    monkeypatch.setattr(bound, "_STEPS", 2)
    monkeypatch.setattr(bound, "exchanged", lambda model, reach, chosen: list(chosen))
    ground, question = towns.drawn(seed)
    found = answer(ground, replace(question, equity=False))
    assert found.status == "optimum"
    assert found.after == max(people for _, people in towns.every_answer(ground, question))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_answer_covers_what_it_says(seed: int) -> None:
    """`after` and the gains are those of the towns given, counted pair by pair."""
    ground, question = towns.drawn(seed)
    found = answer(ground, question)
    chosen = np.flatnonzero(np.isin(ground.codes, codes(found)))
    reach = towns.near(ground, question)
    served = set(np.flatnonzero(ground.covered).tolist()).union(*(reach[row] for row in chosen))
    assert found.after == sum(ground.people[row] for row in served)
    assert found.before + sum(town.gain for town in found.chosen) == found.after
    assert len(chosen) == len(found.chosen) <= question.places


_towns = st.lists(
    st.tuples(st.floats(0, 2, width=32), st.integers(0, 500), st.sampled_from("ab")),
    min_size=1,
    max_size=15,
)


def _named(drawn: list[tuple[float, int, str]]) -> list[Town]:
    return [(f"{n:02}", *town) for n, town in enumerate(drawn)]


@given(_towns, st.integers(1, 4), st.floats(1, 100))
def test_one_place_more_never_covers_less(
    drawn: list[tuple[float, int, str]], places: int, radius: float
) -> None:
    """Nor does a longer radius."""
    ground = line(_named(drawn))
    found = answer(ground, ask(places, radius))
    assert answer(ground, ask(places + 1, radius)).after >= found.after
    assert answer(ground, ask(places, radius * 1.5)).after >= found.after


@given(_towns, st.data())
def test_one_place_of_today_more_never_worsens(
    drawn: list[tuple[float, int, str]], data: st.DataObject
) -> None:
    """Those covered today only grow: so do those covered after."""
    named = _named(drawn)
    today = data.draw(st.sets(st.sampled_from([town[0] for town in named])))
    more = data.draw(st.sampled_from([town[0] for town in named]))
    found = answer(line(named, covered=today), ask(2, 20))
    assert answer(line(named, covered=today | {more}), ask(2, 20)).after >= found.after


@given(_towns, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(
    drawn: list[tuple[float, int, str]], mix: object
) -> None:
    """The same towns in another order: the same answer, towns and all."""
    named = _named(drawn)
    other = list(named)
    mix.shuffle(other)  # type: ignore[attr-defined]
    assert document(answer(line(other), equity(2))) == document(answer(line(named), equity(2)))


def _sample() -> Catalogue:
    return country([territory("01", 100)], [home := commune("01001", 9000, (2.0, 46.0)),
                    commune("01002", 7000, (3.0, 46.0))], [unit(1, home)])  # fmt: skip


def test_a_unit_serves_its_surroundings() -> None:
    """The unit at the first town counts; as if from nothing, it does not."""
    found = site(_sample(), ask(1, 20))
    assert (found.before, codes(found)) == (9000, ["01002"])
    assert site(_sample(), ask(1, 20, existing=False)).before == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"precision": "territory", "commune_code": "", "place_basis": ""},
        {"status": "planned"},
        {"status": "unknown"},
        {"kinds": "salle_audition"},
        {"audiences": "adultes"},
    ],
)
def test_what_does_not_count_changes_nothing(changes: dict[str, str]) -> None:
    """Without a point, not open, of another kind, not for minors."""
    homes = [commune("01001", 9000, (2.0, 46.0)), commune("01002", 7000, (3.0, 46.0))]
    lands = [territory("01", 100)]
    bare = document(site(country(lands, homes), ask(1, 20)))
    assert document(site(country(lands, homes, [unit(1, homes[0], **changes)]), ask(1, 20))) == bare


def test_a_team_counts_where_it_says_that_it_goes(make_catalogue: MakeCatalogue) -> None:
    """By territory served, not by the distance of an office; training goes nowhere."""
    team = record(kinds="aller_vers", territory="23", covers="23;87")
    asked = ask(1, 30, need="aller_vers", within="R75", candidates_from=20_000)
    there = make_catalogue([team])
    served = [c.population for c in there.communes if c.territory in ("23", "87")]
    assert site(there, asked).before == sum(served)
    trained = record(kinds="formation", territory="23", covers="23;87")
    assert site(make_catalogue([trained]), asked).before == 0


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"places": 0}, "places"),
        ({"places": -3}, "places"),
        ({"radius_km": 0}, "radius"),
        ({"radius_km": -1}, "radius"),
        ({"radius_km": float("nan")}, "radius"),
        ({"radius_km": float("inf")}, "radius"),
        ({"time_limit": 0}, "time limit"),
        ({"need": "abri_immediat"}, "sited"),
        ({"people": "children"}, "people"),
        ({"equity": True, "people": "all"}, "under-20s"),
    ],
)
def test_a_question_that_cannot_be_is_refused(changes: dict[str, object], word: str) -> None:
    """Each with a sentence about what is wrong. Accommodation is never sited at a town."""
    with pytest.raises(InvalidParameter, match=word):
        Question(**{"places": 1, "radius_km": 30, **changes})  # type: ignore[arg-type]


def test_no_town_large_enough_is_said(catalogue: Catalogue) -> None:
    """Creuse has no town of 100,000."""
    with pytest.raises(NoCandidate, match="100000"):
        site(catalogue, ask(1, 30, within="23", candidates_from=100_000))


def test_parts_of_the_country(territories: Territories) -> None:
    """A code alone is a territory: 11 is Aude; R11 is Île-de-France."""
    assert territories_within(territories, "11") == {"11"}
    assert len(territories_within(territories, "R11")) == 8
    assert territories_within(territories, "ile de france") == territories_within(
        territories, "R11"
    )
    assert territories_within(territories, "corse") == {"2A", "2B"}
    assert len(territories_within(territories, "france")) == 107
    with pytest.raises(UnknownTerritory, match="R53"):
        territories_within(territories, "Atlantide")


def test_under_20s_that_nobody_publishes_are_not_zero(catalogue: Catalogue) -> None:
    """In Nouvelle-Calédonie everyone can be counted, the young cannot."""
    with pytest.raises(InvalidParameter, match="988"):
        site(catalogue, ask(1, 30, within="988", people="under_20"))
    assert site(catalogue, ask(1, 30, within="988")).people > 0


def test_a_country_without_a_unit(catalogue: Catalogue) -> None:
    """Wallis-et-Futuna: two islands, no place: one town serves its island alone."""
    found = site(catalogue, ask(1, 100, within="986"))
    assert found.before == 0
    assert 0 < found.after < found.people


def test_out_of_time_never_says_optimum(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a proof: the answer, what nothing exceeds, and the gap between."""
    monkeypatch.setattr(bound, "_STEPS", 0)
    found = answer(line([*SIX, ("z", 5.0, 7, "03")]), ask(2, time_limit=1e-9))
    assert (found.status, found.after, found.bound, found.gap) == ("bound", 145, 152, 7)


def test_out_of_time_for_equity(monkeypatch: pytest.MonkeyPatch) -> None:
    """The share has its own bound and gap."""
    monkeypatch.setattr(proof, "solve", lambda *_: proof.Outcome(None, np.inf, False))
    share = answer(line(SIX), equity(1)).share
    assert share is not None
    assert (share.status, share.bound, share.gap) == ("bound", 1, 1 - share.after)


def test_without_highspy_the_remedy_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server without the extra learns what to install."""
    monkeypatch.setitem(__import__("sys").modules, "highspy", None)
    with pytest.raises(proof.AnalysisMissing, match=r"webmap\[analysis\]"):
        answer(line(SIX), equity(1))


def test_a_bound_never_lies_below_the_truth() -> None:
    """With or without proof, what nothing exceeds is not exceeded, on random grounds."""
    for seed in SEEDS:
        ground, question = towns.drawn(seed)
        found = bound.search(_model(ground, question))
        best = max(people for _, people in towns.every_answer(ground, question))
        assert found.upper >= best - ground.people[ground.covered].sum() - 1e-6


def test_a_promise_is_kept_by_every_answer() -> None:
    """No choice that holds a candidate covers more than the candidate's promise."""
    for seed in SEEDS:
        model = _model(*towns.drawn(seed))
        promise = bound.search(model).promise
        for chosen in combinations(range(model.candidates), min(2, model.places)):
            assert min(promise[list(chosen)]) >= model.value(chosen) - 1e-6


def _model(ground: Ground, question: Question) -> Model:
    sites = np.flatnonzero(ground.population >= question.candidates_from)
    return model_of(ground, question, sites, np.zeros(len(ground.codes), dtype=np.intp))


def test_demands_of_one_cover_are_one() -> None:
    """Three communes, two covers: two demands; who is out of reach, or nobody, is none."""
    cover = sparse.csr_array(np.array([[1, 0], [1, 0], [1, 1], [0, 0], [0, 1]], dtype=float))
    people = np.array([5.0, 7.0, 2.0, 9.0, 0.0])
    model = merged(cover, people, np.zeros(5, dtype=np.intp), 1)
    assert model.people.tolist() == [12, 2]
    assert undominated(model).tolist() == [0]


def test_of_two_that_cover_the_same_the_first_stays() -> None:
    """Twins do not throw each other out."""
    cover = sparse.csr_array(np.array([[1, 1], [1, 1]], dtype=float))
    model = merged(cover, np.ones(2), np.zeros(2, dtype=np.intp), 1)
    assert undominated(model).tolist() == [0]


def test_the_table_adds_up() -> None:
    """Covered grows by each gain from today's figure to the last."""
    found = answer(line(SIX, covered="a"), ask(2))
    table = list(rows(found))
    assert [row[0] for row in table] == [1, 2]
    assert table[0][-1] == found.before + table[0][-2]
    assert table[-1][-1] == found.after


def test_the_same_question_has_the_same_answer(catalogue: Catalogue) -> None:
    """Reproducible, and proven, on the real country."""
    asked = Question(3, 60, within="Bretagne", people="under_20", equity=True)
    one, two = site(catalogue, asked), site(catalogue, asked)
    assert document(one) == document(two)
    assert one.status == "optimum"
    assert "time_limit" not in document(one)["question"]

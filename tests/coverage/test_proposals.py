"""Kept answers on siting: worked on paper, read back with suspicion, and those that are shipped."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.coverage.country import commune, country, territory, unit
from webmap import cli_siting
from webmap.coverage import proposals
from webmap.coverage.population import ground
from webmap.coverage.reach import reach
from webmap.coverage.siting.keep import kept
from webmap.coverage.today import fingerprint
from webmap.directory.catalogue import Catalogue
from webmap.errors import InvalidResult
from webmap.files import bundled
from webmap.geo.communes import Communes
from webmap.store.kept import KeptResults

#: Four towns on a line, 33 km apart: a place serves its own town at 30 km, three at 60 km.
TOWNS = [
    commune(f"0{n}001", people, (0, 45 + 0.3 * n), under_20=people / 4)
    for n, people in enumerate((50_000, 40_000, 30_000, 20_000), 1)
]
LANDS = [territory(f"0{n}", 1) for n in range(1, 5)]
SHIPPED = bundled("resources", "results")


def small(*records: Any, unknown: bool = False) -> Catalogue:
    towns = [{**t, "under_20": None} for t in TOWNS] if unknown else TOWNS
    lands = [territory(f"0{n}", None if unknown else 1) for n in range(1, 5)]
    return country(lands, towns, records)


def answers(catalogue: Catalogue, radius: int = 30) -> proposals.Kept:
    return kept(catalogue, "uaped", "hexagone", 10.0, [radius])


def test_worked_by_hand() -> None:
    """A unit in the first town: the next go to the second, third and fourth, in that order."""
    found = answers(small(unit(1, TOWNS[0]))).find(3, 30, "most")
    assert found is not None
    assert [(t.code, t.all, t.under_20) for t in found.towns] == [
        ("02001", 40_000, 10_000), ("03001", 30_000, 7_500), ("04001", 20_000, 5_000),
    ]  # fmt: skip
    assert found.all == proposals.Tally(before=50_000, after=140_000, total=140_000)
    assert found.under_20 == proposals.Tally(before=12_500, after=35_000, total=35_000)
    assert found.smallest is not None
    assert (found.smallest.before, found.smallest.after, found.smallest.count) == (0, 1, 4)


def test_the_most_and_the_fairest_differ() -> None:
    """One place at 60 km: the second town serves three, but leaves the fourth territory at 0; no
    town serves all four, so the smallest share stays 0 and is said to be that of one territory."""
    found = answers(small(), 60)
    most, fair = (found.find(1, 60, variant) for variant in proposals.VARIANTS)
    assert most is not None
    assert fair is not None
    assert [t.code for t in most.towns] == ["02001"]
    assert most.smallest is not None
    assert (most.smallest.after, most.smallest.lowest, most.smallest.bound) == (0, ("04",), None)
    assert fair.smallest is not None
    assert fair.smallest.bound == 0


def test_unknown_young_people_are_no_zero() -> None:
    """Where nobody publishes them: no figure, and no question of equity."""
    found = answers(small(unknown=True))
    assert {p.variant for p in found.proposals} == {"most"}
    assert all(p.under_20 is None and p.smallest is None for p in found.proposals)
    assert all(t.under_20 is None for p in found.proposals for t in p.towns)


def test_what_is_written_is_what_is_read(tmp_path: Path) -> None:
    """The same bytes whatever the order of the records; the same answers back."""
    catalogue = small(unit(1, TOWNS[0]), unit(2, TOWNS[3]))
    found = answers(catalogue)
    turned = answers(small(unit(2, TOWNS[3]), unit(1, TOWNS[0])))
    results = KeptResults(tmp_path, tmp_path / "none")
    path = results.write("siting", "uaped-hexagone", proposals.payload(found))
    body = path.read_bytes()
    results.write("siting", "uaped-hexagone", proposals.payload(turned))
    assert path.read_bytes() == body
    back = results.read("siting", "uaped-hexagone")
    assert proposals.read("uaped", "hexagone", back, catalogue.communes) == found


def test_the_fingerprint_follows_places_and_people() -> None:
    """A unit more, or people more: another one. A unit that is planned, or without a town: the
    same. The order of the records is nothing."""

    def of(catalogue: Catalogue) -> str:
        land = ground(catalogue.territories, catalogue.communes)
        return fingerprint(catalogue, land, "uaped")

    first = of(small(unit(1, TOWNS[0])))
    planned = unit(2, TOWNS[1], status="planned")
    hidden = unit(3, TOWNS[1], precision="territory", commune_code="", place_basis="")
    assert of(small(planned, hidden, unit(1, TOWNS[0]))) == first
    assert of(small(unit(1, TOWNS[0]), unit(2, TOWNS[1]))) != first
    assert of(small(unit(1, TOWNS[0]), unknown=True)) != first


def _set(path: str, value: Any) -> Callable[[dict[str, Any]], None]:
    def change(payload: dict[str, Any]) -> None:
        *way, last = path.split(".")
        inner: Any = payload
        for step in way:
            inner = inner[int(step)] if step.isdigit() else inner[step]
        inner[last] = value

    return change


@pytest.mark.parametrize(
    "change",
    [
        _set("format", 2), _set("need", "hebergement"), _set("need", "aller_vers"),
        _set("land", "corse"), _set("as_of", "hier"), _set("fingerprint", None),
        _set("more", "<b>"), _set("proposals", None), _set("proposals.0.gap", -1),
        _set("proposals.0.gap", 0.5), _set("proposals.0.variant", "best"),
        _set("proposals.0.towns.0.code", "09999"), _set("proposals.0.towns.0.code", "<b>"),
        _set("proposals.0.towns.0.all", 1), _set("proposals.0.all", {}),
        _set("proposals.0.smallest.after", 2.0),
    ],
)  # fmt: skip
def test_a_file_that_is_not_ours_is_refused(change: Callable[[dict[str, Any]], None]) -> None:
    """One named error, which says the file, the field and the remedy."""
    catalogue = small()
    payload = copy.deepcopy(proposals.payload(answers(catalogue)))
    assert proposals.read("uaped", "hexagone", payload, catalogue.communes)
    change(payload)
    with pytest.raises(InvalidResult, match=r"uaped-hexagone.*--keep"):
        proposals.read("uaped", "hexagone", payload, catalogue.communes)


def test_the_command_keeps_every_answer(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file for each need and part of the country, and none for accommodation."""
    monkeypatch.setenv("WEBMAP_RESULTS", str(tmp_path))
    monkeypatch.setattr(proposals, "LANDS", {"corse": 20_000})
    monkeypatch.setattr(cli_siting.answers.kept, "__defaults__", ((60,),))
    done = CliRunner().invoke(
        cli_siting.siting, ["--keep", "--need", "hebergement"], obj=lambda: catalogue
    )
    assert done.exit_code == 0, done.output
    written = sorted(path.name for path in (tmp_path / "siting").iterdir())
    assert written == ["aller-vers-corse.json", "uaped-corse.json"]


def test_the_shipped_answers_are_of_the_committed_records(catalogue: Catalogue) -> None:
    """All there, all proven, on the records and people of this directory. After a change of records
    run `WEBMAP_RESULTS=resources/results webmap coverage siting --keep` (docs/siting.md)."""
    land = ground(catalogue.territories, catalogue.communes)
    results = KeptResults(SHIPPED, SHIPPED)
    asked = {
        proposals.name(n, part): (n, part) for n in proposals.NEEDS for part in proposals.LANDS
    }
    assert set(results.names("siting")) == set(asked)
    for file, (need, part) in asked.items():
        found = proposals.read(need, part, results.read("siting", file), catalogue.communes)
        assert found.fingerprint == fingerprint(catalogue, land, need), file
        assert {p.radius_km for p in found.proposals} == set(proposals.RADII)
        assert all(p.gap == 0 for p in found.proposals)
        fair = [p.smallest for p in found.proposals if p.variant == "equity"]
        assert all(share is not None and share.after == share.bound for share in fair)


def test_shipped_answers_start_from_the_reach(catalogue: Catalogue, communes: Communes) -> None:
    """ "Before" is what the page of distances says of the same people."""
    land = ground(catalogue.territories, communes)
    costs = reach(catalogue, land, "uaped").cost
    file = json.loads((SHIPPED / "siting" / "uaped-hexagone.json").read_text())
    lands = {code: t.land for code, t in catalogue.territories.items()}
    for proposal in proposals.read("uaped", "hexagone", file, communes).proposals:
        near = zip(costs.tolist(), land.territories, land.people["all"].tolist(), strict=True)
        served = sum(
            some
            for km, home, some in near
            if lands[home] == "hexagone" and km <= proposal.radius_km
        )
        assert proposal.all.before == round(served)

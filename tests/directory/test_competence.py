"""The official table of the courts by commune: read whole, or every problem said."""

from __future__ import annotations

import csv
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest

from tests.directory.factory import GAZETTEER, cells, write
from tests.geo import places
from webmap.directory.catalogue import Catalogue
from webmap.directory.readers import Resources, read
from webmap.directory.record import Record
from webmap.directory.tables import Competence
from webmap.errors import InvalidResources
from webmap.geo.communes import Communes
from webmap.geo.territories import Territories
from webmap.store import resources as store
from webmap.store.build import build
from webmap.web.public.professionals import competent

TABLE = ("Code de l’organisation judiciaire, tableau IV", "", "2026-01-01")
COMMUNE = next(iter(GAZETTEER.commune_territory))


def _folder(folder: Path, *lines: tuple[str, ...]) -> Path:
    court = cells(id="rbbb111", kinds="tribunal", audiences="professionnels")
    write(folder, {"magistrat": [court]})
    with (folder / "ressorts.csv").open("a", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(lines)
    return folder


def test_a_table_is_read(tmp_path: Path) -> None:
    found = read(_folder(tmp_path, (COMMUNE, "rbbb111", "rbbb111", *TABLE)), GAZETTEER)
    assert found.competences == (Competence(COMMUNE, "rbbb111", "rbbb111", *TABLE),)


def test_every_problem_is_said_at_once(tmp_path: Path) -> None:
    """An unknown commune, a record that is no court, a commune twice, no date."""
    good = (COMMUNE, "rbbb111", "rbbb111", *TABLE)
    folder = _folder(
        tmp_path,
        good,
        ("99999", "rbbb111", "rccc222", *TABLE),
        (*good[:5], ""),
    )
    with pytest.raises(InvalidResources) as caught:
        read(folder, GAZETTEER)
    assert {(p.line, p.field, p.code) for p in caught.value.problems} == {  # type: ignore[attr-defined]
        (3, "commune", "unknown_commune"),
        (3, "children_court", "unknown_court"),
        (4, "source_date", "required"),
        (4, "commune", "duplicate_row"),
    }


@pytest.fixture
def with_table(
    resources: Resources, territories: Territories, communes: Communes, catalogue: Catalogue
) -> Catalogue:
    """The real directory, and two lines of a table of ours: an island and a commune of the past."""
    lille, dunkerque = catalogue.courts_of("59")[:2]
    rows = (
        Competence(places.AJACCIO, lille.id, dunkerque.id, *TABLE),
        Competence(places.EQUEURDREVILLE, lille.id, lille.id, *TABLE),
    )
    loaded = Resources(
        resources.records, resources.reach, resources.searches, resources.requests, rows
    )
    return Catalogue(loaded, territories, communes, date(2026, 11, 22))


def _courts(catalogue: Catalogue, code: str, *, children: bool) -> tuple[Record, ...]:
    return competent(catalogue, catalogue.communes.by_code(code), children=children).courts


def test_where_one_lives_and_where_it_happened_are_two_questions(with_table: Catalogue) -> None:
    """Never merged (DOMAIN 1), even when one table answers both."""
    here, there = with_table.courts_of("59")[:2]
    assert _courts(with_table, places.AJACCIO, children=False) == (here,)
    assert _courts(with_table, places.AJACCIO, children=True) == (there,)


def test_without_the_table_one_of_these_courts(with_table: Catalogue) -> None:
    """Sites that a court detached are no other court to choose."""
    found = competent(with_table, with_table.communes.by_code("59350"), children=True)
    assert found.table is None
    assert len(found.courts) > 1
    assert all("tribunal" in court.kinds for court in found.courts)


def test_the_store_keeps_the_table(with_table: Catalogue, tmp_path: Path) -> None:
    rows = tuple(
        row
        for code in (places.AJACCIO, places.EQUEURDREVILLE)
        if (row := with_table.competence(code))
    )
    url = f"sqlite:///{tmp_path / 'webmap.sqlite'}"
    resources = Resources(with_table.records, (), (), (), rows)
    assert build(url, resources, {}, "hash", lambda *_: None)
    again = store.load(url, with_table.territories, with_table.communes, with_table.as_of)
    kept = again.competence(places.AJACCIO)
    assert kept is not None
    assert asdict(kept) == asdict(rows[0])

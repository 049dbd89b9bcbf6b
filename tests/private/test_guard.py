"""What a referral line may not say: where the place is. And what it must be able to say."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path

import pytest

from tests.private.conftest import LINE, NOW
from webmap.errors import InvalidReferral, NoReferral
from webmap.private import audit, referrals
from webmap.private.database import Room
from webmap.private.guard import place_in, problems


@pytest.mark.parametrize(
    "text",
    [
        "12 rue des Lilas",
        "12, RUE DES LILAS",
        "12bis rue Pasteur",
        "la structure est rue de la Paix",
        "rue Victor-Hugo",
        "Rue de l'Église",
        "r\u200bue de l’église",
        "l’entrée est place Saint-Jean",
        "place de la République",
        "3 place du marché",
        "avenue Foch",
        "Bd Voltaire, 3 boulevard Voltaire",
        "impasse des Roses",
        "au lieu-dit Les Combes",
        "lieu dit les combes",
        "derrière la gare de Guéret",
        "arrêt de bus Mairie",
        "sonner à l’interphone",
        "digicode 12A4",
        "code de la porte : 4512",
        "23000 Guéret",
        "à 23 000, tout de suite",
        "F-75011",
        "20\u00a0200",
        "2A004",
        "46.1703, 1.8719",
        "46,170312",
        "46° N",
        "8FQ9X2M4+2C",
        "https://maps.example.org/x",
        "www.structure.fr",
        "voir structure.fr",
        "///mot.mot.mot",
        "lotissement du Parc",
        "BP 12 cedex",
        "Villa Les Roses",
        "quai d’Orsay",
    ],
)
def test_a_place_is_refused(text: str) -> None:
    """Streets, postcodes, positions, links, doors: in any case, with invisible signs."""
    assert place_in(text)
    problem = problems(replace(LINE, prepare=text), "3")[-1]
    assert (problem.field, problem.where) == ("prepare", "3")
    assert text not in problem.fr + problem.en


@pytest.mark.parametrize(
    "text",
    [
        "",
        "9 h - 18 h, du lundi au vendredi ; astreinte la nuit",
        "24h/24, 7 jours sur 7",
        "une place de mise à l’abri pour 14-17 ans, 3 places en tout",
        "jeune à la rue, en fugue, ou sorti de l’hôpital",
        "maraude de nuit, équipe de rue",
        "ordonnance de placement en cours ; accord des parents selon l’âge",
        "rapport social de 2 pages, carte vitale, traitement en cours",
        "couper le GPS du téléphone avant de venir",
        "la cheffe de service décide dans les 2 heures",
        "résidence habituelle du mineur : autre département",
        "appeler le 06 00 00 00 00 après 18 h 30",
        "on vient chercher la jeune à la gare",
        "réponse en 48 h, depuis le 1er janvier 2026",
        "sur la route, gardez la ligne ouverte",
        "1,5 à 2 jours",
    ],
)
def test_what_a_line_is_for_is_not_refused(text: str) -> None:
    """Hours, papers, who decides: words with two meanings pass when they name no place."""
    assert place_in(text) is None
    assert problems(replace(LINE, prepare=text)) == []


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"phone": "", "email": ""}, "phone"),
        ({"phone": "appelez Léa"}, "phone"),
        ({"phone": "1"}, "phone"),
        ({"email": "structure"}, "email"),
        ({"email": "<a@b.fr>"}, "email"),
        ({"nights": "peut-être"}, "nights"),
        ({"hours": "x" * 501}, "hours"),
        ({"who_decides": "au 3 rue Noire"}, "who_decides"),
        ({"hours": "12 rue Noire"}, "hours"),
    ],
)
def test_every_field_is_looked_at(change: dict[str, str], field: str) -> None:
    """One problem, on the right field."""
    assert [problem.field for problem in problems(replace(LINE, **change))] == [field]


@pytest.mark.parametrize("field", [field.name for field in fields(LINE)])
@pytest.mark.parametrize("sign", ["\x1b[2J", "\0", "\r\n", "\u202e", "\u200b", "\udce9", "\ue000"])
def test_an_invisible_sign_is_refused_in_every_field(field: str, sign: str) -> None:
    """A terminal, a page or a person would read something else than what is written."""
    line = replace(LINE, **{field: getattr(LINE, field).replace("e", f"e{sign}") + sign})
    (problem,) = problems(line)
    assert problem.field == field


def test_french_spaces_are_no_invisible_signs() -> None:
    """A keyboard puts them before a colon."""
    assert problems(replace(LINE, prepare="à prévoir\u202f: le rapport\u00a0; l’accord")) == []


def test_a_phone_or_an_email_is_enough() -> None:
    """Not everyone has both; overseas numbers and short ones are numbers."""
    for phone in ("+262 262 00 00 00", "119", "01.00.00.00.00", "0590 00-00-00"):
        assert problems(replace(LINE, phone=phone, email="")) == []
    assert problems(replace(LINE, phone="")) == []


def test_all_problems_of_a_line_come_at_once(room: Room) -> None:
    """And nothing is written."""
    bad = replace(LINE, phone="x", email="y", prepare="12 rue Noire")
    with pytest.raises(InvalidReferral) as refusal, room.write() as session:
        referrals.put(session, "rbbbbbb", bad, "command", NOW)
    assert [p.field for p in refusal.value.problems] == ["phone", "email", "prepare"]
    with room.read() as session:
        assert referrals.with_line(session, ["rbbbbbb"]) == frozenset()


def test_a_line_is_written_again_and_taken_away(room: Room) -> None:
    """One line per record; the log has each step, and that the office read them."""
    other = replace(LINE, phone="02 00 00 00 00")
    with room.write() as session:
        referrals.put(session, "rbbbbbb", LINE, "command", NOW)
        referrals.put(session, "rbbbbbb", other, 7, NOW)
        assert referrals.listed(session, 7, NOW) == {"rbbbbbb": (other, NOW)}
        assert referrals.with_line(session, ["rbbbbbb", "rcccccc"]) == {"rbbbbbb"}
        referrals.remove(session, "rbbbbbb", 7, NOW)
    with room.read() as session:
        with pytest.raises(NoReferral):
            referrals.get(session, "rbbbbbb")
        actions = [entry.action for entry in reversed(audit.entries(session))]
    steps = ["ligne_ecrite", "ligne_ecrite", "lignes_consultees", "ligne_retiree"]
    assert actions == ["installation", *steps]


HEADER = "record_id,phone,email,hours,nights,prepare,who_decides\n"


def test_a_file_of_lines(tmp_path: Path) -> None:
    """As a spreadsheet writes it."""
    file = tmp_path / "lines.csv"
    file.write_text("\ufeff" + HEADER + "rbbbbbb, 01 00 00 00 00 ,,,no,rien,l’équipe\n", "utf-8")
    lines = referrals.read_csv(file, frozenset({"rbbbbbb"}))
    assert list(lines) == ["rbbbbbb"]
    assert lines["rbbbbbb"].phone == "01 00 00 00 00"


def test_all_problems_of_a_file_come_at_once(tmp_path: Path) -> None:
    """Line and field of each: unknown record, written twice, place, missing cells."""
    file = tmp_path / "lines.csv"
    rows = [
        "rzzzzzz,01 00 00 00 00,,,no,,",
        "rbbbbbb,01 00 00 00 00,,,no,12 rue Noire,",
        "rbbbbbb,01 00 00 00 00,,,no,,",
        "rcccccc",
    ]
    file.write_text(HEADER + "\n".join(rows), "utf-8")
    with pytest.raises(InvalidReferral) as refusal:
        referrals.read_csv(file, frozenset({"rbbbbbb", "rcccccc"}))
    assert [(p.where, p.field) for p in refusal.value.problems] == [
        ("2", "record_id"),
        ("3", "prepare"),
        ("4", "record_id"),
        ("5", "phone"),
        ("5", "nights"),
    ]


@pytest.fixture
def usual_cells() -> Iterator[None]:
    """Python's own limit of a cell, which geodata and frictionless raise for a whole process."""
    raised = csv.field_size_limit(131_072)
    yield
    csv.field_size_limit(raised)


@pytest.mark.usefixtures("usual_cells")
def test_what_cannot_be_read_is_said_line_by_line(tmp_path: Path) -> None:
    """Saved by an old spreadsheet, or with a cell without end: the other problems come too."""
    file = tmp_path / "lines.csv"
    rows = [
        "rbbbbbb,01 00 00 00 00,,été,no,,".encode("latin-1"),
        b"rbbbbbb,01 00 00 00 00,," + b"x" * 200_000 + b",no,,",
        b"rzzzzzz,01 00 00 00 00,,,no,,",
        b"rcccccc,01 00 00 00 00,,,no,\x00,",
    ]
    file.write_bytes(HEADER.encode() + b"\n".join(rows))
    with pytest.raises(InvalidReferral) as refusal:
        referrals.read_csv(file, frozenset({"rbbbbbb", "rcccccc"}))
    found = [(p.where, p.field, p.en) for p in refusal.value.problems]
    assert [where for where, _, _ in found] == ["2", "3", "4", "5"]
    assert "UTF-8" in found[0][2]
    assert "cell" in found[1][2]
    assert [field for _, field, _ in found] == ["", "", "record_id", "prepare"]


def test_a_header_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    """UTF-16, as some spreadsheets save."""
    file = tmp_path / "lines.csv"
    file.write_text(HEADER, "utf-16")
    with pytest.raises(InvalidReferral, match="1 problem"):
        referrals.read_csv(file, frozenset())


def test_a_file_with_other_columns_is_refused(tmp_path: Path) -> None:
    """A column for an address has nowhere to go."""
    file = tmp_path / "lines.csv"
    file.write_text(HEADER.strip() + ",address\n", "utf-8")
    with pytest.raises(InvalidReferral, match="1 problem"):
        referrals.read_csv(file, frozenset())

"""Each problem that has a sentence can be provoked, and no other exists."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.directory.factory import GAZETTEER, cells, record, write
from webmap.directory.lines import parse
from webmap.directory.problems import codes
from webmap.directory.readers import read
from webmap.directory.rules import problems_of
from webmap.errors import InvalidResources

#: code -> a cell that has it.
CELLS: dict[str, dict[str, str]] = {
    "required": {"name": ""},
    "unknown_code": {"status": "maybe"},
    "not_a_number": {"age_min": "twelve"},
    "out_of_range": {"age_max": "120"},
    "bad_date": {"source_date": "2024-13"},
    "bad_day": {"verified_on": "yesterday"},
    "bad_link": {"website": "javascript:alert(1)"},
    "bad_phone": {"phone": "call us"},
    "bad_email": {"email": "nobody"},
    "bad_hours": {"hours": "whenever"},
    "markup": {"name": "<b>"},
    "formula": {"name": "=1"},
    "too_long": {"name": "a" * 1001},
    "bad_id": {"id": "rabcdef"},
}
AT_TOWN = {"precision": "commune", "commune_code": "23096"}
AGREED = {"consent_precision": "address", "consent_on": "2026", "consent_by": "la direction"}
SECRET = {
    "category": "hebergement",
    "kinds": "sous_secret",
    "precision": "national",
    "territory": "",
    "covers": "national",
}
#: code -> a record that has it.
RECORDS: dict[str, dict[str, Any]] = {
    "unknown_commune": {**AT_TOWN, "commune_code": "99999"},
    "unknown_territory": {"covers": "999"},
    "territory_mismatch": {**AT_TOWN, "territory": "53"},
    "place_without_precision": {"commune_code": "23096"},
    "precision_without_place": {"precision": "commune"},
    "no_consent": AT_TOWN,
    "press_consent": {**AT_TOWN, **AGREED, "consent_by": "presse"},
    "not_public_building": {
        **AT_TOWN,
        "place_basis": "public_building",
        "kinds": "accueil_jour",
    },
    "small_town": {**AT_TOWN, "place_basis": "office"},
    "point_far": {**AT_TOWN, "precision": "address", "latitude": 0, "longitude": 0, **AGREED},
    "future_day": {"phone_verified_on": "2030-01-01"},
    "commune_named": {"name": "Guéret"},
    "territory_named": {**SECRET, "name": "Creuse"},
    "position_written": {"name": "23000"},
    "address_written": {"name": "12 rue X"},
    "mixed_alphabets": {"name": "F\u043eyer"},
    "hours_comment": {"hours": 'Mo 09:00-10:00 "x"'},
    "person_named": {"name": "Mme X"},
    "phone_in_text": {"name": "06 12 34 56 78"},
    "link_on_sensitive": {"source_url": "https://x.fr"},
    "secret_with_place": {**SECRET, "territory": "23"},
    "secret_phone": {**SECRET, "phone": "04 66 49 10 10"},
    "national_with_territory": {"precision": "national"},
    "age_order": {"age_min": 17, "age_max": 13},
    "verified_without_person": {"verified_on": "2026-01-01"},
}
#: code -> a file that has it. `{good}` is the file as it should be.
FILES: dict[str, bytes] = {
    "encoding": b"\xff",
    "nul": b"a\0b",
    "csv": b'{good}"never closed\n',
    "missing_column": b"id\n",
    "unknown_column": b"nonsense\n",
    "wrong_length": b"{good}short\n",
    "unknown_record": b"{good}rzzz999,119,23,yes,yes,no,,,page,,2024,2026-11-22\n",
    "duplicate_row": b"{good}" + b"rbcd123,119,23,yes,yes,no,,,page,,2024,2026-11-22\n" * 2,
}


#: The same of the table of the courts, whose lines name records.
_COURTS: bytes = b"23096,rbcd123,rbcd123,page,,2026\n"


def codes_in(folder: Path) -> set[str]:
    with pytest.raises(InvalidResources) as caught:
        read(folder, GAZETTEER)
    return {problem.code for problem in caught.value.problems}


@pytest.mark.parametrize("code", CELLS)
def test_cells(code: str) -> None:
    found = parse("association", cells(**CELLS[code]), "f.csv", 2)
    assert isinstance(found, list)
    assert [problem.code for problem in found] == [code]


@pytest.mark.parametrize("code", RECORDS)
def test_records(code: str) -> None:
    changes = dict(RECORDS[code])
    category = changes.pop("category", "association")
    found = problems_of(record(category, **changes), "f.csv", 2, GAZETTEER, date(2026, 11, 22))
    assert code in {problem.code for problem in found}


@pytest.mark.parametrize("code", FILES)
def test_files(code: str, tmp_path: Path) -> None:
    write(tmp_path, {"association": [cells()]})
    path = tmp_path / "ecoute_par_territoire.csv"
    path.write_bytes(FILES[code].replace(b"{good}", path.read_bytes()))
    assert code in codes_in(tmp_path)


def test_a_missing_file_and_a_duplicate_id(tmp_path: Path) -> None:
    write(tmp_path, {"association": [cells(), cells()]})
    (tmp_path / "demandes.csv").unlink()
    assert codes_in(tmp_path) == {"missing_file", "duplicate_id"}


def test_a_court_that_is_none(tmp_path: Path) -> None:
    write(tmp_path, {"association": [cells()]})
    path = tmp_path / "ressorts.csv"
    path.write_bytes(path.read_bytes() + _COURTS)
    assert codes_in(tmp_path) == {"unknown_court"}


def test_these_are_all_the_codes() -> None:
    provoked = {*CELLS, *RECORDS, *FILES, "missing_file", "duplicate_id", "unknown_court"}
    assert provoked == codes()

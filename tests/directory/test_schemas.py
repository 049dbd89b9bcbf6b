"""The committed Table Schemas are what the code makes, and the committed files obey them."""

from __future__ import annotations

import json
import warnings
from pathlib import Path

import pytest

from webmap.directory import schema
from webmap.directory.constraints import Descriptor
from webmap.directory.titles import TITLES
from webmap.files import bundled

with warnings.catch_warnings():  # frictionless imports what Python 3.11 calls deprecated
    warnings.simplefilter("ignore", DeprecationWarning)
    import frictionless

TABLES = sorted(schema.COLUMNS)


@pytest.mark.parametrize("table", TABLES)
def test_the_committed_schema_is_what_the_code_makes(table: str) -> None:
    path = bundled("resources", "schemas", f"{Path(schema.FILES[table]).stem}.schema.json")
    assert path.read_text(encoding="utf-8") == schema.schema_text(table)


def test_no_schema_is_left_over() -> None:
    stems = {Path(file).stem for file in schema.FILES.values()}
    files = {path.name for path in bundled("resources", "schemas").iterdir()}
    assert files == {f"{stem}.schema.json" for stem in stems}


def validate(directory: Path, file: str, descriptor: Descriptor) -> list[list[str]]:
    resource = frictionless.Resource(
        path=file,
        basepath=str(directory),
        encoding="utf-8",
        schema=frictionless.Schema.from_descriptor(descriptor),
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        report = resource.validate()
    found: list[list[str]] = report.flatten(["rowNumber", "fieldName", "message"])
    return found


@pytest.mark.parametrize("table", TABLES)
def test_the_committed_file_obeys_its_schema(table: str) -> None:
    found = validate(bundled("resources"), schema.FILES[table], schema.table_schema(table))
    assert found == []


def test_a_file_that_breaks_its_schema_is_refused(tmp_path: Path) -> None:
    (tmp_path / "recherches.csv").write_text(
        "territory,searched_on,queries,found\n20,2026-02-30,0,perhaps\n", encoding="utf-8"
    )
    found = validate(tmp_path, "recherches.csv", schema.table_schema("recherches"))
    assert {row[1] for row in found} == {"territory", "searched_on", "queries", "found"}


@pytest.mark.parametrize("table", TABLES)
def test_fields_stand_in_the_order_of_the_columns(table: str) -> None:
    names = [field["name"] for field in schema.table_schema(table)["fields"]]
    assert tuple(names) == schema.COLUMNS[table]


def test_every_title_serves_a_column_and_every_column_has_one() -> None:
    assert set(TITLES) == {column for columns in schema.COLUMNS.values() for column in columns}


def test_accommodation_has_no_column_for_a_place() -> None:
    names = {field["name"] for field in schema.table_schema("hebergement")["fields"]}
    assert names.isdisjoint({"commune_code", "address", "latitude", "longitude"})


def test_no_schema_speaks_of_what_is_kept_from_the_public() -> None:
    properties = {
        name
        for table in TABLES
        for field in schema.table_schema(table)["fields"]
        for name in (field["name"], field["title"].lower())
    }
    assert not any(word in p for p in properties for word in ("secret", "withheld", "private"))


def test_writing_makes_one_json_file_per_table(tmp_path: Path) -> None:
    schema.write_schemas(tmp_path)
    written = [json.loads(path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()]
    assert len(written) == len(TABLES)
    assert all(descriptor["fields"] for descriptor in written)

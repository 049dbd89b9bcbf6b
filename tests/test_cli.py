"""The command line: help, clear errors, exit codes, and the same figures as the pages."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result

from tests.directory.factory import cells, write
from webmap import cli, settings, terminal
from webmap.cli import main
from webmap.coverage.report import HEADER
from webmap.files import bundled
from webmap.geo.communes import Communes, load_communes
from webmap.geo.territories import Territories


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A built store, as an environment."""
    path = tmp_path_factory.mktemp("cli") / "webmap.sqlite"
    environment = {"WEBMAP_DATABASE_URL": f"sqlite:///{path}", "COLUMNS": "200"}
    done = CliRunner().invoke(main, ["init"], env=environment, catch_exceptions=False)
    assert done.exit_code == 0
    return environment


@pytest.fixture(autouse=True)
def _geography(
    store: dict[str, str],
    territories: Territories,
    communes: Communes,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Read once for all the tests: it is most of the time of a command. `store` came before, and
    has read it as an operator does."""
    monkeypatch.setattr(cli, "_geography", lambda: (territories, communes))


def run(*arguments: str, env: dict[str, str] | None = None) -> Result:
    return CliRunner().invoke(main, arguments, env=env, catch_exceptions=False)


def test_every_command_has_a_sentence_of_help() -> None:
    """A newcomer learns the tool from itself."""
    shown = run("--help").output
    for name, command in main.commands.items():
        assert name in shown
        assert command.help
        assert run(name, "--help").exit_code == 0


def test_the_committed_files_have_no_problem() -> None:
    """What is in the repository may be published."""
    result = run("check")
    assert (result.exit_code, "no problem" in result.output) == (0, True)


def test_every_problem_is_shown_with_its_remedy(tmp_path: Path) -> None:
    """File, line, field, value, remedy; all at once; exit code 1; in the operator's language."""
    bad = cells(name="<script>alert(1)</script>", status="maybe")
    leak = cells(id="rbcd124", summary_fr="Un foyer à Guéret.")
    write(tmp_path, {"association": [bad, leak]})
    french = run("check", "--resources", str(tmp_path))
    assert french.exit_code == 1
    assert "associations.csv:2: name" in french.output
    assert "associations.csv:2: status « maybe »" in french.output
    assert "associations.csv:3: summary_fr" in french.output
    assert "retirez ce nom du texte" in french.output
    assert "3 problem(s)" in french.output
    english = run("check", "--resources", str(tmp_path), env={"WEBMAP_LANGUAGE": "en"})
    assert "remove this name from the text" in english.output


def test_a_commune_in_a_sensitive_record_is_refused(tmp_path: Path) -> None:
    """S2: the check that stands between a shelter and the public."""
    leak = cells(kinds="urgence", source="La Gazette de Guéret")
    write(tmp_path, {"hebergement": [leak]})
    result = run("check", "--resources", str(tmp_path))
    assert result.exit_code == 1
    assert "hebergement.csv:2: source" in result.output


def test_a_day_to_come_is_refused_and_a_refused_value_is_shown_whole(tmp_path: Path) -> None:
    """A slip of the hand would verify for ever; a hidden character is written out."""
    ahead = cells(verified_on="2099-01-01", verified_by="x", method="appel")
    hidden = cells(id="rbcd124", name="Équipe\u202emobile")
    write(tmp_path, {"association": [ahead, hidden]})
    result = run("check", "--resources", str(tmp_path))
    assert result.exit_code == 1
    assert "associations.csv:2: verified_on « 2099-01-01 »" in result.output
    assert "\\u202e" in result.output


def test_ids_are_assigned_on_demand(tmp_path: Path) -> None:
    """`check --assign` gives an id, then checks."""
    write(tmp_path, {"association": [cells(id="")]})
    assert run("check", "--resources", str(tmp_path)).exit_code == 1
    result = run("check", "--assign", "--resources", str(tmp_path))
    assert result.exit_code == 0
    assert "1 id(s) given" in result.output


def test_nearest_answers_or_gives_the_choices(store: dict[str, str]) -> None:
    """A code, a name; an ambiguous name lists the codes; an unknown place says so."""
    assert "works_here" in run("nearest", "23096", env=store).output
    assert "works_here" in run("nearest", "Mamoudzou", env=store).output
    only = run("nearest", "Guéret", "--category", "uaped", env=store).output
    assert "uaped" in only
    assert "works_here" not in only
    many = run("nearest", "Saint-Denis", env=store)
    assert many.exit_code == 1
    assert "97411" in many.output
    nowhere = run("nearest", "Xyzzyville", env=store)
    assert nowhere.exit_code == 1
    assert "no commune answers" in nowhere.output


def test_nearest_takes_a_position(store: dict[str, str]) -> None:
    """Latitude before longitude, as maps give it; the sea and other countries are nobody's."""
    assert "Guéret" in run("nearest", "46.17, 1.87", env=store).output
    assert "Mamoudzou" in run("nearest", "-12.78,45.23", env=store).output
    for place in ("48.0, -30.0", "1.87, 46.17", "50.85, 4.35"):
        nowhere = run("nearest", place, env=store)
        assert nowhere.exit_code == 1
        assert "latitude, longitude" in nowhere.output


def test_nearest_knows_a_city_from_the_longer_names(store: dict[str, str]) -> None:
    """Lille is not Lillebonne; a village called Évry asks which."""
    assert run("nearest", "Lille", env=store).exit_code == 0
    assert "91228" in run("nearest", "Évry", env=store).output


def test_coverage_says_the_same_in_every_format(store: dict[str, str]) -> None:
    """Table, CSV and JSON hold the same 1,070 lines."""
    rows = list(csv.DictReader(io.StringIO(run("coverage", "--format", "csv", env=store).output)))
    objects = json.loads(run("coverage", "--format", "json", env=store).output)
    assert len(rows) == len(objects) == 107 * 10
    assert tuple(rows[0]) == tuple(objects[0]) == HEADER
    as_text = [{k: "" if x is None else str(x) for k, x in line.items()} for line in objects]
    assert as_text == rows
    assert "Mayotte" in run("coverage", env=store).output


def test_a_missing_store_names_the_way_out(tmp_path: Path) -> None:
    """No trace, one sentence, exit code 1."""
    environment = {"WEBMAP_DATABASE_URL": f"sqlite:///{tmp_path}/none.sqlite"}
    result = run("nearest", "23096", env=environment)
    assert result.exit_code == 1
    assert "webmap init" in result.output


def test_bad_settings_come_all_at_once() -> None:
    """Each variable, its value and what to write; unknown ones too."""
    environment = {
        "WEBMAP_PORT": "eighty",
        "WEBMAP_DATABASE_URL": "mysql://x",
        "WEBMAP_EXIT_URL": "http://insecure.example",
        "WEBMAP_COLOUR": "red",
    }
    result = run("settings", env=environment)
    assert result.exit_code == 1
    assert all(name in result.output for name in environment)


def test_the_password_of_a_database_is_never_shown() -> None:
    """Neither in the table nor in a complaint about it."""
    right = {"WEBMAP_DATABASE_URL": "postgresql+psycopg://me:s3cret@db/webmap"}
    wrong = {"WEBMAP_DATABASE_URL": "postgresql://me:s3cret@db/webmap"}
    for environment, code in ((right, 0), (wrong, 1)):
        result = run("settings", env=environment)
        assert result.exit_code == code
        assert "s3cret" not in result.output
        assert "me:***@db" in result.output


def test_no_secret_is_ever_shown() -> None:
    """Right or wrong, in the table or in a complaint, also as a parameter of an address."""
    good = base64.urlsafe_b64encode(hashlib.sha256(b"a test").digest()).decode()
    right = {
        "WEBMAP_PRIVATE_KEY": good,
        "WEBMAP_PROCONNECT_ISSUER": "https://issuer.example",
        "WEBMAP_PROCONNECT_CLIENT_ID": "site",
        "WEBMAP_PROCONNECT_CLIENT_SECRET": "s3cret",
        "WEBMAP_PRIVATE_URL": "postgresql+psycopg://db/private?user=me&password=s3cret",
    }
    wrong = {**right, "WEBMAP_PRIVATE_KEY": f"{good},s3cret", "WEBMAP_PORT": "x"}
    for environment, code in ((right, 0), (wrong, 1)):
        result = run("settings", env={**environment, "COLUMNS": "300"})
        assert result.exit_code == code
        assert "s3cret" not in result.output
        assert good not in result.output
        assert "***" in result.output


def test_the_signed_in_wing_refuses_to_start_half_set() -> None:
    """No key, no address of the site, the public database as its own: all said at once."""
    result = run(
        "settings",
        env={
            "WEBMAP_PRO": "on",
            "WEBMAP_DATABASE_URL": "sqlite:///var/one.sqlite",
            "WEBMAP_PRIVATE_URL": "sqlite:///./var/../var/one.sqlite",
            "WEBMAP_PROCONNECT_CLIENT_ID": "site",
        },
    )
    assert result.exit_code == 1
    for name in (
        "WEBMAP_PRIVATE_KEY",
        "WEBMAP_PRIVATE_URL",
        "WEBMAP_PUBLIC_URL",
        "WEBMAP_PROCONNECT_ISSUER",
        "WEBMAP_PROCONNECT_CLIENT_SECRET",
    ):
        assert f"{name}:" in result.output


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("WEBMAP_PRO", "yes"),
        ("WEBMAP_PRIVATE_KEY", "0" * 44),
        ("WEBMAP_PUBLIC_URL", "http://site.example"),
        ("WEBMAP_PUBLIC_URL", "https://site.example/"),
        ("WEBMAP_PUBLIC_URL", "https://user@site.example"),
        ("WEBMAP_PUBLIC_URL", "https://SITE.example"),
        ("WEBMAP_PROCONNECT_ISSUER", "http://issuer.example"),
        ("WEBMAP_PRIVATE_URL", "sqlite:///:memory:"),
        ("WEBMAP_PRIVATE_URL", "sqlite:///var/webmap.sqlite"),
    ],
)
def test_an_unsafe_value_is_refused(name: str, value: str) -> None:
    """Each by its name, whether the wing is on or not."""
    result = run("settings", env={name: value})
    assert result.exit_code == 1
    assert name in result.output


def test_one_postgresql_database_is_never_both() -> None:
    """Whatever the user, the password or the port left out."""
    both = "postgresql+psycopg://{}@db.example{}/webmap"
    environment = {
        "WEBMAP_DATABASE_URL": both.format("public:a", ""),
        "WEBMAP_PRIVATE_URL": both.format("private:b", ":5432"),
    }
    assert "of its own" in run("settings", env=environment).output
    environment["WEBMAP_PRIVATE_URL"] = "postgresql+psycopg://private@db.example/private"
    assert run("settings", env=environment).exit_code == 0


@pytest.mark.parametrize("place", ["[/bold]", "[red]Xyz[/red]", "\0", "x" * 10_000, ""])
def test_a_hostile_place_is_said_back_as_text(store: dict[str, str], place: str) -> None:
    """No trace, no colour, nothing lost of what was written but its length."""
    result = run("nearest", place, env=store)
    assert result.exit_code == 1
    assert "no commune answers" in result.output
    if place.startswith("["):
        assert place in result.output


@pytest.mark.parametrize("name", ["Appui [/nope]", "[red]Appui[/red]", "[link=https://x.org]A"])
def test_a_name_with_square_brackets_is_shown_as_written(
    store: dict[str, str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Text is never taken for colours or links: it neither fails nor disappears."""
    catalogue = SimpleNamespace(communes=load_communes(bundled("data", "communes")))
    answer = SimpleNamespace(
        record=SimpleNamespace(id="rbcd123", name=name), distance_km=None, reason="works_here"
    )
    monkeypatch.setattr("webmap.cli._catalogue", lambda: catalogue)
    found = SimpleNamespace(to=lambda _: {"uaped": [answer]})
    monkeypatch.setattr("webmap.cli_nearest.Nearest", lambda _: found)
    result = run("nearest", "23096", env=store)
    assert (result.exit_code, name in result.output) == (0, True)


@pytest.mark.parametrize(
    ("value", "shown"),
    [("a\x1b[2Jb", "a\\u001b[2Jb"), ("a\u202eb", "a\\u202eb"), ("a\nb", "a\\u000ab"), (3, "3")],
)
def test_a_cell_of_a_table_writes_out_what_a_terminal_would_obey(value: object, shown: str) -> None:
    """One helper for every table; French spaces stay spaces."""
    cell, other = terminal.cells(value, "a\u00a0:\u202fb")
    assert (cell.plain, other.plain) == (shown, "a\u00a0:\u202fb")


def test_a_broken_file_leaves_the_old_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`init` with a bad CSV: every problem shown, the store answers as before."""
    environment = {"WEBMAP_DATABASE_URL": f"sqlite:///{tmp_path / 'webmap.sqlite'}"}
    assert run("init", env=environment).exit_code == 0
    before = (tmp_path / "webmap.sqlite").read_bytes()
    folder = tmp_path / "resources"
    folder.mkdir()
    write(folder, {"association": [cells(latitude="999")]})
    real = bundled
    monkeypatch.setattr(
        "webmap.cli.bundled", lambda *p: folder if p == ("resources",) else real(*p)
    )
    result = run("init", env=environment)
    assert result.exit_code == 1
    assert "associations.csv:2: latitude « 999 »" in result.output
    assert (tmp_path / "webmap.sqlite").read_bytes() == before


def test_a_missing_driver_is_said_plainly() -> None:
    """PostgreSQL without psycopg names what to install; with it, that nobody answers."""
    environment = {"WEBMAP_DATABASE_URL": "postgresql+psycopg://u:p@127.0.0.1:1/x"}
    result = run("nearest", "23096", env=environment)
    assert result.exit_code == 1
    assert "webmap[postgresql]" in result.output or "cannot be read" in result.output


def test_settings_are_shown_and_documented() -> None:
    """The table, the command and docs/operators.md agree."""
    shown = run("settings", env={"COLUMNS": "300"}).output
    documented = Path(bundled("static").parent / "docs" / "operators.md").read_text("utf-8")
    for setting in settings.TABLE:
        assert setting.variable in shown
        default = f"`{setting.default}`" if setting.default else "empty"
        row = f"| `{setting.variable}` | {default} | {setting.sentence} |"
        assert row in documented


def test_every_command_is_documented() -> None:
    """docs/operators.md names each command."""
    documented = Path(bundled("static").parent / "docs" / "operators.md").read_text("utf-8")
    for name in main.commands:
        assert f"`webmap {name}" in documented

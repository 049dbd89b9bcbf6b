"""Wing off: a public server has no trace of the locked room, in its pages or in its memory (S1)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from webmap.directory.readers import Resources
from webmap.mapping.page import map_scripts
from webmap.store.build import build

#: The whole crawl, with every language and format, is that of tests/safety: here, each rule once.
CRAWL = """
import sys
from webmap.app import create_app
from webmap.settings import load

VALUES = {"code": "23", "territoire": "23", "insee": "23096", "name": "app.css",
          "record_id": sys.argv[2]}
app = create_app(load({"WEBMAP_DATABASE_URL": "sqlite:///" + sys.argv[1]}))
client = app.test_client()
seen = 0
for rule in app.url_map.iter_rules():
    values = {name: VALUES.get(name, "x") for name in rule.arguments}
    values["form"] = "png" if "/figures/" in rule.rule else "csv"
    with app.test_request_context():
        _, path = rule.build(values)
    for method in rule.methods & {"GET", "POST"}:
        client.open(path, method=method)
        seen += 1
for path in ("/pro", "/pro/", "/pro/bureau", "/pro/connexion", "/pro/invitation/x"):
    assert client.get(path).status_code == 404, path
names = {"webmap.private", "webmap.pro", "flask_security", "flask_login", "flask_wtf", "wtforms",
         "authlib", "cryptography", "webauthn"}
loaded = sorted(name for name in sys.modules if ".".join(name.split(".")[:2]) in names
                or name.split(".")[0] in names)
print(seen, loaded)
"""


def test_a_public_server_never_loads_the_locked_room(tmp_path: Path, resources: Resources) -> None:
    """After every public rule: not in memory, and /pro does not exist."""
    path = str(tmp_path / "webmap.sqlite")
    build(f"sqlite:///{path}", resources, map_scripts(), "test", lambda *_: None)
    crawl = [sys.executable, "-c", CRAWL, path, resources.records[0].id]
    done = subprocess.run(crawl, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    seen, loaded = done.stdout.split(" ", 1)
    assert int(seen) >= 20
    assert loaded.strip() == "[]"


def test_the_commands_do_not_load_it_before_it_is_needed() -> None:
    """The help of every command works where the extra is not installed."""
    code = (
        "import sys; from webmap.cli import main\n"
        "try: main(['private', '--help'])\n"
        "except SystemExit: pass\n"
        "print('cryptography' in sys.modules, 'webmap.private' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, env={"PATH": ""}
    )
    assert done.stdout.strip().endswith("False False")

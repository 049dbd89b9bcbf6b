"""What the operator of the site of these tests kept: two snapshots, one of which cannot be read.

In the other, one UAPED of today was announced, one was not known, one was checked.
"""

from __future__ import annotations

import json
from pathlib import Path

from webmap.files import bundled


def keep(folder: Path) -> None:
    """Write the two files."""
    folder.mkdir(parents=True)
    shipped = bundled("resources", "results", "snapshot", "2026-11-22.json")
    old = json.loads(shipped.read_bytes())
    old["as_of"] = "2026-03-01"
    old["accommodation"] = {"since": "2026-03-01", "regions": {"32": 1}, "elsewhere": 0}
    units = old["records"]["uaped"]
    announced, unknown, checked = [u for u in sorted(units) if units[u] == "to_confirm"][:3]
    units |= {announced: "planned", checked: "verified"}
    del units[unknown]
    (folder / "2026-03-01.json").write_text(json.dumps(old), encoding="utf-8")
    (folder / "2026-02-01.json").write_text("{", encoding="utf-8")

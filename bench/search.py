"""The search box beside bare Flask answers of the same size, in the same run: rate and p99.

python -m bench.search [repeats]

*suggestions*: `/donnees/lieux.json`, the file that a browser asks for once. *search*: words of
`tests/queries.csv` sent as the form sends them, in turn; each answer is a 303.
"""

from __future__ import annotations

import csv
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from bench import load, servers

SECONDS: Final = 4.0
QUERIES: Final = Path(__file__).parents[1] / "tests" / "queries.csv"
_BROTLI: Final = "Accept-Encoding: br\r\n"
#: About the length of a redirect's body.
_REDIRECT: Final = 220


def main(repeats: int = 5) -> None:
    """Print both comparisons."""
    file = [load.get("/donnees/lieux.json", _BROTLI)]
    with tempfile.TemporaryDirectory() as folder, servers.webmap(Path(folder)) as ours:
        size = load.body_size(ours, file[0])
        _compare("suggestions", ours, file, size, repeats)
        _compare("search", ours, _forms(), _REDIRECT, repeats)


def _forms() -> list[bytes]:
    with QUERIES.open(encoding="utf-8", newline="") as lines:
        words = [row["query"] for row in csv.DictReader(lines)]
    return [load.post("/recherche", urlencode({"q": text})) for text in words]


def _compare(name: str, ours: int, asked: Sequence[bytes], size: int, repeats: int) -> None:
    bare = [load.get("/answer")]
    with servers.bare("application", size) as theirs:
        load.drive(ours, asked, SECONDS)  # both workers meet every request once
        load.drive(theirs, bare, SECONDS / 2)
        pairs = [
            (load.drive(ours, asked, SECONDS), load.drive(theirs, bare, SECONDS))
            for _ in range(repeats)
        ]
    ratios = [mine.rate / yardstick.rate for mine, yardstick in pairs]
    print(f"{name}: body {size} bytes, {len(asked)} requests, {load.CONNECTIONS} connections")
    for who, of in (("ours", 0), ("bare", 1)):
        rate = statistics.median(pair[of].rate for pair in pairs)
        p99 = statistics.median(pair[of].p99 for pair in pairs)
        print(f"  {who} {rate:8.0f} requests/s, p99 {p99:7.1f} ms (medians)")
    print(f"  ratio {statistics.median(ratios):.2f} (min {min(ratios):.2f}, max {max(ratios):.2f})")


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:2]))

"""`/donnees/proches?commune=` beside a bare Flask JSON answer of the same size, in the same run.

python -m bench.nearest [repeats]
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
from pathlib import Path

from bench import load, servers
from webmap.files import bundled
from webmap.geo.communes import load_communes

AIM = 0.8
SECONDS = 4.0
#: Different communes asked in turn, from all of France, the same ones at each run.
COMMUNES = 500


def main(repeats: int = 7) -> None:
    """Print requests per second of both and the ratio, pair by pair."""
    codes = random.Random(2026).sample(load_communes(bundled("data", "communes")).codes, COMMUNES)  # noqa: S311
    paths = [f"/donnees/proches?commune={code}" for code in codes]
    with tempfile.TemporaryDirectory() as folder, servers.webmap(Path(folder)) as ours:
        size = statistics.median(load.body_size(ours, load.get(path)) for path in paths[:50])
        with servers.bare("application", int(size)) as theirs:
            load.rate(ours, paths, SECONDS)  # both workers meet every commune once
            load.rate(theirs, ["/answer"], SECONDS / 2)
            pairs = [
                (load.rate(ours, paths, SECONDS), load.rate(theirs, ["/answer"], SECONDS))
                for _ in range(repeats)
            ]
    ratios = [mine / bare for mine, bare in pairs]
    print(f"body {int(size)} bytes, {COMMUNES} communes, {load.CONNECTIONS} connections")
    print(f"proches {statistics.median(p[0] for p in pairs):8.0f} requests/s (median)")
    print(f"bare    {statistics.median(p[1] for p in pairs):8.0f} requests/s (median)")
    print(
        f"ratio   {statistics.median(ratios):.2f} "
        f"(min {min(ratios):.2f}, max {max(ratios):.2f}; aim {AIM})"
    )


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:2]))

"""What the search box proposes while someone types: places and courts, for one small file.

Pure. Neutral labels only: whoever looks over a shoulder reads names of towns, of départements and
of public courts, never a word of distress, never a structure that receives anybody.
"""

from __future__ import annotations

import math
from typing import Any, Final

from webmap.directory.catalogue import MAINLAND, Catalogue
from webmap.geo.communes import Commune

#: Smaller communes are found by whoever writes them in full; the file would weigh nine times more.
SMALLEST: Final = 3_500
#: A size is one sign: the logarithm of the population to this base, 35 for Paris.
_STEP: Final = 1.5
_SIGNS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"


def index(catalogue: Catalogue) -> dict[str, Any]:
    """Names by kind.

    `territoires` and `tribunaux`: pairs of code and name. `communes`: by territory, the names, each
    followed by the end of its code and by a figure to base 36 that grows with its population.
    """
    communes: dict[str, list[str]] = {code: [] for code in catalogue.territories}
    for commune in catalogue.communes:
        if commune.population >= SMALLEST or commune.land not in MAINLAND:
            communes[commune.territory].append(_written(commune))
    courts = sorted(catalogue.in_category("magistrat"), key=lambda court: (court.name, court.id))
    return {
        "territoires": [[t.code, t.name] for t in catalogue.territories.values()],
        "communes": {code: "|".join(names) for code, names in communes.items()},
        "tribunaux": [[court.id, court.name] for court in courts],
    }


def _written(commune: Commune) -> str:
    size = min(len(_SIGNS) - 1, int(math.log(max(1, commune.population), _STEP)))
    return f"{commune.name}{commune.code.removeprefix(commune.territory)}{_SIGNS[size]}"

"""The communes of France: find one by code, postcode, name or point.

May import only numpy, scipy, pyarrow and `webmap.geo`: no other room of webmap, no geopandas, no
pandas.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from webmap.errors import UnknownPlace
from webmap.geo import parquet
from webmap.geo.distance import ecef
from webmap.geo.outlines import outlines
from webmap.geo.places import Commune, Match, Place
from webmap.geo.register import COMMUNE_COLUMNS, PART_COLUMNS, Register
from webmap.geo.search import Search

__all__ = ["Commune", "Communes", "Match", "Place", "load_communes", "outlines"]


class Communes:
    """All current communes, and the codes and names that lead to them. Immutable.

    The arrays `codes`, `longitudes`, `latitudes` (degrees) and `populations` have one value per
    current commune, in the order of codes.
    """

    def __init__(
        self, communes: pa.Table, parts: pa.Table, territories: Mapping[str, str] | None = None
    ) -> None:
        """`territories` gives the name of each territory by code, so that `find` knows them."""
        self._register = Register(communes, parts, territories or {})
        self._search = Search(self._register)
        self.codes: tuple[str, ...] = self._register.codes
        self.longitudes: NDArray[np.float64] = self._register.numbers("longitude")
        self.latitudes: NDArray[np.float64] = self._register.numbers("latitude")
        self.populations: NDArray[np.float64] = self._register.numbers("population")

    def __len__(self) -> int:
        return len(self.codes)

    def __iter__(self) -> Iterator[Commune]:
        return self._register.communes()

    @property
    def islanders(self) -> tuple[Commune, ...]:
        """The communes of islands, in order of code."""
        return self._register.islanders()

    def __contains__(self, code: object) -> bool:
        """Whether `code` is that of a current commune."""
        return code in self._register.rows

    def __getitem__(self, code: str) -> Commune:
        """The current commune of this very code. Raises UnknownPlace."""
        if code not in self._register.rows:
            raise UnknownPlace(f"no commune has the code {code[:10]!r}")
        return self._register.commune(self._register.rows[code])

    def by_code(self, code: str) -> Place:
        """The place of a code: current, arrondissement, delegated, associated or former.

        Raises UnknownPlace when no place has or had this code.
        """
        wanted = code.strip().upper()
        subject = self._register.subject(wanted)
        if subject is None:
            raise UnknownPlace(f"no place has the code {wanted[:10]!r}")
        return self._register.place(subject)

    def find(self, text: str, limit: int = 20) -> tuple[Match, ...]:
        """Whatever a person typed in one box: a postcode, a code, a territory or a name, however
        it is written; every exact one, then others up to `limit`.

        The name itself comes before a name that begins so, and this before a slip (looked for only
        when no name is exact); what exists now before the names of the past; then the most populous
        first. A territory's code after the name ("saint denis 974") keeps its places only. In
        Paris, Lyon and Marseille a postcode is the arrondissement's, not the whole commune's.
        """
        return self._search.anything(text, limit)

    def exactly(self, text: str) -> tuple[Match, ...]:
        """What a postcode, a code, a territory or a name in full stands for; after a village's
        name, the cities that people call by it ("Évry", "Boulogne")."""
        return self._search.exactly(text)

    def towns(self, text: str) -> tuple[Match, ...]:
        """Towns of 10,000 inhabitants or more whose name begins with these words."""
        return self._search.towns(text)

    def at(self, longitude: float, latitude: float) -> Commune:
        """The commune whose point is nearest to a point (degrees)."""
        _, row = self._tree.query(ecef(longitude, latitude)[0])
        return self._register.commune(int(row))

    @cached_property
    def _tree(self) -> cKDTree:
        return cKDTree(ecef(self.longitudes, self.latitudes))


def load_communes(directory: Path) -> Communes:
    """Read the communes. Raises GeodataError when a file is missing or damaged."""
    names = parquet.read(directory, "territories.parquet", ("code", "name"))
    codes, labels = parquet.texts(names, "code"), parquet.texts(names, "name")
    return Communes(
        parquet.read(directory, "communes.parquet", COMMUNE_COLUMNS),
        parquet.read(directory, "codes.parquet", PART_COLUMNS),
        dict(zip(codes, labels, strict=True)),
    )

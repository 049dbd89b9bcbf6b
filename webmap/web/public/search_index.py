"""All that the search box looks into, made once from a Catalogue and let go with it."""

from __future__ import annotations

from functools import cached_property

from webmap.directory.catalogue import Catalogue
from webmap.directory.search import RecordSearch
from webmap.geo.places import Match
from webmap.geo.territories import Territory
from webmap.geo.text import without_article
from webmap.web.public import areas, islands


class SearchIndex:
    """Names of records, areas and islands. Each part is made when first asked for."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    @cached_property
    def records(self) -> RecordSearch:
        """Records by name, operator and number."""
        return RecordSearch(self.catalogue.records)

    def area(self, folded: str) -> tuple[Territory, ...]:
        """The territories of a territory's or region's name, with or without its article."""
        return self._areas.get(without_article(folded), ())

    def island(self, folded: str) -> tuple[Match, ...]:
        """The communes of the island or chief place of this name, with or without its article."""
        return self._islands.get(without_article(folded), ())

    @cached_property
    def _areas(self) -> dict[str, tuple[Territory, ...]]:
        return dict(areas.by_name(self.catalogue.territories))

    @cached_property
    def _islands(self) -> dict[str, tuple[Match, ...]]:
        return dict(islands.by_name(self.catalogue.communes))

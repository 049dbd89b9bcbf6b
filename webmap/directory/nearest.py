"""Who to turn to from a commune: by territory served first, by distance only where one goes.

Rules (docs/method.md): accommodation is never ordered by distance; national lines come last; a
record that cannot be reached never stands above one that can, but for hospital units much nearer;
a distance is shown only to a place that receives people and whose operator agreed to be placed,
never across land groups.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from webmap.directory import trees
from webmap.directory.catalogue import Catalogue, Point
from webmap.directory.contact import reached
from webmap.directory.helping import helps_minors
from webmap.directory.record import Record
from webmap.geo.distance import shown_km
from webmap.geo.islands import island_of
from webmap.geo.places import Commune

#: Results of a category given at most.
LIMIT: Final = 5

_MOBILE: Final = frozenset({"aller_vers", "maraude_numerique"})
_RECEIVING: Final = frozenset({"ecoute", "accueil_jour", "parents"})
#: Kilometres at which a unit is another journey: an hour, a morning, a day. Those of the reach
#: (docs/reach.md). Within one journey, whoever can be reached comes first.
_JOURNEYS: Final = (30, 60, 100)
#: A permanence of another territory farther than this, in km, helps less than a national team that
#: answers from where one is: a day there and back (our judgement, docs/method.md).
TOO_FAR_KM: Final = 150


@dataclass(frozen=True, slots=True)
class Result:
    """One answer and why it is given.

    `distance_km` is the geodesic from the town hall, rounded for display; None where a distance
    would mean nothing or tell too much. `by_sea`: no road joins the two.
    """

    record: Record
    distance_km: int | None
    reason: str
    by_sea: bool = False


class Nearest:
    """Answers for any commune from one Catalogue. Trees are built once."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._as_of = catalogue.as_of
        self._shared: dict[str, dict[str, list[Result]]] = {}
        visited = {
            "uaped": [r for r in catalogue.records if is_open_uaped(r)],
            "association": [r for r in catalogue.records if is_permanence(r)],
        }
        self._trees = {code: trees.by_land(catalogue, records) for code, records in visited.items()}
        self._islands = {
            record.id: island_of(catalogue.communes, record.commune_code)
            for records in visited.values()
            for record in records
            if record.commune_code
        }

    def to(self, place: Commune, limit: int = LIMIT) -> dict[str, tuple[Result, ...]]:
        """At most `limit` results of each category for a commune."""
        shared = self._of_territory(place.territory)
        answers = {
            "hebergement": shared["hebergement"],
            "association": self._associations(place, limit),
            "magistrat": shared["magistrat"],
            "uaped": self._units(place, limit),
            "ecoute": shared["ecoute"],
            "circuit": shared["circuit"],
        }
        return {code: tuple(results[:limit]) for code, results in answers.items()}

    def _of_territory(self, territory: str) -> dict[str, list[Result]]:
        """What is the same for every commune of a territory, worked out once."""
        if territory not in self._shared:
            self._shared[territory] = {
                "hebergement": self._accommodation(territory),
                "magistrat": self._courts(territory),
                "ecoute": self._lines(territory),
                "circuit": self._circuit(territory),
            }
        return self._shared[territory]

    def _accommodation(self, territory: str) -> list[Result]:
        """Ordered by who is accepted and what is known, never by distance."""
        here = [r for r in self._around(territory, "hebergement") if r.status == "open"]
        nation = self._catalogue.national("hebergement")
        there = [r for r in nation if r.status == "open" and r not in here]
        found = [
            *(_result(r, _reason(r, territory)) for r in here),
            *(_result(r, "national") for r in there),
        ]
        return sorted(
            found, key=lambda r: (accommodation_order(r.record, self._as_of), r.record.id)
        )

    def _units(self, place: Commune, limit: int) -> list[Result]:
        """Units of the territory whose town no page gives, and the nearest of its land group;
        of a same journey, those that can be reached first."""
        here = [r for r in self._around(place.territory, "uaped") if is_open_uaped(r)]
        unplaced = [r for r in here if self._catalogue.point(r) is None]
        near = self.by_distance("uaped", place, limit)
        chosen = [*(_result(r, _reason(r, place.territory)) for r in unplaced), *near][:limit]
        return sorted(chosen, key=lambda result: (_journey(result), not self._is_reached(result)))

    def _associations(self, place: Commune, limit: int) -> list[Result]:
        """Chosen by whom they serve: the territory, then the nearest elsewhere, then the nation.
        Shown so that whoever can be reached comes before whoever cannot."""
        territory = place.territory
        around = [r for r in self._around(territory, "association") if helps_minors(r)]
        near = {
            result.record.id: result for result in self.by_distance("association", place, limit)
        }
        # By true distance: what is shown is rounded, and would tie what is not.
        rank = {record_id: number for number, record_id in enumerate(near)}
        around.sort(
            key=lambda r: (
                not reached(r, self._as_of),
                r.territory != territory,
                rank.get(r.id, len(rank)),
                r.id,
            )
        )
        serving = [
            _with_reason(near.pop(r.id, _result(r, "")), _reason(r, territory)) for r in around
        ]
        nation = self._catalogue.national("association")
        elsewhere = [r for r in near.values() if (r.distance_km or 0) <= TOO_FAR_KM]
        said = {result.record.id for result in (*serving, *elsewhere)}
        last = [
            _result(r, "national")
            for r in nation
            if helps_minors(r) and reached(r, self._as_of) and r.id not in said
        ]
        chosen = [*serving, *elsewhere, *last][:limit]
        return sorted(chosen, key=lambda result: not self._is_reached(result))

    def _courts(self, territory: str) -> list[Result]:
        courts = self._catalogue.courts_of(territory)
        return [_result(court, "court") for court in courts if "tribunal" in court.kinds]

    def _lines(self, territory: str) -> list[Result]:
        return [
            _result(record, "works_here")
            for record, reach in self._catalogue.lines(territory)
            if reach is not None and reach.reachable == "yes"
        ]

    def _circuit(self, territory: str) -> list[Result]:
        around = self._around(territory, "circuit")
        found = sorted(around, key=lambda record: (not reached(record, self._as_of), record.id))
        return [_result(record, _reason(record, territory)) for record in found]

    def _is_reached(self, result: Result) -> bool:
        return reached(result.record, self._as_of)

    def _around(self, territory: str, category: str) -> list[Record]:
        catalogue = self._catalogue
        around = (*catalogue.located_in(territory), *catalogue.serving(territory))
        return [r for r in around if r.category == category and not r.head_office]

    def by_distance(self, category: str, place: Commune, limit: int) -> list[Result]:
        """The nearest records of a category that one goes to, in the commune's land group."""
        tree = self._trees[category].get(place.land)
        if tree is None:
            return []
        return [
            Result(record, shown_km(km), "nearest", place.island != self._islands[record.id])
            for record, km in tree.nearest(Point(place.longitude, place.latitude), limit)
        ]


def is_open_uaped(record: Record) -> bool:
    """Whether a unit may be shown as a place to go: a UAPED that its source says is open."""
    return record.category == "uaped" and "uaped" in record.kinds and record.status == "open"


def is_permanence(record: Record) -> bool:
    """Whether an association receives people at a place that its operator names for visitors.

    A team that only goes to people, in the street or online, is not a place one goes to.
    """
    mobile = not _MOBILE.isdisjoint(record.kinds) and _RECEIVING.isdisjoint(record.kinds)
    receives = record.category == "association" and record.place_basis == "operator" and not mobile
    return receives and helps_minors(record)


def _reason(record: Record, territory: str) -> str:
    return "in_territory" if record.territory == territory else "serves_territory"


def _result(record: Record, reason: str) -> Result:
    return Result(record, None, reason)


def _with_reason(result: Result, reason: str) -> Result:
    return replace(result, reason=reason)


def accommodation_order(record: Record, as_of: date) -> tuple[bool, ...]:
    """What comes first among places to sleep: accepts minors, can be reached, is of one territory
    rather than of the nation; then says its delay, whose youths it takes or refuses, its places."""
    return (
        not record.serves_minors,
        not reached(record, as_of),
        record.national,
        not record.delay,
        not record.origine_acceptee,
        record.capacity is None,
    )


def _journey(result: Result) -> int:
    """How many of `_JOURNEYS` are exceeded; a unit of the territory without a town: none."""
    return sum((result.distance_km or 0) > limit for limit in _JOURNEYS)

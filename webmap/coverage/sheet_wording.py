"""What the workbook of a territory says in words: names of its pages, heads of its columns.

Beside `wording`, whose words it takes for the columns that both workbooks have.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from webmap.coverage.wording import COLUMNS, Words

Column = tuple[Words, Words]

PAGES: Final[Mapping[str, Words]] = {
    "needs": Words("Besoins", "Needs"),
    "accepted": Words("Pour qui", "For whom"),
    "reach": Words("À quelle distance", "How far"),
    "neighbours": Words("Voisins", "Neighbours"),
    "to_confirm": Words("À confirmer", "To confirm"),
    "not_asked": Words("À demander", "To ask"),
    "promises": Words("Ce qui a été promis", "What was promised"),
}

PEOPLE: Final[Mapping[str, Words]] = {
    "all": Words("Tous les habitants", "All inhabitants"),
    "under_20": Words("Moins de 20 ans (estimation)", "Under 20 (estimate)"),
}

#: What is said of the territory itself; the day and the revision stand below.
ABOUT: Final[Mapping[str, Words]] = {
    "territory": COLUMNS["territory"][0],
    "name": COLUMNS["name"][0],
    "region": Words("Code de la région", "Code of the region"),
    "region_name": Words("Région", "Region"),
    "population": COLUMNS["population"][0],
    "population_year": Words("Année de la population", "Year of the population"),
    "under_20": COLUMNS["under_20"][0],
    "under_20_year": Words("Année de l’estimation", "Year of the estimate"),
}


def _within(kilometres: int) -> Column:
    return (
        Words(f"À moins de {kilometres} km", f"Within {kilometres} km"),
        Words(
            f"Personnes qui ont un lieu à {kilometres} km au plus, à vol d’oiseau depuis leur "
            "mairie.",
            f"People with a place {kilometres} km away at most, as the crow flies from the town "
            "hall.",
        ),
    )


def _share(kilometres: int) -> Column:
    return (
        Words(f"Part à moins de {kilometres} km", f"Share within {kilometres} km"),
        Words(
            "Leur part de toutes les personnes du territoire : 1 veut dire tout le monde.",
            "Their share of all the people of the territory: 1 means everyone.",
        ),
    )


#: Column -> its head, and what it holds.
HEADS: Final[Mapping[str, Column]] = {
    **COLUMNS,
    "axis": (
        Words("Public", "Public"),
        Words("De qui il est question.", "Who is spoken of."),
    ),
    "yes": (
        Words("Acceptent", "Accept"),
        Words("Fiches qui disent accepter ce public.", "Entries that say they take them."),
    ),
    "partly": (
        Words("En partie", "In part"),
        Words("Fiches qui n’en acceptent qu’une partie.", "Entries that take a part of them."),
    ),
    "no": (
        Words("Refusent", "Refuse"),
        Words("Fiches qui disent ne pas l’accepter.", "Entries that say they do not take them."),
    ),
    "unknown": (
        Words("Ne le disent pas", "Do not say"),
        Words(
            "Fiches qui n’en parlent pas : ce n’est ni oui ni non.",
            "Entries that do not say: it is neither yes nor no.",
        ),
    ),
    "people": (
        Words("Qui est compté", "Who is counted"),
        Words(
            "Les moins de 20 ans de chaque commune sont une estimation.",
            "The under-20s of each commune are an estimate.",
        ),
    ),
    "unit": (
        Words("Unité", "Unit"),
        Words("Celle des distances.", "That of the distances."),
    ),
    "total": (
        Words("Personnes", "People"),
        Words("Toutes celles du territoire.", "All those of the territory."),
    ),
    "by_road": (
        Words("Par la route", "By road"),
        Words("Celles qu’une route mène à un lieu.", "Those whom a road leads to a place."),
    ),
    "over_water": (
        Words("Par bateau ou avion", "By boat or plane"),
        Words(
            "Celles que seul un bateau ou un avion y mène : comptées à aucune distance.",
            "Those whom only a boat or a plane leads there: counted at no distance.",
        ),
    ),
    "without": (
        Words("Sans aucun lieu", "Without any"),
        Words("Celles qui n’ont aucun lieu.", "Those who have no place at all."),
    ),
    **{f"within_{km}": _within(km) for km in (30, 60, 100)},
    **{f"share_{km}": _share(km) for km in (30, 60, 100)},
    "mean": (
        Words("Distance moyenne", "Mean distance"),
        Words("Pour celles qu’une route y mène.", "Of those whom a road leads there."),
    ),
    "median": (
        Words("La moitié à moins de", "Half within"),
        Words("La moitié d’entre elles n’est pas plus loin.", "Half of them live no farther."),
    ),
    "p90": (
        Words("Neuf sur dix à moins de", "Nine in ten within"),
        Words("Neuf sur dix ne sont pas plus loin.", "Nine in ten of them live no farther."),
    ),
    "farthest": (
        Words("Code de la commune la plus loin", "Code of the farthest commune"),
        Words("Parmi celles qui sont habitées.", "Of those where people live."),
    ),
    "farthest_name": (
        Words("Commune la plus loin", "Farthest commune"),
        Words("Son nom.", "Its name."),
    ),
    "farthest_cost": (
        Words("Sa distance", "Its distance"),
        Words("À vol d’oiseau depuis sa mairie.", "As the crow flies from its town hall."),
    ),
    "left_out": (
        Words("Non publié", "Not published"),
        Words(
            "Territoire dont personne ne publie les moins de 20 ans : vide n’est pas zéro.",
            "Territory whose under-20s nobody publishes: empty is not zero.",
        ),
    ),
    "unplaced": (
        Words("Sans ville publiée", "Without a published town"),
        Words(
            "Fiches ouvertes dont la ville n’est pas publiée : elles ne changent aucun chiffre.",
            "Open entries whose town is not published: they change no figure.",
        ),
    ),
    "neighbour": (
        Words("Code du voisin", "Code of the neighbour"),
        Words("Il partage une frontière.", "It shares a border."),
    ),
    "engagement": (
        Words("Engagement", "Engagement"),
        Words(
            "Ce qu’un plan ou un texte public a promis : page des engagements.",
            "What a public plan or text promised: page of the engagements.",
        ),
    ),
    "record": (
        Words("Fiche", "Entry"),
        Words("Son identifiant dans l’annuaire.", "Its id in the directory."),
    ),
    "title": (
        Words("Nom", "Name"),
        Words("Comme l’annuaire l’écrit.", "As the directory writes it."),
    ),
    "source": (
        Words("Source", "Source"),
        Words("Qui l’a publié.", "Who published it."),
    ),
    "source_date": (
        Words("Date de la source", "Date of the source"),
        Words("Quand.", "When."),
    ),
}

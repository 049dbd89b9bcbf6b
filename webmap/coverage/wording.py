"""What the files of the coverage say in words, in French and in English.

Files are made without the web too, so their words are here and not in its message catalogues. The
pages take what each state means from here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from babel.dates import format_date

from webmap.vocabulary import PUBLIC_STATES, Said

LANGUAGES: Final = ("fr", "en")
#: Dates in English are written in the European order.
_LOCALES: Final = {"fr": "fr", "en": "en_GB"}


@dataclass(frozen=True, slots=True)
class Words(Said):
    """A sentence in the two languages."""

    fr: str
    en: str


MEANINGS: Final[Mapping[str, Words]] = {
    "listed": Words(
        "Une structure est ouverte, et quelqu’un l’a vérifié auprès d’elle depuis moins de douze "
        "mois.",
        "A structure is open, and somebody checked with it in the last twelve months.",
    ),
    "to_confirm": Words(
        "Une structure est connue par une page publique, mais personne ne l’a vérifiée auprès "
        "d’elle depuis douze mois.",
        "A structure is known from a public page, but nobody has checked with it in the last "
        "twelve months.",
    ),
    "served": Words(
        "Rien sur place. Une structure d’un autre territoire dit y intervenir ; cela reste à "
        "vérifier.",
        "Nothing there. A structure from another territory says that it works there; this remains "
        "to be checked.",
    ),
    "national_only": Words(
        "Rien sur place ni à côté. Il existe une réponse nationale.",
        "Nothing there or close by. There is a national answer.",
    ),
    "planned": Words(
        "Annoncé ou inauguré, pas encore ouvert.", "Announced or inaugurated, not open yet."
    ),
    "none_listed": Words(
        "La CRIP ou la préfecture a répondu, à une date connue : il n’y en a pas.",
        "The CRIP or the prefecture answered, on a known date: there is none.",
    ),
    "not_asked": Words(
        "La question n’a pas encore été posée.", "The question has not been asked yet."
    ),
}

#: A court is not a designation: nothing there is "to confirm" with anybody, since nobody said it.
DESIGNATION_UNKNOWN: Final = Words("Désignation inconnue", "Designation unknown")
#: What two of the states mean for magistrates.
_OF_COURTS: Final[Mapping[str, Words]] = {
    "listed": Words(
        "Pour chaque tribunal, la désignation d’un magistrat référent est connue et datée.",
        "For each court, the designation of a lead magistrate is known and dated.",
    ),
    "to_confirm": Words(
        "Il y a un tribunal, mais nous ne savons pas si un magistrat référent y est désigné.",
        "There is a court, but we do not know whether a lead magistrate is named there.",
    ),
}

#: What two states more mean for a public, and what some others mean then.
_FOR_A_PUBLIC: Final[Mapping[str, Words]] = {
    "listed": Words(
        "Une structure ouverte dit accepter ce public, et quelqu’un l’a vérifié auprès d’elle "
        "depuis moins de douze mois.",
        "An open structure says that it takes them, and somebody checked with it in the last "
        "twelve months.",
    ),
    "to_confirm": Words(
        "Une structure dit accepter ce public sur une page publique ; personne ne l’a vérifiée "
        "auprès d’elle depuis douze mois.",
        "A structure says on a public page that it takes them; nobody has checked with it in the "
        "last twelve months.",
    ),
    "served": Words(
        "Sur place, rien ne dit accepter ce public. Une structure d’un autre territoire qui "
        "intervient ici le dit ; cela reste à vérifier.",
        "Nothing there says that it takes them. A structure from another territory that works "
        "there does; this remains to be checked.",
    ),
    "national_only": Words(
        "Ni sur place ni à côté, rien ne dit accepter ce public. Une réponse nationale le dit.",
        "Nothing there or close by says that it takes them. A national answer does.",
    ),
    "planned": Words(
        "Annoncé pour ce public, pas encore ouvert.", "Announced for them, not open yet."
    ),
    "unsaid": Words(
        "Des fiches répondent à ce besoin, mais aucune ne dit accepter tout ce public : elles n’en "
        "parlent pas, ou n’en acceptent qu’une partie. Ce n’est ni oui ni non : il faut leur "
        "demander.",
        "Entries answer this need, but none says that it takes all of these young people: they do "
        "not say, or take a part of them. It is neither yes nor no: they must be asked.",
    ),
    "refused": Words(
        "Toutes les fiches qui répondent à ce besoin disent qu’elles n’acceptent pas ce public.",
        "All the entries that answer this need say that they do not take these young people.",
    ),
}

#: Columns of the table, in the order of `report.HEADER`: their head, what they hold.
COLUMNS: Final[Mapping[str, tuple[Words, Words]]] = {
    "territory": (
        Words("Code", "Code"),
        Words(
            "Code du territoire : un texte, jamais un nombre.",
            "Code of the territory: text, never a number.",
        ),
    ),
    "name": (
        Words("Territoire", "Territory"),
        Words(
            "Les 101 départements et six collectivités d’outre-mer.",
            "The 101 départements and six overseas collectivities.",
        ),
    ),
    "category": (
        Words("Catégorie", "Category"),
        Words("De qui on attend la réponse.", "Whose answer is looked for."),
    ),
    "need": (
        Words("Besoin", "Need"),
        Words(
            "Ce qu’un enfant, ou ses parents, doivent pouvoir trouver.",
            "What a child, or the parents, must be able to find.",
        ),
    ),
    "state": (
        Words("État", "State"),
        Words(
            "Le premier des états ci-dessus qui tient.", "The first of the states above that holds."
        ),
    ),
    "open": (
        Words("Ouvertes", "Open"),
        Words(
            "Fiches qui comptent, sur place, dites ouvertes. Pour les magistrats : tribunaux dont "
            "la désignation est connue. Vide pour l’hébergement : par territoire, le nombre "
            "dirait quand une maison ouvre.",
            "Entries that count, there, said to be open. For magistrates: courts whose designation "
            "is known. Empty for accommodation: by territory, the number would tell when a house "
            "opens.",
        ),
    ),
    "to_confirm": (
        Words("À confirmer", "To confirm"),
        Words(
            "Parmi les fiches sur place, celles que personne n’a vérifiées depuis douze mois. "
            "Vide pour l’hébergement.",
            "Of the entries there, those that nobody has checked in the last twelve months. Empty "
            "for accommodation.",
        ),
    ),
    "planned": (
        Words("Annoncées", "Planned"),
        Words(
            "Fiches d’ouvertures annoncées. Vide pour l’hébergement.",
            "Entries of announced openings. Empty for accommodation.",
        ),
    ),
    "serving": (
        Words("D’ailleurs", "From elsewhere"),
        Words(
            "Fiches d’un autre territoire qui disent couvrir celui-ci. Vide pour l’hébergement.",
            "Entries of another territory that say they cover this one. Empty for accommodation.",
        ),
    ),
    "population": (
        Words("Habitants", "Inhabitants"),
        Words(
            "Population légale (INSEE). Elle mesure les habitants, pas les victimes. À Mayotte, "
            "elle est celle de 2017.",
            "Legal population (INSEE). It counts inhabitants, not victims. For Mayotte, it is that "
            "of 2017.",
        ),
    ),
    "under_20": (
        Words("Moins de 20 ans", "Under 20"),
        Words(
            "Estimations de l’INSEE au 1er janvier 2023. Vide là où elles ne sont pas publiées : "
            "inconnu n’est pas zéro.",
            "INSEE estimates for 1 January 2023. Empty where they are not published: unknown is "
            "not zero.",
        ),
    ),
}

TITLE: Final = Words("Où le réseau manque", "Where the network is missing")
READ_ME: Final = Words("À lire", "Read me")
TABLE: Final = Words("Couverture", "Coverage")
DAY: Final = Words("Ce que nous savons au", "What we know on")
SOURCE: Final = Words("Source", "Source")
RULE: Final = Words("Règle", "Rule")
REVISION: Final = Words("Version des données", "Version of the data")
STATES: Final = Words("États", "States")
COUNT: Final = Words(
    "États, et nombre de territoires sur 107", "States, and number of territories out of 107"
)
HEADS: Final = Words("Colonnes", "Columns")

SILENCE: Final = Words(
    "« Pas encore demandé » ne veut pas dire « il n’y a rien ».",
    "“Not asked” does not mean “there is nothing”.",
)
RULES: Final = Words(
    "Une fiche compte pour un besoin si elle reçoit des mineurs, si elle est ouverte ou à "
    "confirmer, et si ce qu’elle fait répond à ce besoin. La formation et la prévention ne "
    "comptent pas. Un tribunal n’est pas un magistrat désigné. Le reste est sur la page "
    "« Méthode » du site.",
    "An entry counts for a need if it serves minors, is open or to confirm, and does what the need "
    "asks for. Training and prevention do not count. A court is not a named magistrate. The rest "
    "is on the site’s page “Method”.",
)
_SOURCES: Final = Words(
    "annuaire public Repères, {n} fiches qui nomment chacune leur source ; population : INSEE ; "
    "contours : IGN, Admin Express.",
    "public directory Repères, {n} entries, each of which names its source; population: INSEE; "
    "outlines: IGN, Admin Express.",
)


def state(code: str, category: str = "") -> Said:
    """The word for a state, wherever it is shown. `category`: that of its need, when there is one.

    Raises `KeyError` for a state that does not exist.
    """
    if category == "magistrat" and code == "to_confirm":
        return DESIGNATION_UNKNOWN
    return PUBLIC_STATES[code]


def meanings(category: str) -> dict[str, Words]:
    """What each state means for the needs of a category, the best state first."""
    return {**MEANINGS, **_OF_COURTS} if category == "magistrat" else dict(MEANINGS)


def meanings_for_a_public(category: str = "") -> dict[str, Words]:
    """What each state means when a public is asked for, the best state first."""
    own = _OF_COURTS if category == "magistrat" else {}
    return {code: {**MEANINGS, **_FOR_A_PUBLIC, **own}[code] for code in PUBLIC_STATES}


def sources(records: int, language: str) -> str:
    """Where the figures come from."""
    return _SOURCES.said(language).format(n=records)


def day(value: date, language: str) -> str:
    """ "22 novembre 2026", "22 November 2026"."""
    return format_date(value, format="long", locale=_LOCALES[language])

"""The answer to "where is there nothing?", in sentences that count territories."""

from __future__ import annotations

from collections import Counter
from typing import Final

from flask_babel import gettext as _
from flask_babel import ngettext

from webmap import vocabulary as v
from webmap.coverage.publics import SAME_FOR_ALL
from webmap.web.coverage.parameters import GROUPS, Choices

#: Said even of no territory at all.
_ALWAYS: Final = frozenset({"oui", "listed"})


def answer(found: Counter[str], choices: Choices) -> list[tuple[str, int, str]]:
    """Value of `etat`, how many territories, and the sentence that says so: the holes first.

    found: state of the need asked for -> how many territories are in it.
    """
    public = bool(choices.public) and choices.need not in SAME_FOR_ALL
    if v.NEEDS[choices.need].category == "magistrat":
        said = _of_courts(found)
    else:
        said = _holes(found) | _somebody(found, public)
    return [(q, n, sentence) for q, (n, sentence) in said.items() if n or q in _ALWAYS]


def _holes(found: Counter[str]) -> dict[str, tuple[int, str]]:
    nothing = sum(found[state] for state in GROUPS["rien"])
    refused, unsaid = found["refused"], found["unsaid"]
    planned, national = found["planned"], found["national_only"]
    return {
        "rien": (
            nothing,
            ngettext(
                "%(num)s territoire n’a rien d’enregistré",
                "%(num)s territoires n’ont rien d’enregistré",
                nothing,
            ),
        ),
        "refused": (
            refused,
            ngettext(
                "%(num)s territoire où toutes les fiches disent non",
                "%(num)s territoires où toutes les fiches disent non",
                refused,
            ),
        ),
        "unsaid": (
            unsaid,
            ngettext(
                "%(num)s territoire où les fiches ne le disent pas",
                "%(num)s territoires où les fiches ne le disent pas",
                unsaid,
            ),
        ),
        "planned": (
            planned,
            ngettext(
                "%(num)s territoire où c’est seulement annoncé",
                "%(num)s territoires où c’est seulement annoncé",
                planned,
            ),
        ),
        "national_only": (
            national,
            ngettext(
                "%(num)s territoire n’a qu’une réponse nationale",
                "%(num)s territoires n’ont qu’une réponse nationale",
                national,
            ),
        ),
    }


def _somebody(found: Counter[str], public: bool) -> dict[str, tuple[int, str]]:
    there = sum(found[state] for state in GROUPS["oui"])
    if public and there:
        said = ngettext(
            "%(num)s territoire où une fiche dit oui",
            "%(num)s territoires où une fiche dit oui",
            there,
        )
    elif public:
        said = _("Aucun territoire où une fiche dit oui")
    elif there:
        said = ngettext(
            "%(num)s territoire où une fiche répond",
            "%(num)s territoires où une fiche répond",
            there,
        )
    else:
        said = _("Aucun territoire où une fiche répond")
    return {"oui": (there, f"{said}, {_verified(found['listed'])}" if there else said)}


def _verified(sure: int) -> str:
    said = ngettext(
        "%(num)s est vérifié auprès d’elle", "%(num)s sont vérifiés auprès d’elle", sure
    )
    return str(said if sure else _("aucun n’est vérifié auprès d’elle"))


def _of_courts(found: Counter[str]) -> dict[str, tuple[int, str]]:
    """A court is not a designation: `to_confirm` is no answer here."""
    unknown, known = found["to_confirm"], found["listed"]
    return {
        "to_confirm": (
            unknown,
            ngettext(
                "%(num)s territoire où la désignation n’est pas connue",
                "%(num)s territoires où la désignation n’est pas connue",
                unknown,
            ),
        ),
        "listed": (
            known,
            ngettext(
                "%(num)s territoire où elle est connue dans chaque tribunal",
                "%(num)s territoires où elle est connue dans chaque tribunal",
                known,
            )
            if known
            else _("Aucun territoire où elle est connue dans chaque tribunal"),
        ),
    }

"""`/accessibilite`: what was checked, what is not right yet, and what nobody has checked.

The counts are those of the grid in docs/rgaa.md, which does not go into the wheel:
`tests/web/test_accessibilite.py` compares them, and the criteria that the page names.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from flask import render_template
from flask_babel import gettext as _


class Counts(NamedTuple):
    """How many criteria of RGAA 4.1 are in each state."""

    conform: int
    not_conform: int
    not_applicable: int

    @property
    def applicable(self) -> int:
        return self.conform + self.not_conform


#: When the criteria were gone through.
CHECKED_ON: Final = "2026-11-22"
#: Theme of RGAA 4.1 -> its criteria.
COUNTS: Final = {
    1: Counts(6, 0, 3),
    2: Counts(0, 0, 2),
    3: Counts(3, 0, 0),
    4: Counts(3, 1, 9),
    5: Counts(6, 0, 2),
    6: Counts(2, 0, 0),
    7: Counts(4, 1, 0),
    8: Counts(8, 1, 1),
    9: Counts(3, 0, 1),
    10: Counts(14, 0, 0),
    11: Counts(11, 0, 2),
    12: Counts(9, 0, 2),
    13: Counts(9, 0, 3),
}


def accessibilite() -> str:
    """The draft declaration: the state, the counts, what is not right, and what comes next."""
    total = Counts(*(sum(column) for column in zip(*COUNTS.values(), strict=True)))
    return render_template(
        "accessibilite.html",
        counts=COUNTS,
        total=total,
        themes=_themes(),
        wrong=_wrong(),
        checked_on=CHECKED_ON,
    )


def _themes() -> dict[int, str]:
    """Names of the themes, as RGAA 4.1 has them."""
    names = (
        _("Images"), _("Cadres"), _("Couleurs"), _("Multimédia"), _("Tableaux"), _("Liens"),
        _("Scripts"), _("Éléments obligatoires"), _("Structuration de l’information"),
        _("Présentation de l’information"), _("Formulaires"), _("Navigation"), _("Consultation"),
    )  # fmt: skip
    return dict(enumerate(names, 1))


def _wrong() -> dict[str, tuple[str, str]]:
    """Criterion not conform -> what is not right, and what to do or use instead."""
    return {
        "4.13": (
            _("La carte animée n’a pas été écoutée avec un lecteur d’écran."),
            _("En attendant, la liste de la même page dit tout ce que montre la carte."),
        ),
        "7.1": (
            _("Les suggestions, les filtres et la sortie n’ont pas été écoutés non plus."),
            _("Toutes les pages se lisent et s’utilisent aussi sans JavaScript."),
        ),
        "8.6": (
            _("Toutes les fiches ont le même titre d’onglet : « Fiche »."),
            _(
                "C’est voulu : un nom dans l’historique peut mettre quelqu’un en danger. "
                "Le titre dans la page, lui, dit le nom."
            ),
        ),
    }

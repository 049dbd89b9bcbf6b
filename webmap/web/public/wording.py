"""Sentences of the emergency page, in the visitor's language, by step."""

from __future__ import annotations

from typing import Final

from flask_babel import gettext as _

from webmap.web.public.emergency import Missing

#: People in Mayotte on 1 January 2023 as INSEE estimates them, beside the census of 2017 that
#: counts by commune (data/communes/sources/population_under_20.csv; a test compares).
MAYOTTE_2023: Final = 310_022


def step_titles() -> dict[str, str]:
    """Step -> its heading."""
    return {
        "danger": _("Danger maintenant"),
        "injured": _("Blessure, malaise, overdose, idée de mourir"),
        "child": _("Un enfant ou un adolescent en danger, ou un doute"),
        "missing": _("Fugue ou disparition"),
        "images": _("Photos, vidéos, chantage en ligne"),
        "writing": _("Écrire à la police ou à la gendarmerie"),
        "later": _("Plus tard : être accompagné"),
    }


def step_names() -> dict[str, str]:
    """Step -> one or two words: the way to it, from the head of the page."""
    return {
        "danger": _("Danger"),
        "injured": _("Blessure"),
        "child": _("Parler, un doute"),
        "missing": _("Disparition"),
        "images": _("Photos, chantage"),
        "writing": _("Écrire"),
        "later": _("Plus tard"),
    }


def step_advice(missing: Missing) -> dict[str, str]:
    """Step -> what to do, in one or two sentences; `missing`: the numbers for a missing child."""
    return {
        "danger": _(
            "Dites d’abord où vous êtes. Un message écrit n’arrive qu’à un numéro dont il est dit "
            "ici qu’il les reçoit."
        ),
        "injured": _("Appelez, même en cas de doute."),
        "child": _(
            "On peut appeler pour soi ou pour quelqu’un d’autre, sans preuve et sans avoir "
            "décidé de la suite."
        ),
        "missing": _missing_advice(missing),
        "images": _(
            "N’envoyez plus rien, ne payez pas, gardez les échanges. Ne copiez pas et ne "
            "transmettez pas les images d’un mineur, même comme preuve : montrez l’appareil."
        ),
        "writing": _("Quand appeler n’est pas possible et que rien ne se passe à l’instant."),
        "later": _("Pour une plainte, un soutien, des conseils, même longtemps après."),
    }


def _missing_advice(numbers: Missing) -> str:
    """Report first, without delay; then only what is known to answer there."""
    if numbers.police:
        report = _(
            "Signalez tout de suite la disparition au %(police)s : il n’y a pas de délai à "
            "attendre.",
            police=numbers.police,
        )
    else:
        report = _(
            "Signalez tout de suite la disparition à la gendarmerie ou au commissariat le plus "
            "proche : on peut y aller, et il n’y a pas de délai à attendre."
        )
    if numbers.team:
        then = _("Ensuite, une équipe peut vous soutenir.")
    elif numbers.child:
        then = _("Ensuite, pour en parler, vous pouvez appeler le %(one)s.", one=numbers.child)
    else:
        then = ""
    return f"{report} {then}".strip()

"""`/couverture/methode`: how the figures are made, in words for coordinators.

The formulas stay in docs/; the page says what they mean, and whom to ask for them.
"""

from __future__ import annotations

from flask import render_template

from webmap import vocabulary as v
from webmap.coverage import wording
from webmap.web.current import current
from webmap.web.language import language


def methode() -> str:
    """The rules of the figures, a paragraph for each; other pages link to its anchors."""
    for_a_public = wording.meanings_for_a_public()
    return render_template(
        "methode.html",
        meanings={code: said.said(language()) for code, said in wording.MEANINGS.items()},
        for_a_public={
            code: for_a_public[code].said(language())
            for code in v.PUBLIC_STATES
            if code not in v.STATES
        },
        catalogue=current().catalogue,
    )

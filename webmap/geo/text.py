"""Fold a place name so that two ways of writing it become equal.

May import only the standard library.
"""

from __future__ import annotations

import re
import unicodedata

# NFKD does not take these letters apart.
_LETTERS = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss"})
_SAINTS = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
_NOT_WORD = re.compile(r"[^a-z0-9]+")
ARTICLES = ("le", "la", "les", "l")


def fold(text: str) -> str:
    """`text` in lower case without accents, ligatures, hyphens or apostrophes; St becomes saint.

    Every other sign becomes a space, and spaces are collapsed: `fold("L'Haÿ-les-Roses")` is
    `"l hay les roses"`. Folding twice changes nothing.
    """
    decomposed = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    letters = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    words = _NOT_WORD.sub(" ", letters.lower().translate(_LETTERS)).split()
    return " ".join(_SAINTS.get(word, word) for word in words)


def without_article(folded: str) -> str:
    """A folded name without its leading article: "le havre" gives "havre"."""
    first, _, rest = folded.partition(" ")
    return rest if rest and first in ARTICLES else folded

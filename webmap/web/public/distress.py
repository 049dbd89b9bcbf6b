"""Words of someone who needs a person, not a place.

Search accepts them, in French and in English; we never write them about anybody. Pure.
"""

from __future__ import annotations

from typing import Final

from webmap.geo.text import fold

#: The numbers for whoever thinks of dying.
LIFE: Final = ("3114", "15")

_WORDS: Final = """
abuse abused agresse agressee aide aider aidez battu battue blackmail blackmailed chantage client
clients danger disparition disparu disparue disparus disparues drogue emprise enfuir enfuie
esclave escort escorte escorts exploitation exploite exploitee force forcee frappe frapper fugue
fugues fuguee fuguer fugueur fugueuse grooming help insulte kidnapping mac macs maltraitance
maquereau maquereaux menace menacee menaces michetonnage michetonne michetonneuse michto michtos
missing nude nudes onlyfans peur pimp plan plans police prostituee prostituees prostitution
proxenete proxenetes proxo pute rape raped runaway scared secours sextape sextorsion sextortion
sos trafficked trafficking traite tuer urgence victim victime viol viole violee violence violences
"""
_DEATH_WORDS: Final = """
automutilation mourir scarification scarifie suicidal suicidaire suicide suicider
"""
#: Said in several words, any of which alone may be a place or mean nothing.
_PHRASES: Final = frozenset(
    {
        "en a marre", "en ai marre", "fait chanter", "font chanter", "ran away", "run away",
        "sugar baby", "sugar daddy", "sugar mama",
    }
)  # fmt: skip
_DEATH_PHRASES: Final = frozenset(
    {
        "en finir", "end my life", "plus envie de vivre", "kill myself", "me foutre en l air",
        "veux me tuer", "vais me tuer", "want to die", "wanna die",
    }
)  # fmt: skip
#: Folded words, each enough by itself.
WORDS: Final = frozenset(_WORDS.split())
_DEATH: Final = frozenset(_DEATH_WORDS.split())


def is_heard(words: str, *, is_a_place: bool) -> bool:
    """Whether people must answer. One word may be both ("Plan" is a commune): people first, then
    the place; several words that are a place's whole name are the place."""
    said = fold(words)
    return _says(said, WORDS | _DEATH, _PHRASES | _DEATH_PHRASES) and not (
        is_a_place and " " in said
    )


def first(words: str) -> tuple[str, ...]:
    """Numbers to show before all others for these words."""
    return LIFE if _says(fold(words), _DEATH, _DEATH_PHRASES) else ()


def _says(said: str, words: frozenset[str], phrases: frozenset[str]) -> bool:
    """Whether folded text holds one of the words, or one of the phrases in a row."""
    return not words.isdisjoint(said.split()) or any(f" {p} " in f" {said} " for p in phrases)

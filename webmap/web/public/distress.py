"""Words of someone who needs a person, not a place.

Search accepts them, in French, in English and in the slang of the young; we never write them about
anybody. Pure. Everything here is folded (`webmap.geo.text.fold`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

_WORDS: Final = """
abuse abused abusee abuser abusing agresse agressee agression agressions aide aider aidez assault
assaulted attouchement attouchements automutilation battu battue beaten beating blackmail
blackmailed blackmailing blackmails chantage chantages chanter client clients coups cyberharcelement
danger dickpic disparition disparu disparue disparues disparus drogue droguee drugged drugs emprise
enfuie enfuir enleve enlevee enlevement esclave escort escorte escorting escorts exploitation
exploite exploitee ficha fisha fishas force forced forcee forcing frappe frapper fugue fuguee
fuguent fuguer fugues fugueur fugueuse ghb groomed grooming harassed harassing harassment harcele
harcelee harcelement harceleur harceleurs help homeless hurt hurting inceste insulte kidnap
kidnapped kidnapper kidnapping kms leak leake leaked leakee loverboy mac macs maltraitance maltraite
maltraitee maquereau maquereaux menace menacee menacent menacer menaces menasse michetonnage
michetonne michetonner michetonneuse michto michtos missing molested mourir mym nude nudes nudess
nuds nudse nudz onlyfans overdose pedo pedophile peur pimp pimped pimping pimps plan plans police
porn porno prostitue prostituee prostituees prostituent prostituer prostitution proxenete proxenetes
proxenetisme proxo pute racket rape raped raping revengeporn runaway scared scarif scarification
scarifications scarifie scarifier secours sequestre sequestree sexcam sexploitation sextape sextapes
sexting sextorsion sextortion snapleak sos souteneur stalked stalker stalking suicidaire suicidaires
suicidal suicidale suicide suicider surdose tabasse tabassee tapin tapine tapiner threat threatened
threatening threatens threats trafficked trafficking traite tuer unalive urgence victim victime viol
viole violee violence violences violent violer viols
"""
#: Said in several words, any of which alone may be a place or mean nothing.
_PHRASES: Final = (
    "a la rue", "abri ce soir", "ai mal", "ai marre", "ai plus rien", "au bout du rouleau",
    "besoin de parler", "bosse pour lui", "compte fisha", "cut myself", "dick pic",
    "don t know what to do", "dormir dehors", "dors dehors", "dort dehors", "en a marre",
    "en ai marre", "en est marre", "en finir", "en peut plus", "en peux plus", "end my life",
    "envie de crever", "envie de vivre", "est partie", "faire chanter", "faire des passes",
    "faisait chanter", "fait chanter", "fait des passes", "fait du mal", "fed up", "font chanter",
    "he makes me", "he touched me", "he touches me", "hit me", "hits me", "hurt myself", "hurts me",
    "il me tape", "je craque", "je me coupe", "jen ai marre", "kicked me out", "kill myself",
    "lover boy", "ma copine", "ma cousine", "ma fille", "ma meilleure amie", "ma niece",
    "ma petite soeur", "ma soeur", "me fait peur", "me foutre en l air", "me frappe", "me suit",
    "me suivent", "me tape", "me touchait", "me touche", "me vend", "me vendre", "mes photos",
    "mon amie", "mon ex", "mon fils", "mon frere", "my brother", "my daughter", "my ex",
    "my friend", "my nudes", "my photos", "my pictures", "my sister", "my son", "no place to sleep",
    "nowhere to go", "nowhere to sleep", "nulle part ou aller", "nulle part ou dormir",
    "oblige a coucher", "on me force", "ou dormir", "parler a quelqu un", "partie de la maison",
    "partie du foyer", "pas rentre", "pas rentree", "photos de moi", "place to sleep",
    "plus de nouvelles", "ran away", "ras le bol", "rentre pas", "rentre plus", "revenge porn",
    "run away", "sais pas quoi faire", "sais plus quoi faire", "se fait payer", "se vend",
    "self harm", "selling herself", "selling myself", "selling nudes", "ses photos",
    "sex for money", "sex work", "sleep outside", "sleeping rough", "sugar baby", "sugar daddy",
    "sugar mama", "talk to someone", "tired of living", "to die", "touches me", "vais me tuer",
    "vends mes photos", "veux me tuer", "videos de moi", "wanna die", "want to die",
)  # fmt: skip
#: Folded words, each enough by itself.
WORDS: Final = frozenset(_WORDS.split())
#: Phrases without their spaces: "jen ai marre" and "j'enai marre" are said too.
_CLOSE: Final = tuple(phrase.replace(" ", "") for phrase in _PHRASES)
_MOST_WORDS: Final = max(phrase.count(" ") for phrase in _PHRASES) + 1
#: Under these many letters, one slip makes a call for help out of a word of every day.
_SHORTEST_WORD: Final = 6
_SHORTEST_PHRASE: Final = 8


def is_heard(said: str, *, is_a_place: bool) -> bool:
    """Whether people must answer. One word may be both ("Plan" is a commune): people, and the
    place; several words that are a place's whole name are the place."""
    called = not WORDS.isdisjoint(said.split()) or any(f" {p} " in f" {said} " for p in _PHRASES)
    return called and not (is_a_place and " " in said)


def is_nearly_heard(said: str) -> bool:
    """The same, one slip of the keyboard forgiven in a long word or in a phrase."""
    words = said.split()
    alone = (word for word in words if len(word) >= _SHORTEST_WORD)
    return any(_slips(word, _long_words()) for word in alone) or any(
        _slips(row, _long_phrases()) for row in _rows(words) if len(row) >= _SHORTEST_PHRASE
    )


def _rows(words: list[str]) -> Iterator[str]:
    """Words in a row, written as one."""
    for start in range(len(words)):
        for end in range(start + 1, min(start + _MOST_WORDS + 1, len(words) + 1)):
            yield "".join(words[start:end])


def _slips(word: str, meant: tuple[str, ...]) -> bool:
    return extractOne(word, meant, scorer=OSA.distance, score_cutoff=1) is not None


@cache
def _long_words() -> tuple[str, ...]:
    return tuple(sorted(word for word in WORDS if len(word) >= _SHORTEST_WORD))


@cache
def _long_phrases() -> tuple[str, ...]:
    return tuple(phrase for phrase in _CLOSE if len(phrase) >= _SHORTEST_PHRASE)

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
abuse abused abusee abuser abusing agresse agressee agression agressions aide aider aidez anorexie
assault assaulted attouchement attouchements automutilation battu battue beaten beating blackmail
blackmailed blackmailing blackmails bloquee boulimie captive chantage chantages chanter client
clients cocaine coincee coke coups couteau couteaux couto crack creve crevee crever crying
cyberharcelement daide danger depressed depressif depressive deprime deprimee desespere desesperee
desespoir dette dettes dickpic disappear disparaitre disparition disparu disparue disparues disparus
drogue droguee drugged drugs emprise enferme enfermee enfermees enferment enfermer enfermes enfuie
enfuir enleve enlevee enlevement esclave escort escorte escorting escorts exploitation exploite
exploitee ficha fisha fishas flingue force forced forcee forcing frapee frappe frapper fugue fuguee
fuguent fuguer fugues fugueur fugueuse ghb groomed grooming gun handcuffed harassed harassing
harassment harcele harcelee harcelement harceleur harceleurs help heroine homeless hurt hurting
inceste insulte jpleure jsouffre kidnap kidnapped kidnapper kidnapping kms knife leak leake leaked
leakee loverboy mac macs maltraitance maltraite maltraitee maquereau maquereaux menace menacee
menacent menacer menaces menasse menferme menfermer mfrappe michetonnage michetonne michetonner
michetonneuse michto michtos missing moblige mobligent molested mourir mourrir mtape mtuer mym nude
nudes nudess nuds nudse nudz onlyfans overdose panique pedo pedophile peur pimp pimped pimping pimps
plan plans police porn porno prisonnier prisonniere prostitue prostituee prostituees prostituent
prostituer prostitution proxenete proxenetes proxenetisme proxo pute racket rape raped raping
revengeporn runaway scared scarif scarification scarifications scarifie scarifier secours sequestre
sequestree sequestrer sexcam sexploitation sextape sextapes sexting sextorsion sextortion slave
slavery snapleak sold sos souffre souteneur stalked stalker stalking suffer suffering suicidaire
suicidaires suicidal suicidale suicide suicider surdose tabasse tabassee tabasser tapin tapine
tapiner threat threatened threatening threatens threats trafficked trafficker trafficking traite
trapped tuer unalive urgence victim victime viol viole violee violence violences violent violer
viols weapon
"""
#: Said in several words, any of which alone may be a place or mean nothing.
_PHRASES: Final = (
    "a la rue", "a une arme", "abri ce soir", "ai mal", "ai marre", "ai plus rien",
    "au bout du rouleau", "au secour", "avale des", "avaler des", "be alive", "be dead", "beat me",
    "beats her", "beats me", "besoin d aide", "besoin de parler", "better off dead",
    "bosse pour lui", "ca va pas", "can t breathe", "can t go on", "can t leave", "can t take it",
    "cant breathe", "cant go on", "cant leave", "cant take it", "choked me", "chokes me",
    "compte fisha", "couche avec", "couche contre", "couche pour", "couchee avec", "coucher avec",
    "coucher contre", "coucher pour", "crise d angoisse", "cut myself", "dick pic",
    "dois de l argent", "doit de l argent", "don t know what to do", "dormir dehors", "dors dehors",
    "dort dehors", "elle pleure", "en a marre", "en ai marre", "en est marre", "en finir",
    "en peut plus", "en peux plus", "end my life", "envie de crever", "envie de vivre",
    "est partie", "etre mort", "etre morte", "faire chanter", "faire des passes", "faisait chanter",
    "fait chanter", "fait coucher", "fait des passes", "fait du mal", "fait mal", "fed up",
    "feel alone", "feel bad", "feel like dying", "font chanter", "garde mes papiers",
    "hate my life", "hate myself", "he makes me", "he touched me", "he touches me", "held me",
    "hit me", "hits me", "holding me", "hurt myself", "hurts me", "i m pregnant", "i m trapped",
    "idees noires", "il est arme", "il m enferme", "il me tape", "il pleure", "j pleure",
    "je craque", "je me coupe", "je pleure", "je suis enfermee", "jen ai marre", "jsuis mal",
    "jump from", "jump off", "jvai mal", "keeps me", "kicked me out", "kill me", "kill myself",
    "la mort", "les veines", "let me go", "let me leave", "let me out", "like shit", "live anymore",
    "lock me", "locked in", "locked me", "locked up", "locks her", "locks me", "lover boy",
    "m a oblige", "m a obligee", "m a vendu", "m a vendue", "m attache", "m etrangle", "m oblige",
    "m obligent", "ma copine", "ma cousine", "ma fille", "ma meilleure amie", "ma niece",
    "ma petite soeur", "ma soeur", "made me", "make me do", "makes me sleep", "me bat", "me bats",
    "me battait", "me battent", "me brule", "me buter", "me cherche", "me cherchent", "me cogne",
    "me controle", "me fait peur", "me fait travailler", "me flinguer", "me forcent",
    "me foutre en l air", "me frappe", "me garde", "me gifle", "me jete", "me jeter", "me jetter",
    "me laisser partir", "me laisser sortir", "me noyer", "me pendre", "me retiennent",
    "me retient", "me suit", "me suivent", "me surveille", "me tape", "me touchait", "me touche",
    "me tue", "me vend", "me vendait", "me vendent", "me vendre", "me vends", "mes photos",
    "metrangle", "mon amie", "mon argent", "mon corp", "mon corps", "mon ex", "mon fils",
    "mon frere", "money for sex", "my brother", "my daughter", "my ex", "my friend", "my nudes",
    "my photos", "my pictures", "my sister", "my son", "need help", "no place to sleep",
    "no reason to live", "not ok", "not okay", "nowhere to go", "nowhere to sleep",
    "nulle part ou aller", "nulle part ou dormir", "oblige a coucher", "on me force", "ou dormir",
    "owe him", "owe money", "paid for sex", "panic attack", "parler a quelqu un",
    "partie de la maison", "partie du foyer", "pas partir", "pas rentre", "pas rentree",
    "pas sortir", "pas vivre", "pay for sex", "paye pour", "pensees noires", "peu plu", "peu plus",
    "photos de moi", "place to sleep", "plus de nouvelles", "plus sortir", "plus vivre",
    "pris mes papiers", "pris mon passeport", "pris mon telephone", "ran away", "ras le bol",
    "rentre pas", "rentre plus", "revenge porn", "rien a manger", "run away", "s o s", "sa va pas",
    "sais pas quoi faire", "sais plus quoi faire", "sauter d un pont", "sauter dans le vide",
    "sauter du pont", "sauter par la fenetre", "sauve moi", "sauvez moi", "save me",
    "se fait payer", "se vend", "self harm", "sell me", "sell my body", "selling her",
    "selling herself", "selling me", "selling my body", "selling myself", "selling nudes",
    "sells her", "sells me", "sells my body", "sens mal", "sens pas bien", "sens seul",
    "sens seule", "sens vide", "ses photos", "sex 4 money", "sex for", "sex for money", "sex work",
    "sexe contre", "sexe paye", "sexe pour", "sexe tarife", "sleep outside", "sleep with him",
    "sleep with his", "sleep with men", "sleep with people", "sleeping rough", "so alone",
    "sugar baby", "sugar daddy", "sugar mama", "suis bloquee", "suis cachee", "suis coincee",
    "suis enceinte", "suis mal", "suis pas bien", "suis perdu", "suis perdue", "take my money",
    "takes my money", "talk to someone", "tired of living", "to die", "took my papers",
    "took my passport", "took my phone", "touches me", "tout arreter", "travaille pour lui",
    "va mal", "va pas bien", "va tres mal", "vai mal", "vai pas bien", "vais mal", "vais me tuer",
    "vais pas bien", "vais tres mal", "vais trop mal", "vas mal", "ve mal", "vends mes photos",
    "veux me tuer", "videos de moi", "wanna die", "want to die", "want to live", "was dead",
    "won t let me", "wont let me", "work for him",
)  # fmt: skip
#: Folded words, each enough by itself.
WORDS: Final = frozenset(_WORDS.split())
#: Phrases without their spaces: "jen ai marre" and "j'enai marre" are said too.
_CLOSE: Final = tuple(phrase.replace(" ", "") for phrase in _PHRASES)
_MOST_WORDS: Final = max(phrase.count(" ") for phrase in _PHRASES) + 1
#: What stands for a call for help where places are looked for: the name of none.
_NO_PLACE: Final = "xx"
#: Under these many letters, one slip makes a call for help out of a word of every day.
_SHORTEST_WORD: Final = 6
_SHORTEST_PHRASE: Final = 8


def is_heard(said: str, *, is_a_place: bool) -> bool:
    """Whether people must answer. One word may be both ("Plan" is a commune): people, and the
    place; several words that are a place's whole name are the place."""
    called = not WORDS.isdisjoint(said.split()) or any(f" {p} " in f" {said} " for p in _PHRASES)
    return called and not (is_a_place and " " in said)


def without(said: str) -> str:
    """The same sentence for whoever looks for a place in it: "je pleure" says nothing of Pleure,
    nor "sos" of Sos."""
    sentence = f" {said} "
    for phrase in _PHRASES:
        sentence = sentence.replace(f" {phrase} ", f" {_NO_PLACE} ")
    return " ".join(_NO_PLACE if word in WORDS else word for word in sentence.split())


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

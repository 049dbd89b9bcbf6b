"""Words of a sentence that name no place: data alone, folded (`geo.text.fold`)."""

from __future__ import annotations

from typing import Final

_AROUND: Final = """
about adresse aller am appeler besoin cherche cherchent chercher chez city comment contacter cote
county departement departements department dept donne faut find found france habite i island joindre
live looking mairie near need ou outre prefecture pres proche quel quelle qui quoi recherche region
search secteur suis territoire town trouve trouver veut veux village ville voir voudrais want where
"""
#: Words around the name of a place, and of whoever looks for one.
AROUND: Final = frozenset(_AROUND.split())
_KINDS: Final = """
accompagnement accueil administrateur ado adolescent adolescente adolescents ados aemo ase asso
associatif association associations assos astreinte avocat avocate avocats barreau brigade cegidd
centre charity cidff circuit commissariat conseil contact contacts courts crip doctor ecoute educ
educateur educateurs educatrice enfance enfant enfants equipe foyer foyers gendarmerie gendarmes
hebergement hebergements hopital hopitaux hospital hospitals hotel housing infirmiere jeune jeunes
juge juges juridique lawyer lawyers logement magistrat magistrats maison maraude medecin mineur
mineure mineures mineurs mna numero numeros organisation parents parquet permanence planning point
pour prevention procureur procureure protection psy psychiatre psychologist psychologue refuge sante
service services sexuelle shelter shelters signalement signalements signaler social sociale soin
soins soutien specialise specialisee structure structures tchat telephone therapist therapy tribunal
uaped umj umjp unite urgences victimes youth
"""
#: Kinds of help. They tell what to show of a place, and the page of a place shows it all.
KINDS: Final = frozenset(_KINDS.split())
_PRONOUNS: Final = """
ai as c chui chuis elle elles est he her him his i il ils j jai je jen jme jpeux jsp jsui jsuis jte
jv jvais jveu jveux lui m ma me mes moi mon my nos notre nous on ont our qqn sa ses she son sont t
te their they toi tu vous we you
"""
#: Words by which somebody is told of. "J'habite", "I live" are asked about too: whoever writes them
#: to find a town loses one tap, and "je tombe" is no village.
PRONOUNS: Final = frozenset(_PRONOUNS.split())

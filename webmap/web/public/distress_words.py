"""Words by which someone says that a person is needed: data alone, folded (`geo.text.fold`).

In French, in English and in the slang of the young, where others read it: *michto*, *loverboy*
(onsexprime.fr on michetonnage, seen on 22 November 2026), *escort*, *sugar baby* (20 Minutes, 28
February 2022), *miol* (TF1 Info, 20 October 2014), *trottoir*, *tapin*, *travailleuse du sexe* (Le
1 hebdo, no. 330). The rest are words of every day, short forms of telephones (*aled* for "à
l’aide", *jpp* for "j’en peux plus") and names of sites. To be reviewed by people of the field, who
hear other words each year.

Accepted in the search box, never written by us about anybody.
"""

from __future__ import annotations

from typing import Final

_WORDS: Final = """
abortion abuse abused abusee abuser abusing accro agresse agressee agression agressions aide aider
aidez airtag aled anorexie assault assaulted attouchement attouchements automutilation avortement
avorter battu battue beaten beating blackmail blackmailed blackmailing blackmails bloquee boulimie
brouteur brouteurs callgirl callgirls camgirl camgirls captive chantage chantages chanter client
clients cocaine coincee coke contraception coups couteau couteaux couto crack creve crevee crever
crying cyberharcelement daide danger deepfake deepfakes depressed depressif depressive deprime
deprimee desespere desesperee desespoir dette dettes dickpic disappear disparaitre disparition
disparu disparue disparues disparus drogue droguee drugged drugs emprise enferme enfermee enfermees
enferment enfermer enfermes enfuie enfuir enleve enlevee enlevement esclave escort escorte escorting
escorts excisee excision exploitation exploite exploitee ficha filmee filmees fisha fishas flingue
flippe force forced forcee forcing frapee frappe frapper fugue fuguee fuguent fuguer fugues fugueur
fugueuse ghb groomed grooming grossesse gun handcuffed harassed harassing harassment harcele
harcelee harcelement harceleur harceleurs help heroine hiv homeless humilie humiliee hurt hurting
inceste insulte ist ivg jpleure jpp jsouffre kidnap kidnapped kidnapper kidnapping kms knife kys
leak leake leaked leakee loverboy mac macs maltraitance maltraite maltraitee maquereau maquereaux
menace menacee menacent menacer menaces menasse menferme menfermer mfrappe michetonnage michetonne
michetonner michetonneuse michto michtos miol missing moblige mobligent molested mourir mourrir mst
mtape mtuer mym nude nudes nudess nuds nudse nudz onlyfans overdose panique pedo pedophile peur
pilule pimp pimped pimping pimps plan plans police porn porno pregnant prisonnier prisonniere
prostitue prostituee prostituees prostituent prostituer prostitution proxenete proxenetes
proxenetisme proxo pute racket rape raped raping revengeporn runaway scared scarif scarification
scarifications scarifie scarifier scort scorts secours sequestre sequestree sequestrer sexcam
sexploitation sextape sextapes sexting sextorsion sextortion sida slave slavery snapleak sold sos
souffre souteneur stalked stalker stalking sti suffer suffering sugarbabe sugarbaby sugardaddy
suicidaire suicidaires suicidal suicidale suicide suicider surdose tabasse tabassee tabasser tapin
tapine tapiner threat threatened threatening threatens threats tournante tournantes trafficked
trafficker trafficking traite trapped trouille tuer unalive unsafe urgence urgent victim victime vih
viol viole violee violence violences violent violer violeur violeurs viols vivastreet weapon
"""
#: Each enough by itself, wherever it stands.
WORDS: Final = frozenset(_WORDS.split())
_ALONE: Final = """
filme honte lean of passe passes perdu perdue plainte prep seul seule sex sexe snap sugar tds webcam
"""
#: Enough when nothing else is said: among other words they are words of every day ("OF" is
#: OnlyFans, "tds" a trade, "snap" where it happened).
ALONE: Final = frozenset(_ALONE.split())
#: Said in several words, any of which alone may be a place or mean nothing.
PHRASES: Final = (
    "a la porte", "a la rue", "a mon tel", "a plusieurs", "a une arme", "abri ce soir",
    "adulte me parle", "ai honte", "ai mal", "ai marre", "ai plus rien", "all alone",
    "au bout du rouleau", "au secour", "avale des", "avaler des", "be alive", "be dead", "beat me",
    "beats her", "beats me", "besoin d aide", "besoin de parler", "better off dead",
    "bosse pour lui", "ca va pas", "call girl", "cam girl", "can t breathe", "can t go on",
    "can t leave", "can t take it", "cant breathe", "cant go on", "cant leave", "cant take it",
    "ce soir", "cette nuit", "choked me", "chokes me", "compte fisha", "couche avec",
    "couche contre", "couche pour", "couchee avec", "coucher avec", "coucher contre",
    "coucher pour", "crise d angoisse", "cut myself", "des passes", "dick pic", "dick pics",
    "dois de l argent", "doit de l argent", "don t know what to do", "dormir dehors", "dors dehors",
    "dort dehors", "du sexe", "elle pleure", "en a marre", "en ai assez", "en ai marre",
    "en est marre", "en finir", "en peut plus", "en peux plus", "end my life", "envie de crever",
    "envie de vivre", "envoie mes", "envoye mes", "envoyer la video", "envoyer les photos",
    "envoyer les videos", "envoyer mes", "est partie", "etre mort", "etre morte", "faire chanter",
    "faire des passes", "faire du mal", "faire une passe", "fais du mal", "faisait chanter",
    "fait chanter", "fait coucher", "fait des passes", "fait du mal", "fait mal", "fed up",
    "feel alone", "feel bad", "feel like dying", "font chanter", "gang bang", "garde mes papiers",
    "hate my life", "hate myself", "he makes me", "he touched me", "he touches me", "held me",
    "hit me", "hits me", "holding me", "hurt myself", "hurts me", "i m pregnant", "i m trapped",
    "idees noires", "il a mes", "il est arme", "il m enferme", "il me tape", "il pleure",
    "j pleure", "je bosse", "je craque", "je me coupe", "je pleure", "je suis enfermee",
    "jen ai marre", "jsuis mal", "jump from", "jump off", "jvai mal", "keeps me", "kicked me out",
    "kill me", "kill myself", "la mort", "le trottoir", "leaked my", "les veines", "let me go",
    "let me leave", "let me out", "like shit", "live anymore", "lock me", "locked in", "locked me",
    "locked up", "locks her", "locks me", "lover boy", "m a filme", "m a filmee", "m a oblige",
    "m a obligee", "m a vendu", "m a vendue", "m a vire", "m a viree", "m attache", "m emmene",
    "m emmenent", "m etrangle", "m oblige", "m obligent", "m ont filme", "m ont filmee",
    "m ont vire", "m ont viree", "ma carte", "ma copine", "ma cousine", "ma fille", "ma gamine",
    "ma meilleure amie", "ma mere", "ma niece", "ma petite soeur", "ma pote", "ma soeur", "made me",
    "make me do", "makes me", "makes me sleep", "me bat", "me bats", "me battait", "me battent",
    "me brule", "me buter", "me cherche", "me cherchent", "me cogne", "me controle", "me fait peur",
    "me fait travailler", "me filme", "me filment", "me flinguer", "me forcent",
    "me foutre en l air", "me frappe", "me garde", "me gifle", "me jete", "me jeter", "me jetter",
    "me laisser partir", "me laisser sortir", "me noyer", "me partage", "me partagent", "me pendre",
    "me prete", "me pretent", "me retiennent", "me retient", "me stalk", "me suit", "me suivent",
    "me surveille", "me tape", "me touchait", "me touche", "me traque", "me tue", "me vend",
    "me vendait", "me vendent", "me vendre", "me vends", "mes parents", "mes photos", "metrangle",
    "mis dehors", "mise dehors", "mon ado", "mon amie", "mon argent", "mon beau pere", "mon copain",
    "mon corp", "mon corps", "mon enfant", "mon ex", "mon fils", "mon frere", "mon gamin",
    "mon mec", "mon neveu", "mon of", "mon oncle", "mon pere", "mon petit frere", "mon pote",
    "mon prof", "money for sex", "my bf", "my boyfriend", "my brother", "my child", "my daughter",
    "my ex", "my friend", "my girlfriend", "my nudes", "my photos", "my pics", "my pictures",
    "my sister", "my son", "need help", "no money", "no place to sleep", "no reason to live",
    "not ok", "not okay", "not safe", "nowhere to go", "nowhere to sleep", "nulle part",
    "nulle part ou aller", "nulle part ou dormir", "oblige a coucher", "of creator", "on me force",
    "ou dormir", "owe him", "owe money", "paid for sex", "panic attack", "parler a quelqu un",
    "partie de la maison", "partie du foyer", "pas partir", "pas rentre", "pas rentree",
    "pas sortir", "pas vivre", "pay for sex", "paye pour", "pensees noires", "peu plu", "peu plus",
    "photo nue", "photos de moi", "photos nues", "place to sleep", "plus de maison",
    "plus de nouvelles", "plus sortir", "plus vivre", "porter plainte", "pris mes papiers",
    "pris mon passeport", "pris mon telephone", "qui me parle", "quoi faire", "ran away",
    "ras le bol", "ras le cul", "rentre pas", "rentre plus", "repond plus", "reponds plus",
    "retard de regles", "revenge porn", "rien a manger", "rien ne va plus", "run away", "s o s",
    "sa va pas", "sais pas quoi faire", "sais plus quoi faire", "sauter d un pont",
    "sauter dans le vide", "sauter du pont", "sauter par la fenetre", "sauve moi", "sauvez moi",
    "save me", "se fait payer", "se vend", "self harm", "sell me", "sell my body", "selling her",
    "selling herself", "selling me", "selling my body", "selling myself", "selling nudes",
    "sells her", "sells me", "sells my body", "sens mal", "sens pas bien", "sens seul",
    "sens seule", "sens vide", "ses photos", "sex 4 money", "sex for", "sex for money", "sex work",
    "sex worker", "sexe contre", "sexe paye", "sexe pour", "sexe tarife", "sleep outside",
    "sleep with him", "sleep with his", "sleep with men", "sleep with people", "sleeping rough",
    "so alone", "sont plusieurs", "soumission chimique", "sugar babe", "sugar baby", "sugar boy",
    "sugar daddy", "sugar dating", "sugar mama", "suis bloquee", "suis cachee", "suis coincee",
    "suis enceinte", "suis mal", "suis pas bien", "suis perdu", "suis perdue", "suis seul",
    "suis seule", "sur of", "take my money", "takes my money", "talk to someone", "tired of living",
    "to die", "took my papers", "took my passport", "took my phone", "touches me", "tout arreter",
    "tout balancer", "tout seul", "toute seule", "traffic humain", "trafic humain", "trafic sexuel",
    "travaille pour lui", "un of", "une passe", "va mal", "va pas bien", "va tres mal", "vai mal",
    "vai pas bien", "vais mal", "vais me tuer", "vais pas bien", "vais tres mal", "vais trop mal",
    "vas mal", "ve mal", "vends mes photos", "veux me tuer", "videos de moi", "vire de chez",
    "wanna die", "want to die", "want to disappear", "want to live", "was dead", "won t let me",
    "wont let me", "work for him",
)  # fmt: skip

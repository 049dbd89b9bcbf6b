"""Names of communes that are also ordinary words of French or English, folded, without article.

The guard of rule S2 reads every text of a record without a place. A word listed here is a name for
it only with a capital inside a sentence; any other name of a commune is found in small letters
too. When `webmap check` stops on an innocent word, write the sentence otherwise, or add the word
here if no town of 10,000 inhabitants bears it.
"""

from __future__ import annotations

from typing import Final

_ORDINARY = """
abondance abondant agneaux aigle aiguilles aire aires allier allies allons alloue ames amy
ange angles angoisse anse appelle arches arcs argentine armes ars attaques aube aucun
autels auteuil autruche aviron avoine avril azur bach baleine ballon bannieres bar barils
baron barre bars basses bastide bataille bats beaux bey bille blanc blond bois bonhomme
bonne bonnes bonnet bords born borne bosse bouchon boue bouillon boulot bouquet bouteille
branches bras breves brie brosses brousse brusque buis buisson bulle bulles bure bus by
cabanes cagnotte camarade came campagne cannelle carnet cars casses cast cause caves celle
celles cellier cendre centres cercles cerise chaise champs chance change chapeau chapelle
chapelles charge charmes chasse chateau chatte chaussee chauve chaux chemin chene cheres
cheville choisies choux citerne clans clefs colonne combes combles compas comte confort
conte contes contre coquille cordon corne corps cos cote couches coudes coudre courant
courbe couronne cours courtes couture creche crosses cry cultures cures cuts cuve cuves
dance dangers demie desert deserts die doree douillet doux douze drap dun ecole ecuelles
ecurie elan engins eps err erre escale escales essay essert estampes etable etais etoile eu
eve falaise faux fermete ferte fete feux fille fins flat flee folie folies folles fontaines
force forges forteresse fosse four fours frais francs gars gas gente germ geste gets gilles
goes gorges gouts graces grand grange gras grave gray gres grues habit haies halles heres
his hommes hopital hotellerie hours island isle issus jardin job joyeuse joyeux juif
jumeaux jumelles jure jury lacs lance landes lay laye lee lent leves levier lies ligne lime
linge lire lisses loge loges long loue louer loupe lue lutter lux luxe machine maisons male
many marche marches mare marges marie marne marquise marre mars mas maux mene menus mercury
mere miroir moisson molles monnaie mont montagne monte monts morte motte mouche mouches
mousse mouton moyen mure mures murs mus noce noyer nuits oie ondes ongles ore orgueil our
paille palais palme parc parent parois pas passage peas peintre pelouse perche pere perles
pierre pierres pin pins place places plaine plaisance plan planche planches plans plats
pleurs poil poisson poissons pommier pont ponts portes poses precieux premieres pres prince
publier puits pure pussy quarante quartier quinte racines rai raids rang real rely rives
riviere rivieres roche rocher ronde rouge rouille routes roux rue sabres sache sains saint
salle salles saul sauvages selles serpent serre serres sers servant seuil signes simple
singles son sore sos souche soupir sourd souterraine soyons still sure survie sus syndicat
table tablier taillee talon target tart tasse taule temple tendon termes terrasse this thou
tierce tilleul titre tombe tonnerre touche touches tour tourne trades trait trans treve
troche tronche us val vallee vast ventes verger verges vers vert vertus very veuve viens
vieux vif vignes ville villes vire vivier vogue voisines vue y
"""

_TOWNS = """
angers auch avion fleche fontaine fosses gaillard gap garde grasse hem lens lilas lourdes luc
mende mer moulins nice orange port riche saintes sens tours union vienne
"""

#: Not a name at the beginning of a sentence, in small letters, in capitals only, nor in a link.
ORDINARY: Final = frozenset(_ORDINARY.split())

#: Words that a town of 10,000 inhabitants or more bears: in small letters they are words, unless
#: they follow "à"; in a link they are the town.
TOWNS: Final = frozenset(_TOWNS.split())

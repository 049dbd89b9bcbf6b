"""Codes of the locked room, with French and English labels: choices, never free text.

A choice cannot hold a child's story, and it can be counted. Codes never change their meaning.
"""

from __future__ import annotations

from typing import Final

from webmap.errors import InvalidParameter
from webmap.vocabulary import YES_NO_UNKNOWN, Term, Terms


def _terms(*terms: Term) -> Terms:
    return {term.code: term for term in terms}


def check(code: str, terms: Terms) -> str:
    """The code, when it is one of these. Raises `InvalidParameter` otherwise."""
    if code not in terms:
        raise InvalidParameter("this is not one of the choices")
    return code


ROLES: Final = _terms(
    Term("professionnel", "Professionnel·le", "Professional"),
    Term("bureau", "Bureau (administration)", "Office (administration)"),
)

FUNCTIONS: Final = _terms(
    Term("ase", "Aide sociale à l’enfance", "Child-welfare service (ASE)"),
    Term("crip", "CRIP", "CRIP"),
    Term("pjj", "Protection judiciaire de la jeunesse", "Youth justice (PJJ)"),
    Term("association", "Association habilitée", "Authorised association"),
    Term("sante", "Hôpital, santé", "Hospital, health"),
    Term("ecole", "Éducation nationale", "School"),
    Term("police_gendarmerie", "Police, gendarmerie", "Police, gendarmerie"),
    Term("justice", "Parquet, juge des enfants", "Prosecutor, children’s judge"),
)

#: Why a professional asks to see a referral line.
REASONS: Final = _terms(
    Term("abri_maintenant", "Mettre à l’abri dans les heures qui viennent", "Shelter within hours"),
    Term("orientation", "Proposer une orientation", "Propose a referral"),
    Term("admission", "Préparer une admission déjà acceptée", "Prepare an agreed admission"),
    Term("sans_rappel", "Rappel demandé, pas de réponse", "Call-back asked, no answer"),
)

#: When someone who asks to be called back can answer.
SLOTS: Final = _terms(
    Term("maintenant", "Dès que possible", "As soon as possible"),
    Term("matin", "Le matin", "In the morning"),
    Term("apres_midi", "L’après-midi", "In the afternoon"),
    Term("soir", "Le soir", "In the evening"),
)

CALLBACK_STATES: Final = _terms(
    Term("demande", "Demandé", "Asked"),
    Term("transmis", "Transmis à la structure", "Passed on"),
    Term("rappele", "Rappelé·e", "Called back"),
    Term("abandonne", "Sans suite", "Dropped"),
)

#: How an administrator found the employer's switchboard: never in the request itself.
FOUND_THROUGH: Final = _terms(
    Term("annuaire_public", "Annuaire officiel de l’administration", "Official directory"),
    Term("site_officiel", "Site officiel de l’employeur", "Employer’s official site"),
    Term("deja_connu", "Numéro déjà connu du bureau", "Number already known to the office"),
)

DECLINES: Final = _terms(
    Term("standard_introuvable", "Standard introuvable", "No switchboard found"),
    Term("inconnu_employeur", "L’employeur ne confirme pas", "The employer does not confirm"),
    Term("hors_champ", "Fonction hors du champ", "Function out of scope"),
    Term("doublon", "Demande en double", "Asked twice"),
)

ACCOUNT_STATES: Final = _terms(
    Term("actif", "Actif", "Active"),
    Term("attente", "Premier jour : pas encore de ligne", "First day: no line yet"),
    Term("expire", "Accès expiré", "Access expired"),
    Term("bloque", "Bloqué", "Blocked"),
)

NIGHTS: Final = YES_NO_UNKNOWN

ALERTS: Final = _terms(
    Term("pres_limite", "Près de la limite", "Near the limit"),
    Term("limite", "Limite atteinte, nouvel essai", "Limit reached, tried again"),
    Term("limite_employeur", "Limite de l’employeur atteinte", "Limit of the employer reached"),
    Term("territoires", "Beaucoup de territoires", "Many territories"),
    Term("hors_acces", "Essai hors de ses territoires", "Tried outside the access"),
    Term("nuit", "La nuit", "At night"),
    Term("rafale", "Plusieurs lignes en quelques minutes", "Several lines within minutes"),
    Term("meme_employeur", "Plusieurs comptes du même employeur", "Accounts of one employer"),
    Term("connexions", "Connexions refusées à la suite", "Sign-ins refused in a row"),
    Term("demandes", "Beaucoup de demandes attendent", "Many requests wait"),
    Term("demandes_vite", "Trop de demandes en une heure", "Too many requests in an hour"),
    Term("demandes_pleines", "Liste pleine : demandes perdues", "List full: requests are lost"),
)

#: What the log may say was done.
ACTIONS: Final = _terms(
    Term("installation", "Installation", "Installed"),
    Term("rotation", "Changement de clé", "Keys rotated"),
    Term("purge", "Effacement des données anciennes", "Old data purged"),
    Term("demande", "Demande d’accès", "Access asked"),
    Term("demande_acceptee", "Demande acceptée", "Request accepted"),
    Term("demande_refusee", "Demande refusée", "Request declined"),
    Term("compte_cree", "Compte créé", "Account created"),
    Term("compte_renouvele", "Accès renouvelé", "Access renewed"),
    Term("compte_territoires", "Territoires changés", "Territories changed"),
    Term("compte_bloque", "Compte bloqué", "Account blocked"),
    Term("compte_debloque", "Compte débloqué", "Account unblocked"),
    Term("compte_relie", "Compte relié à ProConnect", "Account linked to ProConnect"),
    Term("invitation", "Invitation donnée", "Invitation given"),
    Term("invitation_prise", "Invitation utilisée", "Invitation used"),
    Term("connexion", "Connexion", "Signed in"),
    Term("connexion_refusee", "Connexion refusée", "Sign-in refused"),
    Term("second_facteur", "Second facteur changé", "Second factor changed"),
    Term("mot_de_passe", "Mot de passe changé", "Password changed"),
    Term("cle_ajoutee", "Clé d’accès ajoutée", "Passkey added"),
    Term("cle_retiree", "Clé d’accès retirée", "Passkey removed"),
    Term("identifiants_effaces", "Mot de passe et second facteur effacés", "Credentials cleared"),
    Term("ligne_ecrite", "Ligne écrite", "Line written"),
    Term("ligne_retiree", "Ligne retirée", "Line removed"),
    Term("ligne_vue", "Ligne vue", "Line shown"),
    Term("ligne_refusee", "Ligne refusée", "Line refused"),
    Term("rappel_demande", "Rappel demandé", "Call-back asked"),
    Term("rappel_suivi", "Rappel suivi", "Call-back followed up"),
    Term("alerte_vue", "Alerte vue", "Alert seen"),
    Term("lignes_consultees", "Lignes consultées par le bureau", "Lines read by the office"),
)

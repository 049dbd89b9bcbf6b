"""Codes of the field, with French and English labels.

Source of the definitions: `docs/glossary.md`, which gives for each code what it means and what it
counts for. A code never changes its meaning; a new meaning is a new code. Labels here serve data
and command line; screens go through the message catalogues, and a test compares the two.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


class Said:
    """What has a label in each language."""

    __slots__ = ()
    fr: str
    en: str

    def said(self, language: str) -> str:
        """The label in a language, "fr" or "en"."""
        return self.en if language == "en" else self.fr


@dataclass(frozen=True, slots=True)
class Term(Said):
    """A code and its labels. `counts_for` lists the needs that a record of this kind meets."""

    code: str
    fr: str
    en: str
    counts_for: tuple[str, ...] = ()


Terms = dict[str, Term]


def _terms(*terms: Term) -> Terms:
    return {term.code: term for term in terms}


CATEGORIES: Final = _terms(
    Term("hebergement", "Hébergement", "Accommodation"),
    Term("association", "Associations et équipes", "Associations and teams"),
    Term("magistrat", "Magistrats référents", "Lead magistrates"),
    Term("uaped", "Unités hospitalières (UAPED)", "Hospital units (UAPED)"),
    Term("ecoute", "Écoute et urgence", "Helplines and emergency"),
    Term("circuit", "Circuit de protection", "Child-protection circuit"),
)

#: Categories whose presence is judged by territory, in the order of every table.
COVERED_CATEGORIES: Final = ("hebergement", "association", "magistrat", "uaped")


@dataclass(frozen=True, slots=True)
class Need(Said):
    """What a territory needs from a category. One line of the coverage table."""

    code: str
    category: str
    fr: str
    en: str
    #: Whether a national record can meet it. A national head office accompanies nobody.
    national: bool = False


NEEDS: Final = {
    need.code: need
    for need in (
        Need("abri_immediat", "hebergement", "Mise à l’abri immédiate", "Immediate shelter"),
        Need(
            "hors_territoire",
            "hebergement",
            "Place hors du territoire",
            "Place outside the territory",
            national=True,
        ),
        Need(
            "sejour_long",
            "hebergement",
            "Séjour long spécialisé",
            "Specialised longer stay",
            national=True,
        ),
        Need("ecoute", "association", "Écoute", "Listening", national=True),
        Need("accompagnement", "association", "Accompagnement", "Accompaniment"),
        Need("aller_vers", "association", "Aller vers", "Outreach"),
        Need("numerique", "association", "Aller vers en ligne", "Online outreach", national=True),
        Need("parents", "association", "Soutien aux parents", "Support for parents"),
        Need("designation", "magistrat", "Magistrat référent désigné", "Lead magistrate named"),
        Need("uaped", "uaped", "UAPED ouverte", "UAPED open"),
    )
}

#: Engagements of the plan board that an answer in `demandes.csv` can show, in the place of a need
#: and with this category. The others are shown by needs (`webmap.coverage.engagements`).
ENGAGEMENT: Final = "engagement"
ASKED_ENGAGEMENTS: Final = (
    "plan_2021_4", "plan_2021_7", "strategie_2024_4", "decret_2025_mineurs",
    "decret_2025_reunions",
)  # fmt: skip

KINDS: Final[dict[str, Terms]] = {
    "hebergement": _terms(
        Term("mise_a_l_abri", "Mise à l’abri", "Immediate shelter", ("abri_immediat",)),
        Term("urgence", "Accueil d’urgence", "Emergency reception", ("abri_immediat",)),
        Term("seuil_adapte", "Seuil adapté", "Adapted threshold"),
        Term("specialise_long", "Foyer spécialisé", "Specialised home", ("sejour_long",)),
        Term(
            "sous_secret",
            "Hébergement sécurisé, adresse inconnue de tous",
            "Secure accommodation, address known to no one outside",
            ("hors_territoire",),
        ),
        Term("famille_accueil", "Famille d’accueil", "Host family", ("sejour_long",)),
        Term("sejour_rupture", "Séjour de rupture", "Stay far away", ("hors_territoire",)),
        Term("eloignement", "Éloignement", "Place away from home", ("hors_territoire",)),
        Term("accompagnement", "Accompagnement", "Accompaniment"),
    ),
    "association": _terms(
        Term("ecoute", "Écoute", "Listening", ("ecoute",)),
        Term("accompagnement", "Accompagnement", "Accompaniment", ("accompagnement",)),
        Term("aller_vers", "Aller vers", "Outreach", ("aller_vers",)),
        Term("maraude_numerique", "Maraude en ligne", "Online outreach", ("numerique",)),
        Term("accueil_jour", "Accueil de jour", "Day reception"),
        Term("parents", "Soutien aux parents", "Support for parents", ("parents",)),
        Term("sante", "Santé", "Health"),
        Term("juridique", "Droit", "Legal help"),
        Term("retour_fugue", "Retour de fugue", "Return from running away"),
        Term("appui_pro", "Appui aux professionnels", "Advice to professionals"),
        Term("formation", "Formation", "Training"),
        Term("prevention", "Prévention", "Prevention"),
        Term("coordination", "Coordination", "Coordination"),
    ),
    "magistrat": _terms(
        Term("tribunal", "Tribunal", "Court", ("designation",)),
        Term("site_detache", "Site détaché d’un tribunal", "Detached site of a court"),
    ),
    "uaped": _terms(
        Term("uaped", "UAPED", "UAPED", ("uaped",)),
        Term("umj", "Unité médico-judiciaire", "Forensic medical unit"),
        Term("salle_audition", "Salle d’audition", "Hearing room"),
        Term("autre_unite", "Autre unité pour victimes mineures", "Other unit for young victims"),
    ),
    "ecoute": _terms(
        Term("urgence_vitale", "Urgence", "Emergency"),
        Term("enfance_en_danger", "Enfance en danger", "Child in danger"),
        Term("disparition", "Disparition, fugue", "Missing, runaway"),
        Term("images", "Images et violences en ligne", "Images and online violence"),
        Term("police_ecrit", "Écrire à la police", "Writing to the police"),
        Term("aide_victimes", "Aide aux victimes", "Victim support"),
        Term("sante_jeunes", "Santé des jeunes", "Young people’s health"),
        Term("violences", "Violences", "Violence"),
        Term("suicide", "Prévention du suicide", "Suicide prevention"),
        Term("abri", "Urgence sociale", "Emergency shelter desk"),
    ),
    "circuit": _terms(
        Term("crip", "CRIP ou service équivalent", "CRIP or equivalent service"),
        Term("ase_astreinte", "Astreinte de l’ASE", "ASE out-of-hours duty"),
        Term("parquet_mineurs", "Permanence du parquet", "Prosecutor’s duty line"),
        Term("unite_enquete", "Unité d’enquête", "Investigation unit"),
        Term("aide_victimes", "Aide aux victimes", "Victim support"),
        Term(
            "commission_departementale",
            "Commission départementale",
            "Commission of the département",
        ),
        Term("dddfe", "Déléguée aux droits des femmes", "Women’s rights delegate"),
        Term("umj", "Unité médico-judiciaire", "Forensic medical unit"),
    ),
}

AUDIENCES: Final = _terms(
    Term("mineurs", "Mineurs, âge non précisé", "Minors, age not stated"),
    Term("jeune_moins_13", "Moins de 13 ans", "Under 13"),
    Term("jeune_13_15", "13-15 ans", "13-15"),
    Term("jeune_16_17", "16-17 ans", "16-17"),
    Term("jeune_majeur", "Jeunes majeurs", "Young adults"),
    Term("adultes", "Adultes", "Adults"),
    Term("filles", "Filles", "Girls"),
    Term("garcons", "Garçons", "Boys"),
    Term("lgbt", "Jeunes LGBT", "LGBT young people"),
    Term("mna", "Mineurs non accompagnés", "Unaccompanied minors"),
    Term("handicap", "Situation de handicap", "Disability"),
    Term("sourd", "Sourds et malentendants", "Deaf and hard of hearing"),
    Term("confie_ase", "Confiés à l’ASE", "In care of the ASE"),
    Term("suivi_pjj", "Suivis par la PJJ", "Followed by the PJJ"),
    Term("enceinte_ou_parent", "Enceinte ou parent", "Pregnant or a parent"),
    Term("parents", "Parents", "Parents"),
    Term("fratrie_amis", "Frères, sœurs, amis", "Siblings, friends"),
    Term("temoin", "Témoins", "Witnesses"),
    Term("professionnels", "Professionnels", "Professionals"),
    Term("ecole", "École", "School"),
    Term("sante", "Santé", "Health"),
    Term("social", "Travail social", "Social work"),
    Term("police_justice", "Police et justice", "Police and justice"),
    Term("hotellerie_transport", "Hôtellerie, transports", "Hotels, transport"),
    Term("tous", "Tout le monde", "Everyone"),
)

#: A record serves minors when its audiences hold one of these.
MINOR_AUDIENCES: Final = frozenset(
    {"mineurs", "jeune_moins_13", "jeune_13_15", "jeune_16_17", "mna", "tous"}
)

ADMISSION: Final = _terms(
    Term("libre", "Venir sans rendez-vous", "Walk in"),
    Term("appel", "Appeler ou écrire d’abord", "Call or chat first"),
    Term("rdv", "Sur rendez-vous", "By appointment"),
    Term("orientation_pro", "Par un professionnel", "Through a professional"),
    Term("ase", "Décision de l’ASE", "Decision of the ASE"),
    Term("judiciaire_civil", "Décision du juge des enfants", "Decision of the children’s judge"),
    Term("requisition", "Réquisition police ou parquet", "Police or prosecutor’s requisition"),
    Term("evaluation", "Après évaluation par la structure", "After assessment by the structure"),
    Term("accord_jeune", "Avec l’accord du jeune", "With the young person’s agreement"),
    Term("accord_parents", "Accord des parents selon l’âge", "Parents’ agreement by age"),
    Term("non_renseigne", "Non renseigné", "Not stated"),
)

CONFIDENTIALITY: Final = _terms(
    Term("anonyme", "Aucun nom demandé", "No name asked"),
    Term(
        "confidentiel", "Se dit confidentiel, sauf danger", "Says it is private, unless in danger"
    ),
    Term("transmet", "Peut transmettre à d’autres services", "May pass on to other services"),
    Term("enqueteur", "Police ou gendarmerie répond", "Police or gendarmes answer"),
    Term("inconnu", "Non renseigné", "Not stated"),
)

WHO_ANSWERS: Final = _terms(
    Term("ecoutant", "Écoutant·e", "Listener"),
    Term("educateur", "Éducateur·rice", "Educator"),
    Term("travailleur_social", "Travailleur·se social·e", "Social worker"),
    Term("psychologue", "Psychologue", "Psychologist"),
    Term("juriste", "Juriste", "Lawyer"),
    Term("soignant", "Soignant·e", "Health professional"),
    Term("policier_gendarme", "Police ou gendarmerie", "Police or gendarmes"),
    Term("secours", "Secours", "Rescue services"),
    Term("service_public", "Service du département ou de l’État", "Public service"),
    Term("benevole", "Bénévole", "Volunteer"),
    Term("specialiste_numerique", "Spécialiste du numérique", "Digital expert"),
    Term("inconnu", "Non renseigné", "Not stated"),
)

PRECISIONS: Final = _terms(
    Term("address", "Adresse publique", "Public address"),
    Term("commune", "Approximatif, placé à la mairie", "Approximate, placed at the town hall"),
    Term("territory", "Territoire seulement", "Territory only"),
    Term("national", "National, sans lieu", "National, no place"),
)

STATUSES: Final = _terms(
    Term("open", "Ouvert", "Open"),
    Term("planned", "Annoncé", "Planned"),
    Term("closed", "Fermé", "Closed"),
    Term("unknown", "À confirmer", "To confirm"),
)

GENDERS: Final = _terms(
    Term("tous", "Filles et garçons", "Girls and boys"),
    Term("filles", "Filles", "Girls"),
    Term("garcons", "Garçons", "Boys"),
)

COURT_TYPES: Final = _terms(
    Term("TJ", "Tribunal judiciaire", "Judicial court"),
    Term("TPI", "Tribunal de première instance", "Court of first instance"),
    Term("chambre_proximite", "Chambre de proximité", "Local chamber"),
    Term("section_detachee", "Section détachée", "Detached section"),
)

#: Why a commune stands on a record.
PLACE_BASES: Final = _terms(
    Term("operator", "La structure nomme cette ville pour ses visiteurs", "Named by the operator"),
    Term("office", "Bureau, pas un lieu d’accueil", "Office, not a place of reception"),
    Term("public_building", "Bâtiment public", "Public building"),
)

STATES: Final = _terms(
    Term("listed", "Vérifié", "Listed"),
    Term("to_confirm", "À confirmer", "To confirm"),
    Term("served", "Couvert depuis un autre territoire", "Served from elsewhere"),
    Term("national_only", "National seulement", "National only"),
    Term("planned", "Annoncé", "Planned"),
    Term("none_listed", "Rien de recensé", "None listed"),
    Term("not_asked", "Pas encore demandé", "Not asked"),
)

#: For a public (docs/method.md): two states more, for records that count but do not say that they
#: accept it. Neither is a presence.
PUBLIC_STATES: Final = {
    **{code: term for code, term in STATES.items() if code not in ("none_listed", "not_asked")},
    **_terms(
        Term("unsaid", "Non précisé", "Not stated"),
        Term("refused", "Refuse ce public", "Refuses them"),
    ),
    **{code: STATES[code] for code in ("none_listed", "not_asked")},
}

#: What a visitor may say is wrong with a record: a choice, never words.
CORRECTIONS: Final = _terms(
    Term("numero", "Le numéro ne répond pas, ou n’est pas le bon", "The number is wrong or silent"),
    Term("adresse", "L’adresse ou la ville n’est pas la bonne", "The address or town is wrong"),
    Term("ferme", "La structure est fermée ou n’existe plus", "The structure has closed"),
    Term("age", "L’âge ou le public n’est pas le bon", "The age or public is wrong"),
    Term("langue", "Les langues ne sont pas les bonnes", "The languages are wrong"),
)

YES_NO_UNKNOWN: Final = _terms(
    Term("yes", "Oui", "Yes"), Term("no", "Non", "No"), Term("unknown", "Inconnu", "Unknown")
)


def needs_of(category: str) -> tuple[Need, ...]:
    """Needs of a category, in table order."""
    return tuple(need for need in NEEDS.values() if need.category == category)


def needs_met(category: str, kinds: tuple[str, ...]) -> frozenset[str]:
    """Needs that a record of this category with these kinds counts for."""
    terms = KINDS[category]
    return frozenset(need for kind in kinds for need in terms[kind].counts_for)

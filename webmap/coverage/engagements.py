"""The public engagements that the plan board follows, and how we would know that each is kept.

A table in code: a line changes with the rule that judges it. Words are ours, never the texts'. What
an action says was read on 22 November 2026 in stored copies of the pages named as sources; where
none was found, the line says so and `found` is False. Read the texts again before relying on them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypedDict

from webmap import vocabulary as v

SEEN_ON: Final = "2026-11-22"


@dataclass(frozen=True, slots=True)
class Source:
    """A page that says what an engagement is. `source_date` is empty where it shows none."""

    name: str
    url: str
    source_date: str = ""
    seen_on: str = SEEN_ON


@dataclass(frozen=True, slots=True)
class Engagement:
    """A line of the board, with the one rule that judges it.

    plan: the text it comes from · since: day it was announced or signed · measure: how we know that
    it is kept, hence what the line does not measure · ask: whom to ask, and what counts as an
    answer · needs: the worst of their states is the state · kind: (category, kind) of a record that
    shows it · by_court: verified only when a protocol names every court. Without needs nor kind,
    only an answer (`demandes.csv`) makes a state.
    """

    code: str
    plan_fr: str
    plan_en: str
    title_fr: str
    title_en: str
    text_fr: str
    text_en: str
    measure_fr: str
    measure_en: str
    ask_fr: str
    ask_en: str
    since: str
    sources: tuple[Source, ...]
    needs: tuple[str, ...] = ()
    kind: tuple[str, str] | None = None
    by_court: bool = False
    found: bool = True

    @property
    def category(self) -> str:
        """That of its needs, empty without one: its states are said in their words."""
        return v.NEEDS[self.needs[0]].category if self.needs else ""


_CARNET: Final = Source("carnet de recherche « traite »", "https://traite.hypotheses.org/1266")
_ASH: Final = Source(
    "ASH",
    "https://ash.tm.fr/enfance-famille/prostitution-des-mineurs-le-gouvernement-mise-sur-des-"
    "reponses-territoriales-680987.php",
)
_RTL: Final = Source(
    "RTL",
    "https://www.rtl.fr/actu/debats-societe/prostitution-des-mineurs-que-preconise-le-"
    "gouvernement-contre-ce-fleau-7900096611",
    "2021-11",
)
_FRANCEINFO: Final = Source(
    "franceinfo",
    "https://www.francetvinfo.fr/societe/prostitution/entre-7-000-et-10-000-mineurs-se-prostituent-"
    "en-france-le-gouvernement-va-annoncer-un-plan-national_4699411.html",
    "2021-07",
)
_ONPE_2024: Final = Source(
    "ONPE",
    "https://onpe.france-enfance-protegee.fr/la-premiere-strategie-nationale-de-lutte-contre-le-"
    "systeme-prostitutionnel-et-lexploitation-sexuelle",
    "2024-05-02",
)
_MEDIA_SOCIAL: Final = Source(
    "Le Media social",
    "https://www.lemediasocial.fr/prostitution-des-mineurs-de-nouvelles-missions-pour-les-"
    "commissions-departementales_uHsSI7",
)
_ONPE_2023: Final = Source(
    "ONPE",
    "https://onpe.france-enfance-protegee.fr/plan-de-lutte-contre-les-violences-faites-aux-enfants-"
    "2023-2027/",
    "2023-11-23",
)


class _Text(TypedDict):
    """The text that an engagement comes from."""

    plan_fr: str
    plan_en: str
    since: str


class _Action(_Text):
    """One of several engagements of a text."""

    code: str


def _plan_2021(number: int) -> _Action:
    return {
        "code": f"plan_2021_{number}",
        "plan_fr": f"Plan national de 2021, action {number}",
        "plan_en": f"National plan of 2021, action {number}",
        "since": "2021-11-15",
    }


_DECREE: Final[_Text] = {
    "plan_fr": "Décret du 30 décembre 2025",
    "plan_en": "Decree of 30 December 2025",
    "since": "2025-12-30",
}

_LINES: Final = (
    Engagement(
        **_plan_2021(1),
        title_fr="Accueillir et informer les jeunes et leur famille",
        title_en="Receive and inform young people and their families",
        text_fr="Ouvrir dans tout le pays des lieux d’information et d’échange pour les mineurs et "
        "pour leurs proches.",
        text_en="Open places of information and exchange for minors and their relatives throughout "
        "the country.",
        measure_fr="Quelqu’un écoute les mineurs, et quelqu’un soutient les parents. L’état est le "
        "moins bon des deux besoins : « écoute » et « soutien aux parents ».",
        measure_en="Somebody listens to minors, and somebody supports parents. The state is the "
        "worse of two needs: “listening” and “support for parents”.",
        ask_fr="La CRIP ou la préfecture : quelle association reçoit les familles, et pour quels "
        "territoires.",
        ask_en="The CRIP or the prefecture: which association receives families, and for which "
        "territories.",
        sources=(_CARNET, _ASH),
        needs=("ecoute", "parents"),
    ),
    Engagement(
        **_plan_2021(4),
        title_fr="Former les professionnels",
        title_en="Train professionals",
        text_fr="Développer la formation de celles et ceux qui travaillent auprès des mineurs, "
        "métiers mêlés.",
        text_en="Develop the training of those who work with minors, across professions.",
        measure_fr="Une formation commune à plusieurs métiers a eu lieu dans le territoire depuis "
        "moins de douze mois. Une fiche de formation ne compte jamais : il faut une réponse datée.",
        measure_en="A training shared by several professions took place in the territory in the "
        "last twelve months. A record of training never counts: it takes a dated answer.",
        ask_fr="La CRIP, la PJJ ou l’éducation nationale : la date de la dernière session et les "
        "métiers présents.",
        ask_en="The CRIP, the PJJ or the schools’ authority: the date of the last session and the "
        "professions that came.",
        sources=(_CARNET, _ASH),
    ),
    Engagement(
        **_plan_2021(5),
        title_fr="Repérer et signaler : la rue",
        title_en="Notice and report: the street",
        text_fr="Mieux repérer et signaler à l’école, dans les lieux de soin, dans les hôtels et "
        "dans la rue. La prévention spécialisée devait aller vers les jeunes, d’abord dans les "
        "territoires les plus touchés.",
        text_en="Notice and report better in schools, health care, hotels and the street. Street "
        "workers were to go to young people, first in the territories that are hit hardest.",
        measure_fr="Seulement la rue : une équipe va vers des mineurs dans le territoire (besoin "
        "« aller vers »). L’école, le soin et les hôtels restent à demander.",
        measure_en="The street alone: a team goes to minors in the territory (need “outreach”). "
        "Schools, health care and hotels remain to be asked.",
        ask_fr="Le département : quelle équipe de prévention spécialisée. La préfecture : quel "
        "circuit de signalement avec les hôtels et les établissements.",
        ask_en="The département: which team of street workers. The prefecture: which way of "
        "reporting with hotels and schools.",
        sources=(_CARNET, _ASH),
        needs=("aller_vers",),
    ),
    Engagement(
        **_plan_2021(7),
        title_fr="Accueillir les retours de fugue",
        title_en="Receive those who come back from running away",
        text_fr="Dans chaque commissariat, traiter d’abord les fugues qui peuvent cacher une "
        "exploitation. Au retour, une personne spécialisée rencontre le jeune ou sa famille et dit "
        "les droits et les aides.",
        text_en="In every police station, deal first with runaways that may hide exploitation. On "
        "return, a specialised person meets the young person or the family and tells rights and "
        "help.",
        measure_fr="Une structure qui fait des entretiens de retour de fugue est recensée, ou une "
        "réponse datée dit qui les fait.",
        measure_en="A structure that holds interviews on return is listed, or a dated answer says "
        "who does.",
        ask_fr="La CRIP, la police, la gendarmerie : qui rencontre le jeune au retour, et sous "
        "combien de jours.",
        ask_en="The CRIP, the police, the gendarmes: who meets the young person on return, and "
        "within how many days.",
        sources=(_CARNET,),
        kind=("association", "retour_fugue"),
    ),
    Engagement(
        **_plan_2021(9),
        title_fr="Un accompagnement dans chaque département",
        title_en="Accompaniment in every département",
        text_fr="Créer dans chaque département de quoi accompagner ou héberger ces mineurs. Le "
        "numéro de l’action vient de l’ordre de la liste dans la presse : à vérifier.",
        text_en="Create in every département the means to accompany or house these minors. The "
        "number of the action comes from its place in the list given by the press: to be checked.",
        measure_fr="Une équipe accompagne des mineurs dans le territoire (besoin "
        "« accompagnement »). L’hébergement a ses propres états, dans le tableau.",
        measure_en="A team accompanies minors in the territory (need “accompaniment”). "
        "Accommodation has states of its own, in the table.",
        ask_fr="Le département (ASE) ou la CRIP : quelle équipe, depuis quand, et comment lui "
        "adresser un jeune.",
        ask_en="The département (ASE) or the CRIP: which team, since when, and how to refer a "
        "young person.",
        sources=(_RTL, _ASH),
        needs=("accompagnement",),
    ),
    Engagement(
        **_plan_2021(10),
        title_fr="Action 10 du plan de 2021 (texte à retrouver)",
        title_en="Action 10 of the plan of 2021 (text to be found)",
        text_fr="Texte non retrouvé, à vérifier. Un article semble en parler : elle garantirait "
        "quelque chose aux victimes. La copie lue s’arrête au milieu de la phrase.",
        text_en="Text not found, to be checked. An article seems to mention it: it would guarantee "
        "something to victims. The copy we read stops in the middle of the sentence.",
        measure_fr="Pas de règle tant que le texte n’a pas été lu.",
        measure_en="No rule until the text has been read.",
        ask_fr="Le ministère chargé de l’enfance : le texte du plan.",
        ask_en="The ministry in charge of childhood: the text of the plan.",
        sources=(_RTL,),
        found=False,
    ),
    Engagement(
        **_plan_2021(11),
        title_fr="Un magistrat référent dans chaque tribunal",
        title_en="A lead magistrate in every court",
        text_fr="Texte non retrouvé, à vérifier. Ce que nous en savons : un magistrat référent "
        "dans chaque tribunal. En juillet 2021, le groupe de travail demandait un référent dans "
        "les parquets.",
        text_en="Text not found, to be checked. What we know of it: a lead magistrate in every "
        "court. In July 2021 the working group asked for one in prosecutors’ offices.",
        measure_fr="Pour chaque tribunal du territoire, une désignation connue et datée (besoin "
        "« magistrat référent désigné »). Un tribunal n’est pas une désignation.",
        measure_en="For each court of the territory, a designation that is known and dated (need "
        "“lead magistrate named”). A court is not a designation.",
        ask_fr="Le parquet de chaque tribunal : la date et la fonction, jamais un nom.",
        ask_en="The prosecutor’s office of each court: the date and the function, never a name.",
        sources=(_FRANCEINFO,),
        needs=("designation",),
        found=False,
    ),
    Engagement(
        code="strategie_2024_4",
        plan_fr="Stratégie nationale de 2024, axe 4",
        plan_en="National strategy of 2024, axis 4",
        title_fr="Prévenir, former, mieux protéger les mineurs",
        title_en="Prevent, train, protect minors better",
        text_fr="Prévenir dès le secondaire, former les professionnels de première ligne, mieux "
        "prendre en charge les mineurs victimes, surtout en fugue ou au retour.",
        text_en="Prevent from secondary school on, train front-line professionals, take better "
        "care of minors who are victims, above all when running away or coming back.",
        measure_fr="Une réponse datée dit qui suit cet axe dans le territoire, et ce qui a été "
        "fait. C’est notre mesure : l’axe n’en donne pas par territoire.",
        measure_en="A dated answer says who follows this axis in the territory, and what was done. "
        "The measure is ours: the axis gives none by territory.",
        ask_fr="La préfecture (droits des femmes) ou le département (ASE).",
        ask_en="The prefecture (women’s rights) or the département (ASE).",
        since="2024-05-02",
        sources=(_ONPE_2024,),
    ),
    Engagement(
        code="decret_2025_mineurs",
        **_DECREE,
        title_fr="Une commission départementale compétente pour les mineurs",
        title_en="A commission of the département competent for minors",
        text_fr="La commission du préfet s’occupe aussi des mineurs : elle coordonne "
        "l’accompagnement de chaque mineur victime, et la protection de l’enfance y siège.",
        text_en="The prefect’s commission deals with minors too: it coordinates the accompaniment "
        "of each minor who is a victim, and child protection sits on it.",
        measure_fr="La commission est recensée dans le circuit du territoire, ou une réponse datée "
        "dit qu’elle est ouverte aux mineurs.",
        measure_en="The commission is listed in the circuit of the territory, or a dated answer "
        "says that it is open to minors.",
        ask_fr="La préfecture : depuis quand la commission traite de mineurs, et par quel service "
        "la saisir.",
        ask_en="The prefecture: since when the commission has dealt with minors, and through which "
        "service to reach it.",
        sources=(_MEDIA_SOCIAL,),
        kind=("circuit", "commission_departementale"),
    ),
    Engagement(
        code="decret_2025_reunions",
        **_DECREE,
        title_fr="Deux réunions de la commission par an",
        title_en="Two meetings of the commission a year",
        text_fr="La commission se réunit au moins deux fois par an, et autant qu’il le faut pour "
        "l’accompagnement d’un mineur.",
        text_en="The commission meets at least twice a year, and as often as a minor’s "
        "accompaniment asks.",
        measure_fr="Une réponse datée donne deux réunions dans les douze derniers mois.",
        measure_en="A dated answer gives two meetings in the last twelve months.",
        ask_fr="La préfecture : les dates des deux dernières réunions.",
        ask_en="The prefecture: the dates of the last two meetings.",
        sources=(_MEDIA_SOCIAL,),
    ),
    Engagement(
        code="uaped_2027",
        plan_fr="Plan contre les violences faites aux enfants, 2023-2027",
        plan_en="Plan against violence towards children, 2023-2027",
        title_fr="Une UAPED par tribunal judiciaire",
        title_en="A UAPED for every judicial court",
        text_fr="Créer 63 unités de plus d’ici 2025, pour en avoir une par tribunal judiciaire.",
        text_en="Create 63 more units by 2025, so that every judicial court has one.",
        measure_fr="Pour chaque tribunal du territoire, une UAPED ouverte et vérifiée est nommée "
        "dans un protocole signé. Sans protocole connu, l’état s’arrête à « à confirmer ».",
        measure_en="For each court of the territory, a UAPED that is open and checked is named in "
        "a signed protocol. Without a known protocol the state stops at “to confirm”.",
        ask_fr="L’ARS ou le parquet : quels tribunaux le protocole nomme, et jusqu’à quel âge "
        "l’unité reçoit.",
        ask_en="The ARS or the prosecutor’s office: which courts the protocol names, and up to "
        "which age the unit receives.",
        since="2023-11-20",
        sources=(_ONPE_2023,),
        needs=("uaped",),
        by_court=True,
    ),
)

#: Code -> engagement, in the order of the board.
ENGAGEMENTS: Final = {line.code: line for line in _LINES}

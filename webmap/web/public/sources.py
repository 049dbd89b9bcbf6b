"""What the pages to read rest on: each statement of law or number names one of these.

Stored copies, all read on `SEEN_ON`; the texts of the law themselves were not seen
(docs/content.md). A date is the one that the page shows, a year, a month or a day; empty when it
shows none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

SEEN_ON: Final = "2026-11-22"


@dataclass(frozen=True, slots=True)
class Source:
    """A public page: who published it, what it is about in our words, its date, where it is."""

    publisher: str
    about: str
    source_date: str
    url: str
    seen_on: str = SEEN_ON


@dataclass(slots=True)
class Notes:
    """The sources of one page, numbered in the order in which it names them."""

    _numbers: dict[str, int] = field(default_factory=dict)

    def cite(self, *keys: str) -> list[tuple[int, Source]]:
        """Number and source of each key. Raises `KeyError` for a key that is not in the table: a
        mistake of ours, which a test finds."""
        found = [(key, SOURCES[key]) for key in keys]
        return [
            (self._numbers.setdefault(key, len(self._numbers) + 1), source) for key, source in found
        ]

    def __iter__(self) -> Iterator[Source]:
        return (SOURCES[key] for key in self._numbers)


_MINISTRY: Final = "Ministère des Solidarités"
_ACPE: Final = "ACPE"
_DROIT_ENFANCE: Final = "Droit d’Enfance"
_SECRECY: Final = "secretpro.fr"

SOURCES: Final[dict[str, Source]] = {
    # Who answers, and what they pass on.
    "119": Source(
        "Service-public.gouv.fr", "119, Allô enfance en danger", "2025-09-24",
        "https://www.service-public.gouv.fr/particuliers/actualites/A14455",
    ),
    "119-TEAM": Source(
        "allo119.gouv.fr", "Confronté à une situation de prostitution de mineurs", "",
        "https://allo119.gouv.fr/confronte-une-situation-prostitution-mineurs",
    ),
    "119-PASSES": Source(
        "France 3 Paris Île-de-France", "Enfance en danger\u00a0: le 119 en première ligne", "",
        "https://france3-regions.francetvinfo.fr/paris-ile-de-france/enfance-en-danger-le-119-en-"
        "premiere-ligne-dans-la-lutte-contre-les-violences-sexuelles-2838122.html",
    ),
    "119-CHAT": Source(
        _MINISTRY, "119 – Allô enfance en danger", "2021",
        "https://solidarites-sante.gouv.fr/affaires-sociales/familles-enfance/pacte-pour-l-enfance"
        "/lutte-contre-les-violences-faites-aux-enfants/article/119-allo-enfance-en-danger",
    ),
    "119-YEAR": Source(
        "touteduc.fr", "Premier bilan de la plateforme du 119", "2024-04-24",
        "http://www.touteduc.fr/fr/scolaire/id-23125-prostitution-des-mineur-e-s-1er-bilan-de-la-"
        "plateforme-mise-en-uvre-par-le-119",
    ),
    "3018": Source(
        "Service-public.fr, repris par valauperche.fr", "3018, le numéro pour les jeunes", "",
        "https://valauperche.fr/30-18-le-numero-unique-pour-les-jeunes-victimes-de-harcelement-et-"
        "de-violences-numeriques",
    ),
    "ACPE-LAWYERS": Source(
        _ACPE, "L’accompagnement juridique des parents", "2023-07",
        "https://www.acpe-asso.org/post/newsletter-ccteh-07-23-l-accompagnement-juridique-des-"
        "parents-d-enfants-victimes-de-traite-%C3%A0-des-fi",
    ),
    # The law, as these pages tell it.
    "LAW-2002": Source(
        "Sénat", "Amendement n° 253, qui cite l’article 13 de la loi du 4 mars 2002", "2021-12-09",
        "http://senat.fr/amendements/2021-2022/75/Amdt_253.html",
    ),
    "LAW-2021": Source(
        "Fondation Scelles", "Réponse à la loi 2021-478", "2021",
        "http://fondationscelles.org/fr/actualites/309-reponse-a-la-loi-2021-478-a-13-ans-comme-a-"
        "17-ans-la-prostitution-est-toujours-un-viol",
    ),
    "LAW-ACPE": Source(_ACPE, "Ce que dit la loi", "", "https://www.acpe-asso.org/ce-que-dit-la-loi"),
    "LAW-MINISTRY": Source(
        _MINISTRY, "Lutte contre la prostitution des mineurs", "",
        "https://solidarites.gouv.fr/enfance-et-famille/protection-de-lenfance/lutte-contre-la-"
        "prostitution-des-mineurs",
    ),
    "225-12-2": Source(
        _DROIT_ENFANCE, "Article 225-12-2 du code pénal", "",
        "https://www.droitdenfance.org/ressources/article-225-12-2-du-code-penal/",
    ),
    "225-7": Source(
        "kohenavocats.com, qui reprend Légifrance", "Article 225-7 du code pénal", "",
        "https://kohenavocats.com/code-penal-article-225-7",
    ),
    "227-23": Source(
        "violences-sexuelles.info", "Article 227-23 du code pénal, expliqué", "",
        "https://violences-sexuelles.info/comprendre-definitions-loi/pedopornographie",
    ),
    "434-3": Source(
        "code-penal.fr", "Article 434-3 du code pénal", "",
        "https://code-penal.fr/article-434-3-a37289453.html",
    ),
    "434-3-AGES": Source(
        _SECRECY, "L’article 434-3, commenté", "",
        "https://secretpro.fr/secret-professionnel/fiches-legislation-commentee/code-penal/article-"
        "434-3",
    ),
    "226-14": Source(
        _SECRECY, "L’article 226-14 du code pénal, commenté", "",
        "http://secretpro.fr/secret-professionnel/fiches-legislation-commentee/code-penal/article-"
        "226-14",
    ),
    "ART-40": Source(
        _SECRECY, "L’article 40 du code de procédure pénale, commenté", "",
        "http://secretpro.fr/secret-professionnel/fiches-legislation-commentee/code-procedure-"
        "penale/article-40",
    ),
    "SENATE-SECRECY": Source(
        "Sénat", "Rapport n° 304 (2019-2020)\u00a0: le secret et ses exceptions", "",
        "https://senat.fr/rap/r19-304/r19-3042.html",
    ),
    "SENATE-DANGER": Source(
        "Sénat", "Rapport n° 304 (2019-2020)\u00a0: le danger grave et imminent", "",
        "https://senat.fr/rap/r19-304/r19-3043.html",
    ),
    "ASE-2022": Source(
        "Assemblée nationale, repris par politrack.mog.gg", "Amendement n° 68", "",
        "https://politrack.mog.gg/amendements/AMANR5L17PO838901BTC2365P0D1N000068",
    ),
    "HOTEL-2022": Source(
        "vie-publique.fr", "Loi du 7 février 2022 relative à la protection des enfants", "2022",
        "https://vie-publique.fr/loi/280364-loi-taquet-7-fevrier-2022-protection-des-enfants-ase",
    ),
    "HOTEL-2024": Source(
        "Assemblée nationale", "Question écrite n° 283\u00a0: application de la loi de 2022", "",
        "https://questions.assemblee-nationale.fr/q17/17-283QE.htm",
    ),
    "COMPLAINT": Source(
        "Service-public.fr, repris par stmeen-montauban.fr",
        "Un mineur peut-il porter plainte\u00a0?", "2024-07-25",
        "https://stmeen-montauban.fr/mise-a-jour-du-livret-de-famille/?xml=F1567",
    ),
    "AD-HOC": Source(
        "Service-public.fr, repris par guide-administratif.fr",
        "Un mineur peut-il porter plainte seul\u00a0?", "",
        "https://guide-administratif.fr/justice/acces-au-droit-et-a-la-justice/F1567",
    ),
    "CONSENTING": Source(
        "ASH", "On ne peut plus fermer les yeux sur la prostitution des mineurs", "",
        "https://www.ash.tm.fr/hebdo/3033/cote-terrain/on-ne-peut-plus-fermer-les-yeux-sur-la-"
        "prostitution-des-mineurs-425717.php",
    ),
    "FOREIGN": Source(
        "Comede", "Mineurs non accompagnés", "2024-12-19",
        "https://guide.comede.org/11-5-mineurs-non-accompagnes",
    ),
    "AUTHORITY": Source(
        "InitiaDROIT", "Quel rôle gardent les parents vis-à-vis de l’enfant placé\u00a0?", "",
        "https://initiadroit.com/role-gardent-parents-vis-a-vis-de-lenfant-place/",
    ),
    "HELP-AT-HOME": Source(
        "Département de Loir-et-Cher", "Les aides éducatives", "",
        "https://www.departement41.fr/au-quotidien/solidarites/bien-vivre-son-enfance-et-sa-"
        "parentalite/aides-educatives",
    ),
    # Running away.
    "MISSING-LAW": Source(
        "SOS Enfants disparus", "Fugues\u00a0: informations", "",
        "https://www.sosenfantsdisparus.fr/fugues/infos.html",
    ),
    "MISSING": Source(
        "Service-public.fr, repris par associations.gouv.fr", "Disparition d’un enfant mineur", "",
        "https://associations.gouv.fr/dons-donations-et-legs.html?xml=F10385&xsl=.xsl",
    ),
    "FOUND": Source(
        "Factuel, qui cite la police nationale", "Que risque un mineur après une fugue\u00a0?",
        "2024-02",
        "https://www.factuel.media/police-justice/articles/disparition-de-lucie-retrouvee-dans-un-"
        "canape-lit-que-risque-un-mineur-apre_tco_20627752",
    ),
    "PLAN-2021": Source(
        "traite.hypotheses.org", "Les actions du plan de novembre 2021", "",
        "https://traite.hypotheses.org/1266",
    ),
    # Health.
    "CONTRACEPTION": Source(
        "Assurance maladie", "Contraception d’urgence hormonale gratuite", "",
        "https://www.ameli.fr/assure/sante/themes/contraception-urgence/contraception-urgence-"
        "gratuite",
    ),
    "CONTRACEPTION-MINORS": Source(
        "meddispar.fr", "Contraception d’urgence sans prescription", "",
        "https://www.meddispar.fr/index.php/Contraceptifs-delivres-a-titre-gratuit/Contraception-"
        "hormonale-d-urgence-sans-prescription/Criteres",
    ),
    "CONTRACEPTION-DAYS": Source(
        "Service-public.fr, repris par arbois.fr", "Contraception d’urgence", "2023-01-01",
        "https://arbois.fr/demarches-administra/recensement/?xml=F1100",
    ),
    "TESTS": Source(
        "info-chalon.com", "Le dépistage des IST est gratuit pour les moins de 26 ans",
        "2024-09-26",
        "https://www.info-chalon.com/articles/2024/09/26/93236/le-depistage-des-ist-est-gratuit-"
        "pour-les-moins-de-26-ans-depuis-le-1er-septembre/",
    ),
    "TESTS-NAME": Source(
        "Sida Info Service", "Les CeGIDD entrent en piste", "2016",
        "https://www.sida-info-service.org/2016-les-cegigg-entrent-en-piste/",
    ),
    "HIV": Source(
        "Haute Autorité de santé, reprise par hopital-sante-travail.fr",
        "Traitement préventif post-exposition au VIH", "2024",
        "https://hopital-sante-travail.fr/vih-cat-aev-aes.html",
    ),
    # Professionals.
    "REPORT-17": Source(
        "Département de la Charente-Maritime", "Guide de l’information préoccupante, page 12", "",
        "https://ebook.charente-maritime.fr/eBook/solidarite-population/guide-signalement/12",
    ),
    "REPORT-29": Source(
        "Département du Finistère", "Protection de l’enfance en danger", "",
        "https://www.finistere.fr/aides-et-services/enfance-famille/protection-de-lenfance-en-"
        "danger/",
    ),
    "REPORT-44": Source(
        "Département de Loire-Atlantique", "Alerter sur la situation préoccupante d’un enfant", "",
        "http://loire-atlantique.fr/44/enfance-familles/alerter-sur-la-situation-preoccupante-d-un-"
        "enfant/c_1282021",
    ),
    "SIGNS": Source(
        _MINISTRY, "Mineurs victimes de prostitution\u00a0: des solutions existent", "",
        "https://solidarites-sante.gouv.fr/affaires-sociales/familles-enfance/protection-de-l-"
        "enfance-10740/proteger-les-enfants-face-aux-differentes-formes-de-maltraitances/Mineurs-"
        "victimes-de-prostitution",
    ),
    "SIGNS-REPORT": Source(
        "Groupe de travail de 2021, repris par 123dok.net", "Le repérage par les professionnels",
        "2021",
        "https://123dok.net/article/question-rep%C3%A9rage-situations-exploitation-impliquant-"
        "professionnels-%C3%A9ducation-nationale.y8g2lww0",
    ),
    "SCHOOL": Source(
        "DSDEN de Seine-Saint-Denis", "Protection de l’enfance", "",
        "http://www.dsden93.ac-creteil.fr/spip/spip.php?article2557",
    ),
    "SCHOOL-COPY": Source(
        "SNALC Nice", "Détecter et signaler les situations de maltraitance", "",
        "https://snalcnice-ecoles.fr/detecter-et-signaler-les-situations-de-maltraitance-ce-quil-"
        "faut-savoir-fiche-info-snalc/2",
    ),
    "UAPED": Source(
        "enfancejeunesseinfos.fr", "Violences faites aux enfants\u00a0: les UAPED", "",
        "https://www.enfancejeunesseinfos.fr/violences-faites-aux-enfants-les-uaped-sont-en-danger-"
        "avertit-la-presidente-de-la-voix-de-lenfant/",
    ),
    "UAPED-HEARING": Source(
        "otoulouse.net", "Une salle pour recueillir la parole des enfants", "2025-06-23",
        "https://otoulouse.net/actu-fr/2025/06/23/le-chu-de-toulouse-se-dote-dune-salle-melanie-"
        "pour-recueillir-la-parole-des-enfants-victimes-de-violence",
    ),
    "HOTEL": Source(
        "GHR, qui relaie l’OCRTEH", "Suspicion d’exploitation sexuelle dans un hôtel", "",
        "https://ghr.fr/reglementation-fiscalite/suspicion-de-prostitution-ou-d-exploitation-"
        "sexuelle-dans-un-hotel-quels-15389",
    ),
    "COMMISSION": Source(
        "Le Media social", "De nouvelles missions pour les commissions départementales", "",
        "https://www.lemediasocial.fr/prostitution-des-mineurs-de-nouvelles-missions-pour-les-"
        "commissions-departementales_uHsSI7",
    ),
    "ADULT-ASE": Source(
        "Le Media social", "La loi de protection des enfants est déjà en partie applicable", "",
        "https://lemediasocial.fr/la-loi-de-protection-des-enfants-est-deja-en-partie-applicable_"
        "NCvrl2",
    ),
    "ADULT-INTERVIEW": Source(
        "InfoMIE", "Anticiper la majorité", "", "https://www.infomie.net/article6975.html?lang=fr"
    ),
    "ADULT-WAY-OUT": Source(
        "Service-public.fr, repris par versurmer.fr", "Le parcours de sortie de la prostitution",
        "",
        "https://www.versurmer.fr/demarches/particuliers/F2532",
    ),
    # Figures.
    "RECORDED-2024": Source(
        "MIPROF, repris par Droit d’Enfance", "Lettre n° 24\u00a0: le système prostitutionnel", "",
        "https://www.droitdenfance.org/ressources/le-systeme-prostitutionnel-en-france-lettre-de-"
        "lobservatoire-national-des-violences-faites-aux-femmes-n24/",
    ),
    "ESTIMATE-2025": Source(
        "Europe 1, qui cite Droit d’Enfance", "Une carte pour agir vite", "2025-04",
        "https://www.europe1.fr/societe/une-carte-pour-agir-vite-face-a-la-prostitution-des-"
        "mineures-709277",
    ),
    "ESTIMATE-2022": Source(
        "ACPE et Droit d’Enfance", "Prostitution des mineurs et fugues\u00a0: un vadémécum",
        "2022-10-05",
        "https://www.droitdenfance.org/2022/10/05/prostitution-des-mineurs-et-fugues-un-vademecum-"
        "a-destination-des-professionnels/",
    ),
    "ESTIMATE-2021": Source(
        "Groupe de travail de 2021, repris par readkong.com", "Rapport\u00a0: synthèse",
        "2021-07-12",
        "https://fr.readkong.com/page/rapport-du-groupe-de-travail-sur-la-prostitution-des-mineurs-"
        "5129159",
    ),
    "REPORT-2021": Source(
        "Groupe de travail de 2021, repris par docslib.org", "Rapport remis le 28 juin 2021",
        "2021-06-28",
        "https://docslib.org/doc/39711/rapport-du-groupe-de-travail-sur-la-prostitution-des-mineurs",
    ),
    "NOT-VICTIMS": Source(
        "Gouvernement, repris par 123dok.net", "Dossier de presse du premier plan national",
        "2021-11-15",
        "https://123dok.net/document/y96m5m1j-lancement-premier-prostitution-mineurs-dossier-"
        "veille-acteurs-sant%C3%A9.html",
    ),
}  # fmt: skip

"""What is wrong in a file of the directory, said so that the reader can mend it.

A problem names file, line, field, value, what is wrong and what to do, in French and in English.
It never raises by itself: `readers` collects all of them and reports them together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

#: code -> (French sentence, French remedy, English sentence, English remedy)
_SENTENCES: Final[dict[str, tuple[str, str, str, str]]] = {
    "missing_file": (
        "fichier absent",
        "rétablissez-le depuis le dépôt",
        "file missing",
        "restore it from the repository",
    ),
    "encoding": (
        "le fichier n’est pas en UTF-8",
        "enregistrez-le en UTF-8",
        "the file is not UTF-8",
        "save it as UTF-8",
    ),
    "nul": (
        "le fichier contient un caractère nul",
        "supprimez ce caractère",
        "the file holds a NUL character",
        "remove that character",
    ),
    "csv": (
        "CSV illisible : {detail}",
        "vérifiez les guillemets et les virgules",
        "unreadable CSV: {detail}",
        "check quotes and commas",
    ),
    "missing_column": (
        "colonne absente",
        "ajoutez la colonne, même vide",
        "column missing",
        "add the column, even if empty",
    ),
    "unknown_column": (
        "colonne inconnue",
        "retirez-la ou corrigez son nom",
        "unknown column",
        "remove it or correct its name",
    ),
    "wrong_length": (
        "{detail} cellules pour cette ligne",
        "comptez les virgules et les guillemets de la ligne",
        "{detail} cells on this line",
        "count the commas and quotes of the line",
    ),
    "required": ("valeur obligatoire", "remplissez le champ", "value required", "fill the field"),
    "unknown_code": (
        "code inconnu",
        "choisissez parmi : {detail}",
        "unknown code",
        "choose among: {detail}",
    ),
    "not_a_number": (
        "ce n’est pas un nombre entier",
        "écrivez des chiffres, ou laissez vide",
        "not a whole number",
        "write digits, or leave empty",
    ),
    "out_of_range": (
        "hors des bornes : {detail}",
        "corrigez la valeur",
        "out of range: {detail}",
        "correct the value",
    ),
    "bad_date": (
        "date illisible",
        "écrivez AAAA, AAAA-MM ou AAAA-MM-JJ",
        "unreadable date",
        "write YYYY, YYYY-MM or YYYY-MM-DD",
    ),
    "bad_day": (
        "jour illisible",
        "écrivez AAAA-MM-JJ",
        "unreadable day",
        "write YYYY-MM-DD",
    ),
    "too_long": (
        "texte trop long",
        "écrivez {detail} signes au plus",
        "text too long",
        "write at most {detail} signs",
    ),
    "bad_link": (
        "adresse web refusée",
        "écrivez une adresse complète en http:// ou https://",
        "web address refused",
        "write a whole http:// or https:// address",
    ),
    "bad_phone": (
        "numéro de téléphone impossible",
        "recopiez le numéro depuis la page qui le publie",
        "impossible telephone number",
        "copy the number from the page that publishes it",
    ),
    "bad_email": (
        "adresse électronique impossible",
        "recopiez-la depuis la page qui la publie",
        "impossible e-mail address",
        "copy it from the page that publishes it",
    ),
    "bad_hours": (
        "horaires illisibles",
        "suivez la syntaxe opening_hours d’OpenStreetMap",
        "unreadable hours",
        "follow OpenStreetMap’s opening_hours syntax",
    ),
    "markup": (
        "balise ou caractère interdit dans un texte",
        "retapez le texte, simple, sans < ni > ni signe invisible",
        "markup or forbidden character in a text",
        "type the text again, plain, without <, > or invisible signs",
    ),
    "formula": (
        "un tableur lirait ce texte comme une formule",
        "ne commencez pas par =, +, - ni @",
        "a spreadsheet would read this text as a formula",
        "do not begin with =, +, - or @",
    ),
    "bad_id": (
        "identifiant refusé",
        "videz la cellule puis lancez « webmap check --assign »",
        "id refused",
        "empty the cell, then run “webmap check --assign”",
    ),
    "duplicate_id": (
        "identifiant déjà pris ({detail})",
        "videz la cellule puis lancez « webmap check --assign »",
        "id already taken ({detail})",
        "empty the cell, then run “webmap check --assign”",
    ),
    "unknown_commune": (
        "code commune inconnu",
        "écrivez le code INSEE d’une commune actuelle",
        "unknown commune code",
        "write the INSEE code of a current commune",
    ),
    "unknown_territory": (
        "territoire inconnu",
        "écrivez un code de département ou de territoire",
        "unknown territory",
        "write the code of a département or territory",
    ),
    "territory_mismatch": (
        "la commune est dans le territoire {detail}",
        "corrigez le territoire ou la commune",
        "the commune is in territory {detail}",
        "correct the territory or the commune",
    ),
    "place_without_precision": (
        "un lieu est écrit alors que la précision est « {detail} »",
        "videz ce champ",
        "a place is written while the precision is “{detail}”",
        "empty this field",
    ),
    "precision_without_place": (
        "la précision « {detail} » demande un lieu",
        "écrivez le lieu ou baissez la précision",
        "precision “{detail}” asks for a place",
        "write the place or lower the precision",
    ),
    "no_consent": (
        "précision plus fine que l’accord écrit de la structure",
        "remplissez consent_precision, consent_on et consent_by, ou baissez la précision",
        "precision finer than the operator’s written consent",
        "fill consent_precision, consent_on and consent_by, or lower the precision",
    ),
    "press_consent": (
        "la presse n’est jamais un accord",
        "demandez l’accord écrit de la structure, ou baissez la précision",
        "press is never consent",
        "ask the operator’s written consent, or lower the precision",
    ),
    "not_public_building": (
        "ce lieu ne peut pas être montré comme un bâtiment public",
        "baissez la précision, ou demandez l’accord de la structure (place_basis : operator)",
        "this place may not be shown as a public building",
        "lower the precision, or ask the operator’s consent (place_basis: operator)",
    ),
    "small_town": (
        "un bureau n’est montré que dans une ville de {detail} habitants ou plus",
        "mettez precision à territory et videz le lieu",
        "an office is shown only in a city of {detail} inhabitants or more",
        "set precision to territory and empty the place",
    ),
    "point_far": (
        "le point est à {detail} km de la mairie de sa commune",
        "corrigez la commune, la longitude ou la latitude",
        "the point is {detail} km from the town hall of its commune",
        "correct the commune, the longitude or the latitude",
    ),
    "future_day": (
        "ce jour n’est pas encore venu",
        "écrivez le jour où cela a été fait",
        "this day has not come yet",
        "write the day on which it was done",
    ),
    "commune_named": (
        "le texte nomme la commune « {detail} » alors que la fiche ne doit pas avoir de lieu",
        "retirez ce nom du texte",
        "the text names the commune “{detail}” though the record must have no place",
        "remove this name from the text",
    ),
    "territory_named": (
        "un hébergement secret nomme le territoire ou la région « {detail} »",
        "retirez ce nom du texte",
        "secret accommodation names the territory or region “{detail}”",
        "remove this name from the text",
    ),
    "position_written": (
        "« {detail} » peut dire un lieu (code postal, position, carte)",
        "retirez-le : la fiche ne doit pas avoir de lieu",
        "“{detail}” may tell a place (postcode, position, map)",
        "remove it: the record must have no place",
    ),
    "address_written": (
        "« {detail} » dit une rue, un étage ou une porte",
        "retirez-le : le texte ne doit pas dire où est le lieu",
        "“{detail}” tells a street, a floor or a door",
        "remove it: the text must not say where the place is",
    ),
    "mixed_alphabets": (
        "le mot « {detail} » mêle des lettres de deux alphabets",
        "retapez ce mot au clavier",
        "the word “{detail}” mixes letters of two alphabets",
        "type this word again on the keyboard",
    ),
    "hours_comment": (
        "un commentaire est écrit dans les horaires d’une fiche sans lieu",
        "retirez les guillemets et leur contenu",
        "a comment is written in the hours of a record without a place",
        "remove the quotes and what they hold",
    ),
    "person_named": (
        "« {detail}… » semble nommer une personne",
        "écrivez une fonction, jamais un nom",
        "“{detail}…” seems to name a person",
        "write a function, never a name",
    ),
    "phone_in_text": (
        "un numéro de téléphone est écrit dans un texte (« {detail} »)",
        "mettez-le dans la colonne phone, ou retirez-le",
        "a telephone number is written in a text (“{detail}”)",
        "move it to the phone column, or remove it",
    ),
    "secret_phone": (
        "ce numéro dit où se trouve un hébergement secret",
        "gardez un numéro mobile ou national, ou videz le champ",
        "this number tells where secret accommodation is",
        "keep a mobile or national number, or empty the field",
    ),
    "link_on_sensitive": (
        "lien de source interdit : fiche sans lieu, ou bureau d’une équipe qui reçoit des mineurs",
        "gardez l’éditeur et la date, videz le lien",
        "source link forbidden: no place, or the office of a team that serves minors",
        "keep publisher and date, empty the link",
    ),
    "secret_with_place": (
        "un hébergement secret est national, sans lieu ni territoire",
        "videz territory, écrivez national dans precision et dans covers",
        "secret accommodation is national, with no place or territory",
        "empty territory, write national in precision and in covers",
    ),
    "national_with_territory": (
        "la précision est nationale et un territoire est écrit",
        "videz territory, ou mettez precision à territory",
        "the precision is national and a territory is written",
        "empty territory, or set precision to territory",
    ),
    "age_order": (
        "âge minimum plus grand que l’âge maximum",
        "corrigez l’un des deux",
        "minimum age above maximum age",
        "correct one of them",
    ),
    "verified_without_person": (
        "vérification sans personne ni moyen",
        "remplissez verified_by et method, ou videz verified_on",
        "verification without a person or a method",
        "fill verified_by and method, or empty verified_on",
    ),
    "unknown_record": (
        "aucune fiche ne porte cet identifiant",
        "recopiez l’identifiant de la fiche",
        "no record has this id",
        "copy the record’s id",
    ),
    "unknown_court": (
        "aucun tribunal de magistrats.csv ne porte cet identifiant",
        "recopiez l’identifiant d’un tribunal",
        "no court of magistrats.csv has this id",
        "copy the id of a court",
    ),
    "duplicate_row": (
        "même ligne que la ligne {detail}",
        "gardez la plus récente",
        "same row as line {detail}",
        "keep the newest",
    ),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend. `line` counts from 1, the header being line 1; 0 means the whole file."""

    file: str
    line: int
    field: str
    value: str
    code: str
    detail: str = ""

    def sentence(self, language: str = "fr") -> str:
        """What is wrong, in `language` ("fr" or "en")."""
        texts = _SENTENCES[self.code]
        return texts[0 if language == "fr" else 2].format(detail=self.detail)

    def remedy(self, language: str = "fr") -> str:
        """What to do about it, in `language` ("fr" or "en")."""
        texts = _SENTENCES[self.code]
        return texts[1 if language == "fr" else 3].format(detail=self.detail)


def codes() -> frozenset[str]:
    """Every code a problem may have; a test asks that each can be provoked."""
    return frozenset(_SENTENCES)

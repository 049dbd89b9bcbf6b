"""Forms of the wing. Only what they name is read; choices are lists; all problems at once."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from typing import Any, Final

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    PasswordField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
)
from wtforms.validators import InputRequired, Length, ValidationError

from webmap.private import choices
from webmap.vocabulary import Terms
from webmap.web.current import current_catalogue

#: Territories that one person may ask for: a region and its neighbours, not the country.
TERRITORIES_MAX: Final = 20
_MAX: Final = 120
#: Country codes of France, of Réunion and Mayotte, of the Antilles and Guyane.
_DIALLED_WITH_ZERO: Final = (33, 262, 590, 594, 596)
_NEEDED: Final = "Une réponse est nécessaire."
_NOT_LISTED: Final = "Choisissez une des réponses proposées."


def offered(terms: Terms) -> list[SelectChoice]:
    """Codes and labels of a list."""
    return [SelectChoice(term.code, term.fr) for term in terms.values()]


def _strip(value: str | None) -> str | None:
    return value.strip() if value else value


def one_line(_: FlaskForm, field: Field) -> None:
    """Plain text on one line: no markup, no sign that nobody sees."""
    if any(c in "<>" or unicodedata.category(c)[0] == "C" for c in field.data or ""):
        raise ValidationError("Des lettres et des signes simples, sur une ligne.")


def mail(_: FlaskForm, field: Field) -> None:
    """The form of an e-mail address; it is kept as it will be looked up."""
    try:
        found = validate_email(field.data or "", check_deliverability=False)
    except EmailNotValidError:
        raise ValidationError(
            "Cette adresse ne peut pas être lue : prenom.nom@organisme.fr."
        ) from None
    if _alphabets(found.normalized) > 1:
        raise ValidationError(
            "Cette adresse mêle des lettres de plusieurs alphabets : écrivez-la au clavier."
        )
    field.data = found.normalized


def _alphabets(text: str) -> int:
    """How many alphabets the letters come from: a Cyrillic « о » looks like ours."""
    letters = (c for c in unicodedata.normalize("NFC", text) if c.isalpha())
    return len({unicodedata.name(c, "?").split()[0] for c in letters})


def telephone(_: FlaskForm, field: Field) -> None:
    """A number that can exist, in France or overseas; kept in one form, however it is written:
    accounts of one employer are known by it."""
    try:
        number = phonenumbers.parse(field.data or "", "FR")
    except phonenumbers.NumberParseException:
        raise ValidationError("Écrivez un numéro de téléphone.") from None
    if not phonenumbers.is_possible_number(number):
        raise ValidationError("Ce numéro n’a pas le bon nombre de chiffres.")
    kind = phonenumbers.PhoneNumberFormat
    french = number.country_code in _DIALLED_WITH_ZERO
    field.data = phonenumbers.format_number(number, kind.NATIONAL if french else kind.INTERNATIONAL)


def _text(label: str, *checks: Callable[[Any, Any], None]) -> StringField:
    needed = [InputRequired(_NEEDED), Length(max=_MAX, message="C’est trop long."), one_line]
    return StringField(label, [*needed, *checks], filters=[_strip])


def choice(label: str, terms: Terms) -> SelectField:
    """One answer of a list."""
    return SelectField(label, [InputRequired(_NEEDED)], choices=offered(terms))


class _Form(FlaskForm):  # type: ignore[misc]
    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        def bind_field(self, form: Any, unbound: Any, options: Mapping[str, Any]) -> Any:
            field = unbound.bind(form=form, **options)
            # Our words where WTForms has its own.
            field._translations = _Ours()
            return field


class _Ours:
    """WTForms' only sentence that our forms can meet: an answer that is not in the list."""

    def gettext(self, _: str) -> str:
        return _NOT_LISTED

    def ngettext(self, *_: Any) -> str:
        return _NOT_LISTED


class WithTerritories(_Form):
    """A form that asks for territories, by code."""

    territoires = SelectMultipleField("Territoires", validate_choice=False)

    def validate_territoires(self, field: Field) -> None:
        known = current_catalogue().territories
        if not field.data:
            raise ValidationError("Choisissez au moins un territoire.")
        if any(code not in known for code in field.data):
            raise ValidationError(_NOT_LISTED)
        if len(set(field.data)) > TERRITORIES_MAX:
            raise ValidationError(
                f"Pas plus de {TERRITORIES_MAX} territoires : le bureau en ajoute."
            )


class Demande(WithTerritories):
    """A request for access. No field where a child's story could be written."""

    nom = _text("Votre nom")
    courriel = _text("Adresse professionnelle", mail)
    organisme = _text("Organisme employeur")
    standard = _text("Standard de l’employeur", telephone)
    fonction = choice("Votre fonction", choices.FUNCTIONS)

    class Meta(_Form.Meta):
        # Whoever asks has no session: Sec-Fetch-Site refuses other sites' pages.
        csrf = False


class Rappel(_Form):
    """Asking to be called back."""

    moment = choice("Quand peut-on vous joindre ?", choices.SLOTS)


class Ligne(_Form):
    """Asking to see a line."""

    motif = choice("Pourquoi avez-vous besoin de cette ligne ?", choices.REASONS)
    #: The last line that the person had seen when the page was made.
    derniere = HiddenField()


class NouveauMotDePasse(_Form):
    """A first password."""

    password = PasswordField("Mot de passe", [InputRequired(_NEEDED)])
    confirmation = PasswordField("Le même, encore une fois", [InputRequired(_NEEDED)])

    def validate_confirmation(self, field: Field) -> None:
        if field.data != self.password.data:
            raise ValidationError("Les deux mots de passe sont différents.")


def same_number(one: str, other: str) -> bool:
    """Whether two numbers ring at the same place, with or without the country's code."""
    digits = (phonenumbers.normalize_digits_only(number)[-9:] for number in (one, other))
    return len(set(digits)) == 1


class Accord(WithTerritories):
    """Granting an access: the call back comes first. `given`: the number of the request."""

    given: str = ""

    standard = _text("Standard trouvé et appelé", telephone)
    trouve = choice("Où avez-vous trouvé le standard ?", choices.FOUND_THROUGH)
    rappele = BooleanField(
        "J’ai appelé ce standard, trouvé sans la demande, et l’employeur a confirmé la personne, "
        "sa fonction et son adresse",
        [InputRequired("Sans cet appel, aucun accès ne s’ouvre.")],
    )
    meme = BooleanField("C’est le même numéro que celui de la demande ; je l’ai trouvé ailleurs")

    def validate_meme(self, field: Field) -> None:
        if not field.data and same_number(self.standard.data or "", self.given):
            raise ValidationError(
                "Ce numéro est celui de la demande : l’avez-vous vraiment trouvé sans elle ?"
            )


class Refus(_Form):
    """Declining a request."""

    motif = choice("Pourquoi", choices.DECLINES)


class Territoires(WithTerritories):
    """Changing what an access covers."""


class Suite(_Form):
    """Where a call-back stands."""

    etat = choice("Où en est le rappel ?", choices.CALLBACK_STATES)


class Geste(_Form):
    """A button: renew, block, invite, see."""

"""Fields of the wing's forms: what each takes, and the form in which it is kept."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any, Final

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from flask_wtf import FlaskForm
from wtforms import (
    Field,
    SelectChoice,
    SelectField,
    StringField,
)
from wtforms.validators import InputRequired, Length, ValidationError

from webmap.vocabulary import Terms

_MAX: Final = 120
#: Country codes of France, of Réunion and Mayotte, of the Antilles and Guyane.
_DIALLED_WITH_ZERO: Final = (33, 262, 590, 594, 596)
NEEDED: Final = "Une réponse est nécessaire."
NOT_LISTED: Final = "Choisissez une des réponses proposées."


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


def text(label: str, *checks: Callable[[Any, Any], None]) -> StringField:
    """A line that must be filled, held to `checks` too."""
    needed = [InputRequired(NEEDED), Length(max=_MAX, message="C’est trop long."), one_line]
    return StringField(label, [*needed, *checks], filters=[_strip])


def choice(label: str, terms: Terms) -> SelectField:
    """One answer of a list."""
    return SelectField(label, [InputRequired(NEEDED)], choices=offered(terms))


def same_number(one: str, other: str) -> bool:
    """Whether two numbers ring at the same place, with or without the country's code."""
    digits = (phonenumbers.normalize_digits_only(number)[-9:] for number in (one, other))
    return len(set(digits)) == 1

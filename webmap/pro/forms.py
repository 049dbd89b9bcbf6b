"""Forms of the wing. Only what they name is read; choices are lists; all problems at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    PasswordField,
    SelectMultipleField,
)
from wtforms.validators import InputRequired, ValidationError

from webmap.private import choices
from webmap.pro.fields import NEEDED, NOT_LISTED, choice, mail, same_number, telephone, text
from webmap.web.current import current_catalogue

#: Territories that one person may ask for: a region and its neighbours, not the country.
TERRITORIES_MAX: Final = 20


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
        return NOT_LISTED

    def ngettext(self, *_: Any) -> str:
        return NOT_LISTED


class WithTerritories(_Form):
    """A form that asks for territories, by code."""

    territoires = SelectMultipleField("Territoires", validate_choice=False)

    def validate_territoires(self, field: Field) -> None:
        known = current_catalogue().territories
        if not field.data:
            raise ValidationError("Choisissez au moins un territoire.")
        if any(code not in known for code in field.data):
            raise ValidationError(NOT_LISTED)
        if len(set(field.data)) > TERRITORIES_MAX:
            raise ValidationError(
                f"Pas plus de {TERRITORIES_MAX} territoires : le bureau en ajoute."
            )


class Demande(WithTerritories):
    """A request for access. No field where a child's story could be written."""

    nom = text("Votre nom")
    courriel = text("Adresse professionnelle", mail)
    organisme = text("Organisme employeur")
    standard = text("Standard de l’employeur", telephone)
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

    password = PasswordField("Mot de passe", [InputRequired(NEEDED)])
    confirmation = PasswordField("Le même, encore une fois", [InputRequired(NEEDED)])

    def validate_confirmation(self, field: Field) -> None:
        if field.data != self.password.data:
            raise ValidationError("Les deux mots de passe sont différents.")


class Accord(WithTerritories):
    """Granting an access: the call back comes first. `given`: the number of the request."""

    given: str = ""

    standard = text("Standard trouvé et appelé", telephone)
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

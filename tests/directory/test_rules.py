"""S2 and DOMAIN 1: consent, precision, and no place in a record that must not have one."""

import pytest

from tests.directory.factory import GAZETTEER, record
from webmap.directory.rules import problems_of


def codes_of(category: str = "association", **changes: object) -> list[tuple[str, str]]:
    found = problems_of(record(category, **changes), "f.csv", 2, GAZETTEER)
    return [(problem.field, problem.code) for problem in found]


AT_TOWN = {"precision": "commune", "commune_code": "23096"}
CONSENT = {
    "consent_precision": "commune",
    "consent_on": "2026-01-05",
    "consent_by": "la direction",
    "place_basis": "operator",
}


def test_a_territory_record_is_fine() -> None:
    """The usual record: a territory, no place."""
    assert codes_of() == []


@pytest.mark.parametrize(
    "field", ["name", "summary_fr", "summary_en", "access_fr", "source", "website", "email"]
)
def test_no_text_of_a_placeless_record_names_a_commune(field: str) -> None:
    """S2 over every text of the record, links included."""
    value = {"website": "https://x.fr/Guéret", "email": "Guéret@x.fr"}.get(field, "à Guéret")
    assert (field, "commune_named") in codes_of(**{field: value})


def test_the_operators_public_name_may_hold_a_commune() -> None:
    """An association called after a town keeps its name, also in the record's texts."""
    assert codes_of(operator="Parquet de Guéret", name="Cellule de Guéret") == []


def test_a_secret_place_keeps_not_even_its_operators_town() -> None:
    """Secret accommodation: no place name in any field."""
    secret = {
        "kinds": "sous_secret",
        "precision": "national",
        "territory": "",
        "covers": "national",
    }
    assert codes_of("hebergement", **secret) == []
    assert ("operator", "commune_named") in codes_of(
        "hebergement", **secret, operator="Foyer de Guéret"
    )


def test_secret_accommodation_is_never_tied_to_a_territory() -> None:
    """A territory is nearly an address in Mayotte or the Territoire de Belfort."""
    assert ("territory", "secret_with_place") in codes_of("hebergement", kinds="sous_secret")


def test_a_territorys_own_name_is_no_leak_but_another_ones_town_is() -> None:
    """Mayenne is a commune too: fine in a record of Mayenne, a leak elsewhere."""
    assert codes_of(territory="53", covers="53", name="Équipe de la Mayenne") == []
    assert ("name", "commune_named") in codes_of(name="Équipe de la Mayenne")
    assert codes_of(name="Amicale Bretagne") == []


def test_press_is_never_consent() -> None:
    """A town on a record needs the operator's word, its date and who gave it."""
    assert ("consent_precision", "no_consent") in codes_of(**AT_TOWN, place_basis="operator")
    assert codes_of(**AT_TOWN, **CONSENT) == []
    without_date = {**CONSENT, "consent_on": ""}
    assert ("consent_precision", "no_consent") in codes_of(**AT_TOWN, **without_date)


def test_consent_to_a_town_is_not_consent_to_an_address() -> None:
    """Finer than agreed is refused."""
    finer = {**AT_TOWN, "precision": "address", "address": "1 rue X"}
    assert ("consent_precision", "no_consent") in codes_of(**finer, **CONSENT)


def test_an_office_never_stands_at_its_address() -> None:
    """The public office of an association, at the town hall only."""
    at_address = {**AT_TOWN, "precision": "address", "address": "1 rue X"}
    assert ("consent_precision", "no_consent") in codes_of(**at_address, place_basis="office")


@pytest.mark.parametrize(
    ("field", "value"),
    [("commune_code", "23096"), ("address", "1 rue X"), ("latitude", 46.2), ("longitude", 1.9)],
)
def test_a_placeless_record_holds_no_place(field: str, value: object) -> None:
    """Precision territory means no commune, no address, no point."""
    assert (field, "place_without_precision") in codes_of(**{field: value})


def test_commune_precision_holds_no_finer_point() -> None:
    """A point finer than the town would tell more than agreed."""
    found = codes_of(**AT_TOWN, **CONSENT, latitude=46.2, longitude=1.9)
    assert ("latitude", "place_without_precision") in found


def test_a_source_link_is_not_kept_on_a_placeless_record() -> None:
    """An article's address tells the town; a public line's page tells nothing."""
    assert ("source_url", "link_on_sensitive") in codes_of(source_url="https://x.fr/a")
    national = {"precision": "national", "territory": "", "covers": "national"}
    assert codes_of("ecoute", **national, kinds="images", source_url="https://x.fr/a") == []


def test_places_must_exist_and_agree() -> None:
    """Codes are those of the geography, and the commune is in its territory."""
    assert ("covers", "unknown_territory") in codes_of(covers="984")
    assert ("commune_code", "unknown_commune") in codes_of(
        precision="commune", commune_code="23999", **CONSENT
    )
    assert ("territory", "territory_mismatch") in codes_of(
        precision="commune", commune_code="75056", **CONSENT
    )


def test_a_verification_needs_a_person_and_a_way() -> None:
    """`verified_on` is set only by a person who checked with the structure."""
    assert ("verified_on", "verified_without_person") in codes_of(verified_on="2026-01-01")


def test_ages_are_in_order() -> None:
    """A minimum above the maximum would hide the record from everyone."""
    assert ("age_min", "age_order") in codes_of(age_min="17", age_max="13")

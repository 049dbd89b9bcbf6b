"""S2 and S6: what a text of a record without a place must never hold."""

import pytest

from tests.directory.factory import GAZETTEER, record
from webmap.directory.rules import problems_of


def codes_of(category: str = "association", **changes: object) -> list[tuple[str, str]]:
    found = problems_of(record(category, **changes), "f.csv", 2, GAZETTEER)
    return [(problem.field, problem.code) for problem in found]


HOME = {"kinds": "urgence", "territory": "23"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "Foyer de Gueret"),
        ("operator", "CHRS de Guéret"),
        ("summary_en", "in gueret"),
        ("origine_acceptee", "sauf gueret"),
        ("delay", "2 jours depuis Guéret"),
        ("source", "ville-gueret.fr"),
        ("verified_by", "une éducatrice de Guéret"),
        ("method", "appel à gueret"),
        ("email", "foyer@ville-gueret.fr"),
        ("website", "https://ville-gueret.fr/foyer"),
    ],
)
def test_every_text_of_a_home_is_read(field: str, value: str) -> None:
    """No field of accommodation escapes the guard."""
    assert (field, "commune_named") in codes_of("hebergement", **HOME, **{field: value})


@pytest.mark.parametrize(
    "value",
    [
        "code 23000", "INSEE 23096", "2A004", "48.8566, 2.3522", "48,8566 ; 2,3522",
        "46° 10' N", "8FW4V75V+8Q",
    ],
)  # fmt: skip
def test_codes_and_positions_are_refused(value: str) -> None:
    """A postcode, an INSEE code or coordinates tell as much as a name."""
    assert ("summary_fr", "position_written") in codes_of(summary_fr=value)


@pytest.mark.parametrize(
    "link",
    [
        "https://x.fr/@46.17,1.87,17z",
        "https://www.openstreetmap.org/node/1",
        "https://maps.app.goo.gl/abc",
        "https://w3w.co/mot.autre.encore",
    ],
)
def test_a_link_to_a_map_is_a_position(link: str) -> None:
    """Whatever the link says in words, the map shows the house."""
    assert ("website", "position_written") in codes_of(website=link)


@pytest.mark.parametrize(
    "value",
    [
        "Accueil au 12 rue Victor Hugo.", "12bis, RUE DES LILAS", "12 rue victor hugo",
        "3 place du marché", "rue de la République, 2e étage", "dans la rue des Lilas",
        "rue Pasteur", "\uff52ue Pasteur", "quai d’Orsay", "place Saint-Jean", "avenue Foch",
        "Boulevard Voltaire", "au deuxième étage", "digicode 12A4", "code de la porte : 4512",
        "bâtiment B", "sonner à l’interphone", "12 Victor Hugo Street", "on the 2nd floor",
        "door code 12", "arrêt de bus Mairie",
    ],
)  # fmt: skip
def test_a_street_or_a_door_is_refused(value: str) -> None:
    """Without a place, and in accommodation even when its town may be known."""
    assert ("summary_fr", "address_written") in codes_of(summary_fr=value)
    at_town = {"kinds": "urgence", "precision": "commune", "commune_code": "23096"}
    home = {**at_town, "territory": "23", "place_basis": "operator"}
    assert ("access_en", "address_written") in codes_of("hebergement", **home, access_en=value)


def test_a_street_in_a_link_is_refused() -> None:
    assert ("website", "address_written") in codes_of(website="https://x.fr/12-rue-victor%2Dhugo")


@pytest.mark.parametrize(
    "value",
    [
        "Va dans la rue à la rencontre des mineurs.", "Travail de rue – Groupe Addap.",
        "Équipes de rue de la ville, de 13 à 21 ans.", "jeune à la rue de moins de 18 ans",
        "24h/24, rue et en ligne", "1 place d’urgence, 3 places en tout", "cours de français",
        "No place of reception.", "Street outreach, 5 nights a week.", "une rue, un quai",
        "prise en charge en cours", "The place is not stated.", "2 cours de français",
    ],
)  # fmt: skip
def test_the_words_of_the_trade_are_not_streets(value: str) -> None:
    """Outreach is said with the words of streets."""
    assert codes_of(summary_fr=value) == []


@pytest.mark.parametrize(
    "value",
    [
        "https://goo.gl/maps/x", "goo.gl/maps/x", "voir bit.ly/abc", "///mots.trois.ici",
        "/// mots.trois.ici", "w3w.co/mots.trois.ici", "8fw4v75v+8q", "https://maps.app.goo.gl/x",
        "www.openstreetmap.org/node/1", "https://www.google.fr/maps/x",
    ],
)  # fmt: skip
def test_a_map_in_a_sentence_is_a_position(value: str) -> None:
    """A short link hides where it leads; three words are a square of three metres."""
    assert ("access_fr", "position_written") in codes_of(access_fr=value)


@pytest.mark.parametrize("value", ["à S e n s", "a S e n s", "y S.e.n.s", "à S_e_n_s", "à S/e/n/s"])
def test_a_short_name_spelled_out_is_a_name(value: str) -> None:
    """The word before is a letter too, and is not part of the name."""
    assert ("summary_fr", "commune_named") in codes_of(summary_fr=f"Se trouve {value}")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("summary_fr", "Gu\u00e9r\u0435t"), ("name", "Marvej\u03bfls"),
        ("website", "https://gu\u0435ret.fr"), ("website", "https://xn--guret-0we.fr"),
    ],
)  # fmt: skip
def test_a_word_has_one_alphabet(field: str, value: str) -> None:
    """A Cyrillic or Greek letter that looks like ours hides a name from the guard."""
    assert (field, "mixed_alphabets") in codes_of(**{field: value})


def test_another_alphabet_is_no_mixture() -> None:
    """A line may say its languages in their own letters."""
    assert codes_of(summary_fr="Русский, ελληνικά, العربية, œuvre, Haÿ, l\u02bcEst.") == []


def test_years_phones_and_ages_are_not_codes() -> None:
    """Four digits, six digits, a short number."""
    assert codes_of(summary_fr="Depuis 2024, de 13 à 21 ans, 116 000 ou 98 60.") == []


def test_comments_in_hours_are_refused_without_a_place() -> None:
    """The syntax of hours lets anybody write a sentence."""
    assert ("hours", "hours_comment") in codes_of(hours='Mo-Fr 09:00-17:00 "Guéret"')
    assert codes_of(hours="Mo-Fr 09:00-17:00") == []


def test_an_operators_name_excuses_only_names_sources_and_links() -> None:
    """A team called after a town may keep its name; its summary says no town."""
    town = {"operator": "Ville de Guéret", "source": "Ville de Guéret"}
    assert codes_of(**town, name="Équipe de Guéret", website="https://ville-gueret.fr") == []
    assert ("summary_fr", "commune_named") in codes_of(**town, summary_fr="Équipe à Guéret.")
    assert codes_of(**town, summary_fr="Un service de la Ville de Guéret.") == []


@pytest.mark.parametrize("kinds", ["accueil_jour", "ecoute;accueil_jour"])
def test_no_operator_excuses_the_town_of_a_day_reception(kinds: str) -> None:
    """There the operator's town would be that of the door."""
    assert ("name", "commune_named") in codes_of(
        kinds=kinds, operator="Ville de Guéret", name="Accueil de Guéret"
    )


def test_a_day_reception_may_be_called_by_an_ordinary_word() -> None:
    """A place named after a street, a house or a bridge tells no town."""
    named = {"kinds": "accueil_jour", "operator": "Hors la Place", "name": "Hors la Place"}
    assert codes_of(**named) == []


def test_a_public_line_may_cite_a_towns_page_when_it_is_national() -> None:
    """The page of any town may explain a national number; a local one tells where it is."""
    national = {"precision": "national", "territory": "", "covers": "national", "kinds": "images"}
    link = {"source_url": "https://ville-gueret.fr/numero"}
    assert codes_of("ecoute", **national, **link) == []
    assert ("source_url", "commune_named") in codes_of("ecoute", kinds="abri", **link)
    assert ("source_url", "commune_named") in codes_of("circuit", kinds="crip", **link)


SECRET = {"kinds": "sous_secret", "precision": "national", "territory": "", "covers": "national"}


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("operator", "CHRS de Guéret", "commune_named"),
        ("summary_fr", "près de marvejols", "commune_named"),
        ("summary_fr", "Maison dans la Creuse", "territory_named"),
        ("summary_en", "A house in Brittany", "territory_named"),
        ("name", "Maison de Bretagne", "territory_named"),
        ("email", "maison@creuse.fr", "territory_named"),
        ("phone", "04 66 49 10 10", "secret_phone"),
        ("phone", "0262 90 30 57", "secret_phone"),
        ("phone", "0692 12 34 56", "secret_phone"),
        ("phone", "05 44 44", "secret_phone"),
        ("covers", "48", "secret_with_place"),
        ("covers", "national;48", "secret_with_place"),
        ("territory", "23", "secret_with_place"),
    ],
)
def test_secret_accommodation_tells_no_part_of_the_country(
    field: str, value: str, code: str
) -> None:
    """National only, in words, in numbers and in territories served."""
    assert codes_of("hebergement", **SECRET) == []
    assert (field, code) in codes_of("hebergement", **{**SECRET, field: value})


@pytest.mark.parametrize("phone", ["06 12 34 56 78", "09 70 12 34 56", "119", "0 800 05 95 95"])
def test_a_number_that_tells_no_place_is_fine_for_a_secret_home(phone: str) -> None:
    """Mobile, internet, free and short numbers are the same everywhere."""
    assert codes_of("hebergement", **SECRET, phone=phone) == []


def test_a_national_record_has_no_territory() -> None:
    """A territory beside the word national would tell what the precision hides."""
    national = {"precision": "national", "covers": "national"}
    assert ("territory", "national_with_territory") in codes_of(**national)


@pytest.mark.parametrize(
    "value",
    ["Demander Mme Dupont", "M. Élie au standard", "Dr Martin", "Maître Durand", "Ask Mrs Smith"],
)
def test_nobody_is_named(value: str) -> None:
    """S6: functions only, on every record."""
    assert ("summary_fr", "person_named") in codes_of(summary_fr=value)
    town = {"precision": "commune", "commune_code": "75056", "territory": "75"}
    at_town = {**town, "place_basis": "office", "covers": "75"}
    assert ("verified_by", "person_named") in codes_of(**at_town, verified_by=value)


@pytest.mark.parametrize("value", ["au 06 12 34 56 78", "05.55.51.00.00", "+33 5 55 51 00 00"])
def test_a_phone_stands_in_its_field(value: str) -> None:
    """In a sentence nobody would verify it, nor see where it rings."""
    assert ("access_fr", "phone_in_text") in codes_of(access_fr=f"Appelez {value}")
    assert codes_of(access_fr="Appeler le 116 000 ou le 98 60.") == []

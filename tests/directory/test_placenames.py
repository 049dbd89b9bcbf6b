"""S2: a commune's name in a text is found, whatever stands around it and however it is written."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webmap.directory.placenames import PlaceNames

NAMES = PlaceNames(
    [
        "Saint-Denis", "Paris", "Sens", "L'Île-d'Yeu", "Paris-l'Hôpital", "Eu", "Guéret",
        "Le Havre", "Les Sables-d'Olonne", "Le Creusot", "L'Haÿ-les-Roses", "Œuilly", "Goes",
        "Place", "L'Hôpital", "La Souterraine", "Les Rives", "Marvejols", "Tours",
    ]
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Une équipe à Saint-Denis.", ("saint denis",)),
        ("un sens à la vie", ()),
        ("La ville de Sens", ("sens",)),
        ("Europe", ()),
        ("Parisien", ()),
        ("près de Paris-l'Hôpital", ("paris l hopital",)),
        ("à Paris, à Sens", ("paris", "sens")),
        ("_Guéret_, 23-Guéret, Guéret23", ("gueret", "gueret", "gueret")),
        ("Les 2 Rives", ()),
    ],
)
def test_names_are_found_whole(text: str, found: tuple[str, ...]) -> None:
    """Whole words, longest name first; ordinary words in small letters are not names."""
    assert NAMES.found_in(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "à Guéret", "à gueret", "à guéret", "à Gueret", "à GUÉRET", "à GUERET", "près de gueret",
        unicodedata.normalize("NFD", "à Guéret"), "à Gué\u200bret", "à Gu\u00adéret",
        "à \uff27uéret", "à Gué ret", "G-u-é-r-e-t", "à G\u0308uéret",
        "à St-Denis", "à St. Denis", "à saint denis", "à Saint\u2011Denis", "SAINT–DENIS",
        "l’Haÿ-les-Roses", "à Haÿ-les-Roses", "l'hay les roses",
        "au Havre", "du havre", "aux Sables-d'Olonne", "les Sables d’Olonne", "au Creusot",
        "de la Souterraine", "à OEuilly", "près de marvejols", "Saintdenis",
    ],
)  # fmt: skip
def test_other_ways_of_writing_hide_nothing(text: str) -> None:
    """Case, accents, ligatures, hyphens, invisible signs, contracted articles, a broken word."""
    assert len(NAMES.found_in(text)) == 1


@pytest.mark.parametrize(
    ("link", "found"),
    [
        ("https://ville-gueret.fr", True),
        ("https://villegueret.fr/x", True),
        ("gueret@foyer.fr", True),
        ("https://x.fr/Gu%C3%A9ret", True),
        ("https://x.fr/Gu%25C3%25A9ret", True),
        ("https://xn--guret-csa.fr", True),
        ("https://x.fr/lehavre", True),
        ("https://x.fr/tours-prevenir", True),
        ("https://x.fr/en-place-publique", False),
        ("https://x.fr/accueil-a-l-hopital", False),
    ],
)
def test_links_are_read_word_by_word(link: str, found: bool) -> None:
    """A link has no capitals: a name is one there, unless it is also an ordinary word."""
    assert bool(NAMES.found_in(link, link=True)) is found


@pytest.mark.parametrize(
    "text", ["Goes out to minors.", "Place, identity", "en place", "à l’hôpital", "UAPED – Place"]
)
def test_ordinary_words_are_not_names(text: str) -> None:
    """Nor when a sentence begins with one."""
    assert NAMES.found_in(text) == ()


def test_ordinary_words_with_a_capital_inside_a_sentence_are_names() -> None:
    """There the capital says that it is one."""
    assert NAMES.found_in("Un foyer de Place, à L'Hôpital") == ("place", "l hopital")
    assert NAMES.found_in("à LA SOUTERRAINE") == ("la souterraine",)
    assert NAMES.found_in("à tours, en deux tours") == ("tours",)


def test_allowed_phrases_hide_only_themselves() -> None:
    """The territory's own name does not hide another commune."""
    assert NAMES.found_in("Seine-Saint-Denis, Paris", ["Seine-Saint-Denis"]) == ("paris",)
    assert NAMES.found_in("Saint-Denis", ["Seine-Saint-Denis"]) == ("saint denis",)
    assert NAMES.found_in("Paris-l'Hôpital", ["Paris"]) == ("paris l hopital",)


@given(st.text(), st.text())
def test_a_name_between_signs_is_always_found(before: str, after: str) -> None:
    """No text around a name can hide it."""
    assert "paris" in " ".join(NAMES.found_in(f"{before} | Paris | {after}"))

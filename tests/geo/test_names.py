"""The index of names against a naive oracle."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from webmap.geo.names import NameIndex

WORDS = st.text(alphabet="abc", min_size=1, max_size=6)


def one_slip(word: str) -> set[str]:
    """All that one slip makes of a word, letter by letter: the naive way."""
    cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    letters = "abc "
    dropped = {left + right[1:] for left, right in cuts if right}
    changed = {left + c + right[1:] for left, right in cuts if right for c in letters}
    added = {left + c + right for left, right in cuts for c in letters}
    swapped = {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    return {word} | dropped | changed | added | swapped


@given(st.lists(WORDS, unique=True, max_size=20), WORDS)
def test_the_index_finds_what_reading_every_name_finds(names: list[str], asked: str) -> None:
    """Exact, beginning and one slip: the same subjects as a letter-by-letter comparison."""
    naive = {}
    for subject, name in enumerate(names):
        if name == asked:
            naive[subject] = "exact"
        elif name.startswith(asked):
            naive[subject] = "prefix"
        elif len(asked) >= 4 and asked not in names and name in one_slip(asked):
            naive[subject] = "typo"
    assert NameIndex(enumerate(names)).search(asked) == naive


def test_short_names_are_not_slips() -> None:
    """Under four letters one slip makes any name of any other: Eu, Y and Oô stay themselves."""
    assert NameIndex([(0, "Eu"), (1, "Y")]).search("ay") == {}


def test_a_later_word_of_a_name_begins_so() -> None:
    """Merged communes: people still say the second half. Not a part inside a word."""
    names = NameIndex(enumerate(["Équeurdreville-Hainneville", "Évry-Courcouronnes", "Vry-Nord"]))
    assert names.search("hainnev") == {0: "prefix"}
    assert names.search("courcouronnes") == {1: "prefix"}
    assert names.search("couronnes") == {}
    assert names.search("vry") == {2: "prefix"}

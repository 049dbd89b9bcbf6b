"""The English screens: nothing missing, nothing stale, the vocabulary word for word."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from babel.messages.catalog import Message

from webmap.web import messages
from webmap.web.labels import VOCABULARIES

_HOLE = re.compile(r"%\(\w+\)[sd]")


@pytest.fixture(scope="module")
def wanted() -> list[Message]:
    return [message for message in messages.extract() if message.id]


def _texts(value: str | Iterable[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else list(value or ())


def test_every_sentence_has_its_english(wanted: list[Message]) -> None:
    """Run `python -m webmap.web.messages`, fill what is empty, run it again."""
    known = messages.read()
    missing = []
    for message in wanted:
        found = known.get(message.id, message.context)
        if found is None or not _texts(found.string) or not all(_texts(found.string)):
            missing.append(message.id)
    assert missing == []


def test_no_sentence_is_left_over(wanted: list[Message]) -> None:
    asked = {(message.id, message.context) for message in wanted}
    kept = [m for m in messages.read() if m.id and m.context not in VOCABULARIES]
    assert [m.id for m in kept if (m.id, m.context) not in asked] == []


def test_the_compiled_catalogue_is_up_to_date() -> None:
    compiled = messages.FOLDER / "messages.mo"
    assert compiled.read_bytes() == messages.compiled(messages.read())


def test_holes_are_the_same_in_both_languages() -> None:
    """A hole left out loses a number; one added stops the page."""
    for message in messages.read():
        texts = [*_texts(message.id), *_texts(message.string)]
        assert len({frozenset(_HOLE.findall(text)) for text in texts}) == 1, message.id


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_words_of_the_vocabulary_are_its_own(vocabulary: str) -> None:
    """Screens, data and command line call a thing by one name."""
    known = messages.read()
    for term in VOCABULARIES[vocabulary].values():
        message = known.get(term.fr, vocabulary)
        assert message is not None, term.code
        assert message.string == term.en


def test_a_french_label_means_one_thing() -> None:
    """Two codes of one vocabulary with one French label could not be told apart in English."""
    for vocabulary, terms in VOCABULARIES.items():
        labels = [(term.fr, term.en) for term in terms.values()]
        assert len({fr for fr, _ in labels}) == len(set(labels)), vocabulary

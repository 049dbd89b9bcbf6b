"""The screens in other languages: nothing missing, nothing stale, the vocabulary word for word."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from babel.messages.catalog import Message

import webmap
from webmap.web import messages
from webmap.web.labels import VOCABULARIES
from webmap.web.language import FIRST, FIRST_PAGES, LANGUAGES, Language

_HOLE = re.compile(r"%\(\w+\)[sd]")


@pytest.fixture(scope="module")
def wanted() -> list[Message]:
    return [message for message in messages.extract() if message.id]


def _texts(value: str | Iterable[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else list(value or ())


OTHERS = [code for code in LANGUAGES if code != FIRST]


@pytest.mark.parametrize("code", OTHERS)
def test_every_sentence_is_translated(wanted: list[Message], code: str) -> None:
    """Run `python -m webmap.web.messages`, fill what is empty, run it again."""
    known = messages.read(code)
    missing = []
    for message in wanted:
        found = known.get(message.id, message.context)
        filled = found is not None and _texts(found.string) and all(_texts(found.string))
        if not filled and messages.needed(message, LANGUAGES[code]):
            missing.append(message.id)
    assert missing == []


def test_no_sentence_hides_in_an_f_string() -> None:
    """There the extraction does not see it, and it stays French on every page: "heure de Paris"."""
    asks = re.compile(r"(?:^|\W)(?:_|gettext|ngettext)\(")
    hidden = [
        f"{path.name}:{node.lineno}"
        for path in Path(webmap.__file__).parent.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FormattedValue) and asks.search(ast.unparse(node.value))
    ]
    assert hidden == []


@pytest.mark.parametrize("code", OTHERS)
def test_no_sentence_is_left_over(wanted: list[Message], code: str) -> None:
    asked = {(message.id, message.context) for message in wanted}
    kept = [m for m in messages.read(code) if m.id and m.context not in VOCABULARIES]
    assert [m.id for m in kept if (m.id, m.context) not in asked] == []


@pytest.mark.parametrize("code", OTHERS)
def test_the_compiled_catalogue_is_up_to_date(code: str) -> None:
    compiled = messages.folder(code) / "messages.mo"
    assert compiled.read_bytes() == messages.compiled(messages.read(code))


@pytest.mark.parametrize("code", OTHERS)
def test_holes_are_the_same_in_both_languages(code: str) -> None:
    """A hole left out loses a number; one added stops the page."""
    for message in messages.read(code):
        texts = [*_texts(message.id), *_texts(message.string)]
        assert len({frozenset(_HOLE.findall(text)) for text in texts}) == 1, message.id


def test_a_new_language_needs_its_first_pages_alone(wanted: list[Message]) -> None:
    """The emergency page and what stands around it; not the coverage."""
    new = Language("العربية", "ar", "rtl", FIRST_PAGES)
    asked = {str(message.id) for message in wanted if messages.needed(message, new)}
    assert {"Qui appeler, dans l’ordre", "Quitter vite", "Un instant"} <= asked
    assert "Où le réseau manque" not in asked


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_words_of_the_vocabulary_are_its_own(vocabulary: str) -> None:
    """Screens, data and command line call a thing by one name."""
    known = messages.read("en")
    for term in VOCABULARIES[vocabulary].values():
        message = known.get(term.fr, vocabulary)
        assert message is not None, term.code
        assert message.string == term.en


def test_a_french_label_means_one_thing() -> None:
    """Two codes of one vocabulary with one French label could not be told apart in English."""
    for vocabulary, terms in VOCABULARIES.items():
        labels = [(term.fr, term.en) for term in terms.values()]
        assert len({fr for fr, _ in labels}) == len(set(labels)), vocabulary

"""Developers' tool: gather the sentences of the screens, keep the catalogues in step.

    python -m webmap.web.messages

rewrites `translations/<code>/LC_MESSAGES/messages.po` for each language of `LANGUAGES` (new
sentences have an empty translation, for someone to fill) and compiles `messages.mo`. Tests fail
while a sentence is missing or a compiled file is older. The words of `webmap.vocabulary` come with
their English label. A language that has some pages only needs their sentences (`needed`).
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from webmap.web.labels import VOCABULARIES
from webmap.web.language import FIRST, LANGUAGES, Language

ROOM: Final = Path(__file__).resolve().parent
#: Where the sentences of `language.FIRST_PAGES` stand, for a language that has these alone.
FIRST_FILES: Final = frozenset(
    {
        "public/hours.py", "public/wording.py", "templates/_exit.html", "templates/_macros.html",
        "templates/base.html", "templates/sortie.html", "templates/urgence.html",
    }
)  # fmt: skip
_FIRST_WORDS: Final = frozenset({"who_answers", "confidentiality", "kinds.ecoute"})
_DAY: Final = datetime(2026, 11, 22, tzinfo=UTC)
_KEYWORDS: Final = {
    "_": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}


def extract() -> Catalog:
    """Every sentence that the code and the templates of this room ask for, untranslated."""
    with (ROOM / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    found = extract_from_dir(str(ROOM), methods, options, keywords=_KEYWORDS)
    catalog = _empty(FIRST)
    for file_name, _line, message, _comments, context in found:
        catalog.add(message, locations=[(file_name, 0)], context=context)
    return catalog


def needed(message: Message, language: Language) -> bool:
    """Whether a language cannot be offered without a sentence."""
    if language.pages is None or message.context in _FIRST_WORDS:
        return True
    return not FIRST_FILES.isdisjoint(name for name, _line in message.locations)


def updated(old: Catalog, code: str) -> Catalog:
    """The catalogue to write: sentences of today, translations of `old`, labels of vocabulary."""
    catalog = _empty(code)
    for message in sorted(extract(), key=lambda m: (m.locations, str(m.id))):
        if message.id:
            known = old.get(message.id, message.context)
            text = known.string if known else None
            files = sorted({(name, 0) for name, _line in message.locations})
            catalog.add(message.id, text, locations=files, context=message.context)
    for vocabulary, terms in VOCABULARIES.items():
        for term in terms.values():
            known = old.get(term.fr, vocabulary)
            text = term.en if code == "en" else known.string if known else None
            catalog.add(term.fr, text, context=vocabulary)
    return catalog


def folder(code: str) -> Path:
    """Where the catalogue of a language is."""
    return ROOM / "translations" / code / "LC_MESSAGES"


def read(code: str) -> Catalog:
    """The committed catalogue of a language, or an empty one."""
    path = folder(code) / "messages.po"
    if not path.exists():
        return _empty(code)
    with path.open("rb") as file:
        return read_po(file, locale=code)


def compiled(catalog: Catalog) -> bytes:
    """The bytes of `messages.mo`."""
    file = io.BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


def write(code: str) -> None:
    """Bring both committed files of a language up to date."""
    catalog = updated(read(code), code)
    folder(code).mkdir(parents=True, exist_ok=True)
    with (folder(code) / "messages.po").open("wb") as file:
        write_po(file, catalog, width=100, omit_header=False, include_lineno=False)
    (folder(code) / "messages.mo").write_bytes(compiled(read(code)))


def _empty(code: str) -> Catalog:
    # Fixed dates: the files change only when a sentence does.
    name = Locale.parse(code).get_display_name("en")
    return Catalog(
        locale=code,
        project="webmap",
        version="1",
        header_comment=f"# {name} screens of webmap. Written by python -m webmap.web.messages.",
        msgid_bugs_address="-",
        last_translator="-",
        language_team="-",
        creation_date=_DAY,
        revision_date=_DAY,
        fuzzy=False,
    )


if __name__ == "__main__":
    for written in LANGUAGES:
        if written != FIRST:
            write(written)

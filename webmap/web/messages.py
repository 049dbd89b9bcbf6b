"""Developers' tool: gather the sentences of the screens, keep the English catalogue in step.

    python -m webmap.web.messages

rewrites `translations/en/LC_MESSAGES/messages.po` (new sentences have an empty translation, for
someone to fill) and compiles `messages.mo`. Tests fail while a sentence is missing or the compiled
file is older. The words of `webmap.vocabulary` come with their English label.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from webmap.web.labels import VOCABULARIES

ROOM: Final = Path(__file__).resolve().parent
FOLDER: Final = ROOM / "translations" / "en" / "LC_MESSAGES"
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
    catalog = _empty()
    for file_name, _line, message, _comments, context in found:
        catalog.add(message, locations=[(file_name, 0)], context=context)
    return catalog


def updated(old: Catalog) -> Catalog:
    """The catalogue to write: sentences of today, translations of `old`, labels of vocabulary."""
    catalog = _empty()
    for message in sorted(extract(), key=lambda m: (m.locations, str(m.id))):
        if message.id:
            known = old.get(message.id, message.context)
            text = known.string if known else None
            files = sorted({(name, 0) for name, _line in message.locations})
            catalog.add(message.id, text, locations=files, context=message.context)
    for vocabulary, terms in VOCABULARIES.items():
        for term in terms.values():
            catalog.add(term.fr, term.en, context=vocabulary)
    return catalog


def read() -> Catalog:
    """The committed catalogue, or an empty one."""
    path = FOLDER / "messages.po"
    if not path.exists():
        return _empty()
    with path.open("rb") as file:
        return read_po(file, locale="en")


def compiled(catalog: Catalog) -> bytes:
    """The bytes of `messages.mo`."""
    file = io.BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


def write() -> None:
    """Bring both committed files up to date."""
    catalog = updated(read())
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "messages.po").open("wb") as file:
        write_po(file, catalog, width=100, omit_header=False, include_lineno=False)
    (FOLDER / "messages.mo").write_bytes(compiled(read()))


def _empty() -> Catalog:
    # Fixed dates: the files change only when a sentence does.
    return Catalog(
        locale="en",
        project="webmap",
        version="1",
        header_comment="# English screens of webmap. Written by python -m webmap.web.messages.",
        msgid_bugs_address="-",
        last_translator="-",
        language_team="-",
        creation_date=_DAY,
        revision_date=_DAY,
        fuzzy=False,
    )


if __name__ == "__main__":
    write()

"""Which records help a minor, and for which need: the one place that says so.

A record counts for a need only if it serves minors (for the support of parents: parents), is open
or to confirm, and one of its kinds counts for that need. Training, prevention, coordination, advice
to professionals and services for adults never help a minor, whatever they do well.
"""

from __future__ import annotations

from typing import Final

from webmap import vocabulary as v
from webmap.directory.record import Record

#: Kinds that help adults to help.
_FOR_OTHERS: Final = frozenset({"formation", "prevention", "coordination", "appui_pro"})
_ALIVE: Final = frozenset({"open", "unknown"})


def meets(record: Record, need: v.Need) -> bool:
    """Serves those whom the need is for, by a kind that counts for it; whatever its status."""
    if record.category != need.category:
        return False
    served = "parents" in record.audiences if need.code == "parents" else record.serves_minors
    return served and need.code in v.needs_met(record.category, record.kinds)


def is_alive(record: Record) -> bool:
    """Open, or to confirm: neither planned nor closed."""
    return record.status in _ALIVE


def counts(record: Record, need: v.Need) -> bool:
    """Whether a record counts for a need, wherever it is."""
    return is_alive(record) and meets(record, need)


def is_apart(record: Record) -> bool:
    """Whether an association is no help for a minor: shown apart, never among those that are."""
    if record.category != "association":
        return False
    for_minors = record.serves_minors or "parents" in record.audiences
    return not for_minors or _FOR_OTHERS.issuperset(record.kinds)


def helps_minors(record: Record) -> bool:
    """Whether a record may be given as help for a minor today."""
    return is_alive(record) and not is_apart(record)

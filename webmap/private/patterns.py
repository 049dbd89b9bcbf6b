"""Patterns of someone who collects lines rather than helps a child."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from webmap.private import accounts
from webmap.private.tables import Account, Reveal

#: One line before the limit: whoever stops there each day has read the rules.
_NEAR: Final = 1

#: A young person moves between two or three territories, not four in a week.
_TERRITORIES: Final = 4
_WEEK: Final = timedelta(days=7)

#: Colleagues share a case: more lines in a day than one person may see, from several accounts of
#: one switchboard, is a limit shared out.
_EMPLOYER: Final = 6
_DAY: Final = timedelta(hours=24)

_NIGHT: Final = (22, 6)


def of(session: Session, account: Account, left: int, now: datetime) -> Iterator[str]:
    """Codes of `choices.ALERTS` that the line just shown calls for. `left`: of the person's."""
    own = Reveal.account_id == account.id
    if left <= _NEAR:
        yield "pres_limite"
    if now.hour >= _NIGHT[0] or now.hour < _NIGHT[1]:
        yield "nuit"
    territories = func.count(Reveal.territory.distinct())
    if _number(session, territories, own, Reveal.at > now - _WEEK) >= _TERRITORIES:
        yield "territoires"
    if _of_employer(session, account, now) >= _EMPLOYER:
        yield "meme_employeur"


def _of_employer(session: Session, account: Account, now: datetime) -> int:
    """Lines seen in a day by the accounts of one switchboard, when there are several."""
    colleagues = accounts.colleagues(session, account.id)
    today = (Reveal.account_id.in_(colleagues), Reveal.at > now - _DAY)
    several = _number(session, func.count(Reveal.account_id.distinct()), *today) > 1
    return _number(session, func.count(), *today) if several else 0


def _number(session: Session, what: ColumnElement[int], *where: ColumnElement[bool]) -> int:
    return session.scalar(select(what).select_from(Reveal).where(*where)) or 0

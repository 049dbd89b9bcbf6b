"""Types of columns: sealed, looked up by a keyed hash, and moments in UTC.

The keys are those of the engine that the statement runs on: `lock` hands them over.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any, Final, cast

from sqlalchemy import DateTime, Dialect, Engine, Text
from sqlalchemy.orm import Session
from sqlalchemy.sql.operators import OperatorType, is_, is_not
from sqlalchemy.types import TypeDecorator

from webmap.private.keys import Keyring

_KEYS: Final = "webmap_keys"


def lock(engine: Engine, keyring: Keyring) -> None:
    """Every sealed value that goes through this engine is sealed and opened by these keys."""
    setattr(engine.dialect, _KEYS, keyring)


def keys_of(session: Session) -> Keyring:
    """The keys that a session's values go through."""
    return _keys(session.get_bind().dialect)


def _keys(dialect: Dialect) -> Keyring:
    return cast("Keyring", getattr(dialect, _KEYS))


class _Uncomparable(TypeDecorator.Comparator[Any]):
    """Sealed twice, a value has two forms: a comparison in the database would never be true."""

    def operate(self, op: OperatorType, *other: Any, **kwargs: Any) -> Any:
        if op in (is_, is_not):
            return super().operate(op, *other, **kwargs)
        raise TypeError("a sealed column cannot be searched: look up its index")


class Sealed(TypeDecorator[str]):
    """Text that only a key opens. `use`: table and column, so that none can stand for another."""

    impl = Text
    cache_ok = True
    comparator_factory = _Uncomparable

    def __init__(self, use: str) -> None:
        super().__init__()
        self.use = use

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else _keys(dialect).seal(self.use, value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else _keys(dialect).unseal(self.use, value)


class SealedList(TypeDecorator[list[str]]):
    """A list of texts, sealed whole."""

    impl = Text
    cache_ok = True
    comparator_factory = _Uncomparable

    def __init__(self, use: str) -> None:
        super().__init__()
        self.use = use

    def process_bind_param(self, value: list[str] | None, dialect: Dialect) -> str | None:
        return None if value is None else _keys(dialect).seal(self.use, json.dumps(list(value)))

    def process_result_value(self, value: str | None, dialect: Dialect) -> list[str] | None:
        return None if value is None else json.loads(_keys(dialect).unseal(self.use, value))


class Blind(TypeDecorator[str]):
    """A keyed hash of what it is given, for look-ups by equality alone. Never give it back what
    was read from it."""

    impl = Text
    cache_ok = True

    def __init__(self, use: str) -> None:
        super().__init__()
        self.use = use

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else _keys(dialect).index(self.use, value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        return value


class Moment(TypeDecorator[datetime]):
    """A moment: given with its time zone, kept and given back in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)

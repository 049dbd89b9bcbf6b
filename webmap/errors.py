"""Errors with a name. Any room may raise them; none of them knows about HTTP or a terminal.

The wings translate: `webmap.web.problems` holds the one table error -> status, `webmap.cli` the
exit codes. `str(error)` is a sentence for the person who can act, never a stack or a path.
"""

from __future__ import annotations

from typing import Any


class WebmapError(Exception):
    """Base of every error this project raises on purpose."""


class SettingsError(WebmapError):
    """A setting has a value that cannot be used, or that would be unsafe."""


class GeodataError(WebmapError):
    """A geographic source or a committed geographic file is missing or not what it should be."""


class UnknownPlace(WebmapError):
    """No commune, arrondissement, postcode or territory answers to what was asked."""


class UnknownTerritory(WebmapError):
    """No territory has this code."""


class UnknownRecord(WebmapError):
    """No public record has this id."""


class InvalidParameter(WebmapError):
    """A parameter of an address, a form or a command has a value that cannot be read."""


class InvalidChoices(InvalidParameter):
    """Parameters of a page's address that cannot be. `problems`: a sentence for each, which says
    what there is to choose from."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


class InvalidResources(WebmapError):
    """The files of the directory hold problems. `problems` lists them all, in file order."""

    def __init__(self, problems: tuple[Any, ...]) -> None:
        super().__init__(f"{len(problems)} problem(s) in the resource files")
        self.problems = problems


class FigureNotDrawn(WebmapError):
    """A figure for a report was not drawn ahead of time for the directory of the day."""


class StoreError(WebmapError):
    """The public database is missing, older than the code, or cannot be written."""


class InvalidResult(WebmapError):
    """A kept result (a snapshot, an answer on siting) is missing, cannot be read or written."""

    def __init__(self, file: str, field: str, remedy: str) -> None:
        super().__init__(f"{file}: {field}: {remedy}" if field else f"{file}: {remedy}")
        self.file = file
        self.field = field
        self.remedy = remedy


class PrivateError(WebmapError):
    """The locked room is missing, of another version, or its keys are missing or not its own."""


class UnknownAccount(WebmapError):
    """No account has this number."""


class RequestRefused(WebmapError):
    """A request for access, or a decision on one, that cannot be."""


class InvalidReferral(WebmapError):
    """Referral lines hold problems. `problems` lists them all."""

    def __init__(self, problems: tuple[Any, ...]) -> None:
        super().__init__(f"{len(problems)} problem(s) in the referral lines")
        self.problems = problems


class NoReferral(WebmapError):
    """A record has no referral line."""


class AuditBroken(WebmapError):
    """The log of the locked room was changed, or lines of it are gone."""


class AccessRefused(WebmapError):
    """A professional may not do this: base of the reasons why."""


class AccountBlocked(AccessRefused):
    """An administrator blocked the account."""


class AccessExpired(AccessRefused):
    """Access ended and was not renewed."""


class AccessTooRecent(AccessRefused):
    """Access was granted less than a day ago."""


class OutsideAccess(AccessRefused):
    """The record belongs to a territory that the account has no access to."""


class LimitReached(AccessRefused):
    """As many as one person may see, or ask, in this time."""


class TooFast(LimitReached):
    """Lines were seen a few minutes ago: the next opens in some minutes."""


class EmployerLimitReached(LimitReached):
    """As many as the accounts of one employer may see together in this time."""


class CallBackOnly(AccessRefused):
    """The place of this record is secret: its line is never shown, the structure calls back."""

"""What the commands share: two consoles, the settings in use, errors said plainly."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable
from typing import Any

from rich.console import Console
from rich.text import Text

from webmap import settings
from webmap.errors import InvalidReferral, InvalidResources, WebmapError

#: A pipe has no width: a table cut at 80 columns would lose its figures.
_PIPE_WIDTH = 200

out = Console(highlight=False, soft_wrap=True, width=None if sys.stdout.isatty() else _PIPE_WIDTH)
err = Console(stderr=True, highlight=False, soft_wrap=True)

Command = Callable[..., Any]


def read_settings() -> settings.Settings:
    """Settings from the environment. Raises `SettingsError`."""
    return settings.load(os.environ)


def friendly(command: Command) -> Command:
    """Errors raised on purpose end as one clear message and exit code 1."""

    @functools.wraps(command)
    def run(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except InvalidResources as error:
            _show_resources(error)
        except InvalidReferral as error:
            _show_referrals(error)
        except WebmapError as error:
            say(f"webmap: {error}")
        raise SystemExit(1)

    return run


def say(text: str) -> None:
    """A sentence for the person at the terminal, whatever a file put into it."""
    err.print(_visible(text), markup=False, emoji=False)


def cells(*values: object) -> list[Text]:
    """Cells of a table, as text whatever a file put into it: no colour, no link, no control."""
    return [Text(_visible(str(value), kept="\u00a0\u202f")) for value in values]


def _show_resources(error: InvalidResources) -> None:
    for problem in error.problems:
        value = f" « {problem.value[:80]} »" if problem.value else ""
        where = f"{problem.file}:{problem.line}: {problem.field}"
        say(f"{where}{value} : {problem.sentence(_language())}. → {problem.remedy(_language())}.")
    say(f"webmap: {len(error.problems)} problem(s)")


def _show_referrals(error: InvalidReferral) -> None:
    """Never the value: what was refused may be a place."""
    for problem in error.problems:
        where = f"{problem.where}: " if problem.where else ""
        say(f"{where}{problem.field} : {getattr(problem, _language())}.")
    say(f"webmap: {len(error.problems)} problem(s)")


def _language() -> str:
    return "en" if os.environ.get("WEBMAP_LANGUAGE") == "en" else "fr"


def _visible(text: str, kept: str = "\n") -> str:
    """Text as it may go to a terminal: control and direction marks are written out, but `kept`."""
    return "".join(c if c.isprintable() or c in kept else f"\\u{ord(c):04x}" for c in text)

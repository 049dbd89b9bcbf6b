"""What an address asks, by the names of its parameters: one value each, and all the problems at
once.

One rule for every address: an empty value says nothing, a value written twice is one, two values
are refused by the parameter's name. What was typed is never repeated: it would end in a page.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from webmap.errors import InvalidChoices


def read(args: MultiDict[str, str], allowed: Mapping[str, Collection[str]]) -> dict[str, str]:
    """Parameter -> its value, empty where there is none. Raises `InvalidChoices`, with a sentence
    for each that cannot be."""
    given = {name: _given(args, name) for name in allowed}
    found = (_problem(name, given[name], codes) for name, codes in allowed.items())
    if problems := tuple(problem for problem in found if problem):
        raise InvalidChoices(problems)
    return {name: next(iter(values), "") for name, values in given.items()}


def read_one(args: MultiDict[str, str], name: str) -> str:
    """The value of a parameter that is no code of a list, empty where there is none. Raises
    `InvalidChoices`."""
    given = _given(args, name)
    if problem := _problem(name, given, given):
        raise InvalidChoices((problem,))
    return next(iter(given), "")


def _given(args: MultiDict[str, str], name: str) -> set[str]:
    """The values that say something: an empty one never hides another."""
    return set(args.getlist(name)) - {""}


def _problem(name: str, given: set[str], codes: Collection[str]) -> str:
    if not given <= set(codes):
        said = _("« %(name)s » : cette valeur n’existe pas. Il y a : %(values)s.")
        return str(said % {"name": name, "values": ", ".join(codes)})
    return str(_("« %(name)s » : une seule valeur.", name=name)) if len(given) > 1 else ""

"""What counts as help is said once: the need by need rule, and who stands apart."""

from __future__ import annotations

import pytest

from tests.directory.factory import record
from webmap import vocabulary as v
from webmap.directory.helping import counts, helps_minors, is_apart


@pytest.mark.parametrize(
    ("kinds", "audiences", "status", "helps", "apart"),
    [
        ("accompagnement", "mineurs", "open", True, False),
        ("accompagnement", "mineurs", "unknown", True, False),
        ("accompagnement", "mineurs", "planned", False, False),
        ("accompagnement", "mineurs", "closed", False, False),
        ("accompagnement", "jeune_majeur;adultes", "open", False, True),
        ("parents", "parents", "open", True, False),
        ("juridique", "mineurs", "open", True, False),
        ("formation;prevention", "mineurs", "open", False, True),
        ("appui_pro;coordination", "mineurs;professionnels", "open", False, True),
        ("formation;accueil_jour", "mineurs", "open", True, False),
        ("accompagnement", "", "open", False, True),
    ],
)
def test_who_helps_a_minor(
    kinds: str, audiences: str, status: str, helps: bool, apart: bool
) -> None:
    """DOMAIN 1: training and services for adults never do; a public not stated is not accepted."""
    found = record(kinds=kinds, audiences=audiences, status=status)
    assert (helps_minors(found), is_apart(found)) == (helps, apart)
    needs = [need for need in v.NEEDS.values() if counts(found, need)]
    assert not needs or helps


def test_only_associations_stand_apart() -> None:
    assert not is_apart(record("uaped", kinds="uaped", audiences=""))

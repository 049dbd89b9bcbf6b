"""Attack 10 on the professional's own screens, and what a signed-in cookie does to public pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from tests.pro.people import BASE, Clock, Member, Site
from tests.safety import leaks, marked, room
from tests.safety.conftest import NOON, MakeApp
from tests.safety.crawl import PUBLIC_URL, asks, crawl, differences, reduced
from tests.safety.professional import own_screens
from tests.safety.visitor import Visitor
from webmap.directory.readers import Resources
from webmap.private import referrals

#: Flask-Security offers its choices in a form that WTForms 3.4 will refuse: theirs to mend.
pytestmark = pytest.mark.filterwarnings(
    "ignore:Passing SelectField choices as tuples:DeprecationWarning"
)

#: Territories of the account: near the shelters, far from them, over the sea.
HOMES = ("23", "03", "87", "18", "59", "2A", "974", "988")
SECRETS = (marked.MARK, *marked.PLACES)

Find = Callable[[], list[str]]


@pytest.fixture(scope="module")
def member(
    make_app: MakeApp, hidden_resources: Resources, tmp_path_factory: pytest.TempPathFactory
) -> Member:
    """A professional, past the first day and signed in; lines for all records without a place."""
    clock = Clock(NOON)
    within = room.insider(tmp_path_factory.mktemp("wing"), NOON, tuple(marked.HIDDEN), HOMES)
    with within.room.write() as session:
        for record_id in marked.HIDDEN:
            referrals.put(session, record_id, room.line(1), "command", NOON)
    app = make_app(hidden_resources, {**within.environment, "WEBMAP_PUBLIC_URL": BASE}, clock)
    return Site(app, within.room, clock).professional(territories=HOMES)


@pytest.fixture(scope="module")
def find(member: Member, hiding: Flask) -> Find:
    """The attack, by this professional, who also reads the public site."""

    def page(path: str) -> str:
        answer = member.get(path)
        assert answer.status_code == 200, path
        return answer.text

    return lambda: own_screens(page, Visitor(hiding), HOMES, SECRETS)


def test_the_site_is_the_same() -> None:
    """Both helpers speak to one host."""
    assert BASE == PUBLIC_URL


def test_own_screens_tell_nothing(find: Find) -> None:
    assert find() == []


@pytest.mark.parametrize(
    ("leak", "evidence"),
    [
        (leaks.nearest_elsewhere_first, "change places"),
        (leaks.truly_away, "by something that is not published"),
        (leaks.kilometres_for_professionals, "a distance"),
        (leaks.place_for_professionals, "la souterraine"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_screen_that_leaks_is_seen(
    find: Find, member: Member, monkeypatch: pytest.MonkeyPatch, leak: leaks.Leak, evidence: str
) -> None:
    leak(monkeypatch, member.site.app)
    assert any(evidence in line for line in find())


def test_a_signed_in_cookie_changes_no_public_answer(member: Member) -> None:
    """The cookie's path keeps it under /pro; sent all the same, it is not read elsewhere."""
    app, cookie = member.site.app, member.cookie()
    assert cookie
    plain = reduced(asks(app), 3)
    known = [ask for ask in plain if not ask.headers]
    signed = [ask.with_header("Cookie", f"pro={cookie}") for ask in known]
    one, other = crawl(app, known), crawl(app, signed)
    assert len(one) > 80
    assert differences(one, dict(zip(one, other.values(), strict=True))) == []


def test_the_member_is_signed_in(member: Member) -> None:
    """Or the tests above would read the door."""
    member.site.clock.move(minutes=1)
    assert "Mon espace" in member.get("/pro").text
    assert member.site.clock() > NOON + timedelta(hours=25)

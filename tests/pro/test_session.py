"""The session: where its cookie goes, when it ends, that nobody chooses it for another (S3, S4)."""

from __future__ import annotations

from typing import Any

from flask import Flask

from tests.pro.people import BASE, Member, Site, session_of

PUBLIC = ("/", "/urgence", "/recherche", "/departement/59", "/donnees/ressources.geojson", "/en/")


def attributes(header: str) -> set[str]:
    return {part.strip() for part in header.split(";")[1:]}


def test_the_cookie_is_strict_and_stays_under_pro(site: Site) -> None:
    """Scripts never read it, other sites never send it, the public pages never receive it."""
    (cookie,) = site.visitor().get("/pro/connexion").headers.getlist("Set-Cookie")
    assert cookie.startswith("pro=")
    assert attributes(cookie) == {"Secure", "HttpOnly", "Path=/pro", "SameSite=Strict"}


def test_asking_for_access_sets_no_cookie(site: Site) -> None:
    for path in ("/pro", "/pro/demande"):
        assert site.visitor().get(path).headers.getlist("Set-Cookie") == []


def test_public_answers_know_no_session(site: Site) -> None:
    """S1, S3: not even to someone signed in, or who sends our cookie's name, a token or a header
    that a sign-in library might look at."""
    member = site.professional()
    headers = {"Cookie": f"pro={member.cookie()}; remember_token=1", "Authentication-Token": "x"}
    for path in PUBLIC:
        known = member.client.get(path, base_url=BASE, headers=headers)
        stranger = site.visitor().get(path)
        assert known.status_code == 200, path
        assert known.data == stranger.data
        assert known.headers.to_wsgi_list() == stranger.headers.to_wsgi_list()
        assert "Set-Cookie" not in known.headers
        assert "Cookie" not in known.headers.get("Vary", "")


def test_the_public_application_is_the_same_with_the_wing(
    public: tuple[Flask, Any], site: Site
) -> None:
    """No rule, hook or secret of the wing is in it."""
    app = site.app
    assert not [rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/pro")]
    assert app.secret_key is None
    assert app.before_request_funcs == public[0].before_request_funcs
    assert "security" not in app.extensions
    assert len(site.wing.before_request_funcs[None]) > len(app.before_request_funcs[None])


def test_only_its_own_addresses_reach_the_wing(site: Site) -> None:
    for path in ("/pros", "/pro.html", "/en/pro", "/%70ro2"):
        answer = site.visitor().get(path)
        assert answer.status_code == 404
        assert "Set-Cookie" not in answer.headers


def test_ten_minutes_without_a_page_end_it(site: Site) -> None:
    """S4: the exit of a public page cannot close it, time must."""
    member = site.professional()
    site.clock.move(minutes=9)
    assert member.get("/pro/compte").status_code == 200
    site.clock.move(minutes=9)
    assert member.get("/pro/compte").status_code == 200
    site.clock.move(minutes=11)
    assert member.get("/pro/compte").status_code == 302


def test_eight_hours_end_it_however_busy(site: Site) -> None:
    member = site.professional()
    for _ in range(53):
        site.clock.move(minutes=9)
        assert member.get("/pro/compte").status_code == 200
    site.clock.move(minutes=4)
    assert member.get("/pro/compte").status_code == 302


def test_a_session_known_before_signing_in_is_worth_nothing_after(site: Site) -> None:
    """Fixation: who planted the cookie of the sign-in page has neither session nor token."""
    member = site.member()
    member.get("/pro/connexion")
    planted = member.cookie()
    before = session_of(member)
    member.sign_in()
    after = session_of(member)
    assert before["csrf_token"] != after.get("csrf_token")
    assert set(before) & set(after) <= {"began", "used", "fs_cc", "_flashes"}
    thief = site.visitor()
    thief.client.set_cookie("pro", str(planted), domain="reperes.test", path="/pro")
    assert thief.get("/pro/compte").status_code == 302


def test_between_the_two_factors_nobody_is_signed_in(site: Site) -> None:
    member = site.member()
    assert member.password().status_code == 302
    assert member.get("/pro/compte").status_code == 302


def test_signing_out_ends_every_session_of_the_account(site: Site) -> None:
    """A cookie copied earlier opens nothing: the word it names the account by has changed."""
    member = site.professional()
    copied = Member(site, site.app.test_client(), email=member.email, totp=member.totp)
    copied.client.set_cookie("pro", str(member.cookie()), domain="reperes.test", path="/pro")
    assert copied.get("/pro/compte").status_code == 200
    assert member.press("/pro/compte", "/pro/deconnexion").status_code == 302
    assert member.get("/pro/compte").status_code == 302
    assert copied.get("/pro/compte").status_code == 302


def test_a_new_password_signs_the_other_devices_out(site: Site) -> None:
    member = site.professional()
    copied = site.visitor()
    copied.client.set_cookie("pro", str(member.cookie()), domain="reperes.test", path="/pro")
    new = "huit loutres au bord du ru"
    form = {
        "password": "sept cerfs vont au lac",
        "new_password": new,
        "new_password_confirm": new,
    }
    assert member.fill("/pro/mot-de-passe", form).status_code == 302
    assert member.get("/pro/compte").status_code == 200
    assert copied.get("/pro/compte").status_code == 302


def test_a_blocked_account_is_out_at_once(site: Site, bureau: Member) -> None:
    member = site.professional()
    bureau.inside()
    path = f"/pro/bureau/comptes/{member.number}"
    assert bureau.press(path, f"{path}/bloquer").status_code == 303
    assert member.get("/pro/compte").status_code == 302
    assert member.password().status_code == 200


def test_the_session_holds_nothing_of_where_it_comes_from(site: Site) -> None:
    """S5: Flask-Login would keep a hash of the address and the browser."""
    member = site.member()
    member.sign_in()
    assert session_of(member)["_id"] == ""


def test_nothing_of_the_wing_is_kept_by_a_browser(site: Site) -> None:
    for path in ("/pro", "/pro/connexion", "/pro/nowhere", "/pro/compte"):
        assert site.visitor().get(path).headers["Cache-Control"] == "no-store"


def test_no_search_engine_lists_a_page_of_the_wing(site: Site) -> None:
    """Errors and refusals included: what is found by a search is looked at by the curious."""
    visitor = site.visitor()
    answers = [visitor.get(path) for path in ("/pro", "/pro/connexion", "/pro/no", "/pro/compte")]
    answers += [visitor.send("/pro"), visitor.send("/pro/connexion")]
    assert {answer.headers["X-Robots-Tag"] for answer in answers} == {"noindex"}
    assert "X-Robots-Tag" not in visitor.get("/").headers


def test_what_the_exit_does_not_close_is_said(site: Site) -> None:
    """S4: from a public page or without scripts the session stays open for a while."""
    text = site.professional().get("/pro/compte").text
    assert "ne ferme pas toujours cette session" in text
    assert "touchez d’abord « Se déconnecter »" in text


def test_an_altered_cookie_is_nobody(site: Site) -> None:
    member = site.professional()
    member.client.set_cookie("pro", f"{member.cookie()}x", domain="reperes.test", path="/pro")
    assert member.get("/pro/compte").status_code == 302

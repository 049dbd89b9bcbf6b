"""The wiring itself: `create_app` with the wing on, as `webmap serve` calls it."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from tests.pro.conftest import FIRST, KEY
from tests.pro.people import BASE
from webmap.app import create_app
from webmap.errors import PrivateError
from webmap.private import creation
from webmap.settings import Settings, load


def environment(folder: Path, settings: Settings) -> dict[str, str]:
    return {
        "WEBMAP_DATABASE_URL": settings.database_url,
        "WEBMAP_PRO": "on",
        "WEBMAP_PRIVATE_URL": f"sqlite:///{folder / 'private.sqlite'}",
        "WEBMAP_PRIVATE_KEY": KEY,
        "WEBMAP_PUBLIC_URL": BASE,
    }


def test_both_applications_answer_behind_one_door(
    public: tuple[Flask, Settings], tmp_path: Path
) -> None:
    values = environment(tmp_path, public[1])
    creation.create(values["WEBMAP_PRIVATE_URL"], KEY, FIRST)
    client = create_app(load(values), clock=lambda: FIRST).test_client()
    for path in ("/", "/pro", "/pro/connexion"):
        answer = client.get(path, base_url=BASE)
        assert answer.status_code == 200
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "Strict-Transport-Security" in answer.headers
        assert len(answer.headers.getlist("Cache-Control")) == 1


def test_without_its_room_the_server_does_not_start(
    public: tuple[Flask, Settings], tmp_path: Path
) -> None:
    with pytest.raises(PrivateError):
        create_app(load(environment(tmp_path, public[1])), clock=lambda: FIRST)
    assert list(tmp_path.iterdir()) == []


def test_off_there_is_no_wing(public: tuple[Flask, Settings]) -> None:
    """Nothing says that it could exist."""
    client = create_app(public[1], clock=lambda: FIRST).test_client()
    for path in ("/pro", "/pro/connexion", "/pro/demande"):
        assert client.get(path).status_code == 404


def test_pages_of_the_wing_are_not_compressed(
    public: tuple[Flask, Settings], tmp_path: Path
) -> None:
    """A secret beside text that a visitor chooses would show through the length (BREACH)."""
    values = environment(tmp_path, public[1])
    creation.create(values["WEBMAP_PRIVATE_URL"], KEY, FIRST)
    client = create_app(load(values), clock=lambda: FIRST).test_client()
    answer = client.get("/pro/connexion", base_url=BASE, headers={"Accept-Encoding": "br, gzip"})
    assert "Content-Encoding" not in answer.headers

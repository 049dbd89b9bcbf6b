"""Keys: what is no key is refused without being repeated; what is sealed is sealed for one use."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webmap import keytext
from webmap.errors import PrivateError
from webmap.private.keys import Keyring, new_key

# Fixed: two processes of one test run must collect the same tests.
KEY = "bYrDk8dtuw6FjJHEXHpkMWzWL_-jmWIAmknrgzOIj00="
OTHER = "1O4AyGxzesPaUPPE8m99eYCLzIFEekIsxqLwKdFijmY="


def written(key: bytes) -> str:
    return base64.urlsafe_b64encode(key).decode()


@pytest.mark.parametrize(
    "text",
    [
        "secret",
        "change-me",
        "password" * 5 + "pas=",
        written(b"\0" * 32),
        written(b"ab" * 16),
        written(bytes(range(32))),
        written(bytes(range(0, 96, 3))),
        written(b"an ordinary sentence, 32 letters"),
        "correcthorsebatterystaplecorrecthorsebatter=",
        written(b"x" * 31),
        written(b"x" * 33),
        KEY[:-1],
        f"{KEY} {OTHER}",
        f"{KEY},",
        f"{KEY},{KEY}",
        "é" * 44,
    ],
)
def test_what_is_no_key_is_refused_and_not_repeated(text: str) -> None:
    """Short, long, typed, repeated, counted up: a remedy is given, no part of the key is said."""
    with pytest.raises(ValueError, match="key") as refusal:
        keytext.read(text)
    message = str(refusal.value)
    assert KEY not in message
    assert text not in message
    with pytest.raises(PrivateError, match="WEBMAP_PRIVATE_KEY"):
        Keyring.parse(text)


def test_a_missing_key_names_the_way_out() -> None:
    """The command that makes one is in the sentence."""
    with pytest.raises(PrivateError, match="webmap private key"):
        Keyring.parse("")


def test_a_new_key_is_a_key_and_never_the_same() -> None:
    """What the command prints is taken."""
    keys = {new_key() for _ in range(50)}
    assert len(keys) == 50
    assert len(keytext.read(",".join(keys))) == 50


@given(st.text(max_size=200))
def test_what_is_sealed_is_read_back(text: str) -> None:
    """Any text, and never twice the same token: two equal values do not look equal."""
    ring = Keyring.parse(KEY)
    assert ring.unseal("a.b", ring.seal("a.b", text)) == text
    assert ring.seal("a.b", text) != ring.seal("a.b", text)


def test_a_value_moved_to_another_column_does_not_open() -> None:
    """Whoever can write the file cannot pass a note off as a telephone number."""
    ring = Keyring.parse(KEY)
    with pytest.raises(PrivateError, match=r"referral\.phone"):
        ring.unseal("referral.phone", ring.seal("referral.prepare", "x"))


def test_another_key_opens_nothing_and_an_older_one_still_does() -> None:
    """The first seals, all open."""
    token = Keyring.parse(OTHER).seal("a.b", "x")
    assert Keyring.parse(f"{KEY},{OTHER}").unseal("a.b", token) == "x"
    with pytest.raises(PrivateError):
        Keyring.parse(KEY).unseal("a.b", token)


def test_a_token_does_not_tell_when_it_was_written() -> None:
    """The eight bytes of a token's time are zero."""
    token = Keyring.parse(KEY).seal("a.b", "x")
    assert base64.urlsafe_b64decode(token)[1:9] == bytes(8)


def test_an_index_finds_whatever_the_case_and_only_with_the_key() -> None:
    """Spaces and capitals apart; another column or another key gives another hash."""
    ring = Keyring.parse(KEY)
    assert ring.index("a.b", " A@B.fr ") == ring.index("a.b", "a@b.FR")
    assert ring.index("a.b", "a@b.fr") != ring.index("a.c", "a@b.fr")
    assert ring.index("a.b", "a@b.fr") != Keyring.parse(OTHER).index("a.b", "a@b.fr")


def test_secrets_are_one_per_use() -> None:
    """What signs sessions says nothing of what seals."""
    ring = Keyring.parse(KEY)
    assert ring.secret("session") == Keyring.parse(f"{KEY},{OTHER}").secret("session")
    assert ring.secret("session") != ring.secret("token")
    assert ring.mark not in (ring.secret("mark"), ring.secret("session"))

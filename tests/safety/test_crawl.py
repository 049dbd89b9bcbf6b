"""The crawl itself: complete, large enough, and able to see a difference."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.safety.crawl import (
    PLACES,
    Ask,
    asks,
    crawl,
    differences,
    public_rules,
    reduced,
    rules_asked,
    send,
)

# The same lines as elsewhere, thousands of times: coverage would double the time.
pytestmark = pytest.mark.whole


def test_every_public_rule_is_crawled(real: Flask) -> None:
    """A page that is added without a line in `PATHS` would be proven by nothing."""
    assert rules_asked(real, asks(real)) >= public_rules(real)


def test_the_short_list_reaches_every_rule_too(real: Flask) -> None:
    assert rules_asked(real, reduced(asks(real))) >= public_rules(real)


def test_a_rule_without_a_line_is_noticed(real: Flask) -> None:
    """The check above can fail."""
    kept = [ask for ask in asks(real) if not ask.path.startswith("/en/carte")]
    assert public_rules(real) - rules_asked(real, kept) == {("/en/carte", "GET")}


def test_the_list_is_long_and_has_its_parameters(real: Flask) -> None:
    """Issue 3: 12 places, all records, 107 territories, 20 errors, at least 600 addresses."""
    every = asks(real)
    names = [ask.name for ask in every]
    assert len(names) == len(set(names)) > 600
    assert len(PLACES) == 12
    records = real.extensions["webmap"].snapshot().catalogue.records
    assert sum(ask.path.startswith("/ressource/r") for ask in every) >= len(records)
    assert sum(ask.path.startswith("/departement/") for ask in every) >= 107
    assert sum(ask.kind == "" for ask in every) >= 20


def test_good_addresses_answer(real: Flask) -> None:
    """A crawl of error pages would prove nothing."""
    client = real.test_client(use_cookies=False)
    asked = reduced(asks(real), 12)
    found = {ask: send(client, ask).status_code for ask in asked}
    assert {status for ask, status in found.items() if ask.kind} <= {200, 303}
    assert sum(status == 303 for status in found.values()) > 10
    assert sum(400 <= status < 500 for status in found.values()) >= 40
    assert max(found.values()) < 500


def test_a_difference_is_seen(real: Flask) -> None:
    """One header, one byte, one status."""
    paths = [Ask("/"), Ask("/carte"), Ask("/nowhere")]
    before = crawl(real, paths)
    after = {name: answer._replace(headers="moved") for name, answer in before.items()}
    assert differences(before, before) == []
    assert differences(before, after) == [f"{ask.name}: headers" for ask in paths]
    assert differences(before, {}) == [f"{ask.name}: asked once only" for ask in paths]

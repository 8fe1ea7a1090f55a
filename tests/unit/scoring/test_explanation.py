"""Sentences are made of the numbers they explain."""

import pytest

from pegel.scoring.explanation import LANGUAGES, sentence
from pegel.scoring.model import load

ROLES = (*load().roles, "standing")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", ROLES)
def test_every_role_says_its_number_in_every_language(role, language):
    told = sentence("mastodon", role, 1234.0, language)
    assert ("1.234" if language == "de" else "1,234") in told
    assert told[0].isupper() or told[0].isdigit()
    assert told.endswith(".")


def test_one_is_not_many():
    assert sentence("bluesky", "reach", 1.0) == "1 follows this account."
    assert sentence("bluesky", "reach", 2.0, "de") == "2 folgen diesem Konto."


def test_unknown_is_told_apart_from_nothing():
    assert "not told" in sentence("mastodon", "relay", None)
    assert sentence("mastodon", "reactors", 0.0) == "Nobody was seen to react in the last 90 days."


def test_a_language_we_do_not_speak_is_answered_in_english():
    assert sentence("github", "curation", 7.0, "fr").endswith("7 stars on own repositories.")

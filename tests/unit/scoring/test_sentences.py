"""Sentences are made of the numbers they explain."""

from datetime import date

import pytest

from pegel.scoring import sentences
from pegel.scoring.causes import CAUSES
from pegel.scoring.model import load
from pegel.scoring.sentences import LANGUAGES, sentence

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


def test_followers_who_do_not_count_are_told_with_the_sample_that_says_so():
    said = sentences.followers(730.0, 80, 640.2)
    assert said == "730 followers, of which about 640 count (sample of 80)."
    assert sentences.followers(9000.0, None, 1200.0, "de") == "9.000 Follower, von denen etwa 1.200 zählen."
    assert sentences.followers(730.0, 80, 729.9) == "730 follow this account."


def test_unknown_is_told_apart_from_nothing():
    assert "not told" in sentence("mastodon", "relay", None)
    assert sentence("mastodon", "reactors", 0.0) == "Nobody was seen to react in the last 90 days."


def test_a_language_we_do_not_speak_is_answered_in_english():
    assert sentence("github", "curation", 7.0, "fr").endswith("7 stars on own repositories.")


@pytest.mark.parametrize(
    ("points", "language", "said"),
    [
        (2.41, "en", "Shared by people with an audience +2.4"),
        (-0.34, "de", "Geteilt von Menschen mit Publikum −0,3"),
        (0.04, "en", "Shared by people with an audience +0.04"),
        (0.0, "de", "Geteilt von Menschen mit Publikum 0"),
    ],
)
def test_a_feature_is_said_with_its_points(points, language, said):
    assert sentences.line("relay", points, language) == said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("cause", CAUSES)
def test_every_cause_has_words_for_up_and_for_down(cause, language):
    assert sentences.cause(cause, 1.5, language).endswith("+1,5" if language == "de" else "+1.5")
    assert "−" in sentences.cause(cause, -1.5, language)


def test_growth_and_loss_have_their_own_words():
    assert sentences.cause("audience", 0.3) == "A larger audience +0.3"
    assert sentences.cause("audience", -0.3, "de") == "Ein kleineres Publikum −0,3"


def test_a_span_of_days_is_said_as_people_write_dates():
    start, end = date(2026, 11, 18), date(2026, 12, 1)
    assert sentences.change(start, end, 1.0) == "From 18 November 2026 to 1 December 2026: +1.0 point."
    assert (
        sentences.change(start, end, -2.4, "de")
        == "Vom 18. November 2026 bis zum 1. Dezember 2026: −2,4 Punkte."
    )
    assert sentences.change(start, end, 0.0).endswith("nothing moved the score.")


def test_a_moment_counts_what_was_done_with_it():
    reactions = {"like": 1412, "repost": 1, "reply": 0, "quote": None, "wave": 3}
    said = sentences.moment("mastodon", date(2026, 11, 12), 1.8, reactions)
    assert said == "A post of 12 November 2026 +1.8: 1,412 likes, 1 repost"
    forked = sentences.moment("github", date(2026, 11, 12), 0.5, {"repost": 2}, "de")
    assert forked == "Ein Beitrag vom 12. November 2026 +0,5: 2 Forks"


def test_where_a_score_stands_and_its_three_parts():
    assert sentences.percentile("overall", 83.1, "de") == "Höher als bei 83,1\u00a0% aller Mitglieder."
    assert sentences.sub_score("reach", 1.0) == "1 person may see what is published."
    assert sentences.sub_score("amplification", 41.7, "de").startswith("Verstärkung 42 von 100")

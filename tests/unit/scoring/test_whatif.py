"""What-if: the real scorer on changed inputs, with what it assumes; never advice that must not pay."""

import pytest
from unit.scoring.invented import MODEL, measured, post, snapshot

from pegel.errors import InvalidField, NotAdvised
from pegel.scoring import whatif
from pegel.scoring.score import score
from pegel.scoring.whatif import Change

POSTS = [post(str(n), age=n, like=5, repost=2, people=[f"{n}{one}" for one in "abcde"]) for n in range(10)]
MINE = measured(snapshot(*POSTS), snapshot(name="2", network="github", curation=40))
MASTODON, GITHUB = "mastodon#1", "github#2"


def after(*changes):
    return score([whatif.supposed(MINE, changes, MODEL)], MODEL)[0].value


BEFORE = score([MINE], MODEL)[0].value


@pytest.mark.parametrize("kind", ["likes", "reposts", "replies", "quotes", "followers"])
def test_more_people_raise_the_score_and_twice_as_many_not_twice_as_much(kind):
    twenty, forty = (after(Change(kind, MASTODON, people)) for people in (20, 40))
    assert BEFORE < twenty < forty
    assert forty - BEFORE < 2 * (twenty - BEFORE) + 1e-9


def test_twenty_reposts_are_worth_more_than_twenty_likes():
    assert after(Change("reposts", MASTODON, 20)) > after(Change("likes", MASTODON, 20))


def test_stars_count_where_there_are_stars_and_are_refused_where_nobody_tells_them():
    assert after(Change("lists", GITHUB, 500)) > BEFORE
    with pytest.raises(InvalidField, match="mastodon does not tell lists"):
        after(Change("lists", MASTODON, 5))


def test_silence_lowers_and_longer_silence_lowers_more():
    assert after(Change("silence", MASTODON, 60)) < after(Change("silence", MASTODON, 10)) < BEFORE


def test_an_unlinked_account_is_gone_and_without_any_there_is_no_number():
    alone = score([MINE[:1]], MODEL)[0].value
    assert after(Change("unlink", GITHUB)) == alone
    assert after(Change("unlink", GITHUB), Change("unlink", MASTODON)) is None


def test_changes_are_made_one_after_the_other():
    together = after(Change("followers", MASTODON, 10), Change("followers", MASTODON, 20))
    assert together == after(Change("followers", MASTODON, 30))


@pytest.mark.parametrize("kind", list(whatif.NEVER))
@pytest.mark.parametrize("language", ["en", "de"])
def test_what_must_never_pay_is_refused_with_the_reason(kind, language):
    with pytest.raises(NotAdvised, match=whatif.NEVER[kind][language][:20]):
        whatif.supposed(MINE, [Change(kind, MASTODON)], MODEL, language)


def test_a_change_of_somebody_elses_account_names_the_field():
    with pytest.raises(InvalidField) as refused:
        after(Change("likes", MASTODON), Change("likes", "mastodon#99"))
    assert refused.value.pointer == "/changes/1/account"


def test_the_inputs_stay_as_they_were():
    before = [one.to_json() for one in MINE]
    after(Change("likes", MASTODON, 50), Change("silence", MASTODON, 5))
    assert [one.to_json() for one in MINE] == before


@pytest.mark.parametrize("kind", whatif.KINDS)
def test_every_change_says_what_it_assumes_in_both_languages(kind):
    english, german = (whatif.assumption(Change(kind, MASTODON, 7), code) for code in ("en", "de"))
    assert english != german
    assert kind == "unlink" or "7" in english

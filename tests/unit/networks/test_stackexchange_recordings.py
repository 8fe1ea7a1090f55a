"""Stack Exchange as others recorded it (PEGEL_DATA), API 2.2 of 2013: what a person counts in each answer."""

from __future__ import annotations

from datetime import timedelta

import pytest
from unit.networks.recorded import RECORDINGS, Told, load, reader

from pegel.fetch import Replay
from pegel.networks.understood import understand
from pegel.networks.values import epoch

pytestmark = pytest.mark.skipif(not RECORDINGS.is_dir(), reason="skipped: no PEGEL_DATA")


def others(file):
    each = load(RECORDINGS / "stackexchange" / f"{file}.json")
    return understand(reader("stackexchange", Told({})), each), each["body"].get("items")


def test_recorded_posts_have_the_counts_that_stand_there():
    answers, items = others("user_answers")
    assert [post.reactions for post in answers.posts] == [
        {"like": each["score"], "accept": int(each["is_accepted"])} for each in items
    ]
    questions, items = others("user_questions")
    assert [(post.reactions, post.views, list(post.tags)) for post in questions.posts] == [
        ({"like": each["score"], "reply": each["answer_count"]}, each["view_count"], each["tags"])
        for each in items
    ]


def test_recorded_comments_are_counted_with_who_wrote_them():
    mentioned, items = others("user_mentioned")
    assert mentioned.people == len({each["owner"]["user_id"] for each in items})
    assert [post.reactions["like"] for post in mentioned.posts] == [each.get("score") for each in items]


def test_recorded_accounts_and_tags_are_told():
    account, (item,) = others("user")
    assert (account.profile.standing, account.profile.name) == (item["reputation"], item["display_name"])
    assert others("users_inname")[0].people == 1
    tags, items = others("user_top_answer_tags")
    assert tags.profile.tags == tuple(each["tag_name"] for each in items[:10])


@pytest.mark.parametrize(
    ("file", "holds"), [("user_badges", 5), ("user_reputation", 12), ("user_tags", 30), ("user_timeline", 16)]
)
def test_what_else_is_recorded_is_counted_in_words(file, holds):
    answer, items = others(file)
    assert f"({file.partition('_')[2]}); it holds {holds} items" in answer.says
    assert (len(items), answer.posts) == (holds, None)


def test_a_whole_account_is_read_from_what_was_recorded_of_an_older_api():
    snapshot = reader("stackexchange", Replay(RECORDINGS)).snapshot("1363236@stackoverflow")
    written = {
        str(each.get("answer_id", each["question_id"])): each
        for file in ("user_answers", "user_questions")
        for each in others(file)[1]
    }
    since = snapshot.read_at - timedelta(days=90)
    recent = {id_ for id_, each in written.items() if epoch(each["creation_date"]) >= since}
    assert {post.id for post in snapshot.posts} == recent
    assert len(recent) == 14
    assert all(post.reactions["like"] == written[post.id]["score"] for post in snapshot.posts)
    assert (snapshot.standing, snapshot.untold) == (151, 0)
    assert [note.partition(":")[0] for note in snapshot.notes][:1] == ["THE TAGS ARE MISSING"]

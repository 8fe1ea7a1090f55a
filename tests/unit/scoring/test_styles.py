"""A style says how somebody publishes, by published thresholds, and changes no score."""

import json
from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest
from unit.scoring.invented import MODEL, NOW, measured, post, snapshot

from pegel.scoring import habits, styles
from pegel.scoring.features import Features
from pegel.scoring.habits import Habits
from pegel.scoring.score import score

FEW, LIVELY = 64, 65  # posts in 90 days: below and from five a week on
WEEKS = {False: 0b111111111, True: 0b1111111111}  # nine and ten of thirteen
TOPICS = {False: {"a": 10, "b": 10, "c": 80}, True: {"a": 10, "b": 10, "c": 10, "d": 70}}
KLOUT = {  # klout-api.md §6: sharing, creating, broad, consistent
    "Curator": (2, True, False, True, False),
    "Broadcaster": (3, True, False, True, True),
    "Taste Maker": (4, True, True, True, False),
    "Celebrity": (5, True, True, True, True),
    "Syndicator": (6, True, False, False, False),
    "Feeder": (7, True, False, False, True),
    "Thought Leader": (8, True, True, False, False),
    "Pundit": (9, True, True, False, True),
    "Dabbler": (12, False, False, True, False),
    "Conversationalist": (13, False, False, True, True),
    "Socializer": (10, False, True, True, False),
    "Networker": (14, False, True, True, True),
    "Observer": (1, False, False, False, False),
    "Explorer": (15, False, False, False, True),
    "Activist": (16, False, True, False, False),
    "Specialist": (11, False, True, False, True),
}


def at_thresholds(sharing, creating, broad, consistent):
    posts = LIVELY if creating else FEW
    own = (posts + 1) // 2 - (not sharing)
    return Habits(posts, own, WEEKS[consistent], 100, TOPICS[broad])


@pytest.mark.parametrize("name", KLOUT)
def test_a_style_begins_exactly_at_its_thresholds(name):
    number, *sides = KLOUT[name]
    assert styles.of_habits(at_thresholds(*sides)) == styles.Style(number, name)


def test_every_combination_has_a_style_of_its_own_with_a_name_and_a_sentence_in_both_languages():
    found = [styles.of_habits(at_thresholds(*sides)) for sides in product((False, True), repeat=4)]
    assert sorted(style.id for style in found) == list(range(1, 17))
    for words in (styles.name, styles.sentence):
        said = [words(style, language) for style in found for language in ("en", "de")]
        assert len(set(said)) == 32 and all(said)
    assert styles.sentence(found[0], "fr") == styles.sentence(found[0])
    assert styles.sentence(styles.STYLES[11]) == "You are heard on few things, and there people act."


def test_the_published_table_says_what_is_computed():
    table = styles.table()
    assert json.loads(json.dumps(table)) == table
    assert [one["id"] for one in table["styles"]] == list(range(1, 17))
    for one in table["styles"]:
        sides = [one[axis] for axis in ("sharing", "creating", "broad", "consistent")]
        assert KLOUT[one["names"]["en"]] == (one["id"], *sides)


def test_who_publishes_nothing_is_an_observer():
    assert styles.of(measured(snapshot())) == styles.STYLES[1]
    assert styles.of([]) == styles.STYLES[1]


def tagged(name, *tags, age=10, is_reply=False, **reactions):
    return replace(post(name, age=age, **reactions), tags=tags, is_reply=is_reply)


def test_habits_count_posts_replies_weeks_and_reactions_by_hashtag():
    (read,) = measured(
        snapshot(
            tagged("a", "Solar", "Wind", age=0, like=9),
            tagged("b", "solar", "SOLAR", age=13, like=5, repost=1),
            tagged("c", age=90, is_reply=True, like=4),
            tagged("d", "old", age=91, like=100),
        )
    )
    solar, wind = habits.key("solar"), habits.key("WIND")
    assert read.habits == Habits(3, 2, 1 << 12 | 1 << 1 | 1, 19, {solar: 10, wind: 4})


def test_habits_are_small_and_survive_json():
    posts = [tagged(f"{n}", f"topic number {n % 9}", like=10 * (n % 9)) for n in range(999)]
    (read,) = measured(snapshot(*posts))
    assert len(read.habits.topics) == 5
    assert Features.from_json(json.loads(json.dumps(read.to_json()))) == read
    assert len(json.dumps(read.habits.to_json(), separators=(",", ":"))) <= 90
    before = {name: value for name, value in read.to_json().items() if name != "habits"}
    assert Features.from_json(before).habits == Habits()


def test_accounts_of_a_member_have_their_habits_together():
    one = Habits(3, 1, 0b1, 50, {"a": 20, "b": 30})
    other = Habits(2, 2, 0b11, 30, {"a": 10, "c": 20})
    together = habits.together([(one, NOW), (other, NOW - timedelta(days=15))])
    assert together == Habits(5, 3, 0b1101, 80, {"a": 30, "b": 30, "c": 20})
    long_ago = habits.together([(one, NOW), (other, NOW - timedelta(days=400))])
    assert long_ago.weeks == 0b1


def test_a_style_changes_no_score():
    posts = [tagged(f"{n}", age=n, like=n % 7) for n in range(80)]
    others = [replace(one, tags=(one.id,), is_reply=True) for one in posts]
    before, after = measured(snapshot(*posts)), measured(snapshot(*others))
    assert styles.of(before) != styles.of(after)
    assert before[0].values == after[0].values
    assert score([before], MODEL) == score([after], MODEL)

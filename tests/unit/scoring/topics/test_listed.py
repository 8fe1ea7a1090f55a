"""A member's list: every account, endorsed, chosen; in words; and counted with those who lead."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from unit.scoring.topics.said import NOW

from pegel.scoring.distribution import ranked
from pegel.scoring.features import Features
from pegel.scoring.topics import told
from pegel.scoring.topics.assignment import Evidence, Heard
from pegel.scoring.topics.choices import Shown
from pegel.scoring.topics.endorsements import Endorsement
from pegel.scoring.topics.leading import LEADERS, Leading, bin_of
from pegel.scoring.topics.listed import Listed, listed
from pegel.scoring.topics.restricted import OnTopic
from pegel.social import Member

MIRA = Member("mem_mira")


def account(name, **weights):
    heard = tuple(
        OnTopic(Heard(topic, weight, Evidence(3, (f"#{topic}",))), {}) for topic, weight in weights.items()
    )
    return Features(f"mastodon#{name}", "mastodon", {}, {}, (), NOW, heard=heard)


def slugs(topics):
    return [one.topic for one in topics]


def test_all_accounts_speak_and_what_the_member_chose_is_respected():
    accounts = [account("1", rust=9.0, baking=4.0), account("2", baking=8.0, opera=1.0)]
    assert slugs(listed(accounts, MIRA, (), NOW)) == ["baking", "rust", "opera"]
    chosen = Member("mem_mira", added=("chess",), removed=("baking",))
    found = listed(accounts, chosen, (), NOW)
    assert slugs(found) == ["rust", "opera", "chess"] and found[-1].shown.added


def test_endorsements_move_a_topic_by_a_tenth_at_most_and_are_counted():
    accounts = [account("1", rust=20.0, baking=18.0, opera=2.0)]
    given = [
        Endorsement(f"mem_{n}", MIRA.id, topic, NOW - timedelta(days=1))
        for n in range(200)
        for topic in ("baking", "opera")
    ]
    found = listed(accounts, MIRA, given, NOW)
    assert slugs(found) == ["baking", "rust", "opera"]
    assert [one.endorsements for one in found] == [200, 0, 200]


def test_every_topic_says_where_it_comes_from_in_both_languages():
    why = Listed(Shown("rust", 3.0, Evidence(12, ("#rust",), ("borrow checker",)), added=True), 1).to_reason()
    assert told.sentence(why, 86.6, "en", mine=False) == (
        "from 12 posts: #rust, borrow checker; added by the member; endorsed by one member;"
        " above 87 % of the members heard on it"
    )
    assert told.sentence(why | {"endorsements": 3}, None, "de", mine=True) == (
        "aus 12 Beiträgen: #rust, borrow checker; von dir hinzugefügt; von 3 Mitgliedern empfohlen"
    )
    only_added = Listed(Shown("rust", 0.0, Evidence(0), added=True)).to_reason()
    assert told.sentence(only_added, None, "de", mine=False) == "vom Mitglied hinzugefügt"


def test_what_is_public_is_told_with_its_reasons_and_its_place():
    ranks = ranked({bin_of(float(score)): 1 for score in range(30, 60)})
    public: list[dict[str, Any]] = [
        {"slug": "rust", "name": "Rust", "score": 45.5},
        {"slug": "books", "name": "x", "score": None},
    ]
    assert ranks
    rust, books = told.told(public, [{"slug": "gone"}], {"rust": ranks, "books": ranks}, "de")
    assert (rust["percentile"], rust["posts"]) == (50.0, 0), "fifteen of thirty have less than 45"
    assert (books["name"], books["percentile"]) == ("Bücher und Lesen", None)


def test_parts_of_a_count_add_up_in_any_order_through_a_checkpoint():
    parts = [Leading(), Leading()]
    for n in range(60):
        one: list[dict[str, Any]] = [{"slug": "rust", "score": n + 0.5}, {"slug": "chess", "score": None}]
        parts[n % 2].add(one, f"mem_{n:02}", leads=n != 59, barred={"rust"} if n == 58 else ())
    whole, other = Leading(), Leading()
    for part in parts:
        whole.merge(Leading.from_json(json.loads(json.dumps(part.to_json()))))
    for part in reversed(parts):
        other.merge(part)
    assert whole == other
    assert [who for _, who in whole.leaders["rust"]] == [f"mem_{n}" for n in range(57, 57 - LEADERS, -1)]
    assert sum(whole.counts.groups["rust"].values()) == 60 and "chess" not in whole.counts.groups


def test_whole_points_are_kept_at_their_upper_end():
    assert [bin_of(score) for score in (1.0, 47.3, 99.99, 100.0)] == [19, 479, 999, 1000]

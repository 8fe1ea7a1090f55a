"""Who influences whom among members, both ways, over the real tables, bucket and keys."""

from __future__ import annotations

import secrets
from typing import Any

import pytest
from aside import Aside
from integration.kept import NOW, proven, store

from pegel.social import Account, Member, Post, Reactor, Snapshot


class Someone:
    """A member with a public page and one account."""

    def __init__(self, aside: Aside, name: str) -> None:
        self.id, self.name = f"mem_{secrets.token_hex(13)}", f"{name}{secrets.token_hex(2)}"
        store(aside, "members").save(Member(self.id, self.name), 0)
        self.account: Account = proven(aside, self.id)


@pytest.fixture
def fenja(aside: Aside) -> Someone:
    return Someone(aside, "fenja")


@pytest.fixture
def jonas(aside: Aside) -> Someone:
    return Someone(aside, "jonas")


def key_of(aside: Aside, who: str) -> str:
    """As a reading keeps whoever reacted."""
    networks, keys = aside.module("pegel.networks"), store(aside, "keys")
    reader = networks.NETWORKS["mastodon"](None, key=keys.reactor_key())
    hashed: str = aside.module("pegel.networks.reactors").hashed(reader, who)
    return hashed


def read(aside: Aside, whose: Someone, *reactors: str) -> None:
    """A reading whose lists name these people, scored."""
    who = tuple(Reactor(key_of(aside, one), kinds=("like", "repost")) for one in reactors)
    posts = tuple(Post(str(n), NOW, {"like": 40, "repost": 9}, reactors=who) for n in range(4))
    account = whose.account
    snapshot = Snapshot(account.network, account.handle, account.account_id, NOW, 900, posts)
    store(aside, "snapshots").write([(account, snapshot)])
    assert aside.serve(aside.score_queue, aside.module("score").lambda_handler)


def index(aside: Aside, *members: Someone) -> int:
    """What a night does."""
    people, found = store(aside, "people"), store(aside, "everybody").Found
    accounts = [
        found(
            one.id, [], (one.id, one.account.key), (("mastodon", one.account.account_id, one.account.handle),)
        )
        for one in members
    ]
    made: int = people.put_together([people.write_part(0, 0, accounts)])
    people._kept["until"] = 0.0  # a new process would read it anew
    return made


def told(aside: Aside, whose: Someone) -> Any:
    return store(aside, "influence").of(whose.id)


def test_both_sides_are_told_and_strangers_are_nobody(aside: Aside, fenja: Someone, jonas: Someone) -> None:
    assert index(aside, fenja, jonas) == 4, "each by handle and by stable id"
    read(aside, jonas)
    read(aside, fenja, jonas.account.handle, "@stranger@elsewhere.example", fenja.account.handle)
    assert [one["name"] for one in told(aside, fenja)["influencees"]] == [jonas.name]
    assert [one["name"] for one in told(aside, jonas)["influencers"]] == [fenja.name]
    assert told(aside, fenja)["influencers_count"] == told(aside, jonas)["influencees_count"] == 0


def test_it_ends_when_nobody_reacts_any_more(aside: Aside, fenja: Someone, jonas: Someone) -> None:
    index(aside, fenja, jonas)
    read(aside, fenja, jonas.account.handle)
    assert told(aside, jonas)["influencers_count"] == 1
    read(aside, fenja, "@stranger@elsewhere.example")
    assert told(aside, jonas)["influencers_count"] == told(aside, fenja)["influencees_count"] == 0


def test_an_unlinked_account_influences_nobody(aside: Aside, fenja: Someone, jonas: Someone) -> None:
    index(aside, fenja, jonas)
    read(aside, fenja, jonas.account.handle)
    store(aside, "accounts").unlink(fenja.id, fenja.account.key)
    store(aside, "score_queue").send([fenja.id])
    assert aside.serve(aside.score_queue, aside.module("score").lambda_handler)
    assert told(aside, jonas)["influencers_count"] == 0


def test_whoever_hides_their_page_is_a_number(aside: Aside, fenja: Someone, jonas: Someone) -> None:
    index(aside, fenja, jonas)
    read(aside, jonas)
    read(aside, fenja, jonas.account.handle)
    item = store(aside, "score_items").ScoreItem
    item(jonas.id).update([item.hidden.set(True)])
    known = told(aside, fenja)
    assert (known["influencees"], known["influencees_count"]) == ([], 1)


def test_who_reacts_to_everybody_costs_nobody_more_than_a_few_hundred_do(aside: Aside) -> None:
    influence, items = store(aside, "influence"), store(aside, "score_items")
    busy = f"mem_{secrets.token_hex(13)}"
    key = f"influencers#{busy}"
    items.ScoreItem(key, ties={f"mem_{number:026}": 1.0 for number in range(influence.MOST)}).save()
    late, known = f"mem_{secrets.token_hex(13)}", f"mem_{7:026}"
    assert influence.keep(late, {"mastodon#1": {busy: 3.0}}, None, NOW) == 1, "told on their own side"
    assert late not in influence._ties(items.find(key))
    influence.keep(known, {"mastodon#1": {busy: 4.0}}, None, NOW)
    assert influence._ties(items.find(key))[known] == 4.0, "who is there already goes on"
    influence.keep(known, {"mastodon#1": {}}, None, NOW)
    influence.keep(late, {"mastodon#1": {busy: 5.0}}, None, NOW)
    assert influence._ties(items.find(key))[late] == 5.0, "where one left there is room for one"

"""Topics over the real tables: published, chosen, endorsed by many at once, counted, led by who wants to."""

from __future__ import annotations

import json
import secrets
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from aside import ROOT, Aside, opened
from integration.kept import proven, store

from pegel.errors import Conflict, NotFound
from pegel.social import UNLISTED, UNSEEN, Account, Member, Post, Reactor, Snapshot

if TYPE_CHECKING:
    from pegel.cli.stack.stack import Stack

NOW = datetime.now(UTC).replace(microsecond=0)
RUST = ("The borrow checker was right again. #rust", "#rust for embedded things, measured")
BREAD = ("Sourdough at 24 degrees, day three. #sourdough",)


@pytest.fixture(scope="module")
def aside(stack: Stack) -> Iterator[Aside]:
    folders = [str(ROOT / "functions" / name) for name in ("members", "rescore")]
    sys.path += folders
    known = set(sys.modules)
    with opened(stack, f"topics{secrets.token_hex(3)}") as made:
        yield made
    sys.path[:] = [path for path in sys.path if path not in folders]
    for name in set(sys.modules) - known:
        if (getattr(sys.modules[name], "__file__", None) or "").startswith(tuple(folders)):
            del sys.modules[name]


class Someone:
    """A member with a public page who has been read and scored."""

    def __init__(self, aside: Aside, name: str, *texts: str, wishes: tuple[str, ...] = ()) -> None:
        self.aside, self.id = aside, f"mem_{secrets.token_hex(13)}"
        self.name = f"{name}{secrets.token_hex(3)}"
        store(aside, "members").save(Member(self.id, self.name, consents={"score": "1", "leaders": "1"}), 0)
        self.account: Account = proven(aside, self.id)
        self.read(*texts, wishes=wishes)

    def read(self, *texts: str, wishes: tuple[str, ...] = ()) -> None:
        """Posts of these texts, each with people who liked it; read, kept, scored."""
        posts = tuple(
            Post(
                f"{age}",
                NOW - timedelta(days=age),
                {"like": 9},
                excerpt=texts[age % len(texts)],
                reactors=tuple(Reactor(f"{who:02}", 90) for who in range(6 + 3 * (age % 3))),
            )
            for age in range(12)
        )
        one = self.account
        snapshot = Snapshot(one.network, one.handle, one.account_id, NOW, 900, posts, wishes=wishes)
        reading, keeping = self.aside.module("reading"), self.aside.module("keeping")
        fitting = keeping.fitting(reading.measured(snapshot, self.aside.module("pegel.scoring.model").load()))
        store(self.aside, "readings").record(one, fitting, NOW)
        self.score()

    def score(self) -> None:
        store(self.aside, "score_queue").send([self.id])
        assert self.aside.serve(self.aside.score_queue, self.aside.module("score").lambda_handler)

    @property
    def topics(self) -> dict[str, float | None]:
        """As the public document tells them."""
        kept = store(self.aside, "scores").get(self.id)
        return {one["slug"]: one["score"] for one in json.loads(kept.document)["topics"]}

    @property
    def reasons(self) -> dict[str, Any]:
        why = json.loads(store(self.aside, "scores").get(f"why#{self.id}").document)
        return {one["slug"]: one for one in why["topics"]}

    def change(self, **fields: Any) -> None:
        members = store(self.aside, "members")
        kept = members.get(self.id)
        members.save(replace(kept, **fields), kept.version)


@pytest.fixture
def fenja(aside: Aside) -> Someone:
    return Someone(aside, "fenja", *BREAD, *RUST)


def night(aside: Aside) -> None:
    """Everybody is counted."""
    plan = aside.module("plan").begin(
        {"mode": "count", "shards": 1}, secrets.token_hex(4), NOW.isoformat(), NOW
    )
    assert aside.module("shard").work(plan, 0, lambda: 1e6, lambda: datetime.now(UTC))
    aside.module("merging").merge(plan, NOW)


def leaders(aside: Aside, slug: str) -> list[str]:
    topics = store(aside, "topics")
    return [one["name"] for one in topics.named(slug, topics.get(slug).leaders)]


def test_a_score_of_ones_own_for_each_topic_and_what_it_was_found_from(fenja: Someone) -> None:
    assert next(iter(fenja.topics)) == "rust" and "baking" in fenja.topics
    assert (fenja.topics["rust"] or 0) > (fenja.topics["baking"] or 0) > 1, "more people react"
    assert fenja.reasons["rust"]["posts"] == 8 and "#rust" in fenja.reasons["rust"]["terms"]


def test_what_is_removed_is_gone_at_once_and_comes_back_with_its_evidence(
    aside: Aside, fenja: Someone
) -> None:
    choosing = aside.module("choosing")
    choosing.change(fenja.id, NOW, remove="rust")
    assert "rust" not in fenja.topics, "before anybody scores"
    fenja.score()
    assert "rust" not in fenja.topics and "baking" in fenja.topics
    mine = {one["slug"]: one for one in choosing.mine(store(aside, "members").get(fenja.id), NOW)}
    assert mine["rust"]["removed"] and "#rust" in mine["rust"]["sentence"]
    choosing.change(fenja.id, NOW, add="rust")
    fenja.score()
    assert fenja.topics["rust"] is not None and not fenja.reasons["rust"]["added"], "her posts say it"


def test_words_of_an_account_that_is_not_for_everybody_are_no_evidence(aside: Aside) -> None:
    quiet = Someone(aside, "quiet", *BREAD, wishes=(UNSEEN,))
    assert quiet.topics["baking"] and quiet.reasons["baking"]["terms"] == []
    assert quiet.reasons["baking"]["posts"] == 12


def test_an_added_topic_is_shown_without_a_number(aside: Aside, fenja: Someone) -> None:
    aside.module("choosing").change(fenja.id, NOW, add="astronomy")
    fenja.score()
    assert fenja.topics["astronomy"] is None and fenja.reasons["astronomy"]["added"]
    with pytest.raises(NotFound, match="GET /v3/topics"):
        aside.module("choosing").change(fenja.id, NOW, add="no-such-topic")


def test_of_many_endorsements_at_once_five_are_given_and_each_once(aside: Aside, fenja: Someone) -> None:
    endorse = aside.module("endorsing").endorse
    others = [Someone(aside, "o", *RUST) for _ in range(7)]

    def give(other: Someone) -> str:
        try:
            return str(endorse(fenja.id, other.name, "rust", datetime.now(UTC))["topic"])
        except Conflict as refused:
            return str(refused)

    with ThreadPoolExecutor(28) as pool:
        said = list(pool.map(give, [one for one in others for _ in range(4)]))
    assert said.count("rust") == 5, said
    given = store(aside, "endorsements").given(fenja.id)
    assert len(given) == len({one.taker for one in given}) == 5
    taker = next(one for one in others if one.id == given[0].taker)
    taker.score()
    assert taker.reasons["rust"]["endorsements"] == 1
    aside.module("endorsing").withdraw(fenja.id, taker.name, "rust", datetime.now(UTC))
    taker.score()
    assert taker.reasons["rust"]["endorsements"] == 0
    assert "rust" not in give(taker).split(), "taken back, it can be given again in a week all the same"


def test_nobody_endorses_themselves_what_is_not_shown_or_without_a_score(
    aside: Aside, fenja: Someone
) -> None:
    endorse, now = aside.module("endorsing").endorse, datetime.now(UTC)
    with pytest.raises(Conflict, match="themselves"):
        endorse(fenja.id, fenja.name, "rust", now)
    with pytest.raises(NotFound, match="not shown with"):
        endorse(f"mem_{'0' * 26}", fenja.name, "opera", now)
    with pytest.raises(Conflict, match="score of their own"):
        endorse(f"mem_{'0' * 26}", fenja.name, "rust", now)


def test_who_leads_agreed_to_it_shows_their_page_and_is_not_asked_to_be_left_out(aside: Aside) -> None:
    nora, quiet = Someone(aside, "nora", *BREAD), Someone(aside, "quiet", *BREAD)
    quiet.change(consents={"score": "1"})
    shy = Someone(aside, "shy", *BREAD)
    shy.change(public=False)
    bot = Someone(aside, "bot", *BREAD, wishes=(UNLISTED,))
    night(aside)
    named = leaders(aside, "baking")
    assert nora.name in named and not {quiet.name, shy.name, bot.name} & set(named)
    assert "baking" in store(aside, "topics").index()
    nora.change(public=False)
    assert nora.name not in leaders(aside, "baking"), "from that moment on, not from the next night"
    nora.change(public=True, consents={"score": "1"})
    assert nora.name not in leaders(aside, "baking")

"""What a snapshot object holds."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as any_

from pegel.social import REACTIONS, Post, Reactor, Snapshot
from pegel.store.records import from_bytes, to_bytes

COUNT = any_.none() | any_.integers(0, 2**63)
MOMENT = any_.datetimes(timezones=any_.just(UTC))
REACTORS = any_.lists(any_.builds(Reactor, any_.text(), COUNT), max_size=3).map(tuple)
POST = any_.builds(
    Post,
    id=any_.text(),
    posted_at=MOMENT,
    reactions=any_.dictionaries(any_.sampled_from(REACTIONS), COUNT),
    tags=any_.lists(any_.text(), max_size=3).map(tuple),
    excerpt=any_.text(),
    url=any_.text(),
    language=any_.none() | any_.text(),
    reactors=any_.none() | REACTORS,
    is_reply=any_.booleans(),
)
SNAPSHOT = any_.builds(
    Snapshot,
    network=any_.text(),
    handle=any_.text(),
    account_id=any_.text(),
    read_at=MOMENT,
    reach=COUNT,
    posts=any_.lists(POST, max_size=3).map(tuple),
    curation=COUNT,
    standing=COUNT,
    name=any_.text(),
    etags=any_.dictionaries(any_.text(), any_.text(), max_size=2),
    notes=any_.lists(any_.text(), max_size=2).map(tuple),
)


@given(SNAPSHOT)
def test_a_snapshot_comes_back_as_it_was(snapshot: Snapshot) -> None:
    assert from_bytes(to_bytes(snapshot)) == snapshot


def test_a_list_of_reactors_that_was_not_told_is_not_an_empty_one() -> None:
    now = datetime(2026, 11, 25, tzinfo=UTC)
    posts = (Post("1", now, {}, reactors=()), Post("2", now, {}, reactors=None))
    empty, unknown = from_bytes(to_bytes(Snapshot("github", "a", "1", now, None, posts))).posts
    assert (empty.reactors, unknown.reactors) == ((), None)

"""An account's topics fit beside its features, whatever their names, and come back."""

import json

from hypothesis import given
from hypothesis import strategies as st
from unit.scoring.topics.said import post

from pegel.scoring.topics.assignment import Evidence, Heard, assign
from pegel.scoring.topics.compact import TOPICS, from_json, size, to_json
from pegel.scoring.topics.lexicon import Lexicon

SLUGS = sorted(Lexicon.load().topics)
HEARD = st.builds(
    Heard,
    st.sampled_from(SLUGS),
    st.floats(1e-3, 1e9),
    st.builds(Evidence, st.integers(0, 9999), st.lists(st.just("#töpfern")), st.lists(st.text(min_size=1))),
)


def test_what_was_kept_comes_back_with_its_evidence():
    heard = assign([post("The borrow checker", "rust", likes=40) for _ in range(12)])
    kept = to_json(heard)
    assert kept == {"rust": [76.9, 12, "#rust", "borrow checker"]}
    (back,) = from_json(json.loads(json.dumps(kept)))
    assert back == Heard("rust", 76.9, Evidence(12, ("#rust",), ("borrow checker",)))


def test_five_topics_at_most_the_strongest_first_and_room_goes_to_topics_before_words():
    heard = [Heard(f"topic{n}", float(n), Evidence(n, ("#one", "#two"))) for n in range(1, 9)]
    back = from_json(to_json(heard))
    assert [one.topic for one in back] == [f"topic{n}" for n in range(8, 3, -1)]
    assert back[0].evidence.tags[:1] == ("#one",)


def test_no_topics_take_no_room():
    assert (to_json([]), from_json({})) == ({}, ())


@given(st.lists(HEARD, max_size=8, unique_by=lambda one: one.topic))
def test_it_never_takes_more_than_160_bytes_nor_depends_on_the_order(heard):
    kept = to_json(heard)
    assert len(json.dumps(kept, separators=(",", ":"), ensure_ascii=False).encode()) == size(kept) <= 160
    assert len(kept) <= TOPICS
    assert to_json(heard[::-1]) == kept
    assert to_json(from_json(kept)).keys() == kept.keys()

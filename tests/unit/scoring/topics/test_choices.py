"""What a member removed is never shown; what they added is shown as theirs and brings no strength."""

import pytest

from pegel.errors import InvalidField
from pegel.scoring.topics.assignment import Evidence, Heard
from pegel.scoring.topics.choices import MOST, choose, chosen
from pegel.scoring.topics.lexicon import Lexicon

LEXICON = Lexicon.load()
HEARD = (Heard("rust", 5.0, Evidence(3, ("#rust",))), Heard("animals", 2.0, Evidence(1, (), ("sheep",))))


def test_a_removed_topic_is_never_shown_not_even_when_it_was_added():
    assert [one.topic for one in chosen(HEARD, [], ["animals"])] == ["rust"]
    assert [one.topic for one in chosen(HEARD, ["animals"], ["animals", "rust"])] == []


def test_an_added_topic_is_shown_last_without_strength_until_somebody_is_heard_on_it():
    *_, tea = chosen(HEARD, ["tea"], [])
    assert (tea.topic, tea.weight, tea.added) == ("tea", 0.0, True)
    assert (tea.sentence(), tea.sentence("de")) == ("added by the member", "vom Mitglied hinzugefügt")
    rust = chosen(HEARD, ["rust"], [])[0]
    assert (rust.weight, rust.added, rust.sentence()) == (5.0, True, "from 3 posts: #rust")


def test_the_order_is_strength_then_name():
    shown = chosen(HEARD, ["wine", "tea"], [])
    assert [one.topic for one in shown] == ["rust", "animals", "tea", "wine"]


def test_adding_takes_back_a_removal_and_the_other_way_round():
    assert choose(LEXICON, ["tea"], ["rust"], add="rust") == (("tea", "rust"), ())
    assert choose(LEXICON, ["tea"], ["rust"], remove="tea") == ((), ("rust", "tea"))
    assert choose(LEXICON, ["tea"], [], add="tea") == (("tea",), ())


def test_only_topics_of_the_lexicon_can_be_added_but_anything_shown_can_be_removed():
    with pytest.raises(InvalidField, match="no topic of the lexicon"):
        choose(LEXICON, [], [], add="unicorns")
    assert choose(LEXICON, [], [], remove="unicorns") == ((), ("unicorns",))


def test_twenty_topics_can_be_added():
    twenty = list(LEXICON.topics)[:MOST]
    assert len(choose(LEXICON, twenty[:-1], [], add=twenty[-1])[0]) == MOST
    with pytest.raises(InvalidField, match="remove one first"):
        choose(LEXICON, twenty, [], add="tea")

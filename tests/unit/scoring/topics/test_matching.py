"""Phrases and tags: the longest wins, words end where they end, German bends and joins them."""

import pytest
from unit.scoring.topics.said import post, topics

from pegel.scoring.topics.index import index
from pegel.scoring.topics.language import guess
from pegel.scoring.topics.matching import matches
from pegel.scoring.topics.terms import fold, forms, plain, readings, words


@pytest.mark.parametrize(
    ("tag", "topic"),
    [
        ("python-3.x", "python"),
        ("c#", "csharp"),
        ("c++", "cpp"),
        ("c", "c"),
        ("r", "r"),
        ("go", "go"),
        (".net", "dotnet"),
        ("asp.net-mvc", "dotnet"),
        ("node.js", "nodejs"),
        ("reactjs", "react"),
        ("ruby-on-rails-3.2", "ruby-on-rails"),
        ("RubyOnRails", "ruby-on-rails"),
        ("html5", "html"),
        ("machine-learning", "machine-learning"),
        ("MachineLearning", "machine-learning"),
        ("machinelearning", "machine-learning"),
        ("#Klimawandel", "climate"),
        ("Klimapolitik", "climate"),
        ("Radwege", "cycling"),
        ("künstlicheintelligenz", "artificial-intelligence"),
        ("kuenstliche-intelligenz", "artificial-intelligence"),
        ("Koeln", "cologne"),
        ("oepnv", "public-transport"),
        ("ChessTips", "chess"),
        ("awesome-chess-things", "chess"),
        ("JavaScriptTips", "javascript"),
        ("xyzzy", None),
        ("", None),
    ],
)
def test_a_tag_of_any_network_names_its_topic(tag, topic):
    assert topics(post("", tag))[:1] == ([topic] if topic else [])


def test_the_longest_phrase_wins():
    assert topics(post("They moved the board game to the black hole")) == ["astronomy", "board-games"]
    assert topics(post("A table, a tennis court")) == ["tennis"]
    assert topics(post("A table tennis court")) == ["table-tennis"]


def test_a_word_is_found_whole_only():
    assert topics(post("The category of the concatenation is rusty")) == []
    assert topics(post("The cat is on the mat")) == ["cats"]


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Die Häuser der Architekten", "architecture"),
        ("Wir reden über künstlicher Intelligenz", "artificial-intelligence"),
        ("Unser Netz lernt mit maschinellem Lernen", "machine-learning"),
        ("Wir zählen die Vögel", "birds"),
        ("Das ist ein Jazzkonzert", "jazz"),
        ("Ein Klimaschutzgesetz für alle", "climate"),
        ("Die Straßenfotografie ist eine Kunst", "photography"),
        ("Er backt ein Vollkornbrot", "baking"),
    ],
)
def test_german_words_are_found_bent_and_joined(text, topic):
    assert topic in topics(post(text))


@pytest.mark.parametrize(
    "word", ["Kunststoff", "Hundert", "Schulter", "Weinen", "Schwein", "Nähe", "Skizzen"]
)
def test_a_word_that_only_begins_like_a_topic_is_none(word):
    assert not {"arts", "dogs", "education", "wine", "sewing", "skiing"} & set(
        topics(post(f"Das ist {word}"))
    )


def test_english_words_have_no_german_endings_and_no_compounds():
    assert topics(post("My mother and I talked about the chores")) == []


def test_a_word_of_one_language_is_not_found_in_the_other():
    assert topics(post("Das ist eine Art von Gift und ich war nicht da")) == []
    assert set(topics(post("The art of the war"))) == {"arts", "war"}
    assert topics(post("Die neue Mode ist eine alte")) == ["fashion"]
    assert topics(post("The new mode is the old one")) == []
    assert topics(post("Die Chöre singen")) == ["choir"]
    assert topics(post("These are the chores")) == []


def test_the_language_is_heard_in_the_little_words_and_told_otherwise():
    assert guess(["das", "ist", "kaputt"], "en") == "de"
    assert guess(["this", "is", "broken"], "de") == "en"
    assert guess(["rust", "cargo"], "de-AT") == "de"
    assert guess(["rust"], None) == ""


def test_addresses_and_people_are_no_subject():
    assert topics(post("https://chess.example/chess @chess@social.example www.chess.com")) == []
    assert plain("&lt;3 any tag &amp; so") == "<3 any tag & so"


def test_a_term_counts_once_in_a_post_and_is_shown_as_it_was_written():
    found = matches(index(), "Passwörter! Nochmal: Passwörter. #Rust und #rust", ["Rust"])
    assert [one.shown for one in found] == ["#Rust", "Passwörter"]


def test_words_are_folded_and_taken_apart_alike_everywhere():
    assert fold("Künstliche Straße’s") == "kunstliche strasse's"
    assert words("c++, c# and .net's node.js; d&d's") == ["c++", "c#", "and", ".net", "node.js", "d&d"]
    assert readings("python-3.x")[-1] == "python"
    assert readings("r") == ["r"]
    assert forms("ponies", {"pony"}, german=False) == ("pony",)
    assert forms("Gärten", {"garten"}, german=True) == ()
    assert forms("garten", {"garten", "gart"}, german=True) == ("garten", "gart")

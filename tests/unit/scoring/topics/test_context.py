"""A word of several meanings means what the rest speaks of; one that nothing speaks for means nothing."""

from unit.scoring.topics.said import post, topics

from pegel.scoring.topics.assignment import assign


def test_java_is_a_language_or_an_island():
    assert topics(post("Java and Maven builds"))[0] == "java"
    assert topics(post("From Jakarta we went on over Java and Sumatra")) == ["southeast-asia"]
    assert topics(post("From Jakarta to Sumatra", "java")) == ["southeast-asia"]


def test_an_apple_is_eaten_or_sold_in_cupertino():
    assert topics(post("An apple pie with a crust of sourdough dough")) == ["baking"]
    assert topics(post("Apple shows a new iPhone and a MacBook")) == ["apple"]
    assert topics(post("I ate an apple")) == []


def test_rust_needs_something_that_speaks_for_it():
    assert topics(post("There is rust on the gate")) == []
    assert topics(post("Rust and its compiler: no more bugs, says the borrow checker")) == ["rust"]


def test_a_capital_inside_an_english_sentence_makes_a_name():
    (rust,) = assign([post("I am learning Rust this winter")])
    assert (rust.topic, rust.weight < 0.5) == ("rust", True)
    assert topics(post("I Am Learning Rust This Winter")) == []
    assert topics(post("Rust is what the winter left us with")) == []
    assert topics(post("Ich habe den Sommer über nur Swift und Rust gesehen")) == []


def test_what_the_account_speaks_of_explains_a_word_of_one_post():
    alone = post("Swift is fun again", likes=1)
    assert topics(alone) == []
    others = [post("SwiftUI views", likes=1), post("My app in Xcode with UIKit", "ios", likes=1)]
    found = {one.topic: one.evidence.posts for one in assign([alone, *others])}
    assert found == {"swift": 2, "ios": 2}


def test_an_ambiguous_tag_was_chosen_and_says_less_than_a_clear_one():
    (rust,) = assign([post("", "rust")])
    (celery,) = assign([post("", "celery")])
    assert (rust.topic, celery.topic) == ("rust", "python")
    assert celery.weight < rust.weight


def test_one_weak_word_assigns_nothing_two_do():
    assert topics(post("The compiler is slow")) == []
    assert topics(post("The compiler and the debugger are slow")) == ["programming"]


def test_go_is_no_language_when_somebody_goes():
    assert topics(post("Go to the docs and let it go")) == []
    assert topics(post("A server written in Go with goroutines"))[0] == "go"


def test_an_aside_is_not_what_a_post_is_about():
    text = "The sourdough, the dough, the oven, the crumb: bread for a chess evening"
    assert topics(post(text)) == ["baking"]
    assert topics(post(text, "chess")) == ["chess", "baking"]


def test_a_place_is_where_not_what_unless_it_is_all_there_is():
    assert topics(post("A marathon in Berlin")) == ["running"]
    assert topics(post("Berlin, Kreuzberg")) == ["berlin"]
    assert topics(post("A marathon", "berlin"))[0] == "berlin"

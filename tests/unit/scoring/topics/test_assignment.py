"""A topic is what others react to, not what somebody repeats; and it can say where it comes from."""

import time
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from unit.scoring.topics.said import post, topics

from pegel.scoring.topics.assignment import Evidence, Heard, assign, combine
from pegel.scoring.topics.index import Index, index
from pegel.scoring.topics.lexicon import Lexicon, Topic

COUNTS = st.one_of(st.none(), st.integers(-(2**64), 2**64), st.sampled_from([float("nan"), float("inf")]))


def test_a_hundred_posts_nobody_reacted_to_do_not_beat_five_that_hundreds_did():
    silent = [post("My bread", "sourdough", likes=0) for _ in range(100)]
    heard = [post("The borrow checker", "rust", likes=300) for _ in range(5)]
    first, *rest = assign([*silent, *heard])
    assert first.topic == "rust"
    assert rest == []  # said a hundred times, heard by nobody: fainter than a tenth
    assert first.weight > 50 * assign(silent)[0].weight


def test_publishing_more_by_itself_does_not_help():
    once = assign([post("", "chess", likes=0)])
    often = assign([post("", "chess", likes=0) for _ in range(50)])
    assert often[0].weight <= once[0].weight + 1e-9
    heard = post("", "rust", likes=9)
    more = assign([heard, *(post("", "rust", likes=0) for _ in range(50))])
    assert more[0].weight < assign([heard])[0].weight + 1.0


def test_what_nobody_reacted_to_is_assigned_weakly():
    (one,) = assign([post("", "chess")])
    assert (one.topic, one.weight) == ("chess", 1.0)


def test_a_hundred_reactions_on_ten_posts_are_worth_more_than_on_one():
    ten = assign([post("", "chess", likes=10) for _ in range(10)])
    assert ten[0].weight > assign([post("", "chess", likes=100)])[0].weight


def test_every_kind_of_reaction_counts_as_the_model_says():
    (plain,) = assign([post("", "chess", likes=4, repost=5)])
    (weighed,) = assign([post("", "chess", likes=4, repost=5)], weights={"repost": 5.0})
    assert (plain.weight, weighed.weight) == (4.0, 6.0)


def test_a_post_read_twice_is_one_and_the_order_does_not_matter():
    posts = [post("Five hours of chess", likes=3), post("", "rust", likes=2), post("My cat", likes=1)]
    assert assign(posts) == assign([*reversed(posts), posts[0]])
    tags = ("swiftui", "cocoa", "Xcode", "swift", "ios", "app")
    assert assign([replace(posts[1], tags=tags)]) == assign([replace(posts[1], tags=tags[::-1])])


@given(st.lists(COUNTS, max_size=5))
def test_impossible_counts_never_reach_a_weight(counts):
    posts = [post("", "chess", likes=count, repost=count) for count in counts]
    for one in assign(posts):
        assert 0.0 < one.weight <= 2.0**30


def test_nothing_to_read_is_no_topic():
    assert assign([]) == assign([], "") == assign([post("")]) == ()


def test_the_evidence_tells_a_person_where_a_topic_comes_from():
    posts = [post("The borrow checker and #Rust", "Rust", likes=3) for _ in range(12)]
    (rust,) = assign(posts, "Writes about the borrow checker")
    assert rust.evidence == Evidence(12, ("#Rust",), ("borrow checker",), profile=True)
    assert rust.evidence.sentence() == "from 12 posts and the profile: #Rust, borrow checker"
    assert rust.evidence.sentence("de") == "aus 12 Beiträgen und dem Profil: #Rust, borrow checker"
    (once,) = assign(posts[:1])
    assert once.evidence.sentence() == "from 1 post: #Rust, borrow checker"


def test_a_profile_alone_is_a_weak_topic_with_its_evidence():
    (one,) = assign([], "Gärtnerin aus Leidenschaft, auf dem Land")
    assert (one.topic, one.weight <= 0.5) == ("gardening", True)
    assert one.evidence.sentence("de") == "aus dem Profil: Gärtnerin"


def test_tags_come_before_words_where_a_post_has_both():
    repositories = [post(f"tool{n}: a client for chess databases", "Python", star=100) for n in range(5)]
    assert topics(*repositories)[0] == "python"
    weight = {one.topic: one.weight for one in assign([post("Chess, Stockfish, lichess", "Python", likes=1)])}
    assert weight["chess"] < weight["python"] / 2


def test_at_most_twenty_topics_and_none_fainter_than_a_tenth_of_the_strongest():
    names = [
        "chess",
        "rust",
        "jazz",
        "tea",
        "wine",
        "beer",
        "yoga",
        "golf",
        "rugby",
        "opera",
        "ballet",
        "poetry",
    ]
    names += ["geology", "physics", "chemistry", "genetics", "law", "taxes", "podcast", "camping", "knitting"]
    assert len(topics(*(post("", name, likes=5) for name in names))) == 20
    assert topics(post("", "chess", likes=10_000), post("", "jazz", likes=1)) == ["chess"]


def test_a_member_is_heard_on_what_all_accounts_say_and_no_account_takes_anything_away():
    here = assign([post("", "rust", likes=100), post("", "chess", likes=90)])
    there = assign([post("", "chess", likes=4)])
    both = combine([here, there])
    assert [one.topic for one in both] == ["chess", "rust"]
    alone = {one.topic: one.weight for one in combine([here])}
    assert all(one.weight >= alone[one.topic] for one in both)
    assert both == combine([there, here])
    assert both[0].evidence.posts == 2


def test_the_size_of_a_network_does_not_decide_for_a_member():
    loud = [Heard("music", 1000.0, Evidence(3)), Heard("film", 900.0, Evidence(3))]
    small = [Heard("chess", 30.0, Evidence(2)), Heard("film", 20.0, Evidence(2))]
    assert [one.topic for one in combine([loud, small])] == ["film", "music", "chess"]


def test_other_lexicons_are_used_when_asked_for(tmp_path):
    Lexicon([Topic("sheep", "", "", "Sheep", "Schafe", ())]).save(tmp_path / "own.csv")
    own = index(tmp_path / "own.csv")
    assert topics(post("My sheep and my cat"), using=own) == ["sheep"]
    assert replace(assign([post("Schafe")], using=own)[0], weight=0.0).topic == "sheep"


def test_a_hundred_posts_and_the_whole_lexicon_take_milliseconds():
    texts = [
        f"Chess, rust and the borrow checker number {n} in a long post about our garden" for n in range(100)
    ]
    posts = [post(text, "chess", likes=n) for n, text in enumerate(texts)]
    assign(posts)
    assert fastest(lambda: assign(posts)) < 3 * 0.003  # 3 ms where nothing else runs
    assert fastest(lambda: Index(Lexicon.load(), {}, 1)) < 3 * 0.020


def fastest(work):
    """Seconds of processor time, of the fastest of ten runs."""
    taken = []
    for _ in range(10):
        before = time.process_time()
        work()
        taken.append(time.process_time() - before)
    return min(taken)

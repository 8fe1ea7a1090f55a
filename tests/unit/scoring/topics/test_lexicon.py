"""The lexicon: whole, in two languages, without loops; a file in its format is read as it was written."""

import re

import pytest

from pegel.errors import CannotRun
from pegel.scoring.topics.index import Trust, index
from pegel.scoring.topics.lexicon import COLUMNS, Lexicon, Topic
from pegel.scoring.topics.terms import fold

LEXICON = Lexicon.load()
TOPICS = LEXICON.topics.values()
MEANT_TWICE = 200  # words that are sure for two topics: most are a topic and the one above it (aws, anime)


def test_there_are_at_least_300_topics_each_with_an_english_and_a_german_name():
    assert len(TOPICS) >= 300
    assert [topic.slug for topic in TOPICS if not (topic.name_en.strip() and topic.name_de.strip())] == []
    assert [slug for slug in LEXICON.topics if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)] == []


def test_a_name_and_a_wikidata_id_belong_to_one_topic():
    for names in ([topic.name_en for topic in TOPICS], [topic.name_de for topic in TOPICS]):
        assert len(set(names)) == len(names)
    ids = [topic.wikidata for topic in TOPICS if topic.wikidata]
    assert len(set(ids)) == len(ids) > 200
    assert all(re.fullmatch(r"Q[1-9]\d*", each) for each in ids)


def test_every_parent_exists_and_the_way_up_ends():
    assert [topic.slug for topic in TOPICS if topic.parent and topic.parent not in LEXICON.topics] == []
    for slug in LEXICON.topics:
        up = LEXICON.ancestors(slug)
        assert slug not in up
        assert LEXICON.roots[slug] == (up[-1] if up else slug)
        assert LEXICON.topics[LEXICON.roots[slug]].parent == ""
    assert LEXICON.ancestors("django") == ("python", "programming", "technology")


def test_a_loop_in_a_file_does_not_trap_the_way_up():
    loop = Lexicon([Topic("a", "b", "", "A", "A", ()), Topic("b", "a", "", "B", "B", ())])
    assert (loop.ancestors("a"), loop.ancestors("b")) == (("b",), ("a",))


def test_no_alias_is_listed_twice_and_none_is_empty():
    for topic in TOPICS:
        assert len(set(topic.aliases)) == len(topic.aliases), topic.slug
        bare = [alias.removeprefix("en:").removeprefix("de:").strip("?!~#*") for alias in topic.aliases]
        assert all(bare), topic.slug


def test_a_word_is_sure_for_one_topic_for_a_few_related_ones_or_marked_as_ambiguous():
    known = index()
    twice = {}
    for term, uses in known.uses.items():
        sure = {(topic, language) for topic, trust, language in uses if trust is Trust.SURE}
        for language in ("en", "de"):
            meant = {topic for topic, spoken in sure if spoken in ("", language)}
            if len(meant) > 1:
                twice[term] = meant
    assert len(twice) <= MEANT_TWICE
    assert {term: meant for term, meant in twice.items() if len(meant) > 2} == {}


def test_no_person_is_a_topic():
    people = ("taylor-swift", "adam-smith", "wil-wheaton", "barack-obama")
    assert not set(people) & set(LEXICON.topics)


def test_a_lexicon_is_read_as_it_was_written(tmp_path):
    LEXICON.save(tmp_path / "again.csv")
    assert Lexicon.load(tmp_path / "again.csv").topics == LEXICON.topics


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("slug,name\na,b\n", "its first line is not"),
        (",".join(COLUMNS) + "\na,,,A,A,\na,,,B,B,\n", "holds a topic twice"),
        (",".join(COLUMNS) + "\na,,A\n", "cannot be read"),
        ("", "its first line is not"),
    ],
)
def test_what_is_no_lexicon_is_refused_with_a_sentence(tmp_path, text, says):
    (tmp_path / "topics.csv").write_text(text)
    with pytest.raises(CannotRun, match=says):
        Lexicon.load(tmp_path / "topics.csv")


def test_a_missing_file_is_refused_with_a_sentence(tmp_path):
    with pytest.raises(CannotRun, match="cannot be read"):
        Lexicon.load(tmp_path / "nowhere.csv")


def test_names_are_found_by_either_language():
    known = index()
    for topic in TOPICS:
        for name in (topic.name_en, topic.name_de):
            uses = known.uses.get(fold(name), [])
            if len(name.split()) == 1 and name.isalpha():
                assert any(use[0] == topic.slug for use in uses), name

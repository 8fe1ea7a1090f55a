"""Klout's ontology becomes a lexicon, with all its traps; ours are small files of the same shape."""

import os
from pathlib import Path

import pytest
from unit.scoring.topics.said import post, topics

from pegel.errors import CannotRun
from pegel.scoring.topics import klout
from pegel.scoring.topics.index import index
from pegel.scoring.topics.lexicon import Lexicon

DATA = Path(os.environ.get("PEGEL_DATA", Path(__file__).parents[5] / "shared/data")) / "topics"
LARGE = ("10000000000000000001", "10000000000000000002")  # one number, as a float
ONTOLOGY = f"""topicId,topicSlug,topicDisplayName,wikiItemId,freebaseMachineId
{LARGE[0]},fashion-super,Fashion,null,null
{LARGE[1]},fashion,Fashion,Q12684,x
7,wil-wheaton,Wil Wheaton,Q313039,x
8,actors,Actors,Q33999,x
9,sheep,Sheep,Q7368,x
10,you,You,Q1,x
"""
EDGES = f"""parentTopicId,parrentTopicSlug,childTopicId,childTopicSlug
0,_ROOT_,0,_ROOT_
0,_ROOT_,{LARGE[0]},fashion-super
{LARGE[0]},fashion-super,{LARGE[1]},fashion
9,sheep,9,sheep
{LARGE[0]},fashion-super,9,sheep
{LARGE[1]},fashion,9,sheep
8,actors,7,wil-wheaton
{LARGE[0]},fashion-super,8067190039628328240,economics
"""
NAMES = f"""topicId,language,topicDisplayName
9,de,Schafe
9,fr,Mouton
{LARGE[1]},de,Mode
8067190039628328240,de,Wirtschaftswissenschaften
"""


@pytest.fixture
def folder(tmp_path):
    for name, text in zip((klout.ONTOLOGY, klout.EDGES, klout.NAMES), (ONTOLOGY, EDGES, NAMES), strict=True):
        (tmp_path / name).write_text(text)
    return tmp_path


def test_ids_are_strings_and_names_come_in_two_languages(folder):
    read = klout.read(folder).topics
    assert (read["fashion"].name_de, read["fashion"].wikidata, read["fashion-super"].wikidata) == (
        "Mode",
        "Q12684",
        "",
    )
    assert (read["sheep"].name_en, read["sheep"].name_de) == ("Sheep", "Schafe")


def test_one_parent_is_kept_and_the_root_is_none(folder):
    read = klout.read(folder)
    assert read.topics["fashion-super"].parent == ""
    assert read.ancestors("sheep") == ("fashion-super",)


def test_economics_is_there_though_it_has_no_row(folder):
    economics = klout.read(folder).topics["economics"]
    assert (economics.name_de, economics.parent) == ("Wirtschaftswissenschaften", "fashion-super")


def test_it_is_written_read_and_assigned_from_but_no_person_and_no_little_word(folder, tmp_path):
    klout.read(folder).save(tmp_path / "lexicon.csv")
    using = index(tmp_path / "lexicon.csv")
    text = "You and Wil Wheaton count sheep for a new fashion"
    assert sorted(topics(post(text), using=using)) == ["fashion", "sheep"]


def test_progress_is_told(folder):
    told = []
    klout.read(folder, lambda what, rows: told.append((what, rows)))
    assert told == [(klout.ONTOLOGY, 6), (klout.EDGES, 5), (klout.NAMES, 3)]


def test_a_missing_file_is_a_sentence(tmp_path):
    with pytest.raises(CannotRun, match="cannot be read"):
        klout.read(tmp_path)


@pytest.mark.skipif(not DATA.is_dir(), reason="skipped: no PEGEL_DATA")
def test_the_whole_ontology_is_read_as_klout_left_it(tmp_path):
    whole = klout.read(DATA)
    assert len(whole.topics) == 8_034
    assert [slug for slug, one in whole.topics.items() if one.parent and one.parent not in whole.topics] == []
    roots = {whole.roots[slug] for slug in whole.topics}
    assert len(roots) == 16
    assert all(root.endswith("-super") for root in roots)
    whole.save(tmp_path / "klout.csv")
    assert Lexicon.load(tmp_path / "klout.csv").topics == whole.topics
    assert "jazz" in topics(post("A jazz concert"), using=index(tmp_path / "klout.csv"))
    assert topics(post("Adam Smith and Taylor Swift"), using=index(tmp_path / "klout.csv")) == []


@pytest.mark.skipif(not DATA.is_dir(), reason="skipped: no PEGEL_DATA")
def test_every_wikidata_id_of_ours_is_one_that_klout_gives():
    given = {one.wikidata for one in klout.read(DATA).topics.values()}
    assert {one.wikidata for one in Lexicon.load().topics.values()} <= given | {""}

"""`pegel topics`: lists, shows, assigns, measures and imports, for people and for programs."""

import json
from pathlib import Path

import pytest

from pegel.cli import pegel, tagged

OURS = Path(__file__).parents[3] / "data" / "topics"
RUST = {"title": "Why does the borrow checker &lt;complain&gt;?", "tags": ["rust", "lifetime"], "score": 9}
REPOSITORY = {
    "full_name": "a/b",
    "name": "b",
    "description": "A chess engine",
    "language": "Rust",
    "topics": [],
}


def told(capsys, *arguments):
    code = pegel.main(["topics", *map(str, arguments)])
    out, err = capsys.readouterr()
    return code, out, err


def test_all_topics_are_listed_in_either_language(capsys):
    _, english, _ = told(capsys, "list")
    assert "Climate change" in english
    assert english.splitlines()[-1].endswith("topics")
    assert "Klimawandel" in told(capsys, "list", "--language", "de")[1]
    assert len(json.loads(told(capsys, "list", "--json")[1])) >= 300


def test_one_topic_is_shown_with_its_way_up(capsys):
    _, out, _ = told(capsys, "show", "django")
    assert "technology › programming › python" in out
    assert "Wikidata  Q842014" in out
    assert json.loads(told(capsys, "show", "django", "--json")[1])["parent"] == "python"
    assert told(capsys, "show", "unicorns")[::2] == (
        1,
        "pegel: 'unicorns' is no topic: `pegel topics list` has them all\n",
    )


def test_a_text_and_a_recorded_answer_are_assigned_with_evidence(capsys, tmp_path):
    (tmp_path / "me.txt").write_text("Sauerteig und Roggenbrot, wie jeden Sonntag")
    (tmp_path / "answer.json").write_text(json.dumps({"body": {"items": [RUST]}}))
    _, out, _ = told(capsys, "assign", tmp_path / "me.txt", tmp_path / "answer.json", "--language", "de")
    assert "Backen" in out
    assert "aus 1 Beitrag: #rust, borrow checker" in out
    found = json.loads(told(capsys, "assign", tmp_path / "answer.json", "--json")[1])
    (rust,) = found[str(tmp_path / "answer.json")]
    assert (rust["topic"], rust["evidence"]["tags"]) == ("rust", ["#rust"])
    (tmp_path / "nothing.txt").write_text("Guten Morgen")
    assert told(capsys, "assign", tmp_path / "nothing.txt")[1].endswith("nothing.txt: no topic\n")


def test_precision_is_told_by_source_and_language_with_counts(capsys):
    _, out, _ = told(capsys, "evaluate", "--tagged", OURS)
    assert out.startswith("precision ")
    assert "all                all    161" in out
    counts = json.loads(told(capsys, "evaluate", "--tagged", OURS, "--json")[1])
    assert counts["texts"]["all/all"]["texts"] == 161
    assert {"topics/de", "topics/en"} < set(counts["texts"])


def test_a_folder_with_nothing_tagged_is_refused(capsys, tmp_path):
    (tmp_path / "a.json").write_text('{"title": "no tags"}')
    code, _, err = told(capsys, "evaluate", "--tagged", tmp_path)
    assert (code, "holds nothing tagged" in err) == (1, True)
    (tmp_path / "a.json").write_text("{")
    assert "cannot be read" in told(capsys, "evaluate", "--tagged", tmp_path)[2]
    for missing in ("nowhere.txt", "nowhere.json"):
        assert "cannot be read" in told(capsys, "assign", tmp_path / missing)[2]


@pytest.mark.parametrize(
    ("entry", "tags", "text"),
    [
        (RUST, ("rust", "lifetime"), RUST["title"]),
        (REPOSITORY, ("Rust",), "b: A chess engine"),
        ({"tag_name": "c#", "user_id": 1, "answer_score": 4}, ("c#",), ""),
        ({"name": "c#", "user_id": 1, "count": 4}, ("c#",), ""),
        (
            {"content": "<p>Hi <b>you</b></p>", "tags": [{"name": "chess"}], "language": "en"},
            ("chess",),
            "Hi you",
        ),
        ({"text": "Hi", "tags": "chess|jazz"}, ("chess", "jazz"), "Hi"),
        ({"excerpt": "Hi", "topics": "chess, jazz"}, ("chess", "jazz"), "Hi"),
    ],
)
def test_tagged_entries_of_every_shape_are_understood(tmp_path, entry, tags, text):
    (tmp_path / "a.jsonl").write_text(f"{json.dumps(entry)}\n\n{json.dumps({'posts': [entry]})}\n")
    first, second = tagged.in_file(tmp_path / "a.jsonl")
    assert (first.post.tags, first.post.excerpt) == (tags, text) == (second.post.tags, second.post.excerpt)


def test_votes_stars_and_favourites_are_heard():
    assert tagged.reactions_of(RUST) == {"like": 9}
    assert tagged.reactions_of({"answer_score": 4}) == {"like": 4}
    assert tagged.reactions_of({"reactions": {"star": 2}}) == {"star": 2}
    assert tagged.reactions_of({}) == {"like": None}


def test_klouts_ontology_is_imported_with_its_attribution(capsys, tmp_path):
    (tmp_path / "klout_topic_ontology_20180601.csv").write_text("h\n9,sheep,Sheep,Q7368,x\n")
    (tmp_path / "klout_topic_edge_20180601.csv").write_text("h\n")
    (tmp_path / "klout_topic_display_20180601.csv").write_text("h\n9,de,Schafe\n")
    _, out, _ = told(capsys, "import", tmp_path, "--to", tmp_path / "k.csv")
    assert "1 rows of klout_topic_ontology_20180601.csv" in out
    assert "CC BY 3.0" in out
    assert "Schafe" in told(capsys, "list", "--lexicon", tmp_path / "k.csv", "--language", "de")[1]

"""What the score function keeps from one look to the next, so that every day's causes can be told."""

import importlib.util
import os
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from unit.scoring.invented import MODEL, NOW, measured, post, snapshot

from pegel.scoring import blended, causes, change, history
from pegel.scoring.look import Look
from pegel.scoring.rollout import Rollout

FILE = Path(__file__).resolve().parents[3] / "functions" / "score" / "past.py"
TODAY = NOW.date()
POSTS = [post(str(age), age, like=20, people=[f"{age}-{n}" for n in range(9)]) for age in range(0, 80, 4)]


@pytest.fixture(scope="module")
def past():
    os.environ.setdefault("SCORES_TABLE", "scores")
    spec = importlib.util.spec_from_file_location("past_of_score", FILE)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up by name
    spec.loader.exec_module(module)
    return module


def looked(before, day, reach):
    """The past after a look on that day at an account with so many followers."""
    at = NOW + timedelta(days=(day - TODAY).days)
    look = Look(measured(snapshot(*POSTS, reach=reach, read_at=at)), MODEL)
    (found,) = blended.score([look.features], Rollout(MODEL.version), day)
    entry = before.earlier(day)
    moved = change.causes([(Look.from_json(entry["look"]), look)])[0] if entry else None
    return before.with_today(day, found, look, moved)


def again(past, kept):
    """As it comes back from the table."""
    from pegel.store.score_items import Kept, joined

    score, why = Kept(b"{}", kept.whole), Kept(b"{}", joined(kept.histories), inputs=kept.looks)
    return past.past_of({"mem_x": score, "why#mem_x": why}, "mem_x")


def test_two_looks_on_one_day_are_compared_with_the_end_of_the_day_before(past):
    first = again(past, looked(past.Past(), TODAY, 500))
    second = again(past, looked(first, TODAY + timedelta(days=1), 700))
    third = again(past, looked(second, TODAY + timedelta(days=1), 900))
    fourth = again(past, looked(third, TODAY + timedelta(days=4), 1200))
    assert [date.fromisoformat(one["day"]) for one in fourth.entries] == [
        TODAY + timedelta(days=4),
        TODAY + timedelta(days=1),
    ]
    days = [one for one in history.unpack(fourth.whole) if one.value is not None]
    assert [(one.day - TODAY).days for one in days] == [0, 1, 4]
    for start, end in ((days[0], days[1]), (days[1], days[2]), (days[0], days[2])):
        told = causes.between(start, end, causes.unpack(fourth.causes))
        assert told.causes is not None and sum(told.causes) == told.total
        assert told.causes[causes.CAUSES.index("audience")] > 0 > told.causes[causes.CAUSES.index("decay")]


def test_who_has_no_earlier_look_is_told_no_causes(past):
    (kept,) = causes.unpack(looked(past.Past(), TODAY, 500).causes).values()
    assert kept is None

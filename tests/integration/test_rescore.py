"""Everybody looked at by the real state machine on the local stack: counted, in shadow, with both numbers."""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from aside import imported_under
from integration.everybody import MEMBERS, NAME, NEW, NOW, OLD, Everybody, copied

from pegel.scoring import distribution
from pegel.scoring.distribution import Distribution
from pegel.scoring.rollout import Rollout

if TYPE_CHECKING:
    from pegel.cli.stack.stack import Stack

Store = Callable[[str], Any]


def store(name: str) -> Any:
    return importlib.import_module(f"pegel.store.{name}")


@pytest.fixture(scope="module")
def everybody(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Everybody]:
    root = copied(tmp_path_factory.mktemp("root"))
    deployed = stack.deploy({"Stage": "local", "PublicUrl": "https://pegel.example"}, root=root, name=NAME)
    environment = {**stack.environment, **deployed.variables}
    with imported_under(environment):
        made = Everybody(stack, root, environment, deployed.outputs["RescoreMachineArn"])
        made.fill(store)
        yield made


@pytest.fixture(autouse=True)
def as_it_was(everybody: Everybody) -> None:
    """Every test finds the scores as they were first, and no rollout."""
    everybody.fill(store)
    decide(Rollout())


def decide(rollout: Rollout) -> None:
    rollouts = store("rollouts")
    rollouts.put(rollout, rollouts.get(), NOW)


def documents() -> dict[str, Any]:
    kept = store("rescores").of(f"mem_{at:026}" for at in range(MEMBERS))
    return {member_id: json.loads(one.document) for member_id, one in kept.items()}


def promoted(days_ago: int) -> Rollout:
    day = datetime.now(UTC).date() - timedelta(days=days_ago)
    return Rollout(OLD.version).shadow(NEW, day).promote(day, 4)


def test_a_count_publishes_the_distribution_of_what_everybody_was_told(everybody: Everybody) -> None:
    before = documents()
    assert everybody.run(mode="nightly")["status"] == "SUCCEEDED"
    found: Distribution = store("distributions").get()
    assert found == distribution.of(before.values())
    assert found.overall is not None
    assert found.overall.members == MEMBERS
    assert documents() == before


def test_a_shadow_run_reports_on_everybody_and_publishes_nothing(everybody: Everybody) -> None:
    before = documents()
    decide(Rollout(OLD.version).shadow(NEW, NOW.date()))
    assert everybody.run(mode="shadow", shards=2, page=30)["status"] == "SUCCEEDED"
    told = store("runs").reported(f"shadow#{NEW}")
    assert (told["members"], told["report"]["members"], told["model"]) == (MEMBERS, MEMBERS, OLD.version)
    assert told["report"]["movers"]["down"]["2"] > 0
    assert {one["group"] for one in told["report"]["groups"]} >= {"overall", "region#DE", "network#github"}
    assert documents() == before


def test_both_numbers_stand_in_every_score_and_then_a_blend_of_them(everybody: Everybody) -> None:
    before = documents()
    for days_ago, share in ((3, 0.0), (30, 0.25)):
        decide(promoted(days_ago))
        assert everybody.run(mode="nightly", shards=2, page=30)["status"] == "SUCCEEDED"
        for member_id, now in documents().items():
            old, following = before[member_id], now["next"]
            assert (following["model"], following["share"]) == (NEW, share)
            assert now["score_next"] == round(following["value"])
            assert now["value"] == (1 - share) * old["value"] + share * following["value"]
            assert sum(one["points"] for one in now["networks"]) == pytest.approx(now["value"] - 1, abs=0.02)
            assert now["inputs"] != old["inputs"]
            assert (now["display_name"], now["klout_id"]) == (old["display_name"], old["klout_id"])
    decide(Rollout(NEW))
    assert everybody.run(mode="nightly")["status"] == "SUCCEEDED"
    assert {(one["model"], one["next"]) for one in documents().values()} == {(NEW, None)}


def shard_event(everybody: Everybody, run: str, **asked: Any) -> dict[str, Any]:
    began = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"
    event = {"task": "plan", "run": run, "began": began, "input": asked}
    return {"task": "shard", "plan": everybody.task(event)["answer"]["plan"], "shard": 0}


def test_a_changed_score_costs_one_write_unit_and_an_unchanged_one_none(everybody: Everybody) -> None:
    decide(promoted(3))
    first = everybody.task(shard_event(everybody, "first", mode="both", shards=1))
    assert first["answer"]["done"]
    assert MEMBERS < first["units"] <= 1.05 * MEMBERS
    again = everybody.task(shard_event(everybody, "second", mode="both", shards=1))
    assert again["units"] <= 0.05 * MEMBERS, "its checkpoints alone"


def test_a_run_that_is_killed_anywhere_goes_on_and_comes_to_the_same(everybody: Everybody) -> None:
    decide(promoted(30))
    event = shard_event(everybody, "stopped", mode="both", shards=1, page=40)
    assert [everybody.task(event, dies_at) for dies_at in (7, 41, 50, 1)] == [None] * 4
    assert everybody.task(event)["answer"]["done"]
    stopped, found = store("runs").progress("both", 0, "stopped", event["plan"]["began"]).tally, documents()
    everybody.fill(store)
    event = shard_event(everybody, "whole", mode="both", shards=1)
    assert everybody.task(event)["answer"]["done"]
    whole = store("runs").progress("both", 0, "whole", event["plan"]["began"]).tally
    assert (stopped["members"], stopped["counts"]) == (whole["members"], whole["counts"])
    assert stopped["members"] == MEMBERS
    assert documents() == found
    assert whole["effort"]["written"] == MEMBERS


def test_a_fresher_score_wins(everybody: Everybody) -> None:
    decide(promoted(3))
    item = store("score_items").ScoreItem(f"mem_{0:026}")
    item.refresh()
    item.run_at = NOW + timedelta(days=3650)
    item.save()
    assert everybody.run(mode="nightly", shards=1)["status"] == "SUCCEEDED"
    told = documents()
    assert told[f"mem_{0:026}"]["next"] is None
    assert sum(one["next"] is not None for one in told.values()) == MEMBERS - 1


def test_a_run_that_cannot_be_says_why(everybody: Everybody) -> None:
    told = everybody.run(mode="shadow")
    assert (told["status"], told["error"]) == ("FAILED", "CannotRun")
    assert "no model is in shadow" in told["cause"]


def test_the_command_shadows_promotes_and_rolls_back(everybody: Everybody) -> None:
    assert "not in shadow" in everybody.pegel("promote", NEW, "--yes")
    assert "nothing was changed" in everybody.pegel("shadow", NEW, "--dry-run")
    assert everybody.pegel("status").startswith(f"{OLD.version} is published\n")
    told = everybody.pegel("shadow", NEW, "--yes")
    assert f"{MEMBERS} members · 99 % move by" in told
    assert "network#github" in told
    assert f"{NEW} is in shadow" in everybody.pegel("status")
    told = everybody.pegel("promote", NEW, "--yes")
    assert "both numbers for 30 days, then a blend over" in told
    assert f"{OLD.version} counts, {NEW} is served beside it" in everybody.pegel("status")
    assert f"after: {OLD.version} is published" in everybody.pegel("rollback", "--yes")
    assert everybody.pegel("status").startswith(f"{OLD.version} is published\n")

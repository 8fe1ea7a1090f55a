"""A new model's way to everyone, day by day, and what may be decided when."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pegel.errors import CannotRun
from pegel.scoring.rollout import BOTH, STEP, Phase, Rollout, days_of

DAY = date(2026, 12, 1)
OLD, NEW = "2026.11", "2026.12"
SHADOW = Rollout(OLD).shadow(NEW, DAY)
PROMOTED = SHADOW.promote(DAY, 4)


def on(days: int) -> date:
    return DAY + timedelta(days=days)


def shares(rollout: Rollout, first: int, last: int) -> list[float]:
    return [rollout.share(on(day)) for day in range(first, last)]


def test_nothing_of_a_shadow_is_published() -> None:
    assert SHADOW.served(on(100)) == (OLD, None)
    assert SHADOW.share(on(100)) == 0


def test_both_numbers_are_served_for_30_days_before_the_first_is_moved() -> None:
    assert shares(PROMOTED, 0, BOTH) == [0.0] * 30
    assert {PROMOTED.served(on(day)) for day in range(BOTH)} == {(OLD, NEW)}
    assert PROMOTED.share(on(BOTH)) == 0.25


def test_a_blend_rises_by_the_same_step_a_day_until_the_new_model_is_alone() -> None:
    assert shares(PROMOTED, 29, 33) == [0.0, 0.25, 0.5, 0.75]
    assert [PROMOTED.named(on(day)) for day in (0, 30, 31, 32, 33)] == [OLD, OLD, OLD, NEW, NEW]
    assert PROMOTED.at(on(32)).phase is Phase.BLEND
    after = PROMOTED.at(on(33))
    assert (after.model, after.next, after.phase) == (NEW, None, Phase.STEADY)
    assert PROMOTED.until == on(33)
    assert PROMOTED.served(on(33)) == (NEW, None)


def test_rollback_is_the_same_in_reverse_from_the_share_it_has() -> None:
    back = PROMOTED.rollback(on(32))
    assert shares(back, 32, 35) == [0.5, 0.25, 0.0]
    assert back.until == on(34)
    assert back.at(on(34)) == Rollout(OLD)


def test_what_is_not_published_yet_is_taken_back_at_once() -> None:
    assert SHADOW.rollback(on(1)) == Rollout(OLD)
    assert PROMOTED.rollback(on(29)) == Rollout(OLD)


def test_a_model_that_took_anothers_place_gives_it_back_as_slowly() -> None:
    back = PROMOTED.rollback(on(200))
    assert (back.model, back.next) == (OLD, NEW)
    assert shares(back, 200, 204) == [0.75, 0.5, 0.25, 0.0]
    assert back.named(on(200)) == NEW


def test_on_the_way_back_a_model_may_be_promoted_again_without_another_30_days() -> None:
    again = PROMOTED.rollback(on(32)).promote(on(33), 99)
    assert shares(again, 33, 35) == [0.5, 0.75]
    assert again.at(on(35)).model == NEW


def test_after_a_rollback_from_a_shadow_the_model_before_is_still_known() -> None:
    steady = PROMOTED.at(on(33))
    assert steady.shadow("2027.01", on(40)).rollback(on(41)).rollback(on(42)).model == OLD


STATES = {
    "steady": Rollout(OLD, before="2026.10"),
    "shadow": SHADOW,
    "both": PROMOTED,
    "blend": PROMOTED.at(on(31)),
    "back": PROMOTED.rollback(on(32)),
}
AFTER = {
    ("steady", "shadow"): "shadow",
    ("shadow", "shadow"): "shadow",
    ("shadow", "promote"): "both",
    ("back", "promote"): "blend",
    ("steady", "rollback"): "back",
    ("shadow", "rollback"): "steady",
    ("both", "rollback"): "steady",
    ("blend", "rollback"): "back",
}
DAYS = {"steady": 5, "shadow": 5, "both": 5, "blend": 31, "back": 32}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("action", ["shadow", "promote", "rollback"])
def test_every_decision_is_allowed_or_refused_with_a_reason(state: str, action: str) -> None:
    rollout, day = STATES[state], on(DAYS[state])
    assert rollout.at(day).phase == state
    decide = {
        "shadow": lambda: rollout.shadow("2027.01", day),
        "promote": lambda: rollout.promote(day, 4),
        "rollback": lambda: rollout.rollback(day),
    }[action]
    if (state, action) in AFTER:
        assert decide().phase == AFTER[state, action]
    else:
        with pytest.raises(CannotRun, match=f"{action} is for a model in .*; now it is {state}"):
            decide()


def test_the_published_model_is_no_shadow_and_a_first_model_took_no_others_place() -> None:
    with pytest.raises(CannotRun, match="shadow another"):
        Rollout(OLD).shadow(OLD, DAY)
    with pytest.raises(CannotRun, match="nothing to go back to"):
        Rollout(OLD).rollback(DAY)


@pytest.mark.parametrize("state", STATES)
def test_a_rollout_is_kept_whole(state: str) -> None:
    assert Rollout.from_json(STATES[state].to_json()) == STATES[state]


@given(st.floats(0, 99), st.integers(0, 60), st.integers(0, 60))
def test_whoever_is_as_far_apart_as_99_per_cent_moves_two_points_a_day_at_most(
    moved: float, stopped: int, again: int
) -> None:
    rollout = SHADOW.promote(DAY, days_of(moved))

    def value(day: int) -> float:
        now = rollout.at(on(day))
        return moved if now.model == NEW else now.share(on(day)) * moved

    values = [value(day) for day in range(BOTH + stopped)]
    rollout = rollout.rollback(on(BOTH + stopped))
    values += [value(day) for day in range(BOTH + stopped, BOTH + stopped + again)]
    assert all(abs(a - b) <= STEP + 1e-9 for a, b in pairwise(values))

"""Readings that are not believed at once."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pegel.scoring.features import Features
from pegel.scoring.plausibility import Lists, doubt, untold


def read(reach: float | None, resonance: float | None = 10.0) -> Features:
    values = {"reach": reach, "resonance": resonance}
    return Features("github#1", "github", values, {}, (), datetime(2026, 11, 25, tzinfo=UTC))


@pytest.mark.parametrize("after", [0.0, 9.0, 99.0])
def test_losing_more_than_nine_in_ten_followers_at_once_is_held(after: float) -> None:
    assert doubt(read(1000.0), read(after)).startswith(f"reach fell from 1000 to {after:.0f}")


@pytest.mark.parametrize("after", [100.0, 1000.0, 1_000_000.0])
def test_other_changes_are_believed(after: float) -> None:
    assert doubt(read(1000.0), read(after)) == ""


def test_a_list_of_posts_that_is_suddenly_empty_is_held() -> None:
    assert doubt(read(10.0, 50.0), read(10.0, 0.0)).startswith("resonance fell from 50 to 0")


def test_what_was_nothing_or_unknown_before_cannot_fall() -> None:
    assert doubt(read(0.0, None), read(0.0, 0.0)) == ""
    assert doubt(read(1000.0), read(None)) == "", "unknown is not nothing"


@pytest.mark.parametrize("after", [Lists(0, 10), Lists(7, 3)])
def test_lists_of_reactors_that_were_told_before_and_are_refused_now_are_held(after: Lists) -> None:
    assert untold(Lists(10, 0), after).startswith(f"who reacted to {after.untold} of the strongest posts")


def test_a_network_that_never_tells_is_believed_however_many_posts_it_does_not_tell_of() -> None:
    assert untold(Lists(0, 3), Lists(0, 4)) == ""
    assert untold(Lists(), Lists(0, 10)) == "", "a first reading has nothing to lose"


def test_a_post_whose_list_is_always_refused_holds_nothing() -> None:
    assert untold(Lists(9, 1), Lists(9, 1)) == ""
    assert untold(Lists(9, 1), Lists(10, 0)) == ""

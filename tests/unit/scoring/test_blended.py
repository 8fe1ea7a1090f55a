"""Scores of two models blended into one, and what stays true of it."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from pegel.scoring import blended
from pegel.scoring.blended import of_models
from pegel.scoring.features import Features
from pegel.scoring.model import load
from pegel.scoring.rollout import Rollout
from pegel.scoring.score import score

from .invented import MODEL, NOW

OTHER = replace(  # flatter, with another combination and other networks' weights
    MODEL,
    version="2026.12",
    curves={role: tuple(0.7 * height for height in heights) for role, heights in MODEL.curves.items()},
    power=MODEL.power + 0.3,
    weights={network: 0.9 * weight for network, weight in MODEL.weights.items()},
)
NETWORKS = ("mastodon", "bluesky", "github")


def members(count: int) -> list[list[Features]]:
    """With one to three accounts, some of which do not tell everything."""
    random = np.random.default_rng(5)
    return [
        [account(random, f"{at}-{number}") for number in range(random.integers(1, 4))] for at in range(count)
    ]


def account(random: np.random.Generator, name: str) -> Features:
    network = NETWORKS[random.integers(3)]
    roles = MODEL.calibration[network]
    values = {
        role: None if random.random() < 0.2 else float(np.floor(np.exp(random.normal(5, 3))))
        for role in roles
    }
    return Features(
        f"{network}#{name}", network, values, {"reactors": (random.random(), random.random())}, (), NOW
    )


def test_without_another_model_it_is_the_score_itself_bit_for_bit() -> None:
    batch = members(50)
    (published,) = {one.share for one in blended.score(batch, Rollout(), date(2026, 11, 25))}
    assert published == 0.0
    assert [one.published for one in blended.score(batch, Rollout(), date(2026, 11, 25))] == score(
        batch, load()
    )


def test_with_no_share_the_old_number_is_published_and_the_new_one_is_beside_it() -> None:
    batch = members(50)
    found = of_models(batch, MODEL, OTHER, 0.0)
    assert [one.published for one in found] == score(batch, MODEL)
    assert [one.next for one in found] == score(batch, OTHER)


@pytest.mark.parametrize("share", [0.001, 1 / 3, 0.5, 0.875])
def test_the_points_of_every_account_and_feature_sum_to_the_blended_value(share: float) -> None:
    for one in of_models(members(2_000), MODEL, OTHER, share):
        if one.published.value is None:
            assert one.published.accounts == ()
            continue
        totals = sum(account.total for account in one.published.accounts)
        points = sum(sum(account.points.values()) for account in one.published.accounts)
        assert totals == pytest.approx(one.published.value - 1, abs=1e-9)
        assert points == pytest.approx(one.published.value - 1, abs=1e-9)


def test_the_value_and_the_interval_lie_between_the_two_models_by_the_share() -> None:
    batch = members(200)
    for a, b, one in zip(
        score(batch, MODEL), score(batch, OTHER), of_models(batch, MODEL, OTHER, 0.25), strict=True
    ):
        if a.value is None or b.value is None:
            continue
        assert one.published.value == 0.75 * a.value + 0.25 * b.value
        assert one.published.interval is not None
        assert a.interval is not None
        assert b.interval is not None
        low, high = one.published.interval
        assert low == 0.75 * a.interval[0] + 0.25 * b.interval[0]
        assert low <= one.published.value <= high


def test_the_model_named_is_the_one_of_the_larger_share() -> None:
    batch = members(1)
    named = [of_models(batch, MODEL, OTHER, share)[0].published.model for share in (0.0, 0.5, 0.51)]
    assert named == ["2026.11", "2026.11", "2026.12"]


def test_where_one_model_has_not_enough_data_the_one_of_the_larger_share_decides() -> None:
    demanding = replace(OTHER, minimum=dict.fromkeys(OTHER.minimum, 1e15))
    batch = members(3)
    assert score(batch, demanding)[0].value is None
    assert of_models(batch, MODEL, demanding, 0.4)[0].published == score(batch, MODEL)[0]
    assert of_models(batch, MODEL, demanding, 0.6)[0].published.value is None


def test_a_role_that_only_one_model_knows_keeps_its_part() -> None:
    fewer = replace(
        OTHER,
        curves={role: heights for role, heights in OTHER.curves.items() if role != "relay"},
        calibration={
            network: {role: one for role, one in roles.items() if role != "relay"}
            for network, roles in OTHER.calibration.items()
        },
    )
    for share in (0.3, 0.7):
        for one in of_models(members(300), MODEL, fewer, share):
            if one.published.value is not None:
                totals = sum(account.total for account in one.published.accounts)
                assert totals == pytest.approx(one.published.value - 1, abs=1e-9)

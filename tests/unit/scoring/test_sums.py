"""A hundred thousand invented members: the points of each sum to the score minus one."""

import random

from unit.scoring.invented import MODEL, NOW

from pegel.scoring.features import Features
from pegel.scoring.score import score

MEMBERS = 100_000
NETWORKS = ("mastodon", "bluesky", "github")


def member(dice, number):
    """One to three accounts of any size; some roles are not told."""
    return [
        Features(
            f"{network}#{number}",
            network,
            {
                role: None if dice.random() < 0.1 else 10 ** (8 * dice.random()) - 1
                for role in MODEL.calibration[network]
            },
            {},
            (),
            NOW,
        )
        for network in NETWORKS[: dice.randint(1, 3)]
    ]


def test_the_points_of_a_hundred_thousand_members_sum_to_their_scores():
    dice, worst, numbers = random.Random(5), 0.0, 0
    for start in range(0, MEMBERS, 10_000):
        for found in score([member(dice, start + at) for at in range(10_000)], MODEL):
            if found.value is not None:
                points = sum(point for one in found.accounts for point in one.points.values())
                worst, numbers = max(worst, abs(points - (found.value - 1.0))), numbers + 1
    assert numbers > 0.95 * MEMBERS
    assert worst < 1e-9

"""What real accounts and posts look like: the demo world's numbers come from here.

Measured on open data (data/calibration and data/authenticity of the project's test data, numbers only):
`x_users.csv`, 3,837 ordinary accounts; `x_tweets.csv`, reactions to 5,898 original posts of 2019–2021.
"""

from __future__ import annotations

import math

from pegel.cli.demo.dice import Dice

# x_users.csv: quartiles 63, 351 and 1,192 followers. Members are drawn between them, median 180: without the
# empty fifth of that table, who would not join, and without celebrities, who would hide everybody else.
FOLLOWERS_MEAN = 5.2  # of ln(1 + followers)
FOLLOWERS_SD = 1.5
FOLLOWERS_MOST = 400_000

# x_tweets.csv: 31 % of posts have no like, ln(likes) of the others has mean 2.01 and sd 1.43. Here the sd is
# split into that of a post and that of an account (ours), and likes grow slower than the audience (elasticity
# ours): the usual post has 2 likes at 351 followers, 7.5 = exp(2.01) at some 3,700, the median of fits.json.
POST_SD = 1.0
ACCOUNT_SD = 0.55
LIKES_ELASTICITY = 0.55
LIKES_LEVEL = -2.5
# The other reactions for each like, from the totals of x_tweets.csv (retweets also by their share of zeros).
PER_LIKE = {"like": 1.0, "repost": 0.30, "reply": 0.16, "quote": 0.04}

# Stars for each follower of a maintainer's best repository; forks for each star (both ours: no open table).
STARS_PER_FOLLOWER = 0.9
FORKS_PER_STAR = 0.14

SETTLES = 0.6  # days: 63 % of a post's reactions come within it (ours; feeds forget within two days)
SETTLED = 8.0  # days after which nothing comes any more that could be counted


def followers(dice: Dice) -> int:
    """How many follow an ordinary member's main account."""
    drawn = math.expm1(FOLLOWERS_MEAN + FOLLOWERS_SD * dice.normal())
    return max(3, min(round(drawn), FOLLOWERS_MOST))


def likes(dice: Dice, followers: int, liked: float) -> float:
    """Likes that a post ends with: `liked` is the account's own luck, exp(N(0, ACCOUNT_SD))."""
    return liked * usual(followers) * math.exp(POST_SD * dice.normal())


def usual(followers: int) -> float:
    """Likes of the median post of the median account of this size."""
    return math.exp(LIKES_LEVEL + LIKES_ELASTICITY * math.log1p(followers))


def grown(total: float, age: float) -> int:
    """What of a post's reactions is there `age` days after it was published."""
    if age >= SETTLED:
        return math.floor(total + 0.5)
    return math.floor(total * -math.expm1(-age / SETTLES) + 0.5) if age > 0 else 0

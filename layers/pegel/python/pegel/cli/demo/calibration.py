"""What real accounts and posts look like: the demo world's numbers come from here.

Measured on open data (data/calibration and data/authenticity of the project's test data, numbers only):
`x_users.csv`, 3,837 ordinary accounts; `x_tweets.csv`, reactions to 5,898 original posts of 2019–2021.
"""

from __future__ import annotations

import math

from pegel.cli.demo.dice import Dice

# ln(1 + followers): mean 6.47, sd 3.28 (x_users.csv). Members are people who publish and care to look,
# so the many empty accounts are rarer among them: same mean, half the spread.
FOLLOWERS_MEAN = 6.47
FOLLOWERS_SD = 1.75
FOLLOWERS_MOST = 400_000

# ln(likes) of posts that have any: mean 2.01, sd 1.43 (x_tweets.csv), most within an account (our split).
POST_SD = 1.0
ACCOUNT_SD = 0.55
# Likes grow slower than the audience (elasticity ours), through both means: exp(0.55·6.47 − 1.55) = 7.5.
LIKES_ELASTICITY = 0.55
LIKES_LEVEL = -1.55
# The other reactions for each like, from the totals of x_tweets.csv (retweets also by their share of zeros).
PER_LIKE = {"like": 1.0, "repost": 0.30, "reply": 0.16, "quote": 0.04}

# Stars for each follower of a maintainer's best repository; forks for each star (both ours: no open table).
STARS_PER_FOLLOWER = 0.9
FORKS_PER_STAR = 0.14

SETTLES = 0.6  # days: 63 % of a post's reactions come within it (ours; feeds forget within two days)


def followers(dice: Dice) -> int:
    """How many follow an ordinary member's main account."""
    drawn = math.expm1(FOLLOWERS_MEAN + FOLLOWERS_SD * dice.normal())
    return max(3, min(round(drawn), FOLLOWERS_MOST))


def likes(dice: Dice, followers: int, liked: float) -> float:
    """Likes that a post ends with: `liked` is the account's own luck, exp(N(0, ACCOUNT_SD))."""
    usual = LIKES_LEVEL + LIKES_ELASTICITY * math.log1p(followers)
    return liked * math.exp(usual + POST_SD * dice.normal())


def grown(total: float, age: float) -> int:
    """What of a post's reactions is there `age` days after it was published."""
    return math.floor(total * -math.expm1(-age / SETTLES) + 0.5) if age > 0 else 0

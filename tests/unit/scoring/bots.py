"""Ninety days of an account that is played with, day by day through the real features and the real score.

`python -m unit.scoring.bots` (PYTHONPATH=tests:layers/pegel/python) prints what every strategy gains.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache

from pegel.scoring import authenticity, features
from pegel.scoring.authenticity import Shown
from pegel.scoring.features import Features
from pegel.scoring.model import load
from pegel.scoring.score import score
from pegel.social import Post, Reactor, Sample, Snapshot

BEGAN = datetime(2026, 8, 1, 6, tzinfo=UTC)
DAYS, PAGE, LISTED, PAGE_OF_FOLLOWERS = 90, 40, 10, 80
FOLLOWERS, FANS = 400, 30  # of the account before anything happens
CLEAR = authenticity.genuine(Shown(posts=3, followers=12, following=2400, picture=False), BEGAN)
# Weights of 367 bought accounts (authenticity.json, "measured": "bought"): 77.1 % weigh 0, 3.3 % weigh 1, and
# the rest lies between, so that the mean is .0949.
BOUGHT = (0.0,) * 771 + (1.0,) * 33 + (0.317,) * 196
SPREAD = 619  # from one bought account to the next: every stretch of them has its share of each weight


def bought(number: int) -> float:
    """The weight of one of the bought accounts."""
    return BOUGHT[number * SPREAD % len(BOUGHT)]


@dataclass(frozen=True)
class Plan:
    """What somebody does every day."""

    followers: int = 0  # bought
    hidden: bool = False  # hides who follows
    churn: int = 0  # follows others back and drops them: so many come and go
    likes: int = 0  # bought, on each post
    puppets: int = 0  # of bought kind, who like and repost everything
    friends: int = 0  # real ones, who like and repost everything
    split: int = 1  # posts instead of one
    noise: int = 0  # posts that nobody hears
    answers: int = 0  # to oneself
    won: int = 0  # genuine people who never reacted before
    network: str = "mastodon"
    stars: int = 0  # bought, GitHub


def play(plan: Plan, days: int = DAYS) -> Features:
    """The features of the last day."""
    last: Features | None = None
    apart = 45 if plan.noise else 3  # days between readings: the same accounting, faster
    for day in [*range(0, days, apart), days]:
        last = features.read(reading(plan, day, last), load())
    assert last is not None
    return last


def value(plan: Plan, days: int = DAYS) -> float:
    """The score of the last day."""
    return score([[play(plan, days)]], load())[0].value or 1.0


def reading(plan: Plan, day: int, last: Features | None) -> Snapshot:
    """What its network tells on one day; the plan begins on the first, with the account as old as it is."""
    at = BEGAN + timedelta(days=day)
    before, level = (last.audience, last.level) if last else (None, None)
    swing = plan.churn if day % 2 else 0
    reach = FOLLOWERS + plan.followers * day + swing + plan.won * day
    made = [one for back in range(DAYS) for one in written(plan, day - back)]
    strongest = sorted(made, key=lambda p: (-sum(count or 0 for count in p.reactions.values()), p.id))[
        :LISTED
    ]
    told = {post.id for post in strongest}
    posts = tuple(post if post.id in told else replace(post, reactors=None) for post in made)
    sample = Sample(0, 0.0) if plan.hidden else newest(plan, day, swing, reach)
    if plan.network == "github":
        return Snapshot(
            "github", "a", "1", at, reach, (), curation=100 + plan.stars * day, before=before, level=level
        )
    return Snapshot(plan.network, "a", "1", at, reach, posts, followers=sample, before=before, level=level)


def newest(plan: Plan, day: int, swing: int, reach: int) -> Sample:
    """A page of followers, newest first: those of the churn, then day by day who was won and bought."""
    genuine = min(swing, PAGE_OF_FOLLOWERS)
    weights = [1.0] * genuine
    for back in range(day, 0, -1):
        if len(weights) >= PAGE_OF_FOLLOWERS:
            break
        weights += [1.0] * plan.won + [bought(back * plan.followers + n) for n in range(plan.followers)]
    weights += [1.0] * PAGE_OF_FOLLOWERS  # of before
    page = weights[: min(PAGE_OF_FOLLOWERS, reach)]
    return Sample(len(page), round(sum(page), 2))


@cache
def written(plan: Plan, day: int) -> list[Post]:
    """The posts of one day: one with a third of the fans, and what the plan adds from day 0 on."""
    at = BEGAN + timedelta(days=day)
    mine = [person(f"fan {(day * 7 + n) % FANS}") for n in range(FANS // 3)]
    if day <= 0:
        return [to_post(f"{day}", at, mine)]
    mine += [person(f"new {day} {n}") for n in range(plan.won)]
    mine += [person(f"friend {n}", kinds=("like", "repost")) for n in range(plan.friends)]
    mine += [person(f"puppet {n}", bought(n), ("like", "repost")) for n in range(plan.puppets)]
    mine += [person(f"bot {day} {n}", bought(day * plan.likes + n)) for n in range(plan.likes)]
    parts = [to_post(f"{day} {n}", at, mine[n :: plan.split], plan.answers) for n in range(plan.split)]
    return parts + [to_post(f"{day} noise {n}", at, []) for n in range(plan.noise)]


def person(key: str, genuine: float = 1.0, kinds: tuple[str, ...] = ("like",)) -> Reactor:
    return Reactor(key, 100, genuine, kinds)


def to_post(name: str, at: datetime, by: list[Reactor], answers: int = 0) -> Post:
    """Its list names a page, the newest first."""
    counts = {kind: sum(kind in one.kinds for one in by) for kind in ("like", "repost")}
    return Post(name, at, {**counts, "reply": answers}, reactors=tuple(by[::-1][:PAGE]))


STRATEGIES = {
    "buys 50 followers a day, list shown": Plan(followers=50),
    "buys 50 followers a day, list hidden": Plan(followers=50, hidden=True),
    "buys 30 likes for every post": Plan(likes=30),
    "buys 500 likes for every post": Plan(likes=500),
    "rings with 50 sock puppets": Plan(puppets=50),
    "splits every post into ten": Plan(split=10),
    "posts 1,000 times a day": Plan(noise=1000),
    "answers itself ten times a post": Plan(answers=10),
    "follows back and drops, 200 at a time": Plan(churn=200),
    "all of it": Plan(followers=50, churn=200, likes=200, puppets=50, split=10, answers=5),
}
FRIENDS = {n: Plan(friends=n) for n in (10, 25, 50)}
HONEST = Plan(won=3)
GITHUB = Plan(network="github", followers=20, stars=20)

if __name__ == "__main__":
    still = value(Plan())
    print(f"{'nothing':44}{still:6.2f}")
    rows = {**STRATEGIES, **{f"{n} real friends like everything": p for n, p in FRIENDS.items()}}
    rows["3 new genuine people a day"] = HONEST
    for name, plan in rows.items():
        print(f"{name:44}{value(plan):6.2f}{value(plan) - still:+7.2f}")
    print(
        f"{'GitHub: 20 followers and stars a day':44}{value(GITHUB) - value(Plan(network='github')):+13.2f}"
    )

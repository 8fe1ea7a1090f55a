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
DAYS, PAGE, LISTED = 90, 40, 10
FOLLOWERS, FANS = 400, 30  # of the account before anything happens
BOUGHT = authenticity.genuine(Shown(posts=3, followers=12, following=2400, picture=False), BEGAN)


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
    for day in [*range(0, days, 3), days]:  # read every third day: the same accounting, three times as fast
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
    strongest = sorted(made, key=lambda p: (-sum(p.reactions.values()), p.id))[:LISTED]
    told = {post.id for post in strongest}
    posts = tuple(post if post.id in told else replace(post, reactors=None) for post in made)
    gained = (plan.followers + plan.won) * day + swing
    fake = plan.followers / (plan.followers + plan.won + swing) if gained and plan.followers else 0.0
    newest = min(80, reach)
    bought = min(round(newest * fake), plan.followers * day)
    sample = Sample(0, 0.0) if plan.hidden else Sample(newest, newest - bought + bought * BOUGHT)
    if plan.network == "github":
        return Snapshot(
            "github", "a", "1", at, reach, (), curation=100 + plan.stars * day, before=before, level=level
        )
    return Snapshot(plan.network, "a", "1", at, reach, posts, followers=sample, before=before, level=level)


@cache
def written(plan: Plan, day: int) -> list[Post]:
    """The posts of one day: one with a third of the fans, and what the plan adds from day 0 on."""
    at = BEGAN + timedelta(days=day)
    mine = [person(f"fan {(day * 7 + n) % FANS}") for n in range(FANS // 3)]
    if day <= 0:
        return [to_post(f"{day}", at, mine)]
    mine += [person(f"new {day} {n}") for n in range(plan.won)]
    mine += [person(f"friend {n}", kinds=("like", "repost")) for n in range(plan.friends)]
    mine += [person(f"puppet {n}", BOUGHT, ("like", "repost")) for n in range(plan.puppets)]
    mine += [person(f"bot {day} {n}", BOUGHT) for n in range(plan.likes)]
    parts = [to_post(f"{day} {n}", at, mine[n :: plan.split], plan.answers) for n in range(plan.split)]
    return parts + [to_post(f"{day} noise {n}", at, []) for n in range(plan.noise // 50)]


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
    "all of it": Plan(followers=50, churn=200, likes=200, puppets=50, split=10, noise=500, answers=5),
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

"""A thousand invented members, read, scored alone and together; prints the SHA-256 of every bit of it.

Run by test_same_bits.py in other Pythons and on other processors: needs numpy and our centre alone.
"""

import hashlib
import random
from datetime import UTC, datetime, timedelta

from pegel.scoring import blended, features
from pegel.scoring.model import load
from pegel.scoring.score import score
from pegel.social import Post, Reactor, Snapshot

NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
NETWORKS = ("mastodon", "bluesky", "github")
MEMBERS = 1_000


def whole(dice, most):
    """0 to most − 1, many small ones; from `random` alone, which no version of Python has changed."""
    return int(most ** dice.random()) - 1


def reading(dice, network, name):
    posts = []
    for at in range(whole(dice, 30)):
        people = tuple(Reactor(f"{name}{n}", whole(dice, 10**5)) for n in range(whole(dice, 40)))
        counts = {kind: whole(dice, 3000) for kind in ("like", "repost", "reply", "quote")}
        posts.append(Post(str(at), NOW - timedelta(days=90 * dice.random()), counts, reactors=people))
    return Snapshot(network, name, name, NOW, whole(dice, 10**6), tuple(posts), whole(dice, 10**4))


def main():
    dice, model = random.Random(11), load()
    batch = []
    for number in range(MEMBERS):
        mine = NETWORKS[: 1 + int(3 * dice.random())]
        batch.append([features.read(reading(dice, network, f"m{number}"), model) for network in mine])
    together = score(batch, model)
    assert [score([one], model)[0] for one in batch] == together, "alone, the bits are other ones"
    mixed = blended.of_models(batch, model, model, 0.3)
    told = repr([[one.to_json() for one in member] for member in batch]) + repr(together) + repr(mixed)
    print(hashlib.sha256(told.encode()).hexdigest())


if __name__ == "__main__":
    main()

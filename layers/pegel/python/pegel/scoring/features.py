"""What an account's snapshot says about it, by role (score.md §1). Pure Python: `collect` carries no numpy.

Counts become values here, and nowhere else is an own post counted: publishing more changes nothing by itself.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from pegel.remembered import Audience, Level
from pegel.scoring import bootstrap, fading, habits, roles
from pegel.scoring.audience import audience, paced
from pegel.scoring.fading import Staying
from pegel.scoring.habits import Habits
from pegel.scoring.level import level
from pegel.scoring.model import Model
from pegel.scoring.roles import LARGEST
from pegel.social import Post, Snapshot

if TYPE_CHECKING:  # the lexicon: for whoever reads, or kept topics
    from pegel.scoring.topics.restricted import OnTopic

STRONGEST = 3  # posts shown as an account's strongest moments


@dataclass(frozen=True, slots=True)
class Moment:
    """One of the strongest posts; `share` is its part of the account's resonance, 0 to 1."""

    id: str
    posted_at: datetime
    excerpt: str
    url: str
    reactions: Mapping[str, int]  # by kind
    share: float


@dataclass(frozen=True, slots=True)
class Features:
    """One account by role: raw values before the logarithm, None where nobody told.

    `spread` is by role how far ln(1 + value) may lie lower and higher, by the bootstrap over posts.
    """

    account: str  # network#account_id
    network: str
    values: Mapping[str, float | None]
    spread: Mapping[str, tuple[float, float]]
    moments: tuple[Moment, ...]
    read_at: datetime
    habits: Habits = habits.UNKNOWN
    ahead: tuple[Staying, ...] = ()  # what will have left the window by when
    audience: Audience | None = None  # followers as told, and what of them counts: values["reach"]
    level: Level | None = None  # what people did, for readings whose lists cannot show it
    heard: tuple[OnTopic, ...] = ()  # the strongest topics: they tell, and have scores of their own

    def to_json(self) -> dict[str, Any]:
        """Compact, and exact: a float survives JSON with all its bits."""
        return {
            **self.heard_to_json(),
            "account": self.account,
            "network": self.network,
            "values": dict(self.values),
            "spread": dict(self.spread),
            "moments": [
                [m.id, m.posted_at.isoformat(), m.excerpt, m.url, dict(m.reactions), m.share]
                for m in self.moments
            ],
            "read_at": self.read_at.isoformat(),
            "habits": self.habits.to_json(),
            "ahead": [one.to_json() for one in self.ahead],
            "audience": self.audience and astuple(self.audience),
            "level": self.level and astuple(self.level),
        }

    def heard_to_json(self) -> dict[str, Any]:
        """Nothing where nobody is heard on anything."""
        if not self.heard:
            return {}
        from pegel.scoring.topics import restricted

        return {"heard": restricted.to_json(self.heard)}

    @classmethod
    def from_json(cls, document: Mapping[str, Any]) -> Features:
        """What `to_json` gave."""
        return cls(
            account=document["account"],
            network=document["network"],
            values=dict(document["values"]),
            spread={role: (low, high) for role, (low, high) in document["spread"].items()},
            moments=tuple(
                Moment(id_, datetime.fromisoformat(posted_at), excerpt, url, reactions, share)
                for id_, posted_at, excerpt, url, reactions, share in document["moments"]
            ),
            read_at=datetime.fromisoformat(document["read_at"]),
            habits=Habits.from_json(document.get("habits", ())),  # readings of before have none
            ahead=tuple(map(Staying.from_json, document.get("ahead", ()))),
            audience=Audience(*told) if (told := document.get("audience")) else None,
            level=Level(*told) if (told := document.get("level")) else None,
            heard=heard_from_json(document.get("heard")),
        )


def heard_from_json(kept: Mapping[str, Any] | None) -> tuple[OnTopic, ...]:
    """What `heard_to_json` gave."""
    if not kept:
        return ()
    from pegel.scoring.topics import restricted

    return restricted.from_json(kept)


def read(snapshot: Snapshot, model: Model) -> Features:
    """The features of one reading. Roles this network cannot give, or did not this time, are None."""
    from pegel.scoring.topics import restricted

    posts = roles.counted_posts(snapshot, model)
    terms, people = roles.terms(posts, model), roles.reactors(posts, model)
    account, day = f"{snapshot.network}#{snapshot.account_id}", snapshot.read_at.astimezone(UTC).date()
    given = model.calibration.get(snapshot.network, {})
    followers, curation = counting(snapshot, people, day.toordinal(), "reactors" in given)
    measured = {
        "reach": followers.reach if followers and known(snapshot.reach) is not None else None,
        "curation": curation,
        "resonance": roles.resonance(terms, people, model),
        "reactors": people,
        "relay": roles.relay(posts, people, model),
        "standing": known(snapshot.standing and max(snapshot.standing, 0)),
    }
    told = {role: value for role, value in measured.items() if role in given}
    values, kept = level(told, posts, day.toordinal(), snapshot.level, model)
    return Features(
        account=account,
        network=snapshot.network,
        values=values,
        spread=bootstrap.spread(posts, terms, values, account, day, model),
        moments=strongest(posts, terms),
        read_at=snapshot.read_at,
        habits=habits.of(posts),
        ahead=fading.ahead(posts, terms, model),
        audience=followers,
        level=kept,
        heard=restricted.of(snapshot, posts, values, model),
    )


def counting(
    snapshot: Snapshot, people: float | None, day: int, shows_people: bool
) -> tuple[Audience | None, float | None]:
    """What counts of followers, and of lists and stars."""
    told, shelved, before = known(snapshot.reach), known(snapshot.curation), snapshot.before
    if not shows_people:
        return paced(told, shelved, day, before)
    return audience(told, snapshot.followers, people, day, before), shelved


def known(count: float | None) -> float | None:
    """A count as a value; what cannot be a count is unknown."""
    if count is None or not math.isfinite(count) or not 0 <= count <= LARGEST:
        return None
    return float(count)


def strongest(posts: list[roles.Counted], terms: list[float]) -> tuple[Moment, ...]:
    """The posts with the largest terms; of equals the later one, then the smaller id."""
    total = roles.ordered_sum(terms)
    ranked = sorted(zip(terms, posts, strict=True), key=lambda pair: (-pair[0], pair[1].age, pair[1].post.id))
    return tuple(
        to_moment(counted.post, counted, term / total) for term, counted in ranked[:STRONGEST] if term
    )


def to_moment(post: Post, counted: roles.Counted, share: float) -> Moment:
    """A post and its part of the resonance, to four digits: only told, and kept where room is short."""
    share = float(f"{share:.4g}")
    reactions = {kind: int(count) for kind, count in counted.counts.items()}
    return Moment(post.id, post.posted_at.astimezone(UTC), post.excerpt, post.url, reactions, share)

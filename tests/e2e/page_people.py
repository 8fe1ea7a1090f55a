"""Invented members as the API tells of them, each for one state of the page."""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import Any

TODAY = date(2026, 11, 22)
SHARES = {"mastodon": 0.62, "bluesky": 0.26, "github": 0.12}
HANDLES = {"mastodon": "@mira@pegel.example", "bluesky": "mira.pegel.example", "github": "mira-pegel"}
ROLES = {"resonance": 0.41, "reactors": 0.27, "reach": 0.22, "relay": 0.10}
RAW = {"resonance": 212.4, "reactors": 388.0, "reach": 4210.0, "relay": 913.0}
EXCERPTS = (
    "A year of balcony solar, every reading, including the embarrassing ones.",
    "What your inverter draws at night.",
    "pegelstand: a logger for 18 euros that survives the winter",
)

Json = dict[str, Any]


class Person:
    """One invented member and the documents of the API about them."""

    def __init__(self, name: str, value: float | None = 63.98, networks: int = 3, days: int = 400) -> None:
        self.name, self.value, self.days = name, value, days
        kept = dict(list(SHARES.items())[:networks])
        self.shares = {network: part / sum(kept.values()) for network, part in kept.items()}
        self.stale: str | None = None
        self.gaps: set[int] = set()  # days ago
        self.month: float | None = 3.02

    def document(self) -> Json:
        points = 0.0 if self.value is None else self.value - 1
        interval = None if self.value is None else [max(1, self.value - 1.9), min(100, self.value + 1.8)]
        change = {"day": 0.1, "week": -0.2, "month": self.month}
        networks = [
            {"network": network, "handle": HANDLES[network], "points": part * points, "stale_since": None}
            for network, part in self.shares.items()
            if self.value is not None
        ]
        if self.stale:
            networks[0]["stale_since"] = self.stale
        return {
            "name": self.name,
            "display_name": "Mira Lindqvist",
            "region": "DE",
            "score": None if self.value is None else round(self.value),
            "value": self.value,
            "interval": interval,
            "enough_data": self.value is not None,
            "model": "2026.11",
            "scored_at": "2026-11-22T04:03:00Z",
            "change": change if self.value is not None else {"day": None, "week": None, "month": None},
            "networks": networks,
        }

    def history(self, count: int) -> Json:
        days = [self.day(ago) for ago in range(count - 1, -1, -1)]
        return {"name": self.name, "model": "2026.11", "days": days}

    def day(self, ago: int) -> Json:
        day = (TODAY - timedelta(days=ago)).isoformat()
        if self.value is None or ago in self.gaps or ago >= self.days:
            return {"day": day, "score": None, "networks": {}}
        slope = 10 / (1 + math.exp((45 - ago) / 12)) - 10 / (1 + math.exp(45 / 12))
        score = min(100.0, max(1.0, self.value - slope + 0.5 * math.sin(ago * 1.7) * bool(ago)))
        networks = {network: part * (score - 1) for network, part in self.shares.items()}
        return {"day": day, "score": score, "networks": networks if ago < 90 else {}}

    def explanation(self) -> Json:
        value = self.value or 1.0
        accounts = [
            {
                "network": network,
                "handle": HANDLES[network],
                "points": part * (value - 1),
                "features": [
                    {
                        "feature": role,
                        "points": share * part * (value - 1),
                        "value": RAW[role] * part,
                        "sentence": "Wie das Mitglied es liest.",
                    }
                    for role, share in ROLES.items()
                ],
            }
            for network, part in self.shares.items()
        ]
        moments = [
            {
                "network": network,
                "url": f"https://{network}.example/posts/{number}",
                "excerpt": excerpt,
                "posted_at": f"2026-11-{3 + 5 * number:02}T12:00:00Z",
                "points": (value - 1) * 0.04 / (number + 1),
                "reactions": {
                    "like": 312 // (number + 1),
                    "repost": 41 // (number + 1),
                    "reply": 1,
                    "quote": None,
                },
            }
            for number, (network, excerpt) in enumerate(zip(self.shares, EXCERPTS, strict=False))
        ]
        return {"name": self.name, "score": round(value), "value": value, "model": "2026.11", "base": 1.0} | {
            "accounts": accounts,
            "moments": moments,
            "changes": self.changes(),
            "percentile": [
                {"group": "overall", "value": 83.1, "sentence": "Higher than 83.1% of all members."}
            ],
            "sub_scores": [],
            "style": {"id": 11, "name": "Specialist", "sentence": "You are heard on few things."},
        }

    def changes(self) -> Json:
        if self.month is None:
            return {"day": None, "week": None, "month": None}
        causes = [
            {"cause": "reactions", "points": self.month + 0.8, "sentence": "New reactions +0.0"},
            {"cause": "decay", "points": -0.8, "sentence": "Older posts count less −0.8"},
        ]
        month = {"from": "2026-10-23", "to": "2026-11-22", "total": self.month, "sentence": "In 30 days."}
        return {"day": None, "week": None, "month": {**month, "causes": causes}}


def people() -> dict[str, Person]:
    """Everybody there is, by what makes them worth looking at."""
    known = [Person("mira"), Person("thin", value=None), Person("single", networks=1), Person("slow")]
    known += [
        Person("short", days=12),
        Person("one", value=1.0),
        Person("hundred", value=100.0),
        Person("part"),
    ]
    stale = Person("stale")
    stale.stale = "2026-11-19T06:00:00Z"
    stale.month = -2.4
    known.append(stale)
    everybody = {person.name: person for person in known}
    everybody["short"].gaps = {4, 5, 9}
    everybody["short"].month = None
    return everybody

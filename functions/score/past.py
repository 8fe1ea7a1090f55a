"""A member's score so far, and as it is with today's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from pegel.scoring import history
from pegel.scoring.score import Score
from pegel.store.score_items import Kept

BACK = {"day": 1, "week": 7, "month": 30}  # days a score is compared with


@dataclass(frozen=True, slots=True)
class Past:
    """Packed histories: of the score for a year, of each network's points for 90 days."""

    whole: bytes = b""
    networks: Mapping[str, bytes] = field(default_factory=dict)

    def with_today(self, day: date, score: Score) -> Past:
        """Today's score taken up; a day without a score stays a gap."""
        points: dict[str, float] = {}
        for one in score.accounts:
            points[one.network] = points.get(one.network, 0.0) + one.total
        return Past(
            history.put(self.whole, day, score.value, score.model),
            history.put_networks(self.networks, day, points, score.model),
        )

    def change(self, day: date, value: float | None) -> dict[str, float | None]:
        """How far the score moved since yesterday, in a week, in a month."""
        return {name: history.change(self.whole, value, day, back) for name, back in BACK.items()}


def past_of(kept: Mapping[str, Kept], member_id: str) -> Past:
    """What was kept of a member; nothing of one who is new."""
    score, why = kept.get(member_id), kept.get(f"why#{member_id}")
    return Past(score.history if score else b"", why.networks if why else {})

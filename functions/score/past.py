"""A member's score so far, and as it is with today's."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from pegel.scoring import causes, history
from pegel.scoring.blended import Blended
from pegel.scoring.look import Look
from pegel.scoring.published import to_bytes
from pegel.scoring.score import Score
from pegel.store.score_items import NOTHING, Kept

CAUSES = "causes"  # among the histories of the networks
Entry = Mapping[str, Any]  # {"day", "look"}


@dataclass(frozen=True, slots=True)
class Past:
    """Packed histories: of the score for a year, of each network's points and of the causes for 90 days.

    `entries` are the last look, and the last one of an earlier day that gave a score.
    """

    whole: bytes = b""
    networks: Mapping[str, bytes] = field(default_factory=dict)
    causes: bytes = b""
    entries: tuple[Entry, ...] = ()

    def earlier(self, day: date) -> Entry | None:
        """The last look of an earlier day that gave a score: what today's is compared with."""
        scored = {one.day.isoformat() for one in history.unpack(self.whole) if one.value is not None}
        return next((one for one in self.entries if one["day"] in scored and day_of(one) < day), None)

    def with_today(self, day: date, found: Blended, look: Look, moved: Mapping[str, float] | None) -> Past:
        """Today's score taken up, with the causes that `moved` it; a day without a score stays a gap."""
        score, before = found.published, self.earlier(day)
        series = series_of(look, score)
        whole = history.put(self.whole, day, score.value, series)
        now = {"day": day.isoformat(), "look": look.to_json()}
        return replace(
            self,
            whole=whole,
            networks=history.put_networks(self.networks, day, points_of(score), series),
            causes=causes.put(self.causes, day, step(whole, before, day, moved)),
            entries=(now, without_spread(before)) if before else (now,),
        )

    def change(self, day: date, value: float | None) -> dict[str, float | None]:
        """How far the score moved since yesterday, in a week, in a month."""
        return {name: history.change(self.whole, value, day, back) for name, back in history.BACK.items()}

    @property
    def histories(self) -> dict[str, bytes]:
        """All that is kept beside the reasons."""
        return {**self.networks, CAUSES: self.causes}

    @property
    def looks(self) -> bytes:
        """The entries as they are kept."""
        return to_bytes(self.entries)


def without_spread(entry: Entry) -> Entry:
    """A look that only its values are asked of any more."""
    known = entry["look"]["inputs"]
    accounts = [{**one, "spread": {}} for one in known["accounts"]]
    return {**entry, "look": {**entry["look"], "inputs": {**known, "accounts": accounts}}}


def day_of(entry: Entry) -> date:
    """When it was looked."""
    return date.fromisoformat(entry["day"])


def is_recent(entry: Entry, day: date) -> bool:
    """Whether causes can be told since then: they are kept for 90 days."""
    return (day - day_of(entry)).days < history.WINDOW


def series_of(look: Look, score: Score) -> str:
    """The model that made the score; of a blend both."""
    if look.following is None or look.share == 0.0:
        return score.model
    return history.series(look.model.version, look.following.version, look.share)


def points_of(score: Score) -> dict[str, float]:
    """Points by network."""
    points: dict[str, float] = {}
    for one in score.accounts:
        points[one.network] = points.get(one.network, 0.0) + one.total
    return points


def step(
    whole: bytes, before: Entry | None, day: date, moved: Mapping[str, float] | None
) -> causes.Hundredths | None:
    """The causes of a day, so rounded that they sum to the day's step in the history."""
    values = {one.day: one.value for one in history.unpack(whole)}
    now, then = values.get(day), values.get(day_of(before)) if before else None
    if now is None or then is None or moved is None:
        return None
    return causes.rounded(moved, history.hundredths(now) - history.hundredths(then))


def past_of(kept: Mapping[str, Kept], member_id: str) -> Past:
    """What was kept of a member; nothing of one who is new."""
    score, why = kept.get(member_id, NOTHING), kept.get(f"why#{member_id}", NOTHING)
    histories = why.histories
    found, entries = histories.pop(CAUSES, b""), json.loads(why.inputs or b"[]")
    return Past(score.history, histories, found, tuple(entries))

"""A public document after another look by the models of today: what they decide changes, all else stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from pegel.scoring import inputs, published, subscores
from pegel.scoring.features import Features
from pegel.scoring.model import load
from pegel.scoring.published import Run

if TYPE_CHECKING:  # at run time it brings numpy
    from pegel.scoring.blended import Blended
    from pegel.scoring.score import Score

TOLD_ONCE = {"scored_at", "change", "percentile"}  # of the moment: they alone are no reason to write


def document(
    before: Mapping[str, Any],
    features: Sequence[Features],
    found: Blended,
    run: Run,
    topics: Sequence[Mapping[str, Any]],
) -> dict[str, Any] | None:
    """The next document, with these topics; None if it would say the same, or if accounts came or went since.

    Of the latter whoever linked or unlinked has told the queue: a whole new score is on its way.
    """
    score = found.published
    networks = [one["network"] for one in before["networks"]]
    if networks != [one.network for one in score.accounts]:
        return None
    served, following = run.rollout.served(run.now.date())
    told = inputs.to_inputs(features, served, following, run.rollout.share(run.now.date()))
    after = {
        **before,
        **numbers(before, score),
        "topics": topics,
        "inputs": inputs.digest(told),
        "score_next": found.next and published.whole(found.next),
        "next": published.following(found, run),
    }
    if after["value"] != before["value"] or after["model"] != before["model"]:
        after |= compared(before, features, score, run)
    return after if differs(before, after) else None


def numbers(before: Mapping[str, Any], score: Score) -> dict[str, Any]:
    """Value, interval and points."""
    shares = zip(before["networks"], score.accounts, strict=True)
    return {
        "score": published.whole(score),
        "value": score.value,
        "interval": score.interval and [round(bound, 1) for bound in score.interval],
        "enough_data": score.value is not None,
        "model": score.model,
        "networks": [{**share, "points": round(points.total, 2)} for share, points in shares],
    }


def compared(
    before: Mapping[str, Any], features: Sequence[Features], score: Score, run: Run
) -> dict[str, Any]:
    """What follows from a value that moved: sub-scores, percentile, and the change by as much."""
    sub_scores = subscores.of(score, features, load(score.model))
    moved = None if score.value is None or before["value"] is None else score.value - before["value"]
    return {
        "sub_scores": None if score.value is None else published.rounded(asdict(sub_scores)),
        "percentile": run.distribution.percentile(score.value, before["region"], sub_scores.reach),
        "change": {
            name: None if change is None or moved is None else round(change + moved, 2)
            for name, change in before["change"].items()
        },
        "scored_at": published.time(run.now),
    }


def differs(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Whether it says anything else."""
    return any(after[name] != before.get(name) for name in after if name not in TOLD_ONCE)

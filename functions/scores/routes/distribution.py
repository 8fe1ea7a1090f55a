"""How the scores of everybody are distributed."""

from __future__ import annotations

import json

from aws_lambda_powertools.event_handler import Response
from documents import PER_CENT, Distributed, Group

from pegel.errors import NotFound
from pegel.http import answer
from pegel.http.request import Routes
from pegel.scoring.distribution import BINS_PER_POINT, Ranks

router = Routes()

NOT_YET = (
    "scores were not counted yet, or of fewer than 20 members: they are counted every night from 03:30 UTC"
)


@router.get("/v3/distribution", tags=["scores"])
def distribution() -> Response[Distributed]:
    """How scores are distributed

    Counted every night over everybody who has a score; groups of fewer than 20 members are not told.
    """
    from pegel.store import distributions, rollouts  # late: not for whoever asks for a score alone

    counted_at, counted = distributions.counted_at(), distributions.get()
    if counted_at is None or counted.overall is None:
        raise NotFound(NOT_YET)
    told: Distributed = {
        "model": rollouts.get().named(counted_at.date()),
        "counted_at": answer.time_of(counted_at) or "",
        "overall": group(counted.overall),
        "regions": {name: group(ranks) for name, ranks in sorted(counted.regions.items())},
        "sizes": {name: group(counted.sizes[name]) for name in sorted(counted.sizes, key=int)},
    }
    return answer.public(json.dumps(told, separators=(",", ":")).encode())


def group(ranks: Ranks) -> Group:
    """One group of members."""
    return {
        "members": ranks.members,
        "mean": mean(ranks),
        "quantiles": {str(part): ranks.quantile(part / 100) for part in PER_CENT},
        "histogram": list(ranks.by_point()),
    }


def mean(ranks: Ranks) -> float:
    """Of scores, each taken as the middle of its bin: a score is above so many bins as have it not below."""
    bins_above = sum(1000 - share for share in ranks.below) / 1000 - 0.5
    return round(bins_above / BINS_PER_POINT, 1)

"""Run against a stack: writes two members with accounts on X, prints a hundred keys."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime, timedelta
from typing import Any

from pegel.scoring import history
from pegel.store import api_keys
from pegel.store.score_items import ScoreItem, deflated

NOW = datetime.now(UTC)


def packed(document: Any) -> bytes:
    """As an item holds it."""
    return deflated(json.dumps(document).encode())


def keep(klout_id: str, x_id: str, name: str, value: float, **more: Any) -> None:
    """One member's items."""
    member_id, key = f"mem_{name}", f"x#{x_id}"
    told = {"name": name.replace("_", "-"), "value": value, "klout_id": klout_id, **more}
    told |= {"networks": [{"network": "x", "handle": name}], "change": {"day": 0.25, "month": -1.5}}
    told["scored_at"] = f"{NOW:%Y-%m-%dT%H:%M:%SZ}"
    past = [
        history.Day((NOW - timedelta(days=age)).date(), value - age / 50, "2026.11")
        for age in range(40, -1, -1)
    ]
    ScoreItem(member_id, document=packed(told), history=history.pack(past), hidden=False).save()
    ScoreItem(f"klout#{klout_id}", member_id=member_id, account=key).save()
    ScoreItem(f"id#{key}", member_id=member_id, account=key, handle=name).save()
    ScoreItem(f"x#{name}", member_id=member_id, account=key).save()


def main() -> None:
    """A member with everything that a client can ask for, and one who is in her lists."""
    member = json.loads(os.environ["KLOUT_MEMBER"])
    topics = [{"slug": "databases", "name": "Databases", "score": 41.5}]
    sub_scores = {"reach": 1840, "amplification": 41.7, "network": 58.4}
    style = {"id": 11, "name": "Specialist"}
    keep(
        member["klout_id"],
        member["x_id"],
        member["name"],
        64.0281735210437,
        topics=topics,
        sub_scores=sub_scores,
        style=style,
    )
    keep("4410982203317", "411023317", "jonas_t", 71.0)
    ties = {"mem_jonas_t": 9.0} | {f"mem_quiet{n}": 1.0 for n in range(24)}
    hers = dict(list(ties.items())[:15])
    ScoreItem(f"influence#mem_{member['name']}", document=packed({f"x#{member['x_id']}": ties})).save()
    ScoreItem(f"influencers#mem_{member['name']}", ties=hers).save()
    print(json.dumps([api_keys.create("clients", NOW) for _ in range(100)]))


if __name__ == "__main__":
    main()

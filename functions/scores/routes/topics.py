"""The topics people are heard on: all of them, and one with whoever leads there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.event_handler import Response
from documents import PER_CENT, Named, Spread, TopicDocument, Topics

from pegel.errors import NotFound
from pegel.http import answer
from pegel.http.documents import Slug
from pegel.http.request import Routes

if TYPE_CHECKING:
    from pegel.scoring.distribution import Ranks
    from pegel.scoring.topics.lexicon import Topic

router = Routes()


@router.get("/v3/topics", tags=["topics"])
def all_topics() -> Response[Topics]:
    """All topics

    Our own lexicon. Members are counted every night; fewer than 20 are not told.
    """
    from pegel.scoring.topics.names import lexicon  # late: not for whoever asks for a score alone
    from pegel.store import topics

    counted = topics.index()
    told: Topics = {
        "data": [{**named(topic), "members": counted.get(topic.slug)} for topic in lexicon().topics.values()]
    }
    return public(told)


@router.get("/v3/topics/<slug>", tags=["topics"])
def one_topic(slug: Slug) -> Response[TopicDocument]:
    """One topic

    How the scores of those heard on it are distributed, and up to 20 who lead: members with a public page who
    agreed to be named there, and none of whose accounts on the topic asks not to be recommended.
    """
    from pegel.scoring.topics.names import lexicon
    from pegel.store import topics

    topic = lexicon().topics.get(slug)
    if topic is None:
        raise NotFound("there is no such topic: GET /v3/topics has them all")
    counted = topics.get(slug)
    told: TopicDocument = {
        **named(topic),
        "children": [one.slug for one in lexicon().topics.values() if one.parent == slug],
        "wikidata": topic.wikidata or None,
        "members": counted.ranks.members if counted.ranks else None,
        "distribution": spread(counted.ranks) if counted.ranks else None,
        "leaders": topics.named(slug, counted.leaders),
        "counted_at": answer.time_of(counted.counted_at),
    }
    return public(told)


def named(topic: Topic) -> Named:
    """What it is called, and where it belongs."""
    names = {"en": topic.name_en, "de": topic.name_de}
    return {"slug": topic.slug, "name": names, "parent": topic.parent or None}


def spread(ranks: Ranks) -> Spread:
    """Of scores, counted by whole points."""
    histogram = list(ranks.by_point())
    mean = sum((at + 0.5) * share for at, share in enumerate(histogram)) / 1000
    return {
        "mean": round(mean, 1),
        "quantiles": {str(part): ranks.quantile(part / 100) for part in PER_CENT},
        "histogram": histogram,
    }


def public(told: Any) -> Response[Any]:
    """A public document."""
    return answer.public(json.dumps(told, separators=(",", ":"), ensure_ascii=False).encode())

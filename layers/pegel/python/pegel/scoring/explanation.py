"""A score explained: what is kept of it, as people read it. Nothing is computed here but sums of hundredths.

Of the reasons numbers alone are kept; sentences are made of them for whoever reads, in their language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from pegel.scoring import causes, history, sentences, styles
from pegel.scoring.causes import CAUSES, Hundredths
from pegel.scoring.distribution import Ranks
from pegel.scoring.history import Day

BASE = 1.0  # where everybody starts
Document = Mapping[str, Any]
Found = Mapping[date, Hundredths | None]  # causes by day


def explanation(  # noqa: PLR0913, PLR0917 - all that is kept of one score
    score: Document,
    why: Document,
    inputs: Document,
    past: Sequence[Day],
    found: Found,
    language: str,
    ranks: Mapping[str, Ranks],
) -> dict[str, Any]:
    """All of it: `score` is the public document, `why` the reasons `published.why` made, `inputs` the values
    they are of, `past` and `found` the score's history and its causes, `ranks` the distributions of topics.
    """
    value, language = why["value"], sentences.spoken(language)
    values = {one["account"]: one["values"] for one in inputs["accounts"]}
    return {
        "name": score["name"],
        "language": language,
        "score": None if value is None else round(value),
        "value": value,
        "model": why["model"],
        "base": BASE,
        "accounts": [account(one, values[one["account"]], language) for one in why["accounts"]],
        "moments": [moment(one, language) for one in why["moments"]],
        "percentile": list(percentile(score, language)),
        "sub_scores": list(sub_scores(score, language)),
        "topics": topics(score, why, ranks, language),
        "style": style(score, language),
        "changes": changes(past, found, language),
    }


def account(one: Document, values: Mapping[str, float | None], language: str) -> dict[str, Any]:
    """One account's points, by feature."""
    network = one["account"].partition("#")[0]
    points: Mapping[str, float] = one["points"]
    total = 0.0
    for each in points.values():
        total += each
    features = [
        feature(network, role, points.get(role, 0.0), value, language) for role, value in values.items()
    ]
    if followers := one.get("followers"):
        told, sampled = followers
        for reach in (each for each in features if each["feature"] == "reach"):
            reach["sentence"] = sentences.followers(told, sampled, reach["value"], language)
    return {
        "network": network,
        "handle": one["handle"],
        "points": total,
        "features": features,
    }


def feature(network: str, role: str, points: float, value: float | None, language: str) -> dict[str, Any]:
    """One feature's points."""
    return {
        "feature": role,
        "points": points,
        "value": value,
        "line": sentences.line(role, points, language),
        "sentence": sentences.sentence(network, role, value, language),
    }


def moment(one: Document, language: str) -> dict[str, Any]:
    """One of the strongest posts."""
    at = datetime.fromisoformat(one["posted_at"]).date()
    said = sentences.moment(one["network"], at, one["points"], one["reactions"], language)
    return {**one, "sentence": said}


def percentile(score: Document, language: str) -> Iterator[dict[str, Any]]:
    """Where the score stands, in every group that is told."""
    for group, value in (score.get("percentile") or {}).items():
        if value is not None:
            yield {"group": group, "value": value, "sentence": sentences.percentile(group, value, language)}


def sub_scores(score: Document, language: str) -> Iterator[dict[str, Any]]:
    """Klout's three, where there is enough data."""
    for name, value in (score.get("sub_scores") or {}).items():
        if value is not None:
            yield {"name": name, "value": value, "sentence": sentences.sub_score(name, value, language)}


def topics(score: Document, why: Document, ranks: Mapping[str, Ranks], language: str) -> list[dict[str, Any]]:
    """What somebody is heard on, where anything was found."""
    if not (shown := score.get("topics")):
        return []
    from pegel.scoring.topics import told  # the lexicon: for those who have topics

    return told.told(shown, why.get("topics", ()), ranks, language)


def style(score: Document, language: str) -> dict[str, Any] | None:
    """The style, under its name in the language."""
    if not (told := score.get("style")):
        return None
    found = styles.STYLES[told["id"]]
    name, sentence = styles.name(found, language), styles.sentence(found, language)
    return {"id": found.id, "name": name, "sentence": sentence}


def changes(past: Sequence[Day], found: Found, language: str) -> dict[str, Any]:
    """Since the day, the week and the month before; None where there was no score then, or is none now."""
    told: dict[str, Any] = dict.fromkeys(history.BACK)
    if past and past[-1].value is not None:
        for name, back in history.BACK.items():
            if start := history.near(past, past[-1].day, back):
                told[name] = change(start, past[-1], found, language)
    return told


def change(start: Day, end: Day, found: Found, language: str) -> dict[str, Any]:
    """What moved the score between two days that have one: the largest cause first."""
    told = causes.between(start, end, found)
    total = told.total / history.POINT
    return {
        "from": start.day.isoformat(),
        "to": end.day.isoformat(),
        "total": total,
        "sentence": sentences.change(start.day, end.day, total, language),
        "causes": None if told.causes is None else list(named(told.causes, language)),
    }


def named(found: Iterable[int], language: str) -> Iterator[dict[str, Any]]:
    """Causes that moved something."""
    ranked = sorted(zip(CAUSES, found, strict=True), key=lambda one: -abs(one[1]))
    for cause, whole in ranked:
        if whole:
            points = whole / history.POINT
            yield {"cause": cause, "points": points, "sentence": sentences.cause(cause, points, language)}

"""The model card: what is claimed of a model before its results are seen, and the results.

```
card ──▶ before: hypothesis, guard rails, data, limits ── sealed by SHA-256 ──▶ complete: results below
```
A changed word above the seal, or results of another model, are refused.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from pegel.errors import CannotRun
from pegel.scoring.model import Model

SEAL = "<!-- sealed before results on kept-back people, sha256 "
RESULTS = "\n## Results\n"
BEFORE = """# Model {version}

SHA-256 `{checksum}`. Everything above the seal was written before results on kept-back people were seen.

## What it is
One number per person: a sum of rising curves over {roles}. Nothing a person *sends* enters: no posts, no
reposts or replies sent, no accounts followed.

## Hypothesis
On pairs of people it never saw, judged by others, the score orders as well as a free gradient-boosted model
of pairs that learnt from the same judgements and sees both people and their activity.

## Metric and guard rails
On about 3,000 kept-back pairs, intervals from drawing persons:
- AUC no more than 0.002 below the free model of pairs, the difference shown with its interval;
- AUC at least 0.020 above followers alone;
- calibration error at most 0.026 (ten equal bins; chance alone gives 0.018);
- the gaming tests of the suite pass: every step of every curve rises, posting more is worth nothing.

The choice of this fit was made on person-disjoint folds of the public pairs alone. There the difference to
followers alone is expected at 0.021 with an error of 0.008: whether the second line holds on 3,000 pairs is
little better than a toss. No other fit did better by more than noise.

## Data
{sources}

## What it cannot claim
- One network, well-known accounts, 2013: the curves are carried to other networks by calibration only.
- Differences below 0.005 are noise: no order among the better fits is proven.
- No judgements between networks exist: all weigh the same, by decision.
- Two judges agree on a pair in 75 % of the cases: no model can be much more accurate than that.
- The scale is a convention. Its anchors stand on invented members, as said above, not on ours.
"""
NOT_JUDGED = """
### Networks and regions
Not judged: no data. Every judgement is of Twitter accounts, and the file names no region.
"""
NAMES = {
    "file": "Pairs of a file it did not learn from",
    "one_unseen": "Folds of persons, at least one of a pair unseen (a model of its kind, fitted per fold)",
    "both_unseen": "Folds of persons, both unseen (a model of its kind, fitted per fold)",
}


def before(model: Model) -> str:
    """The part that is written first, with its seal."""
    sources = "\n".join(f"- {name}: {text}" for name, text in sorted(model.sources.items()))
    roles = ", ".join(model.roles)
    text = BEFORE.format(version=model.version, checksum=model.checksum, roles=roles, sources=sources)
    return f"{text}\n{SEAL}{seal(text)} -->\n"


def seal(text: str) -> str:
    """SHA-256 of the part above."""
    return hashlib.sha256(text.encode()).hexdigest()


def is_complete(card: str) -> bool:
    """Whether results stand in it."""
    return RESULTS in card


def complete(card: str, model: Model, results: Sequence[Mapping[str, Any]]) -> str:
    """The card with these evaluations (`pegel model evaluate --json`) below its seal, instead of earlier
    ones.
    """
    above, found, rest = card.partition(f"\n{SEAL}")
    if not found or not rest.startswith(f"{seal(above)} -->"):
        raise CannotRun(
            "the card was changed after it was sealed: what was claimed before must stay as it was"
        )
    if model.checksum not in above:
        raise CannotRun(f"the card is of another model than {model.version} {model.checksum[:12]}…")
    if other := next((one for one in results if one.get("checksum") != model.checksum), None):
        raise CannotRun(f"the results are of another model: {str(other.get('checksum'))[:12]}…")
    sections = "".join(section for one in results for section in sections_of(one))
    return f"{above}\n{SEAL}{seal(above)} -->\n{RESULTS}{sections}{NOT_JUDGED}"


def sections_of(result: Mapping[str, Any]) -> list[str]:
    """One per way of judging."""
    if "shipped" not in result:
        raise CannotRun("results without figures: the judged file had no column Choice")
    if folds := result.get("folds"):
        return [section(NAMES[scheme], one) for scheme, one in folds.items()]
    models = {"this model": result["shipped"], **result["models"]}
    learnt = f"{result.get('learnt_pairs', 0)} of its {result['pairs']} pairs are of people it has learnt.\n"
    return [section(NAMES["file"], {**result, "models": models}, learnt)]


def section(title: str, judged: Mapping[str, Any], note: str = "") -> str:
    """Tables of all pairs and by size."""
    lines = [
        f"\n### {title}\n{note}",
        "| model | AUC | accuracy | calibration error | AUC ahead of it | pairs |",
    ]
    lines.append("|---|---|---|---|---|---|")
    for name, one in judged["models"].items():
        ahead = judged["differences"].get(name, {}).get("auc")
        figures = [said(one["auc"]), said(one["accuracy"]), said(one["ece"]), said(ahead, "+"), str(one["n"])]
        lines.append(f"| {name} | {' | '.join(figures)} |")
    lines += ["", "By followers of the larger of the two, AUC:", ""]
    names = list(judged["sizes"][0]["models"]) if judged["sizes"] else []
    lines += [f"| from | pairs | {' | '.join(names)} |", "|---|---|" + "---|" * len(names)]
    for size in judged["sizes"]:
        models = size["models"]
        cells = [said(models[name]["auc"]) for name in names]
        lines.append(f"| {size['from']:,} | {models[names[0]]['n']} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def said(one: Mapping[str, float] | None, sign: str = "") -> str:
    """A figure with its interval of 95 %."""
    if one is None:
        return "–"
    low, high = one["low"], one["high"]
    around = "" if low is None else f" ({low:{sign}.3f} to {high:{sign}.3f})"
    return f"{one['value']:{sign}.4f}{around}"

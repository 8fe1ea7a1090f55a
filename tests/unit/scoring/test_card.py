"""What a model claims is written before its results, and cannot be changed afterwards."""

import pytest

from pegel.errors import CannotRun
from pegel.scoring import card
from pegel.scoring.model import CURRENT, FOLDER, load

MODEL = load()
FIGURE = {"value": 0.8, "low": 0.7, "high": 0.9}
QUALITY = {"auc": FIGURE, "accuracy": FIGURE, "ece": None, "n": 99}
RESULT = {
    "checksum": MODEL.checksum,
    "pairs": 99,
    "shipped": QUALITY,
    "models": {"followers alone": QUALITY},
    "differences": {"followers alone": {"auc": {"value": 0.02, "low": 0.01, "high": 0.03}}},
    "sizes": [{"from": 1000, "models": {"shipped": QUALITY}}],
}


def test_results_stand_below_what_was_claimed():
    claimed = card.before(MODEL)
    found = card.complete(claimed, MODEL, [RESULT])
    assert found.startswith(claimed)
    assert "| followers alone | 0.8000 (0.700 to 0.900) |" in found
    assert "+0.0200 (+0.010 to +0.030)" in found
    assert "| 1,000 | 99 | 0.8000" in found
    assert "Not judged: no data" in found


def test_completing_twice_replaces_the_results_and_not_the_claims():
    once = card.complete(card.before(MODEL), MODEL, [RESULT])
    assert card.complete(once, MODEL, [RESULT]) == once


def test_a_claim_changed_afterwards_is_refused():
    softer = card.before(MODEL).replace("0.020", "0.010")
    with pytest.raises(CannotRun, match="changed after it was sealed"):
        card.complete(softer, MODEL, [RESULT])


def test_results_of_another_model_are_refused():
    with pytest.raises(CannotRun, match="another model: abc"):
        card.complete(card.before(MODEL), MODEL, [RESULT | {"checksum": "abc"}])


def test_the_shipped_card_is_of_the_shipped_model_and_says_what_it_cannot_claim():
    text = (FOLDER / f"{CURRENT}.md").read_text(encoding="utf-8")
    assert text.startswith(card.before(MODEL))
    assert card.is_complete(text)

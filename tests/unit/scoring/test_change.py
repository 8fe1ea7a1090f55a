"""Why a score moved: the causes sum to the change, in no order, and who changed nothing has no part in it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unit.scoring.invented import MODEL, NOW, measured, post, snapshot

from pegel.scoring import blended, change
from pegel.scoring.causes import CAUSES
from pegel.scoring.fading import Staying
from pegel.scoring.features import Features
from pegel.scoring.look import Look
from pegel.scoring.score import score

OTHER = replace(
    MODEL, version="2026.12", checksum="other", curves={**MODEL.curves, "reach": MODEL.curves["resonance"]}
)
NETWORKS = ("mastodon", "bluesky", "github")
VALUE = st.none() | st.floats(min_value=0.0, max_value=1e7)
STAYING = st.builds(Staying, st.integers(1, 7), *[st.floats(0.0, 1.0)] * 3)


@st.composite
def account(draw, number):
    network = NETWORKS[number % 3]
    values = {role: draw(VALUE) for role in MODEL.calibration[network]}
    read_at = NOW + timedelta(days=draw(st.integers(0, 9)))
    ahead = tuple(draw(st.lists(STAYING, max_size=2)))
    return Features(f"{network}#{number}", network, values, {}, (), read_at, ahead=ahead)


@st.composite
def look(draw):
    numbers = draw(st.lists(st.integers(0, 4), min_size=1, max_size=4, unique=True))
    features = [draw(account(number)) for number in numbers]
    stale = frozenset(one.account for one in features if draw(st.integers(0, 3)) == 0)
    model, following = draw(st.sampled_from([(MODEL, None), (MODEL, OTHER), (OTHER, None)]))
    return Look(features, model, stale, following, draw(st.sampled_from([0.25, 0.75])) if following else 0.0)


PAIRS = st.lists(st.tuples(look(), look()), min_size=1, max_size=6)


def value_of(one):
    """What is published; None: not enough data."""
    return blended.of_models([one.features], one.model, one.following, one.share)[0].published.value


def told(points):
    return {cause for cause in CAUSES if points[cause] != 0.0}


@settings(max_examples=150, deadline=None)
@given(PAIRS)
def test_the_causes_sum_to_the_change(pairs):
    for (before, after), points in zip(pairs, change.causes(pairs), strict=True):
        was, now = value_of(before), value_of(after)
        if was is not None and now is not None:
            assert abs(change.total(points) - (now - was)) < 1e-9


@settings(max_examples=60, deadline=None)
@given(PAIRS)
def test_swapping_the_looks_turns_every_sign(pairs):
    there, back = change.causes(pairs), change.causes([(after, before) for before, after in pairs])
    for one, other in zip(there, back, strict=True):
        assert all(abs(one[cause] + other[cause]) < 1e-9 for cause in CAUSES)


@settings(max_examples=60, deadline=None)
@given(PAIRS)
def test_neither_company_nor_the_order_of_accounts_matters(pairs):
    turned = [
        (before, replace(after, features=tuple(reversed(after.features))))
        for before, after in reversed(pairs)
    ]
    alone = [change.causes([pair])[0] for pair in pairs]
    assert change.causes(pairs) == alone == change.causes(turned)[::-1]


@settings(max_examples=60, deadline=None)
@given(look())
def test_of_two_equal_looks_nothing_is_told(one):
    assert told(change.causes([(one, one)])[0]) == set()


def test_order_free_means_the_mean_over_all_orders():
    """Two causes of one account: half of what each gives first and half of what it gives last."""
    a, b = measured(snapshot(post("1", like=900)))[0], measured(snapshot(post("1", like=900), reach=9000))[0]
    both = replace(b, values={**b.values, "curation": 40.0})
    only = replace(a, values={**a.values, "curation": 40.0})
    a = replace(a, values={**a.values, "curation": 0.0})
    b = replace(b, values={**b.values, "curation": 0.0})
    v = [one.value or 0.0 for one in score([[a], [b], [only], [both]], MODEL)]
    (found,) = change.causes([(Look([a], MODEL), Look([both], MODEL))])
    assert found["audience"] == pytest.approx(((v[1] - v[0]) + (v[3] - v[2])) / 2, abs=1e-12)
    assert told(found) <= {"audience", "curation"}

"""Histograms of everybody's scores, and percentiles looked up in them."""

import json
import random
import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pegel.scoring import distribution
from pegel.scoring.distribution import BINS, FEWEST, Counts, Distribution, bin_of, groups_of, ranked, size_of

VALUES = st.lists(st.floats(1, 100), min_size=FEWEST, max_size=200)


def counted(values, region="DE", reach=500):
    counts = Counts()
    for value in values:
        counts.add(value, groups_of(region, reach))
    return counts


def document(value, region="DE", reach=500):
    return {"value": value, "region": region, "sub_scores": {"reach": reach} if reach is not None else None}


@given(VALUES, st.floats(1, 100))
def test_a_percentile_is_the_share_of_members_in_lower_bins_to_the_decimal(values, value):
    told = counted(values).told().percentile(value, "DE", 500)
    lower = sum(bin_of(one) < bin_of(value) for one in values)
    assert told["overall"] == 1000 * lower // len(values) / 10
    assert told["overall"] == told["region"] == told["size"]


@given(st.lists(st.tuples(st.floats(1, 100), st.sampled_from("ABC"), st.integers(0, 10**6)), max_size=200))
def test_parts_counted_apart_add_up_to_the_whole_in_any_order(members):
    whole, parts = Counts(), [Counts() for _ in range(4)]
    for at, member in enumerate(members):
        value, region, reach = member
        whole.add(value, groups_of(region, reach))
        parts[at % 4].add(value, groups_of(region, reach))
    random.Random(len(members)).shuffle(parts)
    merged = Counts()
    for part in parts:
        merged.merge(Counts.from_json(json.loads(json.dumps(part.to_json()))))
    assert merged.to_json() == whole.to_json()
    assert merged.told() == whole.told()


@given(VALUES)
def test_a_distribution_is_kept_whole(values):
    told = counted(values).told()
    assert Distribution.from_json(json.loads(json.dumps(told.to_json()))) == told
    assert len(told.overall.below) == BINS


def test_nobody_is_told_to_be_above_everybody_nor_at_the_median_of_a_bin():
    told = counted([float(value) for value in range(1, 101)]).told()
    assert told.percentile(100.0, None, None)["overall"] == 99.0
    assert told.percentile(1.0, None, None)["overall"] == 0.0
    assert told.percentile(50.05, None, None)["overall"] == told.percentile(50.0, None, None)["overall"] == 49


def test_quantiles_and_whole_points_are_read_off_the_same_shares():
    told = counted([value / 10 for value in range(10, 1000)]).told().overall
    assert told.quantile(0.5) == pytest.approx(50.5, abs=0.2)
    assert told.quantile(0.99) == pytest.approx(99, abs=0.2)
    assert len(told.by_point()) == 100
    assert sum(told.by_point()) == 1000
    assert told.by_point()[0] == 0
    assert max(told.by_point()) - min(told.by_point()[1:]) <= 1


def test_groups_under_20_members_are_not_told():
    counts = counted([50.0] * 19, region="LI", reach=5)
    assert counts.told() == Distribution()
    counts.add(50.0, groups_of("DE", None))
    told = counts.told()
    assert told.overall is not None
    assert (told.regions, told.sizes) == ({}, {})
    assert told.percentile(60.0, "LI", 5) == {"overall": 100.0, "region": None, "size": None}


def test_who_has_no_score_no_region_or_no_reach_counts_where_they_can():
    documents = [document(40.0)] * 20 + [document(None)] * 50 + [document(60.0, region=None, reach=None)] * 20
    told = distribution.of(documents)
    assert told.overall is not None
    assert (told.overall.members, told.regions["DE"].members, told.sizes["100"].members) == (40, 20, 20)
    assert told.percentile(None, "DE", 500) == {"overall": None, "region": None, "size": None}
    assert told.percentile(50.0, None, None) == {"overall": 50.0, "region": None, "size": None}


@pytest.mark.parametrize(
    ("reach", "size"),
    [(0, "0"), (99.9, "0"), (100, "100"), (999, "100"), (10_000, "10000"), (1e9, "100000"), (None, None)],
)
def test_audiences_fall_into_five_classes(reach, size):
    assert size_of(reach) == size


def test_a_million_members_of_60_regions_are_told_in_30_kilobytes():
    random_ = np.random.default_rng(1)
    counts = Counts()
    bins = np.clip(random_.normal(40, 14, (60, 16_667)), 1, 100)
    for region, values in enumerate(bins):
        at, count = np.unique((values * 10).astype(int), return_counts=True)
        part = Counts({name: dict(zip(at.tolist(), count.tolist(), strict=True)) for name in names(region)})
        counts.merge(part)
    packed = zlib.compress(json.dumps(counts.told().to_json(), separators=(",", ":")).encode(), 9)
    assert len(counts.told().regions) == 60
    assert len(packed) < 30_000


def names(region):
    return ("overall", f"region#R{region}", f"size#{(0, 100, 1000, 10000, 100000)[region % 5]}")


def test_a_group_of_one_bin_is_ranked():
    ranks = ranked({472: 20})
    assert ranks is not None
    assert (ranks.percentile(47.26), ranks.percentile(47.31)) == (0.0, 100.0)

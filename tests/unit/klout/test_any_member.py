"""Whatever a member's document holds, old clients can read what is made of it (klout-api.md §8)."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from unit.klout.conftest import TODAY, keep

from pegel.scoring import history

ID = "7234567890123456"
FLOATS = ("score", "dayChange", "weekChange", "monthChange", "kscore", "slope", "delta_1day", "delta_5day")
NUMBER = re.compile(r'"(' + "|".join([*FLOATS, "network_score", "amplification_score"]) + r')":([^,{}\]]+)')
POINTED = re.compile(r"-?[0-9]+\.[0-9]+")
SLUGS = ("databases", "technology", "rust", "gone-by-now")  # Klout's and a large id, Klout's, ours, nobody's
part = st.none() | st.floats(0, 100)
documents = st.fixed_dictionaries(
    {},
    optional={
        "sub_scores": st.none()
        | st.fixed_dictionaries(
            {"reach": st.none() | st.integers(0, 10**10), "amplification": part, "network": part}
        ),
        "style": st.none() | st.fixed_dictionaries({"id": st.integers(1, 16), "name": st.text()}),
        "topics": st.lists(
            st.fixed_dictionaries(
                {"slug": st.sampled_from(SLUGS), "name": st.text(min_size=1), "score": part},
            ),
            max_size=8,
        ),
    },
)
values = (
    st.floats(1, 100) | st.integers(1, 100) | st.sampled_from([9.999999, 10.0, 89.99999999, 90.0, 63.980004])
)
pasts = st.tuples(st.lists(st.none() | st.floats(1, 100), max_size=60), st.integers(0, 60))


def packed(past: list[float | None], models: int) -> bytes:
    """Days up to today, the first of them by another model."""
    days = enumerate(reversed(past))
    told = [
        history.Day(TODAY - timedelta(days=age), value, "2026.11" if age < models else "2026.10")
        for age, value in days
    ]
    return history.pack(reversed(told))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(more=documents, value=values, past=pasts)
def test_any_member_gives_answers_that_old_clients_read(api, get, more, value, past):
    keep(api, "any", ID, value, x=("99", "any_one"), past=packed(*past), **more)
    user, score, topics, influence = (
        checked(get(f"/v2/user.json/{ID}{tail}?key={{key}}"))
        for tail in ("", "/score", "/topics", "/influence")
    )
    assert user["score"]["score"] == score["score"] == value
    assert user["scoreDeltas"] == score["scoreDelta"]
    low, high = map(int, score["bucket"].split("-"))
    assert low <= value < high + 1 and (low, high) in {
        (0, 9),
        (90, 100),
        *((n, n + 9) for n in range(10, 90, 10)),
    }
    assert len(topics) <= 5 and all(0 < int(one["id"]) < 2**63 for one in topics)
    assert all(isinstance(text, str) for one in topics for text in one.values())
    assert influence["myInfluencers"] == influence["myInfluencees"] == []
    (shown,) = checked(get("/1/users/show.json?users=any_one&key={key}"))["users"]
    told = shown["score"]
    assert (
        type(told["true_reach"]) is int and told["kclass_id"] in range(1, 17) and told["kclass_description"]
    )
    assert all(0 <= told[name] <= 100 for name in ("network_score", "amplification_score"))
    assert round(told["kscore"], 2) == told["kscore"]


def checked(answer: Any) -> Any:
    """The body, every number of points in it with a point and no exponent, none of them minus zero."""
    assert answer.status == 200
    for name, number in NUMBER.findall(answer.body):
        assert POINTED.fullmatch(number), f"{name} is {number}"
        assert not re.fullmatch(r"-0\.0+", number)
    return json.loads(answer.body, parse_constant=no_number)


def no_number(constant: str) -> None:
    """NaN and Infinity: a topic may be called so, no number is."""
    pytest.fail(f"{constant} is no number of JSON")

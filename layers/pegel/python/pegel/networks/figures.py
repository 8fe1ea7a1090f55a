"""What an answer holds that nothing is read from: its lists and figures, in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from pegel.networks.values import plain

FIGURES = 6  # said of an answer that nothing else is said of
TOTALS = ("meta", "summary", "total", "total_count", "hitsTotal", "nbHits")  # said beside what was counted
NO_FIGURE = re.compile(
    r"id|id_str|.*_(id|date)|.*cursor.*|time|parent|page|per_?page|total_?pages|breakdowns", re.I
)
SOMEBODY = {"acct", "handle", "login", "screen_name", "user_type"}  # an object with one of these is a person


def called(url: str) -> str:
    """How the network calls it: the last word of its path, where that is one."""
    word = urlsplit(url).path.rstrip("/").rpartition("/")[2].removesuffix(".json")
    return f" ({word})" if re.fullmatch(r"[A-Za-z][A-Za-z._-]*", word) else ""


def holds(body: Any, whole: bool) -> str:
    """The shape of a body, in words; `whole`: nothing else is said of it, so its numbers are."""
    if body is None:
        return "nothing: what was asked for does not exist"
    if isinstance(body, int | float):
        return f"the number {body}"
    if isinstance(body, list):
        return f"a list of {len(body)}"
    if not isinstance(body, dict):
        return f"a {type(body).__name__}"
    if not whole and "id" in body:
        return "one entry"
    parts = [
        f"{number} {'entries' if name in ('data', 'children') else name}" for number, name in _lists(body)
    ]
    told = list(_told(body if whole else {name: body[name] for name in TOTALS if name in body}))
    more = ", …" if len(told) > FIGURES else ""
    said = ", ".join([*parts[:3], *told[:FIGURES]])
    return f"{said}{more}" if said else f"an object with {', '.join(list(body)[:4]) or 'nothing in it'}"


def _lists(body: Mapping[str, Any]) -> list[tuple[int, str]]:
    """How long the lists in an object are; where it has none, those in the objects within."""
    lists = [(len(value), name) for name, value in body.items() if isinstance(value, list)]
    within = (each for one in body.values() if isinstance(one, dict) for each in _lists(one))
    return lists or [(number, name) for number, name in within if number]


def _told(body: Any) -> Iterator[str]:
    """Figures with their names; the same name at several places is said with each of them."""
    figures: dict[str, dict[str, list[str]]] = {}
    for name, place, number in _figures(body):
        numbers = figures.setdefault(name, {}).setdefault(place, [])
        if f"{number:,}" not in numbers:
            numbers.append(f"{number:,}")
    for name, places in figures.items():
        alike = len({tuple(numbers) for numbers in places.values()}) == 1
        for place, numbers in list(places.items())[: 1 if alike else None]:
            yield f"{'' if alike or not place else f'{place} '}{name} {' / '.join(numbers)}"


def _figures(body: Any, name: str = "", of: str = "", place: str = "") -> Iterator[tuple[str, str, int]]:
    """Numbers, what they are called, and in what they stand: a `value` as the thing it is told `of`."""
    if isinstance(body, list):
        for each in body:  # the first of many would be said as if it were all of them
            if isinstance(each, dict) and (len(body) == 1 or any("value" in key for key in each)):
                yield from _figures(each, name, of, place)
    elif isinstance(body, dict):
        of = plain(body.get("name")) or of
        for key, value in body.items():
            if not NO_FIGURE.fullmatch(key) and not (isinstance(value, dict) and SOMEBODY & value.keys()):
                yield from _figures(value, of if of and "value" in key else key, of, name)
    elif not isinstance(body, bool) and re.fullmatch(r"\d{1,16}", str(body)):
        yield name, place, int(body)

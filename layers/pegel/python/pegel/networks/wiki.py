"""Titles, errors and page views as the Wikipedias have them. https://www.mediawiki.org/wiki/API:Errors_and_warnings"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from statistics import median_low
from typing import Any
from urllib.parse import quote, unquote

from pegel.answer import Answer
from pegel.errors import BadAnswer, InvalidField, RateLimited, Unreachable
from pegel.networks import refusals
from pegel.networks.values import count, plain
from pegel.social import WINDOW

LANGUAGE = r"((?!www\b)[a-z]{2,12}(?:-[a-z]{2,12}){0,3})"
HANDLE = re.compile(rf"{LANGUAGE}:(.+)", re.IGNORECASE)
ADDRESS = re.compile(
    rf"(?:https?://)?{LANGUAGE}\.(?:m\.)?wikipedia\.org/(?:wiki/|w/index\.php\?title=)([^?#&]+).*",
    re.IGNORECASE,
)
NO_TITLE = re.compile(r"[#<>\[\]|{}\ufffd]|^[:/.]|^$")
VIEWS = "https://wikimedia.org/api/rest_v1/metrics/pageviews/per-article"
SETTLED = timedelta(days=2)
LONGEST = 255  # bytes of a title
BUSY = ("ratelimited", "maxlag", "readonly", "actionthrottledtext")


def article(handle: str) -> str:
    """Language and title, as in `de:Ada Lovelace`. Which first letters are capitals, each Wikipedia knows."""
    given = handle.strip()
    if found := ADDRESS.fullmatch(given):
        language, title = found[1], unquote(found[2])
    elif found := HANDLE.fullmatch(given):
        language, title = found[1], found[2]
    else:
        language, title = "", ""
    title = plain(title.replace("_", " "))
    if not language or NO_TITLE.search(title) or len(title.encode()) > LONGEST:
        raise InvalidField("/handle", f"{handle!r} is no article: write de:Title, or its address")
    return f"{language.lower()}:{title}"


def path(handle: str) -> str:
    """An article's title as addresses have it: a slash is part of the title."""
    return quote(handle.partition(":")[2].replace(" ", "_"), safe="")


def views(handle: str, now: datetime) -> str:
    """The address of what people, not machines, looked up in 90 days; the last two may not be counted yet."""
    language, end = handle.partition(":")[0], now - SETTLED
    days = f"{end - timedelta(days=WINDOW - 1):%Y%m%d}00/{end:%Y%m%d}00"
    return f"{VIEWS}/{language}.wikipedia/all-access/user/{path(handle)}/daily/{days}"


def check(answer: Answer) -> None:
    """Raise what an error in a good answer means."""
    body = None
    with suppress(BadAnswer):
        body = answer.json()
    error = body.get("error") if isinstance(body, dict) else None
    if not isinstance(error, dict):
        return
    code = str(error.get("code"))
    told = f"{answer.url} answered {code}: {str(error.get('info'))[:120]}"
    if code in BUSY:
        raise RateLimited(told, refusals.until(answer))
    raise Unreachable(told) if code.startswith("internal_api_error") else BadAnswer(told)


def median_day(days: Sequence[Mapping[str, Any]]) -> int | None:
    """Views of the day in the middle: a spike in the news is no standing. A day left out had none."""
    views = {each["timestamp"][:8]: count(each, "views") for each in days}
    told = [number for number in views.values() if number is not None]
    if not told:
        return None
    first, last = date.fromisoformat(min(views)), date.fromisoformat(max(views))
    left_out = min((last - first).days + 1, WINDOW) - len(views)
    return median_low([*told, *[0] * left_out])

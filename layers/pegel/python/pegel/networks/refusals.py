"""What an answer means that is not the one hoped for: the typed error, and until when a host wants a pause.

networks.md §3, rules 7 and 8. None of these lowers a score.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from pegel.answer import Answer, place
from pegel.errors import AccountGone, BadAnswer, NetworkError, RateLimited, Unreachable
from pegel.times import when

PAUSE = timedelta(minutes=15)  # where the host does not say how long
LONGEST = timedelta(hours=24)
RESETS = ("x-ratelimit-reset", "x-rate-limit-reset", "ratelimit-reset")  # Mastodon and GitHub, X, Bluesky
LEFT = ("x-ratelimit-remaining", "x-rate-limit-remaining", "ratelimit-remaining")

# What bodies of 400 and 403 say. The last: it is us the host does not want, nothing is known of the account.
LIMIT = re.compile(r"rate.?limit|too many|throttl|quota|slow down|abuse", re.IGNORECASE)
GONE = re.compile(r"not ?found|deactivated|take.?down|suspended|not exist|unable to resolve", re.I)
ACCOUNT = re.compile(r"account|user|profile|suspend|private|protect|block|taken ?down|not allowed", re.I)
US = re.compile(r"authenticat|credential|token|log.?in|sign.?in|agent", re.IGNORECASE)


def check(answer: Answer) -> None:
    """Let a good answer pass (2xx) and raise what any other means."""
    if not 200 <= answer.status < 300:
        raise refusal(answer)


def refusal(answer: Answer) -> NetworkError:  # noqa: PLR0911 – one line each, in the order of the table
    """The typed error behind a status."""
    said, status = excerpt_of(answer), answer.status
    told = f"{answer.url} answered {status}{said and f': {said}'}"
    json = "json" in answer.headers.get("content-type", "json").lower() and said[:1] in ("{", "[", '"')
    if status == 429 or (status in (400, 403) and (LIMIT.search(said) or spent(answer))):
        return RateLimited(told, until(answer))
    if status in (404, 410, 451):
        return AccountGone(told)
    if (status == 400 and json and GONE.search(said)) or (
        status == 403 and json and ACCOUNT.search(said) and not US.search(said)
    ):
        return AccountGone(told)
    if status >= 500 or status in (408, 425):
        return Unreachable(told)
    if 300 <= status < 400:
        where = place(answer.headers.get("location", "nowhere"))  # it may repeat our key
        return BadAnswer(f"{told} and wants to redirect to {where!r}")
    if status == 401:
        return BadAnswer(f"{told}; it answers only who signs in, or refuses our token")
    return BadAnswer(told)


def until(answer: Answer) -> datetime:
    """When to come back: Retry-After (seconds or a date), else a reset header, else in 15 minutes; ≤ 24 h."""
    now = answer.received_at
    for name in ("retry-after", *RESETS):
        if moment := _moment(answer.headers.get(name, ""), now):
            return min(max(moment, now), now + LONGEST)
    return now + PAUSE


def spent(answer: Answer) -> bool:
    """Whether the headers say that no call is left ("0", or "0.0" as Reddit writes it)."""
    return any(re.fullmatch(r"0+(\.0+)?", answer.headers.get(name, "").strip()) for name in LEFT)


def excerpt_of(answer: Answer) -> str:
    """The beginning of a body, on one line, harmless to print."""
    return "".join(c for c in answer.body[:160].decode("utf-8", "replace") if c.isprintable()).strip()


def _moment(text: str, now: datetime) -> datetime | None:
    """A moment from a date, epoch seconds or seconds left; None where the header says nothing readable."""
    if re.fullmatch(r"\d{1,9}(\.\d+)?", text.strip()):
        return now + min(timedelta(seconds=float(text)), LONGEST)
    return when(text)

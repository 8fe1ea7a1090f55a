"""How Google's APIs let people in, and how they refuse. https://developers.google.com/youtube/v3/docs/errors

Only the reason of a refusal counts: its sentences speak of blocked callers and suspended consumers, which
is us.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from pegel.answer import Answer
from pegel.errors import AccountGone, BadAnswer, NetworkError, RateLimited
from pegel.networks import refusals
from pegel.networks.terms import OAuth
from pegel.networks.values import plain, shaped

TOKENS = "https://oauth2.googleapis.com"
NOTHING = ("playlistNotFound", "commentsDisabled")  # a channel without a video; nobody may comment
SPENT = ("quotaExceeded", "dailyLimitExceeded")
LIMITED = ("rateLimitExceeded", "userRateLimitExceeded", "limitExceeded")
GONE = re.compile(r"(channel|account)(NotFound|Closed|Suspended|Terminated)", re.IGNORECASE)
A_DAY = re.compile(r"per day|daily", re.IGNORECASE)
MIDNIGHT = 8  # o'clock UTC at which units come back: midnight Pacific time, in summer an hour after it


def signing_in(own: str, *scopes: str) -> OAuth:
    """Google's sign-in (https://developers.google.com/identity/protocols/oauth2/web-server)."""
    return OAuth(
        authorize="https://accounts.google.com/o/oauth2/v2/auth",
        token=f"{TOKENS}/token",
        own=own,
        scopes=scopes,
        revoke=f"{TOKENS}/revoke",
        basic=False,
        extra={"access_type": "offline", "prompt": "consent"},  # else it gives no refresh token
    )


def reason(answer: Answer) -> str:
    """The reason of a refusal in Google's word; "" where it gives none."""
    with suppress(BadAnswer), shaped(answer.url):
        return plain(answer.json()["error"]["errors"][0]["reason"])
    return ""


def check(answer: Answer) -> None:
    """Let good answers pass, and refusals that say that there is nothing; raise what any other means."""
    if answer.status in (403, 404) and reason(answer) in NOTHING:
        return
    if answer.status in (400, 403):
        raise refusal(answer, reason(answer))
    refusals.check(answer)


def refusal(answer: Answer, why: str) -> NetworkError:
    """The typed error behind a 400 or a 403."""
    said = refusals.excerpt_of(answer)
    told = f"{answer.url} answered {answer.status}{why and f' ({why})'}{said and f': {said}'}"
    if why in SPENT or (why in LIMITED and A_DAY.search(answer.body.decode("utf-8", "replace"))):
        return RateLimited(told, units_again(answer.received_at))
    if why in LIMITED:
        return RateLimited(told, refusals.until(answer))
    return AccountGone(told) if GONE.search(why) else BadAnswer(told)


def units_again(now: datetime) -> datetime:
    """When a day's units are there again."""
    today = now.replace(hour=MIDNIGHT, minute=0, second=0, microsecond=0)
    return today if today > now else today + timedelta(days=1)


def listed(answer: Answer) -> Any:
    """A body. A list without an entry may leave `items` out; where there is nothing, it is a refusal."""
    if answer.status in (403, 404):
        return {"items": []}
    body = answer.json()
    told = isinstance(body, dict) and str(body.get("kind")).endswith("ListResponse")
    return {"items": []} | body if told else body

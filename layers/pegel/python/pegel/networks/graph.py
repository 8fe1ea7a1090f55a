"""What Facebook Pages and Instagram share. https://developers.facebook.com/docs/graph-api/guides/error-handling"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, ClassVar
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from pegel.answer import Answer
from pegel.errors import AccountGone, BadAnswer, NetworkError, ProofLost, RateLimited, Unreachable
from pegel.networks import refusals
from pegel.networks.cursors import READABLE, asked_with
from pegel.networks.meta import person
from pegel.networks.network import Network, OAuth, Person, Profile, Terms
from pegel.networks.values import moment, plain

# Listed, each with the day on which it ends, at https://developers.facebook.com/docs/graph-api/changelog/versions
VERSION = "v25.0"
HOST = "graph.facebook.com"
API = f"https://{HOST}/{VERSION}"
FULL = 75  # percent of what Meta allows in an hour: our part ends there
PERCENT = ("call_count", "total_time", "total_cputime")
USAGE = ("x-business-use-case-usage", "x-app-usage", "x-page-usage")
TERMS = Terms(
    needs_agreement="Meta has reviewed the app (Page Public Content Access, Instagram), its Platform Terms "
    "are kept: no decision on housing, employment, credit, insurance or education; nothing sold or handed "
    "on; what is deleted there is deleted here",
    needs=("token",),
)
LIMITS = {
    4,
    17,
    32,
    341,
    368,
    613,
    *range(80_000, 80_015),
}  # too many calls: app, user, Page, business use case
NOT_THE_PAGES = 2069032  # subcode of 190: the token is good, but only the Page's own will do
LOST = {102, 190, 463, 467}  # the token ended, or was taken back
DOWN = {1, 2}
FORBIDDEN = {3, 10, *range(200, 300)}  # a permission is missing: ours, nothing is known of the account
NOWHERE = {(100, 33), (110, 2207013), (24, 2207013)}  # code and subcode: nobody there, or nobody to be shown
WINDOW = ("since", "until", "offset")  # of what an address beside a page says, all that is no secret
ALIAS = 803  # "some of the aliases you requested do not exist"


def address(path: str, **parameters: str) -> str:
    """Where something is asked for, field list and all."""
    return f"{API}/{quote(path)}?{urlencode(parameters, safe=READABLE)}"


def signing_in(own: str, *scopes: str) -> OAuth:
    """Facebook Login: scopes are written with commas, the secret goes into the body, leaving is a DELETE."""
    dialog = f"https://www.facebook.com/{VERSION}/dialog/oauth"
    return OAuth(
        dialog,
        f"{API}/oauth/access_token",
        own,
        scopes,
        basic=False,
        separator=",",
        lasting="fb_exchange_token",
        revoke=f"{API}/me/permissions",
        revoke_form={"method": "delete", "access_token": "TOKEN"},
    )


class Graph(Network):
    """A network of Meta's: how it is asked, what its refusals mean, and when it has had enough."""

    hosts = (HOST,)
    budget = (150, 3_600)  # where no header says how much is left: 200 an hour per user, the old figure
    terms = TERMS
    keeps = "data"
    by_id = True
    mine: ClassVar = ""  # where a Page of the member's names the account; "": the Page itself is it

    def headers(self) -> dict[str, str]:
        return self.access.bearer

    def pause(self, answer: Answer) -> datetime | None:
        """Where the headers say that three quarters of an hour's calls or computing time are used."""
        percent, minutes = usage(answer)
        if percent < FULL:
            return super().pause(answer)
        return answer.received_at + min(max(timedelta(minutes=minutes), refusals.PAUSE), refusals.LONGEST)

    def check(self, answer: Answer) -> None:
        if 200 <= answer.status < 300:
            return
        if failure := self.refusal(answer):
            raise failure
        refusals.check(answer)

    def refusal(self, answer: Answer) -> NetworkError | None:
        """What the code in the body means, whatever the status; None where there is none that is known."""
        error = error_of(answer)
        code, subcode = error.get("code"), error.get("error_subcode")
        said = plain(error.get("error_user_msg")) or plain(error.get("message"))
        told = f"{answer.url} answered {answer.status}, code {code}: {said[:200]}"
        if code in LIMITS:
            return RateLimited(told, max(refusals.until(answer), self.pause(answer) or answer.received_at))
        if code in LOST and subcode != NOT_THE_PAGES:
            return ProofLost(told) if self.access.member else BadAnswer(f"{told}; our token is lost")
        if code in DOWN or (error.get("is_transient") is True and answer.status != 429):
            return Unreachable(told)
        if (code, subcode) in NOWHERE or code == ALIAS:
            return AccountGone(told)
        if code == 100 or code in FORBIDDEN:
            return BadAnswer(f"{told}; a permission is missing, so nothing is known of the account")
        return None

    def following(self, answer: Answer) -> str | None:
        """By the cursor: the address beside it holds our token, and only says whether there is more."""
        paging = answer.json().get("paging") or {}
        after = (paging.get("cursors") or {}).get("after")
        if after or not paging.get("next"):
            return asked_with(answer.url, after=after) if after and paging.get("next") else None
        told = dict(parse_qsl(urlsplit(plain(paging["next"])).query))  # figures over time have no cursor
        window = {name: told[name] for name in WINDOW if name in told}
        return asked_with(answer.url, **window) if window else None

    def shown_at(self, item: Mapping[str, Any]) -> datetime:
        return moment(item.get("created_time") or item["timestamp"], "the time of a post")

    def items(self, body: Any) -> list[Mapping[str, Any]]:
        """Several things asked for by id come by id, or by the name that was asked for (`?ids=`)."""
        named = body.values() if isinstance(body, dict) else ()
        by_id: list[Mapping[str, Any]]
        by_id = [one for one in named if isinstance(one, dict) and one.get("id")]
        return by_id if by_id and len(by_id) == len(body) else super().items(body)

    def owned(self) -> Sequence[Profile]:
        assert self.oauth
        answer = self.must_ask(self.oauth.own)
        found = (page.get(self.mine) if self.mine else page for page in self.items(answer.json()))
        return [self.to_profile(account, answer.url) for account in found if account]

    def to_people(self, body: Any, url: str) -> list[Person]:
        return [person(one) for one in self.items(body)]


def error_of(answer: Answer) -> Mapping[str, Any]:
    """The `error` in a body, if there is one."""
    try:
        body = json.loads(answer.body)
    except (ValueError, RecursionError):
        return {}
    error = body.get("error") if isinstance(body, dict) else None
    return error if isinstance(error, dict) else {}


def usage(answer: Answer) -> tuple[float, float]:
    """Percent of what is allowed, the highest that the headers tell, and minutes until there is more."""
    figures = [figure for name in USAGE for figure in _figures(answer.headers.get(name, ""))]
    percents = [float(figure.get(name, 0)) for figure in figures for name in PERCENT]
    minutes = [float(figure.get("estimated_time_to_regain_access", 0)) for figure in figures]
    return max(percents, default=0.0), max(minutes, default=0.0)


def _figures(header: str) -> Iterator[Mapping[str, Any]]:
    """The figures of one header, an object or several by business; none where it is not readable."""
    try:
        told = json.loads(header or "{}")
    except (ValueError, RecursionError):
        return
    told = told if isinstance(told, dict) else {}
    for each in [told, *(one for many in told.values() if isinstance(many, list) for one in many)]:
        if isinstance(each, dict):
            yield {name: value for name, value in each.items() if isinstance(value, int | float)}

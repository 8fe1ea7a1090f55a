"""What a network's rules ask of us, what it costs, and how it lets a member sign in: all as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pegel.social import WINDOW


@dataclass(frozen=True, slots=True)
class Terms:
    """A network's rules. What they do not allow is off until the operator says that they agreed on it."""

    stores_for: int = WINDOW  # days a snapshot may be kept; deleted content leaves with it
    shows_derived_score: bool = True  # False: no part in the score without the agreement
    needs_agreement: str = ""  # the sentence an operator reads before turning it on; "": on as it is
    needs: tuple[str, ...] = ()  # fields of Access without which nothing is answered: key, token, client_id
    notice: str = ""  # what has to stand beside the network's figures, letter for letter


@dataclass(frozen=True, slots=True)
class Price:
    """What a network counts or charges: `unit` a word for people ("units", "micro-dollars").

    By kind of call, and for each thing that comes back: profile, posts, whole, people, more.
    """

    unit: str
    a_day: int  # most that is spent in a UTC day unless the operator says otherwise
    call: Mapping[str, int] = field(default_factory=dict)
    item: Mapping[str, int] = field(default_factory=dict)
    source: str = ""  # where the prices stand, and of when they are


@dataclass(frozen=True, slots=True)
class OAuth:
    """How a member signs in there: OAuth 2 with a code, `state` on our side, read-only scopes."""

    authorize: str
    token: str
    own: str  # the address of the profile of whoever the token belongs to
    scopes: tuple[str, ...]
    revoke: str = ""
    revoke_form: Mapping[str, str] = field(default_factory=dict)  # if not RFC 7009's; TOKEN is the token
    pkce: bool = True
    basic: bool = True  # client id and secret in the Authorization header, not in the body
    extra: Mapping[str, str] = field(default_factory=dict)  # parameters of the authorization page
    separator: str = " "  # between scopes
    app: bool = False  # gives the installation itself a token (client credentials) for what is public
    lasting: str = ""  # grant that makes a token of hours one of weeks; its parameter has the same name
    issuer: str = ""  # where it says who answered (RFC 9207), what it has to say

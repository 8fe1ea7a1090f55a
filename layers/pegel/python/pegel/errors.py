"""Every failure by name. What a leaf means for whoever catches it stands beside it.

PegelError
├── NetworkError             reading a network gave nothing to use: the last score is held, never lowered
│   ├── AccountGone          deleted, suspended or private: mark the account, do not read again
│   ├── RateLimited          the host wants a pause: come back at `until`
│   │   └── BudgetSpent      the day's units of the network are spent: `until` is tomorrow
│   ├── Unreachable          outage, time-out, cut connection: the queue tries again
│   ├── BadAnswer            wrong type, too large, redirect, impossible count: hold, look at the parser
│   ├── ForbiddenAddress     not a public https address on port 443: never ask
│   └── ProofLost            the member's token is worth nothing any more: hold, no retry, they sign in anew
├── NotRecorded              a replay has no answer for this request: a mistake in the recording, fails loudly
├── NotQueued                a queue did not take every message: raised to whoever called, who tries again
├── NotScored                the scorer was asked and broke: a mistake of ours, in its log
├── RunIncomplete            shards of a run over everybody are missing: run it again, it goes on where it was
├── CannotRun                the command cannot work on this machine: the message says why and the way out
└── Refusal                  the caller asked for something they cannot have; told in HTTP as problem+json
    ├── NotFound             404  unknown, private or not yours: alike
    ├── NotSignedIn          401
    ├── InvalidField         422  names the field and the fix
    ├── NotAdvised           422  what must never pay, with the reason
    ├── Conflict             409
    │   ├── NameTaken        409
    │   ├── AlreadyLinked    409
    │   ├── NotProven        409  the proof was not found; says what was found instead
    │   └── NotAuthorized    409  signing in at a network gave us no access; a leaf says what to do
    │       ├── Denied           the member said no there
    │       ├── StateExpired     too late, used twice, or begun by somebody else
    │       ├── ScopeRefused     less was granted than is needed to read
    │       └── NoAccountThere   they have none there that can be read
    ├── VersionMissing       428  If-Match missing
    ├── VersionStale         412  somebody changed it first
    └── NotOffered           501  a format that others offer and we do not
"""

from __future__ import annotations

from datetime import datetime


class PegelError(Exception):
    """Any failure this project names."""


class NetworkError(PegelError):
    """A network gave nothing to use."""


class AccountGone(NetworkError):
    """The account was deleted, suspended or made private."""


class RateLimited(NetworkError):
    """The host asks for a pause until an aware UTC time."""

    def __init__(self, message: str, until: datetime) -> None:
        super().__init__(message)
        self.until = until


class BudgetSpent(RateLimited):
    """What may be spent at the network in a UTC day is spent."""


class Unreachable(NetworkError):
    """The host did not answer, or not to the end."""


class BadAnswer(NetworkError):
    """The host answered with something that cannot be what it means."""


class ForbiddenAddress(NetworkError):
    """The address is not a public https one on port 443."""


class ProofLost(NetworkError):
    """The network takes the member's own token no more: whether the account is theirs is not known."""


class NotRecorded(PegelError):
    """A replay holds no answer for this request."""


class NotQueued(PegelError):
    """A queue did not take every message."""


class NotScored(PegelError):
    """The scorer was asked and broke."""


class RunIncomplete(PegelError):
    """A run over everybody has shards that are not done."""


class CannotRun(PegelError):
    """The command cannot do its work on this machine."""


class Refusal(PegelError):
    """The caller asked for something they cannot have."""

    status = 400
    code = "refused"

    def __init_subclass__(cls, code: str, status: int = 0) -> None:
        cls.code, cls.status = code, status or cls.status


class NotFound(Refusal, code="not_found", status=404):
    """Unknown, private or somebody else's: one answer for all three."""


class NotSignedIn(Refusal, code="not_signed_in", status=401):
    """Name or password are wrong, or the session ended."""


class InvalidField(Refusal, code="invalid_field", status=422):
    """One field of the request is wrong: `pointer` names it, the message says the fix."""

    def __init__(self, pointer: str, detail: str) -> None:
        super().__init__(detail)
        self.pointer = pointer


class NotAdvised(Refusal, code="not_advised", status=422):
    """Asked what something would bring that must never pay."""


class Conflict(Refusal, code="conflict", status=409):
    """What was asked for contradicts what is there."""


class NameTaken(Conflict, code="name_taken"):
    """Another member's page has this name."""


class AlreadyLinked(Conflict, code="already_linked"):
    """The account is linked already."""


class NotProven(Conflict, code="not_proven"):
    """The proof was looked for and not found; the message says what was found instead."""


class NotAuthorized(Conflict, code="not_authorized"):
    """Signing in at a network gave us no access. The message says what the member does next."""


class Denied(NotAuthorized, code="denied"):
    """The member said no at the network."""


class StateExpired(NotAuthorized, code="state_expired"):
    """The sign-in took too long, was used already, or was not begun by this member."""


class ScopeRefused(NotAuthorized, code="scope_refused"):
    """The network granted less than is needed to read the account."""


class NoAccountThere(NotAuthorized, code="no_account"):
    """Whoever signed in there has no account that can be read."""


class VersionMissing(Refusal, code="version_missing", status=428):
    """A change needs If-Match."""


class VersionStale(Refusal, code="version_stale", status=412):
    """The version in If-Match is not the current one."""


class NotOffered(Refusal, code="not_offered", status=501):
    """A format that is foreseen, but not here."""

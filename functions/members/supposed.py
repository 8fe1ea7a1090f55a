"""What is supposed of one's own score, and what comes of it.

Annotations are read as they stand, not as strings: they say which fields are required, and what is right.
"""

from typing import Annotated, NotRequired, TypedDict

from documents import AccountId, Handle, NetworkName

from pegel.http.shape import Number, Several, Text

KINDS = ("likes", "reposts", "replies", "quotes", "followers", "lists", "silence", "unlink")
NEVER = ("posts", "bought", "ring", "split")  # asked for, they are refused with the reason
KIND = Text(
    "More people who react or follow, lists (stars on GitHub), days of silence, an account unlinked; "
    "`posts`, `bought`, `ring` and `split` are refused with the reason",
    one_of=(*KINDS, *NEVER),
)


class SupposedChange(TypedDict):
    """One change, on one of your accounts that count."""

    kind: Annotated[str, KIND]
    network: NetworkName
    account_id: AccountId
    amount: NotRequired[Annotated[int, Number("How many people, or days", 1, 100_000, default=1)]]


class WhatIf(TypedDict):
    """What to suppose, all at once."""

    changes: Annotated[list[SupposedChange], Several("1 to 10 changes, made one after the other", 1, 10)]


class SupposedScore(TypedDict):
    """A number and its range."""

    score: Annotated[int | None, Text("Rounded; null without enough data")]
    value: Annotated[float | None, Text("With all its digits")]
    interval: Annotated[list[float] | None, Text("Likely range: lower and upper bound")]


class SupposedShare(TypedDict):
    """What one account would give."""

    network: NetworkName
    handle: Handle
    before: Annotated[float, Text("Points today")]
    after: Annotated[float, Text("Points as supposed; 0 once it is unlinked")]


class Supposition(TypedDict):
    """Your score as it is and as it would be."""

    before: Annotated[SupposedScore, Text("As it is today")]
    after: Annotated[SupposedScore, Text("As it would be")]
    change: Annotated[float | None, Text("Points between them; null where one of them has no number")]
    accounts: Annotated[list[SupposedShare], Text("Each account before and after")]
    assumptions: Annotated[list[str], Text("What each change takes for granted, in your language")]
    model: Annotated[str, Text("Version of the model that computed both")]

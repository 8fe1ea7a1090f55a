"""The public documents: what they hold. The bytes themselves are made by the score function.

Annotations are read as they stand, not as strings: they say which fields are required, and what is right.
"""

from typing import Annotated, NotRequired, TypedDict

from pegel.http.shape import Number, Text

Name = Annotated[str, Text("Name of the member's public page, such as `mira`")]
Slug = Annotated[str, Text("A topic, such as `rust`; GET /v3/topics has them all")]
NetworkName = Annotated[str, Text("Name of a network: mastodon, bluesky, github")]
Handle = Annotated[str, Text("The account's name there, such as `@mira@pegel.example`")]
ShownHandle = Annotated[
    str | None,
    Text("The account's name there; null where the account asks not to be shown to everybody"),
]
Time = Annotated[str, Text("UTC, RFC 3339")]
Model = Annotated[str, Text("Version of the model that made the score, such as 2026.11")]


class FieldProblem(TypedDict):
    """What is wrong with one field."""

    pointer: Annotated[str, Text("JSON pointer of the field, or `/` and the name of a parameter")]
    code: Annotated[str, Text("Stable word for the kind of mistake")]
    detail: Annotated[str, Text("What is wrong and what would be right")]


class Problem(TypedDict):
    """What went wrong (RFC 9457)."""

    type: Annotated[str, Text("Address of a page about this kind of problem")]
    title: Annotated[str, Text("The kind of problem in a few words")]
    status: Annotated[int, Text("The HTTP status")]
    detail: Annotated[str, Text("What happened this time, and what to do")]
    instance: Annotated[str, Text("Path of the request")]
    request_id: Annotated[str, Text("Id of the request, also in our log")]
    code: Annotated[str, Text("Stable word for the kind of problem, for programs")]
    errors: NotRequired[Annotated[list[FieldProblem], Text("The fields that are wrong")]]
    retry_after: NotRequired[Annotated[int, Text("Seconds to wait before another try")]]


class Change(TypedDict):
    """How the score moved; null where there was no score then."""

    day: Annotated[float | None, Text("Since the day before, in points")]
    week: Annotated[float | None, Text("Since seven days before, in points")]
    month: Annotated[float | None, Text("Since thirty days before, in points")]


class NetworkShare(TypedDict):
    """One account's share of a score."""

    network: NetworkName
    handle: ShownHandle
    points: Annotated[float, Text("Points of the score that come from this account")]
    stale_since: Annotated[str | None, Text("Since when it could not be read; null when it is fresh")]


class Percentile(TypedDict):
    """Members with a lower score, in per cent; null where a group is too small to tell."""

    overall: Annotated[float | None, Text("Of all members")]
    region: Annotated[float | None, Text("Of the members in the same country")]
    size: Annotated[float | None, Text("Of the members with an audience of this size")]


class SubScores(TypedDict):
    """Klout's three: views, nothing that enters the score."""

    reach: Annotated[int, Text("People who may see what is published")]
    amplification: Annotated[float, Text("0 to 100: what people do with the posts")]
    network: Annotated[float, Text("0 to 100: how many people react, and before what audience")]


class StyleNamed(TypedDict):
    """One of 16 styles."""

    id: Annotated[int, Text("1 to 16")]
    name: Annotated[str, Text("Its English name")]


class TopicScore(TypedDict):
    """A topic that a member is heard on."""

    slug: Slug
    name: Annotated[str, Text("Its English name")]
    score: Annotated[float | None, Text("The score of the posts on it alone; null without enough data")]


class NextScore(TypedDict):
    """Another model on its way to take this one's place."""

    model: Model
    value: Annotated[float | None, Text("Its own score, with all its digits")]
    share: Annotated[float, Text("How much of it is in today's `value`, 0 to 1")]
    since: Annotated[str | None, Text("Day of the decision")]
    until: Annotated[str | None, Text("Day from which one model is alone again")]


class ScoreDocument(TypedDict):
    """A member's score."""

    name: Name
    display_name: Annotated[str, Text("Name as the member writes it")]
    region: Annotated[str | None, Text("ISO 3166-1 alpha-2 country, if the member told it")]
    score: Annotated[int | None, Text("The score, 1 to 100, rounded; null without enough data")]
    value: Annotated[float | None, Text("The score with all its digits; null without enough data")]
    interval: Annotated[list[float] | None, Text("Likely range: lower and upper bound")]
    enough_data: Annotated[bool, Text("Whether there was enough to read for a score")]
    model: Model
    scored_at: Time
    change: Annotated[Change, Text("How the score moved")]
    networks: Annotated[
        list[NetworkShare], Text("Where the score comes from, one entry for each account that counts")
    ]
    percentile: Annotated[Percentile, Text("Where the score stands among members")]
    sub_scores: Annotated[SubScores | None, Text("Klout's three; null without enough data")]
    style: Annotated[StyleNamed | None, Text("One of 16; null without enough data")]
    topics: Annotated[list[TopicScore], Text("What the member is heard on, the strongest first, at most 5")]
    klout_id: Annotated[str | None, Text("Id on Klout's paths, decimal digits")]
    inputs: Annotated[str, Text("SHA-256 of what it was computed from: see /snapshot")]
    score_next: Annotated[int | None, Text("Another model's score, rounded, while it takes this one's place")]
    next: Annotated[NextScore | None, Text("The same in full; null while one model is alone")]


class Scores(TypedDict):
    """Several members' scores at once."""

    data: Annotated[list[ScoreDocument], Text("One document for each name that is there, in the order asked")]
    missing: Annotated[list[str], Text("Names that no public page has")]


class Day(TypedDict):
    """The score of one day."""

    day: Annotated[str, Text("Date, UTC")]
    score: Annotated[float | None, Text("Score of the day; null is a gap: nothing was scored")]
    model: Annotated[str, Text("The series it belongs to: a model, or two with > between while they blend")]
    networks: Annotated[dict[str, float], Text("Points by network; empty where they are not kept")]


class History(TypedDict):
    """A member's score day by day."""

    name: Name
    model: Model
    days: Annotated[list[Day], Text("Oldest first, no day left out")]


class HistoryQuery(TypedDict):
    """How far back."""

    days: NotRequired[Annotated[int, Number("How many days, up to today", 1, 365, default=90)]]


class NamesQuery(TypedDict):
    """Whose scores."""

    names: Annotated[str, Text("1 to 100 names, separated by commas", longest=4000)]

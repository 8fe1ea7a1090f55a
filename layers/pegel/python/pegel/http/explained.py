"""The documents that explain a score: why it is what it is, what moved it, and what it was computed from.

Annotations are read as they stand, not as strings: they say which fields are required, and what is right.
"""

from typing import Annotated, Any, NotRequired, TypedDict

from pegel.http.documents import Model, Name, NetworkName, ShownHandle, Slug, Time
from pegel.http.shape import Text

DAY = r"\d{4}-\d{2}-\d{2}"
DATE = "must be a day such as 2026-11-01"
LANGUAGE = Text("Language of the sentences; without it that of Accept-Language", one_of=("en", "de"))
Points = Annotated[float, Text("Points of the score, full precision")]
Sentence = Annotated[str, Text("The same as a sentence")]


class Feature(TypedDict):
    """What one feature of an account gives."""

    feature: Annotated[str, Text("reach, curation, resonance, reactors, relay or standing")]
    points: Points
    value: Annotated[float | None, Text("What was counted; null where the network does not tell")]
    line: Annotated[str, Text("What it is and what it gives, in a few words")]
    sentence: Sentence


class AccountWhy(TypedDict):
    """Where the points of one account come from."""

    network: NetworkName
    handle: ShownHandle
    points: Annotated[float, Text("Sum of its features' points")]
    features: Annotated[list[Feature], Text("Every feature that gives points")]


class Moment(TypedDict):
    """One of the strongest posts of the last 90 days."""

    network: NetworkName
    url: Annotated[str, Text("Address of the post")]
    excerpt: Annotated[str, Text("Its beginning")]
    posted_at: Time
    points: Annotated[float, Text("Its part of the account's resonance, in points")]
    reactions: Annotated[
        dict[str, int | None], Text("Reactions by kind; null where the network does not tell")
    ]
    sentence: Sentence


class Standing(TypedDict):
    """Where the score stands in a group."""

    group: Annotated[str, Text("overall, region or size (members with an audience of this size)")]
    value: Annotated[float, Text("Per cent of the group with a lower score")]
    sentence: Sentence


class SubScore(TypedDict):
    """One of Klout's three sub-scores: a view, nothing that enters the score."""

    name: Annotated[str, Text("reach (people), amplification or network (both 0 to 100)")]
    value: Annotated[float, Text("Its value")]
    sentence: Sentence


class StyleTold(TypedDict):
    """One of 16 styles: a view, nothing that enters the score."""

    id: Annotated[int, Text("1 to 16, as GET /v3/models tells their thresholds")]
    name: Annotated[str, Text("Its name")]
    sentence: Sentence


class TopicWhy(TypedDict):
    """A topic, and what it was found from."""

    slug: Slug
    name: Annotated[str, Text("Its name in the language of the sentences")]
    score: Annotated[float | None, Text("The score of the posts on it alone; null without enough data")]
    percentile: Annotated[float | None, Text("Per cent of the members heard on it with a lower score there")]
    posts: Annotated[int, Text("Posts of 90 days that are on it")]
    terms: Annotated[list[str], Text("Tags and words in them, those that say most first")]
    added: Annotated[bool, Text("Whether the member added it")]
    endorsements: Annotated[int, Text("Members who endorse it: evidence, nothing that enters a score")]
    sentence: Sentence


class Cause(TypedDict):
    """What moved the score."""

    cause: Annotated[str, Text("reactions, decay, audience, curation, links, stale or model")]
    points: Annotated[float, Text("Points, whole hundredths; all causes sum to the change")]
    sentence: Sentence


ChangeTold = TypedDict(
    "ChangeTold",
    {
        "from": Annotated[str, Text("The earlier day, UTC")],
        "to": Annotated[str, Text("The later day, UTC")],
        "total": Annotated[float, Text("Points between the two days")],
        "sentence": Sentence,
        "causes": Annotated[list[Cause] | None, Text("The largest first; null where they were not kept")],
    },
)
ChangeTold.__doc__ = (
    "How a score moved between two days, split exactly into its causes, in no order (Shapley)."
)


class Changes(TypedDict):
    """The last changes; null where there was no score then."""

    day: Annotated[ChangeTold | None, Text("Since the day before")]
    week: Annotated[ChangeTold | None, Text("Since seven days before")]
    month: Annotated[ChangeTold | None, Text("Since thirty days before")]


class Tied(TypedDict):
    """A member with a public page, on one side of an influence."""

    name: Name
    display_name: Annotated[str, Text("Name as the member writes it")]
    score: Annotated[float | None, Text("Their score; null without enough data")]
    weight: Annotated[float, Text("What was done in 90 days, a repost weighing about two likes")]


class Influence(TypedDict):
    """Who influences whom, among members."""

    influenced_by: Annotated[list[Tied], Text("To whose posts this member reacts, at most 10")]
    influenced_by_count: Annotated[int, Text("How many members that are, with a public page or not")]
    influences: Annotated[list[Tied], Text("Who reacts to this member's posts, at most 10")]
    influences_count: Annotated[int, Text("How many members that are, with a public page or not")]


class Explanation(TypedDict):
    """A score, explained to the last point: base plus the points of all features is `value`."""

    name: Name
    language: Annotated[str, Text("Language of the sentences")]
    score: Annotated[int | None, Text("The score, rounded; null without enough data")]
    value: Annotated[float | None, Text("The score with all its digits")]
    model: Model
    base: Annotated[float, Text("Where everybody starts: 1")]
    accounts: Annotated[list[AccountWhy], Text("Each account that counts")]
    moments: Annotated[list[Moment], Text("The strongest posts")]
    percentile: Annotated[list[Standing], Text("Where the score stands, in each group that is told")]
    sub_scores: Annotated[list[SubScore], Text("Klout's three")]
    topics: Annotated[list[TopicWhy], Text("What the member is heard on, and what that was found from")]
    style: Annotated[StyleTold | None, Text("One of 16; null without enough data")]
    changes: Annotated[Changes, Text("What moved the score")]
    influence: Annotated[Influence, Text("Who influences whom, among members")]


class LanguageQuery(TypedDict):
    """In which language."""

    language: NotRequired[Annotated[str, LANGUAGE]]


SpanQuery = TypedDict(
    "SpanQuery",
    {
        "from": Annotated[str, Text("The earlier day, such as 2026-11-01", pattern=DAY, fix=DATE)],
        "to": NotRequired[Annotated[str, Text("The later day; the last one without", pattern=DAY, fix=DATE)]],
        "language": NotRequired[Annotated[str, LANGUAGE]],
    },
)
SpanQuery.__doc__ = "Between which days."


class SnapshotFile(TypedDict):
    """What a score was computed from: `pegel score --snapshot FILE` gives the same number, bit for bit."""

    name: Name
    value: Annotated[float | None, Text("The score that was computed of it")]
    digest: Annotated[str, Text("SHA-256 of the canonical JSON of `inputs`: the score's own `inputs`")]
    inputs: Annotated[dict[str, Any], Text("The accounts' features, the model, and θ during a blend")]

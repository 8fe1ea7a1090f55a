"""What the documents about several members, about all of them and about the models hold."""

from typing import Annotated, Any, NotRequired, TypedDict

from pegel.http.documents import Change, Model, Name, Percentile, Slug, Time
from pegel.http.shape import Number, Text

PER_CENT = (5, 25, 50, 75, 95, 99)  # quantiles that are told


class CompareQuery(TypedDict):
    """Who is put side by side, and over how many days."""

    names: Annotated[str, Text("2 to 5 names, separated by commas", longest=200)]
    days: NotRequired[Annotated[int, Number("How many days, up to today", 2, 365, default=90)]]


class Compared(TypedDict):
    """One member beside the others."""

    name: Name
    display_name: Annotated[str, Text("Name as the member writes it")]
    score: Annotated[int | None, Text("The score, 1 to 100, rounded; null without enough data")]
    value: Annotated[float | None, Text("The score with all its digits; null without enough data")]
    interval: Annotated[list[float] | None, Text("Likely range: lower and upper bound")]
    model: Model
    change: Annotated[Change, Text("How the score moved")]
    percentile: Annotated[Percentile, Text("Where the score stands among members")]
    networks: Annotated[dict[str, float], Text("Points by network, all accounts there together")]
    scores: Annotated[
        list[float | None], Text("Score of each of `days`; null is a gap: nothing was scored then")
    ]
    gained: Annotated[
        float | None,
        Text("From the first to the last score of these days, in points; null if two models made them"),
    ]


class Comparison(TypedDict):
    """Members side by side on one axis of days."""

    days: Annotated[list[str], Text("Dates, UTC, oldest first, no day left out")]
    data: Annotated[list[Compared], Text("One entry for each name that is there, in the order asked")]
    gained_most: Annotated[str | None, Text("Who gained most points in these days; null if nobody gained")]
    missing: Annotated[list[str], Text("Names that no public page has")]


class Group(TypedDict):
    """How the scores of a group are distributed."""

    members: Annotated[int, Text("How many have a score")]
    mean: Annotated[float, Text("Mean score, to 0.1 points")]
    quantiles: Annotated[
        dict[str, float], Text("The score that 5, 25, 50, 75, 95 and 99 % of the members stay below")
    ]
    histogram: Annotated[
        list[int], Text("‰ of the members by whole points: from 0 to below 1, …, from 99 to 100")
    ]


class Distributed(TypedDict):
    """The distribution of scores. Groups of fewer than 20 members are not told."""

    model: Model
    counted_at: Time
    overall: Annotated[Group, Text("Everybody who has a score")]
    regions: Annotated[dict[str, Group], Text("By country, ISO 3166-1 alpha-2")]
    sizes: Annotated[dict[str, Group], Text("By people reached, named by where the class begins")]


class Named(TypedDict):
    """A topic's name and place."""

    slug: Slug
    name: Annotated[dict[str, str], Text("Names by language: en, de")]
    parent: Annotated[str | None, Text("The topic above it; null at the top")]


class TopicCounted(Named):
    """A topic of the list."""

    members: Annotated[int | None, Text("Members heard on it; null if fewer than 20")]


class Topics(TypedDict):
    """All topics."""

    data: Annotated[list[TopicCounted], Text("In the lexicon's order: children after their parents")]


class Spread(TypedDict):
    """How the scores of those heard on a topic are distributed."""

    mean: Annotated[float, Text("Mean score, to 0.1 points")]
    quantiles: Annotated[
        dict[str, float], Text("The score that 5, 25, 50, 75, 95 and 99 % of the members stay below")
    ]
    histogram: Annotated[
        list[int], Text("‰ of the members by whole points: from 0 to below 1, …, from 99 to 100")
    ]


class Leader(TypedDict):
    """A member who agreed to be named."""

    name: Name
    display_name: Annotated[str, Text("Name as the member writes it")]
    score: Annotated[float, Text("Their score on the topic")]


class TopicDocument(TopicCounted):
    """A topic, and who is heard on it."""

    children: Annotated[list[str], Text("Topics below it")]
    wikidata: Annotated[str | None, Text("Item on Wikidata; null where none is known")]
    distribution: Annotated[Spread | None, Text("Of the scores on it; null if fewer than 20 members")]
    leaders: Annotated[list[Leader], Text("The strongest who agreed to be named, at most 20")]
    counted_at: Annotated[str | None, Text("When that was counted, UTC; null before the first count")]


class ModelNamed(TypedDict):
    """A model that is there."""

    version: Model
    checksum: Annotated[str, Text("SHA-256 of its constants in canonical JSON")]


class Models(TypedDict):
    """Which model makes the scores, and whether another is on its way."""

    current: Model
    next: Annotated[str | None, Text("The model that is to take its place; null while there is none")]
    phase: Annotated[
        str,
        Text("Where the change of models stands", one_of=("steady", "shadow", "both", "blend", "back")),
    ]
    share: Annotated[float, Text("How much of `next` is in today's scores, 0 to 1")]
    since: Annotated[str | None, Text("Day of the last decision")]
    until: Annotated[str | None, Text("Day from which one model is alone again")]
    data: Annotated[list[ModelNamed], Text("Every model there is, oldest first")]


class ModelDocument(TypedDict):
    """A model to the last constant: what anybody needs to compute a score themselves."""

    version: Model
    checksum: Annotated[str, Text("SHA-256 of `constants` without their own checksum, in canonical JSON")]
    sources: Annotated[dict[str, str], Text("Where the constants are from")]
    constants: Annotated[dict[str, Any], Text("The model's file: curves, calibration, weights, anchors, …")]
    card: Annotated[str | None, Text("The model card, Markdown; null if none was written")]
    styles: Annotated[dict[str, Any], Text("The 16 styles and their thresholds; they never enter a score")]

"""What an export holds.

Annotations are read as they stand, not as strings: they say which fields are required, and what is right.
"""

from typing import Annotated, Any, TypedDict

from documents import Profile
from topics_told import MyTopic

from pegel.http.documents import Slug
from pegel.http.shape import Text


class ExportedDay(TypedDict):
    """The score of one day."""

    day: Annotated[str, Text("Date, UTC")]
    score: Annotated[float | None, Text("Score of the day; null is a gap")]
    model: Annotated[str, Text("The model that made it")]


class EndorsementGiven(TypedDict):
    """An endorsement that the member gave."""

    member_id: Annotated[str, Text("Id of the member who was endorsed")]
    topic: Slug
    given_at: Annotated[str, Text("UTC, RFC 3339")]


class Export(TypedDict):
    """Everything that is kept of a member."""

    exported_at: Annotated[str, Text("UTC, RFC 3339")]
    profile: Annotated[Profile, Text("As GET /v3/me gives it")]
    accounts: Annotated[list[dict[str, Any]], Text("Each account, with the features of its last reading")]
    score: Annotated[dict[str, Any] | None, Text("The score document; null before the first score")]
    reasons: Annotated[dict[str, Any] | None, Text("Points by account and feature, and the strongest posts")]
    history: Annotated[list[ExportedDay], Text("A year of scores, oldest first")]
    topics: Annotated[list[MyTopic], Text("As GET /v3/me/topics gives them")]
    endorsements: Annotated[
        list[EndorsementGiven], Text("What you gave in 90 days, whether it counts or not")
    ]
    snapshot: Annotated[dict[str, Any] | None, Text("What the score was computed from")]

"""What members are told of their topics, and of endorsements.

Annotations are read as they stand, not as strings: they say which fields are required, and what is right.
"""

from typing import Annotated, TypedDict

from pegel.http.documents import Name, Slug, Time
from pegel.http.explained import TopicWhy
from pegel.http.shape import Flag, Text


class MyTopic(TopicWhy):
    """A topic, as its member sees it."""

    removed: Annotated[bool, Flag("Whether you removed it: nobody else sees it")]


class MyTopics(TypedDict):
    """Everything a member is heard on, or says to be."""

    data: Annotated[
        list[MyTopic], Text("The strongest first, what you only added last; 5 are shown publicly")
    ]


class EndorsementTold(TypedDict):
    """An endorsement that you gave."""

    name: Name
    topic: Slug
    given_at: Time
    again_at: Annotated[str, Text("From when the same can be endorsed again, UTC")]
    left_today: Annotated[int, Text("Endorsements that you have left until midnight, UTC")]

"""Posts for the tests of topics."""

from datetime import UTC, datetime
from itertools import count

from pegel.scoring.topics.assignment import assign
from pegel.social import Post

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
NUMBER = count(1)


def post(text="", *tags, likes=None, language=None, **reactions):
    """A post that says something; without likes nobody told of any reaction."""
    counts = {"like": likes} | reactions
    return Post(f"{next(NUMBER):06d}", NOW, counts, tags=tags, excerpt=text, language=language)


def topics(*posts, **settings):
    """The slugs of what they are heard on, the strongest first."""
    return [one.topic for one in assign(posts, **settings)]

"""How often an assigned topic is one that the author, or the readers, had tagged: precision, on hidden tags.

    precision at k = Σ_texts |first k assigned ∩ tagged| / Σ_texts min(k, number assigned)

Tagged are the topics of a text's own tags; a text whose tags are no topics of ours judges nothing. `wider`
counts an assigned ancestor of a tagged topic as right: who tags `django` speaks of Python. Authors tag less
than they say, so what is right and was not tagged counts as wrong. With the tags seen, as in a reading, it
measures whether an account's tags come before the words of its texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pegel.scoring.topics.assignment import assign
from pegel.scoring.topics.index import Index
from pegel.scoring.topics.matching import PART, TAG, in_tag
from pegel.scoring.topics.terms import HASHTAG
from pegel.social import Post

TOP = 3


@dataclass(frozen=True, slots=True)
class Tagged:
    """Something that was published, with the tags it was given. `source` is where it is from."""

    source: str
    post: Post
    account: str = ""


@dataclass(slots=True)
class Judged:
    """Counts of one source and language."""

    texts: int = 0  # with a tag that is a topic
    answered: int = 0  # of these, with any topic assigned
    first: int = 0  # right ones in the first place
    assigned: int = 0  # in the first three places
    right: int = 0  # of these, tagged
    wider: int = 0  # of these, tagged or above what was tagged

    def add(self, heard: Sequence[str], truth: set[str], above: set[str]) -> None:
        """One text or account."""
        self.texts += 1
        self.answered += bool(heard)
        self.first += bool(heard) and heard[0] in truth
        self.assigned += len(heard)
        self.right += sum(topic in truth for topic in heard)
        self.wider += sum(topic in truth | above for topic in heard)


@dataclass(slots=True)
class Coverage:
    """How many different tags are topics of ours, and the most frequent ones that are not."""

    tags: dict[str, int] = field(default_factory=dict)
    unknown: dict[str, int] = field(default_factory=dict)


def topics_of(index: Index, tags: Iterable[str]) -> set[str]:
    """The topics that tags name, slugs of the lexicon included; a part of a tag is not enough."""
    found: set[str] = set()
    for tag in tags:
        if tag in index.lexicon.topics:
            found.add(tag)
        elif (match := in_tag(index, tag, "")) and match.weight > PART * TAG:
            found.update(match.meaning.sure or match.meaning.ambiguous[:1])
    return found


def hidden(post: Post) -> Post:
    """The post without its tags: those in the text go with their #."""
    text = HASHTAG.sub(" ", post.excerpt)
    return Post(post.id, post.posted_at, post.reactions, excerpt=text, language=post.language)


def judge(
    index: Index, group: Sequence[Tagged], seen: bool = False
) -> tuple[list[str], set[str], set[str]] | None:
    """The first three topics assigned to a group of posts, the tagged ones, and those above.

    One post is a text, all posts of somebody an account. Tags are hidden unless `seen`. None where no tag is
    a topic.
    """
    truth = topics_of(index, [tag for one in group for tag in one.post.tags])
    if not truth:
        return None
    posts = [one.post if seen else hidden(one.post) for one in group]
    heard = [one.topic for one in assign(posts, using=index)[:TOP]]
    return heard, truth, {up for topic in truth for up in index.lexicon.ancestors(topic)}


def coverage(index: Index, tagged: Iterable[Tagged]) -> Coverage:
    """Which tags are topics: the direction from tag to topic."""
    found = Coverage()
    for one in tagged:
        for tag in one.post.tags:
            found.tags[tag] = found.tags.get(tag, 0) + 1
            if not topics_of(index, [tag]):
                found.unknown[tag] = found.unknown.get(tag, 0) + 1
    return found

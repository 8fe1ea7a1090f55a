"""What an account is heard on: topics by what others reacted to, not by what was said often (score.md §8).

    weight(topic) = Σ_posts √reactions · says(post, topic)  +  share of the posts that say it
    says = 1 − Π_phrases (1 − kind · rarity)

`kind` is how much a tag, a phrase, a word or a part of a word says at most, `rarity` the inverse document
frequency of words (of a tag 1: it was chosen): TF-IDF with a post as the term's frequency. What was said
without any reaction weighs together at most as much as one post with one reaction, however often it was
repeated; a profile, half of it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pegel.scoring.counting import countable, ordered_sum
from pegel.scoring.numbers import log1p
from pegel.scoring.topics.context import Support, heard, speaking, together
from pegel.scoring.topics.index import Index, index
from pegel.scoring.topics.matching import Match, matches
from pegel.social import Post

MOST = 20  # topics of an account
FOCUS = 0.75  # of what a post says most: what it says less of is an aside, unless it is a tag
WHERE = frozenset({"places", "location-super"})  # fields of places, ours and Klout's
BESIDE = 0.5  # of what words say where tags say what the post is about
PROFILE = 0.5  # of a reaction, for what the profile says
FAINT = 0.1  # of the strongest topic's weight: what is fainter is left out
TERMS = 5  # tags and words named as evidence


@dataclass(frozen=True, slots=True)
class Mention:
    """How much of a post is on a topic, in [0, 1], and the phrases that say so, each with its weight."""

    much: float
    terms: Sequence[tuple[Match, float]]


Said = Mapping[str, Mention]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a topic was assigned from: tags and words, those that said most first, in how many posts."""

    posts: int
    tags: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    profile: bool = False

    def sentence(self, language: str = "en") -> str:
        """`from 12 posts: #rust, borrow checker`, in English or German."""
        german = language == "de"
        one, many = ("Beitrag", "Beiträgen") if german else ("post", "posts")
        places = [f"{self.posts} {one if self.posts == 1 else many}"] if self.posts else []
        if self.profile:
            places.append("dem Profil" if german else "the profile")
        start, joint = ("aus ", " und ") if german else ("from ", " and ")
        terms = ", ".join((*self.tags, *self.words))
        return start + joint.join(places) + (f": {terms}" if terms else "")


@dataclass(frozen=True, slots=True)
class Heard:
    """A topic somebody is heard on. Weights of one list compare with each other, not with another list's."""

    topic: str
    weight: float
    evidence: Evidence


def assign(
    posts: Iterable[Post],
    profile: str = "",
    *,
    weights: Mapping[str, float] | None = None,
    using: Index | None = None,
) -> tuple[Heard, ...]:
    """The topics of one account, the strongest first; at most 20.

    `weights` are what one reaction of each kind counts (the model's, of this network); without them each
    counts 1. `using` is another lexicon than ours.
    """
    ordered, said = mentions(posts, profile, using)
    return ranked(said, volume(ordered, weights, bool(profile)), bool(profile))


def mentions(
    posts: Iterable[Post], profile: str = "", using: Index | None = None
) -> tuple[Sequence[Post], Sequence[Said]]:
    """Each post once, in the order of their ids, and what each is on; behind the last what the profile is."""
    using = using or index()
    once = {post.id: post for post in posts}  # read twice is one post
    ordered = [once[id_] for id_ in sorted(once)]
    found = [matches(using, post.excerpt, post.tags, post.language) for post in ordered]
    if profile:
        found.append(matches(using, profile))
    spoken = [speaking(each) for each in found]
    account = Support(using.lexicon, together(spoken))
    each = zip(found, spoken, strict=True)
    return ordered, [mentioned(heard(one, here, account), using.lexicon.roots) for one, here in each]


def volume(ordered: Sequence[Post], weights: Mapping[str, float] | None, profile: bool) -> Sequence[float]:
    """How loud each post was, and the profile behind the last."""
    share = 1.0 / len(ordered) if ordered else 0.0
    return [*(loudness(post, weights) + share for post in ordered), *([PROFILE] if profile else ())]


def loudness(post: Post, weights: Mapping[str, float] | None) -> float:
    """√ of what others did with a post; unknown, negative and impossible counts are nothing."""
    weights = dict.fromkeys(post.reactions, 1.0) if weights is None else weights
    counts = countable(post, weights)
    return math.sqrt(ordered_sum([weights[kind] * counts[kind] for kind in counts]))


def ranked(said: Sequence[Said], volume: Sequence[float], profile: bool) -> tuple[Heard, ...]:
    """The topics of an account by weight; alike ones by slug, so that the order of posts does not matter."""
    total: dict[str, float] = {}
    spoken: dict[str, list[Mention]] = {}
    for loud, each in zip(volume, said, strict=True):
        for topic, mention in each.items():
            total[topic] = total.get(topic, 0.0) + mention.much * loud
            spoken.setdefault(topic, []).append(mention)
    order = sorted(total, key=lambda topic: (-total[topic], topic))[:MOST]
    least = FAINT * total[order[0]] if order else 0.0
    kept = [topic for topic in order if total[topic] >= least]
    own = said[-1] if profile else {}
    return tuple(Heard(topic, total[topic], evidence(spoken[topic], topic in own)) for topic in kept)


def mentioned(assigned: Mapping[str, Sequence[tuple[Match, float]]], fields: Mapping[str, str]) -> Said:
    """The topics of one post without its asides. A place is mostly where, not what: it needs to say most."""
    much = {topic: says(terms) for topic, terms in assigned.items()}
    tagged = {topic for topic, terms in assigned.items() if any(match.tag for match, _ in terms)}
    least = FOCUS * max(much.values(), default=0.0)
    what = max((much[topic] for topic in assigned if fields[topic] not in WHERE), default=0.0)
    return {
        topic: Mention(much[topic] * (BESIDE if tagged and topic not in tagged else 1.0), terms)
        for topic, terms in assigned.items()
        if topic in tagged or (much[topic] >= least and (fields[topic] not in WHERE or much[topic] > what))
    }


def says(terms: Iterable[tuple[Match, float]]) -> float:
    """1 − Π(1 − weight)."""
    silent = 1.0
    for _, weight in terms:
        silent *= 1.0 - weight
    return 1.0 - silent


def evidence(spoken: Sequence[Mention], profile: bool) -> Evidence:
    """The tags and words behind a topic, those that said most first; the last may be the profile's."""
    weighs: dict[str, float] = {}
    shown: dict[str, str] = {}
    for mention in spoken:
        for match, weight in mention.terms:
            weighs[match.term] = weighs.get(match.term, 0.0) + weight
            shown.setdefault(match.term, match.shown)
    order = sorted(weighs, key=lambda term: (-weighs[term], term))[:TERMS]
    return Evidence(
        posts=len(spoken) - profile,
        tags=tuple(shown[term] for term in order if shown[term][0] == "#"),
        words=tuple(shown[term] for term in order if shown[term][0] != "#"),
        profile=profile,
    )


def combine(accounts: Iterable[Iterable[Heard]]) -> tuple[Heard, ...]:
    """The topics of a member over all accounts: Σ ln(1 + weight), so that no network's size decides.

    Another account never takes anything from a topic.
    """
    gathered: dict[str, list[Heard]] = {}
    for account in accounts:
        for one in account:
            gathered.setdefault(one.topic, []).append(one)
    combined = [merged(topic, gathered[topic]) for topic in sorted(gathered)]
    return tuple(sorted(combined, key=lambda one: (-one.weight, one.topic))[:MOST])


def merged(topic: str, parts: Sequence[Heard]) -> Heard:
    """One topic of several accounts; added in the order of their weights, whoever came first."""
    total = 0.0
    ordered = sorted(parts, key=lambda part: (-part.weight, part.evidence.posts))
    for part in ordered:
        total += log1p(part.weight)
    tags = dict.fromkeys(tag for part in ordered for tag in part.evidence.tags)
    terms = dict.fromkeys(word for part in ordered for word in part.evidence.words)
    proof = Evidence(
        posts=sum(part.evidence.posts for part in ordered),
        tags=tuple(tags)[:TERMS],
        words=tuple(terms)[: max(TERMS - len(tags), 0)],
        profile=any(part.evidence.profile for part in ordered),
    )
    return Heard(topic, total, proof)

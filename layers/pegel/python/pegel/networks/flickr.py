"""Flickr: public photos. https://www.flickr.com/services/api/flickr.people.getPublicPhotos.html"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar
from urllib.parse import parse_qsl, quote, urlsplit

from pegel.networks.network import Person, Profile, linked
from pegel.networks.photos import NSID, Wrapped, content, who
from pegel.networks.values import Page, count, epoch, excerpt, identity, plain, urls
from pegel.social import Post

SITE = "https://www.flickr.com"
API = "https://api.flickr.com/services/rest/?format=json&nojsoncallback=1&method=flickr."
PHOTOS = "people.getPublicPhotos&per_page=500&extras=date_upload,views,tags,media,count_faves,count_comments"
LISTS = {
    "like": "photos.getFavorites&per_page=50",
    "reply": "photos.comments.getList",
    "star": "galleries.getListForPhoto",
}
METHOD = r"/services/rest/?\?(?:.*&)?method=flickr\.(?:{})(?:&.*)?"


class Flickr(Wrapped):
    """Accounts are kept by NSID. Galleries are others' by Flickr's own rule; into pools one puts oneself."""

    name, title = "flickr", "Flickr"
    docs = "https://www.flickr.com/services/api/"
    budget, calls = (2_400, 3_600), 32
    gives: ClassVar = {
        "curation": "people who put the strongest photos into their galleries",
        "like": "count_faves, else the total of getFavorites",
        "reply": "count_comments, else the length of comments.getList",
        "reactors": "who liked the strongest photos, commented on them, put them into galleries, by NSID",
        "topics": "tags",
    }
    uses: ClassVar = {
        "profile": METHOD.format(r"people\.getInfo|urls\.lookupUser"),
        "posts": METHOD.format(r"people\.getPublicPhotos"),
        "people": METHOD.format(r"photos\.getFavorites|photos\.comments\.getList|galleries\.getListForPhoto"),
    }
    by_id = True
    places: ClassVar = dict.fromkeys(
        ("link", "code"), ("the description in your profile", "die Beschreibung in deinem Profil")
    )

    def profile_url(self, handle: str) -> str:
        return f"{SITE}/people/{self.normalise(handle)}/"

    def profile(self, handle: str) -> Profile:
        """An alias leads to an NSID only, and that to the profile."""
        found = super().profile(handle)
        return found if found.name else super().profile(found.account_id)

    def ask_for(self, handle: str) -> str:
        if NSID.fullmatch(handle):
            return self.ask_for_id(handle, handle)
        return f"{API}urls.lookupUser&url={quote(f'{SITE}/photos/{handle}/', safe='')}"

    def ask_for_id(self, account_id: str, handle: str) -> str:
        return f"{API}people.getInfo&user_id={quote(account_id)}"

    def ask_for_posts(self, account_id: str, handle: str) -> str:
        return f"{API}{PHOTOS}&user_id={quote(account_id)}"

    def asks_more(self, profile: Profile) -> Iterable[tuple[str, str]]:
        return () if profile.name else [("profile", self.ask_for_id(profile.account_id, ""))]

    def with_more(self, profile: Profile, kind: str, body: Any, url: str) -> Profile:
        return self.to_profile(body, url)

    def to_profile(self, body: Any, url: str) -> Profile:
        if "user" in body:  # lookupUser: whose address it is, and nothing else
            asked = dict(parse_qsl(urlsplit(url).query)).get("url", "")
            return Profile(identity(body["user"], "id"), asked.rstrip("/").rpartition("/")[2], "", "")
        person = body["person"]
        nsid, about = identity(person, "nsid"), Page(content(person.get("description")))
        return Profile(
            account_id=nsid,
            handle=plain(person.get("path_alias")).lower() or nsid,
            name=content(person.get("realname")) or content(person.get("username")) or nsid,
            text=about.text,
            links=linked([], [*about.links, *urls(about.text)]),
        )

    def shown_at(self, item: Mapping[str, Any]) -> datetime:
        return epoch(item.get("dateupload"), "dateupload")

    def to_post(self, item: Mapping[str, Any], owner: Profile | None) -> Post | None:
        whose, photo = identity(item, "owner"), identity(item, "id")
        if str(item.get("ispublic", 1)) != "1" or (owner and whose != owner.account_id):
            return None
        return Post(
            id=photo,
            posted_at=self.shown_at(item),
            reactions={"like": count(item, "count_faves"), "reply": count(item, "count_comments")},
            tags=tuple(plain(item.get("tags")).split()),
            excerpt=excerpt(content(item.get("title"))),
            url=f"{SITE}/photos/{quote(whose, safe='@')}/{quote(photo, safe='')}/",
            views=count(item, "views"),
        )

    def asks_who(self, post: Post, handle: str) -> Iterable[tuple[str, str]]:
        asked = [kind for kind in LISTS if post.reactions.get(kind) != 0]
        return [(kind, f"{API}{LISTS[kind]}&photo_id={quote(post.id, safe='')}") for kind in asked]

    def to_count(self, kind: str, body: Any) -> int | None:
        if kind == "like":
            return count(body["photo"], "total")
        return len(self.items(body)) if kind == "reply" else None

    def to_people(self, body: Any, url: str) -> list[Person]:
        return [Person(who(one)) for one in self.items(body)]

    def curation(self, posts: Sequence[Post]) -> int | None:
        """How often somebody put one of the strongest photos into a gallery."""
        asked = [post.reactors for post in posts if post.reactors is not None]
        return sum("star" in one.kinds for people in asked for one in people) if asked or not posts else None

"""Wikipedia, any language. https://www.mediawiki.org/wiki/API:Query · https://wikitech.wikimedia.org/wiki/Analytics/AQS

An account is an article: how often people look it up is its standing, articles that link to it are its
curation. It publishes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, ClassVar
from urllib.parse import urlsplit

from pegel.answer import Answer
from pegel.errors import AccountGone, BadAnswer
from pegel.networks import wiki, wikidata
from pegel.networks.network import Link, Network, Person, Profile, Terms
from pegel.networks.values import identity, moment, plain
from pegel.social import Post

LINKS = "action=query&list=backlinks&blnamespace=0&blfilterredir=nonredirects&bllimit=500"
ABOUT = "action=query&prop=info%7Cpageprops%7Ccategories&clshow=!hidden&cllimit=max&redirects=1"
SHAPE = "&format=json&formatversion=2"


class Wikipedia(Network):
    """Kept by page id and language: a move keeps the id."""

    name, title = "wikipedia", "Wikipedia"
    docs = "https://www.mediawiki.org/wiki/API:Query"
    budget, calls = (60, 60), 2
    also: ClassVar = {"wikimedia.org": (1, 60, 60)}
    terms = Terms(notice="Page views: Wikimedia Foundation, CC0")
    gives: ClassVar = {
        "curation": "articles that link here, 500 at most",
        "standing": "page views by people, the median day of 90",
        "topics": "categories",
    }
    uses: ClassVar = {
        "links": r"/w/api\.php\?.*list=backlinks.*",
        "views": r"/api/rest_v1/metrics/pageviews/per-article/.*",
        "profile": r"/w/api\.php\?.*(titles|pageids)=.*",
    }
    by_id, proofs = True, ("wikidata",)
    places: ClassVar = {
        "wikidata": (
            "the article's Wikidata item: it has to name a site or an account that you have proven",
            "das Wikidata-Objekt des Artikels: Es muss Seite oder Konto nennen, das du bewiesen hast",
        ),
    }

    def normalise(self, handle: str) -> str:
        return wiki.article(handle)

    def host(self, handle: str) -> str:
        return f"{handle.partition(':')[0]}.wikipedia.org"

    def profile_url(self, handle: str) -> str:
        handle = self.normalise(handle)
        return f"https://{self.host(handle)}/wiki/{wiki.path(handle)}"

    def ask_for(self, handle: str) -> str:
        return f"https://{self.host(handle)}/w/api.php?{ABOUT}&titles={wiki.path(handle)}{SHAPE}"

    def ask_for_id(self, account_id: str, handle: str) -> str:
        page, _, language = account_id.partition("@")
        return f"https://{language}.wikipedia.org/w/api.php?{ABOUT}&pageids={page}{SHAPE}"

    def ask_for_posts(self, account_id: str, handle: str) -> None:
        return None

    def check(self, answer: Answer) -> None:
        super().check(answer)
        wiki.check(answer)

    def to_profile(self, body: Any, url: str) -> Profile:
        language, query = urlsplit(url).netloc.partition(".")[0], body["query"]
        page = query["pages"][0]
        if page.get("missing") or page.get("invalid"):
            raise AccountGone(f"{url} answered that there is no such page")
        if page.get("ns") != 0:
            raise BadAnswer(f"{url} answered {page.get('title')}, which is no article")
        title, item = plain(page["title"]), plain((page.get("pageprops") or {}).get("wikibase_item"))
        led = [*query.get("normalized", ()), *query.get("redirects", ())]
        return Profile(
            account_id=f"{identity(page, 'pageid')}@{language}",
            handle=f"{language}:{title}",
            name=title,
            text="",
            links=(Link(f"{wikidata.ITEM}{item}"),) if item else (),
            tags=tuple(plain(each["title"]).partition(":")[2] for each in page.get("categories") or ()),
            aliases=tuple(f"{language}:{plain(step['from'])}" for step in led),
        )

    def asks_more(self, profile: Profile) -> Iterable[tuple[str, str]]:
        page, _, language = profile.account_id.partition("@")
        yield "links", f"https://{language}.wikipedia.org/w/api.php?{LINKS}&blpageid={page}{SHAPE}"
        if profile.told_at:
            yield "views", wiki.views(profile.handle, profile.told_at)

    def with_more(self, profile: Profile, kind: str, body: Any, url: str) -> Profile:
        if kind == "views":
            return replace(profile, standing=wiki.median_day(body["items"]))
        found, notes = len(body["query"]["backlinks"]), profile.notes
        if "continue" in body:
            notes = (*notes, f"At least {found} articles link here; no more are counted.")
        return replace(profile, curation=found, notes=notes)

    def to_post(self, item: Mapping[str, Any], owner: Profile | None) -> Post | None:
        return None

    def shown_at(self, item: Mapping[str, Any]) -> datetime:
        return moment(item.get("timestamp"), "timestamp")

    def following(self, answer: Answer) -> str | None:
        return None

    def to_people(self, body: Any, url: str) -> list[Person]:
        return []

"""A life as a Mastodon server tells it. https://docs.joinmastodon.org/entities/Status/"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from pegel.cli.demo.crowd import Face, followers, reactors
from pegel.cli.demo.exchange import Exchange, etag, exchange, iso
from pegel.cli.demo.life import Life, Said
from pegel.social import WINDOW

PAGE = 40  # statuses, and accounts of a list: the most one request returns
KINDS = {"like": "favourited_by", "repost": "reblogged_by"}


def exchanges(life: Life, now: datetime, page_url: str) -> Iterator[tuple[str, Exchange]]:
    """Name and content of every answer about this account."""
    user, server = life.handle.lstrip("@").split("@")
    api = f"https://{server}/api/v1"
    account = to_account(life, now, page_url)
    headers = {"etag": etag(account), **_limits(now)}
    yield "lookup", exchange(f"{api}/accounts/lookup?acct={user}", account, now, headers)
    yield "account", exchange(f"{api}/accounts/{life.account_id}", account, now, headers)
    yield from _statuses(life, now, api, account)
    follow = followers(life.handle, life.followers, life.person.named, life.person.bought)
    page = [to_reader(one, server, now) for one in follow]
    url = f"{api}/accounts/{life.account_id}/followers?limit={2 * PAGE}"
    yield "followers", exchange(url, page, now, {"etag": etag(page), **_limits(now)})
    said = {one.age: one for one in life.said}
    for age, kinds in life.asked(KINDS).items():
        for kind in kinds:
            count, person = said[age].counts()[kind], life.person
            faces = reactors(life.handle, f"{age}", kind, count, person.named, person.bought)
            body, call = [to_reader(one, server, now) for one in faces], KINDS[kind]
            url = f"{api}/statuses/{_id(said[age], now)}/{call}?limit={PAGE}"
            told = exchange(url, body, now, {"etag": etag(body), **_limits(now)})
            yield f"{call}_{_id(said[age], now)}", told


def _statuses(life: Life, now: datetime, api: str, account: dict[str, Any]) -> Iterator[tuple[str, Exchange]]:
    """Page after page, each with the link to the next, until one holds a post older than the window."""
    first = f"{api}/accounts/{life.account_id}/statuses?limit={PAGE}&exclude_reblogs=true"
    url, posts = first, life.there()
    for start in range(0, max(len(posts), 1), PAGE):
        page = posts[start : start + PAGE]
        body = [to_status(life, said, now, account) for said in page]
        headers = {"etag": etag(body), **_limits(now)}
        following = f"{first}&max_id={body[-1]['id']}" if body else ""
        if start + PAGE < len(posts):
            headers["link"] = f'<{following}>; rel="next", <{first}&min_id={body[0]["id"]}>; rel="prev"'
        yield f"statuses_{start // PAGE + 1}", exchange(url, body, now, headers)
        if page and page[-1].age > WINDOW:
            return  # whoever asks on has missed the end of the window: there is no answer
        url = following


def server(name: str, now: datetime) -> Iterator[tuple[str, Exchange]]:
    """What a server says that it runs. https://nodeinfo.diaspora.software/protocol"""
    there = f"https://{name}/nodeinfo/2.0"
    links = [{"rel": "http://nodeinfo.diaspora.software/ns/schema/2.0", "href": there}]
    yield f"{name}_links", exchange(f"https://{name}/.well-known/nodeinfo", {"links": links}, now)
    told = {
        "version": "2.0", "software": {"name": "mastodon", "version": "4.6.0"}, "protocols": ["activitypub"],
        "services": {"outbound": [], "inbound": []}, "openRegistrations": True, "usage": {"users": {}},
        "metadata": {},
    }  # fmt: skip
    yield f"{name}_nodeinfo", exchange(there, told, now)


def missing(now: datetime) -> Exchange:
    """What is answered about a name that nobody has."""
    url = "https://pegel.example/api/v1/accounts/lookup?acct=nobody"
    return exchange(url, {"error": "Record not found"}, now, _limits(now), 404)


def to_account(life: Life, now: datetime, page_url: str) -> dict[str, Any]:
    """The account; its first field links to the member's page, and was found to be linked back."""
    user, server = life.handle.lstrip("@").split("@")
    shown = page_url.removeprefix("https://")
    link = (
        f'<a href="{page_url}" target="_blank" rel="nofollow noopener me" translate="no">'
        f'<span class="invisible">https://</span><span class="">{shown}</span></a>'
    )
    checked = iso(now - timedelta(days=80)).replace("Z", "+00:00")
    last = now - timedelta(days=life.said[0].age) if life.said else None
    return {
        "id": life.account_id, "username": user, "acct": user, "display_name": life.person.display_name,
        "locked": False, "bot": False, "discoverable": True, "indexable": True, "group": False,
        "created_at": iso(datetime.fromtimestamp(life.opened, UTC).replace(hour=0, minute=0, second=0)),
        "note": f"<p>{life.person.bio}</p>", "url": f"https://{server}/@{user}",
        "uri": f"https://{server}/users/{user}", **_pictures(server),
        "followers_count": life.followers, "following_count": life.followers // 5 + 20,
        "statuses_count": 5 * len(life.said) + 3, "last_status_at": f"{last:%Y-%m-%d}" if last else None,
        "hide_collections": False, "noindex": False, "emojis": [], "roles": [],
        "fields": [{"name": "Pegel", "value": link, "verified_at": checked},
                   {"name": "Region", "value": life.person.region, "verified_at": None}],
    }  # fmt: skip


def to_status(life: Life, said: Said, now: datetime, account: dict[str, Any]) -> dict[str, Any]:
    """One post as its own server tells it."""
    _, server = life.handle.lstrip("@").split("@")
    name, counts, text = _id(said, now), said.counts(), said.text
    author = {
        key: account[key]
        for key in ("id", "username", "acct", "display_name", "bot", "url", "followers_count")
    }
    for tag in said.tags:
        href = f"https://{server}/tags/{tag}"
        text = text.replace(
            f"#{tag}", f'<a href="{href}" class="mention hashtag" rel="tag">#<span>{tag}</span></a>'
        )
    quotes = {"quotes_count": counts["quote"]} if "quote" in counts else {}
    return {
        "id": name, "created_at": iso(now - timedelta(days=said.age)), "in_reply_to_id": None,
        "in_reply_to_account_id": None, "sensitive": False, "spoiler_text": "", "visibility": "public",
        "language": said.language, "uri": f"{account['uri']}/statuses/{name}",
        "url": f"{account['url']}/{name}",
        "replies_count": counts["reply"], "reblogs_count": counts["repost"],
        "favourites_count": counts["like"], **quotes, "edited_at": None,
        "content": f"<p>{text}</p>", "reblog": None,
        "application": {"name": "Web", "website": None}, "account": author, "media_attachments": [],
        "mentions": [], "tags": [{"name": t.lower(), "url": f"https://{server}/tags/{t}"} for t in said.tags],
        "emojis": [], "card": None, "poll": None,
    }  # fmt: skip


def to_reader(face: Face, server: str, now: datetime) -> dict[str, Any]:
    """Somebody in a list of people, seen from the server that was asked."""
    avatar = "original/missing.png" if face.bought else f"{face.number}.png"
    name, home = who(face)[1:].split("@")
    opened = (now - timedelta(days=face.age)).replace(hour=0, minute=0, second=0, microsecond=0)
    return {
        "id": str(109_000_000_000_000_000 + face.number), "username": name,
        "acct": name if home == server else f"{name}@{home}",
        "display_name": name, "locked": False, "bot": False, "created_at": iso(opened),
        "url": f"https://{home}/@{name}", "avatar": f"https://{server}/avatars/{avatar}",
        "followers_count": face.followers, "following_count": face.following,
        "statuses_count": face.posts, "last_status_at": None,
    }  # fmt: skip


def who(face: Face) -> str:
    """As lists name them."""
    return face.member.accounts["mastodon"][0] if face.member else f"@{face.name}@{face.server}"


def _id(said: Said, now: datetime) -> str:
    """Ids of statuses carry their time: milliseconds, then 16 bits."""
    milliseconds = int((now - timedelta(days=said.age)).timestamp() * 1000)
    return str((milliseconds << 16) + len(said.text))


def _pictures(server: str) -> dict[str, str]:
    missing = f"https://{server}/avatars/original/missing.png"
    return {"avatar": missing, "avatar_static": missing, "header": missing, "header_static": missing}


def _limits(now: datetime) -> dict[str, str]:
    reset = now + timedelta(minutes=5)
    return {"x-ratelimit-limit": "300", "x-ratelimit-remaining": "298", "x-ratelimit-reset": iso(reset, 6)}

"""A life as GitHub tells it. https://docs.github.com/en/rest/users/users"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

from pegel.cli.demo.exchange import Exchange, etag, exchange, iso
from pegel.cli.demo.life import Life, Work

API = "https://api.github.com"
PAGE = 100


def exchanges(life: Life, now: datetime, page_url: str) -> Iterator[tuple[str, Exchange]]:
    """Name and content of every answer about this account."""
    user = to_user(life, now, page_url)
    changed = format_datetime((now - timedelta(days=40)).replace(microsecond=0), usegmt=True)
    headers = {"etag": etag(user), "last-modified": changed, **_limits(now)}
    yield "user", exchange(f"{API}/users/{life.handle}", user, now, headers)
    yield "user_by_id", exchange(f"{API}/user/{life.account_id}", user, now, headers)
    works = [to_repository(life, work, now) for work in life.works]
    url = f"{API}/users/{life.handle}/repos?type=owner&sort=pushed&per_page={PAGE}"
    yield "repos", exchange(url, works, now, {"etag": etag(works), **_limits(now)})


def missing(now: datetime) -> Exchange:
    """What is answered about a login that nobody has."""
    body = {"message": "Not Found", "documentation_url": "https://docs.github.com/rest", "status": "404"}
    return exchange(f"{API}/users/nobody-pegel", body, now, _limits(now), 404)


def to_user(life: Life, now: datetime, page_url: str) -> dict[str, Any]:
    """The account; its website field is the member's page."""
    own = f"{API}/users/{life.handle}"
    return {
        "login": life.handle, "id": int(life.account_id), "node_id": f"U_{life.account_id}",
        "avatar_url": f"https://avatars.example/u/{life.account_id}", "gravatar_id": "", "url": own,
        "html_url": f"https://github.com/{life.handle}", "followers_url": f"{own}/followers",
        "following_url": f"{own}/following{{/other_user}}", "repos_url": f"{own}/repos",
        "events_url": f"{own}/events{{/privacy}}", "type": "User",
        "user_view_type": "public", "site_admin": False, "name": life.person.display_name, "company": None,
        "blog": page_url, "location": life.person.region, "email": None, "hireable": None,
        "bio": life.person.bio, "twitter_username": None, "public_repos": len(life.works), "public_gists": 1,
        "followers": life.followers, "following": life.followers // 6 + 3,
        "created_at": iso(datetime.fromtimestamp(life.opened, UTC), 0),
        "updated_at": iso(now - timedelta(days=40), 0),
    }  # fmt: skip


def to_repository(life: Life, work: Work, now: datetime) -> dict[str, Any]:
    """One repository; stars and forks are what it has had in its whole life."""
    name = f"{life.handle}/{work.name}"
    stars, forks = int(work.stars), int(work.forks)
    return {
        "id": int(life.account_id) * 7 + int(work.created * 10), "node_id": f"R_{life.account_id}{work.name}",
        "name": work.name, "full_name": name, "private": False,
        "owner": {"login": life.handle, "id": int(life.account_id), "type": "User", "site_admin": False},
        "html_url": f"https://github.com/{name}", "fork": work.forked, "url": f"{API}/repos/{name}",
        "description": f"{work.name.replace('-', ' ').capitalize()}, small and documented.",
        "created_at": iso(now - timedelta(days=work.created), 0),
        "updated_at": iso(now - timedelta(days=work.pushed / 2), 0),
        "pushed_at": iso(now - timedelta(days=work.pushed), 0), "homepage": None, "size": 120,
        "stargazers_count": stars, "watchers_count": stars, "language": work.language, "forks_count": forks,
        "archived": False, "disabled": False, "open_issues_count": 2, "license": None, "is_template": False,
        "topics": [work.language.lower(), "measuring" if life.person.topic == "mira" else life.person.topic],
        "visibility": "public", "forks": forks, "open_issues": 2, "watchers": stars, "default_branch": "main",
    }  # fmt: skip


def _limits(now: datetime) -> dict[str, str]:
    return {"x-github-media-type": "github.v3; format=json", "x-ratelimit-limit": "5000",
            "x-ratelimit-remaining": "4990", "x-ratelimit-reset": str(int(now.timestamp()) + 1800),
            "x-ratelimit-used": "10", "x-ratelimit-resource": "core"}  # fmt: skip

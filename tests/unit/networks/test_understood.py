"""What a file holds is said as a person would count it, whatever answer it is. Made by us."""

from __future__ import annotations

import pytest
from unit.networks.recorded import understood

X, GRAPH, GITHUB = "https://api.x.com/2", "https://graph.facebook.com/v25.0", "https://api.github.com"
AT = "2026-11-20T10:00:00Z"
LENA = {"id": 1, "login": "lena-beet", "type": "User", "public_repos": 3}
SHED = {"id": 9, "name": "shed", "full_name": "lena-beet/shed", "owner": LENA, "fork": False}
SHED |= {"private": False, "created_at": AT, "stargazers_count": 5, "forks_count": 2}


def read(network, url, body, **more):
    return understood(network, {"request": {"url": url}, "status": 200, "headers": {}, "body": body} | more)


def status(who, number, replies):
    account = {"id": who, "acct": who, "followers_count": 7}
    counts = {"favourites_count": 1, "reblogs_count": 2, "replies_count": replies}
    return {"id": number, "created_at": AT, "content": "<p>Beete</p>", "account": account} | counts


def on_bluesky(who, number, likes):
    author = {"did": f"did:plc:{who}", "handle": f"{who}.example"}
    uri, record = f"at://did:plc:{who}/app.bsky.feed.post/{number}", {"text": "Beete", "createdAt": AT}
    return {"uri": uri, "author": author, "record": record, "likeCount": likes, "indexedAt": AT}


def told(name):
    return {"name": name, "username": name, "id": "7"}


@pytest.mark.parametrize(
    ("network", "url", "body", "headers", "page"),
    [
        (
            "mastodon",
            "https://a.example/api/v1/accounts/1/following",
            [],
            {"link": '<https://a.example/2>; rel="next"'},
            "/2",
        ),
        (
            "x",
            f"{X}/users/7/followers",
            {"data": [told("ida")], "meta": {"next_token": "n1"}},
            {},
            "pagination_token=n1",
        ),
        (
            "twitch",
            "https://api.twitch.tv/helix/games/top",
            {"data": [], "pagination": {"cursor": "c1"}},
            {},
            "after=c1",
        ),
        (
            "hackernews",
            "https://hn.algolia.com/api/v1/search?query=x",
            {"hits": [{}], "page": 1, "nbPages": 3},
            {},
            "page=2",
        ),
    ],
)
def test_the_next_page_of_any_list_is_told(network, url, body, headers, page):
    assert read(network, url, body, headers=headers).next.endswith(page)


def test_the_last_page_of_a_search_leads_nowhere():
    last = {"hits": [{}], "page": 2, "nbPages": 3}
    assert read("hackernews", "https://hn.algolia.com/api/v1/search?query=x", last).next is None


def test_replies_are_people_and_posts_with_counts_of_their_own():
    replies = {"ancestors": [], "descendants": [status("ida", "2", 4), status("ida", "3", 0)]}
    page = read("mastodon", "https://a.example/api/v1/statuses/1/context", replies)
    assert (page.people, [post.reactions["reply"] for post in page.posts]) == (1, [4, 0])


def test_a_thread_on_bluesky_is_its_posts_and_who_wrote_them():
    blocked = {"$type": "app.bsky.feed.defs#blockedPost", "uri": "at://x", "blocked": True}
    answers = [
        {"post": on_bluesky("ida", "2", 8), "replies": [{"post": on_bluesky("otto", "3", 0)}]},
        blocked,
    ]
    tree = {
        "parent": {"post": on_bluesky("otto", "0", 5)},
        "post": on_bluesky("lena", "1", 9),
        "replies": answers,
    }
    page = read("bluesky", "https://public.api.bsky.app/xrpc/app.bsky.feed.getPostThread", {"thread": tree})
    assert sorted(post.reactions["like"] for post in page.posts) == [0, 5, 8, 9]
    assert page.people == 3


@pytest.mark.parametrize("name", ["actors", "blocks", "mutes", "notifications"])
def test_people_on_bluesky_are_counted_whatever_their_list_is_called(name):
    people = [on_bluesky("ida", "1", 0)["author"], on_bluesky("otto", "1", 0)["author"]]
    assert read("bluesky", "https://public.api.bsky.app/xrpc/app.bsky.x.y", {name: people}).people == 2


def test_an_organisation_and_the_own_account_are_accounts_on_github_and_no_repositories():
    own = read("github", f"{GITHUB}/user", LENA | {"followers": 0, "created_at": AT, "name": "Lena"})
    place = read(
        "github", f"{GITHUB}/orgs/beete", {"id": 5, "login": "beete", "followers": 20, "created_at": AT}
    )
    assert (own.profile.reach, own.posts, place.profile.reach) == (0, None, 20)
    release = [{"id": 4, "name": "v1", "author": LENA, "created_at": AT}]
    assert read("github", f"{GITHUB}/repos/lena-beet/shed/releases", release).posts is None


def test_who_starred_committed_or_wrote_is_counted_on_github():
    named = [
        {"starred_at": AT, "user": LENA},
        {"sha": "a", "author": LENA | {"login": "ida"}},
        {"author": None},
    ]
    assert read("github", f"{GITHUB}/repos/lena-beet/shed/stargazers", named).people == 2
    starred = read("github", f"{GITHUB}/users/ida/starred", [{"starred_at": AT, "repo": SHED}])
    assert [post.reactions for post in starred.posts] == [{"star": 5, "repost": 2}]


def test_a_comment_or_a_photo_asked_for_by_id_is_no_account():
    written = {"id": "9", "username": "ida", "text": "ja", "like_count": 4, "timestamp": AT}
    comment = read("instagram", f"{GRAPH}/17900000000000009?fields=id,username", written)
    assert (comment.profile, [post.reactions["like"] for post in comment.posts]) == (None, [4])
    photo = {"id": "77", "created_time": AT, "name": "Beet", "likes": {"summary": {"total_count": 8}}}
    assert [post.reactions["like"] for post in read("facebook", f"{GRAPH}/77", photo).posts] == [8]


def test_an_account_whose_name_was_not_asked_for_has_its_followers():
    told_only = {"business_discovery": {"id": "1784", "followers_count": 55}, "id": "1"}
    assert read("instagram", f"{GRAPH}/1?fields=business_discovery", told_only).profile.reach == 55
    channel = {"kind": "youtube#channel", "id": "UC" + "1" * 22, "statistics": {"subscriberCount": "20"}}
    url = "https://www.googleapis.com/youtube/v3/channels?part=statistics&mine=true"
    assert read("youtube", url, {"items": [channel]}).profile.reach == 20


def test_posts_of_which_only_a_part_was_asked_for_are_said_and_no_refusal():
    video = {"kind": "youtube#video", "id": "abcdefghijk", "statistics": {"viewCount": "7", "likeCount": "2"}}
    only = read("youtube", "https://www.googleapis.com/youtube/v3/videos?part=statistics", {"items": [video]})
    assert only.error is None
    assert "1 items, viewCount 7, likeCount 2" in only.says
    ids = read("instagram", f"{GRAPH}/1784/media", {"data": [{"id": "1"}, {"id": "2"}]})
    assert (ids.error, ids.posts) == (None, None)
    assert "2 entries" in ids.says


def test_pages_by_name_are_counted_like_pages_by_id():
    pages = {
        "beete": {"id": "20", "name": "B", "fan_count": 3},
        "wiese": {"id": "21", "name": "W", "fan_count": 0},
    }
    assert read("facebook", f"{GRAPH}/?ids=beete,wiese", pages).reaches == {"20": 3, "21": 0}


def test_comments_on_youtube_have_likes_and_answers():
    said = {
        "id": "c",
        "snippet": {
            "textDisplay": "ja",
            "likeCount": 2,
            "publishedAt": AT,
            "authorChannelId": {"value": "UCi"},
        },
    }
    thread = {
        "kind": "youtube#commentThread",
        "id": "t",
        "snippet": {"topLevelComment": said, "totalReplyCount": 3},
    }
    page = read(
        "youtube", "https://www.googleapis.com/youtube/v3/commentThreads?videoId=v", {"items": [thread]}
    )
    assert (page.people, [post.reactions for post in page.posts]) == (1, [{"like": 2, "reply": 3}])


def test_a_tree_on_reddit_has_its_post_and_every_comment_and_a_page_of_comments_is_no_tree():
    def thing(kind, name, **more):
        who = {"id": name, "author": name, "subreddit_type": "public", "created_utc": 1.79e9, "score": 5}
        return {"kind": kind, "data": who | more}

    below = thing("t1", "ida", replies={"data": {"children": [thing("t1", "otto", replies="")]}})
    more = {"kind": "more", "data": {"count": 4}}
    tree = [
        {"data": {"children": [thing("t3", "lena", num_comments=2)]}},
        {"data": {"children": [below, more]}},
    ]
    page = read("reddit", "https://oauth.reddit.com/comments/lena", tree)
    assert (page.people, len(page.posts), page.dropped) == (2, 3, 0)
    newest = {"data": {"children": [thing("t1", "ida", replies="")], "after": "t1_ida"}}
    assert not read("reddit", "https://oauth.reddit.com/r/beete/comments/", newest).kind

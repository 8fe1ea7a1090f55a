"""The networks we read, by name. One more is one more line here and a module beside it."""

from pegel.networks.blog import Blog
from pegel.networks.bluesky import Bluesky
from pegel.networks.facebook import Facebook
from pegel.networks.flickr import Flickr
from pegel.networks.github import GitHub
from pegel.networks.hackernews import HackerNews
from pegel.networks.instagram import Instagram
from pegel.networks.lastfm import Lastfm
from pegel.networks.mastodon import Mastodon
from pegel.networks.network import Network
from pegel.networks.reddit import Reddit
from pegel.networks.stackexchange import StackExchange
from pegel.networks.twitch import Twitch
from pegel.networks.wikipedia import Wikipedia
from pegel.networks.x import X
from pegel.networks.youtube import YouTube

NETWORKS: dict[str, type[Network]] = {
    "mastodon": Mastodon,
    "bluesky": Bluesky,
    "github": GitHub,
    "x": X,
    "facebook": Facebook,
    "instagram": Instagram,
    "reddit": Reddit,
    "twitch": Twitch,
    "youtube": YouTube,
    "stackexchange": StackExchange,
    "hackernews": HackerNews,
    "wikipedia": Wikipedia,
    "flickr": Flickr,
    "lastfm": Lastfm,
    "blog": Blog,
}

"""The networks we read, by name. One more is one more line here and a module beside it."""

from pegel.networks.bluesky import Bluesky
from pegel.networks.github import GitHub
from pegel.networks.mastodon import Mastodon
from pegel.networks.network import Network

NETWORKS: dict[str, type[Network]] = {
    "mastodon": Mastodon,
    "bluesky": Bluesky,
    "github": GitHub,
}

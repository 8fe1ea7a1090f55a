"""The sites of Stack Exchange, by the name that its API wants and by their domain. https://api.stackexchange.com/docs/sites

Most live under stackexchange.com; some have a .com of their own, one a .net.
"""

from __future__ import annotations

import re

from pegel.errors import InvalidField

COM = r"(?:[a-z-]+\.)?(?:stackoverflow|serverfault|superuser|askubuntu|stackapps)"
SITE = re.compile(rf"{COM}|(?:meta\.)?mathoverflow\.net|[a-z0-9-]+(?:\.meta)?")
HANDLE = re.compile(r"0*(\d{1,12})@([a-z0-9.-]+)")
ADDRESS = re.compile(r"(?:https?://)?(?:www\.)?((?:[a-z0-9-]+\.)+[a-z]+)/users/0*(\d{1,12})(?:[/?#].*)?")


def short(host: str) -> str:
    """The API's name of a site from its domain; what is no domain stays."""
    host = host.lower().removeprefix("www.").removesuffix(".stackexchange.com")
    if host == "mathoverflow":
        return "mathoverflow.net"
    name = host.removesuffix(".com")
    return name if re.fullmatch(COM, name) else host


def domain(site: str) -> str:
    """Where a site lives."""
    if site.endswith(".net"):
        return site
    return f"{site}.com" if re.fullmatch(COM, site) else f"{site}.stackexchange.com"


def account(text: str) -> str:
    """The one spelling of an account: `22656@stackoverflow`, also from the address of its profile."""
    given = text.strip().lower()
    user, host = "", ""
    if found := HANDLE.fullmatch(given):
        user, host = found.groups()
    elif found := ADDRESS.fullmatch(given):
        host, user = found.groups()
    site = short(host)
    if not SITE.fullmatch(site):
        raise InvalidField("/handle", f"{text!r} is no account: write 22656@stackoverflow, or its address")
    return f"{user}@{site}"


def address(handle: str) -> str:
    """Where people look at an account."""
    user, site = handle.split("@")
    return f"https://{domain(site)}/users/{user}"

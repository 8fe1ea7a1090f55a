"""The page: a frame in two languages and its static files.

No permissions at all: whatever a page shows, the browser asks the public HTTP API for. Every file is known
by name when the function starts, so there is no path to climb out of.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import html
import json
import mimetypes
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlencode

from pegel.http.ids import new_request_id

PUBLIC_URL = os.environ["PEGEL_PUBLIC_URL"]
HERE = Path(__file__).parent
FILES = {path.relative_to(HERE / "static").as_posix(): path for path in (HERE / "static").rglob("*.*")}
CONTENT = {name: path.read_bytes() for name, path in sorted(FILES.items())}
PAGES = {path.stem: path.read_text("utf-8") for path in (HERE / "pages").glob("*.html")}
LANGUAGES = ("en", "de")
CHOICES = {"lang": LANGUAGES, "theme": ("light", "dark")}
WORDS: dict[str, dict[str, str]] = {code: json.loads(CONTENT[f"words/{code}.json"]) for code in LANGUAGES}
# One hash for all files, as a folder of their address: modules find each other by relative paths.
VERSION = hashlib.sha256(b"".join(name.encode() + body for name, body in CONTENT.items())).hexdigest()[:12]
MODULES = [name for name in CONTENT if name.endswith(".js")]
EXAMPLE = "mira"  # of the demo world; an instance without her shows the welcome page without an example
NAME = re.compile(r"[a-z0-9][a-z0-9_.-]{0,63}")  # of a public page

FOREVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "public, no-cache"  # kept, but never shown without asking whether it is still the one
SMALL = 512  # bytes; below, gzip gains nothing
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}

Answer = dict[str, Any]
mimetypes.add_type("font/woff2", ".woff2")
mimetypes.add_type("text/javascript", ".js")


@dataclass(frozen=True, slots=True)
class Request:
    """What a page depends on."""

    path: str
    query: dict[str, str]
    headers: dict[str, str]

    @property
    def language(self) -> str:
        """Asked for in the address, else the first of the reader's languages that there is, else English."""
        preferred = re.split(r"[,;]", self.headers.get("accept-language", ""))
        codes = [self.query.get("lang", ""), *(each.strip()[:2].lower() for each in preferred)]
        return next((code for code in codes if code in LANGUAGES), "en")

    @property
    def chosen(self) -> dict[str, str]:
        """Language and theme travel in the address: nothing is stored in the browser."""
        return {key: self.query[key] for key, values in CHOICES.items() if self.query.get(key) in values}


def lambda_handler(event: dict[str, Any], context: object) -> Answer:
    """Answer one request of the HTTP API (payload format 2.0)."""
    path = unquote(event.get("rawPath") or "/")
    headers = {name.lower(): value for name, value in (event.get("headers") or {}).items()}
    request = Request(path, event.get("queryStringParameters") or {}, headers)
    if path.startswith("/assets/"):
        return asset(path.removeprefix("/assets/"), request)
    if path == "/openapi.json" and "openapi.json" in CONTENT:
        return send(CONTENT["openapi.json"], "application/json", ASK_AGAIN, request)
    if path == "/":
        return look_up(request) if request.query.get("name") else page("welcome", request, EXAMPLE)
    name = path.removeprefix("/@").lower()
    if path.startswith("/@") and NAME.fullmatch(name):
        return page("score", request, name)
    return page("missing", request, status=404)


def asset(path: str, request: Request) -> Answer:
    """A static file. Under the current version it never changes; older pages get it too."""
    version, _, rest = path.partition("/")
    name = rest if rest in CONTENT else path
    if name not in CONTENT:
        return page("missing", request, status=404)
    for_good = version == VERSION or name.endswith(".woff2")
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return send(CONTENT[name], kind, FOREVER if for_good else ASK_AGAIN, request)


def look_up(request: Request) -> Answer:
    """From the form of the welcome page to the page it asks for; works without JavaScript."""
    name = request.query["name"].strip().lower().removeprefix("@")
    target = f"/@{quote(name, safe='')}{tail(request.chosen)}"
    return {
        "statusCode": 303,
        "headers": {
            **HEADERS,
            "Request-Id": new_request_id(),
            "Location": target,
            "Cache-Control": "no-store",
        },
    }


def page(kind: str, request: Request, name: str = "", status: int = 200) -> Answer:
    """The frame around one page, in the reader's language and theme."""
    words, chosen = WORDS[request.language], request.chosen
    address = f"{PUBLIC_URL}/@{quote(name)}"
    values = {key: html.escape(text) for key, text in words.items()} | {
        "language": request.language,
        "theme": f' data-theme="{chosen["theme"]}"' if "theme" in chosen else "",
        "page": kind,
        "name": html.escape(name),
        "title": html.escape(words[f"{kind}.title"].replace("{name}", name)),
        "assets": f"/assets/{VERSION}",
        "site": PUBLIC_URL,
        "address": address,
        "embed": html.escape(f"{address}/oembed?{urlencode({'url': address, 'format': 'json'})}"),
        "modules": "".join(f'<link rel="modulepreload" href="/assets/{VERSION}/{each}">' for each in MODULES),
        "preload": preload(kind, name, request.language),
        "home": "/" + tail(chosen),
        "hidden": "".join(f'<input type="hidden" name="{k}" value="{v}">' for k, v in chosen.items()),
    }
    for code in LANGUAGES:
        values[f"to.{code}"] = html.escape(quote(request.path, safe="/@") + tail({**chosen, "lang": code}))
        values[f"is.{code}"] = ' aria-current="true"' if code == request.language else ""
    shared = PAGES["shared"] if kind == "score" else ""  # what other sites read of it
    body = fill(PAGES["frame"].replace("{{shared}}", shared).replace("{{main}}", PAGES[kind]), values)
    return send(body.encode(), "text/html; charset=utf-8", ASK_AGAIN, request, status)


def fill(template: str, values: dict[str, str]) -> str:
    """Put values where the template has {{their name}}; one without a value is a mistake and raises."""
    return re.sub(r"\{\{([\w.]+)\}\}", lambda match: values[match[1]], template)


def preload(kind: str, name: str, language: str) -> str:
    """What the page is going to ask the API for, said in its head: it saves the wait for the modules."""
    if kind != "score":
        return ""
    paths = ("", "/history?days=90", f"/explanation?language={language}")
    address = f"/v3/scores/{quote(name)}"
    return "".join(f'<link rel="preload" as="fetch" crossorigin href="{address}{path}">' for path in paths)


def tail(chosen: dict[str, str]) -> str:
    """The end of an address that carries the choices on."""
    return f"?{urlencode(chosen)}" if chosen else ""


def send(body: bytes, kind: str, cache: str, request: Request, status: int = 200) -> Answer:
    """An answer with a strong ETag, compressed where that is welcome and worth it."""
    tag = hashlib.sha256(body).hexdigest()[:20]
    told = {
        **HEADERS,
        "Request-Id": new_request_id(),
        "Content-Type": kind,
        "Cache-Control": cache,
        "Vary": "Accept-Encoding, Accept-Language",
    }
    packs = len(body) >= SMALL and not kind.startswith(("font/", "image/png"))
    if packs and "gzip" in request.headers.get("accept-encoding", ""):
        body, tag = gzip.compress(body, mtime=0), f"{tag}-gzip"
        told["Content-Encoding"] = "gzip"
    told["ETag"] = f'"{tag}"'
    if status == 200 and told["ETag"] in request.headers.get("if-none-match", ""):
        return {"statusCode": 304, "headers": {k: v for k, v in told.items() if k != "Content-Encoding"}}
    return {
        "statusCode": status,
        "headers": told,
        "body": base64.b64encode(body).decode(),
        "isBase64Encoded": True,
    }

"""Recorded answers in place of the internet: same request, same answer, on any machine and any day.

A file holds one exchange (`request status headers body _source`) or a list of them; the form of a POST is
`request.data`. A request is looked for

1. as it is: host, path and query; parameters recorded as `<REDACTED>` are left out on both sides,
   `localhost:3000` stands for any server, the order of parameters and the case of `FALSE` do not matter;
2. with other sizes and orders of the page (`limit`, `sort` …), bsky.social and public.api.bsky.app being
   one, and an account named by its id where it was recorded by its handle, or the other way round;
3. among addresses inferred from tests: host and path alone; `{version}`, `:id` and `…` stand for anything.

A page is never answered with another one: what says where a page starts must be the same.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from pegel.answer import Answer, roomier
from pegel.errors import BadAnswer, CannotRun, NotRecorded
from pegel.times import when

ANY = "localhost:3000"  # a server under test: stands for every server
ONE = {"bsky.social": "public.api.bsky.app"}  # the same methods answer on both
VERSIONED = "api.stackexchange.com"  # what was recorded of 2.0 and 2.2 has the shapes of 2.3
REDACTED = "<REDACTED>"
LIMIT = 1_000_000  # bytes of one body, as from a live host
LOOSE = re.compile(  # size, order and selection of a page; anything else must be the same
    r"limit|per_?page|pagesize|max_?results|hitsperpage|first|sort|direction|order|filter|type|local"
    r"|exclude_reblogs|exclude_replies|only_media|includepins",
    re.IGNORECASE,
)
START = re.compile(
    r"cursor|max_id|min_id|since_id|page|after|before|offset|pagetoken", re.IGNORECASE
)  # of a page
WILD = re.compile(r"\{[^}/]*\}|:[a-z_]+(?=/|$)|…")

Query = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Exchange:
    """One recorded request and its answer."""

    method: str
    host: str
    path: str
    query: Query
    inferred: bool  # the URL is a reading of tests: host and path only
    recorded: Mapping[str, Any]


class Replay:
    """Answers from a folder of recordings and its subfolders; an unknown request raises NotRecorded."""

    def __init__(self, folder: str | Path, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.folder, self.clock = Path(folder), clock
        self.counts: Counter[str] = Counter()
        if not self.folder.is_dir():
            raise CannotRun(f"no folder {folder} to replay from: name a folder of recorded answers")
        self.known: dict[tuple[str, str, str], list[Exchange]] = {}
        self.inferred: list[Exchange] = []
        self.ids: dict[str, str] = {}  # handle -> id, as the recordings tell
        for recorded in recordings(self.folder):
            self._keep(to_exchange(recorded))

    def get(self, url: str, headers: Mapping[str, str] = {}) -> Answer:
        """The recorded answer; 304 when the validator sent is the recorded one."""
        answer = self._told("GET", url, self._find(url))
        validator = {name.lower(): value for name, value in headers.items()}.get("if-none-match")
        if validator and validator == answer.headers.get("etag"):
            return replace(answer, status=304, body=b"")
        return answer

    def post(self, url: str, data: Mapping[str, str], headers: Mapping[str, str] = {}) -> Answer:
        """The recorded answer to a form; a field recorded as `<REDACTED>` may hold anything."""
        host, path, query = key(url)
        same = (e for e in self.known.get(("POST", host, path), []) if e.query == query and _sends(e, data))
        return self._told("POST", url, next(same, None))

    def _told(self, method: str, url: str, exchange: Exchange | None) -> Answer:
        self.counts[urlsplit(url).netloc.lower()] += 1
        if not exchange:
            raise NotRecorded(f"{method} {url} is not recorded in {self.folder}")
        answer = to_answer(exchange.recorded, url, self.clock)
        if len(answer.body) > (limit := roomier(LIMIT, answer.headers)):
            raise BadAnswer(f"{url} is too large: more than {limit:,} bytes")
        return answer

    def _keep(self, exchange: Exchange) -> None:
        body = exchange.recorded.get("body")
        for about in [body, *(body.get("profiles") or [])] if isinstance(body, dict) else []:
            if isinstance(about, dict) and isinstance(about.get("did"), str) and "handle" in about:
                self.ids[str(about["handle"]).lower()] = about["did"]
        if exchange.inferred:
            self.inferred.append(exchange)
        else:
            self.known.setdefault((exchange.method, exchange.host, exchange.path), []).append(exchange)

    def _find(self, url: str) -> Exchange | None:
        host, path, query = key(url)
        for same in (_as_it_is, self._but_for_size):
            for name in (host, ONE.get(host), *(pds for pds, one in ONE.items() if one == host), ANY):
                for exchange in self.known.get(("GET", name or "", path), []):
                    if same(exchange.query, query):
                        return exchange
        return next((e for e in self.inferred if _inferred(e, host, path, query)), None)

    def _but_for_size(self, recorded: Query, asked: Query) -> bool:
        return self._tight(recorded, recorded) == self._tight(asked, recorded)

    def _tight(self, query: Query, recorded: Query) -> Query:
        kept = ((name, self.ids.get(value.lower(), value)) for name, value in _told(query, recorded))
        return tuple(sorted((name, value) for name, value in kept if not LOOSE.fullmatch(name)))


def recordings(folder: Path) -> Iterator[Mapping[str, Any]]:
    """Every exchange of a folder's JSON files, by name of file; other JSON files are passed over."""
    for file in sorted(folder.rglob("*.json")):
        yield from read_file(file)


def read_file(file: Path) -> list[Mapping[str, Any]]:
    """The exchanges of one file, one or a list of them; CannotRun for a file that is no JSON."""
    try:
        content = json.loads(file.read_text("utf-8"))
    except OSError as error:
        raise CannotRun(f"{file} cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise CannotRun(f"{file} is no recording: it is not JSON ({error})") from error
    exchanges = content if isinstance(content, list) else [content]
    return [each for each in exchanges if isinstance(each, dict) and isinstance(each.get("request"), dict)]


def to_exchange(recorded: Mapping[str, Any]) -> Exchange:
    """A recording with its key taken apart."""
    request, source = recorded["request"], recorded.get("_source") or {}
    inferred = bool(source.get("url_inferred_from_tests"))
    return Exchange(str(request.get("method", "GET")).upper(), *key(str(request["url"])), inferred, recorded)


def to_answer(recorded: Mapping[str, Any], url: str, clock: Callable[[], datetime]) -> Answer:
    """The recorded answer as it came, a server under test renamed to the one that was asked."""
    headers = {str(name).lower(): str(value) for name, value in (recorded.get("headers") or {}).items()}
    body = recorded.get("body")
    text = body if isinstance(body, str) else json.dumps(body, ensure_ascii=False)
    if urlsplit(str(recorded["request"]["url"])).netloc == ANY and (server := urlsplit(url).netloc) != ANY:
        text = text.replace(f"http://{ANY}", f"https://{server}")
        headers = {n: value.replace(f"http://{ANY}", f"https://{server}") for n, value in headers.items()}
    said = (headers.get("date"), (recorded.get("_source") or {}).get("recorded_at"), *_resets(headers))
    at = next((time for time in map(when, said) if time), None) or clock()
    return Answer(int(recorded.get("status") or 200), headers, text.encode("utf-8", "replace"), url, at)


def key(url: str) -> tuple[str, str, Query]:
    """Host, path and query of a URL, the scheme left out; the first page is the one without a number."""
    parts = urlsplit(url)
    query = ((name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True))
    plain = ((name, value.lower() if value.lower() in ("true", "false") else value) for name, value in query)
    host, path = parts.netloc.lower(), unquote(parts.path)
    path = re.sub(r"^/2\.\d/", "/2.3/", path) if host == VERSIONED else path
    return host, path, tuple(sorted(p for p in plain if p != ("page", "1")))


def _as_it_is(recorded: Query, asked: Query) -> bool:
    return _told(recorded, recorded) == _told(asked, recorded)


def _sends(exchange: Exchange, data: Mapping[str, str]) -> bool:
    """Whether the recorded form (`request.data`) is this one."""
    form = exchange.recorded["request"].get("data") or {}
    return form.keys() == data.keys() and all(form[name] in (REDACTED, data[name]) for name in form)


def _told(query: Query, recorded: Query) -> Query:
    hidden = {name for name, value in recorded if value == REDACTED}
    return tuple((name, value) for name, value in query if name not in hidden)


def _inferred(exchange: Exchange, host: str, path: str, asked: Query) -> bool:
    pattern = "[^/]+".join(re.escape(part) for part in WILD.split(exchange.path))
    starts = [[pair for pair in query if START.fullmatch(pair[0])] for query in (exchange.query, asked)]
    same_host = ONE.get(host, host) == ONE.get(exchange.host, exchange.host) or exchange.host == ANY
    return same_host and starts[0] == starts[1] and re.fullmatch(pattern, path) is not None


def _resets(headers: Mapping[str, str]) -> list[str | None]:
    """When nothing else dates an answer: the end of its rate window, minutes away at most."""
    return [headers.get(name) for name in ("x-ratelimit-reset", "ratelimit-reset", "x-rate-limit-reset")]

"""Tagged material read from files: recorded answers of networks, lists of texts, tables.

*.tsv, *.csv      a header with `text` and `tags` (or `topics`; separated by `|` or `,`), and perhaps
                  `language`, `source`, `account`
*.json, *.jsonl   objects, lists of objects, or recorded answers (`body`, `items`, `posts` inside) with a text
                  under title, text, content, description or excerpt, and tags under tags or topics:
                  questions of Stack Exchange, repositories of GitHub (their `language` is a tag), statuses of
                  Mastodon, snapshots of `pegel read --json`; tag lists of Stack Exchange have no text
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from pegel.errors import CannotRun
from pegel.networks.values import Page
from pegel.scoring.topics.judging import Tagged
from pegel.social import Post

SUFFIXES = (".tsv", ".csv", ".json", ".jsonl")
TEXTS = ("title", "text", "content", "description", "excerpt")
TAGS = ("tags", "topics")
COUNTS = (
    "score",
    "answer_score",
    "stargazers_count",
    "watchers_count",
    "watchers",
    "favourites_count",
    "count",
)
INSIDE = ("body", "items", "posts", "statuses", "data")
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)  # age plays no part in topics


def in_folder(folder: Path) -> list[Tagged]:
    """Everything tagged in a folder and those below it; CannotRun where there is nothing."""
    files = sorted(file for file in folder.rglob("*") if file.suffix in SUFFIXES)
    found = [one for file in files for one in in_file(file)]
    if not any(one.post.tags for one in found):
        raise CannotRun(f"{folder} holds nothing tagged that is understood ({', '.join(SUFFIXES)})")
    return found


def read(file: Path) -> str:
    """A text file; CannotRun where it cannot be read."""
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as failure:
        raise CannotRun(f"{file} cannot be read: {failure}") from failure


def in_file(file: Path) -> Iterator[Tagged]:
    """What one file holds; the file is the account, unless an entry names one."""
    number = count(1)
    for entry in entries(file):
        tags = tags_of(entry)
        text = text_of(entry)
        if tags or text:
            post = Post(
                id=str(entry.get("id") or f"{next(number):06d}"),
                posted_at=LONG_AGO,
                reactions=reactions_of(entry),
                tags=tags,
                excerpt=text,
                language=None if is_repository(entry) else entry.get("language") or entry.get("lang"),
            )
            account = str(entry.get("account") or file)
            yield Tagged(str(entry.get("source") or file.parent.name), post, account)


def entries(file: Path) -> Iterable[Mapping[str, Any]]:
    """The objects of a file."""
    text = read(file)
    try:
        if file.suffix in (".tsv", ".csv"):
            return list(csv.DictReader(text.splitlines(), delimiter="\t" if file.suffix == ".tsv" else ","))
        if file.suffix == ".jsonl":
            return [
                found for line in text.splitlines() if line.strip() for found in objects(json.loads(line))
            ]
        return list(objects(json.loads(text)))
    except (ValueError, csv.Error) as failure:
        raise CannotRun(f"{file} cannot be read: {failure}") from failure


def objects(value: Any) -> Iterator[Mapping[str, Any]]:
    """The entries of an answer, however deep its list lies."""
    if isinstance(value, list):
        for each in value:
            yield from objects(each)
    elif isinstance(value, dict):
        deeper = [value[key] for key in INSIDE if isinstance(value.get(key), list | dict)]
        if deeper:
            for each in deeper:
                yield from objects(each)
        else:
            yield value


def tags_of(entry: Mapping[str, Any]) -> tuple[str, ...]:
    """Tags as words, whatever shape they have."""
    tags: list[Any] = []
    for key in TAGS:
        value = entry.get(key)
        tags += value if isinstance(value, list) else (value or "").replace("|", ",").split(",")
    names = [tag.get("name") if isinstance(tag, dict) else tag for tag in tags]
    if is_repository(entry):
        names.append(entry.get("language"))
    if "user_id" in entry and ("tag_name" in entry or "count" in entry):  # lists of tags
        names.append(entry.get("tag_name") or entry.get("name"))
    return tuple(dict.fromkeys(str(name).strip() for name in names if name and str(name).strip()))


def text_of(entry: Mapping[str, Any]) -> str:
    """The text people read, without markup."""
    parts = [str(entry[key]) for key in TEXTS if entry.get(key) and isinstance(entry[key], str)]
    if is_repository(entry):
        parts.insert(0, f"{entry.get('name') or ''}:")
    return " ".join(Page(part).text if "<" in part else part for part in parts).strip(": ")


def is_repository(entry: Mapping[str, Any]) -> bool:
    """Whether an entry is one of GitHub's."""
    return "full_name" in entry or "stargazers_count" in entry


def reactions_of(entry: Mapping[str, Any]) -> dict[str, int | None]:
    """What others did with it, as far as it says."""
    told = entry.get("reactions")
    if isinstance(told, dict):
        return told
    return {"like": next((entry[key] for key in COUNTS if isinstance(entry.get(key), int)), None)}

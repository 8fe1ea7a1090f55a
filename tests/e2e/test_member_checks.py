"""A member checks the score: what it was computed from, what it would be, everything that is kept of them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from e2e.journey import get
from people import Answer, Person

from pegel.cli.stack.stack import Stack


def again(file: Path) -> Any:
    """What `pegel score --snapshot FILE` says, offline: without the stack's settings."""
    command = [sys.executable, "-m", "pegel.cli.pegel", "score", "--snapshot", str(file), "--json"]
    return json.loads(subprocess.run(command, check=True, capture_output=True, env={}).stdout)


def test_anybody_computes_the_served_score_again_to_the_last_bit(
    stack: Stack, served: Answer, tmp_path: Path
):
    file = tmp_path / "mira.json"
    file.write_bytes(get(stack, "/v3/scores/mira/snapshot").body)
    told = again(file)
    assert told["same"] is True
    assert told["value"].hex() == served.json()["value"].hex()
    assert told["inputs"] == served.json()["inputs"]


def test_the_export_holds_the_file_and_everything_else(mira: Person, served: Answer, tmp_path: Path):
    export = mira.ask("POST", "/v3/me/export")
    assert export.status == 200, export.body
    file = tmp_path / "export.json"
    file.write_bytes(export.body)
    assert again(file)["value"].hex() == served.json()["value"].hex()
    held = export.json()
    assert held["score"] == served.json()
    assert held["profile"]["name"] == "mira"
    assert {one["network"] for one in held["accounts"] if one["reading"]} == {"mastodon", "bluesky", "github"}
    assert held["history"][-1]["model"] == served.json()["model"]


def test_what_if_is_answered_by_the_real_scorer(mira: Person, served: Answer):
    (account,) = [
        one for one in mira.ask("GET", "/v3/me/accounts").json()["data"] if one["network"] == "mastodon"
    ]
    change = {"kind": "reposts", "network": "mastodon", "account_id": account["account_id"], "amount": 20}
    told = mira.ask("POST", "/v3/me/what-if", {"changes": [change]})
    assert told.status == 200, told.body
    found = told.json()
    assert found["before"]["value"].hex() == served.json()["value"].hex()
    assert found["change"] == found["after"]["value"] - found["before"]["value"] > 0
    assert "20" in found["assumptions"][0]
    assert sum(one["after"] for one in found["accounts"]) + 1 - found["after"]["value"] < 1e-9


def test_what_must_never_pay_is_refused_with_the_reason(mira: Person, served: Answer):
    change = {"kind": "bought", "network": "mastodon", "account_id": "any"}
    refused = mira.ask("POST", "/v3/me/what-if", {"changes": [change]})
    assert (refused.status, refused.json()["code"]) == (422, "not_advised")
    assert "for sale" in refused.json()["detail"]

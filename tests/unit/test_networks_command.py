"""`pegel networks` where no installation is asked: the tables, and what the command line never takes."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from pegel.cli.access import quota, quota_table
from pegel.cli.access.enable import secret, units
from pegel.cli.pegel import main
from pegel.errors import CannotRun
from pegel.networks import NETWORKS

MONEY = quota.Quota(
    "x", "X", "", (quota.Host("api.x.com", 300, 900, 26, 0.5, None),), "micro-dollars", 10_000_000,
    2_500_000, 1_000_000, 50, 50_000.0, 610_000,
)  # fmt: skip


def test_every_network_is_listed_with_its_reason(capsys):
    assert main(["networks", "list", "--json"]) == 0
    told = {one["name"]: one for one in json.loads(capsys.readouterr().out)["data"]}
    assert list(told) == list(NETWORKS)
    assert told["mastodon"]["on"] and told["mastodon"]["counts"]
    assert not told["youtube"]["on"] and "a key" in told["youtube"]["off_because"]
    assert (told["youtube"]["kept_for"], told["youtube"]["counts"]) == (30, False)
    assert all(one["reads"] for one in told.values())


def test_the_table_for_people_names_all_and_says_that_nothing_was_entered(capsys):
    assert main(["networks", "list"]) == 0
    told = capsys.readouterr().out
    assert "no installation was named" in told
    assert [kind.title.split()[0] in told for kind in NETWORKS.values()] == [True] * len(NETWORKS)


def test_one_network_is_told_in_full(capsys):
    assert main(["networks", "list", "youtube"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "subscriberCount" in told and "Kept for 30 days" in told and "audit" in told


def test_the_readme_s_table_is_made_of_what_networks_say(capsys):
    assert main(["networks", "list", "--markdown"]) == 0
    table = capsys.readouterr().out
    assert len(table.splitlines()) == len(NETWORKS) + 2
    assert "| Mastodon | ✓ | – | ✓ |" in table, "followers, no lists, likes"
    assert table in (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def test_a_network_nobody_knows_is_one_sentence(capsys):
    assert main(["networks", "list", "friendster"]) == 1
    assert "there is no network friendster; there are: mastodon" in capsys.readouterr().err


def test_a_secret_on_the_command_line_is_refused_without_being_repeated():
    with pytest.raises(CannotRun) as refused:
        secret("", "hunter2", "--key")
    assert "hunter2" not in str(refused.value)


def test_a_secret_is_asked_for_or_read_from_a_file_or_from_standard_input(tmp_path):
    kept = tmp_path / "key"
    kept.write_text("from-a-file\n")
    piped = io.StringIO("from-a-pipe\n")
    told = [secret("", source, "--key", lambda _: "typed", piped) for source in ("?", f"@{kept}", "-")]
    assert told == ["typed", "from-a-file", "from-a-pipe"]


@pytest.mark.parametrize("source", ["@/nowhere/at/all", "?"])
def test_a_secret_that_is_not_there_is_a_sentence(source):
    with pytest.raises(CannotRun, match=r"--key: (/nowhere/at/all cannot be read|there was nothing)"):
        secret("", source, "--key", lambda _: " ")


@pytest.mark.parametrize(("name", "a_day", "why"), [("github", 5, "counts no units"), ("x", 0, "are none")])
def test_units_are_taken_only_where_they_are_counted_and_at_least_one(name, a_day, why):
    with pytest.raises(CannotRun, match=why):
        units(NETWORKS[name], a_day)
    assert units(NETWORKS["x"], 5_000_000) == 5_000_000


def test_a_run_is_estimated_by_what_readings_cost_lately_and_cut_by_money_and_hosts():
    assert quota.run_over(MONEY, 1000) == {"members": 1000, "units": 50_000_000, "readable": 200, "days": 5}
    few = quota.run_over(MONEY, 100)
    assert (few["readable"], few["days"]) == (100, 1)
    host = MONEY.hosts[0]
    assert host.readings_a_day == 300 * 96 // 26


def test_before_anything_was_read_it_is_estimated_by_what_is_put_aside():
    assert quota.run_over(replace(MONEY, per_reading=None), 10)["units"] == 6_100_000


def test_money_is_shown_as_money_beside_a_bar(capsys):
    quota_table.show([MONEY])
    told = capsys.readouterr().out
    assert "█" in told and "$2.500" in told and "$10.000" in told
    assert quota_table.bar(0.5) == "█" * 5 + "░" * 5
    assert quota_table.units(15, "units") == "15 units"

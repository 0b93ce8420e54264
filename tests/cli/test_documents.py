"""Every command's JSON has the keys that scripts rely on, all of them and always, alone on
stdout."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from qunmate import resources
from qunmate.cli.app import main

Run = Callable[..., Any]
GROUP = "Early Pages"

ROSTER = "import_id file rows new updated unchanged rejected errors errors_total mapping"
CHAT = (
    "import_id file format group messages new duplicates rejected members_new first last truncated"
    " errors errors_total"
)
LISTINGS = {
    "groups": "id name platform timezone members messages first_message last_message archived",
    "members": "id name is_self bot opt_out phone city trade birthday strengths needs notes custom"
    " tags identities groups",
    f"messages --group '{GROUP}' --limit 5": "id group sent_at member_id sender kind text reply_to"
    " platform_id",
    "highlights": "id group kind title text authors topics tags starred occurred_on messages",
    "plan --from 2026-10-01 --to 2026-11-30": "id groups kind title text starts_at ends_at rrule"
    " status lift",
    "imports": "id kind file sha256 group at new updated rejected undone",
}
MEMBERSHIP = (
    "group nickname role layer talk_role joined_on joined_known left_on invited_by expires_on"
    " last_spoke_on messages"
)
HEALTH = (
    "group from to messages speakers members active_rate stickiness messages_per_speaker"
    " top20_share gini hour_heatmap kinds daily conversations unanswered_rate first_reply_seconds"
    " roles joins leaves churn_rate activation_rate retention dormant layers pairs reach"
    " giant_share owner_dependency stage score score_parts ad_share variety plan_done_rate"
    " paid_members conversion_rate renewal_rate revenue data"
)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("documents") / "a.qunmate"
    demo = ["demo", "--messages", "1500", "--members", "60", "--until", "2026-11-20", "--json"]
    assert main(["--db", str(path), *demo]) == 0
    return path


@pytest.fixture
def run(file: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def run_(*words: str, code: int = 0) -> Any:
        capsys.readouterr()
        assert main(["--db", str(file), "--today", "2026-11-21", *words, "--json"]) == code
        out, err = capsys.readouterr()
        assert err == ""
        return json.loads(out)

    return run_


def has(document: dict[str, Any], keys: str) -> bool:
    """All the keys; more may come."""
    return set(keys.split()) <= set(document)


@pytest.mark.parametrize("command", LISTINGS)
def test_listings(run: Run, command: str) -> None:
    found = run(*shlex.split(command))
    assert found
    assert all(has(one, LISTINGS[command]) for one in found)


def test_members_tell_of_groups_and_identities(run: Run) -> None:
    found = run("members", "--group", GROUP)
    assert all(has(membership, MEMBERSHIP) for one in found for membership in one["groups"])
    assert all(set(one) == {"platform", "value"} for who in found for one in who["identities"])
    roles = {membership["role"] for one in found for membership in one["groups"]}
    assert roles <= {"owner", "admin", "member", None}
    assert all(isinstance(one["custom"], dict) and isinstance(one["tags"], list) for one in found)


def test_one_group(run: Run) -> None:
    assert has(run("group", "show", GROUP), LISTINGS["groups"])


def test_health(run: Run) -> None:
    found = run("health", "--group", GROUP)
    assert has(found, HEALTH)
    assert set(found["group"]) == {"id", "name", "platform", "timezone"}
    assert [len(day) for day in found["hour_heatmap"]] == [24] * 7
    assert all(
        set(day) == {"day", "messages", "speakers", "members", "joins", "leaves"}
        for day in found["daily"]
    )
    assert set(found["roles"]) == {"starter", "participant", "bystander"}
    layers = {"leader", "core", "active", "quiet", "dormant", "newcomer"}
    assert set(found["layers"]) == layers
    assert set(found["score_parts"]) == {
        "active_rate", "stickiness", "answered", "activation", "independence", "giant_share",
    }  # fmt: skip
    assert has(found["data"], "first_message last_message last_import gaps")
    assert run("health")["group"] is None


def test_search(run: Run) -> None:
    found = run("search", "read", "--limit", "3")
    assert set(found) == {"total", "more", "hits"}
    assert len(found["hits"]) == 3
    assert all(has(hit, "kind id group when who text") for hit in found["hits"])


def test_check(run: Run) -> None:
    found = run("check")
    assert set(found) == {"ok", "integrity", "problems", "schema", "size", "counts"}
    assert (found["ok"], found["integrity"], found["problems"]) == (True, "ok", [])


def test_imports(run: Run, tmp_path: Path) -> None:
    sheet = next(resources.path("samples").glob("*.xlsx"))
    run("group", "add", "样例", "--platform", "wechat")
    roster = run("import", "roster", str(sheet), "--group", "样例", "--dry-run")
    assert has(roster, ROSTER)
    assert roster["import_id"] is None
    assert all(has(one, "row column value problem") for one in roster["errors"])
    texts = sorted(map(str, resources.path("samples").glob("*.txt")))
    several = run("import", "chat", *texts, "--dry-run")
    assert all(has(one, CHAT) for one in several)
    one, failed = run("import", "chat", texts[0], str(tmp_path / "no.txt"), "--dry-run", code=1)
    assert has(one, CHAT)
    assert set(failed) == {"file", "error", "next"}


def test_written_files(run: Run, tmp_path: Path) -> None:
    for words in (
        ("export", "roster", "--group", GROUP, "-o", "a.xlsx"),
        ("export", "template", "-o", "b.xlsx"),
        ("export", "chat", "--group", GROUP, "-o", "c.jsonl"),
        ("digest", "--group", GROUP, "-o", "d.md"),
        ("backup", "-o", "e.qunmate"),
    ):
        target = tmp_path / words[-1]
        assert run(*words[:-1], str(target))["file"] == str(target)
        assert target.stat().st_size


def test_formats(run: Run) -> None:
    found = run("formats")
    assert all(has(one, "name kind title how suffixes write") for one in found)
    assert {one["kind"] for one in found} >= {"chat", "roster"}

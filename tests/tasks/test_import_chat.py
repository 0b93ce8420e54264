from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qunmate.data import groups, imports, messages
from qunmate.data.importers import worker
from qunmate.data.store import Store, open_store
from qunmate.errors import UserError
from qunmate.progress import finish
from qunmate.tasks.backup import check
from qunmate.tasks.chat_intake import ChatImport
from qunmate.tasks.export_chat import export_chat
from qunmate.tasks.import_chat import Pasted, SourceFailure, import_chat
from qunmate.tasks.undo_import import undo_import
from tests.chat_files import many, qq_text, write_qq

TODAY = date(2026, 11, 22)
TABLES = (
    "groups", "members", "identities", "names", "memberships", "stays", "messages", "mentions",
    "events", "daily_activity", "member_tags",
)  # fmt: skip


def take(
    store: Store, *sources: Path | Pasted, group: str | None = None, dry_run: bool = False
) -> list[ChatImport]:
    results = finish(import_chat(store, sources, group=group, today=TODAY, dry_run=dry_run))
    assert all(isinstance(result, ChatImport) for result in results)
    return [result for result in results if isinstance(result, ChatImport)]


def content(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """All that an import may touch, but for the list of imports."""
    found = {
        table: store.db.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3").fetchall()
        for table in TABLES
    }
    found["search"] = store.db.execute(
        "SELECT rowid FROM message_search('读') ORDER BY 1"
    ).fetchall()
    return found


def test_a_chat_makes_its_group_members_and_counts(store: Store, tmp_path: Path) -> None:
    path = write_qq(tmp_path / "a.txt", many(100))
    (result,) = take(store, path)
    assert (result.group, result.messages, result.new, result.members_new) == (
        "读书会",
        100,
        100,
        30,
    )
    (summary,) = groups.summaries(store.db)
    assert (summary.messages, summary.members, summary.group.platform) == (100, 30, "qq")
    assert store.db.execute("SELECT sum(messages) FROM daily_activity").fetchone() == (100,)
    (batch,) = imports.listing(store.db)
    assert (batch.new, batch.file, len(batch.sha256)) == (100, "a.txt", 64)


def test_the_same_file_again_brings_nothing(store: Store, tmp_path: Path) -> None:
    path = write_qq(tmp_path / "a.txt", many(100))
    take(store, path)
    before = content(store)
    (again,) = take(store, path)
    assert (again.new, again.duplicates, again.members_new) == (0, 100, 0)
    assert content(store) == before


def test_identical_lines_of_one_file_all_stay(store: Store, tmp_path: Path) -> None:
    rows = [("2026-01-01 9:00:00", "甲(11111)", "哈哈")] * 3 + many(5)
    path = write_qq(tmp_path / "a.txt", rows)
    assert take(store, path)[0].new == 8
    assert take(store, path)[0].new == 0


def test_an_overlapping_file_brings_only_what_is_new(store: Store, tmp_path: Path) -> None:
    rows = many(200)
    take(store, write_qq(tmp_path / "a.txt", rows[:120]))
    (second,) = take(store, write_qq(tmp_path / "b.txt", rows[70:]))
    assert (second.new, second.duplicates) == (80, 50)
    assert store.db.execute("SELECT count(*), count(DISTINCT text) FROM messages").fetchone() == (
        200,
        200,
    )
    assert store.db.execute("SELECT sum(messages) FROM daily_activity").fetchone() == (200,)


@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.integers(0, 2**32), st.integers(0, 60), st.integers(0, 60))
def test_any_two_windows_of_a_chat_make_their_union(
    tmp_path: Path, seed: int, cut_a: int, cut_b: int
) -> None:
    """Many equal texts within equal seconds, cut at a change of second."""
    rng = random.Random(seed)
    rows = [
        (
            f"2026-01-01 9:00:{second:02}",
            f"甲{rng.randrange(2)}(1111{rng.randrange(2)})",
            rng.choice("哈嗯"),
        )
        for second in range(60)
        for _ in range(rng.randrange(4))
    ]
    seconds = [int(row[0][-2:]) for row in rows]
    first = [row for row, second in zip(rows, seconds, strict=True) if second < max(cut_a, cut_b)]
    second = [row for row, second in zip(rows, seconds, strict=True) if second >= min(cut_a, cut_b)]
    path = tmp_path / f"{seed}-{cut_a}-{cut_b}.qunmate"
    path.unlink(missing_ok=True)
    with open_store(path) as store:
        for part in (first, second):
            if part:
                take(store, Pasted("读书会", qq_text(part)))
        kept = store.db.execute("SELECT count(*) FROM messages").fetchone()[0]
    assert kept == len(rows)


def test_a_large_file_is_parsed_by_another_process(store: Store, tmp_path: Path) -> None:
    rows = many(30_000)
    path = write_qq(tmp_path / "a.txt", rows)
    assert path.stat().st_size < worker.LARGE
    padded = [(time, sender, text + "，" + "长" * 30) for time, sender, text in rows]
    large = write_qq(tmp_path / "b.txt", padded)
    assert large.stat().st_size > worker.LARGE
    assert take(store, large)[0].new == 30_000
    with pytest.raises(UserError) as wrong:
        take(store, large, group="没有这个群")
    assert wrong.value.problem.code == "group_unknown"


def test_cancelling_leaves_the_file_as_it_was(store: Store, tmp_path: Path) -> None:
    take(store, write_qq(tmp_path / "a.txt", many(50)))
    before = content(store)
    job = import_chat(
        store, [write_qq(tmp_path / "b.txt", many(40_000, datetime(2026, 3, 1)))], today=TODAY
    )
    assert next(job).records > 0
    job.close()
    assert content(store) == before
    assert len(imports.listing(store.db)) == 1


def test_a_killed_import_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "a.qunmate"
    with open_store(file) as store:
        take(store, write_qq(tmp_path / "a.txt", many(50)))
        before = content(store)
    large = write_qq(tmp_path / "b.txt", many(200_000, datetime(2026, 3, 1)))
    script = (
        "import sys\n"
        "from datetime import date\n"
        "from pathlib import Path\n"
        "from qunmate.data.store import open_store\n"
        "from qunmate.tasks.import_chat import import_chat\n"
        "if __name__ == '__main__':\n"
        "    store = open_store(Path(sys.argv[1]))\n"
        "    for step in import_chat(store, [Path(sys.argv[2])], today=date(2026, 11, 22)):\n"
        "        print(step.records, flush=True)\n"
    )
    program = tmp_path / "killed.py"
    program.write_text(script)
    with subprocess.Popen(
        [sys.executable, str(program), str(file), str(large)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    ) as process:
        assert process.stdout is not None
        while int(process.stdout.readline()) < 20_000:
            pass
        process.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    found = check(file)
    assert (found.ok, found.integrity) == (True, "ok")
    with open_store(file) as store:
        assert content(store) == before
        assert len(imports.listing(store.db)) == 1


def test_a_dry_run_counts_and_writes_nothing(store: Store, tmp_path: Path) -> None:
    path = write_qq(tmp_path / "a.txt", many(100))
    before = content(store)
    (result,) = take(store, path, dry_run=True)
    assert (result.import_id, result.new, result.members_new) == (None, 100, 30)
    assert content(store) == before
    assert imports.listing(store.db) == []


def test_undo_takes_everything_back(store: Store, tmp_path: Path) -> None:
    rows = many(100)
    take(store, write_qq(tmp_path / "a.txt", rows[:60]))
    before = content(store)
    joins = [("2026-02-01 9:00:00", "系统消息(1000000)", "成员1邀请新人加入了本群。")]
    extra = [
        ("2026-02-01 9:01:00", "新人(777777)", "@成员1 大家好，来读书"),
        *many(20, datetime(2026, 2, 2)),
    ]
    (second,) = take(store, write_qq(tmp_path / "b.txt", rows[30:] + joins + extra))
    assert content(store) != before
    with pytest.raises(UserError) as refused:
        finish(undo_import(store, 1))
    assert refused.value.problem.code == "import_has_later"
    assert second.import_id is not None
    finish(undo_import(store, second.import_id))
    assert content(store) == before
    finish(undo_import(store, 1))
    assert {table: rows for table, rows in content(store).items() if rows} == {}
    with pytest.raises(UserError) as twice:
        finish(undo_import(store, 1))
    assert twice.value.problem.code == "import_undone"


def test_an_undone_file_can_be_taken_in_again(store: Store, tmp_path: Path) -> None:
    path = write_qq(tmp_path / "a.txt", many(60))
    (first,) = take(store, path)
    assert first.import_id is not None
    finish(undo_import(store, first.import_id))
    (again,) = take(store, path)
    assert (again.new, again.duplicates) == (60, 0)
    assert len(messages.search(store.db, "第59句")[0]) == 1


def test_joins_and_leaves_make_stays(store: Store, tmp_path: Path) -> None:
    rows = [
        ("2026-01-01 9:00:00", "老王(11111)", "早"),
        ("2026-01-05 9:00:00", "系统消息(1000000)", "老王邀请小满加入了本群。"),
        ("2026-01-05 9:01:00", "小满(22222)", "大家好"),
        ("2026-02-01 9:00:00", "系统消息(1000000)", "小满退出了本群。"),
        ("2026-03-01 9:00:00", "系统消息(1000000)", "小满加入本群。"),
        ("2026-03-02 9:00:00", "小满(22222)", "又来了"),
    ]
    take(store, write_qq(tmp_path / "a.txt", rows))
    found = store.db.execute(
        """
        SELECT members.name, joined_on, left_on, inviter.name FROM stays
        JOIN memberships ON memberships.id = membership_id
        JOIN members ON members.id = member_id
        LEFT JOIN members inviter ON inviter.id = invited_by
        ORDER BY stays.id
        """
    ).fetchall()
    assert found == [
        ("老王", None, None, None),
        ("小满", "2026-01-05", "2026-02-01", "老王"),
        ("小满", "2026-03-01", None, "老王"),
    ]


def test_mentions_find_the_longest_name(store: Store, tmp_path: Path) -> None:
    rows = [
        ("2026-01-01 9:00:00", "小满(11111)", "早"),
        ("2026-01-01 9:00:01", "小满 读书(22222)", "早"),
        ("2026-01-01 9:00:02", "阿木(33333)", "@小满 读书 你好 @小满 @没有这人 a@b.com"),
    ]
    take(store, write_qq(tmp_path / "a.txt", rows))
    found = store.db.execute(
        "SELECT identities.value FROM mentions LEFT JOIN identities ON identities.id = identity_id"
    ).fetchall()
    assert found == [("22222",), ("11111",), (None,)]


def test_chats_go_to_the_group_they_went_to_before(store: Store, tmp_path: Path) -> None:
    with store.atomic() as db:
        groups.add(db, "我的读书会", "qq", "Asia/Shanghai")
    path = write_qq(tmp_path / "a.txt", many(10))
    assert take(store, path, group="我的读书会")[0].group == "我的读书会"
    assert take(store, path)[0].group == "我的读书会"
    assert [group.name for group in groups.all_groups(store.db)] == ["我的读书会"]


def test_times_without_a_zone_are_the_groups_own(store: Store, tmp_path: Path) -> None:
    with store.atomic() as db:
        group = groups.add(db, "读书会", "qq", "Asia/Shanghai")
    rows = [
        ("2026-01-01 0:30:00", "甲(11111)", "新年好"),
        ("2026-01-01 23:30:00", "甲(11111)", "晚安"),
    ]
    take(store, write_qq(tmp_path / "a.txt", rows))
    (first, _) = messages.listing(store.db, group.id)
    assert (first.sent_at, first.utc_offset) == (1767198600, 28_800)
    with store.atomic() as db:
        groups.edit(
            db, group.id, name=group.name, platform="qq", weekly_target=None, archived=False,
            timezone="America/New_York",
        )  # fmt: skip
    (moved, _) = messages.listing(store.db, group.id)
    assert moved.sent_at + moved.utc_offset == first.sent_at + first.utc_offset
    assert moved.sent_at - first.sent_at == 13 * 3600
    assert check(store.path).ok


def _move_to(store: Store, name: str, timezone: str) -> None:
    with store.atomic() as db:
        group = groups.by_name(db, name)
        groups.edit(
            db,
            group.id,
            name=name,
            platform=group.platform,
            weekly_target=None,
            archived=False,
            timezone=timezone,
        )


def test_another_zone_moves_events_and_covered_days(store: Store) -> None:
    with store.atomic() as db:
        groups.add(db, "群", "qq", "Asia/Shanghai")
    meta = {"name": "群", "platform": "qq"}
    said = {"_type": "message", "sender": "", "accountName": "", "type": 80}
    lines = [
        {"_type": "header", "chatlab": {"version": "0.0.2", "exportedAt": 86_400}, "meta": meta},
        {**said, "timestamp": 86_400, "content": "小满加入本群。"},
    ]
    take(store, Pasted("群", "\n".join(json.dumps(line) for line in lines) + "\n"), group="群")
    columns = "SELECT first_day, last_day, (SELECT at FROM events), (SELECT day FROM events)"
    assert store.db.execute(f"{columns} FROM imports").fetchone() == (1, 1, 86_400, 1)
    _move_to(store, "群", "America/New_York")
    assert store.db.execute(f"{columns} FROM imports").fetchone() == (0, 0, 86_400, 0)


def test_another_zone_keeps_the_clock_of_events_and_loses_no_message(store: Store) -> None:
    with store.atomic() as db:
        groups.add(db, "读书会", "qq", "Asia/Shanghai")
    rows = [
        ("2026-03-08 2:30:00", "甲(11111)", "早"),  # New York's clocks skip this hour
        ("2026-03-08 3:30:00", "甲(11111)", "早"),
        ("2026-03-08 5:00:00", "", "小满加入本群。"),
    ]
    take(store, Pasted("读书会", qq_text(rows)))
    day = store.db.execute("SELECT day FROM events").fetchone()
    _move_to(store, "读书会", "America/New_York")
    assert store.db.execute("SELECT count(*) FROM messages").fetchone() == (3,)
    assert store.db.execute("SELECT day FROM events").fetchone() == day
    (event,) = store.db.execute("SELECT at FROM events").fetchone()
    (system,) = store.db.execute("SELECT sent_at FROM messages WHERE kind = 80").fetchone()
    assert event == system
    assert check(store.path).ok


def _chatlab(exported: int, *at: int, text: str = "早") -> Pasted:
    """A record of instants, said by one person and exported at another instant."""
    meta = {"name": "群", "platform": "qq"}
    lines: list[dict[str, object]] = [
        {"_type": "header", "chatlab": {"version": "0.0.2", "exportedAt": exported}, "meta": meta}
    ]
    said = {"_type": "message", "sender": "1", "accountName": "甲", "type": 0, "content": text}
    lines += [{**said, "timestamp": one} for one in at]
    return Pasted("群", "\n".join(json.dumps(line) for line in lines) + "\n")


def test_another_zone_leaves_a_day_of_export_without_messages_alone(store: Store) -> None:
    with store.atomic() as db:
        groups.add(db, "群", "qq", "Asia/Shanghai")
    day = 86_400
    # said in the night of Shanghai, which is the day before in New York; exported days later
    take(store, _chatlab(20_010 * day + 36_000, 20_000 * day - 3_600), group="群")
    take(store, _chatlab(20_010 * day, 20_000 * day - 3_600, 20_000 * day + 50_000), group="群")
    covered = "SELECT first_day, last_day FROM imports ORDER BY id"
    assert store.db.execute(covered).fetchall() == [(20_000, 20_010), (20_000, 20_010)]
    _move_to(store, "群", "America/New_York")
    assert store.db.execute(covered).fetchall() == [(19_999, 20_010), (19_999, 20_010)]
    _move_to(store, "群", "Asia/Shanghai")
    assert store.db.execute(covered).fetchall() == [(20_000, 20_010), (20_000, 20_010)]


def test_another_zone_moves_the_dates_that_events_gave(store: Store) -> None:
    with store.atomic() as db:
        groups.add(db, "群", "qq", "Asia/Shanghai")
    pasted = _chatlab(86_400 * 9, 86_400, text="小满加入本群。")
    take(store, Pasted("群", pasted.text.replace('"type": 0', '"type": 80')), group="群")
    joined = "SELECT joined_on FROM stays"
    assert store.db.execute(joined).fetchall() == [("1970-01-02",)]
    _move_to(store, "群", "America/New_York")
    assert store.db.execute(joined).fetchall() == [("1970-01-01",)]


def test_several_sources_are_several_imports(store: Store, tmp_path: Path) -> None:
    good = write_qq(tmp_path / "a.txt", many(10))
    bad = tmp_path / "b.txt"
    bad.write_bytes(os.urandom(3000))
    missing = tmp_path / "c.txt"
    results = finish(import_chat(store, [bad, good, missing], today=TODAY))
    assert [type(result) for result in results] == [SourceFailure, ChatImport, SourceFailure]
    failures = [result.problem.code for result in results if isinstance(result, SourceFailure)]
    assert failures == ["format_unknown", "source_missing"]


def test_a_group_is_only_for_one_chat(store: Store) -> None:
    with store.atomic() as db:
        groups.add(db, "群", "qq")
    text = qq_text(many(3), "一群") + qq_text(many(3), "二群")
    with pytest.raises(UserError) as refused:
        take(store, Pasted("群", text), group="群")
    assert refused.value.problem.code == "group_needed_for_one_chat"
    assert store.db.execute("SELECT count(*) FROM messages").fetchone() == (0,)
    assert [result.group for result in take(store, Pasted("群", text))] == ["一群", "二群"]


def test_a_platform_id_seen_twice_is_one_message(store: Store) -> None:
    def said(at: int, text: str, platform_id: str) -> dict[str, object]:
        sender = {"sender": "1", "accountName": "甲", "type": 0}
        record = {"timestamp": at, "content": text, "platformMessageId": platform_id}
        return {"_type": "message", **sender, **record}

    meta = {"name": "群", "platform": "qq"}
    lines = [
        {"_type": "header", "chatlab": {"version": "0.0.2"}, "meta": meta},
        said(100, "a", "x"),
        said(160, "a (edited)", "x"),
        said(100, "a", "y"),
    ]
    text = "\n".join(json.dumps(line) for line in lines) + "\n"
    (result,) = take(store, Pasted("群", text))
    assert (result.messages, result.new, result.duplicates) == (3, 2, 1)


def test_what_is_exported_reads_back_the_same(store: Store, tmp_path: Path) -> None:
    rows = [
        *many(30),
        ("2026-02-01 9:00:00", "", "小满加入本群。"),
        ("2026-02-01 9:00:01", "甲(11111)", "[图片]"),
    ]
    take(store, write_qq(tmp_path / "a.txt", rows))
    group = groups.by_name(store.db, "读书会")
    target = tmp_path / "out.jsonl"
    assert finish(export_chat(store, group, target, exported_at=1_800_000_000)) == 32
    (again,) = take(store, target, group="读书会")
    with open_store(tmp_path / "other.qunmate") as other:
        with other.atomic() as db:
            groups.add(db, "读书会", "qq", group.timezone)
        take(other, target)

        def told(store_: Store) -> list[tuple[object, ...]]:
            found = messages.listing(store_.db, groups.by_name(store_.db, "读书会").id)
            return [(m.sent_at, m.utc_offset, m.sender, m.kind, m.text) for m in found]

        assert told(other) == told(store)
    assert again.new == 0


def test_a_source_without_messages_is_refused(store: Store, tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        take(store, write_qq(tmp_path / "a.txt", []))
    assert refused.value.problem.code == "nothing_in_source"
    assert groups.all_groups(store.db) == []

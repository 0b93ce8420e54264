"""Chats taken in from real files: what is new, what is made of it, and where it goes."""

from __future__ import annotations

import json
import os
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qunmate.data import groups, imports, messages
from qunmate.data.store import Store, open_store
from qunmate.errors import UserError
from qunmate.progress import finish
from qunmate.tasks.chat_intake import ChatImport
from qunmate.tasks.export_chat import export_chat
from qunmate.tasks.import_chat import Pasted, SourceFailure, import_chat
from tests.chat_files import many, qq_text, write_qq
from tests.tasks.taking_in import TODAY, content, take


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


def test_a_file_that_changes_while_it_is_read_changes_nothing(store: Store, tmp_path: Path) -> None:
    before = content(store)
    long = [("2026-01-01 9:00:00", "甲(11111)", "好" * 800_000)]
    path = write_qq(tmp_path / "a.txt", [*many(10), *long, *many(10)])
    job = import_chat(store, [path], today=TODAY)
    assert next(job).records
    with path.open("ab") as file:
        file.write(b"x")
    with pytest.raises(UserError) as error:
        finish(job)
    assert error.value.problem.code == "source_changed"
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


def test_several_sources_are_several_imports(store: Store, tmp_path: Path) -> None:
    good = write_qq(tmp_path / "a.txt", many(10))
    bad = tmp_path / "b.txt"
    bad.write_bytes(os.urandom(3000))
    missing = tmp_path / "c.txt"
    results = finish(import_chat(store, [bad, good, missing], today=TODAY))
    assert [type(result) for result in results] == [SourceFailure, ChatImport, SourceFailure]
    failures = [result.problem.code for result in results if isinstance(result, SourceFailure)]
    assert failures == ["format_unknown", "source_missing"]


def test_the_sources_of_a_folder_fail_each_by_itself(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "群聊"
    folder.mkdir()
    write_qq(folder / "a.txt", many(10), "一群")
    write_qq(folder / "b.txt", [])
    write_qq(folder / "c.txt", many(10), "三群")
    results = finish(import_chat(store, [folder], today=TODAY))
    assert [getattr(one, "group", one.file) for one in results] == ["一群", "群聊/b.txt", "三群"]
    (failure,) = [one for one in results if isinstance(one, SourceFailure)]
    assert failure.problem.code == "nothing_in_source"


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


@pytest.mark.parametrize("older_first", [True, False])
def test_what_an_older_telegram_could_not_show_is_the_same_message(
    store: Store, older_first: bool
) -> None:
    def export(*told: dict[str, object]) -> Pasted:
        document = {"name": "群", "type": "private_group", "id": 5, "messages": told}
        return Pasted("result.json", json.dumps(document))

    def said(number: int) -> dict[str, object]:
        at = {"date_unixtime": str(1_767_294_240 + number), "date": "2026-01-02T03:04:05"}
        return {"id": number, "type": "message", "from": "甲", "from_id": "user1", "text": "a"} | at

    older = export(said(1), {"id": 2, "type": "unsupported"}, said(3))
    newer = export(said(1), said(2), said(3))
    first, second = (older, newer) if older_first else (newer, older)
    assert [take(store, one)[0].new for one in (first, second)] == [3, 0]

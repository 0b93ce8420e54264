"""Erasing a person leaves no byte of them in the file, and no figure changed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from qunmate.data import (
    backups,
    consistency,
    contact_notes,
    custom_fields,
    groups,
    highlights,
    member_edits,
    members,
    messages,
    roster_lists,
    segments,
    settings,
    tags,
)
from qunmate.data.store import Store, open_store
from qunmate.errors import UserError
from qunmate.model import Group
from qunmate.progress import finish
from qunmate.roster.custom import CustomField
from qunmate.roster.snapshot import Listed
from qunmate.roster.tag_rules import Part, Rule
from qunmate.tasks.chat_intake import ChatImport
from qunmate.tasks.erase import erase, outlook, taken_away
from qunmate.tasks.figures import health
from qunmate.tasks.import_chat import import_chat
from qunmate.tasks.import_roster import import_roster
from qunmate.tasks.undo_import import undo_import
from tests.roster_store import add_member
from tests.sheet_files import workbook

TODAY = date(2026, 11, 22)
CHAT = """消息记录（此消息记录为文本格式，不支持重新导入）

================================================================
消息分组:我的群聊
================================================================
消息对象:读书会
================================================================

2026-11-01 9:16:35 欧阳锦绣(10000042)
独一无二的开场白，谁读过这本书？

2026-11-01 9:17:01 林小满(20000001)
@欧阳锦绣 我读过，电话 13912345678 是你的吗

2026-11-01 9:18:01 Wilhelmina(30000001)
「欧阳锦绣：独一无二的开场白，谁读过这本书？」
我也读过

2026-11-02 9:18:01 锦绣山河(10000042)
另一句绝无仅有的话

2026-11-02 9:19:01 林小满(20000001)
锦绣山河说得对，锦绣山河万里长找过你，和 Wilhelmina 一起

2026-11-02 9:20:01 锦绣山河万里长(40000001)
在呢
"""
ROWS = [
    ["昵称", "姓名", "QQ", "手机", "城市", "备注", "邀请人", "入群时间", "车牌"],
    ["欧阳锦绣", "欧阳锦绣", "10000042", "13912345678", "瓜洲古渡", "爱喝普洱茶的人", "",
     "2026/10/1", "沪A7Q9Z"],
    ["林小满", "林小满", "20000001", "", "杭州", "欧阳锦绣的同学", "欧阳锦绣", "2026/10/2", ""],
]  # fmt: skip
LEFT = ("欧阳锦绣", "锦绣山河。", "10000042", "13912345678", "瓜洲古渡", "普洱茶", "沪A7Q9Z",
        "独一无二的开场白", "绝无仅有", "私下聊过的秘密")  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "a.qunmate") as made:
        with made.atomic() as db:
            groups.add(db, "读书会", "qq", "Asia/Shanghai")
        (tmp_path / "chat.txt").write_text(CHAT, encoding="utf-8-sig")
        sheet = workbook(tmp_path / "roster.xlsx", ROWS)
        group = groups.by_name(made.db, "读书会")
        finish(import_roster(made, sheet, group=group, today=TODAY))
        finish(import_chat(made, [tmp_path / "chat.txt"], group="读书会", today=TODAY))
        yield made


def _figures(store: Store) -> Any:
    group = groups.by_name(store.db, "读书会")
    return health(store, group, _day(2026, 10, 1), _day(2026, 11, 20))


def _day(*ymd: int) -> int:
    return date(*ymd).toordinal() - date(1970, 1, 1).toordinal()


def _spread(store: Store, member_id: int) -> None:
    """The person everywhere else too."""
    group = groups.by_name(store.db, "读书会")
    other = members.find(store.db, "林小满")
    with store.atomic() as db:
        contact_notes.add(db, member_id=member_id, group_id=group.id, noted_on="2026-11-03",
                          text="私下聊过的秘密", follow_up_on=None)  # fmt: skip
        contact_notes.add(db, member_id=other, group_id=group.id, noted_on="2026-11-03",
                          text="介绍了欧阳锦绣", follow_up_on=None)  # fmt: skip
        ids = [row[0] for row in db.execute("SELECT id FROM messages ORDER BY id LIMIT 2")]
        highlights.add(db, group_id=group.id, kind="question", title="谁读过这本书？",
                       text="问：独一无二的开场白，谁读过这本书？\n答：我读过",
                       authors=[member_id, other],
                       occurred_on="2026-11-01", messages=ids)  # fmt: skip
        highlights.add(db, group_id=group.id, kind="resource", title="绝无仅有",
                       text="另一句绝无仅有的话", authors=[member_id],
                       occurred_on="2026-11-01", messages=[])  # fmt: skip
        db.execute(
            "INSERT INTO plan_items (kind, title, starts_at, speaker_id)"
            " VALUES ('lecture', '欧阳锦绣讲茶', 1793000000, ?)",
            [member_id],
        )
        db.execute("INSERT INTO pictures VALUES (?, ?)", [member_id, "普洱茶".encode() * 900])
        db.execute(
            'INSERT INTO import_changes (import_id, "table", row_id, field, old, new)'
            " VALUES (1, 'members', ?, 'city', '瓜洲古渡', '杭州')",
            [member_id],
        )


def _raw(path: Path) -> bytes:
    return b"".join(
        beside.read_bytes()
        for tail in ("", "-wal", "-journal")
        if (beside := path.with_name(path.name + tail)).exists()
    )


def test_no_byte_is_left(store: Store) -> None:
    person = members.find(store.db, "10000042")
    _spread(store, person)
    assert all(one.encode() in _raw(store.path) for one in ("欧阳锦绣", "13912345678"))
    done = finish(erase(store, person))
    assert done.overwritten
    raw = _raw(store.path)
    assert [one for one in (*LEFT, "绝无仅有", "秘密") if one.encode() in raw] == []
    # “锦绣山河” is also how another's name begins, who stays whole
    assert raw.replace("锦绣山河万里长".encode(), b"").count("锦绣山河".encode()) == 0
    assert "锦绣山河万里长".encode() in raw
    assert consistency.integrity(store.db) == "ok"
    assert consistency.problems(store.db) == []


def test_figures_stay(store: Store) -> None:
    before = _figures(store)
    finish(erase(store, members.find(store.db, "10000042")))
    assert _figures(store) == before


def test_what_others_said_stays_but_for_the_name(store: Store) -> None:
    finish(erase(store, members.find(store.db, "10000042")))
    said = [row[0] for row in store.db.execute("SELECT text FROM messages ORDER BY sent_at")]
    assert said == [
        "",
        "@erased member 我读过，电话 erased member 是你的吗",
        "「erased member：…」\n我也读过",
        "",
        "erased member说得对，锦绣山河万里长找过你，和 Wilhelmina 一起",
        "在呢",
    ]
    group = groups.by_name(store.db, "读书会")
    assert next(one.sender for one in messages.listing(store.db, group.id)) == "erased member"


def test_search_finds_only_what_is_left(store: Store) -> None:
    finish(erase(store, members.find(store.db, "10000042")))

    def hits(words: str) -> int:
        sql = "SELECT count(*) FROM message_search WHERE message_search MATCH ?"
        return int(store.db.execute(sql, [words]).fetchone()[0])

    assert (hits("13912345678"), hits("阳"), hits("独")) == (0, 0, 0)
    assert (hits("Wilhelmina"), hits("万"), hits("erased")) == (1, 1, 3)


def test_says_before_what_goes(store: Store) -> None:
    person = members.find(store.db, "10000042")
    _spread(store, person)
    seen = outlook(store, person).traces
    assert (seen.name, seen.messages, seen.naming, seen.groups) == ("欧阳锦绣", 2, 3, 1)
    assert (seen.highlights, seen.notes, seen.plan_items, seen.invited) == (2, 1, 1, 1)
    assert (seen.picture, seen.names) == (1, ("锦绣山河",))
    told = list(taken_away(seen))
    assert told[:3] == [
        "the card with all names, IDs and contacts",
        "the words of 2 messages",
        "the name in 3 messages of others",
    ]
    assert {"1 contact note", "the speaker of 1 plan item", "the picture"} < set(told)


def test_names_the_backups_that_hold_the_person(store: Store) -> None:
    from datetime import datetime

    person = members.find(store.db, "10000042")
    old = backups.automatic(store.db, store.path, datetime(2026, 11, 1))
    spoilt = old.with_name("a-20261102-000000.damaged")
    spoilt.write_bytes(b"not a file of ours")
    seen = outlook(store, person)
    assert (seen.backups, seen.unreadable) == ((old,), (spoilt,))
    done = finish(erase(store, person, delete=seen.backups))
    assert done.deleted == (old,)
    assert not old.exists()
    clean = backups.automatic(store.db, store.path, datetime(2026, 11, 3))
    assert "欧阳锦绣".encode() not in clean.read_bytes()


def test_a_backup_with_others_of_the_same_name_is_not_named(store: Store) -> None:
    from datetime import datetime

    with store.atomic() as db:
        stranger = add_member(store, None, "林小满")
        # never in the backup below: the other one of that name is
        db.execute("UPDATE members SET phone = '13700000000' WHERE id = ?", [stranger])
    other = members.find(store.db, "20000001")
    with store.atomic() as db:
        db.execute("DELETE FROM members WHERE id = ?", [stranger])
    backups.automatic(store.db, store.path, datetime(2026, 11, 1))
    with store.atomic() as db:
        again = add_member(store, None, "林小满")
        db.execute("UPDATE members SET id = 900 WHERE id = ?", [again])
    assert outlook(store, 900).backups == ()
    assert len(outlook(store, other).backups) == 1


def test_the_same_chat_does_not_bring_the_words_back(store: Store, tmp_path: Path) -> None:
    finish(erase(store, members.find(store.db, "10000042")))
    (again,) = finish(import_chat(store, [tmp_path / "chat.txt"], group="读书会", today=TODAY))
    assert isinstance(again, ChatImport)
    assert (again.new, again.duplicates) == (0, 6)
    assert store.db.execute("SELECT count(*) FROM messages WHERE text = ''").fetchone()[0] == 2


def test_imports_can_still_be_taken_back(store: Store) -> None:
    finish(erase(store, members.find(store.db, "10000042")))
    finish(undo_import(store, 2))
    finish(undo_import(store, 1))
    assert store.db.execute("SELECT count(*) FROM messages").fetchone()[0] == 0
    assert consistency.problems(store.db) == []


def test_whoever_left_no_count_leaves_nobody(store: Store) -> None:
    lone = add_member(store, None, "无名")
    finish(erase(store, lone))
    assert store.db.execute("SELECT count(*) FROM members WHERE id >= ?", [lone]).fetchone()[0] == 0


def test_nobody_is_erased_twice(store: Store) -> None:
    finish(erase(store, members.find(store.db, "10000042")))
    stub = members.find(store.db, "erased member")
    with pytest.raises(UserError) as caught:
        finish(erase(store, stub))
    assert caught.value.problem.code == "member_erased"


def test_old_sheets_meet_a_new_card(store: Store, tmp_path: Path) -> None:
    from qunmate.tasks.export_roster import export_roster

    group: Group = groups.by_name(store.db, "读书会")
    export_roster(store, [group], tmp_path / "old.xlsx")
    finish(erase(store, members.find(store.db, "10000042")))
    again = finish(import_roster(store, tmp_path / "old.xlsx", group=group, today=TODAY))
    assert again.new == 1
    stub = members.by_id(store.db, members.find(store.db, "erased member"))
    assert replace(stub, memberships=(), identities=()) == replace(
        stub, memberships=(), identities=(), phone=None, tags=(), custom={}
    )


def test_nothing_is_left_where_operators_name_people(store: Store) -> None:
    """In tags and their rules, segments, labels, options of fields; names with signs that JSON
    writes in another way."""
    person = members.find(store.db, "10000042")
    with store.atomic() as db:
        group = groups.by_name(db, "读书会")
        odd = '锦"绣\\山'
        member_edits.set_membership(db, group.id, [person], {"nickname": odd})
        friends = tags.add(db, "欧阳锦绣的朋友", "认识10000042的")
        tags.add(db, "erased member的朋友")
        asked = Rule((Part("said", text=odd, days=7),))
        tags.add(db, "提到过她", rule=asked)
        member_edits.add_tag(db, "欧阳锦绣的朋友", [members.find(db, "20000001")])
        segments.save(db, "欧阳锦绣邀请的", {"search": odd})
        segments.save(db, "erased member邀请的", {"search": "甲"})
        custom_fields.keep(db, CustomField("由谁介绍", "choice", ("欧阳锦绣", odd, "别人")))
        custom_fields.keep(db, CustomField("欧阳锦绣打分", "number"))
        other = members.find(db, "20000001")
        custom_fields.set_value(db, [other], "欧阳锦绣打分", "5")
        custom_fields.set_value(db, [other], "由谁介绍", odd)
        settings.put(db, "reminder", {"text": f"{odd}，你好"})
        highlight = highlights.add(
            db, group_id=group.id, kind="resource", title="书单", text="", authors=[other],
            occurred_on="2026-11-01", messages=[], topics=["欧阳锦绣"],
        )  # fmt: skip
    finish(erase(store, person))
    raw = _raw(store.path)
    written = json.dumps(odd, ensure_ascii=False)[1:-1]
    left = ("欧阳锦绣", "10000042", odd, written, json.dumps("欧阳")[1:-1])
    assert [one for one in left if one.encode() in raw] == []
    assert friends in {tag.id for tag in tags.all_tags(store.db)}
    assert [row[0] for row in store.db.execute(
        "SELECT name FROM highlight_labels WHERE highlight_id = ?", [highlight])
    ] == ["erased member"]  # fmt: skip
    assert members.by_id(store.db, other).custom["erased member打分"] == "5"
    kind = custom_fields.kind(store.db, "由谁介绍")
    assert kind.options == ("erased member", "别人")
    assert settings.get(store.db, "reminder", {}) == {"text": "erased member，你好"}
    assert consistency.problems(store.db) == []


def test_a_group_that_is_named_after_the_person(store: Store) -> None:
    person = members.find(store.db, "10000042")
    with store.atomic() as db:
        alone = groups.add(db, "欧阳锦绣", "qq", "Asia/Shanghai")
        club = groups.add(db, "锦绣山河万里长读书会", "qq", "Asia/Shanghai")
        twice = groups.add(db, "与10000042的聊天", "qq", "Asia/Shanghai")
        groups.add(db, "erased member", "qq", "Asia/Shanghai")
        other = members.find(db, "20000001")
        member_edits.set_fields(db, [other], {"trade": "欧阳锦绣的助理"})
    assert outlook(store, person).traces.named_groups == 2
    finish(erase(store, person))
    names = {one.id: one.name for one in groups.all_groups(store.db)}
    assert names[alone.id] == "erased member 2"
    assert names[club.id] == "锦绣山河万里长读书会"
    assert names[twice.id] == "与erased member的聊天"
    assert [one for one in ("欧阳锦绣", "10000042") if one.encode() in _raw(store.path)] == []


def test_what_another_brought_is_not_told_of_the_person(store: Store) -> None:
    """Who was invited by them, whom they removed, old lists of the group."""
    person = members.find(store.db, "10000042")
    group = groups.by_name(store.db, "读书会")
    other = members.find(store.db, "20000001")
    with store.atomic() as db:
        db.execute("UPDATE memberships SET invited_by = ? WHERE member_id = ?", [person, other])
        db.execute(
            "INSERT INTO events (group_id, import_id, at, day, kind, member_id, by_member_id, text)"
            " VALUES (?, 2, 1793000000, 20750, 'join', ?, ?, '')",
            [group.id, other, person],
        )
        roster_lists.keep(
            db,
            1,
            group.id,
            "2026-11-01",
            {person: Listed("欧阳锦绣", None), other: Listed("林小满", None)},
        )
    finish(erase(store, person))
    raw = _raw(store.path)
    assert "欧阳锦绣".encode() not in raw
    by = store.db.execute("SELECT by_member_id FROM events WHERE kind = 'join'").fetchall()
    assert by == [(None,)]
    assert store.db.execute(
        "SELECT invited_by FROM memberships WHERE member_id = ?", [other]
    ).fetchall() == [(None,)]
    listed = store.db.execute("SELECT member_id FROM roster_list_members").fetchall()
    assert listed == [(other,)]

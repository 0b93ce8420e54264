"""What system lines tell fills in stays, inviters, nicknames and roles, and is taken back."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from qunmate.data import imports, own_card
from qunmate.data.store import Store
from qunmate.progress import finish
from qunmate.tasks.chat_intake import ChatImport
from qunmate.tasks.import_chat import Pasted, import_chat
from qunmate.tasks.undo_import import undo_import
from tests.chat_files import qq_text

TODAY = date(2026, 11, 22)
SYSTEM = "系统消息(1000000)"
LIN, ZHOU = "林小满(1000001)", "周一川(1000002)"
Line = tuple[str, str, str]


def take(store: Store, *lines: Line, title: str = "读书会") -> int:
    rows = [(f"2026-{when}", who, text) for when, who, text in lines]
    (done,) = finish(import_chat(store, [Pasted(title, qq_text(rows))], today=TODAY))
    assert isinstance(done, ChatImport)
    assert done.import_id is not None
    return done.import_id


def memberships(store: Store) -> dict[str, tuple[Any, ...]]:
    """Name → nickname, role, inviter's name, joined_on, left_on."""
    rows = store.db.execute(
        "SELECT m.name, s.nickname, s.role, i.name, t.joined_on, t.left_on FROM memberships s"
        " JOIN members m ON m.id = s.member_id JOIN stays t ON t.membership_id = s.id"
        " LEFT JOIN members i ON i.id = s.invited_by"
    )
    return {name: tuple(rest) for name, *rest in rows}


def test_several_invited_by_one_who_is_known_by_name_only(store: Store) -> None:
    take(
        store,
        ("02-01 9:00:00", SYSTEM, "林小满邀请周一川、沈知秋加入了本群。"),
        ("02-01 9:01:00", ZHOU, "大家好"),
        ("03-01 9:00:00", SYSTEM, "沈知秋退出本群。"),
    )
    assert memberships(store) == {
        "林小满": ("林小满", None, None, None, None),
        "周一川": ("周一川", None, "林小满", "2026-02-01", None),
        "沈知秋": ("沈知秋", None, "林小满", "2026-02-01", "2026-03-01"),
    }


def test_an_inviter_whose_name_several_have_is_not_guessed(store: Store) -> None:
    take(
        store,
        ("02-01 9:00:00", "小满(1000001)", "早"),
        ("02-01 9:00:10", "小满(1000009)", "早"),
        ("02-01 9:01:00", SYSTEM, "小满邀请周一川加入了本群。"),
        ("02-01 9:02:00", SYSTEM, "小满退出本群。"),
    )
    assert memberships(store)["周一川"] == ("周一川", None, None, "2026-02-01", None)
    assert len(memberships(store)) == 2
    assert store.db.execute("SELECT count(*) FROM members").fetchone() == (3,)
    assert store.db.execute("SELECT count(*) FROM stays WHERE left_on NOT NULL").fetchone() == (0,)


def test_whom_a_line_calls_you(store: Store) -> None:
    take(store, ("02-01 9:00:00", LIN, "早"))
    with store.atomic() as db:
        own_card.set_own(db, 1)
    take(store, ("02-02 9:00:00", SYSTEM, "你邀请周一川加入了本群。"))
    assert memberships(store)["周一川"][2] == "林小满"


def test_you_is_nobody_before_the_operator_is_known(store: Store) -> None:
    take(store, ("02-02 9:00:00", SYSTEM, "你邀请周一川加入了本群。"))
    assert memberships(store) == {"周一川": ("周一川", None, None, "2026-02-02", None)}


def test_you_is_filled_in_once_the_operator_is_known(store: Store) -> None:
    done = take(
        store,
        ("02-01 9:00:00", SYSTEM, "周一川邀请你加入了本群。"),
        ("02-02 9:00:00", SYSTEM, "你邀请沈知秋加入了本群。"),
        ("02-02 9:01:00", LIN, "欢迎"),
        ("02-03 9:00:00", SYSTEM, "周一川退出本群。"),
    )
    assert memberships(store)["沈知秋"][2] is None
    with store.atomic() as db:
        own_card.set_own(db, member(store, "林小满"))
    assert memberships(store) == {
        "周一川": ("周一川", None, None, None, "2026-02-03"),
        "沈知秋": ("沈知秋", None, "林小满", "2026-02-02", None),
        "林小满": ("林小满", "owner", "周一川", "2026-02-01", None),
    }
    finish(undo_import(store, done))
    assert memberships(store) == {}


def test_a_record_tells_from_whose_account_it_is(store: Store) -> None:
    lines = [
        ("2026-02-02T09:00:00+08:00", "", "系统消息", False, 10000, "你邀请周一川加入了群聊"),
        ("2026-02-02T09:01:00+08:00", "小满", "wxid_a", True, 1, "欢迎"),
    ]
    record = [
        {"seq": n, "time": at, "talker": "1@chatroom", "talkerName": "读书会", "isChatRoom": True}
        | {"sender": id_, "senderName": name, "isSelf": own, "type": type_, "content": text}
        for n, (at, name, id_, own, type_, text) in enumerate(lines, 1)
    ]
    source = Pasted("a.json", json.dumps(record, ensure_ascii=False))
    (done,) = finish(import_chat(store, [source], today=TODAY))
    assert isinstance(done, ChatImport)
    assert memberships(store)["周一川"][2] == "小满"
    assert own_card.own(store.db) == member(store, "小满")
    assert done.import_id is not None
    finish(undo_import(store, done.import_id))
    assert own_card.own(store.db) is None
    assert own_card.unknown(store.db)


def test_an_own_card_that_is_known_stays(store: Store) -> None:
    take(store, ("02-01 9:00:00", LIN, "早"))
    with store.atomic() as db:
        own_card.set_own(db, member(store, "林小满"))
    text = (
        "localId,TalkerId,Type,SubType,IsSender,CreateTime,Status,StrContent,StrTime,Remark,"
        "NickName,Sender\n1,9,10000,0,0,1770000000,0,你邀请沈知秋加入了群聊,,,,\n"
        "2,9,1,0,1,1770000060,0,早,,,周一川,wxid_b\n"
    )
    finish(import_chat(store, [Pasted("b.csv", text)], today=TODAY))
    assert own_card.own(store.db) == member(store, "林小满")
    assert memberships(store)["沈知秋"][2] == "周一川"


def member(store: Store, name: str) -> int:
    row = store.db.execute("SELECT id FROM members WHERE name = ?", [name]).fetchone()
    return int(row[0])


def test_a_new_name_without_ids_stays_the_same_member(store: Store) -> None:
    first = take(store, ("02-01 9:00:00", "周一川", "早"), ("02-01 9:00:30", "林小满", "早"))
    second = take(
        store,
        ("02-02 9:00:00", "", "周一川 修改群名片为 一川@杭州"),
        ("02-02 9:01:00", "一川@杭州", "换了名字"),
        ("02-03 9:01:00", "一川@杭州", "早"),
    )
    assert {name: membership[0] for name, membership in memberships(store).items()} == {
        "周一川": "一川@杭州",
        "林小满": "林小满",
    }
    names = {name for (name,) in store.db.execute("SELECT name FROM names")}
    assert names == {"周一川", "林小满", "一川@杭州"}
    finish(undo_import(store, second))
    assert memberships(store)["周一川"][0] == "周一川"
    assert store.db.execute("SELECT count(*) FROM names").fetchone() == (2,)
    finish(undo_import(store, first))
    assert store.db.execute("SELECT count(*) FROM members").fetchone() == (0,)


def test_who_spoke_under_that_name_before_is_somebody_else(store: Store) -> None:
    take(
        store,
        ("02-01 9:00:00", "周一川", "早"),
        ("02-01 9:00:10", "一川", "早"),
        ("02-02 9:00:00", "", "周一川 修改群名片为 一川"),
    )
    assert set(memberships(store)) == {"周一川", "一川"}


def test_a_name_that_was_told_before_the_person_spoke(store: Store) -> None:
    take(
        store,
        ("02-01 9:00:00", "一川(1000002)", "早"),
        ("02-02 9:00:00", SYSTEM, "周一川 修改群名片为 一川"),
    )
    assert list(memberships(store)) == ["一川"]
    known = {name for (name,) in store.db.execute("SELECT name FROM names")}
    assert known == {"一川", "周一川"}


def test_the_nickname_follows_what_the_same_kind_of_record_shows(store: Store) -> None:
    take(store, ("02-01 9:00:00", ZHOU, "早"))
    second = take(store, ("02-02 9:00:00", "一川(1000002)", "早"))
    assert memberships(store)["周一川"][0] == "一川"
    take(store, ("01-02 9:00:00", "川川(1000002)", "那时我叫川川"))  # an older record
    assert memberships(store)["周一川"][0] == "一川"
    finish(undo_import(store, 3))
    finish(undo_import(store, second))
    assert memberships(store)["周一川"][0] == "周一川"


def test_the_nickname_that_a_sheet_or_the_operator_gave_stays(store: Store) -> None:
    take(store, ("02-01 9:00:00", ZHOU, "早"), ("02-01 9:00:10", LIN, "早"))
    with store.atomic() as db:
        db.execute("UPDATE memberships SET import_id = NULL WHERE nickname = '林小满'")
        imports.begin(db, kind="roster", file="a.xlsx", format_="xlsx", group_id=1)
        db.execute("UPDATE imports SET at = ? WHERE kind = 'roster'", [1_790_000_000])
    take(
        store,
        ("02-02 9:00:00", "一川(1000002)", "早"),
        ("02-02 9:00:10", "满满(1000001)", "早"),
    )
    assert [membership[0] for membership in memberships(store).values()] == ["周一川", "林小满"]


@pytest.mark.parametrize(
    ("lines", "roles"),
    [
        (["群主已将周一川设为管理员"], ["admin", None]),
        (["周一川 已成为管理员", "周一川已被取消管理员身份"], ["member", None]),
        (["林小满已成为新群主", "林小满将群主身份转让给周一川"], ["owner", "member"]),
    ],
)
def test_roles(store: Store, lines: list[str], roles: list[str | None]) -> None:
    talk = take(store, ("02-01 9:00:00", ZHOU, "早"), ("02-01 9:00:10", LIN, "早"))
    told = take(store, *((f"02-0{2 + n} 9:00:00", SYSTEM, line) for n, line in enumerate(lines)))
    assert [membership[1] for membership in memberships(store).values()] == roles
    finish(undo_import(store, told))
    assert [membership[1] for membership in memberships(store).values()] == [None, None]
    finish(undo_import(store, talk))


def test_an_older_line_does_not_undo_a_later_role(store: Store) -> None:
    take(store, ("05-01 9:00:00", SYSTEM, "周一川 已成为管理员"))
    take(store, ("04-01 9:00:00", SYSTEM, "周一川已被取消管理员身份"))
    assert memberships(store)["周一川"][1] == "admin"


def test_the_same_record_again_changes_nothing(store: Store) -> None:
    lines = (
        ("02-01 9:00:00", SYSTEM, "林小满邀请周一川加入了本群。"),
        ("02-02 9:00:00", SYSTEM, "周一川 修改群名片为 一川"),
        ("02-03 9:00:00", SYSTEM, "一川 已成为管理员"),
        ("02-04 9:00:00", "一川(1000002)", "早"),
    )
    take(store, *lines)
    before = memberships(store)
    events = store.db.execute("SELECT count(*) FROM events").fetchone()
    take(store, *lines)
    assert memberships(store) == before
    assert store.db.execute("SELECT count(*) FROM events").fetchone() == events == (3,)
    assert before["周一川"][:3] == ("一川", "admin", "林小满")


def test_what_people_say_is_no_event(store: Store) -> None:
    take(
        store,
        ("02-01 9:00:00", ZHOU, "林小满邀请沈知秋加入了本群。"),
        ("02-01 9:00:10", LIN, "周一川退出了群聊"),
    )
    assert store.db.execute("SELECT count(*) FROM events").fetchone() == (0,)

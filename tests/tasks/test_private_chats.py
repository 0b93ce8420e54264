"""A record of a whole account: its groups, and its other chats if they are wanted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from qunmate.data import groups
from qunmate.data.store import Store
from qunmate.errors import UserError
from qunmate.progress import finish
from qunmate.tasks.chat_intake import ChatImport
from qunmate.tasks.count_chat import count_chat
from qunmate.tasks.import_chat import import_chat
from tests.tasks.taking_in import TODAY
from tests.telegram_account import account

KINDS = ("personal_chat", "private_supergroup", "saved_messages", "public_supergroup")


def taken(store: Store, path: Path, **options: Any) -> list[str]:
    results = finish(import_chat(store, [path], today=TODAY, **options))
    return [result.group for result in results if isinstance(result, ChatImport)]


def test_private_chats_come_along_unless_they_are_not_wanted(store: Store, tmp_path: Path) -> None:
    path = account(tmp_path / "result.json", KINDS)
    assert taken(store, path, private=False) == ["甲1", "甲3"]
    assert [group.name for group in groups.all_groups(store.db)] == ["甲1", "甲3"]
    assert taken(store, path) == ["甲0", "甲1", "甲2", "甲3"]


def test_the_only_group_may_go_to_another(store: Store, tmp_path: Path) -> None:
    path = account(tmp_path / "result.json", KINDS[:3])
    with store.atomic() as db:
        group = groups.add(db, "早起", "telegram", "Asia/Shanghai")
    with pytest.raises(UserError) as error:
        taken(store, path, group="早起")
    assert error.value.problem.code == "group_needed_for_one_chat"
    assert sum(not one.private for one in finish(count_chat(store, path, group))) == 1
    assert taken(store, path, group="早起", private=False) == ["早起"]


def test_a_second_group_may_not(store: Store, tmp_path: Path) -> None:
    path = account(tmp_path / "result.json", KINDS)
    with store.atomic() as db:
        group = groups.add(db, "早起", "telegram", "Asia/Shanghai")
    for job in (
        count_chat(store, path, group),
        import_chat(store, [path], group="早起", today=TODAY, private=False),
    ):
        with pytest.raises(UserError) as error:
            finish(job)
        assert error.value.problem.code == "group_needed_for_one_chat"


def test_an_account_of_private_chats_only_says_so(store: Store, tmp_path: Path) -> None:
    path = account(tmp_path / "result.json", KINDS[:1])
    with pytest.raises(UserError) as error:
        taken(store, path, private=False)
    assert error.value.problem.code == "private_only"
    assert groups.all_groups(store.db) == []


def test_a_private_chat_by_itself_is_taken_in(store: Store, tmp_path: Path) -> None:
    path = account(tmp_path / "result.json", KINDS[:1])
    (chat,) = json.loads(path.read_text(encoding="utf-8"))["chats"]["list"]
    path.write_text(json.dumps(chat), encoding="utf-8")
    assert taken(store, path, private=False) == ["甲0"]


@pytest.mark.parametrize("private", [("小满", "wxid_1"), ("公众", "gh_1")])
@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("suffix", [".csv", ".json"])
def test_private_chats_among_others_that_chatlog_tells(
    store: Store, tmp_path: Path, suffix: str, place: int, private: tuple[str, str]
) -> None:
    chats = [("甲群", "1@chatroom"), ("乙群", "2@chatroom")]
    chats.insert(place, private)
    path = tmp_path / f"a{suffix}"
    if suffix == ".csv":
        rows = [f"2026-01-02 03:04:05,林,wxid_9,{name},{id_},早" for name, id_ in chats]
        text = "\n".join(["Time,SenderName,Sender,TalkerName,Talker,Content", *rows, ""])
    else:
        told = {"time": "2026-01-02T03:04:05+08:00", "isChatRoom": True, "sender": "wxid_9"}
        text = json.dumps([{**told, "talkerName": name, "talker": id_} for name, id_ in chats])
    path.write_text(text, encoding="utf-8")
    assert taken(store, path, private=False) == ["甲群", "乙群"]

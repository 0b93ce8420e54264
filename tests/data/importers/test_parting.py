"""Chats that a source mixes, parted while it is read once."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qunmate.data.importers.parting import ROOM, Parting
from qunmate.errors import Problem, UserError
from qunmate.model import Kind
from qunmate.records import Batch, LineProblem, Record
from tests.data.importers.reading import chats_of

TIME = "2026-01-02 03:04:05"


@given(
    told=st.lists(st.tuples(st.sampled_from("甲乙丙"), st.text(max_size=5)), max_size=40),
    room=st.sampled_from([0, 1_000, ROOM]),
)
def test_each_chat_comes_back_in_its_order(told: list[tuple[str, str]], room: int) -> None:
    with Parting(room) as parting:
        for at, (chat_id, text) in enumerate(told):

            def make(batch: Batch, at: int = at, text: str = text) -> Record | None:
                if text:
                    return Record(at, "1", "小满", Kind.TEXT, text)
                batch.problems.append(LineProblem(at, Problem("bad_record")))
                return None

            parting.put(chat_id, make)
        found = [(chat_id, list(batches)) for chat_id, batches in parting.chats(7)]
    assert [chat_id for chat_id, _ in found] == list(dict.fromkeys(one for one, _ in told))
    for chat_id, batches in found:
        records = [(r.at, r.text) for batch in batches for r in batch.records]
        problems = [wrong.line for batch in batches for wrong in batch.problems]
        mine = [(at, text) for at, (one, text) in enumerate(told) if one == chat_id]
        assert records == [(at, text) for at, text in mine if text]
        assert problems == [at for at, text in mine if not text]
        assert {batch.position for batch in batches} == {7}


def test_a_long_chat_comes_back_in_several_batches() -> None:
    with Parting(room=1_000_000) as parting:
        for at in range(12_000):
            parting.put("甲", lambda _batch, at=at: Record(at, "", "", Kind.TEXT, ""))
        ((_, batches),) = parting.chats(0)
        sizes = [len(batch) for batch in batches]
    assert sum(sizes) == 12_000
    assert len(sizes) > 1


@pytest.mark.parametrize("rooms", [["1@chatroom", "2@chatroom", "1@chatroom"], ["", "2", "2"]])
def test_a_list_of_pywxdump_that_holds_several_chats(rooms: list[str]) -> None:
    plain = {"id": 1, "type_name": "文本", "is_sender": 0, "talker": "wxid_a", "CreateTime": TIME}
    told = [
        plain | {"MsgSvrID": str(number), "msg": "早", "room_name": room}
        for number, room in enumerate(rooms, 1)
    ]
    read = chats_of(json.dumps(told), "a.json")
    assert [len(chat.records) for chat in read] == ([2, 1] if rooms[0] else [3])
    assert [chat.head.chat_id for chat in read] == [one for one in dict.fromkeys(rooms) if one]


def test_a_list_that_breaks_off_in_its_first_message() -> None:
    (chat,) = chats_of('[{"talker": "1@chatroom", "isChatRoom": true, "seq": ', "a.json")
    assert chat.records == []
    assert chat.truncated


def old_memotrace(*rows: tuple[int, int, str]) -> str:
    """Of rows (number of the chat, whether it is one's own, sender)."""
    lines = [
        f"{at},{chat},1,0,{own},{1767294245 + at},,早,,,{sender},{sender}"
        for at, (chat, own, sender) in enumerate(rows)
    ]
    columns = "localId,TalkerId,Type,SubType,IsSender,CreateTime,Status,StrContent,StrTime"
    return "\n".join([f"{columns},Remark,NickName,Sender", *lines, ""])


def test_an_old_record_of_memotrace_that_mixes_chats_is_refused() -> None:
    mixed = [(7, 0, "wxid_a"), (8, 0, "wxid_b"), (7, 1, "wxid_me"), (8, 1, "wxid_me")]
    with pytest.raises(UserError) as error:
        chats_of(old_memotrace(*mixed), "messages.csv")
    assert error.value.problem.code == "chats_mixed"


@pytest.mark.parametrize(
    "rows",
    [
        [(7, 0, "wxid_a"), (7, 1, "wxid_me"), (3, 0, "wxid_b"), (3, 0, "wxid_c")],
        [(7, 0, "wxid_a"), (3, 0, "wxid_b"), (7, 0, "wxid_b"), (3, 0, "wxid_c")],
        [(1, 1, "wxid_me"), (2, 0, "wxid_a"), (1, 1, "wxid_me"), (2, 0, "wxid_a")],
    ],
)
def test_a_chat_may_have_several_numbers(rows: list[tuple[int, int, str]]) -> None:
    (chat,) = chats_of(old_memotrace(*rows), "a.csv")
    assert len(chat.records) == 4

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qunmate.data.importers import pick, telegram
from qunmate.data.importers.source import Source
from qunmate.errors import UserError
from qunmate.records import Participant
from tests.data.importers.reading import chats, chats_of, one_chat, put_together, sample, wall
from tests.data.importers.telegram_file import export, message


def test_a_chat_with_ids_and_replies() -> None:
    chat = one_chat(export(message(5), message(6, text="好", reply_to_message_id=5)))
    assert (chat.head.platform, chat.head.name, chat.head.chat_id) == (
        "telegram",
        "早起读书会",
        "77",
    )
    assert chat.head.zoned
    first, second = chat.records
    assert (first.at, first.sender_id, first.sender) == (1767294245, "101", "林小满")
    assert (second.reply_to, second.platform_id) == ("5", "6")


def test_an_account_of_several_chats() -> None:
    lists = {
        "about": "…",
        "contacts": {"list": [{"first_name": "x"}]},
        "chats": {"about": "", "list": [json.loads(export(message(1), name=n)) for n in "甲乙"]},
        "left_chats": {"list": [json.loads(export(message(1), name="丙"))]},
    }
    found = chats_of(json.dumps(lists))
    assert [chat.head.name for chat in found] == ["甲", "乙", "丙"]


def test_old_exports_have_plain_ids_and_dates() -> None:
    old = {"date": "2018-01-02T03:04:05", "from_id": 101}
    bare = message(1, **old)
    del bare["date_unixtime"]
    chat = one_chat(export(bare))
    assert not chat.head.zoned
    assert (chat.records[0].at, chat.records[0].sender_id) == (wall(2018, 1, 2, 3, 4, 5), "101")
    bare["date"] += "Z"
    assert one_chat(export(bare)).head.zoned


def test_where_only_some_messages_tell_an_instant_none_is_lost() -> None:
    bare, instant = message(1), message(2)
    del bare["date_unixtime"], instant["date"]
    assert len(one_chat(export(bare, instant)).records) == 2
    assert len(one_chat(export(instant, bare)).records) == 2


def test_a_deleted_account_has_its_id_for_a_name() -> None:
    record = one_chat(export(message(1, **{"from": None}))).records[0]
    assert (record.sender_id, record.sender) == ("101", "101")


def test_what_has_no_time_is_told_with_its_line() -> None:
    chat = one_chat(export(message(1), message(2, date_unixtime="soon"), 7, message(3)))
    assert len(chat.records) == 2
    assert chat.codes == ["bad_record", "bad_record"]
    assert chat.problems[0].line > 1


def test_a_file_cut_off_keeps_whole_messages() -> None:
    whole = export(message(1), message(2, text="第二"))
    for end in range(whole.index('"messages"') + 14, len(whole) - 8):
        chat = one_chat(whole[:end])
        assert chat.truncated
        assert chat.codes == ["cut_off"]
        assert [r.text for r in chat.records] == ["早", "第二"][: len(chat.records)]


def test_a_file_broken_in_the_middle_says_where() -> None:
    text = export(*(message(n) for n in range(400)))
    at = text.index('"id": 200')
    line = text.count("\n", 0, at) + 1
    for wrong in ("!", "}]}"):
        chat = one_chat(text[:at] + wrong + text[at:])
        assert len(chat.records) == 200
        assert chat.truncated
        assert chat.codes[-1] == "json_broken"
        assert abs(chat.problems[-1].line - line) <= 1


def test_brackets_without_end_are_refused() -> None:
    text = export(message(1))[:-4] + ', {"x": ' + "[" * 200_000
    with pytest.raises(UserError) as error:
        one_chat(text)
    assert error.value.problem.code == "json_too_deep"


@given(st.lists(st.text(), max_size=5))
def test_any_text_comes_back(texts: list[str]) -> None:
    found = chats_of(export(*(message(n, text=t or "x") for n, t in enumerate(texts))))
    assert [r.text for chat in found for r in chat.records] == [t or "x" for t in texts]


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda v: st.lists(v) | st.dictionaries(st.text(), v),
    )
)
def test_any_value_of_a_field_is_read_or_told(value: Any) -> None:
    for field in (
        "id",
        "date_unixtime",
        "from",
        "from_id",
        "text",
        "media_type",
        "reply_to_message_id",
    ):
        told = Source(Path("a.json"), export(message(1), message(2, **{field: value})))
        (chat,) = put_together(telegram.read(told))
        assert len(chat.records) + len(chat.problems) == 2


@pytest.mark.parametrize("name", ["single", "batch"])
def test_the_figures_that_others_state(name: str) -> None:
    source = Source(sample(f"telegram/{name}.json"))
    assert pick(source).NAME == "telegram"
    (chat,) = chats(source)
    told = json.loads(Path(sample("telegram/expected.json")).read_text(encoding="utf-8"))
    assert [(r.sender, r.text.replace("Link:", "Link: ")) for r in chat.records] == [
        (one["author"], one["message"]) for one in told
    ]


@pytest.mark.parametrize("told", ["0001-01-01T00:00:00+08:00", "9999-12-31T23:59:59-08:00"])
def test_a_year_of_no_chat_is_told(told: str) -> None:
    chat = {"name": "a", "type": "private_group", "id": 1}
    said = {"id": 1, "type": "message", "from": "a", "from_id": "user1", "text": "x"}
    messages = [said | {"date": told}, said | {"id": 2, "date": "2026-01-02T03:04:05"}]
    found = one_chat(json.dumps(chat | {"messages": messages}), "result.json")
    assert len(found.records) == 1
    assert found.codes == ["bad_record"]


@pytest.mark.parametrize("chunk", ["\n", ""])
def test_signs_that_telegram_escapes_as_no_json_does(chunk: str) -> None:
    messages = [message(n, text="早§安" if n % 3 else "\\x41") for n in range(9)]
    text = export(*messages).replace("§", r"\x0C\x01").replace("\n", chunk)
    chat = one_chat(text)
    assert [r.text for r in chat.records] == [
        "早\x0c\x01安" if n % 3 else "\\x41" for n in range(9)
    ]
    assert (chat.problems, chat.truncated) == ([], False)


def test_paths_that_telegram_left_without_quotes() -> None:
    part = {"type": "custom_emoji", "text": "😮", "document_id": "video_files/sticker (2).webm"}
    text = export(message(1, text=["早", part, ""]), message(2, text="好"))
    chat = one_chat(text.replace('"video_files/sticker (2).webm"', "video_files/sticker (2).webm"))
    assert [r.text for r in chat.records] == ["早😮", "好"]
    assert chat.problems == []


def test_an_account_with_more_contacts_than_the_beginning_holds() -> None:
    lists = {
        "about": "Here is the data you requested.",
        "personal_information": {"user_id": 101, "first_name": "林", "last_name": "小满"},
        "contacts": {"list": [{"first_name": "x" * 90, "user_id": n} for n in range(900)]},
        "chats": {"list": [json.loads(export(message(1)))]},
    }
    (chat,) = chats_of(json.dumps(lists, ensure_ascii=False, indent=1))
    assert chat.said == [("林小满", "早")]
    assert chat.participants == [Participant("101", "林小满", own=True)]


def test_chats_of_an_account_without_a_name_are_not_one() -> None:
    kinds = [("saved_messages", 1), ("personal_chat", 2), ("personal_chat", 3)]
    lists = [
        {"name": None, "type": kind, "id": id_, "messages": [message(1)]} for kind, id_ in kinds
    ]
    found = chats_of(json.dumps({"chats": {"list": lists}}))
    assert [chat.head.name for chat in found] == ["Saved Messages", "2", "3"]


def test_a_field_that_others_are_known_by_may_stand_in_a_message() -> None:
    assert one_chat(export(message(1, guild=None, weflow=[]))).head.platform == "telegram"

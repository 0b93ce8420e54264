from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qunmate.data.exporters.chatlab_jsonl import write
from qunmate.data.importers import chatlab_json, chatlab_jsonl, pick
from qunmate.data.importers.fields import instant
from qunmate.data.importers.packing import clean
from qunmate.data.importers.source import Source
from qunmate.data.importers.text import pieces
from qunmate.errors import UserError
from qunmate.model import Group, Kind, Message
from qunmate.progress import finish
from qunmate.records import Batch, ChatHead, Participant, Record
from tests.data.importers.reading import one_chat

HEADER = {"version": "0.0.2", "exportedAt": 1_700_000_500}
META = {
    "name": "读书会",
    "platform": "wechat",
    "type": "group",
    "groupId": "9@chatroom",
    "ownerId": "wxid_a",
}
MEMBERS = [
    {"platformId": "wxid_a", "accountName": "小满", "groupNickname": "北京-小满"},
    {"platformId": "wxid_b", "accountName": "阿木", "roles": [{"id": "admin"}]},
]
_A = {"sender": "wxid_a", "accountName": "小满"}
_B = {"sender": "wxid_b", "accountName": "阿木"}
_NOBODY = {"sender": "", "accountName": ""}
_REPLY = {"groupNickname": "上海-阿木", "platformMessageId": 7, "replyToMessageId": "m1"}
MESSAGES: list[dict[str, Any]] = [
    _A | {"timestamp": 1_700_000_000, "type": 0, "content": "早", "platformMessageId": "m1"},
    _B | _REPLY | {"timestamp": "1700000060000", "type": 25, "content": "早！"},
    _NOBODY | {"timestamp": 1_700_000_070, "type": 80, "content": "小满邀请阿明加入群聊"},
    _B | {"timestamp": 1_700_000_080, "type": 1, "content": None},
    _B | {"timestamp": 1_700_000_090, "type": 12345, "content": "?"},
]


def as_json() -> str:
    return json.dumps(
        {"chatlab": HEADER, "meta": META, "members": MEMBERS, "messages": MESSAGES},
        ensure_ascii=False,
    )


def as_jsonl() -> str:
    lines = [{"_type": "header", "chatlab": HEADER, "meta": META}]
    lines += [{"_type": "member", **member} for member in MEMBERS]
    lines += [{"_type": "message", **message} for message in MESSAGES]
    return (
        "# written by a test\n"
        + "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
        + "\n"
    )


def read(text: str) -> tuple[ChatHead, list[Record], list[Batch]]:
    source = Source(Path("a.json"), text)
    items = list(pick(source).read(source))
    assert isinstance(items[0], ChatHead)
    batches = [item for item in items if isinstance(item, Batch)]
    return items[0], [r for batch in batches for r in batch.records], batches


@pytest.mark.parametrize("text", [as_json(), as_jsonl()], ids=["json", "jsonl"])
def test_both_spellings_say_the_same(text: str) -> None:
    head, records, batches = read(text)
    assert head == ChatHead(
        "wechat", "读书会", "9@chatroom", zoned=True, exported_at=1_700_000_500,
        participants=(
            Participant("wxid_a", "小满", "北京-小满", own=True),
            Participant("wxid_b", "阿木", "", "admin"),
        ),
    )  # fmt: skip
    assert records == [
        Record(1_700_000_000, "wxid_a", "小满", Kind.TEXT, "早", "", None, "m1"),
        Record(1_700_000_060, "wxid_b", "阿木", Kind.REPLY, "早！", "上海-阿木", "m1", "7"),
        Record(1_700_000_070, "", "", Kind.SYSTEM, "小满邀请阿明加入群聊"),
        Record(1_700_000_080, "wxid_b", "阿木", Kind.IMAGE, ""),
        Record(1_700_000_090, "wxid_b", "阿木", Kind.OTHER, "?"),
    ]
    events = [event for batch in batches for event in batch.events]
    assert [(e.kind, e.person[1], e.by[1]) for e in events] == [("join", "阿明", "小满")]


@pytest.mark.parametrize("text", [as_json(), as_jsonl()], ids=["json", "jsonl"])
def test_a_file_cut_in_a_message_keeps_the_whole_ones(text: str) -> None:
    head, records, batches = read(text[: text.rindex("阿木")])
    assert head.name == "读书会"
    assert len(records) == 4
    assert batches[-1].truncated
    assert [p.problem.code for b in batches for p in b.problems] == ["cut_off"]


def test_who_owns_the_group_stands_in_the_roles() -> None:
    members = [MEMBERS[0], MEMBERS[1] | {"roles": [{"id": "owner"}]}]
    document = {"chatlab": HEADER, "meta": META, "members": members, "messages": MESSAGES}
    head, _, _ = read(json.dumps(document))
    assert [(one.role, one.own) for one in head.participants] == [(None, True), ("owner", False)]


def test_whose_record_it_is_counts_also_where_no_members_are_listed() -> None:
    lines = [{"_type": "header", "chatlab": HEADER, "meta": META}]
    lines += [{"_type": "message", **message} for message in MESSAGES]
    document = {"chatlab": HEADER, "meta": META, "members": [], "messages": MESSAGES}
    for text in ("\n".join(map(json.dumps, lines)), json.dumps(document)):
        _, _, batches = read(text)
        told = [person for batch in batches for person in batch.participants]
        assert told == [Participant("wxid_a", "小满", own=True)]


@pytest.mark.parametrize("sender", ["SYSTEM", "system"])
def test_the_sender_that_stands_for_nobody(sender: str) -> None:
    nobody = {"sender": sender, "accountName": "系统", "timestamp": 1_700_000_000}
    messages = [nobody | {"type": kind, "content": "…"} for kind in (80, 81, 99)]
    _, records, _ = read(json.dumps({"chatlab": HEADER, "meta": META, "messages": messages}))
    assert [(r.sender_id, r.sender, r.kind) for r in records] == [
        ("", "", Kind.SYSTEM),
        ("", "", Kind.RECALL),
        ("", "", Kind.OTHER),
    ]


def test_meta_may_come_after_the_messages() -> None:
    text = json.dumps({"chatlab": HEADER, "messages": MESSAGES, "members": MEMBERS, "meta": META})
    head, records, _ = read(text)
    assert head.name == "读书会"
    assert len(records) == 5


def test_a_bad_line_is_told_and_the_others_are_kept() -> None:
    lines = as_jsonl().splitlines()
    lines.insert(5, "{broken")
    lines.insert(6, json.dumps({"_type": "message", "content": "no time"}))
    _, records, batches = read("\n".join(lines) + "\n")
    assert len(records) == 5
    assert [(p.line, p.problem.code) for b in batches for p in b.problems] == [
        (6, "bad_record"),
        (7, "bad_record"),
    ]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (1_700_000_000, 1_700_000_000),
        ("1700000000", 1_700_000_000),
        (1_700_000_000_123, 1_700_000_000),
        (1_700_000_000.9, 1_700_000_000),
        ("x", None),
        (None, None),
        (float("nan"), None),
        (-62_135_596_800, None),
        (True, None),
        (10**30, None),
    ],
)
def test_instants(told: object, expected: int | None) -> None:
    assert instant(told) == expected


keys = st.text(max_size=8)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=8,
)
fields = st.sampled_from(
    ["_type", "sender", "accountName", "timestamp", "type", "content", "roles", "meta"]
)


@given(st.lists(st.dictionaries(fields, json_values | st.just("message"), max_size=6), max_size=6))
def test_no_values_make_the_readers_fail(messages: list[dict[str, Any]]) -> None:
    lines = as_jsonl() + "".join(json.dumps(m | {"_type": "message"}) + "\n" for m in messages)
    for _item in chatlab_jsonl.read(Source(Path("a.jsonl"), lines)):
        pass
    document = {"chatlab": HEADER, "meta": META, "members": messages, "messages": messages}
    for _item in chatlab_json.read(Source(Path("a.json"), json.dumps(document))):
        pass


@given(st.text(max_size=200))
def test_no_text_makes_the_readers_fail(text: str) -> None:
    for _item in chatlab_jsonl.read(Source(Path("a.jsonl"), as_jsonl() + text)):
        pass
    for _item in chatlab_json.read(Source(Path("a.json"), as_json()[:-1] + text)):
        pass


def test_a_traditional_encoding(tmp_path: Path) -> None:
    text = "謝謝大家今天的分享，我們下週三晚上同一個時間再見，記得帶上你的書"
    path = tmp_path / "a.jsonl"
    path.write_bytes((json.dumps({"text": text}, ensure_ascii=False) + "\n").encode("big5"))
    (piece,) = (piece for piece in pieces(Source(path)) if piece.text)
    assert text in piece.text


def test_a_file_name_in_another_encoding() -> None:
    name = "群聊.txt".encode("gb18030").decode("utf-8", "surrogateescape")
    source = Source(Path(name))
    assert (source.name, source.stem) == ("群聊.txt", "群聊")


def test_a_document_that_nests_without_end_is_refused() -> None:
    deep = '{"chatlab":' * 100_000
    with pytest.raises(UserError) as refused:
        list(chatlab_json.read(Source(Path("a.json"), deep)))
    assert refused.value.problem.code == "json_too_deep"


def test_brackets_in_texts_are_no_depth() -> None:
    said = [
        {**_A, "timestamp": 1_700_000_000 + i, "type": 0, "content": '{["\\'} for i in range(2000)
    ]
    text = json.dumps({"chatlab": HEADER, "meta": META, "members": MEMBERS, "messages": said})
    assert len(read(text)[1]) == 2000


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_json_in_other_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(as_json().encode(encoding))
    items = list(chatlab_json.read(Source(path)))
    assert isinstance(items[0], ChatHead)
    assert items[0].name == "读书会"
    assert next(r.text for item in items if isinstance(item, Batch) for r in item.records) == "早"


def test_a_file_of_another_kind_holds_no_chat() -> None:
    assert list(chatlab_json.read(Source(Path("a.json"), "not json"))) == []


def test_half_surrogates_are_replaced() -> None:
    text = as_json().replace('"小满"', '"小\\ud800满"').replace('"早"', '"\\udc00早"')
    head, records, _ = read(text)
    assert "\ud800" not in head.participants[0].name + clean(records[0].sender)
    head.participants[0].name.encode()


def test_who_took_a_message_back_is_kept() -> None:
    text = (
        as_jsonl()
        + json.dumps(
            {"_type": "message", **_A, "timestamp": 1_700_000_100, "type": 81, "content": "撤回"}
        )
        + "\n"
    )
    assert read(text)[1][-1].sender_id == "wxid_a"


def test_a_record_that_cant_be_read_is_shown_as_it_stands() -> None:
    broken = json.dumps({"_type": "message", **MESSAGES[0]}, ensure_ascii=False)[:-1]
    lines = as_jsonl().splitlines()
    text = "\n".join([*lines[:-1], broken, "[1, null]", lines[-1]])
    chat = one_chat(text, "a.jsonl")
    assert [wrong.problem.params["reason"] for wrong in chat.problems] == [
        f"{broken[:60]}…",
        "[1, null]",
    ]
    no_time = {"chatlab": HEADER, "meta": META, "messages": [{"timestamp": None, "content": "早"}]}
    (wrong,) = one_chat(json.dumps(no_time), "a.json").problems
    assert wrong.problem.params["reason"] == '{"timestamp": null, "content": "早"}'


def test_who_is_known_by_a_name_alone_is_written_as_one_person_each(tmp_path: Path) -> None:
    group = Group(1, "读书会", "whatsapp", "Asia/Shanghai")
    said = [("小满", Kind.TEXT), ("阿木", Kind.RECALL), ("", Kind.SYSTEM)]
    messages = [
        (Message(n, 1, 1_700_000_000 + n, 0, None, name, kind, "早", None, None), "")
        for n, (name, kind) in enumerate(said)
    ]
    path = tmp_path / "a.jsonl"
    finish(write(path, group, [], messages, 1_700_000_500, 3))
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert len({line["sender"] for line in lines[1:]}) == 3
    assert all(line["sender"] and line["accountName"] for line in lines[1:])
    _, records, _ = read(path.read_text(encoding="utf-8"))
    assert [(r.sender_id, r.sender, r.kind) for r in records] == [
        ("", "小满", Kind.TEXT),
        ("", "阿木", Kind.RECALL),
        ("", "", Kind.SYSTEM),
    ]


def test_lines_of_messages_without_a_header() -> None:
    chat = one_chat(
        '{"_type":"message","platformMessageId":"1","timestamp":1700000300,"type":0,'
        '"content":"早","accountName":"小满"}\n'
        '{"_type":"message","platformMessageId":"2","timestamp":1700000301,"type":5,'
        '"content":"a.gif","accountName":"一川"}\n',
        "a.jsonl",
    )
    assert chat.said == [("小满", "早"), ("一川", "a.gif")]
    assert chat.problems == []

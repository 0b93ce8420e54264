"""QQ's essence messages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qunmate.data.importers import qq_essence
from qunmate.errors import UserError

MESSAGES: list[Any] = [
    {
        "msgSeq": 12,
        "senderUin": "10001",
        "senderNick": "林晓雨",
        "senderTime": 1_795_000_000,
        "addDigestNick": "群主",
        "addDigestTime": 1_795_000_100,
        "content": [{"type": "text", "text": "第一次私聊，第二次公开"}],
    },
    {
        "msgSeq": 13,
        "senderUin": 10002,
        "senderNick": "周子昂",
        "senderTime": "1795000300",
        "addDigestTime": 1,
        "content": [{"type": "image", "url": "https://example.org/a.png"}],
    },
    {"msgSeq": 14, "senderTime": "never", "content": []},
    "nonsense",
]
DOCUMENT = {
    "groupCode": "777",
    "groupName": "运营研究社",
    "exportTime": "2026-11-20",
    "totalCount": 4,
    "messages": MESSAGES,
}


def write(folder: Path, document: object = DOCUMENT, *, bom: bool = False) -> Path:
    path = folder / "group_essence_777.json"
    encoding = "utf-8-sig" if bom else "utf-8"
    path.write_text(json.dumps(document, ensure_ascii=False), encoding=encoding)
    return path


def test_good_records_stand_beside_bad_ones(tmp_path: Path) -> None:
    path = write(tmp_path, bom=True)
    assert qq_essence.identify(path)
    found = qq_essence.read(path)
    assert (found.group_code, found.group_name) == ("777", "运营研究社")
    assert [one.sender for one in found.messages] == ["林晓雨", "周子昂"]
    assert found.messages[0].key == "essence:12"
    assert found.messages[1].text == "https://example.org/a.png"
    assert found.messages[1].picture
    assert [(one.row, one.problem.code) for one in found.problems] == [
        (3, "date_bad"),
        (4, "highlight_unreadable"),
    ]


def test_other_files_are_not_taken_for_essence(tmp_path: Path) -> None:
    other = tmp_path / "a.json"
    other.write_text('{"messages": []}')
    assert not qq_essence.identify(other)
    assert not qq_essence.identify(tmp_path / "missing.json")
    broken = tmp_path / "b.json"
    broken.write_text('{"groupCode": 1, "senderTime": ')
    assert qq_essence.identify(broken)
    with pytest.raises(UserError) as told:
        qq_essence.read(broken)
    assert told.value.problem.code == "format_unknown"


def test_a_file_cut_off_keeps_whole_records_and_tells(tmp_path: Path) -> None:
    path = write(tmp_path, DOCUMENT | {"messages": MESSAGES[:2]})
    whole = path.read_bytes()
    for end in range(whole.index(b'{"msgSeq": 13') + 1, len(whole), 7):
        path.write_bytes(whole[:end])
        found = qq_essence.read(path)
        assert found.messages[0].sender == "林晓雨"
        row = len(found.messages) + 1
        assert [(one.row, one.problem.code) for one in found.problems] == [(row, "cut_off")]


def test_half_a_character_and_nothing_in_a_text_do_no_harm(tmp_path: Path) -> None:
    odd = MESSAGES[0] | {"senderNick": "\ud83d", "content": [{"text": "\ud800早\0"}]}
    path = tmp_path / "group_essence_1.json"
    path.write_text(json.dumps(DOCUMENT | {"messages": [odd]}))
    (found,) = qq_essence.read(path).messages
    (found.sender + found.text).encode()
    assert found.text.endswith("早")


plain = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=8)),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["msgSeq", "senderTime", "content", "text", "type", "url"]), inner
        )
    ),
    max_leaves=12,
)


@given(st.lists(plain, max_size=5))
def test_any_records_are_read_or_told(messages: list[object]) -> None:
    for number, record in enumerate(messages, 1):
        qq_essence._message(number, record)

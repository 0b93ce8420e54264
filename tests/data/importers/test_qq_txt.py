from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qunmate.data.importers import pick, qq_txt
from qunmate.data.importers.source import Source
from qunmate.model import Kind
from qunmate.records import Batch, ChatHead, Record
from tests.chat_files import HEADER, qq_text
from tests.data.importers.reading import one_chat


def wall(year: int, month: int, day: int, hour: int, minute: int, second: int) -> int:
    return int(
        (datetime(year, month, day, hour, minute, second) - datetime(1970, 1, 1)).total_seconds()
    )


def read(text: str, title: str = "a.txt") -> tuple[list[ChatHead], list[Record], list[Batch]]:
    source = Source(Path(title), text)
    items = list(pick(source).read(source))
    heads = [item for item in items if isinstance(item, ChatHead)]
    batches = [item for item in items if isinstance(item, Batch)]
    return heads, [record for batch in batches for record in batch.records], batches


def test_a_record_has_time_id_name_and_body() -> None:
    text = qq_text([("2019-09-23 9:16:35", "【冒泡】小满(123456)", "你好")])
    heads, records, _ = read(text)
    assert heads == [ChatHead("qq", "读书会")]
    assert records == [Record(wall(2019, 9, 23, 9, 16, 35), "123456", "小满", Kind.TEXT, "你好")]


@pytest.mark.parametrize(
    ("sender", "expected"),
    [
        ("名字(带(嵌套)括号) (0012345)", ("0012345", "名字(带(嵌套)括号)")),
        ("小满<a@b.com>", ("a@b.com", "小满")),
        ("小满", ("", "小满")),
        ("【管理员】【笑】(99999)", ("99999", "【笑】")),
        ("【群主】(99999)", ("99999", "【群主】")),
        ("(99999)", ("99999", "99999")),
        ("系统消息(10000)", ("", "")),
        ("系统消息(1000000)", ("", "")),
        ("", ("", "")),
    ],
)
def test_senders(sender: str, expected: tuple[str, str]) -> None:
    assert qq_txt.parse_sender(sender) == expected


def test_twelve_hour_clock() -> None:
    text = qq_text(
        [("2019-09-23 12:00:01 AM", "甲(11111)", "a"), ("2019-09-23 1:02:03 PM", "甲(11111)", "b")]
    )
    _, records, _ = read(text)
    assert [r.at for r in records] == [wall(2019, 9, 23, 0, 0, 1), wall(2019, 9, 23, 13, 2, 3)]


def test_bodies_keep_blank_lines_and_quoted_heads() -> None:
    quoted = "看这段:\n2019-09-23 9:00:00 别人(222222)\n原话"
    text = qq_text(
        [
            ("2019-09-23 9:16:35", "甲(11111)", "第一段\r\n\r\n第二段"),
            ("2019-09-23 9:17:35", "甲(11111)", quoted),
            ("2019-09-23 9:18:35", "乙(33333)", "完"),
        ]
    )
    _, records, _ = read(text)
    assert [r.text for r in records] == ["第一段\n\n第二段", quoted, "完"]


def test_lines_may_end_in_bare_line_feeds() -> None:
    text = qq_text(
        [("2019-09-23 9:16:35", "甲(11111)", "a"), ("2019-09-23 9:16:36", "乙(22222)", "b")]
    )
    _, records, _ = read(text.replace("\r\n", "\n"))
    assert [(r.sender, r.text) for r in records] == [("甲", "a"), ("乙", "b")]


def test_several_chats_in_one_file() -> None:
    text = (
        qq_text([("2019-09-23 9:16:35", "甲(11111)", "a")], "一群")
        + HEADER[30:].format(name="二群")
        + "2019-09-24 9:16:35 乙(22222)\r\nb\r\n\r\n"
    )
    heads, records, _ = read(text)
    assert [head.name for head in heads] == ["一群", "二群"]
    assert [r.text for r in records] == ["a", "b"]


def test_system_lines_have_no_sender_and_tell_events() -> None:
    text = qq_text(
        [
            ("2019-09-23 9:16:35", "系统消息(1000000)", "甲邀请乙加入了本群。"),
            ("2019-09-23 9:17:35", "", "丙加入本群。"),
            ("2019-09-23 9:18:35", "系统消息(10000)", "丙撤回了一条消息"),
        ]
    )
    _, records, batches = read(text)
    assert [(r.sender, r.kind) for r in records] == [
        ("", Kind.SYSTEM), ("", Kind.SYSTEM), ("", Kind.RECALL),
    ]  # fmt: skip
    events = [event for batch in batches for event in batch.events]
    assert [(e.kind, e.person[1], e.by[1]) for e in events] == [
        ("join", "乙", "甲"),
        ("join", "丙", ""),
    ]


def test_an_impossible_date_is_a_problem_with_its_line() -> None:
    rows = [
        ("2019-09-23 9:16:35", "甲(11111)", "a"),
        ("2019-13-45 9:16:35", "甲(11111)", "b"),
        ("2019-09-23 29:16:35", "甲(11111)", "c"),
    ]
    text = qq_text(rows)
    _, records, batches = read(text)
    assert [r.text for r in records] == ["a"]
    problems = [p for batch in batches for p in batch.problems]
    lines = text.split("\n")
    assert [lines[p.line - 1][:10] for p in problems] == ["2019-13-45", "2019-09-23"]
    assert {p.problem.code for p in problems} == {"bad_date"}


@pytest.mark.parametrize("cut", ["2019-09", "2019-09-23 9:1", "2019-09-23 9:17:35 乙(22222)"])
def test_a_file_cut_inside_a_record_keeps_whole_records(cut: str) -> None:
    text = qq_text([("2019-09-23 9:16:35", "甲(11111)", "a")]) + cut
    _, records, batches = read(text)
    assert [r.text for r in records] == ["a"]
    assert batches[-1].truncated
    assert [p.problem.code for p in batches[-1].problems] == ["cut_off"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(
        qq_text([("2019-09-23 9:16:35", "小满(11111)", "早上好，读书会")]).encode(encoding)
    )
    source = Source(path)
    records = [
        r for item in pick(source).read(source) if isinstance(item, Batch) for r in item.records
    ]
    assert [(r.sender, r.text) for r in records] == [("小满", "早上好，读书会")]


def test_broken_bytes_are_told_and_lose_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    good = qq_text(
        [("2019-09-23 9:16:35", "小满(11111)", "早上好"), ("2019-09-23 9:16:36", "乙(22222)", "x")]
    )
    path.write_bytes(good.encode().replace(b"x\r\n", b"\xff\xfe\r\n"))
    source = Source(path)
    batches = [item for item in pick(source).read(source) if isinstance(item, Batch)]
    assert sum(len(batch.records) for batch in batches) == 2
    assert [p.problem.code for b in batches for p in b.problems] == ["bad_bytes"]


body = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=40).filter(
    lambda text: text.strip() != "" and not text.strip()[0].isdigit() and "消息" not in text
)


@given(
    st.lists(st.tuples(st.integers(0, 86_399), body), max_size=12), st.sampled_from(["\n", "\r\n"])
)
def test_what_was_written_is_read(rows: list[tuple[int, str]], feed: str) -> None:
    written = [
        (f"2024-02-29 {s // 3600}:{s // 60 % 60:02}:{s % 60:02}", "甲(11111)", text)
        for s, text in rows
    ]
    _, records, _ = read(qq_text(written).replace("\r\n", feed))
    assert [r.text for r in records] == [text.strip() for _, text in rows]
    assert [r.at - wall(2024, 2, 29, 0, 0, 0) for r in records] == [s for s, _ in rows]


@given(st.text(max_size=300))
def test_nothing_makes_the_reader_fail(text: str) -> None:
    for _item in qq_txt.read(Source(Path("a.txt"), HEADER.format(name="甲") + text)):
        pass


def test_shared_sample(samples: Path) -> None:
    source = Source(samples / "qq" / "legacy-manager.txt")
    items = list(pick(source).read(source))
    records = [r for item in items if isinstance(item, Batch) for r in item.records]
    assert items[0] == ChatHead("qq", "测试群")
    assert [(r.sender_id, r.sender, r.text) for r in records] == [
        ("12345", "名字", "第一行消息\n\n第二段消息"),
        ("player@example.com", "名字(场外)", "（场外说明）"),
        ("67890", "骰娘", ".r 1d20"),
    ]


def test_lines_may_end_in_bare_carriage_returns() -> None:
    text = qq_text(
        [("2019-09-23 9:16:35", "甲(11111)", "a"), ("2019-09-23 9:16:36", "乙(22222)", "b")]
    )
    _, records, _ = read(text.replace("\r\n", "\r"))
    assert [(r.sender, r.text) for r in records] == [("甲", "a"), ("乙", "b")]


def test_a_rule_may_stand_above_the_first_line() -> None:
    rule = "=" * 64
    chat = one_chat(
        f"{rule}\n消息记录（此消息记录为文本格式，不支持重新导入）\n{rule}\n消息分组:我的群\n"
        f"消息对象:读书会\n{rule}\n\n2024-01-01 12:00:00 小满(10001)\n早\n\n"
    )
    assert (chat.head.name, chat.said) == ("读书会", [("小满", "早")])

"""What no chat program writes: every reader tells it, or keeps what is whole, and goes on."""

from __future__ import annotations

import json
import os
import pickle
import re
from pathlib import Path

import pytest

from qunmate.clock import zone
from qunmate.data.importers import chatlab_jsonl, pick, sources_in
from qunmate.data.importers.packing import Packer
from qunmate.data.importers.source import Source
from qunmate.data.importers.table_times import moment
from qunmate.errors import Problem, UserError
from qunmate.model import Kind
from qunmate.records import MAX_LISTED, Batch, LineProblem, Record
from tests.chat_files import qq_text
from tests.data.importers.example import Example
from tests.data.importers.examples import EXAMPLES
from tests.data.importers.reading import chats_of, one_chat, put_together
from tests.data.importers.telegram_file import export, message

NUMBER = "7" * 5_000
CHATLAB = json.dumps(
    {
        "chatlab": {"version": "0.0.2", "exportedAt": 1767294245},
        "meta": {"name": "早起读书会", "platform": "wechat"},
        "messages": [
            {"sender": "1", "accountName": "小满", "timestamp": 1767294245, "content": "早"},
            {"sender": "2", "accountName": "一川", "timestamp": 1767294246, "content": "好"},
        ],
    },
    indent=1,
)
DOCUMENTS = {
    "telegram": export(message(1), message(2, x=7)),
    "chatlab": CHATLAB,
    **{
        f"{example.reader} {number}": example.content
        for number, example in enumerate(EXAMPLES)
        if isinstance(example.content, str) and example.suffix == ".json"
    },
}


@pytest.mark.parametrize("text", DOCUMENTS.values(), ids=DOCUMENTS.keys())
def test_a_number_of_thousands_of_digits_costs_one_record_at_most(text: str) -> None:
    (whole,) = chats_of(text, "a.json")
    for found in re.finditer(r'"\w+": (\d+)(?=[,\n])', text):
        (chat,) = chats_of(text[: found.start(1)] + NUMBER + text[found.end(1) :], "a.json")
        assert len(chat.records) + len(chat.problems) == len(whole.records)
        assert len(chat.problems) <= 1
        assert not chat.truncated


def test_such_a_number_in_a_line_costs_that_line() -> None:
    header = {"_type": "header", "chatlab": {"version": "0.0.2"}, "meta": {"platform": "qq"}}
    lines = [{"_type": "message", "sender": "1", "timestamp": at, "content": "早"} for at in (1, 2)]
    text = "\n".join(json.dumps(one) for one in (header, *lines)).replace(": 2,", f": {NUMBER},")
    chat = one_chat(text, "a.jsonl")
    assert (len(chat.records), chat.codes, chat.truncated) == (1, ["bad_record"], False)


@pytest.mark.parametrize("grows", [True, False])
@pytest.mark.parametrize(
    "example",
    [one for one in EXAMPLES if one.suffix != ".zip"],
    ids=lambda example: f"{example.reader}{example.suffix}",
)
def test_a_file_that_changes_before_it_is_read_to_its_end(
    example: Example, tmp_path: Path, *, grows: bool
) -> None:
    path = example.write(tmp_path)
    (source,) = sources_in(path)
    reader = pick(source)
    if grows:
        with path.open("ab") as file:
            file.write(b"\n")
    else:
        os.truncate(path, path.stat().st_size // 2)
    with pytest.raises(UserError) as error:
        put_together(reader.read(source))
    assert error.value.problem.code in {"source_changed", "workbook_damaged"}


def test_a_table_cut_off_inside_quotes_keeps_nothing_of_the_last_row() -> None:
    heading = "Time,SenderName,Sender,TalkerName,Talker,Content"
    row = '2026-01-02 03:04:05,"小满","wxid_a","读书会","1@chatroom","早'
    for end in ("", '""', "\n二", "\n二\n\n三,四\n"):
        chat = one_chat(f'{heading}\n{row}"\n{row}{end}', "a.csv")
        assert (chat.said, chat.codes) == ([("小满", "早")], ["cut_off"])
        assert chat.problems[0].line == 3
        assert chat.truncated


def test_blank_lines_of_a_table_are_counted_and_no_rows() -> None:
    blank = "\n  \r\n\t\n" * 2_000
    text = f"\n \nTime,SenderName,Sender,TalkerName,Talker,Content\n{blank}x,a,b,c,d,e\n{blank}"
    chat = one_chat(text, "a.csv")
    assert [(wrong.line, wrong.problem.code) for wrong in chat.problems] == [(6_004, "bad_date")]


@pytest.mark.parametrize(("length", "whole"), [(800_000, True), (4_200_000, False)])
def test_a_message_over_many_lines_is_kept_as_far_as_one_may_go(
    length: int, *, whole: bool
) -> None:
    line = "好" * 500 + "\n"
    told = "2026-01-02 03:04:05 小满\n早\n" + line * (length // len(line)) + "又\n"
    chat = one_chat(f"{told}\n2026-01-02 03:05:05 一川\n好\n")
    (first, second) = chat.records
    assert (first.text[:1], second.text) == ("早", "好")
    assert first.text.endswith("又") is whole
    assert chat.codes == ([] if whole else ["line_too_long"])


def test_of_a_million_bad_lines_the_first_are_told_and_all_are_counted() -> None:
    header = json.dumps({"_type": "header", "chatlab": {}, "meta": {"platform": "qq"}})
    message = json.dumps({"_type": "message", "sender": "1", "timestamp": 1, "content": "早"})
    text = "\n".join((header, message, *["x"] * 6_000, ""))
    _head, batch, *_ends = chatlab_jsonl.read(Source(Path("a.jsonl"), text))
    assert isinstance(batch, Batch)
    assert (len(batch.problems), batch.problems.total) == (MAX_LISTED, 6_000)
    both = pickle.loads(pickle.dumps(batch.problems))  # noqa: S301 - our own
    both += batch.problems
    assert (len(both), both.total, both.rejected) == (MAX_LISTED, 12_000, 12_000)
    both += [LineProblem(1, Problem("bad_bytes"))]
    assert (len(both), both.total, both.rejected) == (MAX_LISTED, 12_001, 12_000)


def test_many_records_with_the_same_words_are_each_kept_and_come_again_as_the_same() -> None:
    batch = Batch()
    batch.extend([Record(1_767_294_245, "1", "小满", Kind.TEXT, "早")] * 25_000)

    def keys() -> list[int]:
        packer = Packer(zone("Asia/Shanghai"), zoned=True)
        return [key for _turn in range(3) for packed in packer.pack(batch) for key in packed.key]

    told = keys()
    assert len(set(told)) == 75_000
    assert told == keys()


@pytest.mark.parametrize("reader", ["chatlab", "qq"])
def test_the_lines_of_many_bad_records_are_told_at_once(reader: str) -> None:
    count = 12_000
    if reader == "qq":
        rows = [("2026-13-02 3:04:05", "甲(11111)", "a\nb")] * count
        (chat,) = chats_of(qq_text([*rows, ("2026-01-02 3:04:05", "甲(11111)", "a")]))
    else:
        one = {"sender": "1", "timestamp": "x", "content": "早"}
        document = json.loads(CHATLAB)
        document["messages"] = [*[one] * count, document["messages"][0]]
        (chat,) = chats_of(json.dumps(document, indent=1), "a.json")
    lines = [wrong.line for wrong in chat.problems[:3]]
    assert lines[2] - lines[1] == lines[1] - lines[0] == (4 if reader == "qq" else 5)
    assert len(chat.records) == 1


def test_a_long_line_in_a_plain_table_is_no_time() -> None:
    assert moment("x" * 3_000_000, "ymd") is None

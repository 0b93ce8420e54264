"""Line ends of all systems, mixed in one file, and files that were joined: no record is lost."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path

import pytest

from qunmate.data.importers import pick
from qunmate.data.importers.source import Source
from qunmate.data.importers.text import encoding_of
from tests.chat_files import qq_text
from tests.data.importers.example import Example
from tests.data.importers.examples import EXAMPLES
from tests.data.importers.reading import chats, chats_of, one_chat, put_together

TEXTS = [one for one in EXAMPLES if isinstance(one.content, str)]
every_text = pytest.mark.parametrize("example", TEXTS, ids=lambda one: f"{one.reader}{one.suffix}")
QQ = qq_text([(f"2026-01-02 3:04:{n:02}", "小满(10001)", f"早{n}") for n in range(9)])


def with_ends(text: str, *ends: str) -> str:
    lines = text.replace("\r\n", "\n").split("\n")
    return "".join(line + end for line, end in zip(lines, cycle(ends), strict=False))


@every_text
@pytest.mark.parametrize("ends", ["\r", "\r\r\n", "\n \r\n", "\n \r", "\r \r\n \n"])
def test_whatever_ends_a_line(example: Example, ends: str) -> None:
    text = with_ends(str(example.content), *ends.split(" "))
    source = Source(Path(f"a{example.suffix}"), text)
    (chat,) = put_together(pick(source).read(source))
    assert [(who, said.replace("\r\n", "\n")) for who, said in chat.said] == example.said


@pytest.mark.parametrize(
    "ends", ["\r\r\n", "\n \r\n", "\r\n \n", "\r \r\n \n", "\n \r\n \r", "\r\n \r\n \n"]
)
def test_the_records_of_qq_whatever_ends_their_lines(ends: str) -> None:
    chat = one_chat(with_ends(QQ, *ends.split(" ")))
    assert [record.text for record in chat.records] == [f"早{n}" for n in range(9)]


def test_files_that_were_joined_with_their_marks() -> None:
    lines = [f"2026-01-02 03:04:{n:02} 小满\n早\n" for n in range(3)]
    assert len(one_chat("\ufeff" + "\ufeff".join(lines)).records) == 3


@pytest.mark.parametrize("encoding", ["utf-32", "utf-16", "utf-16-be", "gb18030"])
def test_whatever_encodes_a_text(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(QQ.encode(encoding))
    assert len(chats(Source(path))[0].records) == 9


def test_lines_of_another_encoding_make_no_other_file() -> None:
    lines = [f"2026-01-02 3:04:{n:02} 小满：早上好，今天读什么\n" for n in range(40)]
    mixed = [line.encode("gb18030" if n % 4 == 3 else "utf-8") for n, line in enumerate(lines)]
    assert encoding_of(b"".join(mixed)) == "utf-8"
    assert encoding_of("".join(lines).encode("gb18030")) == "gb18030"
    halves = "".join(lines).encode().replace("早".encode(), b"\xed\xa0\x80\xed\xb0\x80")
    assert encoding_of(halves) == "utf-8"


@every_text
def test_a_hole_of_nuls_leaves_the_records(example: Example) -> None:
    text = str(example.content)
    place = text.rindex("好")
    (chat,) = chats_of(text[:place] + "\0" * 3_000 + text[place:], f"a{example.suffix}")
    assert chat.said == example.said


def test_a_long_text_of_wechat_is_kept_as_far_as_one_may_go() -> None:
    begin = "小满\n2026年07月16日 17:08\n早\n"
    (whole,) = one_chat(begin + (" " * 500 + "\n") * 6_000 + "晚\n发自我的 iPhone\n\n").records
    assert (whole.text[:1], whole.text[-1]) == ("早", "晚")
    chat = one_chat(begin + ("好" * 500 + "\n") * 8_400 + "一川\n2026年07月16日 17:09\n好\n")
    assert [record.text[:1] for record in chat.records] == ["早", "好"]
    assert [(wrong.line, wrong.problem.code) for wrong in chat.problems] == [(2, "line_too_long")]


def test_an_old_page_of_qq_tells_the_lines_of_what_is_wrong(tmp_path: Path) -> None:
    example = next(one for one in EXAMPLES if one.reader == "qq_mht")
    text = str(example.content).replace("2026-01-02", "2026-13-02").replace("<tr>", "\n<tr>")
    (chat,) = chats_of(text, "a.mht")
    line = text[: text.index("3:04:05")].count("\n") + 1
    told = [(wrong.line, wrong.problem.code, wrong.problem.params) for wrong in chat.problems]
    assert told[0] == (line, "bad_date", {"text": "2026-13-02 3:04:05"})
    path = tmp_path / "a.mht"
    path.write_bytes(example.data().replace(b"<tr>", b"\n<tr>").replace("早<".encode(), b"\xff<"))
    (chat,) = chats(Source(path))
    assert [(wrong.line, wrong.problem.code) for wrong in chat.problems] == [(line, "bad_bytes")]
    assert next(text for _, text in chat.said) == "\ufffd"

"""Every format: it is recognised by its content, read as meant, and does no harm when broken."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qunmate.data.importers import READERS, all_readers, pick, sources_in
from qunmate.data.importers.beginning import beginning
from qunmate.data.importers.source import Source
from qunmate.errors import UserError
from qunmate.records import Participant
from tests.data.importers.example import WALL, Example
from tests.data.importers.examples import EXAMPLES
from tests.data.importers.reading import Chat, chats, put_together, sample

every_example = pytest.mark.parametrize(
    "example", EXAMPLES, ids=lambda example: f"{example.reader}{example.suffix}"
)
texts = [example for example in EXAMPLES if isinstance(example.content, str)]
MTIME = 1767398400  # 2026-01-03


def written(example: Example, folder: Path) -> Source:
    path = example.write(folder)
    os.utime(path, (MTIME, MTIME))
    (source,) = sources_in(path)
    return source


@every_example
def test_it_is_recognised_by_its_content(example: Example, tmp_path: Path) -> None:
    head = beginning(written(example, tmp_path))
    known = [reader.NAME for reader in all_readers() if reader.identify(head)]
    assert known[:1] == [example.reader]


@every_example
def test_it_is_read_as_meant(example: Example, tmp_path: Path) -> None:
    source = written(example, tmp_path)
    (chat,) = chats(source)
    assert chat.said == example.said
    assert (chat.records[0].at, chat.records[0].sender_id) == example.first
    assert chat.head.name == example.name
    assert chat.problems == []
    assert len(chat.events) == example.events
    assert not chat.truncated
    assert len(source.digest()) == 64
    source.close()


@pytest.mark.parametrize("example", texts, ids=lambda example: f"{example.reader}{example.suffix}")
@given(data=st.data())
def test_a_file_cut_off_keeps_whole_records(example: Example, data: st.DataObject) -> None:
    whole = example.data()
    end = data.draw(st.integers(0, len(whole)))
    found = read_bytes(whole[:end], example)
    said = [pair for chat in found for pair in chat.said]
    assert len(said) <= len(example.said)
    assert said[:-1] == example.said[: len(said) - 1] if said else True


def test_a_table_cut_off_in_any_place_keeps_whole_rows_and_tells() -> None:
    example = next(e for e in EXAMPLES if (e.reader, e.suffix) == ("memotrace_csv", ".csv"))
    whole = example.data()
    rows = [whole.index(mark) for mark in (b"\r\n1,", b"\r\n2,", b"\r\n3,")]
    for end in range(rows[0] + 4, len(whole.rstrip())):
        (chat,) = read_bytes(whole[:end], example)
        kept = sum(end >= row for row in rows[1:])
        if whole[:end].count(b",", rows[kept]) == 7:  # cut in the last cell, or nowhere
            continue
        assert chat.said == example.said[:kept], whole[:end]
        ended = end - rows[kept] <= 2
        assert chat.truncated is not ended, whole[:end]
        assert bool(chat.codes) is not ended


@pytest.mark.parametrize("example", texts, ids=lambda example: f"{example.reader}{example.suffix}")
@given(data=st.data())
def test_broken_bytes_do_no_harm(example: Example, data: st.DataObject) -> None:
    broken = bytearray(example.data())
    for _change in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(broken) - 1))
        broken[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    read_bytes(bytes(broken), example)


def read_bytes(data: bytes, example: Example) -> list[Chat]:
    """What the reader makes of the bytes; nothing but a UserError may come out else."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"record{example.suffix}"
        path.write_bytes(data)
        os.utime(path, (MTIME, MTIME))
        source = Source(path)
        with contextlib.suppress(UserError):
            return put_together(pick(source, example.reader).read(source))
        return []


def test_members_of_a_second_sheet(tmp_path: Path) -> None:
    example = next(e for e in EXAMPLES if (e.reader, e.suffix) == ("memotrace_csv", ".xlsx"))
    (chat,) = chats(written(example, tmp_path))
    assert chat.participants == [Participant("wxid_1", "林", "小满")]


def test_every_reader_tells_how_to_get_its_file() -> None:
    assert [reader.NAME for reader in all_readers()] == list(READERS)
    assert all(reader.TITLE and reader.HOW and reader.SUFFIXES for reader in all_readers())


def test_what_others_copied_out_of_a_window() -> None:
    (chat,) = chats(Source(sample("qq/qqnt-paste.txt")))
    assert len(chat.records) == 16
    senders = {(record.sender_id, record.sender) for record in chat.records}
    assert ("account", "StandardMessage") in senders
    assert ("123456", "PlayerNameWith(brackets)") in senders
    assert ("accountWith(brackets)", "AccountWithBrackets") in senders
    assert ("", "PlayerWithoutName") in senders
    assert ("", "PlayerWithoutAccount") in senders
    assert {record.at // 86_400 for record in chat.records} == {chat.records[0].at // 86_400}


@pytest.mark.parametrize("year", ["0001", "1969", "2200", "9999"])
@pytest.mark.parametrize(
    "example",
    # MemoTrace of old tells the moment beside the words for it
    [one for one in texts if "2026-01-02" in str(one.content) and "_old_" not in one.reader],
    ids=lambda example: f"{example.reader}{example.suffix}",
)
def test_a_year_of_no_chat_is_told_and_the_rest_is_kept(example: Example, year: str) -> None:
    told = str(example.content).replace("2026-01-02", f"{year}-01-02", 1)
    found = read_bytes(told.encode(), example)
    records = [record for chat in found for record in chat.records]
    assert all(record.at > WALL - 86_400 for record in records)
    assert all(chat.problems for chat in found)


@pytest.mark.parametrize("unit", [" ", "[", "1", "— ", "小满 1 "])
def test_no_reader_is_held_up_by_one_long_line(unit: str) -> None:
    text = "小满 1" + unit * 60_000 + "\n小满 2\n"
    for reader in all_readers():
        reader.identify(text)

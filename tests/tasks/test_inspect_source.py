"""What a file is, is told by its content."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from qunmate.tasks.import_chat import Pasted
from qunmate.tasks.inspect_source import files_of, inspect

QQ = (
    "消息记录（此消息记录为文本格式，不支持重新导入）\r\n\r\n"
    "消息分组:我的群聊\r\n消息对象:早起读书会\r\n\r\n"
    "2026-11-21 7:30:00 林小满(10001)\r\n早安\r\n\r\n"
)


def test_chat_whatever_it_is_called(tmp_path: Path) -> None:
    file = tmp_path / "export.csv"
    file.write_text(QQ, encoding="utf-8-sig", newline="")
    found = inspect(file)
    assert (found.kind, found.format) == ("chat", "QQ message manager, text")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_table_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "list.csv"
    file.write_text("姓名,手机\n林小满,13900000001\n", encoding=encoding)
    assert inspect(file).kind == "roster"


def test_table_without_a_telling_name(tmp_path: Path) -> None:
    file = tmp_path / "list"
    file.write_text("姓名\t手机\n林小满\t13900000001\n", encoding="utf-8")
    assert inspect(file).kind == "roster"


@pytest.mark.parametrize("suffix", ["xlsx", "xlsm", "et", "csv"])
def test_workbook_whatever_it_is_called(tmp_path: Path, suffix: str) -> None:
    book = Workbook()
    book.active.append(["姓名"])
    book.save(tmp_path / f"members.{suffix}")
    assert inspect(tmp_path / f"members.{suffix}").kind == "roster"


def test_pasted_text() -> None:
    assert inspect(Pasted("Pasted text", QQ)).kind == "chat"
    assert inspect(Pasted("Pasted text", "hello")).kind == "unknown"


def test_what_is_nothing_of_ours_says_why(tmp_path: Path) -> None:
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(bytes(range(256)) * 8)
    found = inspect(photo)
    assert found.kind == "unknown"
    assert found.problem is not None
    assert found.problem.code == "format_unknown"


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    found = inspect(tmp_path / "gone.txt")
    assert found.problem is not None
    assert found.problem.code == "source_missing"


def test_the_shipped_kinds_of_samples(samples: Path) -> None:
    assert inspect(samples / "qq" / "legacy-manager.txt").kind == "chat"


def test_copied_text_with_times_alone_needs_a_day() -> None:
    text = Pasted("Pasted text", "林小满  10:30\n早安\n\n周一川  下午3:31\n到\n")
    found = inspect(text)
    assert (found.kind, found.needs_day) == ("chat", True)
    dated = inspect(Pasted("Pasted text", f"—————  2026-11-20  —————\n\n{text.text}"))
    assert (dated.kind, dated.needs_day) == ("chat", False)
    assert inspect(Pasted("Pasted text", "10:30")).kind == "unknown"


def test_a_folder_is_the_files_in_it(tmp_path: Path) -> None:
    inner = tmp_path / "b" / "c"
    inner.mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    ours = ("b/mine.qunmate", "b/mine.qunmate-wal")
    for name in ("a.txt", ".git/x", "b/c/d.txt", "b/~$open.xlsx", "b/.hidden", *ours):
        (tmp_path / name).write_text("x", encoding="utf-8")
    alone = tmp_path / "a.txt"
    assert files_of([alone]) == [alone]
    assert files_of([tmp_path]) == [alone, inner / "d.txt"]


def test_a_table_of_messages_is_a_chat_a_plan_is_none(tmp_path: Path) -> None:
    chat = tmp_path / "a.csv"
    chat.write_text("时间,发言人,内容\n2026-11-21 7:30,林小满,早安\n", encoding="utf-8")
    found = inspect(chat)
    assert (found.kind, found.table) == ("chat", True)
    members = tmp_path / "b.csv"
    members.write_text("姓名,手机\n林小满,13900000001\n", encoding="utf-8")
    found = inspect(members)
    assert (found.kind, found.table) == ("roster", True)
    plan = tmp_path / "c.csv"
    plan.write_text(
        "开始时间,结束时间,群,标题,内容\n2026-11-21 7:30,2026-11-21 8:00,读书会,早安,今天读\n",
        encoding="utf-8",
    )
    assert inspect(plan).kind in {"plan", "highlights"}

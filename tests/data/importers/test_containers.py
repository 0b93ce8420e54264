"""Folders and zips: read in place, and nothing in them can do harm."""

from __future__ import annotations

import os
import random
import zipfile
from pathlib import Path

import pytest

from qunmate.data.importers import sources_in
from qunmate.data.importers.source import Source
from qunmate.data.importers.zips import Zip
from qunmate.errors import UserError
from tests.data.importers.reading import chats

CHAT = "13/1/20, 8:00 - 林小满: 早\n"


def packed(path: Path, members: dict[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def _read_all(path: Path) -> None:
    for source in sources_in(path):
        chats(source)


def refused(path: Path) -> str:
    with pytest.raises(UserError) as error:
        _read_all(path)
    return error.value.problem.code


def test_an_iphones_zip_gives_the_groups_name(tmp_path: Path) -> None:
    path = packed(
        tmp_path / "WhatsApp Chat - 早起读书会.zip",
        {"_chat.txt": CHAT, "photo.jpg": b"\xff\xd8" * 9},
    )
    (source,) = sources_in(path)
    (chat,) = chats(source)
    assert chat.head.name == "早起读书会"
    assert chat.said == [("林小满", "早")]
    assert source.sha256
    source.close()


def test_a_folder_gives_each_file_that_is_a_chat(tmp_path: Path) -> None:
    folder = tmp_path / "聊天"
    (folder / "旧").mkdir(parents=True)
    (folder / "a.txt").write_text(CHAT, encoding="utf-8")
    (folder / "旧" / "b.txt").write_text(CHAT, encoding="utf-8")
    (folder / "notes.txt").write_text("买菜", encoding="utf-8")
    found = sources_in(folder)
    assert [source.name for source in found] == ["聊天/a.txt", "聊天/旧/b.txt"]
    assert [len(chats(source)) for source in found] == [1, 1]


def test_a_zip_is_opened_once_to_look_at_all_its_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    members: dict[str, str | bytes] = {f"{number}.txt": CHAT for number in range(9)}
    path = packed(tmp_path / "many.zip", members)
    opened: list[Path] = []

    def counted(path: Path) -> Zip:
        opened.append(path)
        return Zip(path)

    monkeypatch.setattr("qunmate.data.importers.source.Zip", counted)
    found = sources_in(path)
    assert len(opened) == 1
    assert [len(chats(source)) for source in found] == [1] * 9
    for source in found:
        source.close()


def test_names_in_gbk_are_read_as_they_were_meant(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    name = "与早起读书会的WhatsApp聊天.txt"
    with zipfile.ZipFile(path, "w") as archive:
        info = zipfile.ZipInfo("x" * len(name.encode("gb18030")))
        archive.writestr(info, CHAT)
    path.write_bytes(path.read_bytes().replace(info.filename.encode(), name.encode("gb18030")))
    (source,) = sources_in(path)
    assert source.member == name
    source.close()


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.zip", b"", "nothing_in_source"),
        ("a.txt", b"", "nothing_in_source"),
        ("a.zip", b"PK\x03\x04" + b"\0" * 40, "zip_damaged"),
        ("a.zip", b"PK\x05\x06" + b"\0" * 18, "format_unknown"),
        ("a.xlsx", b"PK\x03\x04" + b"\0" * 40, "workbook_damaged"),
        ("a.docx", b"PK\x03\x04" + b"\0" * 40, "format_unknown"),
    ],
)
def test_what_can_not_be_opened_says_so(
    tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert refused(path) == code


def test_a_zip_without_a_chat(tmp_path: Path) -> None:
    assert (
        refused(packed(tmp_path / "a.zip", {"a.txt": "hello", "b.png": b"\x89PNG"}))
        == "format_unknown"
    )


def test_a_bomb_is_not_let_off(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"_chat.txt": b"\0" * (70 << 20)})
    assert refused(path) == "zip_too_large"


def test_names_that_lead_out_stay_inside(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    path = packed(tmp_path / "a.zip", {"../outside.txt": CHAT, "/etc/passwd.txt": CHAT})
    for source in sources_in(path):
        chats(source)
        source.close()
    assert not outside.exists()


def test_a_damaged_member_is_told(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"_chat.txt": CHAT * 5_000})
    data = bytearray(path.read_bytes())
    data[200:260] = b"\0" * 60
    path.write_bytes(bytes(data))
    assert refused(path) in {"zip_damaged", "format_unknown"}


@pytest.mark.parametrize("rewritten", [True, False])
def test_a_zip_that_changes_while_it_is_read_says_so(tmp_path: Path, *, rewritten: bool) -> None:
    names = ("a.txt", "b.txt")
    path = packed(tmp_path / "a.zip", {name: random.Random(7).randbytes(90_000) for name in names})
    with Zip(path) as archive, archive.open("a.txt") as stream:
        stream.read(10)
        if rewritten:
            path.write_bytes(b"x" * path.stat().st_size)
        else:
            os.truncate(path, 20_000)
        for name in ("", "b.txt"):
            with pytest.raises(UserError) as error:
                (archive.open(name) if name else stream).read()
            assert error.value.problem.code == "source_changed"


def test_a_locked_zip_says_that_it_is_locked(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"_chat.txt": CHAT})
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1  # the flag of an encrypted member
    path.write_bytes(bytes(data))
    with pytest.raises(UserError) as error:
        Source(path, None, "_chat.txt").open()
    assert error.value.problem.code == "zip_locked"

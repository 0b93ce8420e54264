from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from qunmate.data.store import Store, open_store
from qunmate.errors import UserError
from qunmate.progress import finish
from qunmate.tasks.import_chat import import_chat
from qunmate.tasks.watch_folder import FolderLook, look

CHAT = "2026-11-21 7:30:00 林小满(10001)\n早安\n\n2026-11-21 7:31:00 周一川(10002)\n到\n\n"
OLD = 1_767_398_400


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "下载"
    made.mkdir()
    return made


def put(folder: Path, name: str, text: str = CHAT, at: int | None = OLD) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    if at is not None:
        os.utime(path, (at, at))
    return path


def names(found: FolderLook) -> list[str]:
    return [mark[0] for mark in found.new]


def test_only_what_can_be_taken_in_is_new(store: Store, folder: Path) -> None:
    put(folder, "群聊.txt")
    put(folder, "名单.csv", "姓名,微信号\n小满,a\n")
    put(folder, "随笔.txt", "今天天气很好")
    put(folder, ".hidden.txt")
    put(folder, "~$open.xlsx")
    put(folder, "half.txt.crdownload")
    put(folder, "empty.txt", "")
    (folder / "inner.txt").mkdir()
    found = look(store, folder, {}, ())
    assert names(found) == ["名单.csv", "群聊.txt"]
    assert [mark[0] for mark, wanted in found.known.items() if not wanted] == ["随笔.txt"]


def test_a_file_that_grows_waits_until_it_rests(store: Store, folder: Path) -> None:
    put(folder, "群聊.txt", at=None)
    first = look(store, folder, {}, ())
    assert (names(first), len(first.growing)) == ([], 1)
    put(folder, "群聊.txt", CHAT * 2, at=None)
    second = look(store, folder, first.known, first.growing)
    assert (names(second), len(second.growing)) == ([], 1)
    third = look(store, folder, second.known, second.growing)
    assert (names(third), len(third.growing)) == (["群聊.txt"], 0)


def test_what_was_taken_in_is_new_only_when_it_changes(tmp_path: Path, folder: Path) -> None:
    path = put(folder, "群聊.txt")
    with open_store(tmp_path / "a.qunmate") as store:
        before = look(store, folder, {}, ())
        finish(import_chat(store, [path], today=date(2026, 11, 22)))
        assert names(look(store, folder, before.known, ())) == []
        assert names(look(store, folder, {}, ())) == []
        put(folder, "群聊.txt", CHAT * 2, OLD + 60)
        assert names(look(store, folder, before.known, ())) == ["群聊.txt"]


def test_a_folder_that_is_gone(store: Store, folder: Path) -> None:
    folder.rmdir()
    with pytest.raises(UserError) as caught:
        look(store, folder, {}, ())
    assert caught.value.problem.code == "watched_folder_gone"

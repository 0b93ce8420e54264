from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from qunmate.data.exporters.whole_file import whole_file, write_whole
from qunmate.errors import UserError


def test_two_that_write_one_file_don_t_mix(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    with whole_file(path) as one:
        one.write("one, of which a part")
        write_whole(path, b"two")
        one.write(" and the rest")
    assert path.read_text() == "one, of which a part and the rest"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_of_the_user_that_is_called_like_ours_stays(tmp_path: Path) -> None:
    own = tmp_path / "a.md.part"
    own.write_text("mine")
    write_whole(tmp_path / "a.md", b"new")
    assert own.read_text() == "mine"


def test_what_a_killed_program_left_goes_after_a_day(tmp_path: Path) -> None:
    names = ("0001.part", "0001.part-journal", "0002.part")
    *old, fresh = (tmp_path / f"[a].md.{name}" for name in names)
    fresh.touch()
    for left in old:
        left.touch()
        os.utime(left, (0, time.time() - 100_000))
    write_whole(tmp_path / "[a].md", b"new")
    assert not any(left.exists() for left in old)
    assert fresh.exists()


def test_what_is_no_file_is_not_replaced(tmp_path: Path) -> None:
    places = [tmp_path / "folder"]
    places[0].mkdir()
    if sys.platform != "win32":
        places.append(tmp_path / "pipe")
        os.mkfifo(places[1])
    for place in places:
        with pytest.raises(UserError) as error:
            write_whole(place, b"new")
        assert error.value.problem.code == "target_no_file"
    assert sorted(tmp_path.iterdir()) == places


def test_a_failure_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("old")

    def fail() -> None:
        with whole_file(path) as stream:
            stream.write("new")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]

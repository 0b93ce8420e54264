from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from qunmate.data.exporters.whole_file import whole_file, write_all, write_whole
from qunmate.data.parts import making
from qunmate.data.store import open_store
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


def test_what_a_killed_program_left_goes(tmp_path: Path) -> None:
    tails = ("0000abcd.part", "0000abcd.part-journal", "0001abcd.part-wal")
    left = [tmp_path / f"[a].md.{tail}" for tail in tails]
    own = tmp_path / "[a].md.final.part"  # of the user
    for path in (*left, own):
        path.touch()
        if sys.platform == "win32":
            os.utime(path, (0, time.time() - 100_000))
    write_whole(tmp_path / "[a].md", b"new")
    assert sorted(tmp_path.iterdir()) == sorted([tmp_path / "[a].md", own])


def test_what_was_left_of_a_new_file_goes(tmp_path: Path) -> None:
    left = tmp_path / "a.qunmate.0000abcd.part"
    left.touch()
    os.utime(left, (0, time.time() - 100_000))
    open_store(tmp_path / "a.qunmate").close()
    assert not left.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="locks of POSIX")
def test_no_lock_stands_beside_sqlites_own(tmp_path: Path) -> None:
    """On macOS and on network drives both are of one kind, and SQLite could not write."""
    import fcntl

    fresh = tmp_path / "a.qunmate.0000abcd.part"
    fresh.touch()
    with making(tmp_path / "a.qunmate") as part, part.open("rb+") as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    assert fresh.exists()  # somebody may be at it


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


def test_a_file_that_was_protected_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("old")
    path.chmod(0o444)
    with pytest.raises(UserError) as error:
        write_whole(path, b"new")
    assert error.value.problem.code == "file_cannot_write"
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]
    path.chmod(0o644)


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")
def test_what_takes_a_files_place_is_as_private(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("old")
    path.chmod(0o600)
    write_whole(path, b"new")
    assert path.read_text() == "new"
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(sys.platform == "win32", reason="making links needs a right there")
def test_what_a_link_leads_to_is_written(tmp_path: Path) -> None:
    real, link = tmp_path / "real.md", tmp_path / "link.md"
    real.write_text("old")
    link.symlink_to(real.name)
    write_whole(link, b"new")
    assert (real.read_text(), link.is_symlink()) == ("new", True)


def test_several_files_are_written_all_or_none(tmp_path: Path) -> None:
    first, second = tmp_path / "a-1.png", tmp_path / "a-2.png"
    first.write_text("old")
    second.mkdir()
    with pytest.raises(UserError):
        write_all({first: b"new", second: b"new"})
    assert first.read_text() == "old"
    second.rmdir()
    write_all({first: b"new", second: b"new 2"})
    assert (first.read_text(), second.read_text()) == ("new", "new 2")
    assert sorted(tmp_path.iterdir()) == [first, second]

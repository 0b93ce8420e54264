from __future__ import annotations

import contextlib
import gzip
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from qunmate.data import backups, groups
from qunmate.data.schema import NAMES, migrations
from qunmate.data.store import Store, file_uri, open_store
from qunmate.data.world import world_errors
from qunmate.errors import UserError
from qunmate.tasks.move_file import move_file


def refused(path: Path, *, read_only: bool = False) -> str:
    with pytest.raises(UserError) as error:
        open_store(path, read_only=read_only)
    return error.value.problem.code


def test_a_new_file_is_made_with_all_that_must_hold(store: Store) -> None:
    def pragma(name: str) -> object:
        return store.db.execute(f"PRAGMA {name}").fetchone()[0]

    assert pragma("journal_mode") == "wal"
    assert pragma("foreign_keys") == 1
    assert {migration.name for migration in migrations.applied(store.db)} == NAMES
    assert store.db.execute("PRAGMA foreign_key_check").fetchall() == []


def test_every_migration_is_named(store: Store) -> None:
    assert {migration.name for migration in migrations.applied(store.db)} == NAMES


def test_a_newer_file_is_refused(store: Store) -> None:
    store.db.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
        " VALUES ('qunmate', 'm999_future', '')"
    )
    store.db.conn.commit()
    assert refused(store.path) == "file_newer"


def test_a_strangers_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    conn = sqlite3.connect(path)
    conn.execute("CREATE TABLE mine (x)")
    conn.commit()
    conn.close()
    before = path.read_bytes()
    assert refused(path) == "file_not_ours"
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"not a database at all, just text" * 50, b"\0" * 5000])
def test_a_file_of_another_kind_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.qunmate"
    path.write_bytes(content)
    assert refused(path) in {"file_not_ours", "file_damaged"}
    assert path.read_bytes() == content


def test_a_page_that_is_damaged_is_told_where_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.qunmate"
    with open_store(path) as store:
        query = "SELECT rootpage FROM sqlite_master WHERE name = 'groups'"
        (page,) = store.db.execute(query).fetchone()
        (size,) = store.db.execute("PRAGMA page_size").fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    with pytest.raises(UserError, match="file_damaged"), open_store(path) as store:
        store.db.execute("SELECT * FROM groups").fetchall()


def test_a_file_whose_tables_are_described_by_no_text_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "a.qunmate"
    open_store(path).close()
    path.write_bytes(path.read_bytes().replace(b"TABLE members", b"\xffABLE members"))
    assert refused(path) == "file_damaged"


def test_a_missing_file_is_not_made_for_reading(tmp_path: Path) -> None:
    assert refused(tmp_path / "a.qunmate", read_only=True) == "file_missing"
    assert not (tmp_path / "a.qunmate").exists()


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert refused(tmp_path) == "file_cannot_open"


@pytest.mark.skipif(sys.platform == "win32", reason="links need permission")
def test_a_link_that_leads_nowhere_is_no_file(tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    assert refused(loop) == "file_cannot_open"
    assert refused(loop, read_only=True) == "file_missing"


@pytest.mark.parametrize("beside", ["-wal", "-wal -shm"])
def test_a_file_that_a_killed_program_left_can_be_looked_at(
    store: Store, tmp_path: Path, beside: str
) -> None:
    with store.atomic() as db:
        groups.add(db, "一群", "qq")
    left = tmp_path / "left.qunmate"
    for tail in ("", *beside.split()):
        copy = store.path.with_name(store.path.name + tail).read_bytes()
        left.with_name(left.name + tail).write_bytes(copy if tail != "-shm" else bytes(32_768))
    with open_store(left, read_only=True) as found:
        assert [group.name for group in groups.all_groups(found.db)] == ["一群"]
        with pytest.raises(sqlite3.OperationalError):
            found.db.execute("DELETE FROM groups")


def test_a_write_that_was_cut_off_in_a_copied_backup_is_taken_back(tmp_path: Path) -> None:
    """A backup has no log beside it but a journal, until it is opened as a file to work in."""
    path, left = tmp_path / "copy.qunmate", tmp_path / "left.qunmate"
    with open_store(tmp_path / "mine.qunmate") as store, store.atomic() as db:
        groups.add(db, "一群", "qq")
    with open_store(tmp_path / "mine.qunmate") as store:
        backups.write(store.db, path)
    with contextlib.closing(sqlite3.connect(path)) as conn:
        conn.execute("PRAGMA cache_size = 1")
        conn.execute("DELETE FROM groups")
        for number in range(2_000):
            conn.execute("INSERT INTO settings VALUES (?, ?)", [str(number), "x" * 100])
        for tail in ("", "-journal"):
            content = path.with_name(path.name + tail).read_bytes()
            left.with_name(left.name + tail).write_bytes(content)
        conn.rollback()
    for read_only in (True, False):
        with open_store(left, read_only=read_only) as found:
            assert [group.name for group in groups.all_groups(found.db)] == ["一群"]
            (mode,) = found.db.execute("PRAGMA journal_mode").fetchone()
            assert mode == ("delete" if read_only else "wal")


def test_an_error_rolls_back_every_step(store: Store) -> None:
    def write_and_fail() -> None:
        with store.atomic() as db:
            groups.add(db, "一群", "qq")
            with store.atomic() as inner:
                groups.add(inner, "二群", "qq")
            raise LookupError

    with pytest.raises(LookupError):
        write_and_fail()
    assert groups.all_groups(store.db) == []


def test_an_inner_failure_may_be_caught_and_the_rest_kept(store: Store) -> None:
    def twice() -> None:
        with store.atomic() as inner:
            groups.add(inner, "二群", "qq")
            groups.add(inner, "二群", "qq")

    with store.atomic() as db:
        groups.add(db, "一群", "qq")
        with pytest.raises(UserError):
            twice()
    assert [group.name for group in groups.all_groups(store.db)] == ["一群"]


def test_a_busy_file_is_a_clear_error(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(store.path) as other:
        other.db.execute("PRAGMA busy_timeout = 50")
        with store.atomic() as db:
            groups.add(db, "一群", "qq")
            with pytest.raises(UserError) as error, other.atomic():
                pass
    assert error.value.problem.code == "file_busy"


def test_readers_see_the_state_before_a_running_write(store: Store) -> None:
    seen: list[int] = []

    def read() -> None:
        with open_store(store.path, read_only=True) as reader:
            seen.append(len(groups.all_groups(reader.db)))

    with store.atomic() as db:
        groups.add(db, "一群", "qq")
        thread = threading.Thread(target=read)
        thread.start()
        thread.join()
    assert seen == [0]


def test_a_read_only_store_refuses_to_write(store: Store) -> None:
    with (
        open_store(store.path, read_only=True) as reader,
        pytest.raises(UserError) as error,
        reader.atomic(),
    ):
        pass
    assert error.value.problem.code == "file_read_only"


def test_data_version_tells_of_other_writers(store: Store) -> None:
    before = store.data_version()
    with open_store(store.path) as other, other.atomic() as db:
        groups.add(db, "一群", "qq")
    assert store.data_version() != before


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a few megabytes, where the system lets us make one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)]
    if (
        sys.platform == "win32"
        or subprocess.run(mount, capture_output=True, check=False).returncode
    ):
        pytest.skip("mounting needs root")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def fill(folder: Path) -> None:
    with contextlib.suppress(OSError), (folder / "fill").open("ab", buffering=0) as file:
        while True:
            file.write(bytes(4096))


def test_a_write_to_a_full_disk_changes_nothing(small_disk: Path) -> None:
    with open_store(small_disk / "mine.qunmate") as store:
        fill(small_disk)
        with pytest.raises(UserError) as error, store.atomic() as db:
            db.execute("INSERT INTO settings VALUES ('x', ?)", ["y" * 100_000])
        assert error.value.problem.code == "no_space"
        (small_disk / "fill").unlink()
        assert store.db.execute("SELECT count(*) FROM settings").fetchone() == (0,)


def test_on_a_full_disk_nothing_is_begun(small_disk: Path) -> None:
    path, new = small_disk / "mine.qunmate", small_disk / "new.qunmate"
    open_store(path).close()
    fill(small_disk)
    assert refused(path) == "no_space"
    assert refused(new) == "no_space"
    assert not list(small_disk.glob("new*"))
    (small_disk / "fill").unlink()
    open_store(path).close()


@contextlib.contextmanager
def unwritable(folder: Path) -> Iterator[None]:
    """A folder that takes no new files, for root too (a mount) where the system allows it."""
    if sys.platform == "win32":
        pytest.skip("POSIX permissions")
    if os.geteuid():
        folder.chmod(0o555)
        try:
            yield
        finally:
            folder.chmod(0o755)
        return
    mount = ["mount", "--bind", str(folder), str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("root may write everywhere and mount nothing here")
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", str(folder)], check=True)
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_file_in_a_folder_without_permission_can_be_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "locked" / "mine.qunmate"
    with open_store(path) as store, store.atomic() as db:
        groups.add(db, "一群", "qq")
    with unwritable(path.parent):
        for read_only in (True, False):
            with open_store(path, read_only=read_only) as store:
                assert [group.name for group in groups.all_groups(store.db)] == ["一群"]
                with pytest.raises(UserError) as error, store.atomic():
                    pass
            assert error.value.problem.code == "file_read_only"
        assert refused(path.parent / "new.qunmate") == "file_cannot_open"


@pytest.fixture
def folder_of_another() -> Iterator[Path]:
    """In which we are, for as long, somebody who may not write: root may, whatever it says."""
    if sys.platform == "win32":
        pytest.skip("POSIX permissions")
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@contextlib.contextmanager
def as_another() -> Iterator[None]:
    if os.geteuid():
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.parametrize("shut", ["folder", "file", "both"])
def test_a_file_that_may_not_be_written_can_be_looked_at(
    folder_of_another: Path, shut: str
) -> None:
    path = folder_of_another / "mine.qunmate"
    open_store(path).close()
    path.chmod(0o444 if shut != "folder" else 0o666)
    folder_of_another.chmod(0o555 if shut != "file" else 0o777)
    with as_another():
        for read_only in (True, False):
            with open_store(path, read_only=read_only) as store:
                assert store.read_only
                assert groups.all_groups(store.db) == []


def test_a_file_that_would_have_to_be_migrated_first(tmp_path: Path) -> None:
    path = tmp_path / "old.qunmate"
    packed = Path(__file__).parent / "old" / "0.1-m003.qunmate.gz"
    path.write_bytes(gzip.decompress(packed.read_bytes()))
    with pytest.raises(UserError) as error:
        open_store(path, read_only=True)
    assert error.value.problem.code == "file_outdated"
    open_store(path, read_only=True, any_schema=True).close()
    open_store(path).close()
    open_store(path, read_only=True).close()


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        (PurePosixPath("/home/a b/群%?#.qunmate"), "file:///home/a%20b/%E7%BE%A4%25%3F%23.qunmate"),
        (PureWindowsPath(r"C:\Users\林\a.qunmate"), "file:///C:/Users/%E6%9E%97/a.qunmate"),
        (PureWindowsPath(r"\\nas\share\a.qunmate"), "file:////nas/share/a.qunmate"),
    ],
)
def test_paths_of_every_system_as_sqlite_wants_them(path: PurePath, uri: str) -> None:
    assert file_uri(path) == uri


@pytest.mark.skipif(os.name != "posix", reason="an open file can't be taken away elsewhere")
@pytest.mark.parametrize("by", ["nothing", "another"])
def test_nothing_is_written_into_a_file_that_is_gone(tmp_path: Path, by: str) -> None:
    path, kept = tmp_path / "mine.qunmate", tmp_path / "kept" / "mine.qunmate"
    with open_store(path) as store:
        with store.atomic() as db:
            groups.add(db, "早起", "qq", "Asia/Shanghai")
        if by == "another":
            backups.write(store.db, tmp_path / "another.qunmate")
            (tmp_path / "another.qunmate").replace(path)
        else:
            path.unlink()
        with pytest.raises(UserError) as error, store.atomic() as db:
            groups.add(db, "夜读", "qq", "Asia/Shanghai")
        assert error.value.problem.code == "file_displaced"
        assert [group.name for group in groups.all_groups(store.db)] == ["早起"]
        with pytest.raises(UserError) as error:
            move_file(store, path)  # what lies beside it is still that of the one that is gone
        assert error.value.problem.code == "file_displaced"
        assert move_file(store, kept) == kept
    with open_store(kept) as store:
        assert [group.name for group in groups.all_groups(store.db)] == ["早起"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no file's size")
def test_a_limit_on_the_size_of_files_is_no_fault_of_the_disk(store: Store) -> None:
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (store.path.stat().st_size, hard))
    try:
        with pytest.raises(UserError) as error, store.atomic() as db:
            db.execute("INSERT INTO settings VALUES ('x', ?)", ["y" * 2_000_000])
        with pytest.raises(UserError) as other, world_errors(store.path):
            (store.path.parent / "a").write_bytes(bytes(2_000_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    codes = [one.value.problem.code for one in (error, other)]
    assert codes == ["file_size_limited"] * 2

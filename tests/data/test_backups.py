from __future__ import annotations

import os
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qunmate.data import backups, groups, settings
from qunmate.data.store import Store, open_store
from qunmate.errors import UserError
from qunmate.tasks import backup as tasks
from qunmate.tasks.move_file import move_file

NOW = datetime(2026, 11, 22, 9, 0)


def names(path: Path) -> list[str]:
    with open_store(path) as store:
        return [group.name for group in groups.all_groups(store.db)]


def add(store: Store, name: str) -> None:
    with store.atomic() as db:
        groups.add(db, name, "qq")


def test_a_backup_holds_what_the_file_held(store: Store, tmp_path: Path) -> None:
    add(store, "一群")
    target = tasks.backup(store, tmp_path / "deep" / "copy.qunmate")
    add(store, "二群")
    assert names(target) == ["一群"]


def test_restoring_brings_it_back_and_keeps_what_was_there(store: Store, tmp_path: Path) -> None:
    add(store, "一群")
    copy = tasks.backup(store, tmp_path / "copy.qunmate")
    add(store, "二群")
    kept = tasks.restore(store.path, copy, NOW)
    assert names(store.path) == ["一群"]
    assert kept is not None
    assert names(kept) == ["一群", "二群"]


def test_restoring_twice_within_a_second_takes_it_back(store: Store) -> None:
    add(store, "一群")
    first = backups.automatic(store.db, store.path, NOW)
    add(store, "二群")
    kept = tasks.restore(store.path, first, NOW)
    assert kept is not None
    assert names(store.path) == ["一群"]
    again = tasks.restore(store.path, kept, NOW)
    assert names(store.path) == ["一群", "二群"]
    assert again is not None
    assert len({first, kept, again}) == 3


def test_the_backup_that_is_restored_is_not_thinned_before(store: Store) -> None:
    add(store, "一群")
    with store.atomic() as db:
        settings.put(db, "backup_recent", 1)
    first = backups.automatic(store.db, store.path, NOW)
    add(store, "二群")
    kept = tasks.restore(store.path, first, NOW + timedelta(hours=1))
    assert names(store.path) == ["一群"]
    assert backups.listing(store.path) == [first, kept]


def test_a_backup_in_use_is_thinned_later(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows takes away no file that somebody has open, as a cloud's program may."""
    with store.atomic() as db:
        settings.put(db, "backup_recent", 1)
        settings.put(db, "backup_daily", 0)
        settings.put(db, "backup_weekly", 0)
        settings.put(db, "backup_monthly", 0)
    unlink, used = Path.unlink, backups.automatic(store.db, store.path, NOW)

    def refusing(path: Path, *, missing_ok: bool = False) -> None:
        if path == used:
            raise PermissionError(13, "in use")
        unlink(path, missing_ok=missing_ok)

    with monkeypatch.context() as windows:
        windows.setattr(Path, "unlink", refusing)
        second = backups.automatic(store.db, store.path, NOW + timedelta(hours=1))
    assert backups.listing(store.path) == [used, second]
    third = backups.automatic(store.db, store.path, NOW + timedelta(hours=2))
    assert backups.listing(store.path) == [third]


def test_each_backup_tells_its_tier(store: Store) -> None:
    ages = (0, 1, 2, 24, 24 * 9, 24 * 40, 24 * 80)
    taken = [(Path(str(h)), NOW - timedelta(hours=h), 1) for h in ages]
    tiers = backups.kept_as(taken, backups.Tiers(recent=2, daily=2, weekly=2, monthly=2))
    assert [tiers.get(Path(str(h)), "") for h in ages] == [
        "recent",
        "recent",
        "",
        "daily",
        "weekly",
        "monthly",
        "",
    ]


def test_restoring_makes_a_file_that_is_gone(store: Store, tmp_path: Path) -> None:
    add(store, "一群")
    copy = tasks.backup(store, tmp_path / "copy.qunmate")
    assert tasks.restore(tmp_path / "new.qunmate", copy, NOW) is None
    assert names(tmp_path / "new.qunmate") == ["一群"]


@pytest.mark.parametrize("damage", ["text", "cut", "missing", "page"])
def test_a_bad_backup_changes_nothing(store: Store, tmp_path: Path, damage: str) -> None:
    add(store, "一群")
    bad = tasks.backup(store, tmp_path / "bad.qunmate")
    content = bad.read_bytes()
    if damage == "text":
        bad.write_text("no backup")
    elif damage == "cut":
        bad.write_bytes(content[: len(content) // 2])
    elif damage == "page":
        bad.write_bytes(content[:8192] + b"\xff" * 4096 + content[12288:])
    else:
        bad.unlink()
    with pytest.raises(UserError):
        tasks.restore(store.path, bad, NOW)
    assert names(store.path) == ["一群"]
    assert backups.listing(store.path) == []


def test_an_unwritable_place_is_told(store: Store, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError):
        tasks.backup(store, tmp_path / "file" / "copy.qunmate")


def test_one_backup_a_day_and_only_of_changes(store: Store) -> None:
    add(store, "一群")
    now = datetime.now()
    assert tasks.daily_backup(store.path, now) is not None
    assert tasks.daily_backup(store.path, now) is None
    add(store, "二群")
    assert tasks.daily_backup(store.path, now + timedelta(hours=23)) is None
    assert tasks.daily_backup(store.path, now + timedelta(hours=25)) is not None
    assert len(backups.listing(store.path)) == 2


def test_the_file_says_how_many_are_kept(store: Store) -> None:
    with store.atomic() as db:
        for name, count in (("recent", 1), ("daily", 2), ("weekly", 0), ("monthly", 0)):
            settings.put(db, f"backup_{name}", count)
    assert backups.tiers(store.db) == backups.Tiers(1, 2, 0, 0)
    for day in range(4):
        backups.automatic(store.db, store.path, NOW + timedelta(days=day))
    assert len(backups.listing(store.path)) == 2


def test_a_file_moves_whole_and_onto_nothing(store: Store, tmp_path: Path) -> None:
    add(store, "早起")
    target = tmp_path / "elsewhere" / "new.qunmate"
    assert move_file(store, target) == target
    with open_store(target) as moved:
        assert [group.name for group in groups.all_groups(moved.db)] == ["早起"]
    assert store.path.exists()
    with pytest.raises(UserError, match="target_exists"):
        move_file(store, target)


ages = st.lists(st.integers(0, 3 * 365 * 24), min_size=1, max_size=80, unique=True)


@given(ages, st.integers(1, 10**6))
def test_tiers_keep_recent_daily_weekly_and_monthly_ones(hours: list[int], size: int) -> None:
    taken = [(Path(str(h)), NOW - timedelta(hours=h), size) for h in sorted(hours)]
    gone = set(backups.superfluous(taken))
    kept = [at for path, at, _ in taken if path not in gone]
    assert kept[: backups.USUAL.recent] == [at for _, at, _ in taken][: backups.USUAL.recent]
    days = sorted({at.date() for _, at, _ in taken}, reverse=True)[: backups.USUAL.daily]
    assert set(days) <= {at.date() for at in kept}
    months = sorted({(at.year, at.month) for _, at, _ in taken}, reverse=True)[
        : backups.USUAL.monthly
    ]
    assert set(months) <= {(at.year, at.month) for at in kept}
    assert (
        len(kept)
        <= backups.USUAL.recent + backups.USUAL.daily + backups.USUAL.weekly + backups.USUAL.monthly
    )


@given(ages, st.integers(0, 50))
def test_the_cap_holds_and_the_newest_stays(hours: list[int], cap: int) -> None:
    taken = [(Path(str(h)), NOW - timedelta(hours=h), 10) for h in sorted(hours)]
    gone = set(backups.superfluous(taken, backups.Tiers(cap_bytes=cap)))
    kept = [path for path, _, _ in taken if path not in gone]
    assert taken[0][0] in kept
    assert len(kept) == 1 or 10 * len(kept) <= cap


@pytest.mark.parametrize("keep", [0.5, 0.05])
def test_a_damaged_file_is_set_aside_by_restoring(
    store: Store, tmp_path: Path, keep: float
) -> None:
    add(store, "一群")
    copy = tasks.backup(store, tmp_path / "copy.qunmate")
    path = tmp_path / "broken.qunmate"
    content = copy.read_bytes()
    path.write_bytes(content[: int(len(content) * keep)])
    kept = tasks.restore(path, copy, NOW)
    assert names(path) == ["一群"]
    assert kept is not None
    assert kept.read_bytes() == content[: int(len(content) * keep)]
    assert backups.listing(path) == []


def test_a_damaged_file_stays_where_restoring_fails(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store, "一群")
    copy = tasks.backup(store, tmp_path / "copy.qunmate")
    path = tmp_path / "broken.qunmate"
    path.write_bytes(copy.read_bytes()[:20_000])

    def full(*_: object) -> None:
        raise UserError("no_space", path=str(path))

    monkeypatch.setattr(backups, "restore", full)
    with pytest.raises(UserError):
        tasks.restore(path, copy, NOW)
    assert path.stat().st_size == 20_000


def test_an_empty_file_gives_way(store: Store, tmp_path: Path) -> None:
    add(store, "一群")
    copy = tasks.backup(store, tmp_path / "copy.qunmate")
    (tmp_path / "empty.qunmate").touch()
    with pytest.raises(UserError, match="file_not_ours"):
        tasks.check(tmp_path / "empty.qunmate")
    assert tasks.restore(tmp_path / "empty.qunmate", copy, NOW) is None
    assert names(tmp_path / "empty.qunmate") == ["一群"]


def test_restoring_does_not_wait_for_ever(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("backups", "store"):
        monkeypatch.setattr(f"qunmate.data.{module}.BUSY_SECONDS", 0.0)
    add(store, "一群")
    copy = tasks.backup(store, tmp_path / "copy.qunmate")
    with store.atomic() as db:
        groups.add(db, "二群", "qq")
        with pytest.raises(UserError, match="file_busy"):
            backups.restore(store.path, copy)
    assert names(store.path) == ["一群", "二群"]


def test_a_failed_backup_leaves_nothing(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path) -> None:
        raise UserError("no_space", path=str(path))

    monkeypatch.setattr(backups, "check_file", full)
    with pytest.raises(UserError):
        tasks.backup(store, tmp_path / "copies" / "copy.qunmate")
    assert list((tmp_path / "copies").iterdir()) == []


def test_what_a_killed_backup_left_goes_after_a_day(store: Store) -> None:
    left = backups.folder_of(store.path) / f"{store.path.stem}-20261120-090000.qunmate.part"
    left.parent.mkdir()
    left.touch()
    at = datetime.fromtimestamp(left.stat().st_mtime)
    backups.automatic(store.db, store.path, at)
    assert left.exists()
    backups.automatic(store.db, store.path, at + timedelta(days=2))
    assert not left.exists()


def test_a_name_with_brackets_has_backups_too(tmp_path: Path) -> None:
    path = tmp_path / "mine [1].qunmate"
    with open_store(path) as store:
        made = backups.automatic(store.db, path, NOW)
    assert backups.listing(path) == [made]


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_nobody_else_may_read_a_file_or_its_copies(tmp_path: Path) -> None:
    path = tmp_path / "mine.qunmate"
    with open_store(path) as store:
        add(store, "一群")
        made = [path, path.with_name("mine.qunmate-wal"), path.with_name("mine.qunmate-shm")]
        made.append(tasks.backup(store, tmp_path / "copy.qunmate"))
        made.append(backups.automatic(store.db, path, NOW))
        made.append(move_file(store, tmp_path / "moved.qunmate"))
        assert {oct(one.stat().st_mode & 0o777) for one in made} == {"0o600"}


@pytest.mark.skipif(sys.platform == "win32", reason="bytes of names")
def test_a_backup_can_have_any_name(store: Store, tmp_path: Path) -> None:
    add(store, "一群")
    target = tasks.backup(store, tmp_path / os.fsdecode(b"b\xff%41?.qunmate"))
    assert names(target) == ["一群"]

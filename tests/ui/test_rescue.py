"""A file that can't be opened as it is: there is a way on, and nothing is lost by it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from qunmate import paths
from qunmate.cli.app import main
from qunmate.data import backups, groups
from qunmate.data.store import open_store
from qunmate.ui.app import Desk
from qunmate.ui.messages import ProblemBox
from qunmate.ui.rescue import AwayBox, RestoreBox
from qunmate.ui.settings_state import WindowState
from qunmate.ui.theme import Theme
from tests.ui.conftest import add_group, rest

Box = TypeVar("Box", bound=QDialog)


@pytest.fixture
def desk(qapp: QApplication, theme: Theme, tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(qapp, None, WindowState(tmp_path / "state"))
    yield desk
    desk.close()
    desk.deleteLater()
    (paths.data_folder() / "file.txt").unlink(missing_ok=True)


@pytest.fixture
def kept(path: Path) -> Path:
    """A file with one good backup, and a later one that is damaged."""
    add_group(path, "早起")
    with open_store(path) as store:
        good = backups.automatic(store.db, path, datetime(2026, 11, 20, 8))
    good.with_name("mine-20261121-080000.qunmate").write_bytes(good.read_bytes()[:20_000])
    return path


def answer(kind: type[Box], act: Callable[[Box], None]) -> None:
    """What the operator does once such a box is open."""

    def look() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, kind):
            act(box)
        else:
            QTimer.singleShot(5, look)

    QTimer.singleShot(0, look)


def restored(box: RestoreBox) -> None:
    """Try the newest; once it is found to be damaged, the one before."""

    def next_one() -> None:
        if box.restore_button.isEnabled():
            assert box.said.text()
            box.which.setCurrentIndex(1)
            assert not box.said.text()
            box.restore()
        else:
            QTimer.singleShot(5, next_one)

    box.restore()
    box.reject()
    assert box.isVisible()
    QTimer.singleShot(5, next_one)


def names(path: Path) -> list[str]:
    with open_store(path) as store:
        return [group.name for group in groups.all_groups(store.db)]


@pytest.mark.parametrize("left", [b"", None, 20_000])
def test_a_damaged_or_lost_file_is_restored(
    desk: Desk, kept: Path, qtbot: QtBot, left: bytes | int | None
) -> None:
    if left is None:
        kept.unlink()
    else:
        kept.write_bytes(kept.read_bytes()[:left] if isinstance(left, int) else left)
    answer(RestoreBox, restored)
    assert desk.open(kept)
    assert desk.window is not None
    rest(qtbot, desk.window)
    assert desk.window.status_bar.notice.full_text().startswith("Restored the backup of 2026-11-20")
    assert names(kept) == ["早起"]
    assert len(backups.damaged(kept)) == int(isinstance(left, int))


def test_who_restores_nothing_loses_nothing(desk: Desk, kept: Path) -> None:
    kept.write_bytes(kept.read_bytes()[:20_000])
    answer(RestoreBox, RestoreBox.reject)
    assert not desk.open(kept)
    assert kept.stat().st_size == 20_000


def test_a_lost_file_may_be_begun_anew(desk: Desk, kept: Path) -> None:
    kept.unlink()
    answer(RestoreBox, RestoreBox.accept)
    assert desk.open(kept)
    assert names(kept) == []


def test_without_a_backup_it_is_told(desk: Desk, path: Path) -> None:
    add_group(path, "早起")
    path.write_bytes(path.read_bytes()[:20_000])
    answer(ProblemBox, ProblemBox.accept)
    assert not desk.open(path)


def test_a_file_on_a_drive_that_is_not_connected_is_waited_for(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    drive, away = tmp_path / "drive", tmp_path / "drive" / "mine.qunmate"
    paths.choose_default_file(away)
    answer(AwayBox, AwayBox.reject)
    assert not desk.open(away)
    assert main(["--lang", "en", "groups"]) == 1
    assert main(["--lang", "en", "open"]) == 1
    assert capsys.readouterr().err.count("is not in its place") == 2
    assert not drive.exists()

    def connect(box: AwayBox) -> None:
        assert not box.said.text()
        box.again.click()
        assert box.isVisible()
        assert box.said.text()
        add_group(away, "早起")
        box.again.click()

    answer(AwayBox, connect)
    assert desk.open(away)
    assert desk.window is not None
    assert desk.window.path == away


def test_another_file_is_the_usual_one_from_then_on(desk: Desk, tmp_path: Path) -> None:
    paths.choose_default_file(tmp_path / "drive" / "mine.qunmate")
    other = tmp_path / "other.qunmate"
    answer(AwayBox, lambda box: box.take(other))
    assert desk.open(paths.default_file())
    assert desk.window is not None
    assert desk.window.path == other == paths.default_file()

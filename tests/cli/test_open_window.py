"""`qunmate open`: the window by command."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from qunmate.cli.app import main
from qunmate.ui.handed_over import HandedOver
from qunmate.ui.jobs import threads_alive
from qunmate.ui.main_window import MainWindow
from qunmate.ui.settings_state import WindowState
from qunmate.ui.theme import Theme
from qunmate.ui.window_lock import WindowLock


def close_soon() -> None:
    """Close the window as its user would, once it stands."""
    windows = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)]
    shown = [window for window in windows if window.isVisible()]
    if shown and shown[0].jobs.idle:
        shown[0].close()
    else:
        QTimer.singleShot(20, close_soon)


@pytest.mark.parametrize("words", [["open"], []])
def test_opens_and_closes(
    qapp: QApplication, tmp_path: Path, words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "mine.qunmate"
    QTimer.singleShot(0, close_soon)
    assert main(["--db", str(file), *words]) == 0
    assert file.exists()
    assert threads_alive() == []


def test_opens_without_a_word(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The way everybody starts it: no file, no option, no command."""
    monkeypatch.setenv("QUNMATE_DB", str(tmp_path / "mine.qunmate"))
    QTimer.singleShot(0, close_soon)
    assert main([]) == 0
    assert (tmp_path / "mine.qunmate").exists()


def test_a_file_that_the_desktop_hands_over_is_opened(qapp: QApplication, tmp_path: Path) -> None:
    """A double click starts the program with nothing but the file's path."""
    file = tmp_path / "早起.QunMate"
    QTimer.singleShot(0, close_soon)
    assert main([str(file)]) == 0
    assert file.exists()
    assert threads_alive() == []


def test_a_file_that_the_desktop_hands_over_later_is_opened(
    qapp: QApplication, tmp_path: Path
) -> None:
    """macOS starts the program and names the file in an event, also to one that runs."""
    window = MainWindow(tmp_path / "mine.qunmate", Theme(qapp, "light"), WindowState())
    asked: list[Path] = []
    window.file_asked.connect(asked.append)
    handed = HandedOver(lambda: window)
    qapp.installEventFilter(handed)
    try:
        QApplication.sendEvent(qapp, QFileOpenEvent(str(tmp_path / "other.qunmate")))
    finally:
        qapp.removeEventFilter(handed)
        window.close()
    assert asked == [tmp_path / "other.qunmate"]


def test_where_nobody_sees_a_box_trouble_is_told_at_once(
    qapp: QApplication, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    foreign, mine = tmp_path / "notes.txt", tmp_path / "mine.qunmate"
    foreign.write_text("hello")
    for words in (["open", str(foreign)], [str(foreign)], ["open", str(mine), str(foreign)]):
        assert main(words) == 1
        assert "is not a QunMate file" in capsys.readouterr().err
    assert not mine.exists()
    lock = WindowLock(mine)
    assert lock.take() is None
    assert main(["open", str(mine)]) == 1
    assert "can't be written" in capsys.readouterr().err
    lock.release()


def test_without_a_screen_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert main(["--db", str(tmp_path / "mine.qunmate"), "open"]) == 1
    assert "no screen" in capsys.readouterr().err

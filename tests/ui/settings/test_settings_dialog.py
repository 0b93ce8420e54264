"""The settings: nothing before Save, one deed, the file moved whole, the language at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from qunmate import i18n, paths
from qunmate.data import backups, groups, holding, settings
from qunmate.data.store import open_store
from qunmate.ui import app
from qunmate.ui.app import Desk
from qunmate.ui.main_window import MainWindow
from qunmate.ui.messages import SayBox
from qunmate.ui.parts import ElidedLabel
from qunmate.ui.settings.dialog import SettingsDialog
from qunmate.ui.settings.fields import BACKUPS, FIGURES
from tests.ui.conftest import MakeDesk, Open, add_group, rest, shown


def opened(window: MainWindow) -> SettingsDialog:
    window.actions_by_name["settings"].trigger()
    dialog = window.findChild(SettingsDialog)
    assert dialog is not None
    return dialog


def kept(window: MainWindow, key: str) -> float:
    return settings.get(window.context.store.db, key, -1.0)


def test_cancel_changes_nothing(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    dialog = opened(window)
    dialog.figures.boxes["dormant_days"].setValue(30)
    dialog.general.theme.setCurrentIndex(2)
    dialog.cancel_button.click()
    rest(qtbot, window)
    assert kept(window, "dormant_days") == -1
    assert not window.context.theme.dark


def test_large_numbers_are_written_as_everywhere(open_window: Open) -> None:
    box = opened(open_window()).file.numbers.boxes["backup_cap_bytes"]
    assert box.text() == "2,048 MB"
    box.setValue(12_345)
    assert box.text() == "12,345 MB"


def test_saving_is_one_deed(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    dialog = opened(window)
    dialog.figures.boxes["dormant_days"].setValue(30)
    dialog.figures.boxes["ad_share_limit"].setValue(7)
    dialog.file.numbers.boxes["backup_cap_bytes"].setValue(1024)
    dialog.save_button.click()
    rest(qtbot, window)
    assert settings.get(window.context.store.db, "dormant_days", 90) == 30
    assert settings.get(window.context.store.db, "ad_share_limit", 0.2) == 0.07
    assert backups.tiers(window.context.store.db).cap_bytes == 1 << 30
    window.actions_by_name["undo"].trigger()
    rest(qtbot, window)
    assert kept(window, "dormant_days") == -1
    assert backups.tiers(window.context.store.db) == backups.USUAL


def test_every_page_is_seen_whole(open_window: Open) -> None:
    dialog = opened(open_window())
    for place in range(dialog.stack.count()):
        dialog.pages.setCurrentRow(place)
        area = dialog.stack.widget(place)
        assert isinstance(area, QScrollArea)
        assert area.verticalScrollBar().maximum() == 0
    dialog.cancel_button.click()


def test_a_default_is_not_kept(open_window: Open, path: Path, qtbot: QtBot) -> None:
    with open_store(path) as store, store.atomic() as db:
        settings.put(db, "dormant_days", 30)
    window = open_window()
    dialog = opened(window)
    assert dialog.figures.boxes["dormant_days"].text() == "30 days"
    assert dialog.figures.reset_button.isVisibleTo(dialog.figures)
    dialog.figures.reset_button.click()
    assert not dialog.figures.reset_button.isVisibleTo(dialog.figures)
    dialog.save_button.click()
    rest(qtbot, window)
    assert kept(window, "dormant_days") == -1
    assert window.status_bar.notice.full_text().startswith("Changed the setting “A member")


@pytest.mark.parametrize("field", [*FIGURES, *BACKUPS], ids=lambda field: field.key)
def test_every_number_comes_back_as_it_was_shown(field: object) -> None:
    from qunmate.ui.settings.fields import Field

    assert isinstance(field, Field)
    for number in (field.least, field.least + 1, field.most, field.shown(field.default)):
        value = field.kept(number)
        assert type(value) is type(field.default)
        assert field.shown(value) == number


def test_read_only_leaves_the_file_alone(open_window: Open, path: Path) -> None:
    add_group(path, "早起")
    dialog = opened(open_window(read_only=True))
    assert not dialog.figures.isEnabled()
    assert not dialog.file.move_button.isEnabled()
    assert dialog.general.theme.isEnabled()
    dialog.cancel_button.click()


@pytest.mark.parametrize("read_only", [False, True])
def test_a_copy_is_saved_while_the_file_is_in_use(
    open_window: Open, path: Path, tmp_path: Path, qtbot: QtBot, *, read_only: bool
) -> None:
    add_group(path, "早起")
    window = open_window(read_only=read_only)
    dialog = opened(window)
    target = tmp_path / "stick" / "copy.qunmate"
    dialog.file.copy_to(target)
    assert not dialog.save_button.isEnabled()
    rest(qtbot, window)
    assert dialog.file.said.text() == f"Saved as {target}."
    with open_store(target, read_only=True) as store:
        assert [group.name for group in groups.all_groups(store.db)] == ["早起"]
    before = path.stat().st_ino
    dialog.file.copy_to(path)
    rest(qtbot, window)
    assert "There is already a file" in dialog.file.said.text()
    assert path.stat().st_ino == before
    dialog.cancel_button.click()


@pytest.fixture
def desk(make_desk: MakeDesk, path: Path, qtbot: QtBot) -> Iterator[Desk]:
    made = make_desk()
    assert made.open(path)
    rest(qtbot, shown(made))
    yield made
    if made.window:
        rest(qtbot, made.window)
    (paths.data_folder() / "file.txt").unlink(missing_ok=True)


def test_another_language_at_once(desk: Desk, qtbot: QtBot) -> None:
    first = desk.window
    assert first is not None
    dialog = opened(first)
    dialog.general.language.setCurrentIndex(dialog.general.language.findData("zh_CN"))
    dialog.save_button.click()
    assert desk.window is not None
    assert desk.window is not first
    assert desk.window.top_bar.tabs.button(0).text() == "今日"
    assert desk.state.text("language") == "zh_CN"
    rest(qtbot, desk.window)
    desk.speak("")
    assert desk.window.top_bar.tabs.button(0).text() == "Today"
    assert desk.state.text("language") == ""


def test_the_file_moves_and_the_old_one_stays(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    window = desk.window
    assert window is not None
    old = window.path
    add_group(old, "早起")
    dialog = opened(window)
    dialog.file.move_to(tmp_path / "elsewhere")
    assert not dialog.save_button.isEnabled()
    dialog.reject()
    assert dialog.isVisible()
    target = tmp_path / "elsewhere" / old.name
    qtbot.waitUntil(lambda: desk.window is not None and desk.window.path == target)
    assert old.exists()
    assert paths.default_file() == target
    assert desk.window is not None
    box = desk.window.findChild(SayBox)
    assert box is not None
    box.accept()
    with open_store(target) as store:
        assert [group.name for group in groups.all_groups(store.db)] == ["早起"]


def test_a_file_does_not_move_onto_another(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    window = desk.window
    assert window is not None
    dialog = opened(window)
    dialog.file.move_to(tmp_path)
    qtbot.waitUntil(dialog.save_button.isEnabled)
    assert "There is already a file" in dialog.file.said.text()
    dialog.reject()
    assert desk.window is window


def test_the_program_lives_on_between_two_windows(desk: Desk, tmp_path: Path) -> None:
    application = QApplication.instance()
    assert application is not None
    QTimer.singleShot(0, lambda: desk.open(tmp_path / "other.qunmate"))
    QTimer.singleShot(0, lambda: desk.speak("en"))
    QTimer.singleShot(100, lambda: application.exit(7))
    assert application.exec() == 7


def test_the_chosen_file_is_remembered_while_it_is_away(tmp_path: Path) -> None:
    usual = paths.default_file()
    chosen = tmp_path / "mine.qunmate"
    chosen.touch()
    paths.choose_default_file(chosen)
    assert paths.default_file() == chosen
    assert not paths.is_away(chosen)
    chosen.unlink()
    assert paths.default_file() == chosen
    assert paths.is_away(chosen)
    (paths.data_folder() / "file.txt").unlink()
    assert not paths.is_away(chosen)
    assert paths.default_file() == usual


def test_the_system_tells_its_language_where_the_environment_does_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LANG", "zh_TW.UTF-8")
    assert i18n.match(app.system_language()) == "zh_TW"
    monkeypatch.setattr(i18n, "system_language", lambda: "")
    assert app.system_language()


def test_whether_search_finds_what_reads_alike(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    dialog = opened(window)
    assert dialog.file.alike.isChecked()
    dialog.file.alike.setChecked(False)
    dialog.save_button.click()
    rest(qtbot, window)
    assert not holding.finds_alike(window.context.store.db)
    again = opened(window)
    assert not again.file.alike.isChecked()
    again.reject()
    window.actions_by_name["undo"].trigger()
    rest(qtbot, window)
    assert holding.finds_alike(window.context.store.db)


def test_the_fields_end_where_the_buttons_end(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    dialog = SettingsDialog(window.context, window.path, window)
    qtbot.addWidget(dialog)
    dialog.show()

    def right(widget: QWidget) -> int:
        return widget.mapTo(dialog, widget.rect().topRight()).x()

    for place, field in ((0, dialog.general.language), (2, dialog.figures.boxes["dormant_days"])):
        dialog.pages.setCurrentRow(place)
        assert right(field) == right(dialog.save_button)


def test_of_a_long_path_the_last_folder_is_seen(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    long = Path("/", *["一个名字很长很长的文件夹"] * 12, "我的群.qunmate")
    dialog = SettingsDialog(window.context, long, window)
    qtbot.addWidget(dialog)
    dialog.pages.setCurrentRow(1)
    dialog.show()
    cut = [one.text() for one in dialog.file.findChildren(ElidedLabel) if "…" in one.text()]
    assert any(words.endswith(backups.folder_of(long).name) for words in cut)

"""The list of imports: what stands, what was taken back, and taking the last one back."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from qunmate import clock
from qunmate.data import groups, imports
from qunmate.data.headcounts import headcounts
from qunmate.data.store import open_store
from qunmate.model import Group, ImportBatch
from qunmate.progress import finish
from qunmate.tasks.import_roster import import_roster
from qunmate.ui.imports_dialog import ImportsDialog
from qunmate.ui.imports_model import COLUMNS, last_later
from qunmate.ui.main_window import MainWindow
from qunmate.ui.pen import why
from tests.ui.conftest import TODAY, Open, add_chat, add_group, rest

SHEET = "姓名,微信号,城市\n{name},{id},上海\n"


def take_in(path: Path, group: Group, name: str) -> None:
    sheet = path.with_name(f"{name}.csv")
    sheet.write_text(SHEET.format(name=name, id=f"wx_{name}"), encoding="utf-8")
    with open_store(path) as store:
        finish(import_roster(store, sheet, group=group, today=TODAY))


def shown(window: MainWindow, qtbot: QtBot) -> ImportsDialog:
    window.actions_by_name["imports"].trigger()
    rest(qtbot, window)
    dialog = window.findChild(ImportsDialog)
    assert dialog is not None
    return dialog


def column(dialog: ImportsDialog, heading: str) -> list[str]:
    lines, place = dialog.lines, COLUMNS.index(heading)
    return [lines.index(row, place).data() for row in range(lines.rowCount())]


def test_the_last_of_a_group_goes_and_then_the_one_before(
    open_window: Open, path: Path, qtbot: QtBot
) -> None:
    group, other = add_group(path, "甲群", "wechat"), add_group(path, "乙群", "wechat")
    for where, name in ((group, "林小满"), (group, "周一川"), (other, "沈知秋")):
        take_in(path, where, name)
    window = open_window()
    dialog = shown(window, qtbot)
    assert column(dialog, "File") == ["沈知秋.csv", "周一川.csv", "林小满.csv"]
    assert column(dialog, "Group") == ["乙群", "甲群", "甲群"]
    assert column(dialog, "New") == ["1", "1", "1"]
    assert column(dialog, "Status") == ["Imported"] * 3
    dialog.table.selectRow(2)
    assert not dialog.back_button.isEnabled()
    assert dialog.told.full_text() == dialog.back_button.toolTip()
    assert "周一川.csv" in dialog.told.full_text()
    for row in (1, 2):
        dialog.table.selectRow(row)
        assert dialog.back_button.isEnabled()
        assert dialog.told.full_text() == ""
        dialog.back_button.click()
        assert not dialog.back_button.isEnabled()
        rest(qtbot, window)
        assert column(dialog, "Status")[row] == "Undone"
        assert dialog.chosen() == dialog.lines.batches[row]
        assert dialog.told.full_text() == "This import has already been undone."
        assert not dialog.back_button.isEnabled()
    assert [one.undone for one in imports.listing(window.context.store.db)] == [True, True, False]
    assert headcounts(window.context.store.db).persons == 1
    assert not dialog.cancel.isVisible()


def test_the_time_of_an_import_is_that_of_the_clock_on_the_wall(
    open_window: Open, path: Path, qtbot: QtBot
) -> None:
    """As the last backup beside it, wherever the group lives."""
    with open_store(path) as store, store.atomic() as db:
        far = [groups.add(db, zone, "qq", zone) for zone in ("Asia/Shanghai", "America/New_York")]
    for group in far:
        take_in(path, group, group.name.rpartition("/")[2])
    window = open_window()
    dialog = shown(window, qtbot)
    zone = clock.zone(groups.local_timezone())
    assert column(dialog, "When") == [
        f"{datetime.fromtimestamp(batch.at, zone):%Y-%m-%d %H:%M}" for batch in dialog.lines.batches
    ]


def test_an_import_of_today_is_redone_by_the_keys_of_redo(
    open_window: Open, path: Path, qtbot: QtBot
) -> None:
    group = add_group(path, "甲群", "wechat")
    window = open_window()
    sheet = path.with_name("名单.csv")
    sheet.write_text(SHEET.format(name="林小满", id="lin"), encoding="utf-8")
    window.jobs.write(
        lambda store: import_roster(store, sheet, group=group, today=TODAY),
        {"imports", "members"},
        title="Importing",
    )
    rest(qtbot, window)
    dialog = shown(window, qtbot)
    dialog.back_button.click()
    rest(qtbot, window)
    assert column(dialog, "Status") == ["Undone"]
    assert not window.actions_by_name["undo"].isEnabled()
    control = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Z, control)
    rest(qtbot, window)
    assert column(dialog, "Status") == ["Imported"]


def test_an_empty_file_says_so(open_window: Open, qtbot: QtBot) -> None:
    dialog = shown(open_window(), qtbot)
    assert dialog.lines.rowCount() == 0
    assert not dialog.back_button.isEnabled()


def test_where_nothing_can_be_written_it_rests(open_window: Open, path: Path, qtbot: QtBot) -> None:
    add_chat(path, add_group(path, "甲群"), days=1)
    dialog = shown(open_window(read_only=True), qtbot)
    assert column(dialog, "File") == ["chat.txt"]
    assert not dialog.back_button.isEnabled()
    assert dialog.told.full_text() == why() == dialog.back_button.toolTip()


def test_imports_without_a_group_follow_one_another_too() -> None:
    def batch(number: int, group: int | None, *, undone: bool = False) -> ImportBatch:
        return ImportBatch(number, "plan", "a", "", "", group, 0, 1, 0, 0, 0, undone)

    found = [batch(1, None), batch(2, 5), batch(3, None), batch(4, None, undone=True)]
    assert last_later(found, found[0]) == found[2]
    assert last_later(found, found[1]) is None
    assert last_later(found, found[2]) is None


def test_names_of_files_are_blurred_with_those_of_people(
    open_window: Open, path: Path, qtbot: QtBot
) -> None:
    group = add_group(path, "甲群", "wechat")
    for name in ("林小满", "周一川"):
        take_in(path, group, name)
    window = open_window()
    dialog = shown(window, qtbot)
    dialog.table.selectRow(1)
    window.context.blur.turn(on=True)
    rest(qtbot, window)
    files = column(dialog, "File")
    assert [name.endswith(".csv") for name in files] == [True, True]
    seen = " ".join([*files, dialog.told.full_text(), dialog.back_button.toolTip()])
    assert "周一川" not in seen
    assert "林小满" not in seen
    window.context.blur.turn(on=False)
    rest(qtbot, window)
    assert column(dialog, "File") == ["周一川.csv", "林小满.csv"]


def test_a_list_frames_no_cell_where_nothing_can_be_done_with_one(
    open_window: Open, path: Path, qtbot: QtBot
) -> None:
    take_in(path, add_group(path, "甲群", "wechat"), "林小满")
    window = open_window()
    dialog = shown(window, qtbot)
    dialog.activateWindow()
    dialog.table.setFocus()
    dialog.table.selectRow(0)
    tokens = window.context.theme.tokens
    cell = dialog.table.visualRect(dialog.lines.index(0, 0))
    image = dialog.table.viewport().grab(cell).toImage()
    top = {image.pixelColor(x, 0).name() for x in range(image.width())}
    assert top == {tokens.selection.lower()}
    edge = dialog.table.grab().toImage().pixelColor(dialog.table.width() // 2, 0).name()
    assert edge == tokens.accent.lower()


def test_a_name_from_the_right_keeps_the_end_of_its_file_at_the_right(
    open_window: Open, path: Path, qtbot: QtBot
) -> None:
    take_in(path, add_group(path, "甲群", "wechat"), "2-\u0642\u0631\u0627\u0621\u0629")
    (name,) = column(shown(open_window(), qtbot), "File")
    assert name.startswith("\u200e2-")

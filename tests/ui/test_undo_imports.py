"""Ctrl+Z over imports: in order with other deeds, and done again."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from qunmate.data import imports
from qunmate.data.store import Store, open_store
from qunmate.model import Group
from qunmate.progress import Job
from qunmate.tasks.import_roster import import_roster
from qunmate.ui.main_window import MainWindow
from qunmate.ui.messages import ProblemBox
from qunmate.ui.touched import IMPORT
from tests.ui.conftest import TODAY, Open, add_group, rest
from tests.ui.importing.desk import QQ, dialog_of
from tests.ui.undoing import note, noted, press, texts

SHEET = "姓名,微信号,城市\n林小满,lin_xm,上海\n周一川,zhou_yc,成都\n"


def take_in(window: MainWindow, sheet: Path, group: Group) -> None:
    def verb(store: Store) -> Job[object]:
        return import_roster(store, sheet, group=group, today=TODAY)

    window.jobs.write(verb, IMPORT, title="Importing")


def members(window: MainWindow) -> list[str]:
    rows = window.context.store.db.execute("SELECT name FROM members ORDER BY id")
    return [name for (name,) in rows]


@pytest.fixture
def group(path: Path) -> Group:
    return add_group(path, "早起")


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    made = tmp_path / "成员.csv"
    made.write_text(SHEET, encoding="utf-8")
    return made


def test_imports_and_deeds_go_back_in_order(
    open_window: Open, group: Group, sheet: Path, qtbot: QtBot
) -> None:
    window = open_window()
    note(window, 1)
    take_in(window, sheet, group)
    rest(qtbot, window)
    assert members(window) == ["林小满", "周一川"]
    assert texts(window)[0] == "Undo: Imported 成员.csv"
    window.jobs.edit(
        lambda db: db.execute("UPDATE members SET city = '北京' WHERE id = 1"),
        {"members"},
        deed="Moved",
    )
    rest(qtbot, window)
    for _deed in range(3):
        press(qtbot, window, "undo")
    assert members(window) == []
    assert noted(window) == 0
    for _deed in range(2):
        press(qtbot, window, "redo")
    assert members(window) == ["林小满", "周一川"]
    press(qtbot, window, "undo")
    assert members(window) == []
    assert texts(window)[1] == "Redo: Imported 成员.csv"
    for _deed in range(2):  # what rests on people that an import brought comes back with them
        press(qtbot, window, "redo")
    assert window.context.store.db.execute("SELECT city FROM members").fetchone() == ("北京",)
    assert [one.id for one in imports.listing(window.context.store.db)] == [1]


def test_numbers_that_others_were_given_since_stay_theirs(
    open_window: Open, path: Path, group: Group, sheet: Path, qtbot: QtBot
) -> None:
    window = open_window()
    take_in(window, sheet, group)
    rest(qtbot, window)
    press(qtbot, window, "undo")
    with open_store(path) as other, other.atomic() as db:
        db.execute("INSERT INTO members (id, name) VALUES (3, '吴三多')")
    press(qtbot, window, "redo")
    numbers = window.context.store.db.execute("SELECT id, name FROM members ORDER BY id")
    assert numbers.fetchall() == [(3, "吴三多"), (4, "林小满"), (5, "周一川")]


def test_what_came_after_an_import_is_not_redone_on_other_people(
    open_window: Open, group: Group, sheet: Path, qtbot: QtBot
) -> None:
    window = open_window()
    take_in(window, sheet, group)
    rest(qtbot, window)
    note(window, 1)
    rest(qtbot, window)
    for _deed in range(2):
        press(qtbot, window, "undo")
    sheet.write_text(SHEET.replace("林小满", "吴三多"), encoding="utf-8")
    press(qtbot, window, "redo")
    assert members(window) == ["吴三多", "周一川"]
    assert texts(window) == ("Undo: Imported 成员.csv", "")


def test_an_import_whose_source_is_gone_can_t_be_redone(
    open_window: Open, group: Group, sheet: Path, qtbot: QtBot
) -> None:
    window = open_window()
    take_in(window, sheet, group)
    rest(qtbot, window)
    press(qtbot, window, "undo")
    sheet.unlink()
    press(qtbot, window, "redo")
    box = window.findChild(ProblemBox)
    assert box is not None
    box.accept()
    assert texts(window) == ("", "")


def test_an_import_taken_back_elsewhere_is_not_undone_again(
    open_window: Open, group: Group, sheet: Path, qtbot: QtBot
) -> None:
    window = open_window()
    note(window, 1)
    take_in(window, sheet, group)
    rest(qtbot, window)
    window.imports.undo_all([one.id for one in imports.listing(window.context.store.db)])
    rest(qtbot, window)
    assert texts(window) == ("Undo: Noted 1 && more", "Redo: Imported 成员.csv")


def test_the_sample_is_not_undone(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    window.verbs.fill_sample(messages=600, members=60)
    rest(qtbot, window)
    assert texts(window) == ("", "")


def test_what_the_import_dialog_took_in_goes_back_and_forth(
    open_window: Open, path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    group = add_group(path, "早起")
    sheet, chat = tmp_path / "成员.csv", tmp_path / "早起读书会.txt"
    sheet.write_text(SHEET, encoding="utf-8")
    chat.write_text(QQ, encoding="utf-8-sig", newline="")
    window = open_window()
    window.imports.open([sheet, chat], group)
    dialog = dialog_of(window, qtbot)
    dialog.run()
    rest(qtbot, window)
    dialog.close()
    after = counts(window)
    assert after["messages"] == 2
    for _source in range(2):
        press(qtbot, window, "undo")
    assert counts(window) == {"members": 0, "messages": 0}
    for _source in range(2):
        press(qtbot, window, "redo")
    assert counts(window) == after
    assert texts(window) == ("Undo: Imported 早起读书会.txt", "")


def counts(window: MainWindow) -> dict[str, int]:
    db = window.context.store.db
    return {name: db.table(name).count for name in ("members", "messages")}

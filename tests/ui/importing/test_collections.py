"""Plans and collections dropped anywhere: recognised, counted before, taken in, taken back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from qunmate.data import highlights, plan
from qunmate.ui.importing.collection_part import CollectionPart
from qunmate.ui.main_window import MainWindow
from tests.ui.conftest import Open, add_group, rest
from tests.ui.importing.desk import dialog_of, drop

ICS = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x//\r\nBEGIN:VEVENT\r\nUID:a@x\r\n"
    "DTSTART:20261123T090000\r\nSUMMARY:夜读\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
MIDDLE = QPoint(400, 300)
KEPT = "标题,内容,作者,日期\n直播话术,拆成卡片,谁也不是,2026-11-20\n第二条,正文,,不是日子\n"


def stored(window: MainWindow) -> tuple[list[str], list[str]]:
    db = window.context.store.db
    kept = sorted(one.title for one in highlights.listing(db))
    return [one.title for one in plan.listing(db)], kept


def test_a_row_that_can_not_be_taken_in_says_what_stands_in_it(
    open_window: Open, path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    add_group(path, "早起读书会")
    window = open_window()
    posts = tmp_path / "计划.csv"
    posts.write_text("日期,时间,群,类型,主题\n2026-12-04,19:30,不存在的群,团购,球拍\n", "utf-8")
    drop(window, MIDDLE, posts)
    dialog = dialog_of(window, qtbot)
    assert "Row 2, “不存在的群”: no such group." in dialog.cards[0].note.text()
    assert "团购" not in dialog.cards[0].note.text()  # an offer
    dialog.close()


def test_both_at_once(open_window: Open, path: Path, tmp_path: Path, qtbot: QtBot) -> None:
    group = add_group(path, "早起读书会")
    window = open_window()
    window.sidebar.choose(group.id)
    calendar, sheet = tmp_path / "plan.ics", tmp_path / "精华.csv"
    calendar.write_text(ICS, "utf-8", newline="")
    sheet.write_text(KEPT, "utf-8")
    drop(window, MIDDLE, calendar, sheet)
    dialog = dialog_of(window, qtbot)
    first, second = dialog.cards
    assert (first.kind.full_text(), second.kind.full_text()) == ("Plan", "Highlights")
    assert isinstance(first.part, CollectionPart)
    assert first.note.text() == "This would be: 1 new · 0 changed · 0 unchanged."
    said = second.note.text().split("\n")
    assert said[0] == "This would be: 2 new · 0 unchanged."
    assert said[1].startswith("Row 2, ")
    assert said[2].startswith("Row 3, 日期 “")
    assert stored(window) == ([], [])
    dialog.start.click()
    rest(qtbot, window)
    assert stored(window) == (["夜读"], ["直播话术", "第二条"])
    dialog.close()
    for name in ("undo", "undo"):
        window.actions_by_name[name].trigger()
        rest(qtbot, window)
    assert stored(window) == ([], [])


def test_a_collection_that_names_no_group_asks_for_one(
    open_window: Open, path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    add_group(path, "早起读书会")
    other = add_group(path, "羽毛球周末约")
    window = open_window()
    sheet = tmp_path / "精华.csv"
    sheet.write_text("问题,答案\n怎么入群,扫码\n", "utf-8")
    drop(window, MIDDLE, sheet)
    dialog = dialog_of(window, qtbot)
    card = dialog.cards[0]
    ready = card.ready
    assert not ready
    assert card.note.text() == "Choose the group these highlights belong to."
    assert card.note.property("tone") == "warn"
    place = next(at for at in range(card.target.count()) if card.target.itemData(at) == other)
    card.target.setCurrentIndex(place)
    card.target.activated.emit(place)
    rest(qtbot, window)
    assert card.ready
    dialog.start.click()
    rest(qtbot, window)
    kept = highlights.listing(window.context.store.db)
    assert [one.group_id for one in kept] == [other.id]
    dialog.close()

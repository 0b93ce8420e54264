"""Search everywhere, in a real window: what is found, by which keys, and where it leads."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QKeySequence, QPainter
from PySide6.QtWidgets import QApplication, QDialog, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from qunmate.data.store import open_store
from qunmate.ui.context import Visit
from qunmate.ui.main_window import MainWindow
from qunmate.ui.search import recent
from qunmate.ui.search.lines import Line
from tests.ui.conftest import Open, add_chat, add_group, rest


@pytest.fixture
def window(open_window: Open, path: Path) -> MainWindow:
    add_chat(path, add_group(path, "早起读书会"))
    add_group(path, "羽毛球周末约")
    with open_store(path) as store, store.atomic() as db:
        db.execute(
            "INSERT INTO highlights (group_id, kind, title, text, occurred_on)"
            " VALUES (1, 'quote', '早安的由来', '从林小满那里听来', '2026-11-02')"
        )
        db.execute(
            "INSERT INTO plan_items (kind, title, starts_at, status) VALUES"
            " ('greeting', '早安问候', 1780000000, 'draft'),"
            " ('greeting', '早安作废', 1780000000, 'cancelled')"
        )
    return open_window()


def search(window: MainWindow, text: str, qtbot: QtBot) -> None:
    window.search.focus()
    window.search.box.setText(text)
    settled(window, qtbot)


def settled(window: MainWindow, qtbot: QtBot) -> None:
    rest(qtbot, window)
    qtbot.waitUntil(lambda: not window.search.waiting)
    QApplication.processEvents()


def shown(window: MainWindow) -> dict[str, list[str]]:
    """Section → titles."""
    found: dict[str, list[str]] = {}
    for line in window.search.panel.view.lines.lines:
        if line.act:
            found.setdefault(line.section, []).append(line.title)
    return found


def asked(window: MainWindow) -> list[Visit]:
    visits: list[Visit] = []
    window.context.guide.asked.disconnect()
    window.context.guide.asked.connect(visits.append)
    return visits


def test_every_place_is_searched(window: MainWindow, qtbot: QtBot) -> None:
    search(window, "早", qtbot)
    found = shown(window)
    assert found["highlights"] == ["早安的由来"]
    assert found["plan"] == ["早安问候"]
    assert found["groups"] == ["早起读书会"]
    assert found["messages"][-1] == "Show all messages"
    assert len(found["messages"]) == 6


@pytest.mark.parametrize(
    ("text", "names"),
    [("林小", ["林小满"]), ("lxm", ["林小满"]), ("linxiaom", ["林小满"]), ("ADA", ["Ada"])],
)
def test_members_by_name_and_pinyin(
    window: MainWindow, qtbot: QtBot, text: str, names: list[str]
) -> None:
    search(window, text, qtbot)
    assert shown(window)["members"] == names


def test_enter_leads_to_the_chosen_one(window: MainWindow, qtbot: QtBot) -> None:
    visits = asked(window)
    search(window, "周一川", qtbot)
    qtbot.keyClick(window.search.box, Qt.Key.Key_Return)
    assert [(visit.tab, visit.what, len(visit.ids)) for visit in visits] == [
        ("members", "member", 1)
    ]
    assert not window.search.opened
    assert window.search.box.text() == ""
    assert recent.recent(window.context.state) == ["周一川"]


def test_a_member_is_shown_in_the_chosen_group(
    window: MainWindow, path: Path, qtbot: QtBot
) -> None:
    with open_store(path) as store, store.atomic() as db:
        db.execute("INSERT INTO memberships (group_id, member_id) VALUES (2, 1)")
        db.execute(
            "INSERT INTO stays (membership_id, brought_on) VALUES ((SELECT max(id) FROM"
            " memberships), '2026-11-01')"
        )
    window.jobs.look()
    rest(qtbot, window)
    visits = asked(window)
    for group, wanted in ((2, 2), (1, 1), (None, None)):
        window.sidebar.choose(group)
        search(window, "林小满", qtbot)
        qtbot.keyClick(window.search.box, Qt.Key.Key_Return)
        assert visits[-1].group_id == wanted


def test_a_message_leads_to_its_place(window: MainWindow, qtbot: QtBot) -> None:
    visits = asked(window)
    search(window, "早安", qtbot)
    box = window.search.box
    assert window.search.panel.view.chosen().section == "messages"  # type: ignore[union-attr]
    qtbot.keyClick(box, Qt.Key.Key_Return)
    visit = visits[0]
    assert (visit.tab, visit.what, visit.group_id) == ("highlights", "message", 1)
    assert visit.day is not None


def test_all_messages_are_shown_in_the_tab(window: MainWindow, qtbot: QtBot) -> None:
    visits = asked(window)
    search(window, "早安", qtbot)
    for _step in range(5):
        qtbot.keyClick(window.search.box, Qt.Key.Key_Down)
    qtbot.keyClick(window.search.box, Qt.Key.Key_Return)
    assert visits == [Visit("highlights", "messages", text="早安")]


def test_all_plan_items_are_shown_in_the_panel(
    window: MainWindow, path: Path, qtbot: QtBot
) -> None:
    with open_store(path) as store, store.atomic() as db:
        for place in range(30):
            db.execute(
                "INSERT INTO plan_items (kind, title, starts_at) VALUES ('greeting', ?, ?)",
                [f"早安第 {place} 天", 1780000000 + place],
            )
    search(window, "早", qtbot)
    found = shown(window)
    assert len(found["plan"]) == 6
    assert found["plan"][-1] == "Show all plan items"
    lines = window.search.panel.view.lines.lines
    window.search.run(next(line for line in lines if line.key == "plan/all"))
    settled(window, qtbot)
    assert window.search.opened
    found = shown(window)
    assert list(found) == ["plan"]
    assert len(found["plan"]) == 31
    window.search.box.setText("早安")
    settled(window, qtbot)
    assert list(shown(window))[:2] == ["messages", "highlights"]


def test_tab_goes_from_section_to_section(window: MainWindow, qtbot: QtBot) -> None:
    search(window, "早", qtbot)
    view, box = window.search.panel.view, window.search.box
    seen = []
    for _step in range(4):
        line = view.chosen()
        assert line is not None
        seen.append(line.section)
        qtbot.keyClick(box, Qt.Key.Key_Tab)
    assert seen == ["messages", "highlights", "plan", "groups"]
    line = view.chosen()
    assert line is not None
    assert line.section == "messages"
    qtbot.keyClick(box, Qt.Key.Key_Backtab)
    assert view.chosen().section == "groups"  # type: ignore[union-attr]
    assert "早起读书会" in box.accessibleDescription()


def test_commands_run(window: MainWindow, qtbot: QtBot) -> None:
    search(window, "blur", qtbot)
    assert shown(window)["commands"] == ["Blur names for screen sharing"]
    qtbot.keyClick(window.search.box, Qt.Key.Key_Return)
    assert window.context.blur.on
    assert recent.recent(window.context.state) == []  # nothing was searched for
    search(window, ">", qtbot)
    assert set(shown(window)) == {"commands"}
    assert len(shown(window)["commands"]) > 8


def test_a_group_is_chosen_by_mouse(window: MainWindow, qtbot: QtBot) -> None:
    search(window, "羽毛球", qtbot)
    view = window.search.panel.view
    place = view.visualRect(view.lines.index(1)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    assert window.context.group is not None
    assert window.context.group.name == "羽毛球周末约"
    assert recent.recent(window.context.state) == []


def test_nothing_typed_offers_what_was_searched_and_usual_commands(
    window: MainWindow, qtbot: QtBot
) -> None:
    recent.remember(window.context.state, "打卡")
    search(window, "", qtbot)
    assert shown(window)["recent"] == ["打卡"]
    assert "Import" in shown(window)["commands"]
    qtbot.keyClick(window.search.box, Qt.Key.Key_Return)
    assert window.search.box.text() == "打卡"
    assert window.search.opened
    window.context.blur.turn(on=True)
    window.search.box.clear()
    settled(window, qtbot)
    assert "recent" not in shown(window)


def test_escape_clears_then_closes(window: MainWindow, qtbot: QtBot) -> None:
    search(window, "早", qtbot)
    qtbot.keyClick(window.search.box, Qt.Key.Key_Escape)
    assert (window.search.box.text(), window.search.opened) == ("", True)
    qtbot.keyClick(window.search.box, Qt.Key.Key_Escape)
    assert not window.search.opened


def test_only_the_last_text_is_answered(window: MainWindow, qtbot: QtBot) -> None:
    window.search.focus()
    for text in ("早", "早安", "没有这样的词"):
        window.search.box.setText(text)
    settled(window, qtbot)
    assert shown(window) == {}
    assert "没有这样的词" in window.search.panel.empty.full_text()


def test_blurred_names_can_not_be_read(window: MainWindow, qtbot: QtBot) -> None:
    window.context.blur.turn(on=True)
    search(window, "林小满", qtbot)
    texts = "".join(
        line.title for line in window.search.panel.view.lines.lines if line.section == "members"
    )
    assert "林" not in texts.replace("Members", "")


def test_blurred_names_can_not_be_read_in_what_was_written(
    window: MainWindow, path: Path, qtbot: QtBot
) -> None:
    with open_store(path) as store, store.atomic() as db:
        db.execute("UPDATE plan_items SET title = '早安分享・周一川', text = '提醒林小满'")
    window.context.blur.turn(on=True)
    search(window, "早安", qtbot)
    lines = window.search.panel.view.lines.lines
    told = "\n".join(line.title + line.words for line in lines)
    assert "早安分享・" in told
    assert "那里听来" in told
    assert "小满" not in told
    assert "一川" not in told


def test_what_a_member_was_found_by_is_told(window: MainWindow, path: Path, qtbot: QtBot) -> None:
    with open_store(path) as store, store.atomic() as db:
        db.execute(
            "UPDATE members SET notes = '周一川推荐的\n愿意做一场分享', city = '深圳',"
            " phone = '13800138000' WHERE name = '林小满'"
        )

    def told(text: str) -> str:
        search(window, text, qtbot)
        lines = window.search.panel.view.lines.lines
        return next(line.words for line in lines if line.key.startswith("members/"))

    assert told("做一场").startswith("周一川推荐的 愿意做一场分享")
    assert told("深圳 愿意").startswith("深圳 · 周一川")
    assert "13800138000" in told("0138")
    assert "愿意" not in told("林小满")
    window.context.blur.turn(on=True)
    assert "推荐的 愿意做一场分享" in told("做一场")
    assert "周一川" not in told("做一场")
    assert "0138" not in told("0138")


def test_a_message_of_nobody_begins_where_the_others_do(window: MainWindow) -> None:
    view = window.search.panel.view
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, 400, 34)
    firsts = []
    for line in (Line("messages", "a", "█"), Line("messages", "b", "", "█")):
        image = QImage(400, 34, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        view.lines.show([replace(line, act=view.update)])
        painter = QPainter(image)
        view.delegate.paint(painter, option, view.lines.index(0))
        painter.end()
        ground = image.pixel(399, 17)
        firsts.append(next(x for x in range(400) if image.pixel(x, 17) != ground))
    assert firsts[0] == firsts[1]


def test_new_members_are_found(window: MainWindow, path: Path, qtbot: QtBot) -> None:
    search(window, "新来的", qtbot)
    assert "members" not in shown(window)

    window.jobs.edit(
        lambda db: db.execute("INSERT INTO members (name) VALUES ('新来的')"), {"members"}
    )
    rest(qtbot, window)
    search(window, "新来", qtbot)
    assert shown(window)["members"] == ["新来的"]


def test_the_panel_stays_inside_the_window(window: MainWindow, qtbot: QtBot) -> None:
    search(window, "早", qtbot)
    for width in (960, 1366):
        window.resize(width, 600)
        QApplication.processEvents()
        assert window.rect().contains(window.search.panel.geometry())


def test_the_panel_ends_with_a_whole_hit(window: MainWindow, qtbot: QtBot) -> None:
    window.search.focus()
    view = window.search.panel.view
    for height in range(300, 340, 7):
        window.resize(900, height)
        search(window, ">", qtbot)
        shown_height = view.viewport().height()
        last = view.indexAt(QPoint(20, shown_height - 4))
        assert view.visualRect(last).bottom() < shown_height
        assert view.lines.lines[last.row()].act


def test_hits_after_none_stand_below_their_heading(window: MainWindow, qtbot: QtBot) -> None:
    view = window.search.panel.view
    window.resize(900, 300)
    for text in (">", "没有这样的词", ">"):
        search(window, text, qtbot)
    assert view.indexAt(QPoint(20, 4)).row() == 0


def test_no_keys_are_offered_where_nothing_is_found(window: MainWindow, qtbot: QtBot) -> None:
    panel = window.search.panel
    search(window, "早安", qtbot)
    assert panel.foot.isVisible()
    search(window, "没有这样的词", qtbot)
    assert panel.empty.isVisible()
    assert not panel.foot.isVisible()
    assert panel.height() >= panel.empty.sizeHint().height()


def test_ctrl_k_is_its_key(window: MainWindow) -> None:
    assert window.actions_by_name["search"].shortcut() == QKeySequence("Ctrl+K")
    window.actions_by_name["search"].trigger()
    assert window.search.opened
    assert window.search.box.hasFocus()


def test_groups_and_messages_however_they_are_written(window: MainWindow, qtbot: QtBot) -> None:
    for text in ("早起讀書", "早起读书"):
        search(window, text, qtbot)
        assert shown(window)["groups"] == ["早起读书会"]
    search(window, "閱讀", qtbot)
    assert "groups" not in shown(window)


def test_the_keys_go_back_to_where_they_were(window: MainWindow, qtbot: QtBot) -> None:
    window.sidebar.view.setFocus()
    search(window, "早安", qtbot)
    qtbot.keyClick(window.search.box, Qt.Key.Key_Escape)
    qtbot.keyClick(window.search.box, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is window.sidebar.view
    search(window, ">blur", qtbot)
    window.search.focus()  # once more while it is open
    qtbot.keyClick(window.search.box, Qt.Key.Key_Return)
    assert window.context.blur.on
    assert QApplication.focusWidget() is window.sidebar.view
    window.context.blur.turn(on=False)


def test_a_plan_item_is_begun_from_the_search(window: MainWindow, qtbot: QtBot) -> None:
    search(window, "new plan", qtbot)
    assert shown(window)["commands"] == ["New plan item"]
    qtbot.keyClick(window.search.box, Qt.Key.Key_Return)
    assert window.stack.place == 2
    rest(qtbot, window)
    editor = window.stack.made[2].findChild(QDialog)
    assert editor is not None
    editor.reject()
    rest(qtbot, window)

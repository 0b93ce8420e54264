"""The message browser in a window, on real files with real threads."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from qunmate import reactions
from qunmate.clock import iso_day
from qunmate.data import highlights, member_edits, message_order, messages
from qunmate.data.message_order import MessageFilter
from qunmate.data.store import Store
from qunmate.model import Group, Kind, Reaction
from qunmate.ui.context import Visit
from qunmate.ui.message_browser.browser import MessageBrowser
from qunmate.ui.message_browser.editor import HighlightEditor
from qunmate.ui.message_browser.people import PeoplePicker
from qunmate.veil import Masks
from tests.chat_book import FIRST, QUESTION, add_chat, filler
from tests.ui.tab_desk import Window, settle, shown_tab

Shown = Window[MessageBrowser]
Key, Modifier = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def group(store: Store) -> Group:
    return add_chat(store, [*filler(6, 60), *QUESTION])


@pytest.fixture
def shown(qtbot: QtBot, store: Store, group: Group) -> Iterator[Shown]:
    with shown_tab(qtbot, store, MessageBrowser, group) as window:
        yield window


def ids_of(store: Store, group: Group, **wanted: object) -> list[int]:
    found = message_order.order(store.db, group.id, MessageFilter(**wanted))  # type: ignore[arg-type]
    ids: list[int] = found.tolist()
    return ids


def test_it_opens_at_the_newest_message(shown: Shown, store: Store, group: Group) -> None:
    view = shown.tab.view
    assert view.pages.ids.tolist() == ids_of(store, group)
    seen = [place for place, _y, _height in view.standing.shown()]
    assert seen[-1] == len(view.pages) - 1
    assert "366" in shown.tab.count.text()


def test_keys_walk_jump_and_choose(shown: Shown, qtbot: QtBot) -> None:
    view = shown.tab.view
    view.setFocus()
    shown.tab.to_first()
    assert view.current_id() == view.pages.id(0)
    QTest.keyClick(view, Key.Key_Down)
    QTest.keyClick(view, Key.Key_Down, Modifier.ShiftModifier)
    QTest.keyClick(view, Key.Key_Down, Modifier.ShiftModifier)
    assert view.choice.ordered() == [1, 2, 3]
    QTest.keyClick(view, Key.Key_Down, Modifier.ControlModifier)
    QTest.keyClick(view, Key.Key_Down, Modifier.ControlModifier)
    QTest.keyClick(view, Key.Key_Space)
    assert view.choice.ordered() == [1, 2, 3, 5]
    QTest.keyClick(view, Key.Key_PageDown)
    assert len(view.choice.places) == 1
    assert view.choice.current > 8
    QTest.keyClick(view, Key.Key_End)
    assert view.choice.current == len(view.pages) - 1
    QTest.keyClick(view, Key.Key_A, Modifier.ControlModifier)
    assert len(view.choice.places) == len(view.pages)
    shown.tab.to_day(FIRST + 3)
    row = view.current_row()
    assert row is not None
    assert row.day == FIRST + 3


def test_the_day_is_that_of_the_first_words_to_be_read(shown: Shown) -> None:
    browser = shown.tab
    browser.to_day(FIRST + 3)
    third = browser.day.text()
    browser.view.standing.move(-4)  # the air below the last message of the day before
    browser.view.refresh()
    assert browser.view.first_read() == browser.view.standing.top + 1
    assert browser.day.text() == third
    browser.view.standing.move(-20)
    browser.view.refresh()
    assert browser.day.text() != third


def test_senders_are_chosen_by_a_part_of_their_pinyin(shown: Shown, qtbot: QtBot) -> None:
    shown.tab.bar.senders_asked.emit()
    settle(qtbot, shown)
    (picker,) = shown.tab.findChildren(PeoplePicker)
    picker.search.setText("luoyifan")
    QTest.keyClick(picker.search, Key.Key_Return)
    assert list(picker.chosen().values()) == ["罗一凡"]
    said = picker.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith(picker.list.item(0).text())
    assert said.endswith("messages")
    picker.accept()
    settle(qtbot, shown)
    assert list(shown.tab.bar.senders.values()) == ["罗一凡"]


def test_the_mouse_chooses_one_many_and_a_range(shown: Shown) -> None:
    view = shown.tab.view
    shown.tab.to_first()
    rows = {place: y + height - 6 for place, y, height in view.standing.shown()}

    def click(place: int, modifier: Qt.KeyboardModifier = Modifier.NoModifier) -> None:
        point = QPoint(200, rows[place])
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifier, point)

    click(1)
    click(3, Modifier.ControlModifier)
    assert view.choice.ordered() == [1, 3]
    click(5, Modifier.ShiftModifier)
    assert view.choice.ordered() == [3, 4, 5]
    assert "3" in shown.tab._chosen_words.full_text()


def test_a_search_marks_hits_and_leads_to_the_context(
    shown: Shown, qtbot: QtBot, store: Store, group: Group
) -> None:
    shown.tab.bar.set(MessageFilter(text="话术"), {})
    settle(qtbot, shown)
    view = shown.tab.view
    assert view.pages.ids.tolist() == ids_of(store, group, text="话术")
    assert view.bubbles.at(0).layout.formats()
    wanted = view.pages.id(1)
    view.choice.take(1)
    shown.tab.show_context()
    settle(qtbot, shown)
    assert shown.tab.bar.filter().empty
    assert view.current_id() == wanted
    assert len(view.pages) == 366
    around = [place for place, _y, _height in view.standing.shown()]
    assert view.choice.current in around
    assert len(around) > 3


def test_nothing_is_offered_for_messages_that_are_not_there(shown: Shown, qtbot: QtBot) -> None:
    assert all(one.isVisible() for one in (shown.tab._actions, *shown.tab._leaps))
    shown.tab.bar.set(MessageFilter(text="没有人说过"), {})
    settle(qtbot, shown)
    assert not any(one.isVisible() for one in (shown.tab._actions, *shown.tab._leaps))


def test_visits_show_a_message_or_some_messages(
    shown: Shown, qtbot: QtBot, store: Store, group: Group
) -> None:
    ids = ids_of(store, group)
    shown.tab.visit(Visit("highlights", "message", (ids[40],)))
    settle(qtbot, shown)
    assert shown.tab.view.current_id() == ids[40]
    who = messages.listing(store.db, group.id)
    member = next(one.member_id for one in who if one.sender == "罗一凡")
    assert member is not None
    visit = Visit("highlights", "messages", (member,), day=FIRST, last_day=FIRST + 1, text="闲聊")
    shown.tab.visit(visit)
    settle(qtbot, shown)
    expected = ids_of(store, group, members=(member,), first=FIRST, last=FIRST + 1, text="闲聊")
    assert expected
    assert shown.tab.view.pages.ids.tolist() == expected
    assert shown.tab.bar.senders == {member: "罗一凡"}
    assert "罗一凡" in shown.tab.bar.whose.text()
    shown.context.blur.turn(on=True)
    assert "罗一凡" not in shown.tab.bar.whose.text() + shown.tab.bar.whose.toolTip()
    shown.context.blur.turn(on=False)
    assert shown.tab.bar.senders == {member: "罗一凡"}


def keep_question(shown: Shown, store: Store, group: Group) -> HighlightEditor:
    view = shown.tab.view
    ids = ids_of(store, group)
    start = ids.index(ids_of(store, group, text="念稿")[0])
    view.choice.take(start)
    view.choice.stretch(start + 5)
    editor = shown.tab.verbs.keep()
    assert editor is not None
    return editor


def test_a_question_is_kept_by_the_dialog(
    shown: Shown, qtbot: QtBot, store: Store, group: Group
) -> None:
    editor = keep_question(shown, store, group)
    assert editor.title.text().startswith("直播话术总像念稿")
    assert "提示词卡" in editor.text.toPlainText()
    editor.topics.setText("直播；话术")
    editor.star.setChecked(True)
    kept: list[int] = []
    shown.tab.kept.connect(kept.append)
    editor.accept()
    settle(qtbot, shown)
    (found,) = highlights.listing(store.db, group.id)
    assert kept == [found.id]
    assert (found.kind, found.topics, found.starred) == ("answer", ("直播", "话术"), True)
    assert len(found.messages) == 6
    assert found.occurred_on == iso_day(FIRST)
    assert shown.tab.view.pages.row(len(shown.tab.view.pages) - 1)
    assert any(shown.tab.view.pages.row(place).kept for place in range(len(shown.tab.view.pages)))


def test_another_kind_proposes_other_words_until_they_are_touched(
    shown: Shown, store: Store, group: Group
) -> None:
    editor = keep_question(shown, store, group)
    before = editor.text.toPlainText()
    editor.kinds.button(highlights.KINDS.index("discussion")).click()
    assert editor.text.toPlainText() != before
    assert editor.text.toPlainText().count("\n") == 5
    editor.text.setPlainText("我自己写的")
    editor.kinds.button(highlights.KINDS.index("quote")).click()
    assert editor.text.toPlainText() == "我自己写的"
    editor.reject()


def test_chosen_messages_are_copied_planned_and_their_senders_tagged(
    shown: Shown, qtbot: QtBot, store: Store
) -> None:
    view = shown.tab.view
    view.choice.take(0)
    view.choice.stretch(1)
    shown.tab.verbs.copy()
    text = QGuiApplication.clipboard().text()
    assert "第0天第0句闲聊" in text
    assert "第0天第1句闲聊" in text
    shown.tab.verbs.plan()
    assert shown.visits[-1].what == "new"
    assert "第0天第1句闲聊" in shown.visits[-1].text
    rows = shown.tab.verbs.rows()
    shown.tab.verbs.put_tag(" 热心 ", [row.member_id for row in rows if row.member_id])
    settle(qtbot, shown)
    tagged = store.db.execute("SELECT count(*) FROM member_tags").fetchone()[0]
    assert tagged == 2
    with store.atomic() as db:
        assert member_edits.remove_tag(db, "热心", [row.member_id or 0 for row in rows])


def test_the_list_stays_where_it_is_when_messages_come(
    shown: Shown, qtbot: QtBot, store: Store
) -> None:
    view = shown.tab.view
    shown.tab.to_day(FIRST + 2)
    top, chosen = view.top_id(), view.chosen_ids()
    add_chat(store, [(0, 1, 0, "来自更早"), (9, 1, 0, "来自更晚")])
    shown.tab.reload()
    settle(qtbot, shown)
    assert len(view.pages) == 368
    assert view.top_id() == top
    assert view.chosen_ids() == chosen


def test_ugly_messages_are_laid_out_and_opened(qtbot: QtBot, store: Store) -> None:
    group = add_chat(
        store,
        [
            (0, 1, 0, "长" * 10_000),
            (0, 2, 1, "👩‍👩‍👧‍👦🎉" * 40),
            (0, 3, 2, "مرحبا بالعالم هذا نص طويل " * 20),
            (0, 4, 3, "a" * 3_000),
            (0, 5, 4, "", Kind.IMAGE),
            (0, 6, 0, "林晓雨 撤回了一条消息", Kind.RECALL),
            (0, 7, 1, "一\n二\n三\n四\n五\n六\n七\n八"),
        ],
    )
    with shown_tab(qtbot, store, MessageBrowser, group) as window:
        view = window.tab.view
        window.tab.bar.set(MessageFilter(text="🎉"), {})
        settle(qtbot, window)
        assert len(view.pages) == 1
        window.tab.bar.reset()
        settle(qtbot, window)
        assert [view.bubbles.at(place).cut for place in range(7)] == [
            True, False, False, True, False, False, True,
        ]  # fmt: skip
        for place, end in ((0, "长…"), (3, "a…"), (6, "六…")):
            layout = view.bubbles.at(place).layout
            assert layout.text().endswith(end)
            assert layout.lineCount() == 6
        before = view.bubbles.at(6).height
        view.choice.take(6)
        QTest.keyClick(view, Key.Key_Return)
        assert view.bubbles.at(6).height > before
        assert not view.bubbles.at(6).cut
        view.grab()


def test_a_disc_shows_whose_card_it_is_not_the_place_before_the_name(
    qtbot: QtBot, store: Store, group: Group
) -> None:
    with store.atomic() as db:
        db.execute("UPDATE members SET name = '沈南乔'")
        db.execute("UPDATE memberships SET nickname = '杭州-设计-南乔'")
    with shown_tab(qtbot, store, MessageBrowser, group) as window:
        row = window.tab.view.bubbles.at(0).row
        assert (row.sender, row.name) == ("杭州-设计-南乔", "沈南乔")
        window.tab.view.masks = Masks(lambda _name: "▒", str)
        window.tab.view.mask_again()
        row = window.tab.view.bubbles.at(0).row
        assert (row.sender, row.name) == ("▒", "▒")


def test_reactions_stand_below_in_one_line_until_all_are_wanted(qtbot: QtBot, store: Store) -> None:
    group = add_chat(store, [(0, place, place, "六行\n" * 5 + "够了") for place in range(3)])
    with store.atomic() as db:
        for message_id, told in enumerate((3, 40), 2):
            given = reactions.written([Reaction(f"表情{n}", n + 1) for n in range(told)])
            db.execute("UPDATE messages SET reactions = ? WHERE id = ?", [given, message_id])
    with shown_tab(qtbot, store, MessageBrowser, group) as window:
        view = window.tab.view
        bare, few, many = map(view.bubbles.at, range(3))
        assert (bare.reactions, bare.cut) == (None, False)
        assert few.reactions is not None
        assert few.reactions.text().replace("\xa0", " ") == "表情0 1  表情1 2  表情2 3"
        assert few.below + few.reactions.boundingRect().height() <= few.height
        assert (few.cut, many.cut, few.header) == (False, True, True)
        assert many.below < many.end < many.height
        assert bare.height - bare.top < few.height - few.top == many.height - many.top
        view.setFocus()
        view.choice.take(2)
        QTest.keyClick(view, Key.Key_Return)
        assert view.bubbles.at(2).height > many.height
        assert not view.bubbles.at(2).cut
        QTest.keyClick(view, Key.Key_Up)
        assert "表情2\xa03" in view.row_in_words(1)
        view.grab()


def test_no_messages_say_so_and_offer_to_import_some(qtbot: QtBot, store: Store) -> None:
    asked: list[bool] = []
    make = partial(MessageBrowser, ask_import=lambda: asked.append(True))
    with shown_tab(qtbot, store, make, add_chat(store, [])) as window:
        assert not window.tab.bar.isVisible()
        (step,) = window.tab.nothing.buttons
        QTest.mouseClick(step, Qt.MouseButton.LeftButton)
        assert asked
        QTest.keyClick(window.tab.view, Key.Key_Down)
        window.tab.to_first()
        window.tab.to_day(FIRST)
        assert window.tab.verbs.keep() is None
        assert window.tab.view.chosen_ids() == []
        window.tab.view.grab()
        window.context.choice.group = add_chat(store, filler(1, 3), name="夜谈")
        window.tab.reload()
        settle(qtbot, window)
        assert window.tab.bar.isVisible()
        assert not step.isVisible()

"""The Highlights tab in a window, on real files with real threads."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from qunmate.data import highlights
from qunmate.data.store import Store
from qunmate.tasks.export_highlights import Selection
from qunmate.ui.context import Visit
from qunmate.ui.highlights import transfer
from qunmate.ui.highlights.tab import BROWSER, EMPTY, LIST, HighlightsTab
from qunmate.ui.message_browser.editor import HighlightEditor
from tests.chat_book import add_chat, filler
from tests.ui.highlights.conftest import Shown, choose, titles
from tests.ui.tab_desk import settle, shown_tab


def test_the_newest_stands_first_and_is_read(shown: Shown) -> None:
    assert len(titles(shown)) == 3
    text = shown.tab.shelf.reading.text.toPlainText()
    assert "直播话术怎么改才不像念稿？" in text
    assert "拆成提示词卡" in text
    assert "周子昂" in text
    sources = shown.tab.shelf.source.messages.toPlainText()
    assert "卡片背面写价格和库存" in sources
    assert "视频号冷启动" in shown.tab.shelf.source.related.toPlainText()
    assert "3" in shown.tab._count.full_text()


def test_search_and_chips_narrow_the_list_and_are_remembered(shown: Shown) -> None:
    bar = shown.tab.shelf.filters
    bar.search.setText("话术")
    assert len(titles(shown)) == 2
    assert shown.tab.shelf.hits.text() == "2 hits"
    html = shown.tab.shelf.reading.text.toHtml()
    assert "background-color" in html
    bar._kinds["sharing"].click()
    assert titles(shown) == ["视频号冷启动 30 天复盘"]
    bar.search.setText("没有")
    assert titles(shown) == []
    assert shown.tab.shelf.reading.text.toPlainText() == ""
    bar.reset()
    bar.starred.setChecked(True)
    assert len(titles(shown)) == 1
    kept = json.loads(shown.context.state.text("highlights/filter"))
    assert kept["starred"]
    bar.starred.setChecked(False)
    bar.topic.choose(["直播"])
    assert titles(shown) == ["直播话术怎么改才不像念稿？"]


def test_deeds_star_copy_edit_and_delete(shown: Shown, qtbot: QtBot, store: Store) -> None:
    choose(shown, "念稿")
    QTest.keyClick(shown.tab.shelf.list, Qt.Key.Key_S)
    settle(qtbot, shown)
    one = shown.tab.shelf.current()
    assert one is not None
    assert one.starred
    shown.tab.shelf.reading.copy.click()
    settle(qtbot, shown)
    clipboard = QGuiApplication.clipboard().text()
    assert clipboard.startswith("【直播话术怎么改才不像念稿？】\n问：怎么改")
    current = shown.tab.shelf.current()
    assert current is not None
    assert current.copies == 1
    shown.tab.shelf.reading.edit.click()
    (editor,) = shown.tab.findChildren(HighlightEditor)
    editor.title.setText("改过的标题")
    editor.accept()
    settle(qtbot, shown)
    assert "改过的标题" in titles(shown)
    choose(shown, "改过")
    QTest.keyClick(shown.tab.shelf.list, Qt.Key.Key_Delete)
    settle(qtbot, shown)
    assert len(titles(shown)) == 2
    assert len(highlights.listing(store.db)) == 2


@pytest.mark.qt_log_ignore("does not support")
def test_the_other_mouse_button_offers_what_can_be_done(shown: Shown, qtbot: QtBot) -> None:
    choose(shown, "念稿")
    view = shown.tab.shelf.list
    place = view.visualRect(view.currentIndex()).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, view.mapToGlobal(place))
    QApplication.sendEvent(view.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    verbs = [action for action in menu.actions() if not action.isSeparator()]
    assert [action.text().split("\t")[0] for action in verbs] == [
        "Star: into the newcomer pack",
        "Edit…",
        "Copy for the group",
        "Show in the messages",
        "Plan it…",
        "Delete",
    ]
    verbs[0].trigger()
    menu.close()
    settle(qtbot, shown)
    assert next(one for one in shown.tab.shelf.model.items if "念稿" in one.title).starred


def test_the_next_one_is_read_when_one_is_deleted(shown: Shown, qtbot: QtBot) -> None:
    before = titles(shown)
    for at in (1, 1):
        shelf = shown.tab.shelf
        shelf.list.setCurrentIndex(shelf.model.index(at, 0))
        QTest.keyClick(shelf.list, Qt.Key.Key_Delete)
        settle(qtbot, shown)
        current = shelf.current()
        assert current is not None
        assert shelf.list.currentIndex().row() == min(at, len(titles(shown)) - 1)
    assert titles(shown) == [before[0]]


def test_the_context_stays_open_while_the_same_one_is_read(shown: Shown, qtbot: QtBot) -> None:
    choose(shown, "念稿")
    shown.tab.shelf.source.more.click()
    wide = shown.tab.shelf.source.messages.toPlainText()
    QTest.keyClick(shown.tab.shelf.list, Qt.Key.Key_S)
    settle(qtbot, shown)
    assert shown.tab.shelf.source.messages.toPlainText() == wide


def test_sources_and_related_lead_on(shown: Shown, qtbot: QtBot) -> None:
    choose(shown, "念稿")
    one = shown.tab.shelf.current()
    assert one is not None
    other = next(item for item in shown.tab.shelf.model.items if item.kind == "sharing")
    shown.tab.shelf.source._follow(QUrl(f"highlight:{other.id}"))
    current = shown.tab.shelf.current()
    assert current is not None
    assert current.id == other.id
    shown.tab.shelf.source._follow(QUrl(f"message:{one.messages[1]}"))
    settle(qtbot, shown)
    assert shown.tab._pages.currentIndex() == BROWSER
    assert shown.tab.browser is not None
    assert shown.tab.browser.view.current_id() == one.messages[1]


def test_no_line_of_facts_begins_or_ends_with_a_dot(shown: Shown) -> None:
    choose(shown, "念稿")
    reading = shown.tab.shelf.reading
    counts = set()
    for width in (900, 1100, 1600):
        shown.resize(width, 692)
        shown.tab.resize(width, 692)
        QApplication.processEvents()
        note = reading.text.document().begin().next()
        lines = note.text().split("\u2028")
        assert note.layout().lineCount() == len(lines)
        assert not [line for line in lines if line.strip(" ·") != line]
        counts.add(len(lines))
    assert len(counts) > 1


def test_sources_begin_at_a_whole_line(shown: Shown) -> None:
    choose(shown, "念稿")
    text = shown.tab.shelf.source.messages
    bar = text.verticalScrollBar()
    for height in range(776, 896, 12):
        shown.tab.resize(shown.width(), height)
        QApplication.processEvents()
        assert bar.value() > 0
        assert text.cursorRect(text.cursorForPosition(QPoint(2, 2))).top() >= 0
    bar.triggerAction(bar.SliderAction.SliderToMinimum)
    shown.tab.resize(shown.width(), 776)
    QApplication.processEvents()
    assert bar.value() == 0  # it stays where the operator has gone to


def test_what_is_related_stands_below_the_sources(shown: Shown, qtbot: QtBot) -> None:
    choose(shown, "念稿")
    source = shown.tab.shelf.source
    assert (source.heading.text(), source.around.text()) == (
        "6 source messages",
        "with 5 messages before and after",
    )
    shown.tab.resize(shown.width(), 1400)
    QApplication.processEvents()
    gap = source._related_heading.y() - source.messages.geometry().bottom()
    assert 0 < gap < 2 * source.related.fontMetrics().height()
    assert source.related.geometry().bottom() < source.height() - 100
    bars = (source.messages.horizontalScrollBar(), source.messages.verticalScrollBar())
    assert not any(bar.maximum() for bar in bars)


def test_more_of_the_context_can_be_shown(shown: Shown) -> None:
    choose(shown, "念稿")
    before = len(shown.tab.shelf.source.messages.toPlainText())
    shown.tab.shelf.source.more.click()
    assert len(shown.tab.shelf.source.messages.toPlainText()) > before


def test_colours_change_although_the_file_is_closed(shown: Shown) -> None:
    choose(shown, "念稿")
    source = shown.tab.shelf.source.messages
    before = source.toHtml()
    shown.store.close()
    shown.context.theme.set_mode("dark")
    assert source.toHtml() != before
    assert "念稿" in source.toPlainText()


def test_the_list_and_its_chips_are_masked_as_soon_as_the_screen_is_shared(
    shown: Shown, qtbot: QtBot
) -> None:
    shelf = shown.tab.shelf
    choose(shown, "念稿")
    authors = {choice.value: choice.words for choice in shelf.filters.author._choices}
    shelf.filters.author.choose([next(iter(authors))])
    name = authors[shelf.filters.author.chosen[0]]
    assert name in shelf.filters.author.text()
    with qtbot.waitSignal(shelf.model.modelReset):  # which paints the list anew
        shown.context.blur.turn(on=True)
    assert name not in shelf.filters.author.text()
    assert name not in shelf.model.note(shelf.model.items[0])
    shown.context.blur.turn(on=False)


def test_visits(shown: Shown, qtbot: QtBot, store: Store) -> None:
    shown.tab.shelf.filters.starred.setChecked(True)
    quote = next(one for one in highlights.listing(store.db) if one.kind == "quote")
    shown.tab.visit(Visit("highlights", "highlight", (quote.id,)))
    current = shown.tab.shelf.current()
    assert current is not None
    assert current.id == quote.id
    shown.tab.visit(Visit("highlights", "highlights", text="话术"))
    assert len(titles(shown)) == 2
    shown.tab.visit(Visit("highlights", "messages", text="话术"))
    settle(qtbot, shown)
    assert shown.tab.browser is not None
    assert len(shown.tab.browser.view.pages) == 2
    shown.tab.show_list()
    assert shown.tab._pages.currentIndex() == LIST


def test_a_collection_is_imported_and_exported(
    shown: Shown, qtbot: QtBot, store: Store, tmp_path: Path
) -> None:
    sheet = tmp_path / "精华.csv"
    sheet.write_text("标题,内容\n新的一条,正文\n", encoding="utf-8")
    transfer.take_in(shown.context, sheet)
    settle(qtbot, shown)
    assert "新的一条" in titles(shown)
    out = tmp_path / "out.html"
    transfer.write(shown.context, out, "精华", Selection())
    settle(qtbot, shown)
    assert "新的一条" in out.read_text(encoding="utf-8")
    assert any("out.html" in notice.text for notice in shown.notices)
    assert len(transfer.menu(shown.context, shown.tab, [1]).actions()) == 6


def test_an_empty_group_offers_the_next_step(qtbot: QtBot, store: Store) -> None:
    group = add_chat(store, filler(1, 3))
    with shown_tab(qtbot, store, HighlightsTab, group) as window:
        assert window.tab._pages.currentIndex() == EMPTY
        words = "Collect from messages"
        ways = [one for one in window.tab.findChildren(QPushButton) if one.text() == words]
        assert [one.isVisible() for one in ways].count(True) == 1
        window.tab.show_browser()
        settle(qtbot, window)
        assert window.tab.browser is not None
        assert len(window.tab.browser.view.pages) == 3
        window.tab.show_list()
        assert window.tab._pages.currentIndex() == EMPTY


def test_words_from_elsewhere_become_a_highlight(shown: Shown, qtbot: QtBot, store: Store) -> None:
    QGuiApplication.clipboard().setText("活跃不是刷屏，是有人接话。")
    shown.tab.paste_new()
    (editor,) = shown.tab.findChildren(HighlightEditor)
    assert editor.text.toPlainText() == "活跃不是刷屏，是有人接话。"
    editor.title.setText("从别处来")
    QTest.keyClick(editor.title, Qt.Key.Key_Return)
    settle(qtbot, shown)
    assert "从别处来" in titles(shown)
    shown.context.choice.group = None
    shown.tab.write_new()
    assert shown.notices


def test_the_browser_reads_its_order_anew_only_for_messages(
    shown: Shown, qtbot: QtBot, store: Store
) -> None:
    shown.tab.show_browser()
    settle(qtbot, shown)
    assert shown.tab.browser is not None
    view = shown.tab.browser.view
    before, rows = view.pages.ids, len(view.pages)
    shown.tab.keeping.keep(shown.tab._suggested[0])
    settle(qtbot, shown)
    assert view.pages.ids is before
    kept = shown.tab.shelf.model.items
    linked = {message for one in kept for message in one.messages}
    assert {view.pages.row(at).id for at in range(rows) if view.pages.row(at).kept} == linked
    add_chat(store, [(9, 1, 0, "新的")])
    shown.jobs.look()
    qtbot.waitUntil(lambda: len(view.pages) == rows + 1)
    settle(qtbot, shown)

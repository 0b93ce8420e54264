"""The Highlights tab: reading, searching, proposals, messages, the dialogs, ugly data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from qunmate.capturing import Draft
from qunmate.data import groups, message_order, message_rows
from qunmate.data.message_order import MessageFilter
from qunmate.i18n import _
from qunmate.ui.context import Visit
from qunmate.ui.highlights.tab import HighlightsTab
from qunmate.ui.message_browser.browser import MessageBrowser
from qunmate.ui.message_browser.editor import HighlightEditor
from qunmate.ui.message_browser.people import PeoplePicker, people
from tests.scenes.said import said

if TYPE_CHECKING:
    from tests.screens import Studio

NOWHERE = "没有人说过"
UGLY = Draft(
    group_id=1,
    kind="answer",
    title="非常长的标题" * 12 + " 👩‍👩‍👧‍👦🎉 مرحبا",
    text="问："
    + "很长的问题" * 60
    + "\n答："
    + "一段没有标点的长文字" * 1_000
    + "\nمرحبا بالعالم 🎉",
    occurred_on="2026-11-20",
    topics=("一个名字特别特别长的话题", "短", "第三个", "مرحبا"),
    tags=("新人必读", "常被问到"),
)


def scenes(studio: Studio) -> Iterator[tuple[str, Callable[[], QWidget]]]:
    set_up = Highlights(studio)
    yield "highlights-reading", set_up.reading
    yield "highlights-searching", set_up.searching
    yield "highlights-nothing-found", lambda: set_up.searching(NOWHERE)
    yield "highlights-proposals", set_up.proposals
    yield "highlights-messages", set_up.messages
    yield "highlights-messages-found", set_up.found_messages
    yield "highlights-messages-nothing-found", lambda: set_up.found_messages(NOWHERE)
    yield "highlights-capture", set_up.capture
    yield "highlights-editor-ugly", set_up.editor
    yield "highlights-people", set_up.people


class Highlights:
    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._window = studio.window
        self._db = studio.window.context.store.db
        self._group = groups.all_groups(self._db)[0]

    def tab(self) -> HighlightsTab:
        self._window.sidebar.choose(self._group.id)
        self._window.go(Visit("highlights"))
        self._studio.settle()
        found = self._window.findChild(HighlightsTab)
        if not isinstance(found, HighlightsTab):
            raise TypeError(type(found))
        return found

    def browser(self) -> MessageBrowser:
        tab = self.tab()
        tab.show_browser()
        self._studio.settle()
        if tab.browser is None:
            raise RuntimeError("no browser")
        return tab.browser

    def reading(self) -> QWidget:
        self.tab().show_list()
        return self._window

    def searching(self, words: str = "") -> QWidget:
        self.tab().shelf.filters.search.setText(words or said("topic"))
        return self._window

    def proposals(self) -> QWidget:
        self.tab().shelf.filters.reset()
        self.tab().show_proposals()
        return self._window

    def messages(self) -> QWidget:
        browser = self.browser()
        browser.bar.reset()
        self._studio.settle()
        browser.to_last()
        choice, last = browser.view.choice, len(browser.view.pages)
        choice.take(last - 4)
        choice.stretch(last - 2)
        browser.view.refresh()
        return self._window

    def found_messages(self, words: str = "") -> QWidget:
        self.browser().bar.set(MessageFilter(text=words or said("often")), {})
        return self._window

    def capture(self) -> QWidget:
        asked = MessageFilter(text=said("question"))
        ids = message_order.order(self._db, self._group.id, asked).tolist()
        rows = message_rows.in_context(self._db, ids[-1:], 4)[4:]
        return self.browser().verbs.keep_rows(rows)

    def editor(self) -> QWidget:
        return HighlightEditor(self._window.context, self._window, UGLY, {})

    def people(self) -> QWidget:
        found = message_rows.people(self._db, self._group.id)
        return PeoplePicker(self._window, _("Whose messages?"), people(found), [found[3][0]])

"""Names in what was said and kept can't be read while the screen is shared."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from qunmate.data.store import Store
from qunmate.ui.blur import mask
from qunmate.ui.highlights.tab import HighlightsTab
from qunmate.ui.message_browser.browser import MessageBrowser
from qunmate.ui.parts import ElidedLabel
from qunmate.veil import veil_of
from tests.chat_book import QUESTION, add_chat
from tests.ui.highlights.conftest import choose, fill
from tests.ui.tab_desk import Window, settle, shown_tab

SAID = ("王一诺", "念稿", "提示词卡")  # in texts, though two of them are nobody's name


def _shared(window: Window[HighlightsTab] | Window[MessageBrowser]) -> None:
    window.context.blur.turn(on=True)
    window.context.blur.learn(veil_of(SAID))


def _spoken(window: Window[HighlightsTab]) -> str:
    model = window.tab.shelf.model
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
    return "\n".join(
        str(model.data(model.index(at), role)) for at in range(model.rowCount()) for role in roles
    )


def test_in_the_list_the_reading_pane_and_the_sources(qtbot: QtBot, store: Store) -> None:
    group = fill(store)
    with shown_tab(qtbot, store, HighlightsTab, group) as window:
        choose(window, "念稿")
        shelf = window.tab.shelf
        read, around = shelf.reading.text.toPlainText, shelf.source.messages.toPlainText
        assert "王一诺" in read()
        assert "念稿" in around()
        _shared(window)
        settle(qtbot, window)
        shown = "\n".join((_spoken(window), read(), around()))
        assert mask("念稿") in _spoken(window)
        assert mask("王一诺") in read()
        assert mask("念稿") in around()
        assert not any(name in shown for name in SAID)


def test_in_the_filters(qtbot: QtBot, store: Store) -> None:
    with shown_tab(qtbot, store, HighlightsTab, fill(store)) as window:
        topic = window.tab.shelf.filters.topic
        topic.choose(["直播"])
        assert "直播" in topic.text()
        window.context.blur.turn(on=True)
        window.context.blur.learn(veil_of(["直播"]))
        words = [one.words for one in topic._choices]
        assert sorted(words) == sorted([mask("直播"), "话术"])
        assert mask("直播") in topic.text()


def test_in_proposals(qtbot: QtBot, store: Store) -> None:
    with shown_tab(qtbot, store, HighlightsTab, fill(store)) as window:
        window.tab.show_proposals()
        window.context.blur.turn(on=True)
        window.context.blur.learn(veil_of(["对照表"]))
        (card,) = window.tab.proposals.cards
        titles = [one.full_text() for one in card.findChildren(ElidedLabel)]
        assert any(mask("对照表") in one for one in titles)
        assert not any("对照表" in one for one in titles)


def test_in_messages(qtbot: QtBot, store: Store) -> None:
    group = add_chat(store, [*QUESTION])
    with shown_tab(qtbot, store, MessageBrowser, group) as window:
        view = window.tab.view
        lines = lambda: "\n".join(map(view.row_in_words, range(len(view.pages))))  # noqa: E731
        assert "念稿" in lines()
        _shared(window)
        laid = "\n".join(view.bubbles.at(at).layout.text() for at in range(len(view.pages)))
        assert mask("念稿") in laid
        assert not any(name in laid + lines() for name in SAID)
        assert "念稿" in "".join(view.pages.row(at).text for at in range(len(view.pages)))

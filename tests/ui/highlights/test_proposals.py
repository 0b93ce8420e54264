"""The page of proposals in the Highlights tab."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from qunmate.data import highlights
from qunmate.data.store import Store
from qunmate.ui.context import WindowContext
from qunmate.ui.empty import Empty
from qunmate.ui.highlights.tab import BROWSER, PROPOSALS, HighlightsTab
from qunmate.ui.parts import ElidedLabel
from tests.chat_book import add_chat, filler
from tests.ui.highlights.conftest import Shown
from tests.ui.tab_desk import settle, shown_tab


def test_names_of_proposals_are_masked_as_soon_as_the_screen_is_shared(shown: Shown) -> None:
    shown.tab.show_proposals()
    (suggestion,) = shown.tab._suggested
    (name, *_others) = suggestion.names.values()

    def told() -> list[str]:
        (card,) = shown.tab.proposals.cards
        return [one.full_text() for one in card.findChildren(ElidedLabel)]

    assert any(name in words for words in told())
    shown.context.blur.turn(on=True)
    assert not any(name in words for words in told())


def test_proposals_are_kept_or_dismissed_with_one_click(
    shown: Shown, qtbot: QtBot, store: Store
) -> None:
    assert "1" in shown.tab._offer.text()
    shown.tab.show_proposals()
    assert shown.tab._pages.currentIndex() == PROPOSALS
    (suggestion,) = shown.tab._suggested
    shown.tab.keeping.dismiss(suggestion)
    settle(qtbot, shown)
    assert shown.tab._suggested == []
    with store.atomic() as db:
        db.execute("DELETE FROM today_marks")
    shown.tab.reload()
    settle(qtbot, shown)
    shown.tab.keeping.keep(shown.tab._suggested[0])
    settle(qtbot, shown)
    assert shown.tab._suggested == []
    assert {one.kind for one in highlights.listing(store.db)} >= {"resource"}
    (way_on,) = shown.tab.proposals.findChildren(Empty)
    way_on.buttons[0].click()
    assert shown.tab._pages.currentIndex() == BROWSER


def test_what_was_said_in_several_messages_stands_apart(shown: Shown) -> None:
    (found,) = shown.tab._suggested
    draft = replace(found.draft, kind="answer", text="问：怎么改\n答：拆成卡片\n \n背面写价格")
    shown.tab.proposals.show_all([replace(found, draft=draft)], {}, chat=True)
    (card,) = shown.tab.proposals.cards
    assert "拆成卡片 / 背面写价格" in [one.text() for one in card.findChildren(QLabel)]


def test_a_quote_is_not_told_twice(shown: Shown) -> None:
    (found,) = shown.tab._suggested
    draft = replace(found.draft, kind="quote", title="“先做完再做好”", text="先做完再做好")
    shown.tab.proposals.show_all([replace(found, draft=draft)], {}, chat=True)
    (card,) = shown.tab.proposals.cards
    assert "先做完再做好" not in [one.text() for one in card.findChildren(QLabel)]


def test_no_button_of_a_proposal_is_louder_than_the_others(shown: Shown) -> None:
    shown.tab.show_proposals()
    (card,) = shown.tab.proposals.cards
    made = card.findChildren(QPushButton)
    assert [one.text() for one in made] == ["See messages", "Edit first…", "Dismiss", "Keep"]
    assert {one.property("look") for one in made} == {""}


@pytest.mark.parametrize("said", [0, 3])
def test_nothing_is_collected_where_nothing_was_said(qtbot: QtBot, store: Store, said: int) -> None:
    group = add_chat(store, filler(1, said))

    def make(context: WindowContext, parent: QWidget) -> HighlightsTab:
        return HighlightsTab(context, parent, lambda: None)

    with shown_tab(qtbot, store, make, group) as window:
        shown = [one for one in window.tab._first_steps if one.isVisible()]
        filled = [one.text() for one in shown if one.property("look") == "primary"]
        assert filled == ["Collect from messages" if said else "Import a chat…"]
        assert len(shown) == 2 + bool(said)
        window.tab.show_proposals()
        (way_on,) = window.tab.proposals.findChildren(Empty)
        assert [one.text() for one in way_on.buttons] == filled

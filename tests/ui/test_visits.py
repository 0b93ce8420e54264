"""Whoever leads to a tab that was never shown arrives where they wanted, with any group chosen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from qunmate import clock
from qunmate.data import highlights, plan
from qunmate.data.store import open_store
from qunmate.model import Group
from qunmate.ui.calendar.tab import CalendarTab
from qunmate.ui.context import Visit
from qunmate.ui.highlights.tab import BROWSER, LIST, HighlightsTab
from qunmate.ui.main_window import MainWindow
from qunmate.ui.members.add_dialog import AddDialog
from qunmate.ui.members.tab import MembersTab
from tests.ui.conftest import TODAY, Open, add_chat, add_group, rest

DAY = clock.day_of(TODAY) - 12
AT = DAY * clock.DAY + 12 * 3600


@pytest.fixture
def two(path: Path) -> tuple[Group, Group]:
    """Two groups with talk, a plan and a highlight each."""
    made = (add_group(path, "早起读书会"), add_group(path, "羽毛球周末约"))
    for group in made:
        add_chat(path, group)
        with open_store(path) as store, store.atomic() as db:
            plan.add(
                db,
                group_ids=[group.id],
                kind="topic",
                title="话题",
                text="聊聊",
                starts_at=AT,
                ends_at=AT + 3600,
                rrule=None,
                status="ready",
                speaker_id=None,
                result="",
            )
            highlights.add(
                db,
                group_id=group.id,
                kind="quote",
                title=group.name,
                text="早安",
                occurred_on="2026-11-01",
            )
    return made


def ids(path: Path, statement: str, group: Group) -> tuple[int, ...]:
    with open_store(path) as store:
        return tuple(row[0] for row in store.db.execute(statement, [group.id]))


Lead = Callable[[Visit], MainWindow]


@pytest.fixture(params=["one", "other", "all"])
def lead(
    open_window: Open,
    two: tuple[Group, Group],
    qtbot: QtBot,
    request: pytest.FixtureRequest,
) -> Lead:
    """Opens a window with a group chosen, then follows a visit."""

    def go(visit: Visit) -> MainWindow:
        window = open_window()
        chosen = {"one": two[0].id, "other": two[1].id, "all": None}[request.param]
        window.sidebar.choose(chosen)
        rest(qtbot, window)
        window.context.guide.lead(visit)
        rest(qtbot, window)
        return window

    return go


def tab(window: MainWindow, of: type) -> object:
    shown = window.stack.currentWidget()
    assert isinstance(shown, of)
    return shown


def test_a_message_is_shown_in_its_context(
    lead: Lead, path: Path, two: tuple[Group, Group]
) -> None:
    statement = "SELECT id FROM messages WHERE group_id = ? ORDER BY sent_at"
    wanted = ids(path, statement, two[0])[30]
    window = lead(Visit("highlights", "message", (wanted,), day=DAY, group_id=two[0].id))
    shown = tab(window, HighlightsTab)
    assert isinstance(shown, HighlightsTab)
    assert shown._pages.currentIndex() == BROWSER
    assert shown.browser is not None
    assert shown.browser.view.current_id() == wanted
    assert len(shown.browser.view.pages) == 200


def test_messages_of_days_and_people(lead: Lead, path: Path, two: tuple[Group, Group]) -> None:
    window = lead(Visit("highlights", "messages", day=DAY, last_day=DAY + 1, group_id=two[0].id))
    shown = tab(window, HighlightsTab)
    assert isinstance(shown, HighlightsTab)
    assert shown._pages.currentIndex() == BROWSER
    assert shown.browser is not None
    assert len(shown.browser.view.pages) == 10


def test_messages_with_a_word_in_all_groups(lead: Lead) -> None:
    window = lead(Visit("highlights", "messages", text="早安"))
    shown = tab(window, HighlightsTab)
    assert isinstance(shown, HighlightsTab)
    assert shown._pages.currentIndex() == BROWSER
    assert shown.browser is not None
    assert len(shown.browser.view.pages) == (200 if window.context.group else 400)


def test_a_highlight(lead: Lead, path: Path, two: tuple[Group, Group]) -> None:
    wanted = ids(path, "SELECT id FROM highlights WHERE group_id = ?", two[0])
    window = lead(Visit("highlights", "highlight", wanted, group_id=two[0].id))
    shown = tab(window, HighlightsTab)
    assert isinstance(shown, HighlightsTab)
    assert shown._pages.currentIndex() == LIST
    current = shown.shelf.current()
    assert current is not None
    assert (current.id,) == wanted


def test_highlights_with_a_word(lead: Lead, two: tuple[Group, Group]) -> None:
    window = lead(Visit("highlights", "highlights", text="羽毛球", group_id=two[1].id))
    shown = tab(window, HighlightsTab)
    assert isinstance(shown, HighlightsTab)
    assert shown._pages.currentIndex() == LIST
    assert [one.title for one in shown.shelf.model.items] == [two[1].name]


def test_a_plan_item(lead: Lead, path: Path, two: tuple[Group, Group]) -> None:
    statement = "SELECT plan_item_id FROM plan_item_groups WHERE group_id = ?"
    wanted = ids(path, statement, two[0])
    window = lead(Visit("calendar", "item", wanted, day=DAY, group_id=two[0].id))
    shown = tab(window, CalendarTab)
    assert isinstance(shown, CalendarTab)
    assert shown.entry is not None
    assert (shown.entry.item.id,) == wanted


def test_a_new_plan_item(lead: Lead, two: tuple[Group, Group]) -> None:
    window = lead(Visit("calendar", "new", text="欢迎新人", title="欢迎", group_id=two[0].id))
    shown = tab(window, CalendarTab)
    assert isinstance(shown, CalendarTab)
    editor = shown.desk.editor
    assert editor is not None
    made = editor.made()
    assert (made.title, made.text, made.group_ids) == ("欢迎", "欢迎新人", (two[0].id,))
    day = clock.day_of(date.fromtimestamp(made.starts_at))
    assert day == clock.day_of(TODAY)
    editor.reject()


def test_a_member(lead: Lead, path: Path, two: tuple[Group, Group]) -> None:
    wanted = ids(path, "SELECT member_id FROM memberships WHERE group_id = ?", two[0])[3]
    window = lead(Visit("members", "member", (wanted,), group_id=two[0].id))
    shown = tab(window, MembersTab)
    assert isinstance(shown, MembersTab)
    assert shown.keeper.chosen_ids() == [wanted]


def test_people(lead: Lead, path: Path, two: tuple[Group, Group]) -> None:
    wanted = ids(path, "SELECT member_id FROM memberships WHERE group_id = ?", two[0])[:2]
    window = lead(Visit("members", "members", wanted, title="健康", group_id=two[0].id))
    shown = tab(window, MembersTab)
    assert isinstance(shown, MembersTab)
    assert shown.model.rowCount() == 2


def test_somebody_new_is_asked_for_from_any_tab(
    open_window: Open, two: tuple[Group, Group], qtbot: QtBot
) -> None:
    window = open_window()
    window.actions_by_name["new_member"].trigger()
    rest(qtbot, window)
    dialog = window.findChild(AddDialog)
    assert dialog is not None
    dialog.name.setText("林小满的妹妹")
    dialog.group.setCurrentIndex(dialog.group.count() - 1)  # in none
    window.sidebar.choose(two[0].id)
    dialog.ok.click()
    rest(qtbot, window)
    assert window.context.group is None
    found = window.findChild(MembersTab)
    assert found is not None
    qtbot.waitUntil(lambda: found.detail.member is not None)
    assert found.detail.member is not None
    assert found.detail.member.name == "林小满的妹妹"
    window.actions_by_name["undo"].trigger()
    rest(qtbot, window)
    assert not window.actions_by_name["undo"].isEnabled()


@pytest.mark.parametrize("name", ["new_member", "new_item"])
def test_without_a_group_it_is_said_that_one_is_needed(open_window: Open, name: str) -> None:
    window = open_window()
    told: list[str] = []
    window.notify.noticed.connect(lambda notice: told.append(notice.text))
    window.actions_by_name[name].trigger()
    assert told == ["There is no group yet: import a chat or a sheet first."]

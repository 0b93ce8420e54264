"""What opens for a moment: the menus, the small questions, a calendar, what a figure means."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from qunmate.data import groups, members
from qunmate.data.message_order import MessageFilter
from qunmate.i18n import _
from qunmate.ui.calendar.tab import CalendarTab
from qunmate.ui.calendar.verbs import scope_menu
from qunmate.ui.contact_note_dialog import ContactNoteDialog
from qunmate.ui.context import Visit
from qunmate.ui.health.tab import HealthTab
from qunmate.ui.highlights.tab import HighlightsTab
from qunmate.ui.members import bulk
from qunmate.ui.members.tab import MembersTab
from qunmate.ui.more_menu import more_menu
from qunmate.ui.today.line_row import LineRow
from qunmate.ui.widgets.date_dialog import DateDialog, NumberDialog
from qunmate.ui.widgets.day_edit import DayEdit
from qunmate.ui.widgets.menu_chip import MenuChip
from tests.scenes.calendar import choose_talk, new_item
from tests.scenes.showing import members_tab

if TYPE_CHECKING:
    from tests.screens import Studio

T = TypeVar("T")
Scene = tuple[str, Callable[[], QWidget]]


def scenes(studio: Studio) -> Iterator[Scene]:
    window = studio.window
    window.context.blur.turn(on=False)
    yield "menu-appearance", lambda: _appearance(studio)
    yield "ask-day", lambda: DateDialog(window, _("Go to day"), window.context.today)
    words = _("Silent for at least how many days?")
    yield "ask-number", lambda: NumberDialog(window, words, 30, 9999)
    yield "ask-day-calendar", lambda: _calendar(studio)
    for part in (_today, _members, _calendar_tab, _highlights, _health):
        yield from part(studio)


def opened(open_: Callable[[], object]) -> QWidget:
    """The menu that opens by that."""
    open_()
    found = QApplication.activePopupWidget()
    assert found is not None
    return found


def of(tab: Callable[[], T], pick: Callable[[T], QWidget]) -> Callable[[], QWidget]:
    """What `pick` finds in the tab, once that is brought up."""
    return lambda: pick(tab())


def listed(menu: QMenu, place: int) -> QMenu:
    """What is below the entry at `place`."""
    below = menu.actions()[place].menu()
    assert isinstance(below, QMenu)
    below.setParent(menu.parentWidget(), below.windowFlags())
    return below


def _appearance(studio: Studio) -> QMenu:
    window = studio.window
    menu = more_menu(
        window, window.actions_by_name, window.context.theme, window.verbs.choose_theme
    )
    return next(listed(menu, at) for at, one in enumerate(menu.actions()) if one.menu())


def _calendar(studio: Studio) -> QWidget:
    """The month that the arrow of a field opens."""
    dialog = DateDialog(studio.window, _("Go to day"), studio.window.context.today)
    dialog.show()
    field = dialog.findChild(DayEdit)
    assert field
    at = QPoint(field.width() - 8, field.height() // 2)
    return opened(lambda: QTest.mousePress(field, Qt.MouseButton.LeftButton, pos=at))


def _today(studio: Studio) -> Iterator[Scene]:
    window = studio.window

    def row() -> QWidget:
        window.sidebar.choose(None)
        window.show_tab_named("today")
        studio.settle()
        found = next(one for one in window.findChildren(LineRow) if one.isVisible())
        return opened(found.open_menu)

    def questions() -> QWidget:
        dialog = ContactNoteDialog(window.context, window, {1: "林小满"})
        return dialog.findChild(QMenu)  # type: ignore[return-value]

    yield "menu-today-line", row
    yield "menu-questions", questions


def _members(studio: Studio) -> Iterator[Scene]:
    window = studio.window
    group = groups.all_groups(window.context.store.db)[0]

    def tab() -> MembersTab:
        return members_tab(studio, group)

    def chip(name: str) -> Callable[[], QWidget]:
        def make() -> QWidget:
            found = tab()
            found.filters.clear()
            studio.settle()
            return found.filters._menu_chip(name).menu_of_choices()

        return make

    def condition() -> QWidget:
        return opened(tab().filters._add_condition)

    def chosen(count: int) -> QMenu:
        found = tab()
        ids = [found.model.member_id(row) for row in range(2, 2 + count)]
        found.keeper.choose(ids, ids[0])
        studio.settle()
        return bulk.build_menu(found._desk, found)

    def asked() -> QWidget:
        chosen(3)
        dialog = bulk.ask_tag(tab()._desk, window)
        assert dialog
        return dialog

    def card() -> QWidget:
        found = tab()
        one = members.listing(window.context.store.db, group.id)[0]
        return found.chosen.cards.menu(one)

    for name in ("layers", "tags", "silent", "expires", "list"):
        yield f"menu-members-{name}", chip(name)
    yield "menu-members-condition", condition
    yield "menu-members-chosen", lambda: chosen(2)
    yield "menu-members-tag", lambda: listed(chosen(3), 0)
    yield "ask-tag", asked
    yield "menu-members-card", card
    yield "menu-members-more", of(tab, lambda found: found.tools.menu())
    yield "menu-members-columns", of(tab, lambda found: found.table.column_menu(found))


def _calendar_tab(studio: Studio) -> Iterator[Scene]:
    window = studio.window

    def tab() -> CalendarTab:
        window.sidebar.choose(None)
        window.show_tab_named("calendar")
        studio.settle()
        found = window.findChild(CalendarTab)
        assert found is not None
        return found

    def item() -> QWidget:
        found = tab()
        found.set_view("groups")
        studio.settle()
        choose_talk(found)
        return opened(lambda: found.desk.menu(QPoint(100, 100)))

    def in_editor(part: str) -> QWidget:
        found = tab()
        new_item(found, studio)
        editor = found.desk.editor
        assert editor
        if part == "kind":
            editor.kind.showPopup()
            return editor.kind.view().window()
        return editor.groups.menu_of_choices()

    yield "menu-calendar-item", item
    yield "menu-calendar-scope", lambda: scope_menu(window, lambda _scope: None)
    yield "menu-calendar-files", lambda: opened(tab().head._files_menu)
    yield "menu-calendar-groups", lambda: in_editor("groups")
    yield "menu-calendar-kind", lambda: in_editor("kind")


def _highlights(studio: Studio) -> Iterator[Scene]:
    window = studio.window

    def tab() -> HighlightsTab:
        window.sidebar.choose(groups.all_groups(window.context.store.db)[0].id)
        window.go(Visit("highlights"))
        studio.settle()
        found = window.findChild(HighlightsTab)
        assert found is not None
        found.show_list()
        found.shelf.filters.reset()
        studio.settle()
        return found

    def chip(pick: Callable[[HighlightsTab], MenuChip]) -> Callable[[], QWidget]:
        return of(tab, lambda found: pick(found).menu_of_choices())

    def message() -> QWidget:
        found = tab()
        found.show_browser()
        studio.settle()
        assert found.browser
        found.browser.bar.set(MessageFilter(), {})
        studio.settle()
        found.browser.to_last()
        found.browser.view.choice.take(len(found.browser.view.pages) - 1)
        return found.browser.verbs.menu()

    yield "menu-highlights-files", lambda: opened(tab()._open_transfer)
    yield "menu-highlights-one", of(tab, lambda found: found.shelf.reading.full_menu())
    yield "menu-highlights-topic", chip(lambda found: found.shelf.filters.topic)
    yield "menu-highlights-author", chip(lambda found: found.shelf.filters.author)
    yield "menu-message", message
    yield "menu-message-period", chip(lambda found: found._made_browser().bar.period)
    yield "menu-message-kind", chip(lambda found: found._made_browser().bar.kind)


def _health(studio: Studio) -> Iterator[Scene]:
    window = studio.window

    def tab() -> HealthTab:
        window.sidebar.choose(groups.all_groups(window.context.store.db)[0].id)
        window.show_tab_named("health")
        studio.settle()
        found = window.findChild(HealthTab)
        assert found is not None
        return found

    def meaning() -> QWidget:
        """A tip is laid out by its own time: it is shown in the window, as long as it stays."""
        card = tab().page.activity_card
        card.explain()
        return next(
            one for one in QApplication.topLevelWidgets()
            if one.inherits("QTipLabel") and one.isVisible()
        )  # fmt: skip

    yield "menu-compare", of(tab, lambda found: found.compare.menu())
    yield "menu-chart", of(tab, lambda found: found.page.activity_card.more.menu())
    yield "tip-figure", meaning

"""Where there is nothing yet: what opens on an empty file, and in a group that was just made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from qunmate.data import groups
from qunmate.model import Group
from qunmate.ui.calendar.head import VIEWS
from qunmate.ui.calendar.tab import CalendarTab
from qunmate.ui.context import Visit
from qunmate.ui.digest_dialog import DigestDialog
from qunmate.ui.group_dialog import GroupDialog
from qunmate.ui.highlights.tab import HighlightsTab
from qunmate.ui.imports_dialog import ImportsDialog
from qunmate.ui.members.clean_up_dialog import CleanUpDialog
from qunmate.ui.members.lookalikes_dialog import LookalikesDialog
from qunmate.ui.members.own_fields_dialog import OwnFieldsDialog
from qunmate.ui.members.pattern_dialog import PatternDialog
from qunmate.ui.members.tags_dialog import TagsDialog
from qunmate.ui.tabs import TABS
from qunmate.ui.touched import GROUPS
from tests.scenes import dialogs, importing, search, settings
from tests.scenes.calendar import new_item

if TYPE_CHECKING:
    from tests.screens import Studio

Scene = tuple[str, Callable[[], QWidget]]
OF_DATA = ("import-done", "import-several-rows", "lost")


def scenes(studio: Studio) -> Iterator[Scene]:
    window, context = studio.window, studio.window.context
    for part in (dialogs.scenes, settings.scenes, search.scenes, importing.scenes):
        yield from (scene for scene in part(studio) if scene[0] not in OF_DATA)
    yield "imports", lambda: ImportsDialog(context, print, window)
    context.jobs.edit(lambda db: groups.add(db, "早起读书会", "wechat", "Asia/Shanghai"), GROUPS)
    studio.settle()
    yield from _of_the_new_group(studio, groups.all_groups(context.store.db)[0])


def _of_the_new_group(studio: Studio, group: Group) -> Iterator[Scene]:
    window, context = studio.window, studio.window.context
    window.sidebar.choose(group.id)

    def tab(key: str) -> QWidget:
        window.show_tab_named(key)
        studio.settle()
        return window

    def calendar() -> CalendarTab:
        tab("calendar")
        found = window.findChild(CalendarTab)
        assert found is not None
        return found

    def view(name: str) -> QWidget:
        calendar().set_view(name)  # type: ignore[arg-type]
        return window

    def messages(*, proposed: bool = False) -> QWidget:
        window.go(Visit("highlights"))
        studio.settle()
        found = window.findChild(HighlightsTab)
        assert found is not None
        (found.show_proposals if proposed else found.show_browser)()
        return window

    for spec in TABS:
        yield f"group-{spec.key}", lambda key=spec.key: tab(key)
    for name, _words in VIEWS:
        yield f"group-calendar-{name}", lambda name=name: view(name)
    yield "group-messages", messages
    yield "group-proposals", lambda: messages(proposed=True)
    yield "group-edit", lambda: GroupDialog(window, group, set())
    yield "calendar-new", lambda: new_item(calendar(), studio)
    yield "digest", lambda: DigestDialog(context, window)
    yield "tags", lambda: TagsDialog(context, window)
    yield "people-lookalikes", lambda: LookalikesDialog(context, window)
    yield "people-own-fields", lambda: OwnFieldsDialog(context, window)
    yield "people-pattern", lambda: PatternDialog(context, window, group)
    yield "clean-up", lambda: CleanUpDialog(context, group, window)
    yield "sidebar-menu", lambda: window.sidebar.menu_for(window.sidebar.view.item_at(1))

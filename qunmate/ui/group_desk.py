"""What is done with groups: load and count them, add, edit, archive."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from qunmate import clock
from qunmate.data import groups as groups_data
from qunmate.data.headcounts import Headcounts, headcounts
from qunmate.data.store import Database, Store
from qunmate.figures.words import stage_word
from qunmate.i18n import _
from qunmate.model import Group
from qunmate.ui.context import WindowContext
from qunmate.ui.group_dialog import GroupDialog
from qunmate.ui.sidebar import Sidebar
from qunmate.ui.stages import stage_tone
from qunmate.ui.touched import CHAT, GROUPS, PEOPLE


class GroupDesk(QObject):
    loaded = Signal()

    def __init__(self, context: WindowContext, sidebar: Sidebar, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._sidebar = sidebar
        self._window = window
        self.groups: list[Group] = []
        sidebar.add_asked.connect(self.add)
        sidebar.edit_asked.connect(self.edit)
        sidebar.archive_asked.connect(self.archive)

    @property
    def nothing_yet(self) -> bool:
        return not self.groups

    def load(self, first: int | None = None) -> None:
        """Read the groups; `first` is the id of the one to choose."""
        self.groups = groups_data.all_groups(self._context.store.db)
        self._sidebar.show_groups(self.groups)
        if first is not None:
            self._sidebar.choose(first)
        self._count()
        self._judge()
        self.loaded.emit()

    def tables_changed(self, tables: frozenset[str]) -> None:
        if tables & GROUPS:
            self.load()
            return
        if tables & PEOPLE:
            self._count()
        if tables & (PEOPLE | CHAT):
            self._judge()

    def _count(self) -> None:
        def counted(counts: Headcounts) -> None:
            self._sidebar.show_members(counts.persons, counts.by_group)

        self._context.jobs.read("sidebar/members", lambda store: headcounts(store.db), counted)

    def _judge(self) -> None:
        """The dots: each group's stage, one after another so that other reads get through."""
        today = clock.day_of(self._context.today)
        for group in self.groups:
            if not group.archived:
                self._context.jobs.read(
                    f"sidebar/dot/{group.id}",
                    partial(_stage, group=group, today=today),
                    partial(self._judged, group.id),
                )

    def _judged(self, group_id: int, stage: str | None) -> None:
        self._sidebar.show_dot(
            group_id, stage_tone(stage), stage_word(stage) if stage else _("No messages yet")
        )

    def add(self) -> None:
        dialog = GroupDialog(self._window, None, self._names())
        if dialog.exec():
            form = dialog.form()
            self._context.jobs.edit(
                lambda db: groups_data.add(db, form.name, form.platform, form.timezone),
                GROUPS,
                self._added,
                deed=_("Added the group {name}").format(name=form.name),
            )
        dialog.deleteLater()

    def _added(self, group: Group) -> None:
        self._sidebar.choose(group.id)

    def edit(self, group: Group) -> None:
        dialog = GroupDialog(self._window, group, self._names() - {group.name})
        if dialog.exec():
            form = dialog.form()
            after = replace(
                group, name=form.name, platform=form.platform, weekly_target=form.weekly_target
            )
            self._save(after, _("Changed the group {name}"))
        dialog.deleteLater()

    def archive(self, group: Group) -> None:
        """Put a group into the archive, or take it out."""
        words = _("Took {name} out of the archive") if group.archived else _("Archived {name}")
        self._save(replace(group, archived=not group.archived), words)

    def _save(self, group: Group, deed: str) -> None:
        self._context.jobs.edit(partial(_write, group), GROUPS, deed=deed.format(name=group.name))

    def _names(self) -> set[str]:
        return {group.name for group in self.groups}


def _write(group: Group, db: Database) -> Group:
    return groups_data.edit(
        db,
        group.id,
        name=group.name,
        platform=group.platform,
        weekly_target=group.weekly_target,
        archived=group.archived,
    )


def _stage(store: Store, group: Group, today: int) -> str | None:
    from qunmate.ui.health.reading import read_shown

    return read_shown(store, group, "week", today).now.stage

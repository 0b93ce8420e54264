"""What is done with groups: load and count them, add, edit, archive, put in order."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from qunmate import clock
from qunmate.data import groups as groups_data
from qunmate.data.database import Database
from qunmate.data.headcounts import Headcounts, headcounts
from qunmate.i18n import _
from qunmate.model import Group
from qunmate.tasks.group_signs import Signs, signs
from qunmate.ui import chat_file
from qunmate.ui.context import WindowContext
from qunmate.ui.group_dialog import GroupDialog, GroupForm, ask_new_group
from qunmate.ui.sidebar import Sidebar
from qunmate.ui.stages import dot
from qunmate.ui.touched import CHAT, GROUPS, PEOPLE
from qunmate.ui.writer import Ticket

ORDER = frozenset({"settings"})
# a tag or a note on a card says nothing of how a group is doing
JUDGED = CHAT | {"memberships", "stays", "identities"}


class GroupDesk(QObject):
    loaded = Signal()
    counted = Signal(int)  # how many people there are

    def __init__(self, context: WindowContext, sidebar: Sidebar, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._sidebar = sidebar
        self._window = window
        self.groups: list[Group] = []
        sidebar.add_asked.connect(self.add)
        sidebar.edit_asked.connect(self.edit)
        sidebar.archive_asked.connect(self.archive)
        sidebar.export_asked.connect(self.export)
        sidebar.order_asked.connect(self.put_in_order)

    @property
    def nothing_yet(self) -> bool:
        return not self.groups

    def load(self, first: int | None = None) -> None:
        """Read the groups; `first` is the id of the one to choose."""
        self.groups = groups_data.in_order(self._context.store.db)
        self._sidebar.show_groups(self.groups)
        if first is not None:
            self._sidebar.choose(first)
        self.loaded.emit()  # what is looked at comes first
        self._count()
        self._judge()

    def tables_changed(self, tables: frozenset[str]) -> None:
        if tables & (GROUPS | ORDER):
            self.load()
            return
        if tables & PEOPLE:
            self._count()
        if tables & JUDGED:
            self._judge()

    def _count(self) -> None:
        def counted(counts: Headcounts) -> None:
            self._sidebar.show_members(counts.persons, counts.by_group)
            self.counted.emit(counts.persons)

        self._context.jobs.read("sidebar/members", lambda store: headcounts(store.db), counted)

    def _judge(self) -> None:
        """The dots: each group's figures, one after another so that other reads get through."""
        today = clock.day_of(self._context.today)
        for group in self.groups:
            if not group.archived:
                self._context.jobs.read(
                    f"sidebar/dot/{group.id}",
                    partial(signs, group=group, today=today),
                    partial(self._judged, group.id, today),
                )

    def _judged(self, group_id: int, today: int, read: Signs) -> None:
        found = dot(read, today)
        self._context.dots.keep(group_id, found)
        self._sidebar.show_dot(group_id, found)

    def add(self) -> None:
        self._context.jobs.must_write()
        ask_new_group(self._context, self._window, self._names(), self._added)

    def _added(self, group: Group) -> None:
        self._sidebar.choose(group.id)

    def edit(self, group: Group) -> None:
        self._context.jobs.must_write()
        dialog = GroupDialog(self._window, group, self._names() - {group.name})
        dialog.writes = lambda: self._save(group, dialog.form())
        dialog.open()

    def archive(self, group: Group) -> None:
        """Put a group into the archive, or take it out."""
        words = _("Unarchived {name}") if group.archived else _("Archived {name}")
        after = replace(group, archived=not group.archived)
        self._context.jobs.edit(partial(_write, after), GROUPS, deed=words.format(name=group.name))

    def export(self, group: Group) -> None:
        """Write the group's record to a file that other programs read."""
        chat_file.ask_export(self._context, self._window, group)

    def _save(self, group: Group, form: GroupForm) -> Ticket | None:
        after = replace(
            group,
            name=form.name,
            platform=form.platform,
            timezone=form.timezone,
            weekly_target=form.weekly_target,
            stage_override=form.stage,
        )
        if after == group:
            return None
        # another time zone moves messages to other days
        tables = GROUPS | (CHAT if after.timezone != group.timezone else frozenset())
        deed = _("Changed the group {name}").format(name=form.name)
        return self._context.jobs.edit(partial(_write, after), tables, deed=deed)

    def put_in_order(self, group_ids: list[int], moved: Group) -> None:
        """The groups that are not archived, as they shall stand."""
        self._context.jobs.edit(
            lambda db: groups_data.put_in_order(db, group_ids),
            ORDER,
            deed=_("Moved {name} in the list").format(name=moved.name),
        )

    def _names(self) -> set[str]:
        return {group.name for group in self.groups}


def _write(group: Group, db: Database) -> None:
    groups_data.edit(
        db,
        group.id,
        name=group.name,
        platform=group.platform,
        weekly_target=group.weekly_target,
        archived=group.archived,
        timezone=group.timezone,
    )
    groups_data.set_stage(db, group.id, group.stage_override)

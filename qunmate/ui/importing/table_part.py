"""A plain table of messages before it is taken in: what its columns are, how times are written."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from qunmate.chat_columns import TIMES, TableChoice, alone, missing
from qunmate.data.importers.plain_table import Look
from qunmate.data.store import Store
from qunmate.i18n import _
from qunmate.model import PLATFORMS, Group
from qunmate.tasks.chat_table import look_at
from qunmate.tasks.import_chat import Pasted, chats_in
from qunmate.tasks.inspect_source import Found
from qunmate.terms import listed, platform_name
from qunmate.ui.context import WindowContext
from qunmate.ui.importing.chat_part import ChatPart
from qunmate.ui.importing.field_names import chat_choices, chat_field_name, times_name
from qunmate.ui.importing.mapping_table import MappingTable
from qunmate.ui.parts import GRID, label, row
from qunmate.ui.widgets.drop_down import DropDown
from qunmate.ui.widgets.pages import Pages


class TablePart(ChatPart):
    """Shows the columns with what they are taken for, then counts as any chat does."""

    always_shown = True

    def __init__(
        self, context: WindowContext, source: Path | Pasted, found: Found, hint: Group | None
    ) -> None:
        super().__init__(context, source, found, hint)
        self._lacking: tuple[str, ...] = ("text",)  # until the table was looked at
        self.table = MappingTable(chat_choices, chat_field_name, alone)
        self.table.changed.connect(self._count)
        self.platform = DropDown()
        self.platform.setAccessibleName(_("Platform"))
        for platform in PLATFORMS:
            self.platform.addItem(platform_name(platform), platform)
        self.platform.setCurrentIndex(-1)
        self.times = DropDown()
        self.times.setAccessibleName(_("How times are written"))
        for times in TIMES:
            self.times.addItem(times_name(times), times)
        for box in (self.platform, self.times):
            box.setMinimumWidth(200)
            box.activated.connect(self._count)
        self._columns = QWidget()
        inner = QVBoxLayout(self._columns)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(GRID)
        self._of_platform = label(_("Platform"), "second")
        self._of_platform.setBuddy(self.platform)
        inner.addLayout(row(self._of_platform, self.platform, 8, self.times, None))
        self._pages = Pages()
        self._pages.addWidget(self.table)
        inner.addWidget(self._pages, 1)
        self._columns.setVisible(False)
        layout = self.layout()
        if layout is not None:
            layout.addWidget(self._columns)

    @property
    def ready(self) -> bool:
        return not self._lacking and super().ready

    @property
    def _table(self) -> TableChoice:
        platform = self._chosen_platform
        return TableChoice(dict(self.table.chosen), platform, str(self.times.currentData() or ""))

    @property
    def _chosen_platform(self) -> str:
        return str(self.platform.currentData() or "")

    def retarget(self, group: Group | None) -> None:
        # a group has its platform
        self._of_platform.setVisible(group is None)
        self.platform.setVisible(group is None)
        super().retarget(group)

    def stand_alone(self, *, alone: bool) -> None:
        self._pages.make_do(alone=alone)
        self.table.show_whole(whole=not alone)

    def _count(self) -> None:
        self.stop()
        source, choice = chats_in(self._source)[0], self._table
        source.table = choice

        def look(store: Store) -> Look:
            return look_at(store, source)

        key = f"import/look/{id(self)}"
        self._context.jobs.read(key, look, self._looked, failed=self.failed)

    def _looked(self, look: Look) -> None:
        self.table.show_columns(look.columns, look.mapping)
        if not self._chosen_platform:
            self.platform.setCurrentIndex(self.platform.findData(look.platform))
        self._columns.setVisible(True)
        self._lacking = missing(look.mapping)
        if self._lacking:
            names = listed(chat_field_name(field) for field in self._lacking)
            self.said.emit(_("Say which column tells: {fields}.").format(fields=names), "warn")
            self.changed.emit()
        else:
            super()._count()

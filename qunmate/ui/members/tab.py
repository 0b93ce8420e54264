"""The Members tab: search and filters above, the table, the card at the right."""

from __future__ import annotations

import contextlib
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QLineEdit, QStackedLayout, QVBoxLayout, QWidget

from qunmate.i18n import NC_, _
from qunmate.roster.columns import RosterRows, Standings
from qunmate.roster.view import Filter
from qunmate.ui.context import Visit, WindowContext
from qunmate.ui.empty import Empty, Hits, Step
from qunmate.ui.later import later
from qunmate.ui.members import bulk, export, loading
from qunmate.ui.members.chosen import Chosen
from qunmate.ui.members.column_layout import ColumnLayout
from qunmate.ui.members.columns import COLUMNS
from qunmate.ui.members.detail import Detail
from qunmate.ui.members.editing import Editing
from qunmate.ui.members.filter_bar import FilterBar
from qunmate.ui.members.keeping import SelectionKeeper
from qunmate.ui.members.segments import SegmentButton
from qunmate.ui.members.table_model import RosterModel
from qunmate.ui.members.tools import Tools
from qunmate.ui.parts import GRID, button, in_order_before, label, row
from qunmate.ui.pen import may_write, writes
from qunmate.ui.table import Table

FIGURES = frozenset({"messages", "daily_activity", "stays", "memberships", "identities", "members"})
# what the card shows and the table does not
ON_THE_CARD = frozenset({"contact_notes", "highlights", "pictures", "custom_fields"})
EDITING_MS = 500  # between looks whether an edit in the table is done, to read anew


class MembersTab(QWidget):
    """Reads in three steps: rows at once, then what the search needs, then the figures."""

    tables = FIGURES | {"tags", "member_tags", "groups", "settings", "segments"}

    def __init__(
        self,
        context: WindowContext,
        parent: QWidget,
        ask_import: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._ask_import = ask_import
        self._state = context.state
        self._figures_stale = True
        self._reading = False
        self._shown_group: object = self
        self._asked: Visit | None = None
        self.model = RosterModel(self, context.blur, editable=not context.jobs.read_only)
        self._tags: tuple[Counter[str], Mapping[str, str]] = Counter(), {}
        self.filters = FilterBar(lambda: context.today, self)
        self.table = self._make_table()
        self.keeper = SelectionKeeper(self.table, self.model)
        self.editing = Editing(context, self)
        self.detail = Detail(context.theme, context.blur, self)
        if context.jobs.read_only:
            self.detail.lock(context.jobs)
        self.chosen = Chosen(context, self.detail, self.model, self.keeper, self)
        self._lay_out()
        self._connect()
        self._columns = ColumnLayout(self.table, self._state)
        self._columns.restore()
        with contextlib.suppress(ValueError, TypeError, AttributeError):  # an ini edited by hand
            self.filters.restore(json.loads(self._state.text("members/filter", "{}")))

    def _make_table(self) -> Table:
        table = Table(self._context.theme, self)
        table.setModel(self.model)
        table.setAccessibleName(_(NC_("tab", "Members")))
        table.setEditTriggers(Table.EditTrigger.EditKeyPressed | Table.EditTrigger.DoubleClicked)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.horizontalHeader().setSortIndicator(0, Qt.SortOrder.AscendingOrder)
        for place, column in enumerate(COLUMNS):
            table.setColumnWidth(place, column.width)
            table.setColumnHidden(place, not column.shown)
        return table

    def _lay_out(self) -> None:
        self._title = label(_(NC_("tab", "Members")), "title")
        self._count = label("", "second")
        self._import = button(_("Import sheet…"), self._ask_import, "primary")
        self._export = button(_("Export…"), lambda: export.ask(self._context, self))
        content = QWidget(self)
        self._import.setParent(content)  # before it is shown: no window of its own
        self._import.setVisible(self._ask_import is not None)
        box = QVBoxLayout(content)
        box.setContentsMargins(2 * GRID, 12, 2 * GRID, 2 * GRID)
        box.setSpacing(12)
        self.segments = SegmentButton(self._context, self.filters, content)
        self.tools = Tools(self._context, self, self.table.column_menu)
        tools = (self.tools.tags_button, self.tools.more)
        ends = (self.segments, *tools, self._export, self.tools.add_button, self._import)
        box.addLayout(row(self._title, self._count, None, *ends))
        box.addWidget(self.filters)
        body = QWidget()
        body.setLayout(row(self.table, self.detail, spacing=12))
        title = _("Nobody meets these conditions")
        self._hits = Hits(self._context.theme, body, title, self.filters.clear)
        box.addWidget(self._hits, 1)
        steps: list[Step] = [(_("Import…"), self._ask_import)] if self._ask_import else []
        steps.append((_("Add member…"), self.tools.add))
        sentence = _("Import the member sheet of this group, or a chat: whoever speaks is listed.")
        head = _(NC_("tab", "Members"))
        self._empty = Empty(self._context.theme, _("Nobody here yet"), sentence, steps, head=head)
        writes(self._context.jobs, self._import, *self._empty.buttons)
        in_order_before(self.filters.search, *ends)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(content)
        self._pages.addWidget(self._empty)

    def _connect(self) -> None:
        self.filters.changed.connect(self._filter)
        self.filters.table_asked.connect(self._enter_table)
        self.table.horizontalHeader().sortIndicatorChanged.connect(self._sort)
        self.table.customContextMenuRequested.connect(self._menu)
        self.table.selectionModel().selectionChanged.connect(self._choice_changed)
        self.model.edited.connect(partial(self._edit, self._retype))
        self.table.opened.connect(self.detail.enter)
        self.model.modelReset.connect(self._show_count)
        self.model.modelReset.connect(self._choice_changed)
        self.detail.edited.connect(partial(self._edit, self.detail.retype))
        self.detail.tag_added.connect(self._add_tag)
        self.detail.tag_removed.connect(lambda id_, tag: self.editing.remove_tag(tag, [id_]))
        self.chosen.people_asked.connect(self._show_people)
        self.editing.refused.connect(self._show_old_values)
        self._context.jobs.changed.connect(self._tables_changed)
        self._context.blur.changed.connect(self._offer_tags)  # which may hold names
        self._context.theme.changed.connect(self.table.viewport().update)
        self._shortcuts()

    def _shortcuts(self) -> None:
        self._desk = bulk.Desk(
            self.table,
            self.model,
            self.keeper,
            self.editing,
            self._context.notify,
            self._context.jobs,
            lambda chosen: export.ask(self._context, self, chosen),
            self.chosen.note,
            lambda: self._context.group.id if self._context.group else None,
            self.chosen.cards,
        )
        self.segments.copy_asked.connect(lambda: bulk.copy_all_names(self._desk))
        self.segments.export_asked.connect(lambda: self._desk.export(self._shown()))
        many, chosen = self.detail.many, self.keeper.chosen_ids
        many.tagged.connect(self._tag_many)
        many.untagged.connect(lambda tag: self.editing.remove_tag(tag, chosen()))
        many.field_asked.connect(lambda: bulk.ask_field(self._desk, self))
        many.copy_asked.connect(lambda: bulk.copy_names(self._desk))
        many.note_asked.connect(lambda: self.chosen.note(chosen()))
        many.export_asked.connect(lambda: self._desk.export(chosen()))
        verbs: tuple[tuple[str, QWidget, Callable[[], object]], ...] = (
            ("Ctrl+F", self, self.filters.search.setFocus),
            ("Ctrl+N", self, self.tools.add),
            ("Ctrl+C", self.table, lambda: bulk.copy_rows(self._desk)),
            ("Ctrl+Shift+C", self.table, lambda: bulk.copy_names(self._desk)),
            ("Ctrl+T", self.table, self._ask_tag),
        )
        for keys, widget, act in verbs:
            shortcut = QShortcut(QKeySequence(keys), widget)
            if widget is not self:  # else as long as the tab is shown, wherever the focus is
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.chosen.changed()

    def hideEvent(self, event: QHideEvent) -> None:
        """The window may close its connection right after this."""
        self.chosen.stop()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.tools.fit(event.size().width())

    # reading

    def reload(self) -> None:
        """Read the roster of the chosen group anew."""
        group = self._context.group
        self._reading = True
        self._context.jobs.read(
            "members.rows", partial(loading.read_rows, group=group), self._rows_read
        )

    def _tables_changed(self, tables: frozenset[str]) -> None:
        self._figures_stale = self._figures_stale or bool(tables & FIGURES)
        if tables & ON_THE_CARD and not tables & self.tables:
            self.chosen.changed()

    def _rows_read(self, read: loading.Rows) -> None:
        if read.group != self._context.group:
            return
        self._reading = False
        if self.table.state() == Table.State.EditingState:
            later(self, self.reload, EDITING_MS)
            return
        same = self._shown_group == (read.group.id if read.group else None)
        old = self.model.roster
        if same and old.rows.ids == read.roster.rows.ids:
            # what is known of the same people stays in sight until it is read anew
            read.roster.standings = old.standings
            read.roster.details = old.details
            read.roster.haystacks = old.haystacks
            read.roster.memberships = old.memberships
            read.roster.numbers = old.numbers | read.roster.numbers
        else:
            self._figures_stale = True
        self._shown_group = read.group.id if read.group else None
        self._tags = read.tag_counts, read.tag_groups
        self._offer_tags()
        self.filters.offer_groups(read.group_names)
        self.segments.read()
        self.model.filter = self.filters.filter()  # its days count from today
        self.model.show(read.roster, read.tag_marks, one_group=read.group is not None)
        self._pages.setCurrentIndex(0 if len(read.roster.rows) else 1)
        if not same:
            self.table.scrollToTop()
            self._choose_first()
        self._read_rest(read)
        asked, self._asked = self._asked, None
        if asked:
            self._show_visit(asked)

    def _offer_tags(self) -> None:
        self.filters.offer_tags(*self._tags, self._context.blur.text)

    def _read_rest(self, read: loading.Rows) -> None:
        rows = read.roster.rows
        jobs = self._context.jobs
        search = partial(loading.read_search, rows=rows, group=read.group)
        jobs.read("members.search", search, partial(self._search_read, rows))
        if self._figures_stale:
            figures = partial(loading.read_standings, rows=rows, group=read.group)
            jobs.read("members.figures", figures, partial(self._figures_read, rows))

    def _search_read(self, rows: RosterRows, read: loading.Search) -> None:
        if self.model.roster.rows is rows:
            self.model.set_search(read.details, read.haystacks, read.numbers, read.memberships)

    def _figures_read(self, rows: RosterRows, read: Standings) -> None:
        # rows read again in the meantime have the same members or ask for figures themselves
        if self.model.roster.rows.ids == rows.ids:
            self._figures_stale = False
            self.model.set_standings(read)
            self._choice_changed()

    # showing

    def _filter(self, wanted: Filter) -> None:
        self.model.set_filter(wanted)
        self.table.scrollToTop()
        self._state.keep("members/filter", json.dumps(self.filters.state()))

    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        self.model.sort(column, order)
        self.table.scrollToTop()

    def _shown(self) -> list[int]:
        """Ids of everybody who is shown, from top to bottom."""
        return [self.model.member_id(row) for row in range(self.model.rowCount())]

    def _show_count(self) -> None:
        words = _("{n} people · showing {shown}")
        total, shown = self.model.total(), self.model.rowCount()
        self._count.setText(words.format(n=f"{total:,}", shown=f"{shown:,}"))
        self._hits.show_any(found=bool(shown) or not total)

    def _choose_first(self) -> None:
        if self.model.rowCount():
            first = self.model.member_id(0)
            self.keeper.choose([first], first)

    def _enter_table(self) -> None:
        if not self.keeper.chosen_ids():
            self._choose_first()
        self.table.setFocus()

    def _choice_changed(self) -> None:
        self.chosen.changed()

    def _show_old_values(self) -> None:
        self.model.forget_edits()
        self._choice_changed()

    # verbs

    def visit(self, visit: Visit) -> None:
        """Show a member, or some people and nobody else, or ask for somebody new, once the
        group's rows are read."""
        if self._reading:
            self._asked = visit
        else:
            self._show_visit(visit)

    def _show_visit(self, visit: Visit) -> None:
        if visit.what == "members":
            self._show_people(visit.ids, visit.title)
        elif visit.what == "member":
            self._show_people(visit.ids, "")
        elif visit.what == "new":
            self.tools.add()

    def _show_people(self, ids: Sequence[int], title: str) -> None:
        """Choose the one person where they are in sight; else show these people alone."""
        if len(ids) != 1 or title or self.model.row_of(ids[0]) is None:
            self.filters.show_only(ids, title)
        self.keeper.choose(ids[:1], ids[0] if ids else None)
        self.table.scrollTo(self.table.currentIndex())
        self.table.setFocus()

    def _edit(
        self, retype: Callable[[int, str, str], None], member_id: int, field: str, text: str
    ) -> None:
        group, editing = self._context.group, self.editing
        group_id = group.id if group else self.detail.fields.group_id
        ticket = editing.set_field(group_id, [member_id], field, text)
        editing.keep_typed(ticket, text, partial(retype, member_id, field, text))

    def _retype(self, member_id: int, field: str, text: str) -> None:
        """What could not be written stands in its cell again, ready to be edited."""
        row = self.model.row_of(member_id)
        if row is None or self.table.state() == Table.State.EditingState:
            return
        column = next(at for at, one in enumerate(COLUMNS) if one.field == field)
        index = self.model.index(row, column)
        self.table.setCurrentIndex(index)
        self.table.edit(index)
        editor = self.table.indexWidget(index)
        if isinstance(editor, QLineEdit):
            editor.setText(text)

    def _ask_tag(self) -> None:
        if may_write(self._context):
            bulk.ask_tag(self._desk, self)

    def _add_tag(self, member_id: int, tag: str) -> None:
        ticket = self.editing.add_tag(tag, [member_id])
        self.editing.keep_typed(ticket, tag, partial(self.detail.retype, member_id, "tag", tag))

    def _tag_many(self, tag: str) -> None:
        ticket = self.editing.add_tag(tag, self.keeper.chosen_ids())
        self.editing.keep_typed(ticket, tag, partial(self.detail.many.tags.begin, tag))

    def _menu(self, place: QPoint) -> None:
        menu = bulk.build_menu(self._desk, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.table.viewport().mapToGlobal(place))

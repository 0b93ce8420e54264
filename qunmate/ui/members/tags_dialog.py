"""All tags: their groups, colours and rules; renamed, merged, deleted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from qunmate.data import groups, tags
from qunmate.data.store import Store
from qunmate.i18n import _
from qunmate.model import Tag
from qunmate.roster.rule_words import Names, rule_words, sentence
from qunmate.roster.tag_rules import Rule
from qunmate.terms import listed
from qunmate.ui.ask_text import AskText
from qunmate.ui.context import Visit, WindowContext
from qunmate.ui.dialog import Dialog
from qunmate.ui.members import strokes
from qunmate.ui.members.rule_editor import RuleEditor
from qunmate.ui.members.rule_row import Offered
from qunmate.ui.members.tag_pane import TagPane
from qunmate.ui.members.tag_verbs import TABLES, TagVerbs
from qunmate.ui.members.tags_model import GROUP, MEMBERS, NAME, RULE, TagsModel
from qunmate.ui.parts import button, label, row
from qunmate.ui.table import Table
from qunmate.ui.widgets.deed_line import DeedLine
from qunmate.ui.writer import Ticket

SIZE = (1000, 640)
WIDTHS = {GROUP: 88, MEMBERS: 80}  # the name and the rule share the rest


@dataclass(frozen=True, slots=True)
class Read:
    """What the dialog shows: tags, the groups of people by id, rules by tag."""

    tags: list[Tag]
    groups: dict[int, str]
    rules: dict[int, Rule]


def read(store: Store) -> Read:
    names = {one.id: one.name for one in groups.in_order(store.db) if not one.archived}
    return Read(strokes.tags_in_order(tags.all_tags(store.db)), names, tags.rules(store.db))


class TagsDialog(Dialog):
    def __init__(self, context: WindowContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._read = Read([], {}, {})
        self._wanted: str = ""  # the name of a tag that was just made
        self.setWindowTitle(_("Tags"))
        self.resize(QSize(*SIZE).boundedTo(parent.window().size()))
        self.verbs = TagVerbs(context, self)
        self.model = TagsModel(self)
        self.table = self._make_table()
        self.pane = TagPane(context.theme, self)
        self._arrange()
        self._connect()
        self.reload()

    def _make_table(self) -> Table:
        table = Table(self._context.theme, self)
        table.setModel(self.model)
        table.setAccessibleName(_("Tags"))
        table.fix_columns(WIDTHS, NAME, RULE)
        table.say_when_empty(_("No tags yet. Make one, or put one on a member."))
        return table

    def _arrange(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(12)
        new = button(_("New tag…"), self.ask_new)
        new_rule = button(_("New rule tag…"), self.ask_new_rule)
        self.judge_button = button(_("Apply the rules now"), self.judge, "link")
        self.judge_button.setToolTip(_("They are also applied after each import and once a day."))
        self.judge_button.setEnabled(False)
        box.addLayout(row(label(_("Tags"), "title"), None, self.judge_button, new, new_rule))
        body = QHBoxLayout()
        body.setSpacing(12)
        body.addWidget(self.table, 1)
        body.addWidget(self.pane)
        box.addLayout(body, 1)
        close = button(_("Close"), self.accept, "primary")
        line = row(DeedLine(self._context.jobs, self), close)
        line.setStretch(0, 1)
        box.addLayout(line)

    def _connect(self) -> None:
        verbs, pane = self.verbs, self.pane
        self.table.selectionModel().selectionChanged.connect(self._show_chosen)
        self.table.opened.connect(pane.name.setFocus)
        self.model.modelReset.connect(self._show_chosen)
        self._context.jobs.changed.connect(self._changed)
        pane.renamed.connect(self._rename)
        pane.grouped.connect(self._regroup)
        pane.coloured.connect(lambda tone: verbs.colour(self.chosen(), tone))
        pane.merged.connect(self._merge)
        pane.rule_asked.connect(self.ask_rule)
        pane.rule_dropped.connect(lambda: verbs.rule(self.chosen()[0], None))
        pane.people_asked.connect(self._show_people)
        pane.deleted.connect(lambda: verbs.delete(self.chosen()))

    # reading

    def reload(self) -> None:
        self._context.jobs.read("tags.all", read, self._show)

    def _changed(self, tables: frozenset[str]) -> None:
        if tables & (TABLES | {"groups"}):
            self.reload()

    def _show(self, found: Read) -> None:
        chosen = {tag.id for tag in self.chosen()} or self._first(found)
        if self._wanted in {tag.name for tag in found.tags}:
            chosen = {tag.id for tag in found.tags if tag.name == self._wanted}
            self._wanted = ""
        self._read = found
        self.judge_button.setEnabled(bool(found.rules))
        names = Names(found.groups, {tag.id: tag.name for tag in found.tags})
        rules = {id_: rule_words(rule, names) for id_, rule in found.rules.items()}
        self.model.show(found.tags, rules)
        self.choose(chosen)

    @staticmethod
    def _first(found: Read) -> set[int]:
        return {found.tags[0].id} if found.tags else set()

    def choose(self, tag_ids: set[int]) -> None:
        """Select these tags, as far as they are there."""
        rows = sorted(at for at, tag in enumerate(self.model.tags) if tag.id in tag_ids)
        self.table.clearSelection()
        for at in rows:
            self.table.selectionModel().select(
                self.model.index(at, 0),
                self.table.selectionModel().SelectionFlag.Select
                | self.table.selectionModel().SelectionFlag.Rows,
            )
        if rows:
            self.table.scrollTo(self.model.index(rows[0], 0))
            self.table.selectionModel().setCurrentIndex(
                self.model.index(rows[0], 0), self.table.selectionModel().SelectionFlag.NoUpdate
            )

    def chosen(self) -> list[Tag]:
        rows = {index.row() for index in self.table.selectionModel().selectedRows()}
        return [self.model.tags[row] for row in sorted(rows) if row < len(self.model.tags)]

    def _show_chosen(self) -> None:
        chosen = self.chosen()
        known = sorted({tag.group for tag in self._read.tags if tag.group})
        ids = {tag.id for tag in chosen}
        others = [tag for tag in self._read.tags if tag.id not in ids]
        if len(chosen) > 1:
            others = [*chosen, *others]
        rule = sentence(self.model.rule(chosen[0].id)) if chosen else ""
        self.pane.show_tags(chosen, known, others, rule)

    # verbs

    def ask_new(self) -> AskText:
        asking = AskText(self, _("New tag"), _("Name of the tag"), self._add)
        asking.open()
        return asking

    def _add(self, name: str, rule: Rule | None = None) -> Ticket:
        self._wanted = name
        return self.verbs.add(name, rule)

    def ask_new_rule(self) -> RuleEditor:
        taken = frozenset(tag.name for tag in self._read.tags)
        editor = RuleEditor(self._context, self._offered(), None, self, taken=taken)
        editor.writes = lambda: self._add(editor.name, editor.rule)
        return self._open(editor)

    def ask_rule(self) -> RuleEditor:
        """The rule of the one chosen tag."""
        tag = self.chosen()[0]
        rule = self._read.rules.get(tag.id)
        editor = RuleEditor(self._context, self._offered(tag), rule, self, tag=tag.name)
        editor.writes = lambda: self.verbs.rule(tag, editor.rule)
        return self._open(editor)

    def _offered(self, own: Tag | None = None) -> Offered:
        named = {tag.id: tag.name for tag in self._read.tags if tag != own}
        return Offered(self._read.groups, named, self._context.today)

    @staticmethod
    def _open(editor: RuleEditor) -> RuleEditor:
        editor.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        editor.open()
        return editor

    def judge(self) -> None:
        """Judge every rule now."""
        from qunmate.tasks import tag_rules

        verb = partial(tag_rules.apply, today=self._context.today)
        self._context.jobs.write(verb, {"member_tags"})

    def _rename(self, name: str) -> None:
        self._keep_typed(self.verbs.rename(self.chosen()[0], name), self.pane.name, name)

    def _regroup(self, group: str) -> None:
        field = self.pane.group.lineEdit()
        if field is not None:
            self._keep_typed(self.verbs.group(self.chosen(), group), field, group)

    def _keep_typed(self, ticket: Ticket, field: QLineEdit, text: str) -> None:
        """What could not be written stands in its field again, to be tried anew."""

        def restore(error: BaseException) -> None:
            self._context.notify.complain(error)
            field.setText(text)
            field.setModified(True)

        ticket.failed = restore

    def _merge(self, into: int) -> None:
        tag = next((one for one in self._read.tags if one.id == into), None)
        if tag:
            self.verbs.merge([*(one for one in self.chosen() if one.id != into), tag], tag)

    def _show_people(self) -> None:
        chosen = self.chosen()

        def held(store: Store) -> tuple[int, ...]:
            return tuple(tags.present_holders(store.db, [tag.id for tag in chosen]))

        def lead(ids: tuple[int, ...]) -> None:
            title = listed(tag.name for tag in chosen)
            self.accept()
            self._context.guide.lead(Visit("members", "members", ids, title=title))

        self._context.jobs.read("tags.people", held, lead)

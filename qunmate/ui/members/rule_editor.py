"""A rule that gives a tag, put together from parts, with the sentence that it makes and the
number of members who meet it now."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from qunmate.data import members
from qunmate.data.store import Store
from qunmate.i18n import _, ngettext
from qunmate.roster.rule_words import Names, rule_words, sentence
from qunmate.roster.tag_rules import Part, Rule
from qunmate.terms import listed, says
from qunmate.ui.context import WindowContext
from qunmate.ui.members.columns import one_line
from qunmate.ui.members.rule_row import Offered, RuleRow
from qunmate.ui.parts import GRID, ElidedLabel, add_field, button, label, make_form, row
from qunmate.ui.widgets.choice import Choice
from qunmate.ui.writing import WritingDialog

FIRST = Rule((Part("silent", days=30), Part("joined_before", days=90)))
SOON = 250  # ms after the last change until it is counted who meets it
NAMED = 4  # of those who meet it
SIZE = (832, 560)


class RuleEditor(WritingDialog):
    """After accepting, `rule` and `name` tell what was made. The name is asked for where no
    `tag` is given; it may be none of `taken`."""

    def __init__(
        self,
        context: WindowContext,
        offered: Offered,
        rule: Rule | None,
        parent: QWidget,
        *,
        tag: str = "",
        taken: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._offered = offered
        self._taken = taken
        self._tag = tag
        self._rows: list[RuleRow] = []
        self.setWindowTitle(_("Rule of “{tag}”").format(tag=tag) if tag else _("New rule tag"))
        self.resize(QSize(*SIZE).boundedTo(parent.window().size()))
        self._make(rule or FIRST)
        self._arrange()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SOON)
        self._timer.timeout.connect(self._count)
        self._changed()

    def _make(self, rule: Rule) -> None:
        self._name = QLineEdit()
        self._name.setMaxLength(60)
        self._name.textChanged.connect(self._check)
        self._scope = Choice()
        self._scope.addItem(_("All groups"), None)
        for id_, name in self._offered.groups.items():
            self._scope.addItem(name, id_)
        self._scope.setCurrentIndex(max(self._scope.findData(rule.group_id), 0))
        self._any = Choice()
        self._any.addItem(_("All of these hold"), False)  # noqa: FBT003 - the value behind
        self._any.addItem(_("Any of these holds"), True)  # noqa: FBT003
        self._any.setCurrentIndex(int(rule.any_of))
        for combo in (self._scope, self._any):
            combo.currentIndexChanged.connect(self._changed)
        self._list = QVBoxLayout()
        self._list.setContentsMargins(12, 12, 12, 12)
        self._list.setSpacing(GRID)
        self._list.addStretch(1)
        for part in rule.parts:
            self._add(part)

    def _arrange(self) -> None:
        form = make_form()
        if not self._tag:
            add_field(form, _("Name of the tag"), self._name)
        add_field(form, _("Counted over"), self._scope)
        add_field(form, _("Conditions"), self._any)
        holder = QWidget()
        holder.setLayout(self._list)
        holder.setObjectName("page")
        holder.setStyleSheet("#page { background: transparent; }")
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(holder)
        scroll.viewport().setAutoFillBackground(False)
        frame = QFrame()
        frame.setProperty("card", "true")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(scroll)
        self._sentence = label("", "heading", wrap=True)
        self._sentence.setMinimumHeight(40)
        self._who = ElidedLabel("", "second")
        self.ok = button(_("Save"), self.accept, "primary")
        self.ok.setDefault(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(12)
        box.addLayout(form)
        box.addWidget(frame, 1)
        box.addLayout(row(button(_("+ Condition"), self.add_condition, "chip"), None))
        box.addWidget(self._sentence)
        cancel = button(_("Cancel"), self.reject)
        line = row(self._who, cancel, self.ok)
        line.setStretch(0, 1)
        box.addLayout(line)

    # the conditions

    def add_condition(self) -> None:
        """One more, of the first kind that is not there yet."""
        used = {one.part().kind for one in self._rows}
        fresh = ("messages_most", "said", "layer", "silent", "role")
        kind = next((one for one in fresh if one not in used), "silent")
        self._add(Part(kind, days=30))
        self._rows[-1].kind.setFocus()
        self._changed()

    def _add(self, part: Part) -> None:
        made = RuleRow(part, self._offered, self)
        made.changed.connect(self._changed)
        made.removed.connect(partial(self._remove, made))
        self._list.insertWidget(len(self._rows), made)
        self._rows.append(made)

    def _remove(self, gone: RuleRow) -> None:
        self._rows.remove(gone)
        self._list.removeWidget(gone)
        gone.hide()
        gone.deleteLater()
        self._changed()

    @property
    def rule(self) -> Rule:
        parts = tuple(one.part() for one in self._rows)
        return Rule(parts, bool(self._any.currentData()), self._scope.currentData())

    @property
    def name(self) -> str:
        return self._tag or self._name.text().strip()

    # what it comes to

    def _changed(self) -> None:
        rule = self.rule
        names = Names(self._offered.groups, self._offered.tags)
        self._sentence.setText(sentence(rule_words(rule, names)) if rule.parts else "")
        self._who.set_text(_("Counting…") if rule.complete else "")
        self._check()
        self._timer.start()

    def _check(self) -> None:
        problem = ""
        if not self.rule.parts:
            problem = _("Add a condition.")
        elif not self.rule.complete:
            problem = _("A condition is not complete yet.")
        elif self.name in self._taken:
            problem = _("There is already a tag of this name.")
        if problem:
            self._who.set_text(problem)
        self.ok.setEnabled(bool(self.name) and not problem)

    def _count(self) -> None:
        rule = self.rule
        if not rule.complete:
            return
        find = partial(_meeting, rule=rule, today=self._context.today)
        self._context.jobs.read("tags.who", find, partial(self._counted, rule))

    def _counted(self, rule: Rule, found: tuple[int, list[str]]) -> None:
        if rule != self.rule:
            return
        count, names = found
        words = ngettext("{n} member meets it now", "{n} members meet it now", count)
        words = words.format(n=f"{count:,}")
        if names:
            shown = [one_line(self._context.blur.member(name)) for name in names]
            words = says(words, listed(shown) + ("…" if count > len(names) else ""))
        self._who.set_text(words)
        self._check()


def _meeting(store: Store, rule: Rule, today: date) -> tuple[int, list[str]]:
    """How many meet the rule, and the names of the first few."""
    from qunmate.tasks import tag_rules

    found = tag_rules.who_meets(store, rule, today)
    named = members.names(store.db, found[:NAMED])
    return len(found), [named[id_] for id_ in found[:NAMED] if id_ in named]

"""The pattern of a group's nicknames, and what it would fill in."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QHeaderView,
    QLineEdit,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from qunmate.data import profile_fields
from qunmate.errors import UserError
from qunmate.i18n import _, ngettext
from qunmate.model import Group
from qunmate.roster.mapping import CUSTOM
from qunmate.roster.nickname_pattern import pattern
from qunmate.tasks import nickname_pattern
from qunmate.tasks.nickname_pattern import Preview
from qunmate.terms import sentences
from qunmate.ui.context import WindowContext
from qunmate.ui.members.columns import one_line
from qunmate.ui.members.editing import FIELD_WORDS
from qunmate.ui.members.preview_table import PreviewTable
from qunmate.ui.parts import ElidedLabel, button, hint, label, row, set_property
from qunmate.ui.writer import Ticket
from qunmate.ui.writing import WritingDialog
from qunmate.words import words

TABLES = frozenset({"members", "groups"})
PAUSE = 150  # ms after a key
SHOWN = 10


class PatternDialog(WritingDialog):
    def __init__(self, context: WindowContext, parent: QWidget, group: Group) -> None:
        super().__init__(parent)
        self._context = context
        self.writes = self._write
        self._group = group
        self.setWindowTitle(_("Nickname pattern"))
        self.resize(720, 520)
        self._asked = ""
        self._fills = True
        self._before = profile_fields.nickname_pattern(context.store.db, group.id)
        self.pattern = QLineEdit(self._before)
        self.pattern.setPlaceholderText(_("city-trade-name"))
        self.pattern.setAccessibleName(_("Pattern"))
        self.said = label("", "second", wrap=True)
        self.table = PreviewTable(context.theme)
        self.ok = button(_("Fill in"), self.accept, "primary")
        self.ok.setDefault(True)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._read)
        context.theme.changed.connect(self._read)  # the cells have colours of their own
        self.pattern.textEdited.connect(lambda _text: self._timer.start())
        self._arrange()
        self._read()

    def _arrange(self) -> None:
        hint = _(
            "Write what the parts of a nickname are, separated by - _ / | · or a space."
            " Only blanks on the cards are filled in, now and for newcomers with each"
            " import."
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(12)
        title = _("Nicknames of {group}").format(group=one_line(self._group.name))
        box.addWidget(ElidedLabel(title, "title"))
        box.addWidget(label(hint, "second", wrap=True))
        box.addWidget(self.pattern)
        box.addWidget(self.table, 1)
        foot = row(self.said, button(_("Cancel"), self.reject), self.ok)
        foot.setStretch(0, 1)
        box.addLayout(foot)

    def _read(self) -> None:
        self.table.say_when_empty(self._nothing())
        said = self.pattern.text()
        try:
            pattern(said)
        except UserError as error:
            self._say(sentences(*words(error.problem)) if said.strip() else "", "warn")
            self.table.setRowCount(0)
            self._offer_end(said)
            return
        self._asked = said
        self._context.jobs.read(
            f"members.pattern/{id(self)}",
            partial(nickname_pattern.preview, group=self._group, said=said, most=SHOWN),
            self.show_preview,
        )

    def _nothing(self) -> str:
        if profile_fields.has_nicknames(self._context.store.db, self._group.id):
            return _("Write a pattern to see what the nicknames tell.")
        return _("Nobody in this group has a nickname yet. Import its members or a chat first.")

    def _offer_end(self, said: str) -> None:
        """A pattern that was set can be taken away."""
        ends = not said.strip() and bool(self._before)
        self.ok.setText(_("Stop filling in") if ends else _("Fill in"))
        self.ok.setEnabled(ends)

    def _say(self, text: str, tone: str) -> None:
        self.said.setText(text)
        set_property(self.said, "tone", tone)

    def show_preview(self, seen: Preview) -> None:
        """Some nicknames with what they tell; what would be filled in stands out."""
        if self.pattern.text() != self._asked:
            return  # typed since, and about to be asked anew
        n = seen.filling
        fit = ngettext("{fit} of {n} nickname fits", "{fit} of {n} nicknames fit", seen.people)
        gain = ngettext("{n} card would be filled in", "{n} cards would be filled in", n)
        fits = fit.format(fit=f"{seen.fit:,}", n=f"{seen.people:,}")
        told = f"{fits} · {gain.format(n=f'{n:,}')}"
        self._say(told if seen.people else "", "")
        self._fills = n > 0
        self.ok.setText(_("Fill in") if n else _("Keep the pattern"))  # for newcomers
        self.ok.setEnabled(n > 0 or self.pattern.text().strip() != self._before)
        fields = pattern(self.pattern.text()).fields
        self.table.setColumnCount(1 + len(fields))
        names = [field_words(field) for field in fields]
        self.table.setHorizontalHeaderLabels([_("Nickname"), *names])
        self.table.setRowCount(len(seen.lines))
        for place, line in enumerate(seen.lines):
            self._put(place, 0, self._context.blur.name(one_line(line.nickname)), new=False)
            for at, field in enumerate(fields, 1):
                text = one_line(line.told.get(field, ""))
                shown = self._context.blur.name(text) if field == "name" else text
                self._put(place, at, shown or "—", new=field in line.filled)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)

    def _put(self, line: int, at: int, text: str, *, new: bool) -> None:
        item = QTableWidgetItem(text)
        item.setToolTip(hint(text))
        if new:
            font = item.font()
            font.setBold(True)
            item.setFont(font)
        elif at:
            item.setForeground(QColor(self._context.theme.tokens.second))
        self.table.setItem(line, at, item)

    def _write(self) -> Ticket:
        group, said = self._group, self.pattern.text().strip()
        if not said:
            return self._context.jobs.edit(
                lambda db: profile_fields.keep_pattern(db, group.id, ""),
                TABLES,
                deed=_("Removed the nickname pattern of {group}").format(group=group.name),
            )
        filled = _("Filled cards from the nicknames of {group}")
        deed = filled if self._fills else _("Kept the nickname pattern of {group}")
        return self._context.jobs.edit(
            lambda db: nickname_pattern.fill(db, group, said),
            TABLES,
            deed=deed.format(group=group.name),
        )


def field_words(field: str) -> str:
    """A field as it is told; one of the operator's own by its name."""
    if field.startswith(CUSTOM):
        return field.removeprefix(CUSTOM)
    return _(FIELD_WORDS[field])

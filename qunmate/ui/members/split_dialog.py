"""One card that is two people: which ids and names go to a card of their own."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from qunmate.bidi import isolated
from qunmate.data import merging
from qunmate.data.merging import Part
from qunmate.i18n import _, ngettext
from qunmate.terms import platform_name
from qunmate.ui.context import WindowContext
from qunmate.ui.members.columns import one_line
from qunmate.ui.members.merge_dialog import TABLES
from qunmate.ui.parts import ElidedLabel, as_written, button, hint, label, row
from qunmate.ui.writer import Ticket
from qunmate.ui.writing import WritingDialog

NAME, PLACE = 180, 130  # px that a line has for them


class SplitDialog(WritingDialog):
    def __init__(self, context: WindowContext, parent: QWidget, member_id: int, name: str) -> None:
        super().__init__(parent)
        self._context = context
        self.writes = self._write
        self._member_id = member_id
        self._card_name = name
        self.parts = merging.parts(context.store.db, member_id)
        self.boxes = [self._box(part) for part in self.parts]
        self.name = QLineEdit()
        self.name.setPlaceholderText(_("Name on the new card"))
        self.name.setAccessibleName(_("Name on the new card"))
        self.name.textEdited.connect(self._name_typed)
        self._typed = False
        self.ok = button(_("Split"), self.accept, "primary")
        self.ok.setDefault(True)
        self.setWindowTitle(_("Split a card"))
        self.resize(520, 420)
        self._arrange()
        self._check()

    def _box(self, part: Part) -> QCheckBox:
        name = self._context.blur.name(one_line(part.value))
        place = one_line(part.group) or platform_name(part.platform)
        n = part.messages
        count = ngettext("{n:,} message", "{n:,} messages", n).format(n=n)
        box = QCheckBox()
        metrics, mode = box.fontMetrics(), Qt.TextElideMode.ElideRight
        cut = [metrics.elidedText(one, mode, most) for one, most in ((name, NAME), (place, PLACE))]
        box.setText(as_written(" · ".join([*map(isolated, cut), count])))
        if cut != [name, place]:
            box.setToolTip(hint(f"{isolated(name)} · {isolated(place)} · {count}"))
        box.toggled.connect(self._check)
        return box

    def _arrange(self) -> None:
        said = _(
            "Choose the IDs and names that belong to somebody else. Their messages go"
            " with them; contact fields, tags and notes stay on the old card."
        )
        inner = QVBoxLayout()
        for one in self.boxes:
            inner.addWidget(one)
        inner.addStretch(1)
        page = QWidget()
        page.setObjectName("ground")
        page.setLayout(inner)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(page)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        title = _("Split “{name}”").format(name=self._context.blur.name(self._card_name))
        heading = label(_("Name on the new card"), "second")
        heading.setBuddy(self.name)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(12)
        box.addWidget(ElidedLabel(one_line(title), "title"))
        box.addWidget(label(said, "second", wrap=True))
        box.addWidget(area, 1)
        box.addWidget(heading)
        box.addWidget(self.name)
        box.addLayout(row(None, button(_("Cancel"), self.reject), self.ok))

    @property
    def chosen(self) -> list[Part]:
        """What goes to the new card."""
        pairs = zip(self.parts, self.boxes, strict=True)
        return [part for part, box in pairs if box.isChecked()]

    def _name_typed(self) -> None:
        self._typed = True
        self._check()

    def _check(self) -> None:
        """Proposes the name that goes along, a name before an id."""
        chosen = self.chosen
        if not self._typed:
            names = [part.value for part in chosen if part.group] or [self._card_name]
            self.name.setText(one_line(names[0]) if chosen else "")
        some = 0 < len(chosen) < len(self.parts)
        self.ok.setEnabled(some and bool(self.name.text().strip()))

    def _write(self) -> Ticket:
        member_id, name = self._member_id, self.name.text().strip()
        ids, today = [part.id for part in self.chosen], self._context.today.isoformat()
        return self._context.jobs.edit(
            lambda db: merging.split(db, member_id, ids, name, today),
            TABLES,
            deed=_("Split off “{name}”").format(name=self._context.blur.name(name)),
        )

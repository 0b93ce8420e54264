"""Fills a card from what somebody wrote of themselves."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from qunmate.data import profile_fields
from qunmate.data.store import Store
from qunmate.figures.days import DayRules
from qunmate.i18n import _
from qunmate.roster import introduction
from qunmate.roster.introduction import Told
from qunmate.ui.context import WindowContext
from qunmate.ui.members.columns import one_line
from qunmate.ui.members.pattern_dialog import field_words
from qunmate.ui.parts import as_written, button, hint, label, row
from qunmate.ui.writer import Ticket
from qunmate.ui.writing import WritingDialog

TABLES = frozenset({"members"})
PAUSE = 150  # ms after a key
FIELD, VALUE = 80, 150  # px that a line has for its name and for each value


class IntroductionDialog(WritingDialog):
    def __init__(self, context: WindowContext, parent: QWidget, member_id: int) -> None:
        super().__init__(parent)
        self._context = context
        self.writes = self._write
        self._member_id = member_id
        self._held = profile_fields.card(context.store.db, member_id)
        self.told: list[Told] = []
        self.boxes: list[QCheckBox] = []
        self.setWindowTitle(_("From a self-introduction"))
        self.resize(560, 600)
        self.text = QPlainTextEdit()
        self.text.setPlaceholderText(_("Name: …\nCity: …\nTrade: …"))
        self.text.setAccessibleName(_("Self-introduction"))
        self.text.setTabChangesFocus(True)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.read)
        self.text.textChanged.connect(self._timer.start)
        self._lines = QVBoxLayout()
        self._lines.addStretch(1)
        self.ok = button(_("Fill in"), self.accept, "primary")
        self._arrange()
        context.jobs.read(
            f"members.introduction/{id(self)}",
            partial(_introduction, member_id=member_id),
            self._found,
        )
        self.read()

    def _arrange(self) -> None:
        hint = _(
            "Paste the introduction here: lines of a label, a colon and a value. What would "
            "replace something is not ticked."
        )
        page = QWidget()
        page.setObjectName("ground")
        page.setLayout(self._lines)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(page)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(12)
        box.addWidget(label(self.windowTitle(), "title"))
        box.addWidget(label(hint, "second", wrap=True))
        box.addWidget(self.text, 1)
        box.addWidget(area, 1)
        box.addLayout(row(None, button(_("Cancel"), self.reject), self.ok))

    def _found(self, text: str) -> None:
        """Their own words, where a message of theirs looks like it."""
        if text and not self.text.toPlainText().strip():
            self.text.setPlainText(text)

    def read(self) -> None:
        """What the text tells, a tick for each line."""
        for box in self.boxes:
            self._lines.removeWidget(box)
            box.hide()
            box.deleteLater()
        rules = DayRules(self._context.today)
        read = introduction.read(self.text.toPlainText(), rules)
        self.told = [one for one in read if self._held.get(one.field) != one.value]
        self.boxes = [self._box(one) for one in self.told]
        for place, box in enumerate(self.boxes):
            self._lines.insertWidget(place, box)
        self._check()

    def _box(self, one: Told) -> QCheckBox:
        private = one.field in {"name", "phone"}
        shown = [one_line(text) for text in (self._held.get(one.field) or "", one.value)]
        old, new = (self._context.blur.name(text) if private else text for text in shown)
        box = QCheckBox()
        metrics, mode = box.fontMetrics(), Qt.TextElideMode.ElideRight
        most = VALUE if old else 2 * VALUE
        cut = [metrics.elidedText(text, mode, most) for text in (old, new)]
        field = metrics.elidedText(one_line(field_words(one.field)), mode, FIELD)
        told = _("{name}: {text}").format(name=field, text=_told(*cut))
        box.setText(as_written(told))
        box.setToolTip(hint(_told(old, new)))
        box.setChecked(not old)
        box.toggled.connect(self._check)
        return box

    @property
    def chosen(self) -> dict[str, str]:
        """What is ticked, by field."""
        pairs = zip(self.told, self.boxes, strict=True)
        return {one.field: one.value for one, box in pairs if box.isChecked()}

    def _check(self) -> None:
        self.ok.setEnabled(bool(self.chosen))

    def _write(self) -> Ticket:
        member_id, values = self._member_id, self.chosen
        return self._context.jobs.edit(
            lambda db: profile_fields.fill(db, member_id, values),
            TABLES,
            deed=_("Filled a card from a self-introduction"),
        )


def _told(old: str, new: str) -> str:
    return f"{old} → {new}" if old else new


def _introduction(store: Store, member_id: int) -> str:
    texts = profile_fields.texts_of(store.db, member_id)
    return next((text for text in texts if introduction.looks_like_one(text)), "")

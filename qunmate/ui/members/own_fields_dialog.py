"""Which fields of their own the operator's cards have, and of what kind."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import (
    QGridLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from qunmate.data import custom_fields
from qunmate.data.database import Database
from qunmate.i18n import N_, _
from qunmate.roster.custom import CHOICE, TYPES, CustomField
from qunmate.ui.context import WindowContext
from qunmate.ui.parts import GRID, button, label, row
from qunmate.ui.widgets.drop_down import DropDown
from qunmate.ui.writer import Ticket
from qunmate.ui.writing import WritingDialog

TABLES = frozenset({"members", "custom_fields"})
KIND_WORDS = {
    "text": N_("Text"),
    "number": N_("Number"),
    "date": N_("Date"),
    "yes_no": N_("Yes or no"),
    "choice": N_("Choice"),
}


class OwnFieldsDialog(WritingDialog):
    def __init__(self, context: WindowContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.writes = self._write
        self._before = custom_fields.listing(context.store.db)
        self.lines: list[_Line] = []
        self.setWindowTitle(_("Custom fields"))
        self.resize(600, 420)
        self._grid = QGridLayout()
        self._grid.setSpacing(GRID)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(2, 3)
        self.of_options = label(_("Options"), "note")
        headings = (label(_("Name of the field"), "note"), label(_("Kind"), "note"))
        for place, heading in enumerate((*headings, self.of_options)):
            self._grid.addWidget(heading, 0, place)
        page = QWidget()
        page.setObjectName("ground")
        inner = QVBoxLayout(page)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addLayout(self._grid)
        inner.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(page)
        hint = (
            _("Every card has these fields. One that you remove goes from all cards.")
            if self._before
            else _("Fields of your own for every card, such as the shop or the course.")
        )
        self.ok = button(_("Save"), self.accept, "primary")
        self.ok.setDefault(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(12)
        box.addWidget(label(_("Custom fields"), "title"))
        box.addWidget(label(hint, "second", wrap=True))
        box.addWidget(area, 1)
        add = button(_("Add a field"), self.add)
        box.addLayout(row(add, None, button(_("Cancel"), self.reject), self.ok))
        for field in self._before:
            self._add(field)
        if not self._before:
            self.add()
        self._check()

    def add(self) -> None:
        """A new line; the keyboard goes into its name."""
        self._add(CustomField("")).name.setFocus()

    def _add(self, field: CustomField) -> _Line:
        line = _Line(field)
        line.gone.clicked.connect(partial(self._remove, line))
        line.name.textChanged.connect(self._check)
        line.kind.currentIndexChanged.connect(self._check)
        line.options.textChanged.connect(self._check)
        at = self._grid.rowCount()
        for place, widget in enumerate(line.widgets):
            self._grid.addWidget(widget, at, place)
        self.lines.append(line)
        return line

    def _remove(self, line: _Line, _on: bool = False) -> None:  # noqa: FBT001, FBT002
        self.lines.remove(line)
        for widget in line.widgets:
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._check()

    def _check(self, _what: object = None) -> None:
        """There must be something to save, and something below a heading."""
        self.ok.setEnabled(self.fields() != self._before)
        self.of_options.setVisible(any(line.has_options for line in self.lines))

    def fields(self) -> list[CustomField]:
        """As they stand, those without a name left out."""
        made = {line.field().name: line.field() for line in self.lines}
        return [field for name, field in made.items() if name]

    def _write(self) -> Ticket | None:
        wanted = self.fields()
        gone = {field.name for field in self._before} - {field.name for field in wanted}
        changed = [field for field in wanted if field not in self._before]

        def change(db: Database) -> None:
            for name in sorted(gone):
                custom_fields.remove(db, name)
            for field in changed:
                custom_fields.keep(db, field)

        if not gone and not changed:
            return None
        deed = _("Changed the fields of the cards")
        return self._context.jobs.edit(change, TABLES, deed=deed)


class _Line:
    """A field that is there already keeps its name."""

    def __init__(self, field: CustomField) -> None:
        self.name = QLineEdit(field.name)
        self.name.setReadOnly(bool(field.name))
        self.name.setPlaceholderText(_("Name of the field"))
        self.name.setAccessibleName(_("Name of the field"))
        self.kind = DropDown()
        for kind in TYPES:
            self.kind.addItem(_(KIND_WORDS[kind]), kind)
        self.kind.setCurrentIndex(self.kind.findData(field.type))
        self.kind.setAccessibleName(_("Kind"))
        self.options = QLineEdit(_(", ").join(field.options))
        self.options.setAccessibleName(_("Options"))
        self.options.setPlaceholderText(_("Options, separated by commas"))
        policy = self.options.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # the columns stay where they are
        self.options.setSizePolicy(policy)
        self.gone: QPushButton = button("✕", look="small")
        self.gone.setAccessibleName(_("Remove the field {name}").format(name=field.name))
        self.kind.currentIndexChanged.connect(self._kind_changed)
        self._kind_changed()

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        return self.name, self.kind, self.options, self.gone

    @property
    def has_options(self) -> bool:
        return bool(self.kind.currentData() == CHOICE)

    def _kind_changed(self, _place: int = 0) -> None:
        self.options.setVisible(self.has_options)

    def field(self) -> CustomField:
        said = self.options.text().replace("，", ",").replace("、", ",").split(",")
        options = tuple(dict.fromkeys(one.strip() for one in said if one.strip()))
        kind = str(self.kind.currentData())
        return CustomField(self.name.text().strip(), kind, options if kind == CHOICE else ())

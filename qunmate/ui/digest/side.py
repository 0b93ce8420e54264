"""The left side of the digest dialog: what it is of, in which words, in which format."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from qunmate.digest.editing import Edits
from qunmate.digest.model import Digest, Section
from qunmate.i18n import N_, _
from qunmate.model import Group
from qunmate.ui.digest.period_picker import PeriodPicker
from qunmate.ui.digest.section_list import SectionList
from qunmate.ui.parts import add_field, make_form, row
from qunmate.ui.widgets.choice import Choice
from qunmate.ui.widgets.drop_down import DropDown

CHIP = 28  # px of height: the words stand beside the first line of a field that has two
FORMATS = (
    ("png", N_("Long picture (.png)")),
    ("pdf", N_("Pages to print (.pdf)")),
    ("xlsx", N_("Excel workbook (.xlsx)")),
    ("html", N_("Web page (.html)")),
    ("md", N_("Text with Markdown (.md)")),
)


class Side(QScrollArea):
    """`subject_changed`: another digest is wanted; `look_changed`: the same in another form;
    `words_changed`: the operator types."""

    subject_changed = Signal()
    look_changed = Signal()
    words_changed = Signal()

    def __init__(self, groups: Sequence[Group], today: date, segments: Sequence[str] = ()) -> None:
        super().__init__()
        self.group = Choice()
        for group in groups:
            self.group.addItem(group.name, group)
        self.period = PeriodPicker(today)
        self.member = QRadioButton(_("Member edition"))
        self.operator = QRadioButton(_("Operator edition"))
        self.member.setToolTip(_("Fit to post."))
        self.operator.setToolTip(_("Private: do not post it."))
        self.member.setChecked(True)
        self.segment = Choice()
        self.segment.addItem(_("None"), "")
        for name in segments:
            self.segment.addItem(" ".join(name.split()), name)
        self.format = DropDown()
        for key, words in FORMATS:
            self.format.addItem(_(words), key)
        self.title, self.subtitle = QLineEdit(), QLineEdit()
        self.closing = QPlainTextEdit()
        self.closing.setFixedHeight(52)
        self.closing.setTabChangesFocus(True)
        self.closing.setPlaceholderText(_("For example: see you on Friday at eight!"))
        self.sections = SectionList()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(self._page())
        self._show_segment()
        self._connect()

    def _page(self) -> QWidget:
        page = QWidget()
        page.setObjectName("ground")
        self._form = form = make_form()
        edition = QWidget()
        edition.setLayout(row(self.member, self.operator, None, spacing=16))
        add_field(form, _("Group"), self.group)
        add_field(form, _("Period"), self.period)
        form.labelForField(self.period).setFixedHeight(CHIP)
        add_field(form, _("Edition"), edition)
        add_field(form, _("Segment"), self.segment)
        add_field(form, _("Format"), self.format)
        self._form = form
        add_field(form, _("Headline"), self.title)
        add_field(form, _("Opening words"), self.subtitle)
        add_field(form, _("Closing words"), self.closing)
        add_field(form, _("Sections"), self.sections)  # last: it takes the room that is left
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(form, 1)
        self._column.addStretch(0)
        return page

    def show_sections(self, sections: Sequence[Section], off: Sequence[str]) -> None:
        """Nothing is offered to order where there are none."""
        self.sections.show_sections(sections, off)
        self._form.setRowVisible(self.sections, bool(sections))
        self._column.setStretch(0, 1 if sections else 0)  # else the other fields share the room
        self._column.setStretch(1, 0 if sections else 1)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.sections.updateGeometry()
        self._column.activate()  # what was changed just now counts too
        room = self.viewport().height() - self._column.totalMinimumSize().height()
        self.sections.grow(room + self.sections.list.minimumHeight())

    def _show_line(self, place: int) -> None:
        """The section that the keyboard comes to is in sight."""
        lines, page = self.sections.list, self.widget()
        if page and place >= 0 and lines.hasFocus():
            line = lines.visualItemRect(lines.item(place))
            at = lines.viewport().mapTo(page, line.center())
            self.ensureVisible(at.x(), at.y(), 0, line.height())

    def _connect(self) -> None:
        self.group.currentIndexChanged.connect(lambda _place: self.subject_changed.emit())
        self.period.changed.connect(self.subject_changed)
        self.member.toggled.connect(lambda _on: self.subject_changed.emit())
        self.member.toggled.connect(lambda _on: self._show_segment())
        self.period.changed.connect(self._show_segment)
        self.segment.currentIndexChanged.connect(lambda _place: self.subject_changed.emit())
        self.format.currentIndexChanged.connect(lambda _place: self.look_changed.emit())
        self.sections.changed.connect(self.look_changed)
        self.sections.list.currentRowChanged.connect(self._show_line)
        self.title.textEdited.connect(lambda _text: self.words_changed.emit())
        self.subtitle.textEdited.connect(lambda _text: self.words_changed.emit())
        self.closing.textChanged.connect(self.words_changed)

    @property
    def edition(self) -> str:
        return "member" if self.member.isChecked() else "operator"

    def _show_segment(self) -> None:
        """People are told of by name in the operator's weekly digest alone."""
        offered = self.segment.count() > 1 and self.operator.isChecked()
        self._form.setRowVisible(self.segment, offered and not self.period.is_morning)
        self._fit()

    @property
    def chosen_segment(self) -> str:
        """The name of a saved segment that has a section, "" for none."""
        fits = self.operator.isChecked() and not self.period.is_morning
        return str(self.segment.currentData() or "") if fits else ""

    @property
    def chosen_format(self) -> str:
        return str(self.format.currentData())

    def show_words(self, digest: Digest, edits: Edits) -> None:
        """Headline, opening and closing: the operator's own, else as they were made."""
        for field, own, made in (
            (self.title, edits.title, digest.title),
            (self.subtitle, edits.subtitle, digest.subtitle),
        ):
            field.setText(made if own is None else own)
            field.setCursorPosition(0)
        told = self.closing.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.closing.setPlainText(edits.closing)
        self.closing.blockSignals(told)

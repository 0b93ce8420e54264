"""The tags that are chosen in the dialog of tags: name, group, colour, rule."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from qunmate.i18n import N_, _, ngettext
from qunmate.model import Tag
from qunmate.ui.parts import GRID, button, label, row
from qunmate.ui.theme import Theme
from qunmate.ui.widgets.chips import tag_tone
from qunmate.ui.widgets.choice import Choice
from qunmate.ui.widgets.drop_down import DropDown
from qunmate.ui.widgets.swatches import Swatches
from qunmate.ui.wrapping import paragraph, partable

WIDTH = 320  # px
TONES = (
    ("core", N_("Teal")),
    ("active", N_("Blue")),
    ("good", N_("Green")),
    ("warn", N_("Amber")),
    ("leader", N_("Orange")),
    ("bad", N_("Red")),
    ("dormant", N_("Purple")),
    ("quiet", N_("Grey")),
)


class TagPane(QFrame):
    renamed = Signal(str)
    grouped = Signal(str)
    coloured = Signal(str)
    merged = Signal(int)
    rule_asked = Signal()
    rule_dropped = Signal()
    people_asked = Signal()
    deleted = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._chosen: list[Tag] = []
        self.setProperty("card", "true")
        self.setFixedWidth(WIDTH)
        self._make(theme)
        self._arrange()
        self.show_tags([], [], [], "")

    def _make(self, theme: Theme) -> None:
        self.heading = label("", "heading", wrap=True)
        self.nothing = label("", "second", wrap=True)
        self.name = QLineEdit()
        self.name.setMaxLength(60)
        self.name.setAccessibleName(_("Name of the tag"))
        self.name.editingFinished.connect(self._rename)
        self.group = DropDown()
        self._group_text = QLineEdit()
        self._group_text.setStyleSheet("border: none; padding: 0; min-height: 0;")
        self.group.setEditable(True)
        self.group.setLineEdit(self._group_text)
        self.group.setAccessibleName(_("Tag group"))
        self._group_text.setPlaceholderText(_("In no tag group"))
        self._group_text.editingFinished.connect(self._regroup)
        self.group.textActivated.connect(lambda _text: self._regroup())
        self.colours = Swatches(theme, [(tone, _(words)) for tone, words in TONES], self)
        self.colours.picked.connect(self.coloured)
        self.rule = paragraph("")
        self.edit_rule = button("", self.rule_asked.emit)
        self.drop_rule = button(_("Remove the rule"), self.rule_dropped.emit, "link")
        self.drop_rule.setToolTip(_("Those who have the tag keep it."))
        self.into = Choice()
        self.into.setAccessibleName(_("Merge into"))
        self.into.setPlaceholderText(_("Choose a tag…"))
        self.merge = button(_("Merge"), self._merge)
        self.into.currentIndexChanged.connect(lambda at: self.merge.setEnabled(at >= 0))
        self.people = button("", self.people_asked.emit)
        self.delete = button(_("Delete"), self.deleted.emit)

    def _arrange(self) -> None:
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 0)
        box.setSpacing(GRID)
        box.addWidget(self.nothing)
        box.addWidget(self.heading)
        self._one = [self._block(_("Name of the tag"), self.name, box)]
        self._any = [
            self._block(_("Tag group"), self.group, box),
            self._block(_("Colour"), self.colours, box),
        ]
        rule = QWidget()
        lines = QVBoxLayout(rule)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(GRID)
        lines.addWidget(self.rule)
        lines.addLayout(row(self.edit_rule, self.drop_rule, None))
        self._one.append(self._block(_("Rule"), rule, box))
        both = QWidget()
        line = row(self.into, self.merge)
        line.setStretch(0, 1)
        both.setLayout(line)
        self._many = [self._block(_("Merge into"), both, box)]
        box.addStretch(1)
        foot = row(self.people, None, self.delete)  # in sight however long the rule is
        foot.setContentsMargins(2 * GRID, GRID, 2 * GRID, 2 * GRID)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page.setObjectName("page")
        page.setStyleSheet("#page { background: transparent; }")
        area.setWidget(page)
        area.viewport().setAutoFillBackground(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(0)
        outer.addWidget(area, 1)
        outer.addLayout(foot)

    @staticmethod
    def _block(words: str, field: QWidget, box: QVBoxLayout) -> QWidget:
        """A field under its name, to be shown and hidden as one."""
        made = QWidget()
        inner = QVBoxLayout(made)
        inner.setContentsMargins(0, 4, 0, 0)
        inner.setSpacing(4)
        inner.addWidget(label(words, "note"))
        inner.addWidget(field)
        box.addWidget(made)
        return made

    def show_tags(
        self, chosen: Sequence[Tag], groups: Sequence[str], others: Sequence[Tag], rule: str
    ) -> None:
        """`groups` are those there are; `others` what the chosen can become, themselves first;
        `rule` is that of the one chosen tag, in words."""
        self._chosen = list(chosen)
        one = chosen[0] if len(chosen) == 1 else None
        for blocks, shown in ((self._one, one), (self._any, chosen), (self._many, chosen)):
            for block in blocks:
                block.setVisible(bool(shown))
        self.people.setVisible(bool(chosen))
        self.delete.setVisible(bool(chosen))
        self.heading.setVisible(len(chosen) > 1)
        self.nothing.setVisible(not chosen)
        to_come = _("Choose a tag to rename, colour or merge it, or to give it a rule.")
        self.nothing.setText(_("Choose a tag to change it.") if others else to_come)
        words = ngettext("{n} tag chosen", "{n} tags chosen", len(chosen))
        self.heading.setText(words.format(n=len(chosen)))
        if not chosen:
            return
        self._show_group(groups)
        tones = {tag_tone(tag.id, tag.colour) for tag in chosen}
        self.colours.show_tone(tones.pop() if len(tones) == 1 else "")
        self.into.clear()
        for tag in others:
            self.into.addItem(tag.name, tag.id)
        self.into.setCurrentIndex(-1)
        self.merge.setEnabled(False)
        members = one.present if one else 0
        words = ngettext("Show {n} member", "Show {n} members", members)
        self.people.setText(words.format(n=f"{members:,}") if one else _("Show the members"))
        self.people.setEnabled(any(tag.present for tag in chosen))
        if one:
            self._show_one(one, rule)

    def _show_group(self, groups: Sequence[str]) -> None:
        now = {tag.group for tag in self._chosen}
        if not self._group_text.hasFocus() or not self._group_text.isModified():
            self.group.clear()
            self.group.addItems(list(groups))
            self.group.setCurrentIndex(-1)
            self.group.setEditText(now.pop() if len(now) == 1 else "")
            self._group_text.setModified(False)

    def _show_one(self, tag: Tag, rule: str) -> None:
        if not self.name.isModified():
            self.name.setText(tag.name)
        by_hand = _("Given by hand only. A rule can give it to everyone who meets its conditions.")
        self.rule.setText(partable(rule or by_hand))
        self.edit_rule.setText(_("Edit the rule…") if tag.rule else _("Give it by a rule…"))
        self.drop_rule.setVisible(tag.rule is not None)

    def _rename(self) -> None:
        text = self.name.text().strip()
        self.name.setModified(False)
        if len(self._chosen) != 1:
            return
        if text and text != self._chosen[0].name:
            self.renamed.emit(text)
        else:
            self.name.setText(self._chosen[0].name)

    def _regroup(self) -> None:
        text = self.group.currentText().strip()
        self._group_text.setModified(False)
        now = {tag.group for tag in self._chosen}
        # an empty field may stand for several groups
        if now and now != {text} and (text or len(now) == 1):
            self.grouped.emit(text)

    def _merge(self) -> None:
        into = self.into.currentData()
        if into is not None:
            self.merged.emit(int(into))

"""Two cards side by side: which of each field the one card shall hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from qunmate.data import groups, members, merging, pictures
from qunmate.data.database import Database
from qunmate.data.merging import Choice
from qunmate.i18n import _, ngettext
from qunmate.model import Member
from qunmate.terms import ROLES, gender_word, says
from qunmate.ui.context import WindowContext
from qunmate.ui.members.columns import LAYER_WORDS, one_line
from qunmate.ui.members.editing import FIELD_WORDS
from qunmate.ui.parts import GRID, ElidedLabel, as_written, button, hint, label, row
from qunmate.ui.touched import EVERYTHING
from qunmate.ui.writer import Ticket
from qunmate.ui.writing import WritingDialog

FIELDS = ("name", "phone", "birthday", "gender", "city", "trade", "strengths", "needs")
MEMBERSHIP = ("nickname", "role", "expires_on", "layer_override")
CHOICES = {"role": ROLES, "layer_override": LAYER_WORDS}
PRIVATE = frozenset({"name", "phone", "nickname"})
WIDE = 196  # px of a value that are shown
WIDTH = 816
WORDS = 132, 240  # px for the names of fields, at least and at most
TABLES = EVERYTHING | {"pictures", "contact_notes", "names"}


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which the two cards differ. `kind` is card, custom, membership or picture; `key`
    the field, the name of the field, the group's id and the field."""

    kind: str
    key: str | tuple[int, str]
    words: str
    values: tuple[str | None, str | None]


class MergeDialog(WritingDialog):
    """The card `first` stays, that of `second` becomes part of it."""

    def __init__(self, context: WindowContext, parent: QWidget, first: int, second: int) -> None:
        super().__init__(parent)
        self._context = context
        self.writes = self._write
        db = context.store.db
        self.pair = (members.by_id(db, first), members.by_id(db, second))
        self.differences = differences(db, self.pair)
        self._chosen: dict[int, QButtonGroup] = {}
        self.setWindowTitle(_("Merge two cards"))
        self.resize(WIDTH, 520)
        self._arrange(db)

    def _arrange(self, db: Database) -> None:
        hint = _(
            "They become one person: IDs, groups, messages, tags and notes of both are kept. "
            "Choose what the card should say where they differ."
        )
        area = self._card(self._grid(db))
        sides = row(
            button(_("All from the left"), partial(self.take_side, 0), "link"),
            GRID,
            button(_("All from the right"), partial(self.take_side, 1), "link"),
            None,
        )
        self.ok = button(_("Merge"), self.accept, "primary")
        self.ok.setDefault(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(12)
        box.addWidget(label(_("Are these the same person?"), "title"))
        box.addWidget(label(hint, "second", wrap=True))
        box.addWidget(area, 1)
        if self.differences:
            box.insertLayout(2, sides)
        else:
            box.addWidget(label(_("The two cards do not contradict each other."), "second"))
        box.addLayout(row(None, button(_("Cancel"), self.reject), self.ok))
        self.ok.setFocus()  # a choice that has the focus looks unlike the others

    def _grid(self, db: Database) -> QGridLayout:
        """A heading for each card, and a line for each difference."""
        names = [self._context.blur.member(one_line(one.name)) for one in self.pair]
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(GRID)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        for side, (name, one) in enumerate(zip(names, self.pair, strict=True)):
            grid.addWidget(ElidedLabel(name, "heading"), 0, 1 + side)
            grid.addWidget(ElidedLabel(_weight(db, one), "note"), 1, 1 + side)
        for line, difference in enumerate(self.differences):
            self._line(grid, 2 + line, line, difference)
        grid.setRowStretch(len(self.differences) + 2, 1)
        grid.setContentsMargins(2 * GRID, 12, 2 * GRID, 12)
        return grid

    def _card(self, grid: QGridLayout) -> QScrollArea:
        page = QWidget()
        page.setLayout(grid)
        area = QScrollArea()
        area.setProperty("card", "true")
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidgetResizable(True)
        area.setWidget(page)
        for ground in (page, area.viewport()):  # that of the card shows through
            ground.setAutoFillBackground(False)
        return area

    def _line(self, grid: QGridLayout, at: int, line: int, one: Difference) -> None:
        words = ElidedLabel(one_line(one.words), "second")
        words.setMinimumWidth(WORDS[0])
        words.setMaximumWidth(WORDS[1])
        grid.addWidget(words, at, 0)
        group = QButtonGroup(self)
        for side, value in enumerate(one.values):
            choice = QRadioButton()
            shown = self._shown(one, value)
            choice.setAccessibleName(says(one.words, shown if value else _("blank")))
            fitting = choice.fontMetrics().elidedText(shown, Qt.TextElideMode.ElideRight, WIDE)
            choice.setToolTip(hint(shown if fitting != shown else ""))
            choice.setText(as_written(fitting))
            group.addButton(choice, side)
            grid.addWidget(choice, at, 1 + side)
            if one.kind == "picture":
                self._show_picture(choice, self.pair[side].id)
        group.button(0 if one.values[0] else 1).setChecked(True)
        self._chosen[line] = group

    def _shown(self, one: Difference, value: str | None) -> str:
        if not value:
            return _("(blank)")
        field = one.key[1] if isinstance(one.key, tuple) else one.key
        if one.kind == "card" and field == "gender":
            value = gender_word(value)
        elif one.kind == "membership" and field in CHOICES:
            value = _(CHOICES[field].get(value, value))
        text = one_line(value)
        private = one.kind in {"card", "membership"} and field in PRIVATE
        return self._context.blur.name(text) if private else text

    def _show_picture(self, choice: QRadioButton, member_id: int) -> None:
        image = pictures.picture(self._context.store.db, member_id)
        pixmap = QPixmap()
        if image and pixmap.loadFromData(image):
            mode = Qt.TransformationMode.SmoothTransformation
            choice.setIcon(pixmap.scaled(40, 40, Qt.AspectRatioMode.KeepAspectRatio, mode))
            choice.setText("")

    def take_side(self, side: int) -> None:
        """Every field from the left (0) or the right (1), as far as it says something."""
        for line, group in self._chosen.items():
            if self.differences[line].values[side]:
                group.button(side).setChecked(True)

    def choice(self) -> Choice:
        """What was chosen."""
        card: dict[str, str | None] = {}
        custom: dict[str, str | None] = {}
        memberships: dict[tuple[int, str], str | None] = {}
        picture: int | None = None
        for line, group in self._chosen.items():
            one, side = self.differences[line], group.checkedId()
            value = one.values[side]
            if isinstance(one.key, tuple):
                memberships[one.key] = value
            elif one.kind == "card":
                card[one.key] = value
            elif one.kind == "custom":
                custom[one.key] = value
            else:
                picture = self.pair[side].id
        return Choice(card, custom, memberships, picture)

    def _write(self) -> Ticket:
        keep, drop = (one.id for one in self.pair)
        choice = self.choice()
        name = self._context.blur.name(choice.card.get("name") or self.pair[0].name)
        return self._context.jobs.edit(
            lambda db: merging.merge(db, keep, drop, choice),
            TABLES,
            deed=_("Merged two cards into “{name}”").format(name=one_line(name)),
        )


def differences(db: Database, pair: Sequence[Member]) -> list[Difference]:
    """Where the two cards say two things. What only one of them says is kept anyway."""
    first, second = pair
    found = []
    for field in FIELDS:
        values = getattr(first, field), getattr(second, field)
        found.append(Difference("card", field, _(FIELD_WORDS[field]), values))
    for name in dict.fromkeys((*first.custom, *second.custom)):
        values = first.custom.get(name), second.custom.get(name)
        found.append(Difference("custom", name, name, values))
    names = {one.id: one.name for one in groups.all_groups(db)}
    memberships = {one.group_id: one for one in second.memberships}
    for membership in first.memberships:
        if other := memberships.get(membership.group_id):
            for field in MEMBERSHIP:
                words = f"{_(FIELD_WORDS[field])} · {names[membership.group_id]}"
                values = getattr(membership, field), getattr(other, field)
                found.append(Difference("membership", (membership.group_id, field), words, values))
    if all(pictures.picture(db, one.id) for one in pair):
        found.append(Difference("picture", "picture", _("Picture"), ("1", "2")))
    return [one for one in found if all(one.values) and one.values[0] != one.values[1]]


def _weight(db: Database, member: Member) -> str:
    """How much hangs on a card: groups, ids, messages."""
    held = merging.parts(db, member.id)
    messages = sum(part.messages for part in held)
    groups_, ids = len(member.memberships), sum(1 for part in held if part.group is None)
    return " · ".join(
        (
            ngettext("{n} group", "{n} groups", groups_).format(n=groups_),
            ngettext("{n} ID", "{n} IDs", ids).format(n=ids),
            ngettext("{n:,} message", "{n:,} messages", messages).format(n=messages),
        )
    )

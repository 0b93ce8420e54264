"""The card of the chosen member, at the right of the table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDropEvent,
    QFontMetrics,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from qunmate.data.member_card import MemberCard, Moment
from qunmate.i18n import N_, _
from qunmate.model import Member, Membership
from qunmate.roster.custom import CustomField
from qunmate.ui.blur import Blur
from qunmate.ui.members.columns import masked, one_line
from qunmate.ui.members.editing import MEMBERSHIP_FIELDS
from qunmate.ui.members.links import Link
from qunmate.ui.members.many import Many
from qunmate.ui.members.own_fields import OwnFields
from qunmate.ui.members.picture import is_picture, of_data
from qunmate.ui.members.tag_row import TagRow
from qunmate.ui.members.timeline import Timeline
from qunmate.ui.parts import GRID, ElidedLabel, button, label, row
from qunmate.ui.theme import ROW, Theme
from qunmate.ui.widgets.avatar import Avatar
from qunmate.ui.widgets.chips import Chip
from qunmate.ui.widgets.editable import Editable
from qunmate.ui.widgets.sparkline import Sparkline

WIDTH = 312  # px
LEAST_TITLE, MOST_TITLE = 88, 116  # px

# words of a line, and the (field, words) that stand in it
LINES = (
    (N_("Group nickname"), (("nickname", N_("Group nickname")),)),
    (N_("City · trade"), (("city", N_("City")), ("trade", N_("Trade")))),
    (N_("Strengths"), (("strengths", N_("Strengths")),)),
    (N_("Needs"), (("needs", N_("Needs")),)),
    (N_("Phone"), (("phone", N_("Phone")),)),
    (N_("Expires"), (("expires_on", N_("Expires")),)),
    (N_("Notes"), (("notes", N_("Notes")),)),
)
PRIVATE = frozenset({"nickname", "phone"})


class Detail(QFrame):
    """`edited` carries (member id, field, new text); `people_asked` ids and where they come
    from; `followed` the kind and id of what a line of the timeline stands for; `menu_asked` the
    place for the menu of the card; `picture_given` the member and the PNG that was dropped."""

    edited = Signal(int, str, str)
    tag_added = Signal(int, str)
    tag_removed = Signal(int, str)
    people_asked = Signal(object, str)
    note_asked = Signal()
    menu_asked = Signal(object)
    picture_given = Signal(int, object)
    followed = Signal(str, int)

    def __init__(self, theme: Theme, blur: Blur, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._blur = blur
        self._card: MemberCard | None = None
        self._membership: Membership | None = None
        self._phone_open = False
        self.setFixedWidth(WIDTH)
        self.setProperty("card", "true")
        self.setAccessibleName(_("Member"))
        self.setAcceptDrops(True)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.addWidget(self._scroll)
        page = QWidget()
        page.setObjectName("page")
        page.setStyleSheet("#page { background: transparent; }")
        box = QVBoxLayout(page)
        box.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        self._hint = label("", "second", wrap=True)
        box.addWidget(self._hint)
        self._body = QWidget()
        box.addWidget(self._body)
        self.many = Many(theme, page)
        box.addWidget(self.many)
        box.addStretch(1)
        self._scroll.setWidget(page)
        self._scroll.viewport().setAutoFillBackground(False)
        self._build()
        self.show_nobody()

    def _build(self) -> None:
        box = QVBoxLayout(self._body)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addLayout(self._head())
        self._tags = TagRow(self._theme, self._body)
        self._tags.added.connect(self._add_tag)
        self._tags.removed.connect(self._remove_tag)
        box.addWidget(self._tags)
        self._why = label("", "note", wrap=True)
        box.addWidget(self._why)
        box.addLayout(self._fields())
        box.addWidget(label(_("Last 12 weeks"), "heading"))
        self._spark = Sparkline(self._theme, self._body)
        box.addWidget(self._spark)
        self._activity = label("", "note", wrap=True)
        box.addWidget(self._activity)
        box.addWidget(label(_("Timeline"), "heading"))
        self._timeline = Timeline(self._body)
        self._timeline.followed.connect(self.followed)
        box.addWidget(self._timeline)
        box.addLayout(row(button(_("Note a talk…"), self.note_asked.emit, "small"), None))

    def _head(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(0)
        self._avatar = Avatar(self._theme, self._body)
        self._name = Editable(_("Name"), self._body, "heading")
        self._name.edited.connect(lambda text: self._edit("name", text))
        self._ids = ElidedLabel("", "note")
        grid.addWidget(self._avatar, 0, 0, 2, 1)
        grid.addWidget(self._name, 0, 1)
        grid.addWidget(self._ids, 1, 1)
        more = button("⋯", self._ask_menu, "small")
        more.setFixedWidth(32)
        more.setAccessibleName(_("More for this card"))
        more.setToolTip(more.accessibleName())
        grid.addWidget(more, 0, 2)
        self._more = more
        grid.setColumnStretch(1, 1)
        return grid

    def _fields(self) -> QVBoxLayout:
        lines = QVBoxLayout()
        lines.setSpacing(0)
        self._values: dict[str, Editable] = {}
        self._invited = Link()
        self._invited.followed.connect(self._ask_inviter)
        self._brought = Link()
        self._brought.followed.connect(self._ask_brought)
        self._welcomed = ElidedLabel()
        self._groups = ElidedLabel()
        for words, fields in LINES:
            for field, name in fields:
                value = Editable(_(name), self._body)
                value.edited.connect(lambda text, field=field: self._edit(field, text))
                self._values[field] = value
            values = [self._values[field] for field, _name in fields]
            lines.addWidget(FieldLine(self._theme, _(words), values))
        self._own = OwnFields(lambda words, value: FieldLine(self._theme, words, [value]))
        self._own.edited.connect(self._edit)
        lines.addWidget(self._own)
        self._values["phone"].pressed.connect(self._open_phone)
        people = [self._invited, self._brought]
        lines.addWidget(FieldLine(self._theme, _("Invited by"), people))
        self._welcomed_line = FieldLine(self._theme, _("Welcomed"), [self._welcomed])
        lines.addWidget(self._welcomed_line)
        self._known_as = ElidedLabel()
        self._known_as_line = FieldLine(self._theme, _("Known as"), [self._known_as])
        lines.addWidget(self._known_as_line)
        self._groups_line = FieldLine(self._theme, _("Groups"), [self._groups])
        lines.addWidget(self._groups_line)
        items = (lines.itemAt(place) for place in range(lines.count()))
        widgets = (item.widget() for item in items if item)
        shown = [widget for widget in widgets if isinstance(widget, FieldLine)]
        wide = max(line.title.width() for line in shown)
        for line in shown:  # the values stand under one another
            line.title.setFixedWidth(wide)
        return lines

    # what is shown

    def show_nobody(self) -> None:
        self._card = None
        self._body.hide()
        self.many.hide()
        self._hint.setText(_("Choose a member to see the card."))
        self._hint.show()

    def show_many(self) -> None:
        """Several members at once: `many` has been told of them."""
        self._card = None
        self._body.hide()
        self._hint.hide()
        self.many.show()

    def show_card(
        self,
        card: MemberCard,
        group_id: int | None,
        own: Sequence[CustomField] = (),
        picture: bytes | None = None,
    ) -> None:
        """`own` are the fields of the operator's own that a card has."""
        same = self._card is not None and self._card.member.id == card.member.id
        self._card = card
        self._membership = card.membership(group_id)
        self._phone_open = self._phone_open and same
        if not same:
            self._timeline.clear()
            self._scroll.verticalScrollBar().setValue(0)
        member = card.member
        name = self._blur.name
        self._avatar.show_name(name(member.name))
        self._avatar.show_picture(None if self._blur.on else picture)
        self._name.show_text(name(one_line(member.name)), member.name)
        self._ids.set_text(self._id_line(card, group_id))
        self._groups_line.setVisible(group_id is None)
        self._show_fields(card)
        self._own.show_fields(own, member.custom)
        self._hint.hide()
        self.many.hide()
        self._body.show()

    def _show_fields(self, card: MemberCard) -> None:
        for field, value in self._values.items():
            if value.editing:
                continue
            text = self._value(card, field) or ""
            if field == "phone":
                self._show_phone(text)
            else:
                shown = one_line(text)
                value.show_text(self._blur.name(shown) if field in PRIVATE else shown, text)
            value.setEnabled(field not in MEMBERSHIP_FIELDS or self._membership is not None)
        self._show_people(card)
        day = card.welcomed.get(self._membership.group_id) if self._membership else None
        self._welcomed.set_text(day or "")
        self._welcomed_line.setVisible(day is not None)
        known = _known_as(card.member)
        self._known_as.set_text(_(", ").join(self._blur.name(name) for name in known))
        self._known_as_line.setVisible(bool(known))
        names = [card.group_names[one.group_id] for one in card.member.memberships]
        self._groups.set_text(one_line(_(", ").join(names)) or "—")

    def _show_people(self, card: MemberCard) -> None:
        inviter = card.inviters.get(self._inviter or 0, "")
        self._invited.lead(self._blur.name(one_line(inviter)) or "—", live=bool(inviter))
        count = len(card.brought)
        self._brought.setVisible(bool(count))
        self._brought.lead(_("brought {n}").format(n=count))

    @property
    def _inviter(self) -> int | None:
        return self._membership.invited_by if self._membership else None

    def _ask_inviter(self) -> None:
        if self._inviter is not None:
            self.people_asked.emit((self._inviter,), "")

    def _ask_brought(self) -> None:
        if self._card:
            name = self._blur.name(self._card.member.name)
            title = _("those invited by {name}").format(name=name)
            self.people_asked.emit(self._card.brought, title)

    def _value(self, card: MemberCard, field: str) -> str | None:
        holder = self._membership if field in MEMBERSHIP_FIELDS else card.member
        value: str | None = getattr(holder, field) if holder else None
        return value

    def _id_line(self, card: MemberCard, group_id: int | None) -> str:
        ids = [self._blur.name(one.value) for one in card.member.identities if not one.group_id]
        others = [
            card.group_names[one.group_id]
            for one in card.member.memberships
            if group_id is not None and one.group_id != group_id
        ]
        if others:
            ids.append(_("also in {groups}").format(groups=_(", ").join(others)))
        return one_line(" · ".join(ids))

    def _show_phone(self, phone: str) -> None:
        shown = one_line(phone) if self._phone_open else masked(phone)
        hint = "" if self._phone_open or not phone else _("Click to see it")
        self._values["phone"].show_text(self._blur.name(shown), phone, hint)

    def _open_phone(self) -> None:
        if self._card and not self._values["phone"].editing:
            self._phone_open = not self._phone_open
            self._show_phone(self._card.member.phone or "")

    def show_chips(
        self, layer: Chip | None, tags: Sequence[tuple[str, Chip]], known: Sequence[str]
    ) -> None:
        self._tags.show_chips(layer, tags, known)

    def show_why(self, member_id: int, lines: Sequence[str]) -> None:
        """Why the member has tags that a rule gave, a line each."""
        if self._card and self._card.member.id == member_id:
            self._why.setText("\n".join(lines))
            self._why.setVisible(bool(lines))

    def show_activity(self, weeks: Sequence[int], words: str) -> None:
        self._spark.setVisible(any(weeks))
        self._spark.show_weeks(weeks)
        self._activity.setText(words)

    def show_moments(self, member_id: int, moments: Sequence[Moment]) -> None:
        if self._card and self._card.member.id == member_id:
            self._timeline.show_moments(moments, self._card.group_names, self._blur.name)

    # edits

    def enter(self) -> None:
        """Put the keyboard into the card, or to the verbs for several."""
        if self._card:
            self._name.setFocus()
        elif self.many.isVisible():
            self.many.enter()

    def begin_tag(self) -> None:
        self._tags.begin()

    def _ask_menu(self) -> None:
        self.menu_asked.emit(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    @property
    def member(self) -> Member | None:
        """Whose card is shown."""
        return self._card.member if self._card else None

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._card and is_picture(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if self._card:
            event.acceptProposedAction()
            self.picture_given.emit(self._card.member.id, of_data(event.mimeData()))

    def _edit(self, field: str, text: str) -> None:
        if self._card:
            self.edited.emit(self._card.member.id, field, text)

    def _add_tag(self, tag: str) -> None:
        if self._card:
            self.tag_added.emit(self._card.member.id, tag)

    def _remove_tag(self, tag: str) -> None:
        if self._card:
            self.tag_removed.emit(self._card.member.id, tag)


def _known_as(member: Member) -> list[str]:
    """Names under which a member was seen in groups, beside those that the card shows."""
    shown = {member.name, *(seat.nickname for seat in member.memberships)}
    names = (one.value for one in member.identities if one.group_id is not None)
    return [one_line(name) for name in dict.fromkeys(names) if name not in shown]


class FieldLine(QWidget):
    """Words at the left, values at the right, a thin line below."""

    def __init__(self, theme: Theme, words: str, values: Sequence[QWidget]) -> None:
        super().__init__()
        self._theme = theme
        self.title = ElidedLabel(words, "second")
        wide = QFontMetrics(self.title.font()).horizontalAdvance(words) + GRID
        self.title.setFixedWidth(min(max(wide, LEAST_TITLE), MOST_TITLE))
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 1)
        box.setSpacing(GRID)
        box.addWidget(self.title)
        for value in values:
            box.addWidget(value, 1)
        self.setFixedHeight(ROW)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        line = QColor(self._theme.tokens.line)
        painter.fillRect(0, self.height() - 1, self.width(), 1, line)
        painter.end()

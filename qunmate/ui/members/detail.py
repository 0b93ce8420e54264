"""The card of the chosen member, at the right of the table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from qunmate.data.member_card import MemberCard, Moment
from qunmate.i18n import _
from qunmate.model import Member
from qunmate.roster.custom import CustomField
from qunmate.terms import listed
from qunmate.ui.blur import Blur
from qunmate.ui.dropping import accept_copy
from qunmate.ui.jobs import Jobs
from qunmate.ui.members.card_fields import CardFields
from qunmate.ui.members.columns import one_line
from qunmate.ui.members.many import Many
from qunmate.ui.members.picture import is_picture, of_data
from qunmate.ui.members.reasons import Reasons
from qunmate.ui.members.tag_row import TagRow
from qunmate.ui.members.timeline import Timeline
from qunmate.ui.parts import GRID, button, hint, label, row
from qunmate.ui.pen import writes
from qunmate.ui.theme import Theme
from qunmate.ui.widgets.avatar import Avatar
from qunmate.ui.widgets.chips import Chip
from qunmate.ui.widgets.editable import Editable
from qunmate.ui.widgets.page_area import Page
from qunmate.ui.widgets.sparkline import Sparkline
from qunmate.ui.wrapping import DOT, chain, paragraph, partable

WIDTH = 312  # px


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
        self._here: int | None = None  # the group that is shown
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
        outer.setSpacing(0)
        outer.addWidget(self._scroll, 1)
        page = Page()
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
        self._foot = self._make_foot()  # Tab comes to it after the card
        outer.addWidget(self._foot)
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
        self.reasons = Reasons(self._body)
        box.addWidget(self.reasons)
        self.fields = CardFields(self._theme, self._blur, self._body)
        self.fields.edited.connect(self._edit)
        self.fields.people_asked.connect(self.people_asked)
        box.addWidget(self.fields)
        self._spark_heading = label("", "heading")
        box.addWidget(self._spark_heading)
        self._spark = Sparkline(self._theme, self._body)
        box.addWidget(self._spark)
        self._activity = label("", "note", wrap=True)
        box.addWidget(self._activity)
        box.addWidget(label(_("Timeline"), "heading"))
        self._timeline = Timeline(self._body)
        self._timeline.followed.connect(self.followed)
        box.addWidget(self._timeline)

    def _make_foot(self) -> QFrame:
        """What is done for the member most, in sight however long the card is."""
        foot = QFrame()
        foot.setObjectName("cardFoot")
        self._note = button(_("Note a talk…"), self.note_asked.emit, "small")
        box = row(self._note, None)
        box.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        foot.setLayout(box)
        return foot

    def _head(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(0)
        self._avatar = Avatar(self._theme, self._body)
        self._name = Editable(_("Name"), self._body, "heading", _("no name"))
        self._name.edited.connect(lambda text: self._edit("name", text))
        self._ids, self._also = chain("", "note"), paragraph("", "note")
        grid.addWidget(self._avatar, 0, 0, 3, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._name, 0, 1)
        grid.addWidget(self._ids, 1, 1, 1, 2)
        grid.addWidget(self._also, 2, 1, 1, 2)
        more = button("⋯", self._ask_menu, "small")
        more.setFixedWidth(32)
        more.setAccessibleName(_("More for this card"))
        more.setToolTip(hint(more.accessibleName()))
        grid.addWidget(more, 0, 2)
        self._more = more
        grid.setColumnStretch(1, 1)
        return grid

    # what is shown

    def show_nobody(self) -> None:
        self._card = None
        self._foot.hide()
        self._body.hide()
        self.many.hide()
        self._hint.setText(_("Choose a member to see the card."))
        self._hint.show()

    def show_many(self) -> None:
        """Several members at once: `many` has been told of them."""
        self._card = None
        self._foot.hide()
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
        self._card, self._here = card, group_id
        if not same:
            self._timeline.clear()
            self._scroll.verticalScrollBar().setValue(0)
        member = card.member
        name = self._blur.name
        self._avatar.show_name(name(member.name))
        self._avatar.show_picture(None if self._blur.on else picture)
        shown = one_line(member.name)
        self._name.show_text(name(shown) if shown.strip() else "", member.name)
        ids = (name(one.value) for one in member.identities if not one.group_id)
        self._show_line(self._ids, DOT.join(ids))
        self._show_line(self._also, self._others(card, group_id))
        self.fields.show_card(card, group_id, own)
        self._hint.hide()
        self.many.hide()
        self._body.show()
        self._foot.show()

    @staticmethod
    def _show_line(line: QLabel, text: str) -> None:
        line.setText(partable(one_line(text)))
        line.setVisible(bool(text))

    @staticmethod
    def _others(card: MemberCard, group_id: int | None) -> str:
        """The groups they are still in, beside the one that is shown."""
        others = [
            card.group_names[one.group_id]
            for one in card.member.memberships
            if group_id is not None and one.group_id != group_id and one.lasts
        ]
        return _("Also in {groups}").format(groups=listed(others)) if others else ""

    def show_chips(
        self, layer: Chip | None, tags: Sequence[tuple[str, Chip]], known: Sequence[str]
    ) -> None:
        self._tags.show_chips(layer, tags, known)

    def show_why(self, member_id: int, lines: Sequence[str]) -> None:
        """Why the member has tags that a rule gave, a line each."""
        if self._card and self._card.member.id == member_id:
            self.reasons.show_lines([self._blur.text(line) for line in lines])

    def show_activity(self, weeks: Sequence[int], words: str) -> None:
        self._spark.setVisible(any(weeks))
        self._spark_heading.setText(_("Last 12 weeks") if any(weeks) else _("Messages"))
        self._spark.show_weeks(weeks)
        self._activity.setText(words)

    def show_moments(self, member_id: int, moments: Sequence[Moment]) -> None:
        if self._card and self._card.member.id == member_id:
            names = self._card.group_names
            self._timeline.show_moments(moments, names, self._blur.shown, self._here)

    # edits

    def lock(self, jobs: Jobs) -> None:
        """Nothing of it can be changed."""
        self.setAcceptDrops(False)
        self._name.locked = self._tags.locked = self.many.tags.locked = True
        self.fields.lock()
        writes(jobs, self._note, self._more, *self.many.writing)

    def enter(self) -> None:
        """Put the keyboard into the card, or to the verbs for several."""
        if self._card:
            self._name.setFocus()
        elif self.many.isVisible():
            self.many.enter()

    def retype(self, member_id: int, field: str, text: str) -> None:
        """What could not be written stands in its field again, if the card is still shown."""
        if self._card is None or self._card.member.id != member_id:
            return
        if field == "tag":
            self._tags.begin(text)
        elif field == "name":
            self._name.begin(text)
        else:
            self.fields.retype(field, text)

    def _ask_menu(self) -> None:
        self.menu_asked.emit(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    @property
    def member(self) -> Member | None:
        """Whose card is shown."""
        return self._card.member if self._card else None

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._card and is_picture(event.mimeData()):
            accept_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        if self._card:
            accept_copy(event)
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

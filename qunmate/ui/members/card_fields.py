"""The lines of the card: what is known of a member, most of it to be edited where it stands."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qunmate.data.member_card import MemberCard
from qunmate.i18n import N_, _
from qunmate.model import Member, Membership
from qunmate.roster.custom import CustomField
from qunmate.roster.mapping import CUSTOM
from qunmate.terms import listed
from qunmate.ui.blur import Blur
from qunmate.ui.members.columns import masked, one_line
from qunmate.ui.members.editing import MEMBERSHIP_FIELDS
from qunmate.ui.members.field_line import FieldLine
from qunmate.ui.members.links import Link
from qunmate.ui.members.own_fields import OwnFields
from qunmate.ui.parts import ElidedLabel
from qunmate.ui.theme import Theme
from qunmate.ui.widgets.editable import Editable
from qunmate.ui.wrapping import DOT

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


class CardFields(QWidget):
    """`edited` carries a field and its new text; `people_asked` ids and where they come from."""

    edited = Signal(str, str)
    people_asked = Signal(object, str)

    def __init__(self, theme: Theme, blur: Blur, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._blur = blur
        self._card: MemberCard | None = None
        self._membership: Membership | None = None
        self._phone_open = False
        self.values: dict[str, Editable] = {}
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._add_editable()
        self._add_told()
        self._align()

    def _line(self, words: str, *values: QWidget, between: str = "") -> FieldLine:
        line = FieldLine(self._theme, words, values, between)
        self._box.addWidget(line)
        return line

    def _add_editable(self) -> None:
        for words, fields in LINES:
            for field, name in fields:
                value = Editable(_(name), self)
                value.edited.connect(lambda text, field=field: self.edited.emit(field, text))
                self.values[field] = value
            values = [self.values[field] for field, _name in fields]
            line = self._line(_(words), *values, between=DOT)
            if "trade" in dict(fields):
                self._place = line
        self.values["trade"].quiet = True  # one dash tells that both are empty
        self._own = OwnFields(self._own_line, self._blur.text)
        self._own.edited.connect(self.edited)
        self._box.addWidget(self._own)
        self.values["phone"].pressed.connect(self._open_phone)

    def _own_line(self, words: str, value: QWidget) -> FieldLine:
        line = FieldLine(self._theme, words, [value])
        line.title.setFixedWidth(self._wide)
        return line

    def _add_told(self) -> None:
        """What is not edited here."""
        self._invited, self._brought = Link(), Link()
        self._invited.followed.connect(self._ask_inviter)
        self._brought.followed.connect(self._ask_brought)
        self._welcomed, self._known_as, self._groups = ElidedLabel(), ElidedLabel(), ElidedLabel()
        self._line(_("Invited by"), self._invited, self._brought)
        self._welcomed_line = self._line(_("Welcomed"), self._welcomed)
        self._known_as_line = self._line(_("Known as"), self._known_as)
        self._groups_line = self._line(_("Groups"), self._groups)

    def _align(self) -> None:
        """The values stand under one another."""
        directly = Qt.FindChildOption.FindDirectChildrenOnly
        lines = self.findChildren(FieldLine, options=directly)
        self._wide = max(line.title.width() for line in lines)
        for line in lines:
            line.title.setFixedWidth(self._wide)

    # what is shown

    def show_card(self, card: MemberCard, group_id: int | None, own: Sequence[CustomField]) -> None:
        """A line under edit stays as it is."""
        same = self._card is not None and self._card.member.id == card.member.id
        self._card = card
        self._membership = card.membership(group_id)
        self._phone_open = self._phone_open and same
        several = group_id is None and len(card.member.memberships) > 1
        self._show_values(card, several=several)
        self._show_people(card)
        day = card.welcomed.get(self._membership.group_id) if self._membership else None
        self._welcomed.set_text(day or "")
        self._welcomed_line.setVisible(day is not None)
        known = _known_as(card.member)
        self._known_as.set_text(listed(self._blur.name(name) for name in known))
        self._known_as_line.setVisible(bool(known))
        there = [one.group_id for one in card.member.memberships if one.lasts]
        names = [card.group_names[id_] for id_ in there]
        self._groups.set_text(one_line(listed(names)) or "—")
        self._groups_line.setVisible(group_id is None)
        self._own.show_fields(own, card.member.custom)

    def _show_values(self, card: MemberCard, *, several: bool) -> None:
        why = _("Choose one of the groups at the left to change this.") if several else ""
        for field, value in self.values.items():
            if value.editing:
                continue
            text = self._value(card, field) or ""
            if field == "phone":
                self._show_phone(text)
            else:
                shown = one_line(text)
                seen = self._blur.name if field in PRIVATE else self._blur.text
                value.show_text(seen(shown), text)
            of_group = field in MEMBERSHIP_FIELDS
            value.reason = why if of_group else ""
            value.setEnabled(not of_group or self._membership is not None)
        self._place.join(both=bool((card.member.trade or "").strip()))

    def _value(self, card: MemberCard, field: str) -> str | None:
        holder = self._membership if field in MEMBERSHIP_FIELDS else card.member
        value: str | None = getattr(holder, field) if holder else None
        return value

    def _show_phone(self, phone: str) -> None:
        shown = one_line(phone) if self._phone_open else masked(phone)
        hint = "" if self._phone_open or not phone else _("Click to see it")
        self.values["phone"].show_text(self._blur.name(shown), phone, hint)

    def _open_phone(self) -> None:
        if self._card and not self.values["phone"].editing:
            self._phone_open = not self._phone_open
            self._show_phone(self._card.member.phone or "")

    def _show_people(self, card: MemberCard) -> None:
        inviter = card.inviters.get(self._inviter or 0, "")
        self._invited.lead(self._blur.name(one_line(inviter)) or "—", live=bool(inviter))
        count = len(card.brought)
        self._brought.setVisible(bool(count))
        self._brought.lead(_("brought {n}").format(n=f"{count:,}"))
        self._brought.setMinimumWidth(self._brought.sizeHint().width())  # the name gives way

    @property
    def group_id(self) -> int | None:
        """The group whose membership is shown."""
        return self._membership.group_id if self._membership else None

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

    def lock(self) -> None:
        """Nothing can be edited."""
        for value in self.values.values():
            value.locked = True
        self._own.locked = True

    def retype(self, field: str, text: str) -> None:
        """Begin to edit a field with a text that could not be written before."""
        if field.startswith(CUSTOM):
            self._own.retype(field.removeprefix(CUSTOM), text)
        elif field in self.values:
            self.values[field].begin(text)


def _known_as(member: Member) -> list[str]:
    """Names under which a member was seen in groups, beside those that the card shows."""
    shown = {member.name, *(membership.nickname for membership in member.memberships)}
    names = (one.value for one in member.identities if one.group_id is not None)
    return [one_line(name) for name in dict.fromkeys(names) if name not in shown]

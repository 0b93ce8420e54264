"""Writes of the Members tab: each goes through the writer as a deed that can be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from qunmate import clock
from qunmate.data import custom_fields, member_edits
from qunmate.data.database import Database
from qunmate.errors import Problem, UserError
from qunmate.figures.days import DayRules
from qunmate.i18n import N_, _, ngettext
from qunmate.roster import custom
from qunmate.roster.custom import CustomField
from qunmate.roster.mapping import CUSTOM
from qunmate.terms import sentences
from qunmate.ui.context import WindowContext
from qunmate.ui.writer import Ticket
from qunmate.words import words

CARD_TABLES = frozenset({"members"})
MEMBERSHIP_TABLES = frozenset({"memberships"})
TAG_TABLES = frozenset({"tags", "member_tags"})
MEMBERSHIP_FIELDS = member_edits.MEMBERSHIP_FIELDS
LOOKED_AT = 500  # cards, for the fields that stand on them
DATES = frozenset({"expires_on"})
FIELD_WORDS = {
    "name": N_("Name"),
    "nickname": N_("Group nickname"),
    "city": N_("City"),
    "trade": N_("Trade"),
    "phone": N_("Phone"),
    "birthday": N_("Birthday"),
    "gender": N_("Gender"),
    "strengths": N_("Strengths"),
    "needs": N_("Needs"),
    "notes": N_("Notes"),
    "role": N_("Role"),
    "expires_on": N_("Expires"),
    "layer_override": N_("Layer"),
}


class Editing(QObject):
    """`refused` is sent when a write did not come about, so that the old value is shown. Whoever
    can hold on to what was typed sets `failed` of the ticket, and lets `keep_typed` tell."""

    refused = Signal()

    def __init__(self, context: WindowContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context

    def set_field(
        self, group_id: int | None, member_ids: Sequence[int], field: str, text: str
    ) -> Ticket | None:
        """One field of cards, or of memberships in that group; None where it can't be that."""
        ids, values = list(member_ids), {field: text}
        if field.startswith(CUSTOM):
            return self._set_own(ids, field.removeprefix(CUSTOM), text)
        if not self._can_be(group_id, field, text):
            self.refused.emit()
            return None
        if field in MEMBERSHIP_FIELDS and group_id is not None:
            return self._edit(
                lambda db: member_edits.set_membership(db, group_id, ids, values),
                MEMBERSHIP_TABLES,
                self._changed(field, len(ids)),
            )
        return self._edit(
            lambda db: member_edits.set_fields(db, ids, values),
            CARD_TABLES,
            self._changed(field, len(ids)),
        )

    def own_fields(self, member_ids: Sequence[int]) -> tuple[list[CustomField], DayRules]:
        """The fields of the operator's own that can be set for these members, and how days in
        them are read."""
        found = custom_fields.of_members(self._context.store.db, member_ids[:LOOKED_AT])
        return found, DayRules(self._context.today)

    def _set_own(self, ids: list[int], name: str, text: str) -> Ticket | None:
        """A field of the operator's own, if it is of its kind."""
        field = custom_fields.kind(self._context.store.db, name)
        value = custom.value(field, text, DayRules(self._context.today))
        if value is None:
            self.refused.emit()
            problem = Problem("custom_value", {"name": name, "value": text})
            self._context.notify.notice(sentences(*words(problem)))
            return None
        return self._edit(
            lambda db: custom_fields.set_value(db, ids, name, value),
            CARD_TABLES,
            self._changed(name, len(ids)),
        )

    def _can_be(self, group_id: int | None, field: str, text: str) -> bool:
        if field in DATES and text and not clock.is_iso_day(text):
            self._context.notify.notice(_("A day is written like 2027-03-01."))
            return False
        return bool(text) if field == "name" else field not in MEMBERSHIP_FIELDS or bool(group_id)

    def _changed(self, field: str, count: int) -> str:
        name = _(FIELD_WORDS[field]) if field in FIELD_WORDS else field
        if count == 1:
            return _("Changed “{field}”").format(field=name)
        words = ngettext(
            "Changed “{field}” of {n} member", "Changed “{field}” of {n} members", count
        )
        return words.format(field=name, n=f"{count:,}")

    def add_tag(self, tag: str, member_ids: Sequence[int]) -> Ticket:
        ids = list(member_ids)
        words = ngettext("Tagged {n} member “{tag}”", "Tagged {n} members “{tag}”", len(ids))
        deed = words.format(n=f"{len(ids):,}", tag=tag)
        return self._edit(lambda db: member_edits.add_tag(db, tag, ids), TAG_TABLES, deed)

    def remove_tag(self, tag: str, member_ids: Sequence[int]) -> None:
        ids = list(member_ids)
        words = ngettext(
            "Removed “{tag}” from {n} member", "Removed “{tag}” from {n} members", len(ids)
        )
        deed = words.format(n=f"{len(ids):,}", tag=tag)
        self._edit(lambda db: member_edits.remove_tag(db, tag, ids), TAG_TABLES, deed)

    def _edit(
        self, change: Callable[[Database], object], tables: frozenset[str], deed: str
    ) -> Ticket:
        return self._context.jobs.edit(change, tables, deed=deed, failed=self._failed)

    def _failed(self, error: BaseException) -> None:
        self.refused.emit()
        self._context.notify.complain(error)

    def keep_typed(self, ticket: Ticket | None, text: str, retype: Callable[[], object]) -> None:
        """Where the write fails, let `retype` put the text back into its field. The reason stands
        in the status bar, not in a box, which would take the keyboard away again."""

        def failed(error: BaseException) -> None:
            self.refused.emit()
            copy = partial(QGuiApplication.clipboard().setText, text)
            if isinstance(error, UserError):
                said = sentences(*words(error.problem))
                self._context.notify.notice(said, _("Copy what you typed"), copy)
            retype()

        if ticket:
            ticket.failed = failed

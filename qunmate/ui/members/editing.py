"""Writes of the Members tab: each goes through the writer and can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from qunmate.data import member_edits
from qunmate.data.store import Database
from qunmate.i18n import _, ngettext
from qunmate.ui.context import WindowContext
from qunmate.ui.members.detail import MEMBERSHIP_FIELDS

CARD_TABLES = frozenset({"members"})
MEMBERSHIP_TABLES = frozenset({"memberships"})
TAG_TABLES = frozenset({"tags", "member_tags"})
DATES = frozenset({"expires_on"})

TagVerb = Callable[[Database, str, Sequence[int]], list[int]]


class Editing(QObject):
    """`refused` is sent when a write did not come about, so that the old value is shown."""

    refused = Signal()

    def __init__(self, context: WindowContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context

    def set_field(self, group_id: int | None, member_id: int, field: str, text: str) -> None:
        """One field of a card, or of the membership in that group."""
        if field in MEMBERSHIP_FIELDS:
            if group_id is None:
                return
            if field in DATES and text and not member_edits.is_day(text):
                self._context.notify.notice(_("A day is written like 2027-03-01."))
                self.refused.emit()
                return
            change = partial(_set_membership, group_id, member_id, field, text)
            self._write(change, MEMBERSHIP_TABLES)
        elif field != "name" or text:
            self._write(partial(_set_card, member_id, field, text), CARD_TABLES)
        else:
            self.refused.emit()

    def _write(
        self, change: Callable[[Database], Callable[[Database], object]], tables: frozenset[str]
    ) -> None:
        def done(back: Callable[[Database], object]) -> None:
            def undo() -> None:
                self._context.jobs.edit(back, tables)

            self._context.notify.notice(_("Changed."), _("Undo"), undo)

        self._context.jobs.edit(change, tables, done, failed=self._failed)

    def _failed(self, error: BaseException) -> None:
        self.refused.emit()
        self._context.notify.complain(error)

    def add_tag(self, tag: str, member_ids: Sequence[int]) -> None:
        words = partial(ngettext, "Tagged {n} member “{tag}”.", "Tagged {n} members “{tag}”.")
        self._tag(member_edits.add_tag, member_edits.remove_tag, words, tag, member_ids)

    def remove_tag(self, tag: str, member_ids: Sequence[int]) -> None:
        words = partial(ngettext, "Took “{tag}” off {n} member.", "Took “{tag}” off {n} members.")
        self._tag(member_edits.remove_tag, member_edits.add_tag, words, tag, member_ids)

    def _tag(
        self,
        verb: TagVerb,
        opposite: TagVerb,
        words: Callable[[int], str],
        tag: str,
        member_ids: Sequence[int],
    ) -> None:
        def back(touched: Sequence[int]) -> None:
            self._context.jobs.edit(lambda db: opposite(db, tag, touched), TAG_TABLES)

        def done(touched: list[int]) -> None:
            text = words(len(touched)).format(n=len(touched), tag=tag)
            if touched:
                self._context.notify.notice(text, _("Undo"), partial(back, touched))
            else:
                self._context.notify.notice(text)

        ids = list(member_ids)
        self._context.jobs.edit(
            lambda db: verb(db, tag, ids), TAG_TABLES, done, failed=self._failed
        )


def _set_card(member_id: int, field: str, text: str, db: Database) -> Callable[[Database], object]:
    """Writes, and gives what puts the old value back."""
    old = member_edits.set_fields(db, member_id, {field: text})
    return lambda db: member_edits.set_fields(db, member_id, old)


def _set_membership(
    group_id: int, member_id: int, field: str, text: str, db: Database
) -> Callable[[Database], object]:
    old = member_edits.set_membership(db, group_id, member_id, {field: text})
    return lambda db: member_edits.set_membership(db, group_id, member_id, old)

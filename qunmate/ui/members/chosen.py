"""Keeps the pane at the right with whoever is chosen in the table, and follows its links."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtWidgets import QWidget

from qunmate.data import (
    contact_notes,
    custom_fields,
    groups,
    member_card,
    members,
    pictures,
    tags,
)
from qunmate.data.store import Store
from qunmate.i18n import _, ngettext
from qunmate.ui.contact_note_dialog import ContactNoteDialog, write_note
from qunmate.ui.context import Visit, WindowContext
from qunmate.ui.members import bulk
from qunmate.ui.members.card_menu import CardMenu
from qunmate.ui.members.columns import one_line
from qunmate.ui.members.detail import Detail
from qunmate.ui.members.keeping import SelectionKeeper
from qunmate.ui.members.table_model import RosterModel
from qunmate.ui.pen import may_write
from qunmate.ui.widgets.chips import Chip


class Chosen(QObject):
    """`people_asked` carries ids and where these people come from."""

    people_asked = Signal(object, str)

    def __init__(
        self,
        context: WindowContext,
        detail: Detail,
        model: RosterModel,
        keeper: SelectionKeeper,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._detail = detail
        self._model = model
        self._keeper = keeper
        self._window = parent
        self._why_of: int | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._show)
        context.blur.changed.connect(self.changed)
        detail.note_asked.connect(lambda: self.note(keeper.chosen_ids()))
        detail.followed.connect(self._follow)
        self.cards = CardMenu(context, parent)
        detail.menu_asked.connect(self._menu)
        detail.picture_given.connect(self.cards.pictures.take)
        detail.people_asked.connect(self.people_asked)

    def changed(self) -> None:
        """Show who is chosen: once for all that happens within one event."""
        if self._window.isVisible():
            self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def _show(self) -> None:
        chosen = self._keeper.chosen_ids()
        if len(chosen) > 1:
            self._show_many(chosen)
            return
        card = member_card.card(self._context.store.db, chosen[0]) if chosen else None
        if card is None:
            self._detail.show_nobody()
            return
        group = self._context.group
        db = self._context.store.db
        own = custom_fields.of_card(db, card.member.custom)
        picture = pictures.picture(db, chosen[0])
        self._detail.show_card(card, group.id if group else None, own, picture)
        self._show_figures(chosen[0], card.member.tags)
        self._read_why(chosen[0])
        moments = partial(_moments, member_id=chosen[0])
        self._context.jobs.read("members.timeline", moments, self._show_moments)

    def _read_why(self, member_id: int) -> None:
        """Why the member has the tags that a rule gave: as before until it is known."""
        if member_id != self._why_of:
            self._why_of = member_id
            self._detail.show_why(member_id, [])
        if not tags.rule_tags_of(self._context.store.db, member_id):
            self._detail.show_why(member_id, [])
            return
        shown = self._context.group.id if self._context.group else None
        told = partial(_why, member_id=member_id, shown=shown, today=self._context.today)
        self._context.jobs.read("members.why", told, lambda read: self._detail.show_why(*read))

    def _show_many(self, chosen: Sequence[int]) -> None:
        held = bulk.held_tags(self._model, chosen)
        tags = tuple(tag for tag, _count in held.most_common())
        chips = list(zip(tags, self._model.tag_chips(tags), strict=True))
        self._detail.many.show_chosen(len(chosen), chips, held, list(self._model.tag_marks))
        self._detail.show_many()

    def _show_moments(self, read: tuple[int, list[member_card.Moment]]) -> None:
        self._detail.show_moments(*read)

    def _show_figures(self, member_id: int, tags: tuple[str, ...]) -> None:
        row = self._model.row_of(member_id)
        chips = self._model.tag_chips(tags)
        layer: Chip | None = None
        standings = self._model.roster.standings
        if row is not None and standings is not None:
            at = self._model.position(row)
            layer = next(iter(self._model.layer_chips(at)), None)
            late = int(standings.messages_30d[at])
            words = ngettext(
                "{n:,} message in 30 days, {all:,} in all",
                "{n:,} messages in 30 days, {all:,} in all",
                late,
            ).format(n=late, all=int(standings.messages[at]))
            self._detail.show_activity(standings.weeks[at].tolist(), words)
        known = list(self._model.tag_marks)
        self._detail.show_chips(layer, list(zip(tags, chips, strict=True)), known)

    def note(self, member_ids: Sequence[int]) -> ContactNoteDialog | None:
        """Ask for a note of a talk with these members."""
        if not member_ids or not may_write(self._context):
            return None
        names = members.names(self._context.store.db, member_ids)
        return write_note(self._context, self._window, names)

    def _menu(self, place: QPoint) -> None:
        if member := self._detail.member:
            self.cards.menu(member).popup(place)

    def _follow(self, kind: str, id_: int) -> None:
        if kind == "highlight":
            self._context.guide.lead(Visit("highlights", "highlight", (id_,)))
            return
        note = contact_notes.by_id(self._context.store.db, id_)
        if note is not None and may_write(self._context):
            names = members.names(self._context.store.db, [note.member_id])
            write_note(self._context, self._window, names, note)


def _moments(store: Store, member_id: int) -> tuple[int, list[member_card.Moment]]:
    return member_id, member_card.timeline(store.db, member_id)


def _why(store: Store, member_id: int, shown: int | None, today: date) -> tuple[int, list[str]]:
    """Where a rule counts over other groups than those `shown` in the table, whose figures are
    not the same, its reason says so."""
    from qunmate.tasks import tag_rules

    names = {one.id: one.name for one in groups.all_groups(store.db)}
    found = []
    for one in tag_rules.why(store, member_id, today):
        words = _("“{tag}” by its rule: {rule}. Now: {own}.")
        if one.group_id is None and shown is not None:
            words = _("“{tag}” by its rule: {rule}. In all groups, up to {day}: {own}.")
        elif one.group_id != shown:
            words = _("“{tag}” by its rule: {rule}. In “{group}”, up to {day}: {own}.")
        group = one_line(names.get(one.group_id or 0, ""))
        said = words.format(tag=one.tag, rule=one.rule, own=one.own, day=one.until, group=group)
        found.append(said)
    return member_id, found

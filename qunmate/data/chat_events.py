"""What a chat tells of its people: joins, leaves, names, roles, pins, applied to their cards."""

from __future__ import annotations

from collections.abc import Iterable

from qunmate.clock import DAY, offset_of_instant, zone
from qunmate.data import imports, own_events, stays
from qunmate.data.database import Database
from qunmate.data.identities import SenderBook
from qunmate.data.importers.packed import Packed
from qunmate.data.importers.packing import clean
from qunmate.model import Group
from qunmate.records import OPERATOR, SourceEvent

RENAME = "rename"
_NOBODY = ("", "")


class ChatEvents:
    """The events of one chat import, in the order of the source. `renamed` tells, for each
    member whose new name a line told, when and which."""

    def __init__(
        self,
        db: Database,
        group: Group,
        import_id: int,
        book: SenderBook,
        first_days: stays.FirstDays,
    ) -> None:
        self._db = db
        self._group = group
        self._import_id = import_id
        self._book = book
        self._first_days = first_days
        self._last_days = stays.LastDays(db, group.id, import_id)
        self._zone = zone(group.timezone)
        self._invited: dict[tuple[str, str], int] = {}
        self._roster_at: int | None = None
        self.renamed: dict[int, tuple[int, str]] = {}
        self._left_open = False

    def rename_first(self, packed: Packed, known_senders: int) -> None:
        """In a record without ids a name is all there is: who changes theirs in a batch is
        told before its senders are looked up, so that the new name finds the same member.
        Whoever spoke under that name before is somebody else."""
        events = [event for event in packed.events if event.kind == RENAME]
        if not events or any(platform_id for platform_id, _ in packed.new_senders):
            return
        first: dict[int, int] = {}
        for sender, at in zip(packed.sender, packed.at, strict=True):
            first.setdefault(sender, at)
        for event in events:
            spoke_before = {
                name
                for number, (_, name) in enumerate(packed.new_senders, known_senders)
                if first.get(number, event.at) < event.at
            }
            if event.text not in spoke_before:
                self._book.rename(_clean(event.person), clean(event.text))

    def take(self, events: Iterable[SourceEvent]) -> None:
        for event in events:
            self._take(event._replace(person=_clean(event.person), text=clean(event.text)))

    def _take(self, event: SourceEvent) -> None:
        member_id, by = self._people(event)
        if (by is None and event.by == OPERATOR) or (
            member_id is None and event.person == OPERATOR
        ):
            self._left_open = True
        day = (event.at + offset_of_instant(self._zone, event.at)) // DAY
        if not self._note(event, day, member_id, by) or member_id is None:
            return
        place = (self._group.id, member_id, day)
        if event.kind == "join":
            stays.join(self._db, self._import_id, self._first_days, *place, by)
        elif event.kind == "leave":
            stays.leave(self._db, self._import_id, self._last_days, *place)
        elif event.kind == "role":
            self._role(event, member_id)
        elif event.kind == RENAME:
            self.renamed[member_id] = max(
                self.renamed.get(member_id, (event.at, event.text)), (event.at, event.text)
            )

    def _people(self, event: SourceEvent) -> tuple[int | None, int | None]:
        """The members behind an event. Who is only invited is no member yet; whoever invited
        them is remembered for the day they join."""
        by = self._book.find_person(*_clean(event.by))
        if event.kind == RENAME:
            return self._book.rename(event.person, event.text), by
        if event.kind == "invite":
            if by is not None:
                self._invited[event.person] = by
            return self._book.known_person(*event.person), by
        if event.kind == "join" and event.by == _NOBODY:
            by = self._invited.get(event.person)
        return self._book.find_person(*event.person), by

    def fill_in(self) -> None:
        """Once all is read: whom lines call “you”, where the source told it only after them."""
        own = self._book.known_person(*OPERATOR)
        if self._left_open and own is not None:
            own_events.fill_in(self._db, own, self._import_id)

    def _note(self, event: SourceEvent, day: int, member_id: int | None, by: int | None) -> bool:
        """Keep the event, unless it is there already."""
        told = self._db.execute(
            "SELECT 1 FROM events WHERE group_id = ? AND at = ? AND kind = ? AND member_id IS ?",
            [self._group.id, event.at, event.kind, member_id],
        ).fetchone()
        if told:
            return False
        # not by table().insert(): it opens a savepoint, which costs more than the row
        self._db.execute(
            "INSERT INTO events (group_id, import_id, at, day, kind, member_id, by_member_id, text)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [self._group.id, self._import_id, event.at, day, event.kind, member_id, by, event.text],
        )
        return True

    def _role(self, event: SourceEvent, member_id: int) -> None:
        """A role that a line tells counts unless a sheet, the operator or a later line says
        otherwise. A group has one owner."""
        membership_id, role, import_id = self._db.execute(
            "SELECT id, role, import_id FROM memberships WHERE group_id = ? AND member_id = ?",
            [self._group.id, member_id],
        ).fetchone()
        settled = import_id is None or event.at <= self.roster_at
        if role == event.text or (role is not None and settled) or self._told_later(event):
            return
        changes = [(membership_id, role, event.text)]
        if event.text == "owner":
            before = self._db.execute(
                "SELECT id, role FROM memberships WHERE group_id = ? AND role = 'owner'",
                [self._group.id],
            )
            changes += [(other, old, "member") for other, old in before]
        for membership, old, new in changes:
            self._db.execute("UPDATE memberships SET role = ? WHERE id = ?", [new, membership])
            change = ("memberships", membership, "role", old, new)
            imports.keep_changes(self._db, self._import_id, [change])

    def _told_later(self, event: SourceEvent) -> bool:
        """Whether a later line, which an earlier import took in, tells a role of the person, or
        of the owner."""
        member_id = self._book.known_person(*event.person)
        row = self._db.execute(
            "SELECT 1 FROM events WHERE group_id = ? AND kind = 'role' AND at > ?"
            " AND (member_id = ? OR (text = 'owner' AND ? = 'owner'))",
            [self._group.id, event.at, member_id, event.text],
        ).fetchone()
        return row is not None

    @property
    def roster_at(self) -> int:
        """When a sheet last told how things are in the group; 0 if none did."""
        if self._roster_at is None:
            row = self._db.execute(
                "SELECT coalesce(max(at), 0) FROM imports"
                " WHERE kind = 'roster' AND group_id = ? AND NOT undone",
                [self._group.id],
            ).fetchone()
            self._roster_at = int(row[0])
        return self._roster_at


def _clean(person: tuple[str, str]) -> tuple[str, str]:
    """A name that the file can hold; the mark of the operator stays as it is."""
    return person if person == OPERATOR else (clean(person[0]), clean(person[1]))

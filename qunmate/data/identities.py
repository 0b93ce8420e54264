"""Who a chat's senders are: platform ids and names to identities, identities to members."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from qunmate.data import imports, numbers, own_card
from qunmate.data.database import Database
from qunmate.model import Group
from qunmate.records import OPERATOR, Participant
from qunmate.roster.model import id_key, id_mark

# of which names are made that look empty
_UNSEEN = (
    " \t\u00a0\u00ad\u115f\u1160\u200b\u200c\u200d\u200e\u200f\u2060\u2800\u3000\u3164\ufeff\uffa0"
)


# most names have one member, and a set for each would take five times the memory
_Members = int | set[int]


def _also(names: dict[str, _Members], name: str, member_id: int) -> None:
    """Give the name to one more member."""
    known = names.setdefault(name, member_id)
    if isinstance(known, set):
        known.add(member_id)
    elif known != member_id:
        names[name] = {known, member_id}


@dataclass(slots=True)
class Seen:
    """A sender as the file holds it."""

    identity_id: int
    member_id: int
    name_id: int


@dataclass(slots=True)
class SenderBook:
    """Finds or makes the member behind each sender of one chat import.

    Order: the platform id; else, in this group only, a name that belongs to exactly one
    member (a name identity, a group nickname, a name under which somebody spoke here); else
    a new member. A name never joins two people who both have ids of one kind: a WeChat
    account has a wxid and a 微信号, so that these two don't keep it apart. Ids are compared
    without case. A sheet's rows are matched by the same rule (roster/matching.py). `operator`
    is the member from whose account the source is, if it tells.
    """

    db: Database
    group: Group
    import_id: int
    today: str
    new_members: int = 0
    operator: int | None = None
    _next_member: int = 0
    _in_group: set[int] = field(default_factory=set)
    _by_name: dict[str, _Members] | None = None
    _by_id: dict[str, tuple[int, int]] | None = None

    def find(self, platform_id: str, name: str) -> Seen:
        """The identity, member and name of a sender, made where they are missing."""
        name = name if name.strip(_UNSEEN) else platform_id or name
        known = self._known_identity(platform_id, name)
        if known is None:
            member_id = self._member_named(name, platform_id)
            if member_id is None:
                member_id = self._add_member(name)
            known = self._add_identity(member_id, platform_id, name), member_id
        identity_id, member_id = known
        self._ensure_membership(member_id, name)
        if self._by_name is not None:
            _also(self._by_name, name, member_id)
        return Seen(identity_id, member_id, self._name_id(identity_id, name))

    def find_person(self, platform_id: str, name: str) -> int | None:
        """The member an event tells of; a name that nobody here has makes a new member, one
        that several have tells of no one."""
        member_id = self.known_person(platform_id, name)
        if member_id is not None:
            self._ensure_membership(member_id, None)
            return member_id
        unclear = (platform_id, name) == OPERATOR or (not platform_id and self._named(name))
        if unclear or not (platform_id or name):
            return None
        return self.find(platform_id, name).member_id

    def known_person(self, platform_id: str, name: str) -> int | None:
        """The member an event tells of, if it is clear who that is."""
        if (platform_id, name) == OPERATOR:
            return self.operator or own_card.own(self.db)
        if platform_id:
            known = self._known_identity(platform_id, name)
            return known[1] if known else self._member_named(name, platform_id)
        return self._member_named(name, "")

    def rename(self, person: tuple[str, str], new: str) -> int | None:
        """The member who took a new name, found under both names from now on. Who has the new
        name already may be the same person, but that is not for us to say."""
        member_id, owners = self.known_person(*person), self._named(new)
        if member_id is None and len(owners) == 1 and not self._named(person[1]):
            (member_id,) = owners  # never heard of under the old name
        elif member_id is None:
            member_id = self.find_person(*person)
        if member_id is not None and owners <= {member_id}:
            for name in (new, "" if person == OPERATOR else person[1]):
                if name:
                    self._also_called(member_id, name)
        return member_id

    def _also_called(self, member_id: int, name: str) -> None:
        if member_id in self._named(name):
            return
        row = self.db.execute(
            "SELECT id FROM identities WHERE member_id = ?"
            " AND (group_id = ? OR (group_id IS NULL AND platform = ?)) ORDER BY group_id LIMIT 1",
            [member_id, self.group.id, self.group.platform],
        ).fetchone()
        if row:
            self._name_id(row[0], name)
        else:
            self._add_identity(member_id, "", name)
        _also(self._named_here, name, member_id)

    def take_participants(self, participants: Iterable[Participant]) -> None:
        """People whom the source lists, with roles and bots, whether or not they speak."""
        for person in participants:
            seen = self.find(person.platform_id, person.nickname or person.name)
            if person.own:
                self._operator_is(seen.member_id)
            if person.bot:
                where = "id = ? AND NOT bot"
                self._change("members", "bot", 0, 1, where, [seen.member_id])
            if person.role:
                where = "group_id = ? AND member_id = ? AND role IS NULL"
                place = [self.group.id, seen.member_id]
                self._change("memberships", "role", None, person.role, where, place)

    def _operator_is(self, member_id: int) -> None:
        """The source is from this member's account; it is the operator's own card, unless they
        told otherwise."""
        self.operator = member_id
        if own_card.unknown(self.db):
            self._change("members", "is_self", 0, 1, "id = ?", [member_id])

    def _change(
        self, table: str, field: str, old: object, new: object, where: str, values: list[int]
    ) -> None:
        """Set a field of the rows that match, so that undoing puts the old value back."""
        for (row_id,) in self.db.execute(
            f"SELECT id FROM {table} WHERE {where}", values
        ).fetchall():
            self.db.execute(f"UPDATE {table} SET {field} = ? WHERE id = ?", [new, row_id])
            imports.keep_changes(self.db, self.import_id, [(table, row_id, field, old, new)])

    def _known_identity(self, platform_id: str, name: str) -> tuple[int, int] | None:
        if platform_id:
            row = self.db.execute(
                "SELECT id, member_id FROM identities"
                " WHERE platform = ? AND value = ? AND group_id IS NULL",
                [self.group.platform, platform_id],
            ).fetchone()
            return (row[0], row[1]) if row else self._ids().get(id_key(platform_id))
        row = self.db.execute(
            "SELECT id, member_id FROM identities WHERE group_id = ? AND value = ?",
            [self.group.id, name],
        ).fetchone()
        return (row[0], row[1]) if row else None

    def _ids(self) -> dict[str, tuple[int, int]]:
        """Identity and member of the platform's ids that were here before, without case."""
        if self._by_id is None:
            rows = self.db.execute(
                "SELECT value, id, member_id FROM identities"
                " WHERE platform = ? AND group_id IS NULL",
                [self.group.platform],
            )
            self._by_id = {id_key(value): (id_, member_id) for value, id_, member_id in rows}
        return self._by_id

    def _member_named(self, name: str, platform_id: str) -> int | None:
        """The one member of the group with this name; for a sender with an id only one who
        has no id of that kind yet."""
        found = self._named(name)
        if platform_id:
            mark = id_mark(self.group.platform, platform_id)
            found = {member_id for member_id in found if not self._marks(member_id) & mark}
        return next(iter(found)) if len(found) == 1 else None

    def _named(self, name: str) -> set[int]:
        """The members of the group who have, or had, this name."""
        found = self._named_here.get(name)
        return found if isinstance(found, set) else set() if found is None else {found}

    @property
    def _named_here(self) -> dict[str, _Members]:
        if self._by_name is None:
            self._by_name = self._names_of_group()
        return self._by_name

    def _names_of_group(self) -> dict[str, _Members]:
        names: dict[str, _Members] = {}
        rows = self.db.execute(
            """
            SELECT nickname, member_id FROM memberships
            WHERE group_id = :group AND nickname IS NOT NULL
            UNION SELECT value, member_id FROM identities WHERE group_id = :group
            UNION SELECT members.name, members.id FROM members
            JOIN memberships ON memberships.member_id = members.id AND memberships.group_id = :group
            UNION SELECT names.name, identities.member_id FROM names
            JOIN identities ON identities.id = names.identity_id
            JOIN memberships ON memberships.member_id = identities.member_id
                AND memberships.group_id = :group
            """,
            {"group": self.group.id},
        )
        for name, member_id in rows:
            _also(names, name, member_id)
        return names

    def _marks(self, member_id: int) -> int:
        """The kinds of ids of the platform that a member has."""
        marks = 0
        for (value,) in self.db.execute(
            "SELECT value FROM identities"
            " WHERE member_id = ? AND platform = ? AND group_id IS NULL",
            [member_id, self.group.platform],
        ):
            marks |= id_mark(self.group.platform, value)
        return marks

    def _add_member(self, name: str) -> int:
        self.new_members += 1
        if not self._next_member:
            self._next_member = numbers.next_free(self.db, "members")
        self._next_member += 1
        return self._insert("members (id, name, import_id)", self._next_member - 1, name)

    def _add_identity(self, member_id: int, platform_id: str, name: str) -> int:
        return self._insert(
            "identities (member_id, platform, value, group_id, import_id)",
            member_id,
            self.group.platform,
            platform_id or name,
            None if platform_id else self.group.id,
        )

    def _ensure_membership(self, member_id: int, nickname: str | None) -> None:
        if member_id in self._in_group:
            return
        self._in_group.add(member_id)
        place = [self.group.id, member_id]
        held = "SELECT 1 FROM memberships WHERE group_id = ? AND member_id = ?"
        if not self.db.execute(held, place).fetchone():
            columns = "memberships (group_id, member_id, nickname, import_id)"
            membership_id = self._insert(columns, *place, nickname)
            self._insert("stays (membership_id, brought_on, import_id)", membership_id, self.today)

    def _name_id(self, identity_id: int, name: str) -> int:
        row = self.db.execute(
            "SELECT id FROM names WHERE identity_id = ? AND name = ?", [identity_id, name]
        ).fetchone()
        if row:
            return int(row[0])
        return self._insert("names (identity_id, name, import_id)", identity_id, name)

    def _insert(self, into: str, *values: object) -> int:
        """Add a row that this import brought, and give its id. Not by RETURNING, which makes
        a savepoint of each row, at which the search index writes all that it holds back."""
        marks = ", ".join("?" * (len(values) + 1))
        cursor = self.db.execute(f"INSERT INTO {into} VALUES ({marks})", [*values, self.import_id])
        return int(cursor.lastrowid or 0)

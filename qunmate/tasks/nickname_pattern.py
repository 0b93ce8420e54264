"""Fills cards from the nicknames of a group, by a pattern that the operator set."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from qunmate.data import custom_fields, profile_fields
from qunmate.data.database import Database
from qunmate.data.store import Store
from qunmate.model import Group
from qunmate.roster.mapping import CUSTOM
from qunmate.roster.model import CARD_FIELDS, Book, Card, FieldChange, RowPlan
from qunmate.roster.nickname_pattern import blanks, fitting, pattern


@dataclass(frozen=True, slots=True)
class Line:
    """What a nickname tells, and which of it would be filled in."""

    member_id: int
    nickname: str
    told: dict[str, str]
    filled: dict[str, str]


@dataclass(frozen=True, slots=True)
class Preview:
    """`fit` of `people` nicknames fit the pattern, `filling` cards would gain something;
    `lines` are some of them, those that fit first."""

    people: int
    fit: int
    filling: int
    lines: tuple[Line, ...]


def preview(store: Store, group: Group, said: str, most: int = 10) -> Preview:
    """What the pattern would do. Writes nothing. UserError if it is none."""
    lines = _lines(store.db, group.id, said)
    fit = [line for line in lines if line.told]
    shown = sorted(lines, key=lambda line: (not line.filled, not line.told))[:most]
    return Preview(len(lines), len(fit), sum(bool(line.filled) for line in lines), tuple(shown))


def fill(db: Database, group: Group, said: str) -> int:
    """Keep the pattern for the group and fill what is blank on the cards; gives how many cards
    gained something. UserError if it is no pattern."""
    lines = _lines(db, group.id, said)
    profile_fields.keep_pattern(db, group.id, said)
    for line in lines:
        if line.filled:
            profile_fields.fill(db, line.member_id, line.filled)
    return sum(bool(line.filled) for line in lines)


def fill_newcomers(
    db: Database, group: Group, import_id: int, *, but: Collection[str] = ()
) -> None:
    """What the group's pattern tells of those whom an import brought, or gave another nickname,
    into what is blank on their cards: as part of the import. `but` are fields that the import
    told itself."""
    said = profile_fields.nickname_pattern(db, group.id)
    if not said:
        return
    for line in _lines(db, group.id, said, import_id):
        filled = {field: value for field, value in line.filled.items() if field not in but}
        if filled:
            profile_fields.fill_by_import(db, import_id, line.member_id, filled)


def foretold(
    db: Database,
    group: Group,
    book: Book,
    plans: Sequence[RowPlan],
    mapping: Mapping[str, str],
) -> tuple[RowPlan, ...]:
    """The rows of a dry run with what the group's pattern would fill in once they are taken in,
    as `fill_newcomers` does; `book` has the cards as they would be then."""
    but = {"name"} & set(mapping.values())
    said = profile_fields.nickname_pattern(db, group.id)
    if not said:
        return tuple(plans)
    wanted = pattern(said)
    own = {field.name: field for field in custom_fields.kinds(db)}
    found = []
    for plan in plans:
        new = {change.field: change.new for change in plan.changes}
        nickname = new.get("nickname")
        if nickname and plan.member_id is not None and not new.get("left_on"):
            told = fitting(wanted.read(nickname), own)
            filled = blanks(told, _held(book.cards[plan.member_id], nickname))
            gains = [FieldChange(one, None, filled[one]) for one in filled if one not in but]
            found.append(plan._replace(changes=(*plan.changes, *gains)))
        else:
            found.append(plan)
    return tuple(found)


def _held(card: Card, nickname: str) -> dict[str, str | None]:
    """A name that is only the nickname once more counts as blank."""
    held = {CUSTOM + name: value for name, value in card.custom.items()}
    held |= {field: getattr(card, field) for field in CARD_FIELDS}
    return held | {"name": None if card.name == nickname else card.name}


def _lines(db: Database, group_id: int, said: str, brought_by: int | None = None) -> list[Line]:
    wanted = pattern(said)
    own = {field.name: field for field in custom_fields.kinds(db)}
    found = []
    for one in profile_fields.nicknamed(db, group_id, brought_by):
        told = fitting(wanted.read(one.nickname), own)
        found.append(Line(one.member_id, one.nickname, told, blanks(told, one.held)))
    return found

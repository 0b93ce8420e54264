"""Recognises the messages of one program's record in another program's: one tells ids, the
other none; one tells seconds, the other minutes; pictures go by different words."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qunmate.data.database import Database
from qunmate.model import Kind

MINUTE = 60
_WORDLESS = frozenset(Kind) - {Kind.TEXT, Kind.REPLY, Kind.LINK, Kind.SHARE, Kind.SYSTEM}


@dataclass(frozen=True, slots=True)
class Said:
    """A message as it is compared: who said it (by card and by name), when, and what."""

    at: int
    member_id: int | None
    name: str
    kind: int
    text: str


def essence(kind: int, text: str) -> str:
    """What two programs' records of one message have in common: its words without spaces, or
    its kind where there are no words."""
    if kind in _WORDLESS:
        return f"\0{kind}"
    if text.isascii():
        return "".join(text.split())
    return "".join(unicodedata.normalize("NFKC", text).split())


class Overlap:
    """Messages of the group that came from imports of other formats. Each is recognised once,
    so that two real messages of the same text in the same minute both stay."""

    def __init__(self, db: Database, group_id: int, format_: str) -> None:
        self._db = db
        self._group_id = group_id
        rows = db.execute(
            "SELECT id FROM imports WHERE group_id = ? AND kind = 'chat' AND format <> ?"
            " AND NOT undone",
            [group_id, format_],
        )
        self._imports = {row[0] for row in rows}
        self._taken: set[int] = set()

    @property
    def impossible(self) -> bool:
        return not self._imports

    def known(self, said: Sequence[Said]) -> list[bool]:
        """Which of these messages are there already from another program."""
        precise = any(one.at % MINUTE for one in said)
        others = self._others(min(s.at for s in said), max(s.at for s in said))
        there = _There(others, precise=precise)
        return [self._take(there, one) for one in said]

    def _take(self, there: _There, one: Said) -> bool:
        for message_id in there.like(one):
            if message_id not in self._taken:
                self._taken.add(message_id)
                return True
        return False

    def _others(self, first: int, last: int) -> list[tuple[int, int, Said]]:
        rows = self._db.execute(
            """
            SELECT messages.id, messages.import_id, sent_at, member_id, coalesce(names.name, ''),
                kind, text
            FROM messages
            LEFT JOIN identities ON identities.id = messages.identity_id
            LEFT JOIN names ON names.id = messages.name_id
            WHERE messages.group_id = ? AND sent_at BETWEEN ? AND ?
            ORDER BY sent_at, messages.id
            """,
            [self._group_id, first - MINUTE, last + MINUTE],
        )
        return [(row[0], row[1], Said(*row[2:])) for row in rows if row[1] in self._imports]


class _There:
    """What is there, to be looked up by moment and words. An import all of whose times are
    whole minutes tells minutes only; `precise` says that the new record tells seconds."""

    def __init__(self, messages: list[tuple[int, int, Said]], *, precise: bool) -> None:
        seconds = {import_id for _, import_id, said in messages if said.at % MINUTE}
        self._by_second: dict[tuple[int, str], list[tuple[int, Said]]] = defaultdict(list)
        self._by_minute: dict[tuple[int, str], list[tuple[int, Said]]] = defaultdict(list)
        for message_id, import_id, said in messages:
            words = essence(said.kind, said.text)
            if precise and import_id in seconds:
                self._by_second[said.at, words].append((message_id, said))
            else:
                self._by_minute[said.at // MINUTE, words].append((message_id, said))

    def like(self, one: Said) -> Iterator[int]:
        """Ids of messages that may be this one, said by the same person."""
        words = essence(one.kind, one.text)
        found = self._by_second.get((one.at, words), []) + self._by_minute.get(
            (one.at // MINUTE, words), []
        )
        for message_id, said in found:
            if said.member_id == one.member_id or said.name == one.name:
                yield message_id

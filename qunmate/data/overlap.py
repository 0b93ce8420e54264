"""Recognises the messages of one program's record in another program's: one tells ids, the
other none; one tells seconds, the other minutes; pictures go by different words."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qunmate.clock import DAY
from qunmate.data.database import Database
from qunmate.model import Kind

MINUTE = 60
_LOOKED_AT = 200  # messages of an import, to see whether it tells ids, and seconds
_WORDLESS = frozenset(Kind) - {Kind.TEXT, Kind.REPLY, Kind.LINK, Kind.SHARE, Kind.SYSTEM}
# which some programs tell from one another, and others do not
_MEDIA = frozenset({Kind.IMAGE, Kind.VIDEO, Kind.VOICE, Kind.FILE, Kind.EMOJI})


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
    """Messages of the group that came from imports of other formats, or of the same one where
    only one of the two tells ids, or seconds: programs and phones differ in that. Each message
    is recognised once, so that two real ones of the same text in the same minute both stay."""

    def __init__(self, db: Database, group_id: int, format_: str) -> None:
        self._db = db
        self._group_id = group_id
        # its own may lie far apart: a message that was there already has used up a number too
        looked_at = f"""FROM (SELECT platform_id, sent_at FROM messages
            WHERE id BETWEEN first_message_id AND last_message_id ORDER BY id LIMIT {_LOOKED_AT})"""
        rows = db.execute(
            f"""
            SELECT id, first_day, last_day, format = ?,
                EXISTS (SELECT 1 {looked_at} WHERE platform_id IS NOT NULL),
                EXISTS (SELECT 1 {looked_at} WHERE sent_at % {MINUTE})
            FROM imports WHERE group_id = ? AND kind = 'chat' AND NOT undone
            AND EXISTS (SELECT 1 {looked_at})
            """,
            [format_, group_id],
        ).fetchall()
        self._days = {import_id: (first, last) for import_id, first, last, *_ in rows}
        self._foreign = {one for one, _, _, same, *_ in rows if not same}
        self._same = {one: (bool(ids), bool(secs)) for one, _, _, same, ids, secs in rows if same}
        self._precise = False  # whether the new record has told seconds so far
        self._taken: set[int] = set()

    def imports(self, times: Sequence[int], *, with_ids: bool) -> set[int]:
        """Those in which messages of these times that tell ids, or tell none, may be recognised."""
        other = {one for one, (ids, _) in self._same.items() if ids != with_ids}
        found = self._whole(times, with_ids=with_ids) | other
        if not found:
            return found
        # an import's days are local ones, which lie within a day of the instants'
        early, late = min(times) // DAY - 1, max(times) // DAY + 1
        return {one for one in found if self._days[one][0] <= late and self._days[one][1] >= early}

    def _whole(self, times: Sequence[int], *, with_ids: bool) -> set[int]:
        """Those of them in which any message may be: of other formats, or of other clocks."""
        if with_ids or not self._same:
            return self._foreign
        self._precise = self._precise or any(at % MINUTE for at in times)
        told = self._same.items()
        alike = {one for one, (ids, seconds) in told if ids or seconds == self._precise}
        return self._foreign | (self._same.keys() - alike)

    def known(self, said: Sequence[Said], *, with_ids: bool) -> list[int | None]:
        """The ids of those of these messages that are there already from another program."""
        precise = any(one.at % MINUTE for one in said)
        span = (min(s.at for s in said), max(s.at for s in said))
        times = [one.at for one in said]
        there = _There(self._others(*span, times, with_ids=with_ids), precise=precise)
        return [self._take(there, one) for one in said]

    def _take(self, there: _There, one: Said) -> int | None:
        for message_id in there.like(one):
            if message_id not in self._taken:
                self._taken.add(message_id)
                return message_id
        return None

    def _others(
        self, first: int, last: int, times: Sequence[int], *, with_ids: bool
    ) -> list[tuple[int, int, Said]]:
        imports = self.imports(times, with_ids=with_ids)
        whole = self._whole(times, with_ids=with_ids)
        rows = self._db.execute(
            """
            SELECT messages.id, messages.import_id, sent_at, member_id, coalesce(names.name, ''),
                kind, text, platform_id IS NOT NULL
            FROM messages
            LEFT JOIN identities ON identities.id = messages.identity_id
            LEFT JOIN names ON names.id = messages.name_id
            WHERE messages.group_id = ? AND sent_at BETWEEN ? AND ?
            ORDER BY sent_at, messages.id
            """,
            [self._group_id, first - MINUTE, last + MINUTE],
        )
        return [
            (message_id, import_id, Said(*said))
            for message_id, import_id, *said, has_id in rows
            if import_id in imports and (import_id in whole or has_id != with_ids)
        ]


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
        for words in _likely(one):
            found = self._by_second.get((one.at, words), []) + self._by_minute.get(
                (one.at // MINUTE, words), []
            )
            for message_id, said in found:
                if said.member_id == one.member_id or said.name == one.name:
                    yield message_id


def _likely(one: Said) -> Iterator[str]:
    """What its record may hold: the same, or the same without saying which medium it was."""
    yield essence(one.kind, one.text)
    if one.kind in _MEDIA:
        yield essence(Kind.OTHER, "")
    elif one.kind == Kind.OTHER:
        yield from (essence(kind, "") for kind in _MEDIA)

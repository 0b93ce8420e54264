"""Stores the packed messages of one chat import: new ones only, with the search index, the
daily activity and mentions, inside the caller's transaction."""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from itertools import compress

from qunmate.data import bulk, message_index, message_reactions, nicknames, stays
from qunmate.data.chat_events import ChatEvents
from qunmate.data.database import Database
from qunmate.data.identities import Seen, SenderBook
from qunmate.data.importers.packed import NOBODY, Packed, daily
from qunmate.data.overlap import Overlap, Said
from qunmate.model import Group
from qunmate.searching import index_words

_INDEXED_TOGETHER, _INDEXED_BYTES = 50_000, 1 << 26  # messages; of their words
_NEVER = -(1 << 62)  # for who spoke not yet
_ADD_UP = "ON CONFLICT DO UPDATE SET messages = messages + excluded.messages"


class _Senders:
    """The senders of the source by their numbers, as the file holds them, and when each spoke
    last: as plain numbers, for there may be hundreds of thousands."""

    def __init__(self) -> None:
        self.identity, self.member = array("q"), array("q")
        self.name, self.last_said = array("q"), array("q")

    def __len__(self) -> int:
        return len(self.identity)

    def add(self, seen: Seen) -> None:
        self.identity.append(seen.identity_id)
        self.member.append(seen.member_id)
        self.name.append(seen.name_id)
        self.last_said.append(_NEVER)

    def note(self, packed: Packed) -> None:
        for sender, at in dict(zip(packed.sender, packed.at, strict=True)).items():
            if sender != NOBODY:
                self.last_said[sender] = at


class ChatWriter:
    """Takes Packed batches in order; counts what was new and what was there already."""

    def __init__(
        self,
        db: Database,
        group: Group,
        import_id: int,
        book: SenderBook,
        overlap: Overlap,
        *,
        zoned: bool,
    ) -> None:
        self._db = db
        self._group = group
        self._import_id = import_id
        self._book = book
        self._overlap = overlap
        self._same = {"group_id": group.id, "import_id": import_id, "zoned": int(zoned)}
        self._senders = _Senders()
        self._sender_names: list[str] = []
        self._first_days = stays.FirstDays(db, group.id)
        self._events = ChatEvents(db, group, import_id, book, self._first_days)
        self._unindexed: list[bytes] = []
        row = db.execute("SELECT coalesce(max(id), 0) FROM messages").fetchone()
        self._next_id = self._first_id = self._unindexed_from = int(row[0]) + 1
        self.new = 0
        self.duplicates = 0
        self.recognised = 0  # those of them that another program's record told
        self.first: tuple[int, int] | None = None
        self.last: tuple[int, int] | None = None

    def id_span(self) -> tuple[int, int] | tuple[None, None]:
        """The ids between which the import's messages lie."""
        return (self._first_id, self._next_id - 1) if self.new else (None, None)

    def add(self, packed: Packed) -> int:
        """Store one batch; gives how many of its messages were new."""
        before = self.new
        self._book.take_participants(packed.participants)
        self._events.rename_first(packed, len(self._senders))
        for sender in packed.new_senders:
            self._senders.add(self._book.find(*sender))
        self._sender_names += [name for _, name in packed.new_senders]
        if packed.at:
            self._note_span(packed)
            self._senders.note(packed)
            packed = self._without_known(packed)
        if packed.at:
            self._messages(packed)
        self._events.take(packed.events)
        return self.new - before

    def finish(self) -> None:
        """Once all is stored: group nicknames follow the names that were told last, and who is
        “you” in a line is known, or is not."""
        self._index()
        self._events.fill_in()
        lines = self._events.renamed
        told = {member: nicknames.Told(*line, by_line=True) for member, line in lines.items()}
        for name, member_id, at in zip(
            self._sender_names, self._senders.member, self._senders.last_said, strict=True
        ):
            if at == _NEVER:
                continue
            by_line = name == lines.get(member_id, (0, ""))[1]
            said = nicknames.Told(at, name, by_line)
            told[member_id] = max(told.get(member_id, said), said)
        roster_at = self._events.roster_at
        nicknames.follow(self._db, self._group.id, self._import_id, roster_at, told)

    def _without_known(self, packed: Packed) -> Packed:
        """The batch without what another program's record told already."""
        with_ids = packed.platform_id is not None
        if not self._overlap.imports(packed.at, with_ids=with_ids):
            return packed
        members = [*self._senders.member, None]
        names = [*self._sender_names, ""]
        known = self._overlap.known(
            [
                Said(at, members[sender], names[sender], kind, text)
                for at, sender, kind, text in zip(
                    packed.at, packed.sender, packed.kind, packed.text, strict=True
                )
            ],
            with_ids=with_ids,
        )
        there = [one is not None for one in known]
        found = sum(there)
        self.recognised += found
        self.duplicates += found
        told = [(id_, text) for i, text in packed.reactions if (id_ := known[i]) is not None]
        message_reactions.tell_other(self._db, self._import_id, told)
        return packed.without(there) if found else packed

    def _messages(self, packed: Packed) -> None:
        count = len(packed.at)
        ids = range(self._next_id, self._next_id + count)
        identities = [*self._senders.identity, None]
        names = [*self._senders.name, None]
        columns: dict[str, Sequence[object]] = {
            "id": ids,
            "sent_at": packed.at,
            "utc_offset": packed.utc_offset,
            "identity_id": list(map(identities.__getitem__, packed.sender)),
            "name_id": list(map(names.__getitem__, packed.sender)),
            "kind": packed.kind,
            "text": packed.text,
            "key": packed.key,
        }
        if packed.reply_to:
            columns["reply_to"] = packed.reply_to
        if packed.platform_id:
            columns["platform_id"] = packed.platform_id
        if packed.reactions:
            columns["reactions"] = list(map(dict(packed.reactions).get, range(count)))
        new = bulk.insert(
            self._db,
            "messages",
            columns,
            shared=self._same,
            conflict="ON CONFLICT DO NOTHING",
        )
        self.new += new
        self.duplicates += count - new
        if new < count and packed.reactions:
            self._react(packed, ids[0])
        if not new:
            return
        self._next_id += count
        if new == count:
            self._to_index(ids[0], count, packed.words or index_words(packed.text))
            self._count(packed)
            self._mention(packed, ids)
        else:
            self._partly(packed, ids)

    def _partly(self, packed: Packed, ids: range) -> None:
        """Index and count only those of a batch that were not there already."""
        rows = self._db.execute(
            "SELECT id FROM messages WHERE id BETWEEN ? AND ?", [ids[0], ids[-1]]
        )
        stored = {row[0] for row in rows}
        kept = list(map(stored.__contains__, ids))
        words = json.loads(packed.words or index_words(packed.text))
        new = [told if keep else None for told, keep in zip(words, kept, strict=True)]
        self._to_index(ids[0], len(ids), json.dumps(new, ensure_ascii=False).encode())
        rest = packed.without([not keep for keep in kept])
        self._count(rest)
        self._mention(rest, list(compress(ids, kept)))

    def _to_index(self, first_id: int, count: int, words: bytes) -> None:
        """Index several batches together. The ids of all that is new follow each other."""
        if not self._unindexed:
            self._unindexed_from = first_id
        self._unindexed.append(words[1:-1])
        together = first_id + count - self._unindexed_from
        if together >= _INDEXED_TOGETHER or sum(map(len, self._unindexed)) > _INDEXED_BYTES:
            self._index()

    def _index(self) -> None:
        words, self._unindexed = b"[" + b",".join(self._unindexed) + b"]", []
        message_index.add(self._db, self._unindexed_from, words)

    def _count(self, packed: Packed) -> None:
        days, senders, messages = packed.daily or daily(packed)
        identities = list(map(self._senders.identity.__getitem__, senders))
        self._first_days.note(identities, days)
        bulk.insert(
            self._db,
            "daily_activity",
            {"day": days, "identity_id": identities, "messages": messages},
            shared={"group_id": self._group.id},
            conflict=_ADD_UP,
        )

    def _mention(self, packed: Packed, ids: Sequence[int]) -> None:
        messages = [ids[i] for i, _ in packed.mentions]
        names = [name for _, name in packed.mentions]
        bulk.insert(self._db, "mentions", {"message_id": messages, "name": names})

    def _react(self, packed: Packed, below: int) -> None:
        """What the batch tells of messages that were there already."""
        platform_ids = packed.platform_id or [None] * len(packed.at)
        told = ((packed.at[i], packed.key[i], platform_ids[i], t) for i, t in packed.reactions)
        message_reactions.tell_again(self._db, self._import_id, self._group.id, told, below)

    def _note_span(self, packed: Packed) -> None:
        ends = (packed.at.index(end(packed.at)) for end in (min, max))
        first, last = ((packed.at[i], packed.utc_offset[i]) for i in ends)
        self.first = min(self.first or first, first)
        self.last = max(self.last or last, last)

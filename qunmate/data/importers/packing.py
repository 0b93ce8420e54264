"""Turns a reader's batches into columns that the writer stores without a further look.

This is the work of the parser process: instants, dedupe keys, search words, daily counts.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import compress
from zoneinfo import ZoneInfo

from xxhash import xxh3_64_intdigest as digest

from qunmate.clock import DAY, fixed_offset, offset_of_instant, offset_of_wall
from qunmate.model import NOT_HUMAN
from qunmate.records import Batch, LineProblem, Participant, SourceEvent
from qunmate.searching import index_words

BATCH = 20_000
_RECENT = 50_000  # keys remembered on each side for telling identical records apart
_MENTION = re.compile(r"(?<![0-9A-Za-z._%+-])@([^\s@\u2005,，。:：!！?？][^@\u2005\n]{0,63})")
_NOBODY = -1


@dataclass(slots=True)
class Packed:
    """Some thousand messages as columns; `sender` numbers the chat's senders from 0 in the
    order of their first message (-1: none). The daily columns count human messages by day
    and sender; `words` are those of the search index, if wanted. Numbers lie in arrays, which
    cross to another process as plain bytes."""

    at: array[int]
    utc_offset: array[int]
    sender: array[int]
    kind: array[int]
    text: list[str]
    reply_to: list[str | None] | None
    platform_id: list[str | None] | None
    key: array[int]
    words: list[str] | None
    daily_day: array[int]
    daily_sender: array[int]
    daily_messages: array[int]
    new_senders: list[tuple[str, str]]
    mentions: list[tuple[int, str]]
    events: list[SourceEvent]
    participants: list[Participant]
    problems: list[LineProblem]
    position: int
    truncated: bool

    def without(self, dropped: Sequence[bool]) -> Packed:
        """The batch without some of its messages."""
        keep = [not drop for drop in dropped]
        at, offset, sender, kind, key = (
            array(column.typecode, compress(column, keep))
            for column in (self.at, self.utc_offset, self.sender, self.kind, self.key)
        )
        places = {old: new for new, old in enumerate(compress(range(len(keep)), keep))}
        days, senders, messages = _daily(at, offset, sender, kind)
        return replace(
            self,
            at=at,
            utc_offset=offset,
            sender=sender,
            kind=kind,
            key=key,
            text=list(compress(self.text, keep)),
            reply_to=self.reply_to and list(compress(self.reply_to, keep)),
            platform_id=self.platform_id and list(compress(self.platform_id, keep)),
            words=self.words and list(compress(self.words, keep)),
            daily_day=days,
            daily_sender=senders,
            daily_messages=messages,
            mentions=[(places[i], name) for i, name in self.mentions if i in places],
        )


@dataclass(slots=True)
class Packer:
    """Packs the batches of one chat. `zoned`: the records' times are instants."""

    zone: ZoneInfo
    zoned: bool
    _senders: dict[tuple[str, str], int] = field(default_factory=dict)
    _recent: set[int] = field(default_factory=set)
    _older: set[int] = field(default_factory=set)

    def pack(self, batch: Batch, *, words: bool = True) -> Iterator[Packed]:
        """The batch in parts of at most BATCH messages; what is not a message comes first."""
        for start in range(0, max(1, len(batch)), BATCH):
            packed = self._columns(batch, slice(start, start + BATCH))
            if words:
                packed.words = index_words(packed.text)
            if not start:
                packed.participants = batch.participants
                packed.events = [self._instant(event) for event in batch.events]
                packed.problems = batch.problems
                packed.truncated = batch.truncated
            yield packed

    def _columns(self, batch: Batch, part: slice) -> Packed:
        at, offsets = self._times(batch.at[part])
        ids, kinds = _clean_all(batch.sender_id[part]), array("B", batch.kind[part])
        names, nicknames = _clean_all(batch.sender[part]), _clean_all(batch.nickname[part])
        if any(nicknames):
            names = [nick or name for nick, name in zip(nicknames, names, strict=True)]
        texts = _clean_all(batch.text[part])
        replies, platform_ids = batch.reply_to[part], batch.platform_id[part]
        known = len(self._senders)
        senders = array("i", self._numbers(list(zip(ids, names, strict=True))))
        instants, offset = array("q", at), array("i", offsets)
        daily_day, daily_sender, daily_messages = _daily(instants, offset, senders, kinds)
        return Packed(
            at=instants,
            utc_offset=offset,
            sender=senders,
            kind=kinds,
            text=texts,
            reply_to=replies if any(replies) else None,
            platform_id=platform_ids if any(platform_ids) else None,
            key=array("q", self._keys(at, ids, names, texts, platform_ids)),
            words=None,
            daily_day=daily_day,
            daily_sender=daily_sender,
            daily_messages=daily_messages,
            new_senders=list(self._senders)[known:] if len(self._senders) > known else [],
            mentions=_mentions(texts, batch.mentions[part]),
            events=[],
            participants=[],
            problems=[],
            position=batch.position,
            truncated=False,
        )

    def _times(self, at: list[int]) -> tuple[list[int], list[int]]:
        """Instants and offsets of the times of a batch, which mostly lie in a few days."""
        find = offset_of_instant if self.zoned else offset_of_wall
        if at and fixed_offset(self.zone, min(at), max(at)) is not None:
            offsets = [find(self.zone, at[0])] * len(at)
        else:
            offsets = [find(self.zone, time) for time in at]
        if self.zoned:
            return at, offsets
        return [time - offset for time, offset in zip(at, offsets, strict=True)], offsets

    def _instant(self, event: SourceEvent) -> SourceEvent:
        if self.zoned:
            return event
        return event._replace(at=event.at - offset_of_wall(self.zone, event.at))

    def _numbers(self, senders: list[tuple[str, str]]) -> list[int]:
        known = self._senders
        for sender in dict.fromkeys(senders):
            if sender not in known and (sender[0] or sender[1]):
                known[sender] = len(known)
        return [known.get(sender, _NOBODY) for sender in senders]

    def _keys(
        self,
        at: list[int],
        ids: list[str],
        names: list[str],
        texts: list[str],
        platform_ids: list[str | None],
    ) -> list[int]:
        """A key of 63 bits a message, unique within its second: from the platform's id, else
        from sender, text and the ordinal among identical records of the file."""
        if any(platform_ids):
            keys = [
                digest((f"id\0{told}" if told else f"{sender_id or name}\0{text}").encode()) >> 1
                for told, sender_id, name, text in zip(platform_ids, ids, names, texts, strict=True)
            ]
        else:
            keys = [
                digest(f"{sender_id or name}\0{text}".encode()) >> 1
                for sender_id, name, text in zip(ids, names, texts, strict=True)
            ]
        marks = [key ^ (time << 24) for key, time in zip(keys, at, strict=True)]
        fresh = set(marks)
        if len(fresh) < len(marks) or not (
            self._recent.isdisjoint(fresh) and self._older.isdisjoint(fresh)
        ):
            self._tell_apart(keys, marks, at, platform_ids)
        self._recent.update(marks)
        if len(self._recent) > _RECENT:
            self._older, self._recent = self._recent, set()
        return keys

    def _tell_apart(
        self,
        keys: list[int],
        marks: list[int],
        at: list[int],
        platform_ids: list[str | None],
    ) -> None:
        """Give the second and further of identical records keys of their own."""
        seen: set[int] = set()
        for i, (first, told) in enumerate(zip(keys, platform_ids, strict=True)):
            ordinal = 0
            while not told and (
                marks[i] in seen or marks[i] in self._recent or marks[i] in self._older
            ):
                ordinal += 1
                keys[i] = digest(f"{first}\0{ordinal}".encode()) >> 1
                marks[i] = keys[i] ^ (at[i] << 24)
            seen.add(marks[i])


def _clean_all(texts: list[str]) -> list[str]:
    together = "".join(texts)
    try:
        together.encode()
    except UnicodeEncodeError:
        return [clean(text) for text in texts]
    return [clean(text) for text in texts] if "\0" in together else texts


def clean(text: str) -> str:
    """Text that the file can hold: no NUL and no half of a surrogate pair."""
    try:
        text.encode()
    except UnicodeEncodeError:
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text.replace("\0", "") if "\0" in text else text


def _daily(
    at: array[int], offsets: array[int], senders: array[int], kinds: array[int]
) -> tuple[array[int], array[int], array[int]]:
    """Human messages by day and sender: the days, the senders, the counts, in the order of the
    days and then the senders, in which the file takes them in a third of the time."""
    import numpy as np

    who = np.array(senders, np.int64)
    days = (np.array(at) + np.array(offsets, np.int64)) // DAY
    human = (who != _NOBODY) & ~np.isin(np.array(kinds), [int(kind) for kind in NOT_HUMAN])
    pairs, counts = np.unique((days[human] << 32) | who[human], return_counts=True)
    columns = pairs >> 32, pairs & 0xFFFFFFFF, counts
    days_, senders_, counts_ = (array("i", column.tolist()) for column in columns)
    return days_, senders_, counts_


def _mentions(texts: list[str], told: list[tuple[str, ...]]) -> list[tuple[int, str]]:
    """(number of the message in the batch, what follows the @)."""
    found = [(i, name) for i, names in enumerate(told) for name in names] if any(told) else []
    for i in [i for i, text in enumerate(texts) if "@" in text]:
        if not told[i]:
            found += [(i, name.strip()) for name in _MENTION.findall(texts[i])]
    return found

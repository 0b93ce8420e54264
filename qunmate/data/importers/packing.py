"""Turns a reader's batches into columns that the writer stores without a further look.

This is the work of the parser process: instants, dedupe keys, search words, daily counts.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from operator import add
from zoneinfo import ZoneInfo

from xxhash import xxh3_64_intdigest as digest

from qunmate import reactions
from qunmate.clock import fixed_offset, offset_of_instant, offset_of_wall
from qunmate.data.importers.known import PEOPLE, Known
from qunmate.data.importers.packed import NOBODY, Packed, daily
from qunmate.records import Batch, Problems, SourceEvent
from qunmate.searching import index_words

BATCH, BATCH_CHARACTERS = 25_000, 1 << 25
_RECENT = 50_000  # keys remembered on each side for telling identical records apart
_MENTION = re.compile(r"(?<![0-9A-Za-z._%+-])@([^\s@\u2005,，。:：!！?？][^@\u2005\n]{0,63})")


class _Senders(dict[tuple[str, str], int]):
    """Numbers the senders of a chat, each an id and a name as they are told. `clean` are those
    that stand behind the numbers, `keyed` what of them goes into the keys of their messages."""

    def __init__(self) -> None:
        super().__init__()
        self.clean: list[tuple[str, str]] = []
        self.keyed = Known(self._key, PEOPLE)

    def _key(self, number: int) -> bytes:
        id_, name = ("", "") if number == NOBODY else self.clean[number]
        return f"{id_ or name}\0".encode()

    def __missing__(self, told: tuple[str, str]) -> int:
        sender = clean(told[0]), clean(told[1])
        if sender != told:
            number = self[sender]
        elif any(told):
            number = len(self.clean)
            self.clean.append(told)
        else:
            number = NOBODY
        self[told] = number
        return number


@dataclass(slots=True)
class Packer:
    """Packs the batches of one chat. `zoned`: the records' times are instants."""

    zone: ZoneInfo
    zoned: bool
    characters: int = BATCH_CHARACTERS
    _senders: _Senders = field(default_factory=_Senders)
    _recent: set[int] = field(default_factory=set)
    _older: set[int] = field(default_factory=set)
    _ordinals: dict[int, int] = field(default_factory=dict)  # how often a mark came again

    def pack(self, batch: Batch, *, words: bool = True) -> Iterator[Packed]:
        """The batch in parts of at most BATCH messages, fewer where their texts are long; what
        is not a message comes first. With `words` goes what only new messages need."""
        told = sum(map(len, batch.text)) or 1
        step = min(BATCH, len(batch) * self.characters // told) or 1
        for start in range(0, max(1, len(batch)), step):
            packed = self._columns(batch, slice(start, start + step))
            if words:
                packed.words, packed.daily = index_words(packed.text), daily(packed)
            if not start:
                packed.participants = batch.participants
                packed.events = [self._instant(event) for event in batch.events]
                packed.problems = batch.problems
                packed.truncated = batch.truncated
            yield packed

    def _columns(self, batch: Batch, part: slice) -> Packed:
        at, utc_offset = self._times(batch.at[part])
        names, nicknames = batch.sender[part], batch.nickname[part]
        if any(nicknames):
            names = [nick or name for nick, name in zip(nicknames, names, strict=True)]
        texts, told = _stored(batch.text[part])
        replies, platform_ids = batch.reply_to[part], batch.platform_id[part]
        known = len(self._senders.clean)
        pairs = zip(batch.sender_id[part], names, strict=True)
        senders = array("i", map(self._senders.__getitem__, pairs))
        return Packed(
            at=at,
            utc_offset=utc_offset,
            sender=senders,
            kind=array("B", bytes(batch.kind[part])),
            text=texts,
            reply_to=replies if any(replies) else None,
            platform_id=platform_ids if any(platform_ids) else None,
            key=self._keys(at, senders, told.split(b"\0"), platform_ids),
            words=None,
            daily=None,
            new_senders=self._senders.clean[known:],
            mentions=_mentions(texts, batch.mentions[part], told),
            reactions=_reactions(batch, part),
            events=[],
            participants=[],
            problems=Problems(),
            position=batch.position,
            truncated=False,
        )

    def _times(self, told: list[int]) -> tuple[array[int], array[int]]:
        """Instants and offsets of the times of a batch, which mostly lie in a few days."""
        import numpy as np

        find = offset_of_instant if self.zoned else offset_of_wall
        at = np.array(told, np.int64)
        if told and fixed_offset(self.zone, min(told), max(told)) is not None:
            offsets = np.full(len(at), find(self.zone, told[0]), np.int32)
        else:
            offsets = np.array([find(self.zone, time) for time in told], np.int32)
        instants = at if self.zoned else at - offsets
        return array("q", instants.tobytes()), array("i", offsets.tobytes())

    def _instant(self, event: SourceEvent) -> SourceEvent:
        if self.zoned:
            return event
        return event._replace(at=event.at - offset_of_wall(self.zone, event.at))

    def _keys(
        self,
        at: array[int],
        senders: array[int],
        stripped: list[bytes],
        platform_ids: list[str | None],
    ) -> array[int]:
        """A key of 63 bits a message, unique within its second: from the platform's id, else
        from sender, text (which some programs trim) and the ordinal among identical records of
        the file."""
        import numpy as np

        said = map(self._senders.keyed.__getitem__, senders)
        parts: Iterable[bytes] = map(add, said, stripped)
        if any(platform_ids):
            parts = (
                f"id\0{told}".encode() if told else part
                for told, part in zip(platform_ids, parts, strict=True)
            )
        numbers = (np.fromiter(map(digest, parts), np.uint64, len(at)) >> 1).astype(np.int64)
        keys = array("q", numbers.tobytes())
        marks = (numbers ^ (np.array(at, np.int64) << 24)).tolist()
        fresh = set(marks)
        if (
            len(fresh) < len(marks)
            or not self._recent.isdisjoint(fresh)
            or not self._older.isdisjoint(fresh)
            or not self._ordinals.keys().isdisjoint(fresh)
        ):
            self._tell_apart(keys, marks, at, platform_ids)
        self._recent.update(marks)
        if len(self._recent) > _RECENT:
            self._older, self._recent = self._recent, set()
        return keys

    def _tell_apart(
        self,
        keys: array[int],
        marks: list[int],
        at: array[int],
        platform_ids: list[str | None],
    ) -> None:
        """Give the second and further of identical records keys of their own."""
        seen: set[int] = set()
        for i, (first, told) in enumerate(zip(keys, platform_ids, strict=True)):
            mark = marks[i]
            ordinal = self._ordinals.pop(mark, 0)  # kept in the order of use
            again = bool(ordinal)
            while not told and (
                again or marks[i] in seen or marks[i] in self._recent or marks[i] in self._older
            ):
                again, ordinal = False, ordinal + 1
                keys[i] = digest(f"{first}\0{ordinal}".encode()) >> 1
                marks[i] = keys[i] ^ (at[i] << 24)
            if ordinal:
                self._ordinals[mark] = ordinal
                if len(self._ordinals) > _RECENT:
                    del self._ordinals[next(iter(self._ordinals))]
            seen.add(marks[i])


def _stored(texts: list[str]) -> tuple[list[str], bytes]:
    """Texts as the file can hold them, and what goes of each into its key: stripped, in UTF-8,
    set apart by NUL."""
    try:
        return texts, _stripped(texts)
    except ValueError:
        texts = [clean(text) for text in texts]
        return texts, _stripped(texts)


def _stripped(texts: list[str]) -> bytes:
    """All together, in half the time of one by one. ValueError if the file can't hold one."""
    together = "\0".join(map(str.strip, texts)).encode()
    if texts and together.count(b"\0") >= len(texts):
        raise ValueError("NUL")
    return together


def clean(text: str) -> str:
    """Text that the file can hold: no NUL and no half of a surrogate pair."""
    try:
        text.encode()
    except UnicodeEncodeError:
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text.replace("\0", "") if "\0" in text else text


def _reactions(batch: Batch, part: slice) -> list[tuple[int, str]]:
    """(number of the message in this part of the batch, its reactions as the file keeps them)."""
    return [
        (place - part.start, reactions.written(told))
        for place, told in batch.reactions.items()
        if part.start <= place < part.stop
    ]


def _mentions(
    texts: list[str], told: list[tuple[str, ...]], together: bytes
) -> list[tuple[int, str]]:
    """(number of the message in the batch, what follows the @)."""
    found = [(i, name) for i, names in enumerate(told) for name in names] if any(told) else []
    for i in _holding(together, "@"):
        if not told[i]:
            found += [(i, name.strip()) for name in _MENTION.findall(texts[i])]
    return found


def _holding(together: bytes, sign: str) -> list[int]:
    """Which of the texts that NUL sets apart hold an ASCII sign, in a tenth of the time that it
    takes to look into each."""
    import numpy as np

    signs = np.frombuffer(together, np.uint8)
    places, ends = np.flatnonzero(signs == ord(sign)), np.flatnonzero(signs == 0)
    found: list[int] = np.unique(np.searchsorted(ends, places)).tolist()
    return found

"""A cursor in a JSON document too large to be read whole: it walks into objects and arrays,
and gives the elements of a long array one by one."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from qunmate.data.importers.fields import PATIENT, unreadable
from qunmate.data.importers.source import CHUNK_BYTES, HashingStream, Source
from qunmate.data.importers.text import encoding_of
from qunmate.errors import Problem, UserError
from qunmate.records import Batch, LineProblem, Record

BATCH = 5_000
LARGEST = 64 << 20  # characters of one value
_BETWEEN = re.compile(r"[\s,:]*")
# an error so far from the end of what was read does not come from the end
_FAR = 1_000
_DIGITS = "a number of thousands of digits"
_NOTHING = object()
# What Telegram writes that is not JSON: \\x0C for a control character (its own backslashes are
# doubled, so that an odd one begins an escape), and for some months paths without quotes.
_HEX_ESCAPE = re.compile(r"(?<!\\)((?:\\\\)*)\\x(?=[0-9A-Fa-f]{2})")
_BARE_PATH = re.compile(r'("document_id": )([^"\s\d][^"\n]*)(?=\n)')

# makes a record of an element, or tells the batch what is wrong with it
Make = Callable[[Batch, Any, "JsonWalk"], Record | None]


@dataclass(slots=True)
class Elements:
    """Elements of an array that follow each other: with the line of each, or with that of the
    first and the text they were read from, in which `_mark` parts them, until one is asked for."""

    values: list[Any]
    _lines: tuple[int, ...] = ()
    _text: str = ""
    _mark: str = ""

    def reject(self, batch: Batch, number: int) -> None:
        """Tell the batch that the element of that number is no message."""
        batch.problems.append(unreadable(self.line(number), self.values[number]))

    def line(self, number: int) -> int:
        """The line of the document where the element of that number begins."""
        if self._mark:
            before = self._text.split(self._mark)[:-1]
            feeds = accumulate((text.count("\n") + 1 for text in before), initial=0)
            self._lines = tuple(self._lines[0] + n + (n > 0) for n in feeds)
            self._mark = self._text = ""
        return self._lines[number]


class JsonWalk:
    """Stands before a value of the document. `broken` says where the document can't be read
    any further; every walk ends there.

    Take what stands at the cursor once: by `keys` (an object) or `elements` (an array), whose
    values are to be taken one after the other, by `values` (an array, each element whole),
    `value` (whole) or `skip`.
    """

    def __init__(self, source: Source, stream: HashingStream) -> None:
        self._source = source
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding_of(source.head()))("replace")
        self._use(json.JSONDecoder(strict=False))
        self._text = ""
        self._at = 0
        self._lines = 1  # the line at `_counted`, up to where line ends were counted
        self._counted = 0
        self._ended = False
        self.broken: LineProblem | None = None
        self._told = False  # that it is broken, by the last batch of messages
        self._more()
        self._text = self._text.removeprefix("\ufeff")

    def _use(self, decoder: Any) -> None:
        self._scan = decoder.scan_once  # gives a value and where it ends
        self._decode = decoder.decode

    @property
    def position(self) -> int:
        """Bytes read so far."""
        return self._stream.position

    @property
    def line(self) -> int:
        """The line of the document in which the cursor stands."""
        self._count()
        return self._lines

    def _count(self) -> None:
        self._lines += self._text.count("\n", self._counted, self._at)
        self._counted = self._at

    def next(self) -> str:
        """The first character of the value at the cursor; empty at the end."""
        while True:
            found = _BETWEEN.match(self._text, self._at)
            self._at = found.end() if found else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def keys(self) -> Iterator[str]:
        """The keys of the object at the cursor; nothing if there is no object."""
        if not self._enter("{"):
            return
        while self._inside("}"):
            key = self.value()
            if not isinstance(key, str):
                self._break()
                return
            yield key

    def elements(self) -> Iterator[None]:
        """Before each element of the array at the cursor, which is to be taken then."""
        if self._enter("["):
            while self._inside("]"):
                yield

    def values(self) -> Iterator[Any]:
        """Each element of the array at the cursor, whole."""
        if not self._enter("["):
            return
        while self._inside("]"):
            value = self._take()
            if value is _NOTHING:
                return
            yield value

    def lists(self) -> Iterator[Elements]:
        """The elements of the array at the cursor, many at a time where the document is laid
        out by lines, which costs a third."""
        if not self._enter("["):
            return
        while self._inside("]"):
            many = self._take_many()
            if many is None:
                line, value = self.line, self._take()
                if value is _NOTHING:
                    return
                many = Elements([value], (line,))
            yield many

    def value(self) -> Any:
        """The value at the cursor, whole; None if the document breaks off."""
        value = self._take() if self.next() and self.broken is None else _NOTHING
        if value is _NOTHING:
            self._break()
            return None
        return value

    def skip(self) -> None:
        """Go past the value at the cursor, however large it is."""
        begin = self.next()
        try:
            if begin == "{":
                for _key in self.keys():
                    self.skip()
            elif begin == "[":
                for _element in self.elements():
                    self.skip()
            else:
                self.value()
        except RecursionError:
            raise UserError("json_too_deep", path=self._source.name) from None

    def reject(self, batch: Batch, value: Any) -> None:
        """Tell the batch that the element just taken is no message."""
        batch.problems.append(unreadable(self.line, value))

    def columns(self, fill: Callable[[Batch, Elements], None]) -> Iterator[Batch]:
        """The array at the cursor as batches that `fill` fills, many elements at a time. Where
        the document breaks off is told by the last one."""
        batch = Batch()
        for many in self.lists():
            fill(batch, many)
            if len(batch) >= BATCH or batch.problems.total >= BATCH:
                batch.position = self.position
                yield batch
                batch = Batch()
        yield self._last(batch)

    def rest(self) -> Iterator[Batch]:
        """A batch that tells where the document breaks off behind its messages, or of text
        behind its end; nothing where it is whole."""
        if not self._told and (self.broken or self.next()):
            self._break()
            yield self._last(Batch())

    def batches(self, make: Make) -> Iterator[Batch]:
        """The array at the cursor as batches of what `make` makes of each element. Where the
        document breaks off is told by the last one."""
        batch, records = Batch(), list[Record]()
        for value in self.values():
            record = make(batch, value, self)
            if record is not None:
                records.append(record)
            if len(records) >= BATCH or batch.problems.total >= BATCH:
                batch.extend(records)
                batch.position = self.position
                yield batch
                batch, records = Batch(), []
        if records:
            batch.extend(records)
        yield self._last(batch)

    def _last(self, batch: Batch) -> Batch:
        if self.broken:
            self._told = True
            batch.truncated = True
            batch.problems.append(self.broken)
        batch.position = self.position
        return batch

    def _enter(self, bracket: str) -> bool:
        if self.broken or self.next() != bracket:
            if self.broken is None:
                self.skip()
            return False
        self._at += 1
        return True

    def _inside(self, bracket: str) -> bool:
        """Whether another element follows; goes past the closing bracket otherwise."""
        if self.broken:
            return False
        following = self.next()
        if following == bracket:
            self._at += 1
            return False
        if not following:
            self._break()
        return bool(following)

    def _take_many(self) -> Elements | None:
        """The elements up to the last in what was read that ends a line with a bracket as far
        in as the first one's; None if the document has no such lines."""
        begin = self._text.rfind("\n", 0, self._at) + 1
        indent = self._text[begin : self._at]
        if self._text[self._at] != "{" or indent.strip(" \t") or begin == 0:
            return None
        mark = f"\n{indent}}},"
        end = self._text.rfind(mark, self._at)
        while end >= 0:
            chunk = self._text[self._at : end + len(mark) - 1]
            try:
                values = self._decode(f"[{chunk}]")
            except RecursionError:
                raise UserError("json_too_deep", path=self._source.name) from None
            except ValueError as error:
                wrong, at = _reason(error, 0)
                if self._mend(wrong):
                    return self._take_many()
                end = self._text.rfind(mark, self._at, min(self._at + at, end + len(mark)) - 1)
                continue
            many = Elements(values, (self.line,), chunk, mark)
            self._at = end + len(mark)
            return many
        return None

    def _take(self) -> Any:
        while True:
            try:
                value, end = self._scan(self._text, self._at)
            except (StopIteration, ValueError) as error:
                told, wrong = _reason(error, len(self._text))
                if self._mend(told):
                    continue
            except RecursionError:
                raise UserError("json_too_deep", path=self._source.name) from None
            else:
                # a number that ends with what was read may go on
                if end < len(self._text) or not self._more():
                    self._at = end
                    return value
                continue
            if len(self._text) - wrong > _FAR or len(self._text) - self._at > LARGEST:
                self._break()
                return _NOTHING
            if not self._more():
                self._break()
                return _NOTHING

    def _mend(self, wrong: str) -> bool:
        """Whether what can't be decoded for this reason now can: what was read ahead is put
        into proper JSON, all of it at once."""
        if wrong == _DIGITS:
            self._use(PATIENT)
            return True
        ahead = self._text[self._at :]
        if wrong.startswith("Invalid \\escape"):
            mended = _HEX_ESCAPE.sub(r"\1\\u00", ahead)
        elif wrong.startswith("Expecting value"):
            mended = _BARE_PATH.sub(r'\1"\2"', ahead)
        else:
            return False
        if len(mended) == len(ahead):
            return False
        self._text = self._text[: self._at] + mended
        return True

    def _break(self) -> LineProblem:
        if self.broken is None:
            code = (
                "json_broken" if self._at < len(self._text) - _FAR or not self._ended else "cut_off"
            )
            self.broken = LineProblem(self.line, Problem(code, {}))
        return self.broken

    def _more(self) -> bool:
        """Read on, as much again as the value at the cursor has so far; False at the end."""
        if self._ended:
            return False
        kept = len(self._text) - self._at
        self._count()
        data = self._stream.read(max(CHUNK_BYTES, kept))
        self._ended = not data
        more = self._decoder.decode(data, final=not data)
        if "\0" in more:  # a hole in the file, which JSON can't hold
            more = more.replace("\0", "")
        self._text = self._text[self._at :] + more
        self._at = self._counted = 0
        return bool(more) or self._more()


def _reason(error: StopIteration | ValueError, end: int) -> tuple[str, int]:
    """What the scanner found wrong, and where."""
    if isinstance(error, StopIteration):
        return "Expecting value", int(error.value)
    if not isinstance(error, json.JSONDecodeError):
        return _DIGITS, 0
    return error.msg, end if error.msg.startswith("Unterminated") else error.pos

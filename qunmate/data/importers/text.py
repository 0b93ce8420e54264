"""The text of a source: its encoding, and pieces of whole lines."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from qunmate.data.importers.csv_text import legacy_encoding
from qunmate.data.importers.source import CHUNK_BYTES, Source
from qunmate.errors import Problem
from qunmate.records import LineProblem, Problems

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # which begins with the next one
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
LONGEST_LINE = 12_000_000  # bytes, about; no message is longer
_REPLACEMENT = "\ufffd".encode()  # written by others where they could not read a character
_LONE_RETURN = re.compile(r"\r(?!\n)")
# stands for bytes that can't be decoded, where errors are named MARK: no text holds it
BROKEN, MARK = "\udcff", "qunmate_mark"


def _mark(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return BROKEN, error.end


codecs.register_error(MARK, _mark)


def encoding_of(head: bytes) -> str:
    """The encoding of a text by its first bytes: a BOM, else UTF-8 if valid, else GB18030 or
    Big5."""
    for bom, name in _BOMS:
        if head.startswith(bom):
            return name
    even, odd = head[:512:2].count(0), head[1:512:2].count(0)
    # in UTF-16 every other byte of Latin letters is 0; a hole in a file is nothing but zeros
    if even + odd > len(head[:512]) // 4 and 4 * min(even, odd) < max(even, odd):
        return "utf-16-le" if odd > even else "utf-16-be"
    text = codecs.getincrementaldecoder("utf-8")("replace").decode(head, final=False)
    foreign = sum(1 for char in text if char > "\x7f")
    broken = text.count("\ufffd") - head.count(_REPLACEMENT)
    # broken bytes in a UTF-8 file, or lines of another one, don't make it another encoding
    return legacy_encoding(head) if broken * 2 > foreign else "utf-8"


def decode_head(head: bytes) -> str:
    """The first bytes of a source as text, for identifying its format."""
    text = codecs.getincrementaldecoder(encoding_of(head))("replace").decode(head, final=False)
    return _with_line_feeds(text).removeprefix("\ufeff")


def _with_line_feeds(text: str) -> str:
    """The text with a line feed for a carriage return alone, and one return before a line feed."""
    if text.count("\r") == text.count("\r\n"):
        return text
    return _LONE_RETURN.sub("\n", text.replace("\r\r\n", "\r\n"))


@dataclass(slots=True)
class Piece:
    """Some text of a source, which ends at a line end unless it is the `last` one.

    `line` is the number of its first line, `position` the bytes read so far. `cut` says that
    the text ends inside a character; `problems`, which lines hold bytes of another encoding or
    were too long to be read to their end.
    """

    text: str
    line: int
    position: int
    last: bool
    problems: Problems
    cut: bool


def pieces(
    source: Source, *, chunk: int = CHUNK_BYTES, longest: int = LONGEST_LINE
) -> Iterator[Piece]:
    """The text of a source in pieces of about `chunk` bytes, of whole lines; of a line no more
    than about `longest` bytes."""
    encoding = encoding_of(source.head())
    decoder = codecs.getincrementaldecoder(encoding)(MARK)
    begun, line, held = Begun(longest), 1, ""
    with source.stream() as stream:
        while True:
            data = stream.read(chunk)
            last = not data
            cut = last and bool(decoder.getstate()[0])
            text = held + decoder.decode(data, final=last)
            held = "\r" if text.endswith("\r") and not last else ""  # what follows may belong to it
            text = _cleared(text.removesuffix(held))
            if line == 1:
                text = text.removeprefix("\ufeff")
            if cut:
                text = text.rstrip(BROKEN)
            whole, problems = "", Problems()
            if begun.is_cut and (last or "\n" in text):
                problems.append(LineProblem(line, Problem("line_too_long")))
                whole, text = begun.taken(), text.partition("\n")[2]
            end = len(text) if last else text.rfind("\n") + 1
            if end or last:
                whole += begun.taken() + text[:end]
            begun.add(text[end:])
            problems += broken_lines(whole, line)
            shown = whole.replace(BROKEN, "\ufffd") if problems else whole
            yield Piece(shown, line, stream.position, last, problems, cut)
            line += whole.count("\n")
            if last:
                return


def _cleared(text: str) -> str:
    """The text without NULs and marks of files that were joined, with known line ends."""
    if "\0" in text:
        text = text.replace("\0", "")
    if "\ufeff" in text:
        text = text.replace("\n\ufeff", "\n")
    return _with_line_feeds(text) if "\r" in text else text


def by_records(
    found: Iterable[Piece], has_head: Callable[[str], object], *, longest: int = LONGEST_LINE
) -> Iterator[Piece]:
    """The pieces, each with the beginning of a record in it but for the last: what goes on for
    several pieces is put together, no more of it than about `longest` bytes."""
    begun, line, problems = Begun(longest), 0, Problems()
    for piece in found:
        line = line or piece.line
        problems += piece.problems
        if not piece.last and not has_head(piece.text):
            begun.add(piece.text)
            continue
        if begun.is_cut:
            problems.append(LineProblem(line, Problem("line_too_long")))
        text = begun.taken() + piece.text
        yield replace(piece, text=text, line=line, problems=problems)
        line, problems = 0, Problems()


class Begun:
    """The beginning of a line or a record whose end was not read yet: about `most` bytes of it."""

    def __init__(self, most: int = LONGEST_LINE) -> None:
        self._most = most
        self._parts: list[str] = []
        self._room = most

    @property
    def is_cut(self) -> bool:
        """Whether it went on for longer than that."""
        return self._room < 0

    def add(self, text: str) -> None:
        """What it goes on with."""
        if text and self._room >= 0:
            self._parts.append(text[: self._room])
            self._room -= len(text) if text.isascii() else 3 * len(text)

    def taken(self) -> str:
        """All of it, which is kept no longer."""
        whole = "".join(self._parts)
        if self.is_cut and whole[-1:] != "\n":
            whole += "\n"
        self._parts, self._room = [], self._most
        return whole


def broken_lines(text: str, line: int) -> Iterator[LineProblem]:
    """Which lines of a text whose first is `line` hold bytes of another encoding."""
    if BROKEN in text:
        for number, row in enumerate(text.split("\n"), line):
            if BROKEN in row:
                yield LineProblem(number, Problem("bad_bytes"))

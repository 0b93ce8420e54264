"""The text of a source: its encoding, and pieces of whole lines."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass

from qunmate.data.importers.csv_text import legacy_encoding
from qunmate.data.importers.source import CHUNK_BYTES, Source

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_REPLACEMENT = "\ufffd".encode()  # written by others where they could not read a character
_BROKEN = "\udcff"  # stands for bytes that can't be decoded: no text holds it


def _mark(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return _BROKEN, error.end


codecs.register_error("qunmate_mark", _mark)


def encoding_of(head: bytes) -> str:
    """The encoding of a text by its first bytes: a BOM, else UTF-8 if valid, else GB18030 or
    Big5."""
    for bom, name in _BOMS:
        if head.startswith(bom):
            return name
    if head[:512].count(0) > len(head[:512]) // 4:
        return "utf-16-le" if head[1:512:2].count(0) > head[:512:2].count(0) else "utf-16-be"
    text = codecs.getincrementaldecoder("utf-8")("replace").decode(head, final=False)
    foreign = sum(1 for char in text if char > "\x7f")
    broken = text.count("\ufffd") - head.count(_REPLACEMENT)
    # a few broken bytes in a UTF-8 file don't make it another encoding
    return legacy_encoding(head) if broken * 10 > foreign else "utf-8"


def decode_head(head: bytes) -> str:
    """The first bytes of a source as text, for identifying its format."""
    text = codecs.getincrementaldecoder(encoding_of(head))("replace").decode(head, final=False)
    return text.removeprefix("\ufeff")


@dataclass(slots=True)
class Piece:
    """Some text of a source, which ends at a line end unless it is the `last` one.

    `line` is the number of its first line, `position` the bytes read so far. `broken` lists
    the lines that held bytes of another encoding; `cut` says that the text ends inside a
    character.
    """

    text: str
    line: int
    position: int
    last: bool
    broken: tuple[int, ...] = ()
    cut: bool = False


def pieces(source: Source) -> Iterator[Piece]:
    """The text of a source in pieces of about two megabytes, of whole lines."""
    encoding = encoding_of(source.head())
    decoder = codecs.getincrementaldecoder(encoding)("qunmate_mark")
    rest, line, first, old_mac = "", 1, True, False
    with source.stream() as stream:
        while True:
            data = stream.read(CHUNK_BYTES)
            last = not data
            cut = last and bool(decoder.getstate()[0])
            text = rest + decoder.decode(data, final=last)
            if first:
                text, first = text.removeprefix("\ufeff"), False
                old_mac = "\r" in text and "\n" not in text
            if old_mac:
                text = text.replace("\r", "\n")
            if cut:
                text = text.rstrip(_BROKEN)
            end = len(text) if last else text.rfind("\n") + 1
            whole, rest = text[:end], text[end:]
            broken = _broken(whole, line)
            shown = whole.replace(_BROKEN, "\ufffd") if broken else whole
            yield Piece(shown.replace("\0", ""), line, stream.position, last, broken, cut)
            line += whole.count("\n")
            if last:
                return


def _broken(text: str, line: int) -> tuple[int, ...]:
    if _BROKEN not in text:
        return ()
    return tuple(line + number for number, row in enumerate(text.split("\n")) if _BROKEN in row)

"""Where a chat record comes from: a file or pasted text, read as a stream and hashed."""

from __future__ import annotations

import codecs
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Self

from qunmate.data.importers.csv_text import legacy_encoding
from qunmate.errors import UserError

HEAD_BYTES = 64 * 1024
CHUNK_BYTES = 2 << 20
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def readable(name: str) -> str:
    """A file's name as text that can be kept, whatever the encoding of its bytes."""
    raw = name.encode("utf-8", "surrogateescape")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")


@dataclass(slots=True)
class Source:
    """A file at `path`, or pasted `text` under the title of `path`."""

    path: Path
    text: str | None = None
    sha256: str = ""

    @property
    def name(self) -> str:
        return readable(self.path.name)

    @property
    def stem(self) -> str:
        return readable(self.path.stem)

    def size(self) -> int:
        return len(self.text.encode()) if self.text is not None else self.path.stat().st_size

    def modified_at(self) -> int | None:
        """Epoch seconds of the last change of the file; None for pasted text."""
        return None if self.text is not None else int(self.path.stat().st_mtime)

    def open(self) -> BinaryIO:
        """The bytes from the beginning; UserError if they can't be reached."""
        if self.text is not None:
            return io.BytesIO(self.text.encode("utf-8", "replace"))
        try:
            return self.path.open("rb")
        except FileNotFoundError as error:
            raise UserError("source_missing", path=str(self.path)) from error
        except OSError as error:
            raise self.unreadable(error) from error

    def head(self) -> bytes:
        with self.open() as stream:
            try:
                return stream.read(HEAD_BYTES)
            except OSError as error:
                raise self.unreadable(error) from error

    def unreadable(self, error: OSError) -> UserError:
        reason = error.strerror or str(error)
        return UserError("source_unreadable", path=str(self.path), reason=reason)

    def stream(self) -> HashingStream:
        """The bytes from the beginning; `sha256` is set once they were read to the end."""
        return HashingStream(self)


class HashingStream:
    """Reads a source and hashes what goes by."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._inner = source.open()
        self._hash = hashlib.sha256()
        self.position = 0

    def read(self, size: int = -1) -> bytes:
        try:
            data = self._inner.read(size)
        except OSError as error:
            raise self._source.unreadable(error) from error
        self._hash.update(data)
        self.position += len(data)
        return data

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:  # a reading that was broken off needs no hash
            while self.read(CHUNK_BYTES):
                pass
            self._source.sha256 = self._hash.hexdigest()
        self._inner.close()


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
    # a few broken bytes in a UTF-8 file don't make it another encoding
    return legacy_encoding(head) if text.count("\ufffd") * 10 > foreign else "utf-8"


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
    decoder = codecs.getincrementaldecoder(encoding)("replace")
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
                text = text.rstrip("\ufffd")
            end = len(text) if last else text.rfind("\n") + 1
            whole, rest = text[:end], text[end:]
            yield Piece(
                whole.replace("\0", ""), line, stream.position, last, _broken(whole, line), cut
            )
            line += whole.count("\n")
            if last:
                return


def _broken(text: str, line: int) -> tuple[int, ...]:
    if "\ufffd" not in text:
        return ()
    return tuple(line + number for number, row in enumerate(text.split("\n")) if "\ufffd" in row)

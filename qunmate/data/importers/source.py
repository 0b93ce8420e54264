"""Where a chat record comes from: a file, a member of a zip, a folder or pasted text. It is read
as a stream, and hashed as it goes by."""

from __future__ import annotations

import hashlib
import io
import os
import stat
import zipfile
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import BinaryIO, Self

from qunmate.chat_columns import TableChoice
from qunmate.data.importers.zips import Zip
from qunmate.errors import UserError

HEAD_BYTES = 64 * 1024
CHUNK_BYTES = 2 << 20


def readable(name: str) -> str:
    """A file's name as text that can be kept, whatever the encoding of its bytes."""
    raw = os.fsencode(name)  # on Windows half a character may stand in it
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")


def reach(path: Path) -> None:
    """UserError unless there is a file or a folder that can be reached; a pipe or a device,
    which might be waited for without end, is neither."""
    mode = _stat(path).st_mode
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise UserError("source_no_file", path=str(path))


def _stat(path: Path) -> os.stat_result:
    try:
        return path.stat()
    except OSError as error:
        raise _unreachable(path, error) from error


def _unreachable(path: Path, error: OSError) -> UserError:
    if isinstance(error, FileNotFoundError):
        return UserError("source_missing", path=str(path))
    return UserError("source_unreadable", path=str(path), reason=error.strerror or str(error))


@dataclass(slots=True)
class Source:
    """A file or folder at `path`, the `member` of a zip or folder there, or pasted `text` under
    the title of `path`. `sha256` is known once it was read to its end, `before` is how much of
    a larger whole was read before it. `table` is what the operator said of a plain table, `day`
    of copied text that tells none, `private` whether those of an account's chats that are no
    groups are wanted, `zone` the time zone of a group that it brings ("": the machine's);
    `begins` is what it begins with, once it was looked at. Close
    it once it was read."""

    path: Path
    text: str | None = None
    member: str = ""
    sha256: str = ""
    before: int = 0
    table: TableChoice | None = None
    day: date | None = None
    private: bool = True
    zone: str = ""
    begins: str | None = None
    _seen: tuple[int, ...] = ()  # what tells the file from a changed one, once it was opened
    _zip: Zip | None = None
    _parts: list[Source] = field(default_factory=list)

    @property
    def name(self) -> str:
        whole = readable(self.path.name)
        return f"{whole}/{self.member}" if self.member else whole

    @property
    def stem(self) -> str:
        return Path(self.member).stem if self.member else readable(self.path.stem)

    @property
    def suffix(self) -> str:
        return Path(self.member or self.path.name).suffix.lower()

    def is_container(self) -> bool:
        """Whether it is a folder or a zip of its own, not a file, workbook or member."""
        if self.text is not None or self.member:
            return False
        return self.path.is_dir() or (self.suffix == ".zip" and zipfile.is_zipfile(self.path))

    def names(self) -> list[str]:
        """The files inside a container, in order of their names."""
        if not self.path.is_dir():
            return self._archive().names
        found = [path for path in self.path.rglob("*") if path.is_file()]
        return sorted(path.relative_to(self.path).as_posix() for path in found)

    def inside(self, name: str) -> Source:
        """A file inside the container, hashed and counted as a part of it."""
        part = Source(self.path, None, name, before=self.before, _zip=self._zip)
        self.before += part.size()
        self._parts.append(part)
        return part

    def peek(self, name: str) -> Source:
        """A file inside the container, for a look at it as long as the container is open."""
        return Source(self.path, None, name, _zip=self._zip)

    def size(self) -> int:
        """Bytes to be read."""
        if self.text is not None:
            return len(self.text.encode("utf-8", "replace"))
        if self.path.is_dir():
            names = [self.member] if self.member else self.names()
            return sum(_stat(self.path / name).st_size for name in names)
        if self.member:
            return self._archive().size(self.member)
        if self.is_container():
            return sum(map(self._archive().size, self.names()))
        return _stat(self.path).st_size

    def modified_at(self) -> int | None:
        """Epoch seconds of the last change of the file; None for pasted text."""
        return None if self.text is not None else int(_stat(self.path).st_mtime)

    def open(self) -> BinaryIO:
        """The bytes from the beginning; UserError if they can't be reached, or are no longer
        those that were opened before."""
        if self.text is not None:
            return io.BytesIO(self.text.encode("utf-8", "replace"))
        try:
            if self.member and not self.path.is_dir():
                return self._archive().open(self.member)
            file = (self.path / self.member if self.member else self.path).open("rb")
        except OSError as error:
            raise _unreachable(self.path, error) from error
        try:
            self.compare(file)
        except UserError:
            file.close()
            raise
        return file

    def compare(self, file: BinaryIO) -> None:
        """UserError if the open file is not as it was when the source was opened first. What
        is in a zip is held to its checksum."""
        if isinstance(file, io.BufferedReader):
            told = os.fstat(file.fileno())
            seen = (told.st_dev, told.st_ino, told.st_size, told.st_mtime_ns)
            if self._seen not in ((), seen):
                raise UserError("source_changed", path=self.name)
            self._seen = seen

    def again(self) -> Source:
        """The same, for reading it a second time beside."""
        return Source(
            self.path,
            self.text,
            self.member,
            table=self.table,
            day=self.day,
            begins=self.begins,
            _seen=self._seen,
            _zip=self._zip,
        )

    def close(self) -> None:
        if self._zip:
            self._zip.close()
            self._zip = None

    def _archive(self) -> Zip:
        if self._zip is None:
            self._zip = Zip(self.path)
        return self._zip

    def head(self) -> bytes:
        with self.open() as stream:
            try:
                return stream.read(HEAD_BYTES)
            except OSError as error:
                raise self.unreadable(error) from error

    def unreadable(self, error: OSError) -> UserError:
        return _unreachable(self.path, error)

    def stream(self) -> HashingStream:
        """The bytes from the beginning; `sha256` is set once they were read to the end."""
        return HashingStream(self)

    def digest(self) -> str:
        """SHA-256 of what was read: of the file, or of its parts' names and hashes."""
        if not self._parts:
            return self.sha256
        told = "".join(f"{part.member}\0{part.sha256}\n" for part in self._parts)
        return hashlib.sha256(told.encode("utf-8", "surrogateescape")).hexdigest()


class HashingStream:
    """Reads a source and hashes what goes by."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._inner = source.open()
        self._hash = hashlib.sha256()
        self.position = source.before

    def read(self, size: int = -1) -> bytes:
        try:
            data = self._inner.read(size)
        except OSError as error:
            raise self._source.unreadable(error) from error
        self._source.compare(self._inner)
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

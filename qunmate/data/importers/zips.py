"""Members of a zip, read in place: nothing is unpacked to the disk, and bombs are refused."""

from __future__ import annotations

import io
import os
import zipfile
import zlib
from pathlib import Path
from typing import BinaryIO, Self, cast

from qunmate.errors import UserError

MOST_MEMBERS = 200_000
MOST_BYTES = 64 << 30
_SMALL = 64 << 20  # below this no ratio is suspicious
_MOST_RATIO = 250
_UTF8_NAME = 0x800


class Zip:
    """An open zip. UserError `zip_damaged`, or `zip_too_large` if it would not fit on a disk."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._archive = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
            raise UserError("zip_damaged", path=str(path)) from error
        infos = [info for info in self._archive.infolist() if not info.is_dir()]
        total = sum(info.file_size for info in infos)
        packed = sum(info.compress_size for info in infos)
        bomb = total > _SMALL and total > _MOST_RATIO * max(packed, 1)
        if len(infos) > MOST_MEMBERS or total > MOST_BYTES or bomb:
            self._archive.close()
            raise UserError("zip_too_large", path=str(path))
        self._seen = self._told()
        self._infos = {_name(info): info for info in infos}

    @property
    def names(self) -> list[str]:
        """The files inside, in order of their names."""
        return sorted(self._infos)

    def size(self, name: str) -> int:
        return self._info(name).file_size

    def open(self, name: str) -> BinaryIO:
        """The bytes of a member. UserError `zip_locked` if it asks for a password."""
        try:
            inner = self._archive.open(self._info(name))
        except RuntimeError as error:
            raise UserError("zip_locked", path=str(self._path)) from error
        except (zipfile.BadZipFile, NotImplementedError) as error:
            raise self.fault() from error
        return cast(BinaryIO, _Member(inner, self))

    def fault(self) -> UserError:
        """What to say of bytes in it that are damaged."""
        changed = self._told() != self._seen
        return UserError("source_changed" if changed else "zip_damaged", path=str(self._path))

    def close(self) -> None:
        self._archive.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _told(self) -> tuple[int, int]:
        """What tells the open file from a changed one."""
        file = self._archive.fp
        told = os.fstat(file.fileno()) if file else None
        return (told.st_size, told.st_mtime_ns) if told else (0, 0)

    def _info(self, name: str) -> zipfile.ZipInfo:
        if name not in self._infos:
            raise UserError("source_missing", path=f"{self._path}/{name}")
        return self._infos[name]


class _Member(io.RawIOBase):
    """A member's bytes; where they are damaged, the zip is named."""

    def __init__(self, inner: object, whole: Zip) -> None:
        self._inner = cast(BinaryIO, inner)
        self._whole = whole

    def read(self, size: int = -1) -> bytes:
        try:
            return self._inner.read(size)
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise self._whole.fault() from error

    def close(self) -> None:
        if not self.closed:
            self._inner.close()
        super().close()


def _name(info: zipfile.ZipInfo) -> str:
    """A member's name; programs on Chinese Windows write it in GBK without saying so."""
    if info.flag_bits & _UTF8_NAME or info.filename.isascii():
        return info.filename
    raw = info.filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename

"""What the values of an .xls sheet don't tell (see sheet_faults.py): its records are walked for
errors and hidden rows. The file is a small file system of sectors that holds one stream of them."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

from qunmate.errors import Problem

ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?",
    0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip
_BEGIN, _END, _SHEET, _LOCKED, _FROM_1904 = 0x0809, 0x000A, 0x0085, 0x002F, 0x0022
_FORMULA, _ERROR, _ROW = 0x0006, 0x0205, 0x0208
_IS_ERROR, _IS_HIDDEN = 2, 0x20
_NO_SECTOR = 0xFFFFFFFA  # from here on a number names no sector
_ENTRY = 128  # bytes of one in the folder
_Place = tuple[int, int]


def xls_unseen(path: Path, sheet: str) -> tuple[dict[_Place, Problem], frozenset[int]]:
    """Faults by (row, column) and the indexes of hidden rows, from 0. Nothing is found in a file
    of another kind: the reader of the cells tells if it is damaged."""
    try:
        return _walk(_stream(path.read_bytes()), sheet)
    except (struct.error, IndexError, ValueError):
        return {}, frozenset()


def xls_counts_from_1904(path: Path) -> bool:
    """Whether its days are numbers from 1904 on."""
    try:
        stream = _stream(path.read_bytes())
        kinds = (stream[at] for kind, at in _records(stream, 0) if kind == _FROM_1904)
        return next(kinds, 0) == 1
    except (struct.error, IndexError, ValueError):
        return False


def _stream(file: bytes) -> bytes:
    """The stream of records. ValueError if there is none."""
    size = 1 << struct.unpack_from("<H", file, 30)[0]
    count, first = struct.unpack_from("<I", file, 44)[0], struct.unpack_from("<I", file, 48)[0]
    listed = list(struct.unpack_from("<109I", file, 76))
    more = struct.unpack_from("<I", file, 68)[0]
    while more < _NO_SECTOR and len(listed) < count:
        block = struct.unpack(f"<{size // 4}I", _sector(file, more, size))
        listed += block[:-1]
        more = block[-1]
    follows: list[int] = []
    for place in listed[:count]:
        follows += struct.unpack(f"<{size // 4}I", _sector(file, place, size))
    folder = _chain(file, first, follows, size)
    entries = [folder[at : at + _ENTRY] for at in range(0, len(folder) - _ENTRY + 1, _ENTRY)]
    for entry in entries:
        name = entry[: max(struct.unpack_from("<H", entry, 64)[0] - 2, 0)].decode("utf-16-le")
        if name == "Workbook":
            start, length = struct.unpack_from("<II", entry, 116)
            if length < struct.unpack_from("<I", file, 56)[0]:
                return _small(file, entries[0], start, follows, size)[:length]
            return _chain(file, start, follows, size)[:length]
    raise ValueError("no records")


def _small(file: bytes, root: bytes, start: int, follows: list[int], size: int) -> bytes:
    """Small streams share a large one, in small sectors with their own chains."""
    held = _chain(file, struct.unpack_from("<I", root, 116)[0], follows, size)
    chains = _chain(file, struct.unpack_from("<I", file, 60)[0], follows, size)
    after = list(struct.unpack(f"<{len(chains) // 4}I", chains))
    tiny = 1 << struct.unpack_from("<H", file, 32)[0]
    return _chain(b"\0" * tiny + held, start, after, tiny)


def _sector(file: bytes, number: int, size: int) -> bytes:
    return file[(number + 1) * size : (number + 2) * size]  # the first place is the header's


def _chain(file: bytes, first: int, follows: list[int], size: int) -> bytes:
    parts: list[bytes] = []
    place = first
    while place < _NO_SECTOR and len(parts) <= len(follows):
        parts.append(_sector(file, place, size))
        place = follows[place]
    return b"".join(parts)


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int]]:
    """(kind, place of the body) of the records of one part of the stream."""
    depth, end = 0, len(stream) - 4
    while at <= end:
        kind, length = struct.unpack_from("<HH", stream, at)
        depth += (kind == _BEGIN) - (kind == _END)
        yield kind, at + 4
        if depth <= 0:
            return
        at += 4 + length


def _begin_of(stream: bytes, sheet: str) -> int | None:
    for kind, at in _records(stream, 0):
        if kind == _LOCKED:
            return None
        if kind == _SHEET:
            begin, _shown, length, wide = struct.unpack_from("<IHBB", stream, at)
            raw = stream[at + 8 : at + 8 + (length << (wide & 1))]
            if raw.decode("utf-16-le" if wide & 1 else "latin-1") == sheet:
                return int(begin)
    return None


def _walk(stream: bytes, sheet: str) -> tuple[dict[_Place, Problem], frozenset[int]]:
    found: dict[_Place, Problem] = {}
    hidden: set[int] = set()
    begin = _begin_of(stream, sheet)
    for kind, at in _records(stream, begin) if begin is not None else ():
        code = None
        if kind == _ERROR and stream[at + 7]:
            code = stream[at + 6]
        elif kind == _FORMULA and stream[at + 12 : at + 14] == b"\xff\xff":
            code = stream[at + 8] if stream[at + 6] == _IS_ERROR else None
        elif kind == _ROW and stream[at + 12] & _IS_HIDDEN:
            hidden.add(struct.unpack_from("<H", stream, at)[0])
        if code in ERRORS:
            row, column = struct.unpack_from("<HH", stream, at)
            found[row, column] = Problem("cell_error", {"error": ERRORS[code]})
    return found, frozenset(hidden)

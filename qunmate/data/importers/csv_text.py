"""Text tables (.csv, .tsv and what calls itself .xls but is text): encoding, delimiter, rows."""

from __future__ import annotations

import codecs
import csv
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from qunmate.errors import Problem

_DELIMITERS = ",\t;|，"
_SAMPLE = 200_000
_MOST_LINES = 200  # in one quoted cell; more means that its quote was never closed


class RowProblem(NamedTuple):
    """A row (1-based) of which something is missing."""

    row: int
    value: str
    problem: Problem


class TextTable(NamedTuple):
    rows: list[list[str]]
    problems: list[RowProblem]
    encoding: str
    truncated: bool


def read_text_table(data: bytes) -> TextTable:
    """The rows of a text table; a row cut off at the end is a problem, not a row."""
    csv.field_size_limit(2**31 - 1)
    encoding = find_encoding(data)
    text = data.decode(encoding, errors="replace").removeprefix("\ufeff")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    first, _newline, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first) == 5:
        return _rows(rest, first[4], encoding)
    return _rows(text, find_delimiter(text[:_SAMPLE]), encoding)


def find_encoding(data: bytes) -> str:
    """UTF-8 or UTF-16 with or without their marks, GB18030, or Big5."""
    if data.startswith(codecs.BOM_UTF8):
        return "utf-8"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    sample = data[:_SAMPLE]
    if sample.count(0) * 5 > len(sample):
        even = sum(1 for byte in sample[::2] if byte == 0)
        return "utf-16-be" if 2 * even > sample.count(0) else "utf-16-le"
    if _is_utf8(data):
        return "utf-8"
    return legacy_encoding(sample)


def legacy_encoding(sample: bytes) -> str:
    """Big5 or GB18030, by which of their everyday characters the bytes hold."""
    return "big5hkscs" if _level_one(sample, "big5") > _level_one(sample, "gb") else "gb18030"


def _is_utf8(data: bytes) -> bool:
    """Also where the file was cut inside its last character, or a few bytes are broken."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3:
            return True
        high = sum(1 for byte in data[:_SAMPLE] if byte >= 0x80)
        broken = data[:_SAMPLE].decode("utf-8", errors="replace").count("\ufffd")
        return broken * 20 < high
    return True


def _level_one(sample: bytes, code: str) -> float:
    """Share of the two-byte characters that are among the code's everyday ones."""
    common = everyday = index = 0
    while index < len(sample) - 1:
        lead, trail = sample[index], sample[index + 1]
        if lead < 0x81:
            index += 1
            continue
        index += 2
        common += 1
        if code == "gb":
            everyday += 0xB0 <= lead <= 0xD7 and trail >= 0xA1
            everyday += lead in (0xA1, 0xA3) and trail >= 0xA1
        else:
            everyday += 0xA4 <= lead <= 0xC6 and (0x40 <= trail <= 0x7E or trail >= 0xA1)
            everyday += lead == 0xA1 and (0x40 <= trail <= 0x7E or trail >= 0xA1)
    return everyday / common if common else 0.0


def find_delimiter(sample: str) -> str:
    """The sign that cuts most lines into the same number of cells."""
    lines = [line for line in sample.split("\n")[:60] if line.strip()]
    best, most = ",", (0.0, 0)
    for sign in _DELIMITERS:
        counts = Counter(len(row) for row in csv.reader(lines, delimiter=sign) if row)
        counts.pop(1, None)
        if counts:
            width, times = max(counts.items(), key=lambda item: (item[1], item[0]))
            if (times / len(lines), width) > most:
                best, most = sign, (times / len(lines), width)
    return best


class _Lines:
    """Lines for csv.reader that can be taken up again at any line."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.next = 0
        self.asked_too_far = False

    def __iter__(self) -> Iterator[str]:
        while self.next < len(self.lines):
            self.next += 1
            yield self.lines[self.next - 1] + "\n"
        self.asked_too_far = True


def _rows(text: str, delimiter: str, encoding: str) -> TextTable:
    source = _Lines(text.split("\n"))
    if source.lines and not source.lines[-1]:
        source.lines.pop()
    cut = not text.endswith("\n")
    rows: list[list[str]] = []
    blank: list[str] = []  # one for all blank rows, of which there may be millions
    problems: list[RowProblem] = []
    reader = csv.reader(iter(source), delimiter=delimiter)
    while True:
        start = source.next
        row = next(reader, None)
        if row is None:
            break
        open_quote = source.asked_too_far or source.next - start > _MOST_LINES
        if open_quote and source.next - start >= 1 and '"' in source.lines[start]:
            line = source.lines[start]
            goes_on = _is_text(source.lines[start + 1 : source.next], rows, delimiter)
            source.next = len(source.lines) if goes_on else start + 1
            source.asked_too_far = False
            reader = csv.reader(iter(source), delimiter=delimiter)
            problems.append(RowProblem(len(rows) + 1, line[:80], Problem("row_cut_off")))
            row = blank  # keeps the numbers of the rows below
        rows.append(row or blank)
    if cut and not problems and _is_cut(rows):
        value = delimiter.join(rows[-1])[:80]
        problems.append(RowProblem(len(rows), value, Problem("row_cut_off")))
        rows[-1] = []
    if '="' in text:
        rows = [[_told(cell) for cell in row] for row in rows]
    truncated = bool(problems) and problems[-1].row == len(rows)
    return TextTable(rows, problems, encoding, truncated)


def _is_text(lines: list[str], rows: list[list[str]], delimiter: str) -> bool:
    """Whether lines behind a quote that is never closed are what it quotes: none of them has
    the cells of a row."""
    width = max(map(len, rows), default=0)
    return len(lines) <= _MOST_LINES and not any(
        len(row) >= width for row in csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE)
    )


def _told(cell: str) -> str:
    """What ="00123" shows: a formula by which a table keeps a number as it is written."""
    return cell[2:-1] if len(cell) > 3 and cell[:2] == '="' and cell[-1] == '"' else cell


def _is_cut(rows: list[list[str]]) -> bool:
    """Whether the last row has fewer cells than all the others, which have the same number."""
    widths = {len(row) for row in rows[:-1] if row}
    return len(rows) > 3 and len(widths) == 1 and len(rows[-1]) < widths.pop()

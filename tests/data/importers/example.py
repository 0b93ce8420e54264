"""What an example of a format is: one invented record, and what must come out of it."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from tests.data.importers.reading import wall

Said = list[tuple[str, str]]

INSTANT = 1767294245  # 2026-01-02 03:04:05 in China
WALL = wall(2026, 1, 2, 3, 4, 5)
JOIN = '"小满"邀请"一川"加入了群聊'
TWO: Said = [("小满", "早"), ("一川", "好\n第二行")]
THREE: Said = [*TWO, ("", JOIN)]
TABLE_TIME, LATER = "2026-01-02 03:04:05", "2026-01-02 03:05:05"


@dataclass(frozen=True)
class Example:
    """`said` are sender and text of each record; `first` is the first one's time (an instant
    where the format tells one) and sender id; `content` is text, or makes a file's bytes."""

    reader: str
    suffix: str
    content: str | Callable[[], bytes]
    said: Said
    first: tuple[int, str]
    name: str = ""
    events: int = 0

    def write(self, folder: Path) -> Path:
        path = folder / f"record{self.suffix}"
        path.write_bytes(self.data())
        return path

    def data(self) -> bytes:
        return self.content.encode() if isinstance(self.content, str) else self.content()


def as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


def workbook(*sheets: tuple[str, list[list[Any]]]) -> Callable[[], bytes]:
    def make() -> bytes:
        book = Workbook()
        del book["Sheet"]
        for name, rows in sheets:
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
        buffer = BytesIO()
        book.save(buffer)
        return buffer.getvalue()

    return make


def zipped(members: dict[str, str]) -> Callable[[], bytes]:
    def make() -> bytes:
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in members.items():
                archive.writestr(name, text)
        return buffer.getvalue()

    return make

"""Invented chat files for tests."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

HEADER = (
    "消息记录（此消息记录为文本格式，不支持重新导入）\r\n\r\n"
    "================================================================\r\n"
    "消息分组:我的群\r\n"
    "================================================================\r\n"
    "消息对象:{name}\r\n"
    "================================================================\r\n\r\n"
)


def qq_text(rows: list[tuple[str, str, str]], name: str = "读书会") -> str:
    """A QQ message manager text of (time, sender, body)."""
    return HEADER.format(name=name) + "".join(
        f"{time} {sender}\r\n{body}\r\n\r\n" for time, sender, body in rows
    )


def many(count: int, start: datetime = datetime(2026, 1, 1)) -> list[tuple[str, str, str]]:
    """Rows of `count` messages, one every 40 seconds, by 30 people."""
    rows = []
    for number in range(count):
        at = start + timedelta(seconds=40 * number)
        sender = f"成员{number % 30}({10_000_000 + number % 30})"
        rows.append(
            (f"{at:%Y-%m-%d} {at.hour}:{at:%M:%S}", sender, f"第{number}句话，今天读到这里")
        )
    return rows


def write_qq(path: Path, rows: list[tuple[str, str, str]], name: str = "读书会") -> Path:
    path.write_text(qq_text(rows, name), encoding="utf-8-sig", newline="")
    return path

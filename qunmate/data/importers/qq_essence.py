"""Reads the essence messages of a QQ group: QQChatExporter's group_essence_*.json."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qunmate.data.importers.fields import text_of
from qunmate.data.importers.json_walk import JsonWalk
from qunmate.data.importers.source import Source, reach
from qunmate.errors import Problem, UserError
from qunmate.highlight_sheet import RowProblem

NAME = "qq_essence"
MOST_BYTES = 200 * 1024 * 1024
_HEAD = 4_096
_KEYS = re.compile(r'"(?:groupCode|totalCount)"')
_MARK = re.compile(r'"addDigestTime"|"senderTime"')


@dataclass(frozen=True, slots=True)
class EssenceMessage:
    """`row` counts from 1; `sent_at` in epoch seconds; `key` names it within its group."""

    row: int
    key: str
    sender_id: str
    sender: str
    sent_at: int
    text: str
    picture: bool


@dataclass(frozen=True, slots=True)
class Essence:
    group_code: str
    group_name: str
    messages: tuple[EssenceMessage, ...]
    problems: tuple[RowProblem, ...]


def identify(path: Path) -> bool:
    """Whether the file is an essence export."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD).decode("utf-8-sig", "replace")
    except OSError:
        return False
    return head.lstrip().startswith("{") and bool(_KEYS.search(head) and _MARK.search(head))


def read(path: Path) -> Essence:
    """What stands in the file, as far as it can be read. UserError if it holds no essence
    messages."""
    reach(path)
    if path.stat().st_size > MOST_BYTES:
        raise UserError("highlights_too_large", path=str(path))
    source = Source(path)
    good: list[EssenceMessage] = []
    bad: list[RowProblem] = []
    about: dict[str, Any] = {}
    listed = False
    with source.stream() as stream:
        walk = JsonWalk(source, stream)
        for key in walk.keys():  # noqa: SIM118 - a walk is no dict
            if key != "messages" or walk.next() != "[":
                about[key] = walk.value()
                continue
            listed = True
            for number, record in enumerate(walk.values(), 1):
                one = _message(number, record)
                if isinstance(one, EssenceMessage):
                    good.append(one)
                else:
                    bad.append(RowProblem(number, None, "", one))
    if not listed or (walk.broken and not good):
        raise UserError("format_unknown", path=str(path))
    if walk.broken:
        bad.append(RowProblem(len(good) + len(bad) + 1, None, "", walk.broken.problem))
    code, name = text_of(about.get("groupCode")), text_of(about.get("groupName"))
    return Essence(code, name, tuple(good), tuple(bad))


def _message(number: int, record: Any) -> EssenceMessage | Problem:
    if not isinstance(record, dict):
        return Problem("highlight_unreadable")
    sent_at = _whole(record.get("senderTime"))
    if sent_at is None:
        return Problem("date_bad")
    text, picture = _content(record.get("content"))
    if not text and not picture:
        return Problem("highlight_says_nothing")
    seq = text_of(record.get("msgSeq"))
    return EssenceMessage(
        number,
        f"essence:{seq}" if seq else f"essence:{sent_at}:{number}",
        text_of(record.get("senderUin")),
        text_of(record.get("senderNick")),
        sent_at,
        text,
        picture,
    )


def _whole(value: Any) -> int | None:
    """Seconds, also as text or in milliseconds."""
    try:
        seconds = int(value)
    except (TypeError, ValueError, OverflowError):
        return None
    if seconds > 10**11:
        seconds //= 1000
    return seconds if 0 < seconds < 10**11 else None


def _content(parts: Any) -> tuple[str, bool]:
    """The text, addresses of pictures below it, and whether there are pictures."""
    said: list[str] = []
    pictures: list[str] = []
    has_picture = False
    for part in parts if isinstance(parts, list) else []:
        if not isinstance(part, dict):
            continue
        text, url = text_of(part.get("text")), text_of(part.get("url"))
        if text:
            said.append(text)
        if part.get("type") == "image":
            has_picture = True
            if url.startswith(("http://", "https://")):
                pictures.append(url)
    return "\n".join([*said, *pictures]), has_picture

"""Reads the essence messages of a QQ group: QQChatExporter's group_essence_*.json."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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
    """UserError if the file can't be read or holds no essence messages."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UserError("highlights_too_large", path=str(path))
        document = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UserError("source_unreadable", path=str(path), reason=error.strerror) from error
    except (ValueError, RecursionError) as error:
        raise UserError("format_unknown", path=str(path)) from error
    listed = document.get("messages") if isinstance(document, dict) else None
    if not isinstance(listed, list):
        raise UserError("format_unknown", path=str(path))
    good: list[EssenceMessage] = []
    bad: list[RowProblem] = []
    for number, record in enumerate(listed, 1):
        one = _message(number, record)
        if isinstance(one, EssenceMessage):
            good.append(one)
        else:
            bad.append(RowProblem(number, None, "", one))
    code = document.get("groupCode")
    name = document.get("groupName")
    return Essence(
        str(code) if isinstance(code, str | int) else "",
        name.strip() if isinstance(name, str) else "",
        tuple(good),
        tuple(bad),
    )


def _message(number: int, record: Any) -> EssenceMessage | Problem:
    if not isinstance(record, dict):
        return Problem("highlight_unreadable")
    sent_at = _whole(record.get("senderTime"))
    if sent_at is None:
        return Problem("date_bad")
    text, picture = _content(record.get("content"))
    if not text and not picture:
        return Problem("highlight_says_nothing")
    seq = record.get("msgSeq")
    sender = record.get("senderNick")
    uin = record.get("senderUin")
    return EssenceMessage(
        number,
        f"essence:{seq}" if isinstance(seq, str | int) else f"essence:{sent_at}:{number}",
        str(uin) if isinstance(uin, str | int) else "",
        sender.strip() if isinstance(sender, str) else "",
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
        text, url = part.get("text"), part.get("url")
        if isinstance(text, str) and text.strip():
            said.append(text.strip())
        if part.get("type") == "image":
            has_picture = True
            if isinstance(url, str) and url.startswith(("http://", "https://")):
                pictures.append(url)
    return "\n".join([*said, *pictures]).strip().replace("\0", ""), has_picture

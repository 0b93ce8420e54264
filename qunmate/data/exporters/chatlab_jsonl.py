"""Writes a chat as ChatLab JSONL; reading it back gives the same messages."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from qunmate.data.exporters.whole_file import whole_file
from qunmate.data.importers.chatlab import NAMED, NOBODY
from qunmate.model import Group, Message
from qunmate.progress import Job, Progress
from qunmate.records import Participant

TELL_EVERY = 2_000  # messages


def write(
    path: Path,
    group: Group,
    participants: Iterable[Participant],
    messages: Iterable[tuple[Message, str]],
    exported_at: int,
    total: int,
) -> Job[int]:
    """Write header, members and messages, each with its sender's platform id ("" for none);
    gives the number of messages, of which there should be `total`. UserError if the file can't
    be written."""
    count = 0
    with whole_file(path) as stream:
        meta = {"name": group.name, "platform": group.platform, "type": "group"}
        header = {"version": "0.0.2", "exportedAt": exported_at, "generator": "QunMate"}
        stream.write(_line({"_type": "header", "chatlab": header, "meta": meta}))
        for person in participants:
            stream.write(_line(_member(person)))
        for message, sender_id in messages:
            stream.write(_line(_message(message, sender_id)))
            count += 1
            if count % TELL_EVERY == 0:
                yield Progress(count, total, count)
    return count


def _line(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n"


def _member(person: Participant) -> dict[str, Any]:
    document: dict[str, Any] = {
        "_type": "member",
        "platformId": person.platform_id,
        "accountName": person.name,
    }
    if person.nickname:
        document["groupNickname"] = person.nickname
    if person.role:
        document["roles"] = [{"id": person.role}]
    return document


def _message(message: Message, sender_id: str) -> dict[str, Any]:
    document: dict[str, Any] = {
        "_type": "message",
        "sender": sender_id or (NAMED + message.sender if message.sender else NOBODY),
        "accountName": message.sender or NOBODY,
        "timestamp": message.sent_at,
        "type": int(message.kind),
        "content": message.text,
    }
    if message.platform_id is not None:
        document["platformMessageId"] = message.platform_id
    if message.reply_to is not None:
        document["replyToMessageId"] = message.reply_to
    return document

"""What ChatLab's JSON and JSONL have in common: its fields as our records."""

from __future__ import annotations

from typing import Any

from qunmate.data.importers.fields import instant, number, text_of
from qunmate.errors import Problem
from qunmate.model import PLATFORMS, Kind
from qunmate.records import Batch, ChatHead, LineProblem, Participant, Record
from qunmate.system_lines import read_events

_KINDS = {int(kind): kind for kind in Kind}
_ROLES = {"owner": "owner", "admin": "admin", "administrator": "admin", "member": "member"}
BATCH = 5_000


class BadRecordError(ValueError):
    """A message without what makes one."""


def head(header: dict[str, Any], meta: dict[str, Any], members: list[dict[str, Any]]) -> ChatHead:
    """The chat's head from the file's `chatlab`, `meta` and `members`."""
    platform = str(meta.get("platform") or "other").lower()
    platform = {"weixin": "wechat", "lark": "feishu"}.get(platform, platform)
    owner = text_of(meta.get("ownerId"))
    people = tuple(
        person for person in (participant(member, owner) for member in members) if person
    )
    exported = header.get("exportedAt")
    return ChatHead(
        platform=platform if platform in PLATFORMS else "other",
        name=text_of(meta.get("name")),
        chat_id=text_of(meta.get("groupId")),
        zoned=True,
        exported_at=instant(exported) if exported is not None else None,
        participants=people,
    )


def participant(member: Any, owner: str) -> Participant | None:
    if not isinstance(member, dict) or not text_of(member.get("platformId")):
        return None
    platform_id = text_of(member.get("platformId"))
    roles = [role.get("id") for role in member.get("roles") or [] if isinstance(role, dict)]
    role = next((_ROLES[name] for name in roles if name in _ROLES), None)
    return Participant(
        platform_id,
        text_of(member.get("accountName")) or platform_id,
        text_of(member.get("groupNickname")),
        "owner" if platform_id == owner and owner else role,
    )


def record(message: Any) -> Record:
    """A message of the file. BadRecordError if it has no time or isn't an object."""
    if not isinstance(message, dict):
        raise BadRecordError
    at = instant(message.get("timestamp"))
    if at is None:
        raise BadRecordError
    kind = _KINDS.get(number(message.get("type")), Kind.OTHER)
    sender_id = text_of(message.get("sender"))
    name = text_of(message.get("accountName"))
    nickname = text_of(message.get("groupNickname"))
    if kind == Kind.SYSTEM:
        sender_id = name = nickname = ""
    content = message.get("content")
    return Record(
        at,
        sender_id,
        name or nickname or sender_id,
        kind,
        content if isinstance(content, str) else text_of(content),
        nickname,
        text_of(message.get("replyToMessageId")) or None,
        text_of(message.get("platformMessageId")) or None,
    )


def add(batch: Batch, message: Any, line: int) -> None:
    """Put a message of the file into the batch, or what is wrong with it."""
    try:
        made = record(message)
    except BadRecordError:
        problem = Problem("bad_record", {"reason": str(message)[:60]})
        batch.problems.append(LineProblem(line, problem))
        return
    batch.extend([made])
    if made.kind == Kind.SYSTEM:
        batch.events += read_events(made.at, made.text)

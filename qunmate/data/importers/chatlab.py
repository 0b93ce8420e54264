"""What ChatLab's JSON and JSONL have in common: its fields as our records."""

from __future__ import annotations

from typing import Any

from qunmate.data.importers.fields import (
    column,
    dicts,
    fields_of,
    instant,
    instants,
    number,
    text_of,
    texts,
)
from qunmate.data.importers.json_walk import Elements
from qunmate.model import PLATFORMS, Kind
from qunmate.records import Batch, ChatHead, Participant
from qunmate.system_lines import read_events

_KINDS = {int(kind): kind for kind in Kind}
NOBODY = "SYSTEM"  # the sender that the format names where there is none
ROOM = "@chatroom"  # ends WeChat's ids of groups, under which WeFlow puts WeChat's own lines
NAMED = "name:"  # begins the id that we write for somebody known by name alone
_ROLES = {"owner": "owner", "admin": "admin", "administrator": "admin", "member": "member"}


def head(header: dict[str, Any], meta: dict[str, Any], members: Any) -> ChatHead:
    """The chat's head from the file's `chatlab`, `meta` and `members`."""
    platform = str(meta.get("platform") or "other").lower()
    platform = {"weixin": "wechat", "lark": "feishu"}.get(platform, platform)
    owner = text_of(meta.get("ownerId"))
    people = tuple(
        person for person in (participant(member, owner) for member in dicts(members)) if person
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
    """A person of the file. `owner` is whose account it was made with, as the format has it and
    its producers write it; who owns the group stands in the roles."""
    platform_id = text_of(member.get("platformId")) if isinstance(member, dict) else ""
    if not platform_id or platform_id.endswith(ROOM):
        return None
    roles = [role.get("id") for role in member.get("roles") or [] if isinstance(role, dict)]
    role = next((_ROLES[name] for name in roles if name in _ROLES), None)
    return Participant(
        platform_id,
        text_of(member.get("accountName")) or platform_id,
        text_of(member.get("groupNickname")),
        role,
        own=platform_id == owner,
    )


class Filling:
    """Puts the messages of a file into batches. `owner` is whose account it was made with; where
    no list of members has told of them, they are told of when they first speak."""

    def __init__(self, meta: dict[str, Any], head: ChatHead) -> None:
        owner = text_of(meta.get("ownerId"))
        self._owner = "" if any(person.own for person in head.participants) else owner

    def fill(self, batch: Batch, many: Elements) -> None:
        first = len(batch)
        _fill(batch, many)
        if self._owner and self._owner in batch.sender_id[first:]:
            at = batch.sender_id.index(self._owner, first)
            names = batch.sender[at], batch.nickname[at]
            batch.participants.append(Participant(self._owner, *names, own=True))
            self._owner = ""


def _fill(batch: Batch, many: Elements) -> None:
    """Put messages of the file into the batch by columns, and tell of those without a time."""
    messages = many.values
    if set(map(type, messages)) != {dict}:
        messages = [fields_of(message) for message in messages]
    times = instants(column(messages, "timestamp"))
    if None in times:
        for number, at in enumerate(times):
            if at is None:
                many.reject(batch, number)
        messages = [m for m, at in zip(messages, times, strict=True) if at is not None]
    first = len(batch)
    batch.at += [at for at in times if at is not None]
    kinds = _kinds(column(messages, "type"))
    ids = texts(column(messages, "sender"))
    if rooms := {one for one in set(ids) if one.endswith(ROOM)}:
        kinds = [
            Kind.SYSTEM if one in rooms and kind is not Kind.RECALL else kind
            for one, kind in zip(ids, kinds, strict=True)
        ]
        ids = [NOBODY if one in rooms else one for one in ids]
    batch.kind += kinds
    names = texts(column(messages, "accountName"))
    nicknames = texts(column(messages, "groupNickname"))
    nobody = {one for one in set(ids) if one.upper() == NOBODY}
    if strange := nobody | {one for one in set(ids) if one.startswith(NAMED)}:
        names = ["" if one in nobody else name for one, name in zip(ids, names, strict=True)]
        ids = ["" if one in strange else one for one in ids]
    batch.sender_id += ids
    every = zip(names, nicknames, ids, strict=True)
    batch.sender += [name or nickname or id_ for name, nickname, id_ in every]
    batch.nickname += nicknames
    said = column(messages, "content")
    batch.text += [text if isinstance(text, str) else text_of(text) for text in said]
    batch.reply_to += _ids(column(messages, "replyToMessageId"))
    batch.platform_id += _ids(column(messages, "platformMessageId"))
    batch.mentions += [()] * len(messages)
    for number, kind in enumerate(kinds, first):
        if kind is Kind.SYSTEM:
            batch.sender_id[number] = batch.sender[number] = batch.nickname[number] = ""
            batch.events += read_events(batch.at[number], batch.text[number])


def _kinds(told: list[Any]) -> list[Kind]:
    if not set(map(type, told)) <= {int, str, float, bool}:
        told = [value if isinstance(value, int | str | float) else None for value in told]
    known = {value: _KINDS.get(number(value), Kind.OTHER) for value in set(told)}
    return list(map(known.__getitem__, told))


def _ids(told: list[Any]) -> list[str | None]:
    if not any(told):
        return [None] * len(told)
    return [text or None for text in texts(told)]

"""QQChatExporter's JSON: one file, or a folder or zip of chunks with a manifest."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from typing import Any

from qunmate.data.importers import signs
from qunmate.data.importers.beginning import CONTAINER
from qunmate.data.importers.fields import (
    dicts,
    fields_of,
    instant,
    iso_instant,
    reacted,
    text_of,
    unreadable,
)
from qunmate.data.importers.json_chat import read_chat
from qunmate.data.importers.json_walk import JsonWalk
from qunmate.data.importers.moments import moment
from qunmate.data.importers.placeholders import kind_named, kind_of
from qunmate.data.importers.source import Source
from qunmate.data.importers.text import pieces
from qunmate.i18n import N_
from qunmate.model import Kind, Reaction
from qunmate.records import Batch, ChatHead, Participant, Record
from qunmate.system_lines import line_kind, read_events

NAME = "qqce_json"
TITLE = N_("QQChatExporter, JSON")
HOW = N_(
    "If you keep a JSON file, folder or zip that QQChatExporter made of your own"
    " chats, import it as it is. Without one, use “QQ message manager, text”."
)
SUFFIXES = (".json", ".zip")

_CHAT = re.compile(r'"chatInfo"\s*:\s*\{')
_MANIFEST = re.compile(r"^(?:.*/)?manifest\.json$", re.MULTILINE)
_CHUNK = re.compile(r"^(?:.*/)?chunks/[^/\n]+\.jsonl$", re.MULTILINE)
KINDS = {
    "audio": Kind.VOICE,
    "ptt": Kind.VOICE,
    "face": Kind.EMOJI,
    "market_face": Kind.EMOJI,
    "mface": Kind.EMOJI,
    "json": Kind.SHARE,
    "ark": Kind.SHARE,
    "multi_forward": Kind.FORWARD,
    "forward": Kind.FORWARD,
    "gray_tip": Kind.SYSTEM,
    "wallet": Kind.RED_PACKET,
    "red_packet": Kind.RED_PACKET,
    "type_3": Kind.REPLY,  # QQ's own numbers; the others tell nothing that the parts don't
    "type_5": Kind.SYSTEM,
    "type_6": Kind.VOICE,
    "type_8": Kind.FILE,
    "type_9": Kind.REPLY,
    "type_10": Kind.RED_PACKET,
    "type_11": Kind.FORWARD,
}
# what stands in `elements` and `resources`, where the type and the text tell nothing
_ELEMENTS = {
    "image": Kind.IMAGE,
    "video": Kind.VIDEO,
    "voice": Kind.VOICE,
    "audio": Kind.VOICE,
    "file": Kind.FILE,
    "location": Kind.LOCATION,
    "face": Kind.EMOJI,
    "market_face": Kind.EMOJI,
    "marketface": Kind.EMOJI,
    "av_record": Kind.CALL,
    "forward": Kind.FORWARD,
    "json": Kind.SHARE,
}
_BRACKETED = re.compile(r"\[+[^\[\]]*\]+")
_PLAIN = frozenset({"", "text", "type_1", "type_2"})
_WORDS = frozenset({"text", "at", "reply", "markdown"})  # what makes a message one of words
_LONGEST_FACE, _FIRST_EMOJI = 7, 0x2000  # digits of a face; below are letters
_UNKNOWN_IDS = frozenset({"", "0", "未知"})


def identify(head: str) -> bool:
    if head.startswith(CONTAINER):
        return _MANIFEST.search(head) is not None and _CHUNK.search(head) is not None
    start = head.lstrip()
    return start.startswith("{") and _CHAT.search(head) is not None


def read(source: Source) -> Iterator[ChatHead | Batch]:
    if source.is_container():
        yield from _chunks(source)
    else:
        yield from read_chat(source, _head, _taken)


def _chunks(source: Source) -> Iterator[ChatHead | Batch]:
    names = source.names()
    manifest = next(name for name in names if _MANIFEST.match(name))
    part = source.inside(manifest)
    with part.stream() as stream:
        about = fields_of(JsonWalk(part, stream).value())
    yield _head(about)
    for name in sorted(name for name in names if _CHUNK.match(name)):
        yield from _chunk(source.inside(name))


def _chunk(part: Source) -> Iterator[Batch]:
    for piece in pieces(part):
        batch, records = Batch(position=piece.position), list[Record]()
        batch.problems += piece.problems
        for line, text in enumerate(piece.text.split("\n"), piece.line):
            if not text.strip():
                continue
            record = _line(batch, text, line)
            if record:
                records.append(record)
        if records:
            batch.extend(records)
        yield batch


def _line(batch: Batch, text: str, line: int) -> Record | None:
    try:
        message = json.loads(text)
    except (ValueError, RecursionError):
        message = None
    record = _record(batch, message) if isinstance(message, dict) else None
    if record is None:
        batch.problems.append(unreadable(line, text))
    return record


def _head(about: dict[str, Any]) -> ChatHead:
    chat = fields_of(about.get("chatInfo"))
    name = text_of(chat.get("name"))
    number = next(
        (text_of(chat[k]) for k in ("peerUin", "peerUid", "uin", "id") if chat.get(k)), ""
    )
    own = tuple(text_of(chat.get(key)) for key in ("selfUin", "selfUid", "selfName"))
    own_id = next((id_ for id_ in own[:2] if id_.strip("0")), "")
    participants = (Participant(own_id, own[2] or own_id, own=True),) if own_id else ()
    return ChatHead("qq", name, number, zoned=True, participants=participants)


def _taken(batch: Batch, message: Any, walk: JsonWalk) -> Record | None:
    record = _record(batch, message) if isinstance(message, dict) else None
    if record is None:
        walk.reject(batch, message)
    return record


def _time(message: dict[str, Any]) -> int | None:
    """Of `timestamp` in milliseconds, or of an ISO instant; a bare wall clock is Chinese."""
    told = message.get("timestamp")
    at = instant(told) if not isinstance(told, str) or told.isdecimal() else iso_instant(told)
    if at is not None:
        return at
    text = told if isinstance(told, str) else text_of(message.get("time"))
    wall = moment(text)
    return iso_instant(text) if wall is None else wall - 8 * 3600


def _record(batch: Batch, message: dict[str, Any]) -> Record | None:
    at = _time(message)
    if at is None:
        return None
    content = message.get("content")
    parts = fields_of(content)
    text = text_of(content) or text_of(parts.get("text"))
    platform_id = text_of(message.get("id")) or text_of(message.get("messageId"))
    sender_id, name, nickname = _sender(message)
    kind = _kind(message, parts, text)
    if kind is Kind.SYSTEM or (sender_id in _UNKNOWN_IDS and name in _UNKNOWN_IDS):
        batch.events += read_events(at, text)
        kind = kind if kind is Kind.RECALL else line_kind(text)
        return Record(at, "", "", kind, text, platform_id=platform_id or None)
    mentions = [text_of(one.get("name")).removeprefix("@") for one in dicts(parts.get("mentions"))]
    return Record(
        at,
        sender_id,
        name or sender_id,
        kind,
        text,
        nickname,
        _replied(parts),
        platform_id or None,
        tuple(name for name in mentions if name),
        _reactions(message),
    )


def _reactions(message: dict[str, Any]) -> tuple[Reaction, ...]:
    """Faces that QQ told, where what it told is kept."""
    raw = fields_of(message.get("rawMessage"))
    told = dicts(message.get("emojiLikesList")) or dicts(raw.get("emojiLikesList"))
    return reacted((_face(one), one.get("likesCnt")) for one in told)


def _face(told: dict[str, Any]) -> str:
    """One of QQ's own by its name, a common emoji by its place in Unicode."""
    number = text_of(told.get("emojiId"))
    if not (number.isdecimal() and len(number) <= _LONGEST_FACE):
        return ""
    code = int(number)
    if text_of(told.get("emojiType")) == "2" and _FIRST_EMOJI <= code <= sys.maxunicode:
        return chr(code)
    return signs.QQ.get(number) or f"表情{number}"


def _sender(message: dict[str, Any]) -> tuple[str, str, str]:
    """Id, name and group nickname. Older versions keep what QQ told them in `rawMessage`."""
    sender, raw = fields_of(message.get("sender")), fields_of(message.get("rawMessage"))
    ids = (sender.get("uin"), raw.get("senderUin"), sender.get("uid"), raw.get("senderUid"))
    names = (
        sender.get("nickname"),
        message.get("sendNickName"),
        raw.get("sendNickName"),
        sender.get("name"),
    )
    cards = (sender.get("groupCard"), message.get("sendMemberName"), raw.get("sendMemberName"))
    known = next((told for told in map(text_of, ids) if told.strip("0")), "")
    return "" if known in _UNKNOWN_IDS else known, _first(names), _first(cards)


def _first(told: tuple[Any, ...]) -> str:
    return next((text for text in map(text_of, told) if text), "")


def _kind(message: dict[str, Any], content: dict[str, Any], text: str) -> Kind:
    if message.get("recalled") is True or message.get("isRecalled") is True:
        return Kind.RECALL
    told = text_of(message.get("type")).lower()
    if message.get("system") is True or message.get("isSystemMessage") is True:
        return line_kind(text)
    kind = KINDS.get(told) or kind_named(told)
    if kind is not None and kind is not Kind.TEXT:
        return kind
    if text and text[0] != "[" and told in _PLAIN:
        return Kind.TEXT
    shown = kind_of(text)
    return _kind_of_parts(content, text) if shown in {Kind.TEXT, Kind.OTHER} else shown


def _kind_of_parts(content: dict[str, Any], text: str) -> Kind:
    """By what the message is made of, if all of it is one thing."""
    elements = dicts(content.get("elements"))
    parts = [text_of(part.get("type")).lower() for part in elements]
    parts += [text_of(part.get("type")).lower() for part in dicts(content.get("resources"))]
    kinds = {_ELEMENTS[part] for part in parts if part in _ELEMENTS}
    words = any(part in _WORDS and _says(one) for part, one in zip(parts, elements, strict=False))
    bare = not text or (text[0] == "[" and text[-1] == "]") or kinds == {Kind.CALL}
    if len(kinds) == 1 and bare and not words:
        return kinds.pop()
    return Kind.TEXT if text else Kind.OTHER


def _says(element: dict[str, Any]) -> bool:
    """Whether an element is words; version 5 tells the whole text as one, placeholders and all."""
    data = fields_of(element.get("data"))
    text = text_of(data.get("text"))
    return bool(_BRACKETED.sub("", text).strip() or text_of(data.get("name")))


def _replied(content: dict[str, Any]) -> str | None:
    """The id of the message that the content, or an element of it, answers."""
    elements = dicts(content.get("elements"))
    answering = [one.get("data") for one in elements if text_of(one.get("type")) == "reply"]
    replies = list(map(fields_of, [content.get("reply"), *answering]))
    keys = ("referencedMessageId", "messageId", "replyMsgId")
    told = (reply.get(key) for reply in replies for key in keys)
    return next((text for text in map(text_of, told) if text.strip("0")), None)

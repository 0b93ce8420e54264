"""Telegram Desktop's export: result.json of one chat, or of all chats of an account."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from qunmate.clock import DAY, day_of
from qunmate.data.importers.date_order import YEARS
from qunmate.data.importers.fields import column, instant, instants, text_of, texts
from qunmate.data.importers.json_walk import Elements, JsonWalk
from qunmate.data.importers.source import Source
from qunmate.i18n import N_
from qunmate.model import Kind
from qunmate.records import Batch, ChatHead, SourceEvent

NAME = "telegram"
TITLE = N_("Telegram Desktop, JSON")
HOW = N_(
    "1. In Telegram Desktop open the group. 2. Press ⋮ at the top right, then Export chat "
    "history. 3. Choose the format “Machine-readable JSON”. 4. Take in the file result.json."
)
SUFFIXES = (".json",)

_MESSAGES = re.compile(r'"messages"\s*:\s*\[')
_OURS = re.compile(
    r'"date_unixtime"|"from_id"|"text_entities"|"actor_id"'
    r'|"type"\s*:\s*"(?:message|service|(?:private|public)_\w+|personal_chat|saved_messages|bot_chat)"'
)
_CHATS = re.compile(r'"chats"\s*:\s*\{')
_FOREIGN = re.compile(r'"(?:chatlab|weflow|chatInfo|guild|exporter)"\s*:')
_MEDIA = {
    "sticker": Kind.EMOJI,
    "animation": Kind.EMOJI,
    "video_file": Kind.VIDEO,
    "video_message": Kind.VIDEO,
    "voice_message": Kind.VOICE,
    "audio_file": Kind.FILE,
}
_PARTS = (
    ("photo", Kind.IMAGE),
    ("file", Kind.FILE),
    ("location_information", Kind.LOCATION),
    ("contact_information", Kind.CONTACT),
    ("poll", Kind.SHARE),
)
_MARKS = {
    Kind.IMAGE: "[Photo]",
    Kind.VIDEO: "[Video]",
    Kind.VOICE: "[Voice message]",
    Kind.EMOJI: "[Sticker]",
    Kind.FILE: "[File]",
    Kind.LOCATION: "[Location]",
    Kind.CONTACT: "[Contact]",
}
# what Telegram itself shows for an action: {who} did it, {whom} are its members, {title} a name
# that was given; all other actions are told by their own words
_ACTIONS = {
    "invite_members": "{who} added {whom}",
    "remove_members": "{who} removed {whom}",
    "join_group_by_link": "{who} joined the group via invite link",
    "join_group_by_request": "{who} was accepted to the group",
    "create_group": "{who} created the group {title} with {whom}",
    "create_channel": "{who} created the channel {title}",
    "pin_message": "{who} pinned a message",
    "edit_group_title": "{who} changed the group name to {title}",
    "edit_group_photo": "{who} changed the group photo",
    "delete_group_photo": "{who} removed the group photo",
    "topic_created": "{who} created the topic {title}",
    "topic_edit": "{who} changed the topic {title}",
    "invite_to_group_call": "{who} invited {whom} to the voice chat",
    "migrate_to_supergroup": "The group became a supergroup",
    "migrate_from_group": "The group became a supergroup",
}
_EVENTS = {"invite_members": "join", "create_group": "join", "remove_members": "leave"}
# a message with no other fields is plain text
_PLAIN = frozenset(
    (
        "id",
        "type",
        "date",
        "date_unixtime",
        "edited",
        "edited_unixtime",
        "from",
        "from_id",
        "reply_to_message_id",
        "text",
        "text_entities",
        "reactions",
    )
)
_JOINED = frozenset({"join_group_by_link", "join_group_by_request"})
_CREATED = frozenset({"create_group", "create_channel"})


def identify(head: str) -> bool:
    start = head.lstrip()
    if not start.startswith("{") or _FOREIGN.search(head):
        return False
    if _CHATS.search(head) and '"list"' in head:
        return True
    return _MESSAGES.search(head) is not None and _OURS.search(head) is not None


def read(source: Source) -> Iterator[ChatHead | Batch]:
    with source.stream() as stream:
        walk, begun = JsonWalk(source, stream), False
        for item in _document(walk):
            begun = True
            yield item
        if begun:
            yield from walk.rest()


def _document(walk: JsonWalk) -> Iterator[ChatHead | Batch]:
    """One chat, or the lists of chats of an account (`chats` and those left)."""
    about: dict[str, Any] = {}
    for key in walk.keys():  # noqa: SIM118 - a walk is no dict
        if key in {"chats", "left_chats"}:
            for inner in walk.keys():  # noqa: SIM118
                if inner == "list":
                    for _element in walk.elements():
                        yield from _document(walk)
                else:
                    walk.skip()
        elif key == "messages":
            yield from _chat(walk, about)
        elif walk.next() in {"{", "["}:
            walk.skip()
        else:
            about[key] = walk.value()


def _chat(walk: JsonWalk, about: dict[str, Any]) -> Iterator[ChatHead | Batch]:
    chat = _Chat()
    begun = False
    for batch in walk.columns(chat.fill):
        if not begun and (len(batch) or batch.problems or walk.broken):
            begun = True
            yield ChatHead(
                "telegram", text_of(about.get("name")), text_of(about.get("id")), zoned=chat.zoned
            )
        if begun:
            yield batch


class _Chat:
    """The messages of one chat. Its first date tells whether the times are instants."""

    def __init__(self) -> None:
        self._known: bool | None = None

    @property
    def zoned(self) -> bool:
        return self._known is not False

    def fill(self, batch: Batch, many: Elements) -> None:
        """Put the messages into the batch by columns, and tell of those without a time."""
        times = self._times(many.values)
        messages = many.values
        if None in times:
            for number, at in enumerate(times):
                if at is None:
                    many.reject(batch, number)
            messages = [m for m, at in zip(messages, times, strict=True) if at is not None]
        first = len(batch)
        batch.at += [at for at in times if at is not None]
        batch.sender_id += _persons(column(messages, "from_id"))
        names = texts(column(messages, "from"))
        batch.sender += [
            name or id_ for name, id_ in zip(names, batch.sender_id[first:], strict=True)
        ]
        said = column(messages, "text")
        if set(map(type, said)) <= {str}:
            batch.text += said
            batch.mentions += [()] * len(said)
        else:
            parted = [_text(value) for value in said]
            batch.text += [text for text, _ in parted]
            batch.mentions += [mentions for _, mentions in parted]
        batch.kind += [Kind.TEXT] * len(messages)
        batch.nickname += [""] * len(messages)
        replies = [message.get("reply_to_message_id") for message in messages]
        batch.reply_to += [None if told is None else text_of(told) or None for told in replies]
        batch.platform_id += [told or None for told in texts(column(messages, "id"))]
        for number, message in enumerate(messages, first):
            if not message.keys() <= _PLAIN or not batch.text[number]:
                _special(batch, number, message)

    def _times(self, messages: list[Any]) -> list[int | None]:
        if self._known and set(map(type, messages)) == {dict}:
            told = column(messages, "date_unixtime")
            if None not in told:
                return instants(told)
        return [self._time(one) if isinstance(one, dict) else None for one in messages]

    def _time(self, message: dict[str, Any]) -> int | None:
        unix = message.get("date_unixtime")
        wall = message.get("date")
        if self._known is None:
            self._known = unix is not None or str(wall).endswith("Z")
        if self._known and unix is not None:
            return instant(unix)
        return _wall(wall) if isinstance(wall, str) else None


def _persons(told: list[Any]) -> list[str]:
    """`user123` of newer exports and `123` of older ones are the same person."""
    found = texts(told)
    known = {text: text.removeprefix("user") for text in set(found)}
    return list(map(known.__getitem__, found))


def _special(batch: Batch, number: int, message: dict[str, Any]) -> None:
    """A message of the batch that is more than text: media, or a line of the system."""
    if message.get("type") == "service":
        actor = _actor(message)
        batch.text[number] = _service(batch, message, actor, batch.at[number])
        if message.get("action") == "phone_call":
            batch.kind[number] = Kind.CALL
            batch.sender_id[number], batch.sender[number] = actor[0], actor[1] or actor[0]
        else:
            batch.kind[number] = Kind.SYSTEM
            batch.sender_id[number] = batch.sender[number] = ""
        return
    kind = batch.kind[number] = _kind(message)
    if kind is not Kind.TEXT and not batch.text[number]:
        batch.text[number] = _caption(message, kind)


def _wall(text: str) -> int | None:
    """Seconds of `2020-01-02T03:04:05`, with a Z or without: on the clock that it names."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if moment.year not in YEARS:
        return None
    if moment.tzinfo:
        moment = moment.astimezone(UTC)
    return day_of(moment.date()) * DAY + moment.hour * 3600 + moment.minute * 60 + moment.second


def _text(value: Any) -> tuple[str, tuple[str, ...]]:
    """The text of a message, which may be in parts, and whom it mentions."""
    if isinstance(value, str):
        return value, ()
    if not isinstance(value, list):
        return text_of(value), ()
    words: list[str] = []
    mentions: list[str] = []
    for part in value:
        if isinstance(part, dict):
            word = text_of(part.get("text"))
            if text_of(part.get("type")) in {"mention", "mention_name"}:
                mentions.append(word.removeprefix("@"))
            words.append(str(part.get("text") or ""))
        elif isinstance(part, str):
            words.append(part)
    return "".join(words), tuple(mentions)


def _kind(message: dict[str, Any]) -> Kind:
    media = message.get("media_type")
    if media:
        return _MEDIA.get(str(media), Kind.FILE)
    for name, kind in _PARTS:
        if name in message:
            return kind
    return Kind.TEXT if message.get("text") else Kind.OTHER


def _caption(message: dict[str, Any], kind: Kind) -> str:
    """What stands for a message without words."""
    if kind is Kind.EMOJI and message.get("sticker_emoji"):
        return text_of(message["sticker_emoji"])
    poll = message.get("poll")
    if isinstance(poll, dict):
        return text_of(poll.get("question"))
    name = text_of(message.get("file_name"))
    return f"{_MARKS.get(kind, '[File]')} {name}".strip() if kind is not Kind.OTHER else ""


def _actor(message: dict[str, Any]) -> tuple[str, str]:
    return text_of(message.get("actor_id")).removeprefix("user"), text_of(message.get("actor"))


def _service(batch: Batch, message: dict[str, Any], actor: tuple[str, str], at: int) -> str:
    """The words of a system line; the events that it tells go into the batch."""
    action = text_of(message.get("action"))
    told = message.get("members")
    names = [text_of(name) for name in told if name] if isinstance(told, list) else []
    text = _words(message, action, actor, names)
    if action in _EVENTS:
        people = [("", name) for name in names]
        batch.events += [
            SourceEvent(at, _EVENTS[action], person, _other(actor, person), text)
            for person in people
        ]
    if action in _JOINED:
        inviter = ("", text_of(message.get("inviter")))
        batch.events.append(SourceEvent(at, "join", actor, _other(inviter, actor), text))
    elif action == "pin_message":
        batch.events.append(SourceEvent(at, "pin", actor, text=text_of(message.get("message_id"))))
    elif action in _CREATED and any(actor):
        batch.events.append(SourceEvent(at, "role", actor, text="owner"))
    return text


def _words(message: dict[str, Any], action: str, actor: tuple[str, str], names: list[str]) -> str:
    given = text_of(message.get("information_text"))
    if given:
        return given
    title = text_of(message.get("title")) or text_of(message.get("new_title"))
    pattern = _ACTIONS.get(action, "{who}: " + action.replace("_", " "))
    if not names:
        pattern = pattern.replace(" with {whom}", "")
    who = actor[1] or actor[0]
    known = {
        "{who}": who,
        "{who}:": f"{who}:",
        "{whom}": ", ".join(names),
        "{title}": f"“{title}”" if title else "",
    }
    words = (known.get(word, word) for word in pattern.split())
    return " ".join(word for word in words if word).strip(" :")


def _other(actor: tuple[str, str], person: tuple[str, str]) -> tuple[str, str]:
    """Who did it to the person; nobody if they did it themselves."""
    return ("", "") if actor[1] == person[1] else actor

"""Telegram Desktop's export: result.json of one chat, or of all chats of an account."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from qunmate.clock import DAY, day_of
from qunmate.data.importers.date_order import YEARS
from qunmate.data.importers.fields import column, fields_of, instant, instants, text_of, texts
from qunmate.data.importers.json_walk import Elements, JsonWalk
from qunmate.data.importers.source import Source
from qunmate.data.importers.telegram_words import (
    action_words,
    caption,
    kind_of,
    reactions,
    text_in_parts,
)
from qunmate.i18n import N_
from qunmate.model import Kind
from qunmate.records import Batch, ChatHead, Participant, SourceEvent

NAME = "telegram"
TITLE = N_("Telegram Desktop, JSON")
HOW = N_(
    "1. In Telegram Desktop, open the group. 2. Press ⋮ at the top right, then"
    " Export chat history. 3. Choose the format “Machine-readable JSON”. 4."
    " Import the file result.json."
)
SUFFIXES = (".json",)

_MESSAGES = re.compile(r'"messages"\s*:\s*\[')
_OURS = re.compile(
    r'"date_unixtime"|"from_id"|"text_entities"|"actor_id"'
    r'|"type"\s*:\s*"(?:message|service|(?:private|public)_\w+|personal_chat|saved_messages|bot_chat)"'
)
_CHATS = re.compile(r'"chats"\s*:\s*\{')
# a whole account begins with its owner and the people they know, who may be many
_ACCOUNT = re.compile(
    r'^\{\s*"about"\s*:.{0,2000}?"(?:personal_information|profile_pictures|contacts'
    r'|frequent_contacts)"\s*:',
    re.DOTALL,
)
_FOREIGN = re.compile(r'"(?:chatlab|weflow|chatInfo|guild|exporter)"\s*:')
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
        "author",
        "via_bot",
        "text",
        "text_entities",
        "inline_bot_buttons",
    )
)
_JOINED = frozenset({"join_group_by_link", "join_group_by_request"})
_PRIVATE = ("personal_chat", "bot_chat", "saved_messages", "replies", "verify_codes")
_CREATED = frozenset({"create_group", "create_channel"})


def identify(head: str) -> bool:
    start = head.lstrip()
    messages = _MESSAGES.search(head)
    if not start.startswith("{") or _FOREIGN.search(
        head, 0, messages.start() if messages else len(head)
    ):
        return False
    if (_CHATS.search(head) and '"list"' in head) or _ACCOUNT.match(start):
        return True
    return messages is not None and _OURS.search(head) is not None


def read(source: Source) -> Iterator[ChatHead | Batch]:
    with source.stream() as stream:
        walk, begun = JsonWalk(source, stream), False
        for item in _document(walk):
            begun = True
            yield item
        if begun:
            yield from walk.rest()


def _document(walk: JsonWalk, account: str | None = None) -> Iterator[ChatHead | Batch]:
    """One chat, or the lists of chats of an account (`chats` and those left). `account` is the
    id of whose it is, where this is a chat of such a list."""
    about: dict[str, Any] = {}
    mine = ""
    for key in walk.keys():  # noqa: SIM118 - a walk is no dict
        if key in {"chats", "left_chats"}:
            for inner in walk.keys():  # noqa: SIM118
                if inner == "list":
                    for _element in walk.elements():
                        yield from _document(walk, mine)
                else:
                    walk.skip()
        elif key == "personal_information":
            mine = text_of(fields_of(walk.value()).get("user_id"))
        elif key == "messages":
            if account is not None:
                about["name"] = _name(about)
            yield from _chat(walk, about, account)
        elif walk.next() in {"{", "["}:
            walk.skip()
        else:
            about[key] = walk.value()


def _name(about: dict[str, Any]) -> str:
    """A name of its own for each chat of an account: that with oneself has none, nor has that
    with a deleted account."""
    saved = "Saved Messages" if about.get("type") == "saved_messages" else ""
    return text_of(about.get("name")) or saved or text_of(about.get("id"))


def _chat(walk: JsonWalk, about: dict[str, Any], account: str | None) -> Iterator[ChatHead | Batch]:
    chat = _Chat(f"channel{text_of(about.get('id'))}", account or "")
    private = account is not None and about.get("type") in _PRIVATE
    begun = False
    for batch in walk.columns(chat.fill):
        if not begun and (len(batch) or batch.problems or walk.broken):
            begun = True
            name, id_ = text_of(about.get("name")), text_of(about.get("id"))
            yield ChatHead("telegram", name, id_, zoned=chat.zoned, private=private)
        if begun:
            yield batch


class _Chat:
    """The messages of one chat. Its first date tells whether the times are instants. `own` is
    its id as a sender, which stands for admins who don't show themselves; `account` the id of
    whose record it is, of whom it tells when they first speak. Every message of a topic refers
    to the line that began the topic, which is no reply."""

    def __init__(self, own: str, account: str) -> None:
        self._known: bool | None = None
        self._own = own
        self._account = account
        self._channels: set[str] = set()
        self._topics: set[str | None] = set()
        self._latest: int | None = None

    @property
    def zoned(self) -> bool:
        return self._known is not False

    def fill(self, batch: Batch, many: Elements) -> None:
        """Put the messages into the batch by columns, and tell of those without a time."""
        times = self._times(many.values)
        messages = many.values
        if None in times:
            self._fill_in(messages, times)
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
            parted = [text_in_parts(value) for value in said]
            batch.text += [text for text, _ in parted]
            batch.mentions += [mentions for _, mentions in parted]
        batch.kind += [Kind.TEXT] * len(messages)
        batch.nickname += [""] * len(messages)
        replies = [message.get("reply_to_message_id") for message in messages]
        batch.reply_to += [None if told is None else text_of(told) or None for told in replies]
        batch.platform_id += [told or None for told in texts(column(messages, "id"))]
        self._specials(batch, first, messages)
        self._latest = batch.at[-1] if batch.at else self._latest
        if self._account and self._account in batch.sender_id[first:]:
            name = batch.sender[batch.sender_id.index(self._account, first)]
            batch.participants.append(Participant(self._account, name, own=True))
            self._account = ""

    def _specials(self, batch: Batch, first: int, messages: list[dict[str, Any]]) -> None:
        """What is more than text among the messages, which the batch has from `first` on."""
        for number, message in enumerate(messages, first):
            if not message.keys() <= _PLAIN or not batch.text[number]:
                _special(batch, number, message)
                if told := reactions(message):
                    batch.reactions[number] = told
                if message.get("forwarded_from"):
                    self._note_channel(batch, number, message)
                elif message.get("action") == "topic_created":
                    self._topics.add(batch.platform_id[number])
        if self._topics:
            batch.reply_to[first:] = [
                None if told in self._topics else told for told in batch.reply_to[first:]
            ]

    def _note_channel(self, batch: Batch, number: int, message: dict[str, Any]) -> None:
        """A channel whose posts go to this group by themselves is no person."""
        id_ = batch.sender_id[number]
        if not id_.startswith("channel") or id_ == self._own or id_ in self._channels:
            return
        if message["forwarded_from"] == message.get("from"):
            self._channels.add(id_)
            batch.participants.append(Participant(id_, batch.sender[number], bot=True))

    def _times(self, messages: list[Any]) -> list[int | None]:
        if self._known and set(map(type, messages)) == {dict}:
            told = column(messages, "date_unixtime")
            if None not in told:
                return instants(told)
        return [self._time(one) if isinstance(one, dict) else None for one in messages]

    def _fill_in(self, messages: list[Any], times: list[int | None]) -> None:
        """Of what was too new for the Telegram that wrote the file it tells an id alone: such
        messages stand where they were said, and get the time of the one before."""
        before = self._latest
        if before is None:
            before = next((at for at in times if at is not None), None)
        for number, at in enumerate(times):
            if at is None and _is_unsupported(messages[number]):
                times[number] = before
            before = before if times[number] is None else times[number]

    def _time(self, message: dict[str, Any]) -> int | None:
        if _is_unsupported(message):
            return None
        unix = message.get("date_unixtime")
        wall = message.get("date")
        if self._known is None:
            self._known = unix is not None or str(wall).endswith("Z")
        if unix is not None and (self._known or wall is None):
            return instant(unix)
        return _wall(wall) if isinstance(wall, str) else None


def _is_unsupported(message: Any) -> bool:
    return isinstance(message, dict) and message.get("type") == "unsupported"


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
    kind = batch.kind[number] = kind_of(message)
    if kind is not Kind.TEXT and not batch.text[number]:
        batch.text[number] = caption(message, kind)
    if "reply_to_peer_id" in message:
        batch.reply_to[number] = None  # to a message of another chat


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


def _actor(message: dict[str, Any]) -> tuple[str, str]:
    return text_of(message.get("actor_id")).removeprefix("user"), text_of(message.get("actor"))


def _service(batch: Batch, message: dict[str, Any], actor: tuple[str, str], at: int) -> str:
    """The words of a system line; the events that it tells go into the batch."""
    action = text_of(message.get("action"))
    told = message.get("members")
    names = [name for name in map(text_of, told) if name] if isinstance(told, list) else []
    text = action_words(message, action, actor, names)
    if action in _EVENTS:
        people = [actor if name == actor[1] else ("", name) for name in names]
        if not people and told and actor[0] and not actor[1]:
            people = [actor]  # a deleted account, nameless in the list too
        batch.events += [
            SourceEvent(at, _EVENTS[action], person, _other(actor, person), text)
            for person in people
        ]
    if action in _JOINED:
        told = text_of(message.get("inviter"))
        inviter = ("", "" if told == "Group" else told)  # so it says of a link that is nobody's
        batch.events.append(SourceEvent(at, "join", actor, _other(inviter, actor), text))
    elif action == "pin_message":
        batch.events.append(SourceEvent(at, "pin", actor, text=text_of(message.get("message_id"))))
    elif action in _CREATED and any(actor):
        batch.events.append(SourceEvent(at, "role", actor, text="owner"))
    return text


def _other(actor: tuple[str, str], person: tuple[str, str]) -> tuple[str, str]:
    """Who did it to the person; nobody if they did it themselves."""
    return ("", "") if actor[1] == person[1] else actor

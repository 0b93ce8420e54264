"""Slack's workspace export: a zip, or the folder that it unpacks to."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from qunmate.data.importers import signs
from qunmate.data.importers.beginning import CONTAINER
from qunmate.data.importers.fields import dicts, fields_of, instant, reacted, text_of
from qunmate.data.importers.json_chat import read_chat
from qunmate.data.importers.json_walk import JsonWalk
from qunmate.data.importers.source import Source
from qunmate.i18n import N_
from qunmate.model import Kind, Reaction
from qunmate.records import Batch, ChatHead, Participant, Record, SourceEvent

NAME = "slack"
TITLE = N_("Slack, workspace export")
HOW = N_(
    "1. Open Slack in the browser as an owner of the workspace. 2. Open the"
    " workspace settings, then Import/Export data. 3. Start the export and wait"
    " for the e-mail. 4. Import the .zip as it is."
)
SUFFIXES = (".zip", ".json")

_DAY_FILE = re.compile(r"^(?:.*/)?(?P<channel>[^/\n]+)/\d{4}-\d\d-\d\d\.json$", re.MULTILINE)
_LISTS = ("channels.json", "groups.json", "mpims.json", "dms.json")
_MARKUP = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")
_EVENTS = {
    "channel_join": "join",
    "group_join": "join",
    "channel_leave": "leave",
    "group_leave": "leave",
    "pinned_item": "pin",
}
_SYSTEM = re.compile(
    r"^(?:channel|group|mpim|joiner_notification|bot_(?!message)|sh_room|huddle|ekm)_?\w*$"
    r"|^(?:un)?pinned_item$|^reminder_\w+$|^app_conversation_\w+$"
)
_USERS = re.compile(r"^(?:.*/)?(?:org_)?users\.json$", re.MULTILINE)
# one channel as slackdump dumps it, threads within their first messages
_DUMP = re.compile(
    r'\s*\{\s*"channel_id"\s*:\s*"[^"]*"\s*,(?:\s*"(?:thread_ts|name)"\s*:\s*"(?:[^"\\]|\\.)*"\s*,)*'
    r'\s*"messages"\s*:'
)
_LINES = frozenset({"section", "header", "rich_text_section", "rich_text_list", "context"})
_DEEPEST = 20
_SLACKBOT = "USLACKBOT"  # which the list of users doesn't call a bot
_MEDIA = {"image": Kind.IMAGE, "video": Kind.VIDEO, "audio": Kind.VOICE}


def identify(head: str) -> bool:
    return _DUMP.match(head) is not None or (
        head.startswith(CONTAINER)
        and _USERS.search(head) is not None
        and _DAY_FILE.search(head) is not None
    )


def read(source: Source) -> Iterator[ChatHead | Batch]:
    if source.is_container():
        yield from _channels(source)
    else:
        reading = _Reading(_People([]))
        yield from read_chat(source, _dumped, reading.record_and_replies)


def _dumped(about: dict[str, Any]) -> ChatHead:
    id_ = text_of(about.get("channel_id"))
    return ChatHead("slack", text_of(about.get("name")) or id_, id_, zoned=True)


def _channels(source: Source) -> Iterator[ChatHead | Batch]:
    names = source.names()
    lists = sorted((name for name in names if _USERS.match(name)), key=len, reverse=True)
    root = lists[0].rpartition("/")[0]
    root = f"{root}/" if root else ""
    people = _People([user for name in lists for user in _list(source, name)])
    channels = {
        text_of(one.get("name")) or text_of(one.get("id")): one
        for name in _LISTS
        if root + name in names
        for one in _list(source, root + name)
    }
    days: dict[str, list[str]] = {}
    for name in names:
        match = _DAY_FILE.match(name)
        if match:
            days.setdefault(match["channel"], []).append(name)
    for channel, files in days.items():
        about = channels.get(channel, {})
        yield _head(channel, about, people)
        pins = list(_pins(about, people))
        if pins:
            yield Batch(events=pins)
        reading = _Reading(people)
        for name in files:
            yield from reading.day(source.inside(name))


def _list(source: Source, name: str) -> list[dict[str, Any]]:
    part = source.inside(name)
    with part.stream() as stream:
        walk = JsonWalk(part, stream)
        return dicts(list(walk.values()))


@dataclass(slots=True)
class _People:
    """The workspace's users by their ids, and who speaks without being listed."""

    users: list[dict[str, Any]]
    by_id: dict[str, Participant] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for user in self.users:
            profile = fields_of(user.get("profile"))
            shown = text_of(profile.get("display_name")) or text_of(profile.get("real_name"))
            person = text_of(user.get("id"))
            self.by_id[person] = Participant(
                person,
                shown or text_of(user.get("real_name")) or text_of(user.get("name")) or person,
                role=_role(user),
                bot=user.get("is_bot") is True or person == _SLACKBOT,
            )

    def name(self, person: str) -> str:
        unknown = "Slackbot" if person == _SLACKBOT else person
        return self.by_id[person].name if person in self.by_id else unknown

    def is_bot(self, person: str) -> bool:
        return person == _SLACKBOT or (person in self.by_id and self.by_id[person].bot)

    def note(self, person: str, message: dict[str, Any]) -> None:
        """A guest of another workspace, or an app, is in no list; their messages bring a name
        along."""
        if person in self.by_id:
            return
        profile, app = fields_of(message.get("user_profile")), fields_of(message.get("bot_profile"))
        keys = ("display_name", "real_name", "name")
        name = next((told for told in (text_of(profile.get(key)) for key in keys) if told), "")
        if name or app:
            told = name or text_of(app.get("name")) or person
            self.by_id[person] = Participant(person, told, bot=not name)


def _role(user: dict[str, Any]) -> str | None:
    if user.get("is_primary_owner") is True:
        return "owner"
    return "admin" if user.get("is_admin") is True or user.get("is_owner") is True else None


def _pins(channel: dict[str, Any], people: _People) -> Iterator[SourceEvent]:
    """What is pinned in a channel: its message's author, and who pinned it."""
    for pin in dicts(channel.get("pins")):
        at, owner, by = (text_of(pin.get(key)) for key in ("created", "owner", "user"))
        when = instant(at) if at else None
        if when is not None:
            who, pinner = ((one, people.name(one)) if one else ("", "") for one in (owner, by))
            yield SourceEvent(when, "pin", who, pinner, text_of(pin.get("id")))


def _head(name: str, channel: dict[str, Any], people: _People) -> ChatHead:
    members = channel.get("members")
    ids = [text_of(one) for one in members] if isinstance(members, list) else []
    listed: Iterable[Participant] = (people.by_id[one] for one in ids if one in people.by_id)
    direct = bool(ids) and not channel.get("name")  # between two, where the folder is an id
    return ChatHead(
        "slack",
        ", ".join(map(people.name, ids)) if direct else name,
        text_of(channel.get("id")),
        zoned=True,
        participants=tuple(listed),
        private=direct,
    )


@dataclass(slots=True)
class _Reading:
    """One channel; tells of a bot once, when it first speaks."""

    people: _People
    bots: set[str] = field(default_factory=set)

    def day(self, part: Source) -> Iterator[Batch]:
        with part.stream() as stream:
            walk = JsonWalk(part, stream)
            yield from walk.batches(self.record)

    def record(self, batch: Batch, message: Any, walk: JsonWalk) -> Record | None:
        at = instant(message.get("ts")) if isinstance(message, dict) else None
        if at is None:
            walk.reject(batch, message)
            return None
        sender = self._sender(batch, message)
        subtype = text_of(message.get("subtype"))
        comment = text_of(fields_of(message.get("comment")).get("comment"))
        told = comment or text_of(message.get("text")) or _blocks(message.get("blocks"))
        text = self._plain(told)
        platform_id = text_of(message.get("ts"))
        if subtype == "tombstone":
            return Record(at, "", "", Kind.RECALL, text, platform_id=platform_id)
        if subtype in _EVENTS:
            inviter = text_of(message.get("inviter"))
            by = (inviter, self.people.name(inviter)) if inviter else ("", "")
            batch.events.append(SourceEvent(at, _EVENTS[subtype], sender, by, text))
        if _SYSTEM.match(subtype):
            return Record(at, "", "", Kind.SYSTEM, text, platform_id=platform_id)
        thread = text_of(message.get("thread_ts"))
        return Record(
            at,
            sender[0],
            sender[1],
            _kind(message),
            text or _names(message),
            reply_to=thread if thread and thread != platform_id else None,
            platform_id=platform_id,
            mentions=tuple(self._mentions(text_of(message.get("text")))),
            reactions=_reactions(message),
        )

    def record_and_replies(self, batch: Batch, message: Any, walk: JsonWalk) -> Record | None:
        record = self.record(batch, message, walk)
        for reply in dicts(fields_of(message).get("slackdump_thread_replies")):
            told = self.record(batch, reply, walk)
            batch.extend([told] if told else [])
        return record

    def _sender(self, batch: Batch, message: dict[str, Any]) -> tuple[str, str]:
        comment = fields_of(message.get("comment"))  # of a file, as Slack had them once
        person = text_of(message.get("user")) or text_of(comment.get("user"))
        if person:
            self.people.note(person, message)
            name = self.people.name(person)
            if person not in self.bots and self.people.is_bot(person):
                self.bots.add(person)
                batch.participants.append(Participant(person, name, bot=True))
            return person, name
        person = text_of(message.get("bot_id"))
        name = text_of(message.get("username")) or text_of(
            fields_of(message.get("bot_profile")).get("name")
        )
        if person and person not in self.bots:
            self.bots.add(person)
            batch.participants.append(Participant(person, name or person, bot=True))
        return person, name or person

    def _mentions(self, text: str) -> Iterator[str]:
        for sign, what, _label in _MARKUP.findall(text):
            if sign == "@":
                yield self.people.name(what)

    def _plain(self, text: str) -> str:
        """The text as Slack shows it: names for ids, addresses without brackets."""
        if "<" in text:
            text = _MARKUP.sub(self._shown, text)
        return html.unescape(text) if "&" in text else text

    def _shown(self, match: re.Match[str]) -> str:
        sign, what, label = match[1], match[2], match[3]
        if sign == "@":
            return "@" + self.people.name(what)
        if sign == "#":
            return "#" + (label or what)
        if sign == "!":
            return label or "@" + what.partition("^")[0]
        if what.startswith(("mailto:", "tel:")):
            return label or what.partition(":")[2]
        return f"{label} {what}" if label and label not in what else what


def _reactions(message: dict[str, Any]) -> tuple[Reaction, ...]:
    told = dicts(message.get("reactions"))
    return reacted((_sign(text_of(one.get("name"))), one.get("count")) for one in told)


def _sign(name: str) -> str:
    """The emoji of a name, whatever the colour of its skin; one's own are told by their name."""
    bare = name.partition("::")[0]
    return signs.SLACK.get(bare) or (f":{bare}:" if bare else "")


def _kind(message: dict[str, Any]) -> Kind:
    files = dicts(message.get("files")) or dicts([message.get("file")])
    if files:
        kind = text_of(files[0].get("mimetype")).partition("/")[0]
        return _MEDIA.get(kind, Kind.FILE)
    if text_of(message.get("text")) or _blocks(message.get("blocks")):
        return Kind.TEXT
    return Kind.SHARE if message.get("attachments") else Kind.OTHER


def _names(message: dict[str, Any]) -> str:
    """What stands for a message without words: its files, or what it shares."""
    files = dicts(message.get("files")) or dicts([message.get("file")])
    named = [
        f"[{text_of(one.get('name')) or text_of(one.get('title')) or 'File'}]" for one in files
    ]
    shared = dicts(message.get("attachments"))
    keys = ("fallback", "title", "text", "pretext")
    told = (next((text_of(one[key]) for key in keys if one.get(key)), "") for one in shared)
    return "\n".join(named or [text for text in told if text]).strip()


def _blocks(value: Any, depth: int = 0) -> str:
    """The words in the blocks of a message that has no other text."""
    if depth > _DEEPEST or not value:
        return ""
    if isinstance(value, list):
        return "".join(_blocks(one, depth + 1) for one in value).strip("\n")
    if not isinstance(value, dict):
        return ""
    text = value.get("text")
    if isinstance(text, str):
        return text
    inner = "".join(_blocks(value.get(key), depth + 1) for key in ("text", "elements", "fields"))
    return f"{inner}\n" if inner and text_of(value.get("type")) in _LINES else inner

"""Slack's workspace export: a zip, or the folder that it unpacks to."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from qunmate.data.importers.beginning import CONTAINER
from qunmate.data.importers.fields import dicts, fields_of, instant, text_of
from qunmate.data.importers.json_walk import JsonWalk
from qunmate.data.importers.source import Source
from qunmate.i18n import N_
from qunmate.model import Kind
from qunmate.records import Batch, ChatHead, Participant, Record, SourceEvent

NAME = "slack"
TITLE = N_("Slack, workspace export")
HOW = N_(
    "1. Open Slack in the browser as an owner of the workspace. 2. Open the workspace "
    "settings, then Import/Export data. 3. Start the export and wait for the mail. 4. Take "
    "in the .zip as it is."
)
SUFFIXES = (".zip",)

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
_SYSTEM = re.compile(r"^(?:channel|group)_\w+$|^pinned_item$|^tombstone$|^reminder_add$")
_MEDIA = {"image": Kind.IMAGE, "video": Kind.VIDEO, "audio": Kind.VOICE}


def identify(head: str) -> bool:
    return (
        head.startswith(CONTAINER) and "users.json" in head and _DAY_FILE.search(head) is not None
    )


def read(source: Source) -> Iterator[ChatHead | Batch]:
    names = source.names()
    root = next(name for name in names if name.endswith("users.json")).removesuffix("users.json")
    people = _People(_list(source, root + "users.json"))
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
        yield _head(channel, channels.get(channel, {}), people)
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
    """The workspace's users by their ids."""

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
                role="admin" if user.get("is_admin") is True else None,
                bot=user.get("is_bot") is True,
            )

    def name(self, person: str) -> str:
        return self.by_id[person].name if person in self.by_id else person


def _head(name: str, channel: dict[str, Any], people: _People) -> ChatHead:
    members = channel.get("members")
    ids = [text_of(one) for one in members] if isinstance(members, list) else []
    listed: Iterable[Participant] = (people.by_id[one] for one in ids if one in people.by_id)
    return ChatHead(
        "slack", name, text_of(channel.get("id")), zoned=True, participants=tuple(listed)
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
        text = self._plain(text_of(message.get("text")))
        platform_id = text_of(message.get("ts"))
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
        )

    def _sender(self, batch: Batch, message: dict[str, Any]) -> tuple[str, str]:
        person = text_of(message.get("user"))
        if person:
            return person, self.people.name(person)
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
        return f"{label} {what}" if label and label not in what else what


def _kind(message: dict[str, Any]) -> Kind:
    files = dicts(message.get("files")) or dicts([message.get("file")])
    if files:
        kind = text_of(files[0].get("mimetype")).partition("/")[0]
        return _MEDIA.get(kind, Kind.FILE)
    if text_of(message.get("text")):
        return Kind.TEXT
    return Kind.SHARE if message.get("attachments") else Kind.OTHER


def _names(message: dict[str, Any]) -> str:
    """What stands for a message without words: its files, or what it shares."""
    files = dicts(message.get("files")) or dicts([message.get("file")])
    named = [f"[{text_of(one.get('name')) or text_of(one.get('title'))}]" for one in files]
    shared = dicts(message.get("attachments"))
    return "\n".join(named or [text_of(one.get("fallback")) for one in shared]).strip()

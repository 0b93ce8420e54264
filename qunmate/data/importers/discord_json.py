"""DiscordChatExporter's JSON of one channel."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from qunmate.data.importers.fields import dicts, fields_of, iso_instant, reacted, text_of
from qunmate.data.importers.json_chat import read_chat
from qunmate.data.importers.json_walk import JsonWalk
from qunmate.data.importers.source import Source
from qunmate.i18n import N_
from qunmate.model import Kind
from qunmate.records import Batch, ChatHead, Participant, Record, SourceEvent

NAME = "discord_json"
TITLE = N_("DiscordChatExporter, JSON")
HOW = N_(
    "1. In DiscordChatExporter, signed in with a bot of your own server, choose the"
    " channel. 2. Press Export and choose"
    " JSON as the format. 3. Import the file."
)
SUFFIXES = (".json",)

_OURS = re.compile(r'"guild"\s*:\s*\{')
_CHANNEL = re.compile(r'"channel"\s*:\s*\{')
_SAID = frozenset(
    {"Default", "Reply", "ChatInputCommand", "ContextMenuCommand"} | {"0", "19", "20", "23"}
)
# what was done, where the exporter has no words for it; a thread begins with a mark of a message
# that stands in another channel
_BEGINS = ("ThreadStarterMessage", "21")
_DONE = {
    **dict.fromkeys(_BEGINS, "started a thread"),
    "12": "followed a channel",
    **dict.fromkeys(("8", "9", "10", "11"), "boosted the server"),
    "46": "ended a poll",
    **dict.fromkeys(("GuildMemberJoin", "7"), "joined the server"),
    **dict.fromkeys(("ChannelPinnedMessage", "6"), "pinned a message"),
}
_EVENTS = {
    "GuildMemberJoin": "join",
    "RecipientAdd": "join",
    "RecipientRemove": "leave",
    "ChannelPinnedMessage": "pin",
    "UserJoin": "join",
    "7": "join",
    "1": "join",
    "2": "leave",
    "6": "pin",
}
# how Discord sends whom a text mentions, and a server's own signs
_MARKED = re.compile(r"<(?:@!?(?P<id>\d{1,20})|a?(?P<sign>:\w{2,32}:)\d{15,20})>")
_CALLS = frozenset({"Call", "3"})
# names of roles, which every server gives as it likes
_ROLES = (
    ("owner", re.compile(r"(?:server )?(?:owner|founder)|群主|服主|创始人|創始人", re.IGNORECASE)),
    ("admin", re.compile(r"(?:co-?|head |super )?(?:admin(?:istrator)?|mod(?:erator)?)s?"
                         r"|(?:群|版|社区)?(?:管理员|管理員|管理|版主)", re.IGNORECASE)),
)  # fmt: skip
_ENDINGS = {
    **dict.fromkeys(("png", "jpg", "jpeg", "webp", "heic", "bmp"), Kind.IMAGE),
    **dict.fromkeys(("mp4", "mov", "webm", "mkv"), Kind.VIDEO),
    **dict.fromkeys(("ogg", "mp3", "m4a", "wav", "opus"), Kind.VOICE),
    "gif": Kind.EMOJI,
}


def identify(head: str) -> bool:
    return (
        head.lstrip().startswith("{")
        and _OURS.search(head) is not None
        and _CHANNEL.search(head) is not None
    )


def read(source: Source) -> Iterator[ChatHead | Batch]:
    yield from read_chat(source, _head, _Reading().record)


def _head(about: dict[str, Any]) -> ChatHead:
    guild, channel = fields_of(about.get("guild")), fields_of(about.get("channel"))
    direct = text_of(guild.get("id")) == "0"  # what is said outside of any server
    names = ["" if direct else text_of(guild.get("name")), text_of(channel.get("name"))]
    exported = iso_instant(about.get("exportedAt"))
    return ChatHead(
        "discord",
        " · ".join(name for name in names if name),
        text_of(channel.get("id")),
        zoned=True,
        exported_at=exported,
    )


class _Reading:
    """Tells of bots and admins once, when they first speak."""

    def __init__(self) -> None:
        self._told: set[str] = set()

    def record(self, batch: Batch, message: Any, walk: JsonWalk) -> Record | None:
        record = self._record(batch, message, walk)
        told = dicts(message.get("reactions")) if record else []
        if record is None or not told:
            return record
        signs = ((fields_of(one.get("emoji")).get("name"), one.get("count")) for one in told)
        return record._replace(reactions=reacted(signs))

    def _record(self, batch: Batch, message: Any, walk: JsonWalk) -> Record | None:
        at = iso_instant(message.get("timestamp")) if isinstance(message, dict) else None
        if at is None:
            walk.reject(batch, message)
            return None
        author = fields_of(message.get("author"))
        sender_id, name = text_of(author.get("id")), text_of(author.get("name"))
        nickname = text_of(author.get("nickname"))
        if sender_id not in self._told:
            self._told.add(sender_id)
            bot, role = author.get("isBot") is True, _role(author)
            if bot or role:
                batch.participants.append(Participant(sender_id, name, nickname, role, bot))
        kind = text_of(message.get("type"))
        text = _text(message)
        if kind in _CALLS:
            who = (sender_id, name or sender_id)
            return Record(at, *who, Kind.CALL, text, nickname, platform_id=_id(message))
        if kind and kind not in _SAID and not (kind in _BEGINS and text):
            _events(batch, kind, at, (sender_id, nickname or name), message)
            line = f"{nickname or name} {text or _DONE.get(kind, '')}".strip()
            return Record(at, "", "", Kind.SYSTEM, line, platform_id=_id(message))
        if message.get("isPinned") is True:
            batch.events.append(SourceEvent(at, "pin", ("", ""), text=_id(message) or ""))
        reference = fields_of(message.get("reference"))
        forwarded = reference.get("type") == "Forward" or bool(message.get("forwardedMessage"))
        return Record(
            at,
            sender_id,
            name or sender_id,
            Kind.FORWARD if forwarded else _kind(message),
            text,
            nickname,
            None if forwarded else text_of(reference.get("messageId")) or None,
            _id(message),
            tuple(_mentions(message)),
        )


def _id(message: dict[str, Any]) -> str | None:
    return text_of(message.get("id")) or None


def _events(
    batch: Batch, kind: str, at: int, person: tuple[str, str], message: dict[str, Any]
) -> None:
    event = _EVENTS.get(kind)
    if event is None:
        return
    added = [
        (text_of(one.get("id")), text_of(one.get("name"))) for one in dicts(message.get("mentions"))
    ]
    if kind in {"RecipientAdd", "RecipientRemove", "1", "2"} and added:
        batch.events += [
            SourceEvent(at, event, one, ("", "") if one[0] == person[0] else person)
            for one in added
        ]
    else:
        pinned = text_of(fields_of(message.get("reference")).get("messageId"))
        batch.events.append(SourceEvent(at, event, person, text=pinned))


def _role(author: dict[str, Any]) -> str | None:
    """What the names of a person's roles say, if they say anything of owners and admins."""
    names = [text_of(role.get("name")) for role in dicts(author.get("roles"))]
    return next((role for role, rule in _ROLES if any(map(rule.fullmatch, names))), None)


def _mentions(message: dict[str, Any]) -> Iterator[str]:
    for one in dicts(message.get("mentions")):
        name = text_of(one.get("nickname")) or text_of(one.get("name"))
        if name:
            yield name


def _attachments(message: dict[str, Any]) -> list[str]:
    return [text_of(one.get("fileName")) or "file" for one in dicts(message.get("attachments"))]


def _text(message: dict[str, Any]) -> str:
    content = text_of(message.get("content"))
    if content:
        return _as_shown(content, message) if "<" in content else content
    forwarded = message.get("forwardedMessage")
    if isinstance(forwarded, dict):
        return _text({key: forwarded[key] for key in forwarded if key != "forwardedMessage"})
    if poll := fields_of(message.get("poll")):
        return _poll(poll)
    stickers = [text_of(one.get("name")) for one in dicts(message.get("stickers"))]
    names = _attachments(message) or stickers
    if names:
        return "\n".join(f"[{name}]" for name in names)
    titles = map(_embedded, dicts(message.get("embeds")))
    return "\n".join(title for title in titles if title)


def _as_shown(text: str, message: dict[str, Any]) -> str:
    """The text as Discord shows it, where it was exported as it is sent."""
    names = {
        text_of(one.get("id")): text_of(one.get("nickname")) or text_of(one.get("name"))
        for one in dicts(message.get("mentions"))
    }
    return _MARKED.sub(lambda match: match["sign"] or _named(match, names), text)


def _named(match: re.Match[str], names: dict[str, str]) -> str:
    name = names.get(match["id"])
    return f"@{name}" if name else match[0]


def _poll(poll: dict[str, Any]) -> str:
    """A poll's question and answers, as the exporters tell them that know of polls."""
    told = dicts(poll.get("answers"))
    answers = [_polled(fields_of(one.get("poll_media")) or one) for one in told]
    return "\n".join([_polled(poll.get("question")), *(f"- {one}" for one in answers if one)])


def _polled(told: Any) -> str:
    return text_of(told) or text_of(fields_of(told).get("text"))


def _embedded(embed: dict[str, Any]) -> str:
    """What stands for an embedded page or card, or for the end of a poll."""
    named = (text_of(embed.get(key)) for key in ("title", "description"))
    told = next((name for name in named if name), "")
    fields = [
        (text_of(one.get("name")), text_of(one.get("value"))) for one in dicts(embed.get("fields"))
    ]
    polled = dict(fields)
    if "poll_question_text" in polled:
        ends = (polled["poll_question_text"], polled.get("victor_answer_text", ""))
        return f"ended a poll: {' – '.join(end for end in ends if end)}"
    return told or "\n".join(f"{name}: {value}".strip(": ") for name, value in fields)


def kind_of_file(name: str) -> Kind:
    return _ENDINGS.get(name.rsplit(".", 1)[-1].lower(), Kind.FILE)


def _kind(message: dict[str, Any]) -> Kind:
    names = _attachments(message)
    if names:
        return kind_of_file(names[0])
    if message.get("stickers"):
        return Kind.EMOJI
    if message.get("content"):
        return Kind.TEXT
    return Kind.SHARE if message.get("embeds") or message.get("poll") else Kind.OTHER

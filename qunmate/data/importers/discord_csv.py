"""DiscordChatExporter's CSV of one channel."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from qunmate.data.importers import table_chat
from qunmate.data.importers.discord_json import kind_of_file
from qunmate.data.importers.fields import reacted
from qunmate.data.importers.source import Source
from qunmate.data.importers.tables import Row
from qunmate.i18n import N_
from qunmate.model import Kind, Reaction
from qunmate.records import Batch, ChatHead, SourceEvent

NAME = "discord_csv"
TITLE = N_("DiscordChatExporter, CSV")
HOW = N_(
    "1. In DiscordChatExporter, signed in with a bot of your own server, choose the"
    " channel. 2. Press Export and choose"
    " CSV as the format. 3. Import the file."
)
SUFFIXES = (".csv",)

# what the table says in the words of whoever did it, as it has no kinds
_NOTICE = re.compile(
    r"(?P<join>Joined the server\.)|(?P<leave>Left the group\.)|(?P<pin>Pinned a message\.)"
    r"|Added (?P<added>.+) to the group\.|Removed (?P<removed>.+) from the group\."
    r"|(?P<call>Started a call that lasted [\d,.]+ minutes\.)"
    r"|Started a thread\.|Changed the channel (?:icon\.|name[.:].*)"
)


_REACTION = re.compile(r"([^,]+) \((\d+)\)(?:,|$)")
# server - category - channel [id] (after a day) [part 2]
_FILE_NAME = re.compile(r"(?P<names>.+) \[(?P<id>\d{15,21})\](?: \([^()]*\))?(?: \[part \d+\])?")


def _kind(row: Row) -> Kind | None:
    """By its first file where nothing is said."""
    file = "" if row.get("Content", "").strip() else row.get("Attachments", "")
    return kind_of_file(file.partition(",")[0].partition("?")[0]) if file.strip() else None


def _reactions(row: Row) -> tuple[Reaction, ...]:
    """Of such as `👍 (3),❤ (1)`."""
    told = row.get("Reactions", "")
    return reacted((found[1], found[2]) for found in _REACTION.finditer(told)) if told else ()


_LAYOUT = table_chat.Layout(
    platform="discord",
    wanted=("AuthorID", "Author", "Date", "Content", "Attachments", "Reactions"),
    time=("Date",),
    text=("Content", "Attachments"),
    sender=("Author",),
    sender_id=("AuthorID",),
    zoned=True,
    at=table_chat.iso,
    settled=True,  # before version 2.41 it was the wall clock of whoever exported
    kind=_kind,
    reactions=_reactions,
)
identify, _read = table_chat.reading(_LAYOUT)


def read(source: Source) -> Iterator[ChatHead | Batch]:
    for item in _read(source):
        if isinstance(item, ChatHead):
            yield _named(item, source.stem)
        else:
            _tell_notices(item)
            yield item


def _tell_notices(batch: Batch) -> None:
    for number, text in enumerate(batch.text):
        if match := _NOTICE.fullmatch(text):
            _notice(batch, number, match)


def _named(head: ChatHead, stem: str) -> ChatHead:
    """The chat by the name that the file was given, as the table itself doesn't tell it."""
    match = _FILE_NAME.fullmatch(stem)
    if match is None:
        return head
    parts = match["names"].split(" - ")
    return replace(head, name=" · ".join((parts[0], *parts[1:][-1:])), chat_id=match["id"])


def _notice(batch: Batch, number: int, match: re.Match[str]) -> None:
    who = batch.sender_id[number], batch.sender[number]
    if match["call"]:
        batch.kind[number] = Kind.CALL
        return
    if match.lastgroup in {"join", "leave", "pin"}:
        batch.events.append(SourceEvent(batch.at[number], match.lastgroup, who))
    elif match.lastgroup:
        kind = "join" if match["added"] else "leave"
        other = "", match["added"] or match["removed"]
        batch.events.append(SourceEvent(batch.at[number], kind, other, who))
    batch.text[number] = f"{who[1]} {match[0]}"
    batch.kind[number] = Kind.SYSTEM
    batch.sender_id[number] = batch.sender[number] = batch.nickname[number] = ""

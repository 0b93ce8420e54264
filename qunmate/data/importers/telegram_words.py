"""What Telegram shows for messages that are more than text, and for what was done in a chat."""

from __future__ import annotations

import json
from typing import Any

from qunmate.data.importers.fields import dicts, fields_of, reacted, text_of
from qunmate.model import Kind, Reaction

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
    ("place_name", Kind.LOCATION),
    ("contact_information", Kind.CONTACT),
    ("poll", Kind.SHARE),
    ("todo_list", Kind.SHARE),
    ("game_title", Kind.SHARE),
    ("invoice_information", Kind.SHARE),
    ("giveaway_information", Kind.SHARE),
    ("giveaway_results", Kind.SHARE),
    ("forwarded_from", Kind.FORWARD),
)
_MARKS = {
    Kind.IMAGE: "[Photo]",
    Kind.VIDEO: "[Video]",
    Kind.VOICE: "[Voice message]",
    Kind.EMOJI: "[Sticker]",
    Kind.FILE: "[File]",
    Kind.LOCATION: "[Location]",
    Kind.CONTACT: "[Contact]",
    Kind.FORWARD: "",
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
# of a reaction that is no emoji: a picture of one's own is told by a number alone
_SIGNS = {"paid": "⭐", "custom_emoji": "[Emoji]"}
_OWN = {
    "invite_members": "{who} joined the group",
    "remove_members": "{who} left the group",
}


def text_in_parts(value: Any) -> tuple[str, tuple[str, ...]]:
    """The text of a message, which may be in parts, and whom it mentions. A link that is not
    to be seen stands behind its words."""
    if isinstance(value, str):
        return value, ()
    if not isinstance(value, list):
        return text_of(value), ()
    words: list[str] = []
    mentions: list[str] = []
    for part in value:
        if isinstance(part, dict):
            word, link = str(part.get("text") or ""), text_of(part.get("href"))
            if text_of(part.get("type")) in {"mention", "mention_name"}:
                mentions.append(word.strip().removeprefix("@"))
            words.append(f"{word} ({link})" if link and link.rstrip("/") not in word else word)
        elif isinstance(part, str):
            words.append(part)
    return "".join(words), tuple(mentions)


def kind_of(message: dict[str, Any]) -> Kind:
    media = message.get("media_type")
    if media:
        return _MEDIA.get(str(media), Kind.FILE)
    for name, kind in _PARTS:
        if name in message:
            return kind
    return Kind.TEXT if message.get("text") else Kind.OTHER


def reactions(message: dict[str, Any]) -> tuple[Reaction, ...]:
    if "reactions" not in message:
        return ()
    told = dicts(message["reactions"])
    return reacted(
        (_SIGNS.get(text_of(one.get("type"))) or one.get("emoji"), one.get("count")) for one in told
    )


def caption(message: dict[str, Any], kind: Kind) -> str:
    """What stands for a message without words."""
    if kind is Kind.EMOJI and message.get("sticker_emoji"):
        return text_of(message["sticker_emoji"])
    if kind is Kind.SHARE:
        return _shared(message)
    if kind is Kind.LOCATION and message.get("place_name"):
        return _joined(", ", message.get("place_name"), message.get("address"))
    told = text_of(message.get("file_name"))
    if kind is Kind.CONTACT:
        contact = fields_of(message.get("contact_information"))
        told = _joined(" ", contact.get("first_name"), contact.get("last_name"))
    elif kind is Kind.FILE and not told:
        told = _joined(" – ", message.get("performer"), message.get("title"))
    return f"{_MARKS.get(kind, '[File]')} {told}".strip() if kind is not Kind.OTHER else ""


def _shared(message: dict[str, Any]) -> str:
    poll = fields_of(message.get("poll") or message.get("todo_list"))
    if poll:
        answers = [text_in_parts(one.get("text"))[0] for one in dicts(poll.get("answers"))]
        question = text_in_parts(poll.get("question") or poll.get("title"))[0]
        return "\n".join((question, *(f"- {answer}" for answer in answers if answer)))
    if "giveaway_information" in message or "giveaway_results" in message:
        return "[Giveaway]"
    return text_of(message.get("game_title")) or _invoice(message.get("invoice_information"))


def _invoice(told: Any) -> str:
    """The title of an invoice, which Telegram writes as a document within a text."""
    if isinstance(told, str):
        try:
            told = json.loads(told)
        except (ValueError, RecursionError):
            return ""
    return text_of(fields_of(told).get("title"))


def _joined(between: str, *fields: Any) -> str:
    return between.join(told for told in map(text_of, fields) if told)


def action_words(
    message: dict[str, Any], action: str, actor: tuple[str, str], names: list[str]
) -> str:
    """The words of a system line: what the actor (id, name) did, to whom."""
    given = text_of(message.get("information_text"))
    if given:
        return given
    title = text_of(message.get("title")) or text_of(message.get("new_title"))
    pattern = _ACTIONS.get(action, "{who}: " + action.replace("_", " "))
    if names == [actor[1]]:
        pattern = _OWN.get(action, pattern)
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

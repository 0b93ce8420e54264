"""Questions that nobody has answered: talk of one person alone that begins by asking."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qunmate.digest.questions import is_question
from qunmate.model import Message


def unanswered(chat: Sequence[Message], gap: float) -> list[Message]:
    """The first message of each conversation with a single sender that asks something and to
    which nobody else replied later either, newest first. `chat` are a group's human messages in
    order of time; a silence of `gap` seconds ends a conversation."""
    repliers: dict[str, set[int | None]] = {}
    for message in chat:
        if message.reply_to:
            repliers.setdefault(message.reply_to, set()).add(message.member_id)
    found = [
        talk[0]
        for talk in conversations(chat, gap)
        if is_question(talk[0])
        and len({message.member_id for message in talk}) == 1
        and not any(
            repliers.get(message.platform_id or "", set()) - {message.member_id} for message in talk
        )
    ]
    return found[::-1]


def conversations(chat: Sequence[Message], gap: float) -> Iterator[list[Message]]:
    """Messages with a sender, cut where they pause for `gap` seconds or more."""
    talk: list[Message] = []
    for message in chat:
        if message.member_id is None:
            continue
        if talk and message.sent_at - talk[-1].sent_at >= gap:
            yield talk
            talk = []
        talk.append(message)
    if talk:
        yield talk

"""What may be worth keeping of a stretch of chat, by rules one can explain: questions that
were answered well, talks, shared links and files, what many people reacted to or was pinned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from qunmate import reactions
from qunmate.capturing import Draft, draft, likely_kind, says_something
from qunmate.digest.questions import GAP, best_questions, find_questions
from qunmate.links import first_address
from qunmate.model import ChatRow, Kind, Message, Reaction

ANSWERS, TALKS, RESOURCES, APPLAUDED, PINNED = 6, 3, 4, 4, 4  # most of each in one group and period
APPLAUSE = 5  # reactions to a message worth keeping
ANSWER_LENGTH = 30  # characters of an answer worth keeping
TALK_MESSAGES, TALK_LENGTH, TALK_SHARE = 6, 240, 0.4
_SHARED = frozenset({Kind.FILE, Kind.LINK, Kind.SHARE})


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`key` names it for good, so that it is never proposed again once it was dismissed.
    `reactions` are those of its first message."""

    key: str
    draft: Draft
    names: dict[int, str]
    people: int
    reactions: tuple[Reaction, ...] = ()


def suggest(
    chat: Sequence[Message],
    *,
    kept: Collection[int],
    topics: Sequence[str] = (),
    pinned: Collection[int] = (),
) -> list[Suggestion]:
    """Proposals of one group's human messages in order of time, newest first. Messages that
    are `kept` in a highlight already are not proposed again."""
    taken = set(kept)
    found = [*_answers(chat), *_talks(chat), *_resources(chat), *_applauded(chat)]
    found += _pinned([one for one in chat if one.id in pinned and one.id not in taken])
    made = []
    for kind, messages in found:
        if taken.isdisjoint(message.id for message in messages):
            taken.update(message.id for message in messages)
            made.append(_suggestion(kind, messages, topics))
    return sorted(made, key=lambda one: -max(one.draft.messages))


def _suggestion(kind: str, messages: Sequence[Message], topics: Sequence[str]) -> Suggestion:
    rows = [_row(message) for message in messages]
    names = {row.member_id: row.sender for row in rows if row.member_id is not None}
    said = draft(rows, kind, topics)
    key = f"{said.group_id}:{kind}:{rows[0].id}"
    return Suggestion(key, said, names, len(names), messages[0].reactions)


def _row(message: Message) -> ChatRow:
    return ChatRow(
        message.id,
        message.group_id,
        message.sent_at + message.utc_offset,
        message.member_id,
        message.sender,
        message.kind,
        message.text,
        kept=False,
    )


Proposal = tuple[str, list[Message]]


def _answers(chat: Sequence[Message]) -> Iterator[Proposal]:
    """Questions with a long answer, or short ones of several people."""
    questions = [
        question
        for question in find_questions(chat)
        if question.best is not None
        and (len(question.best.text) >= ANSWER_LENGTH or question.people >= 3)
    ]
    for question in best_questions(questions, ANSWERS):
        yield "answer", [question.asked, *question.answers]


def _talks(chat: Sequence[Message]) -> Iterator[Proposal]:
    """Conversations in which one person says a lot at length."""
    made: list[tuple[int, list[Message]]] = []
    for talk in _conversations(chat):
        who, count = Counter(message.member_id for message in talk).most_common(1)[0]
        own = [message for message in talk if message.member_id == who]
        length = sum(len(message.text) for message in own)
        if (
            who is not None
            and count >= TALK_MESSAGES
            and length >= TALK_LENGTH
            and count >= TALK_SHARE * len(talk)
        ):
            made.append((length, own))
    made.sort(key=lambda pair: -pair[0])
    yield from (("sharing", own) for _length, own in made[:TALKS])


def _conversations(chat: Sequence[Message]) -> Iterator[list[Message]]:
    talk: list[Message] = []
    for message in chat:
        if talk and message.sent_at - talk[-1].sent_at >= GAP:
            yield talk
            talk = []
        talk.append(message)
    if talk:
        yield talk


def _resources(chat: Sequence[Message]) -> Iterator[Proposal]:
    """Files and links, each once, the latest first."""
    seen: set[str] = set()
    for message in reversed(chat):
        link = first_address(message.text)
        if message.member_id is None or not (link or message.kind in _SHARED):
            continue
        what = link or message.text.strip()
        if what and what not in seen and len(seen) < RESOURCES:
            seen.add(what)
            yield "resource", [message]


def _applauded(chat: Sequence[Message]) -> Iterator[Proposal]:
    """What many people reacted to, the most first, and of as many the latest."""
    given = [
        (reactions.total(one.reactions), one)
        for one in reversed(chat)
        if one.reactions and one.member_id is not None and says_something(_row(one))
    ]
    given.sort(key=lambda pair: -pair[0])
    for n, message in given[:APPLAUDED]:
        if n >= APPLAUSE:
            yield likely_kind([_row(message)]), [message]


def _pinned(chat: Sequence[Message]) -> Iterator[Proposal]:
    """The latest of what was pinned in the chat."""
    telling = [one for one in chat if one.member_id is not None and says_something(_row(one))]
    for message in telling[-PINNED:]:
        yield likely_kind([_row(message)]), [message]

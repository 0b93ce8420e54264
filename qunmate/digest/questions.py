"""Finds questions and their answers in a stretch of chat, by rules one can explain.

A question is a text of 5 to 200 characters with a question mark or a question word. What
others say within the next 15 minutes of the same conversation counts as its answers, until
somebody else asks something; a reply to it by id counts at any later time. Nothing here
understands language: the result is a proposal that the operator edits.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from qunmate.model import Kind, Message

GAP = 30 * 60
WINDOW = 15 * 60
OPENING = 5 * 60  # seconds of quiet before a question that opens a talk of its own
FOLLOWING = 12  # messages looked at after a question
LONG = 12  # characters that make an answer worth quoting, twice that beside a link

_WORDS = re.compile(
    r"怎么|怎样|如何|为什么|为啥|请问|求助|求推荐|有没有|有谁|哪位|能不能|可不可以"
    r"|怎麼|為什麼|為啥|請問|有沒有"
    r"|^\s*(?:how|why|what|which|where|when|who)\b"
    r"|\b(?:does anyone|anyone know|can i|should i)\b",
    re.IGNORECASE,
)
_MARK = re.compile(r"[?？]\s*[)）」』\]~～!！…。]*\s*$|[?？].{0,12}$|[吗嗎呢]\s*[~～。!！]*\s*$")
_LINK = re.compile(r"https?://\S+|@\S+\s?", re.IGNORECASE)
_FORM = re.compile(r"^\s*(?:【|#|Day\s*\d|\d+[.、]\s)|接龙|接龍|打卡|[✅☑√]", re.IGNORECASE)
_GREETING = re.compile(
    r"^(?:在吗|在嗎|有人吗|有人嗎|睡了吗|吃了吗|你好吗|真的吗|是吗|好吗|对吗)[?？~～!！。\s]*$"
)
_HELLO = re.compile(r"^\s*(?:大家好|各位好|各位早|早上好|新人报到|新人報到|我是)")


@dataclass(frozen=True, slots=True)
class Question:
    """A question with what others said to it; `best` is the answer to quote, if any."""

    asked: Message
    answers: tuple[Message, ...]
    best: Message | None
    weight: float

    @property
    def people(self) -> int:
        return len({answer.member_id for answer in self.answers})


def is_question(message: Message) -> bool:
    if message.kind not in {Kind.TEXT, Kind.REPLY} or message.member_id is None:
        return False
    text = _LINK.sub("", message.text).strip()
    if not 5 <= len(text) <= 200 or text.count("\n") > 4 or _GREETING.match(text):
        return False
    if _MARK.search(text):
        return True
    return bool(_WORDS.search(text)) and len(text) <= 60 and not _HELLO.match(text)


def find_questions(chat: Sequence[Message]) -> list[Question]:
    """Every question of a chat in order of time, with its answers; bots already out."""
    replies = _replies(chat)
    asked = [is_question(message) for message in chat]
    return [
        _question(
            message,
            _following(chat, asked, at),
            replies.get(message.platform_id or "", []),
            opens=at == 0 or message.sent_at - chat[at - 1].sent_at >= OPENING,
        )
        for at, message in enumerate(chat)
        if asked[at]
    ]


def best_questions(questions: Sequence[Question], limit: int) -> list[Question]:
    """Those most worth showing, each matter and each two people once, in order of weight."""
    chosen: list[Question] = []
    for question in sorted(questions, key=lambda q: (-q.weight, q.asked.sent_at, q.asked.id)):
        if question.best is None or len(chosen) == limit:
            continue
        if not any(_alike(question, other) for other in chosen):
            chosen.append(question)
    return chosen


def _alike(one: Question, other: Question) -> bool:
    """The same two people again, or the same question asked again."""
    if one.best and other.best and one.asked.member_id == other.asked.member_id:
        return one.best.member_id == other.best.member_id
    a, b = _pairs(one.asked.text), _pairs(other.asked.text)
    return 2 * len(a & b) > len(a | b)


def unanswered(questions: Sequence[Question]) -> list[Question]:
    """Questions to which nobody else said anything, newest first."""
    return [question for question in reversed(questions) if not question.answers]


def _replies(chat: Sequence[Message]) -> dict[str, list[Message]]:
    replies: dict[str, list[Message]] = {}
    for message in chat:
        if message.reply_to:
            replies.setdefault(message.reply_to, []).append(message)
    return replies


def _following(chat: Sequence[Message], asked: Sequence[bool], at: int) -> list[Message]:
    """What others say next, until the talk pauses or somebody else asks something."""
    question = chat[at]
    found: list[Message] = []
    before = question.sent_at
    for later in range(at + 1, min(at + 1 + FOLLOWING, len(chat))):
        message = chat[later]
        if message.sent_at - before >= GAP or message.sent_at - question.sent_at > WINDOW:
            break
        before = message.sent_at
        if message.member_id in {None, question.member_id}:
            continue
        if asked[later]:
            break
        if not message.reply_to or message.reply_to == question.platform_id:
            found.append(message)
    return found


def _question(
    asked: Message, following: list[Message], replies: list[Message], *, opens: bool
) -> Question:
    others = {
        message.id: message
        for message in [*following, *replies]
        if message.member_id not in {None, asked.member_id}
    }
    answers = tuple(sorted(others.values(), key=lambda message: (message.sent_at, message.id)))
    direct = {message.id for message in replies}
    pairs = _pairs(asked.text)
    best = max(
        (answer for answer in answers if worth_quoting(answer)),
        key=lambda answer: (_fitness(answer, pairs, direct=answer.id in direct), -answer.id),
        default=None,
    )
    weight = 0.0
    if best:
        people = len({answer.member_id for answer in answers})
        weight = math.log1p(len(best.text)) + 1.5 * math.log1p(people) + 0.5 * len(direct)
        weight += min(len(asked.text), 30) / 20 + opens
    return Question(asked, answers, best, weight)


def _fitness(answer: Message, pairs: set[str], *, direct: bool) -> float:
    """Long, a reply, and about what was asked: then it is likely the answer."""
    shared = len(pairs & _pairs(answer.text))
    return min(len(answer.text), 120) + 60 * direct + 25 * min(shared, 4)


def _pairs(text: str) -> set[str]:
    """Pairs of neighbouring characters, most Chinese words being two characters long."""
    words = re.sub(r"\W", " ", _WORDS.sub(" ", text))
    return {a + b for a, b in pairwise(words) if a != " " and b != " "}


def worth_quoting(answer: Message) -> bool:
    """Text of some length that is more than a link, no question itself and no form filled in."""
    if answer.kind not in {Kind.TEXT, Kind.REPLY} or is_question(answer):
        return False
    if _FORM.search(answer.text):
        return False
    words = _LINK.sub("", answer.text).strip()
    return len(words) >= (LONG if words == answer.text.strip() else 2 * LONG)

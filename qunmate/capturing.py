"""From chosen messages to the draft of a highlight, which the operator then edits."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qunmate.clock import iso_day
from qunmate.digest import tidy
from qunmate.digest.questions import is_question
from qunmate.highlight_text import joined
from qunmate.i18n import _
from qunmate.model import ChatRow, Kind, Message
from qunmate.terms import says

TITLE = tidy.TITLE  # characters of a title that is proposed
WORTH = 6  # characters that make a remark worth keeping
TALK = 4  # messages of one person that make a talk
_URL = re.compile(r"https?://\S+", re.IGNORECASE)
_SHARED = frozenset({Kind.FILE, Kind.LINK, Kind.SHARE, Kind.FORWARD})
_WORDS = frozenset({Kind.TEXT, Kind.REPLY})
_PLACEHOLDER = re.compile(r"^\s*\[\w+\]\s*")
_THANKS = re.compile(
    r"^(?:谢谢|感谢|謝謝|感謝|收到|学到了|学习了|thanks|thank you|thx)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a highlight will hold. `authors` are member ids, `messages` its sources in order of
    time, `occurred_on` an ISO day."""

    group_id: int
    kind: str
    title: str
    text: str
    occurred_on: str
    authors: tuple[int, ...] = ()
    topics: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    starred: bool = False
    messages: tuple[int, ...] = ()


def draft(rows: Sequence[ChatRow], kind: str = "", known_topics: Sequence[str] = ()) -> Draft:
    """A draft of these messages (at least one, of one group, in order of time); of the kind
    given, else of the kind they look like."""
    kind = kind or likely_kind(rows)
    title, text, authors = _COMPOSERS[kind](rows)
    said = f"{title}\n{text}"
    return Draft(
        group_id=rows[0].group_id,
        kind=kind,
        title=tidy.line(title, TITLE),
        text=text.strip(),
        occurred_on=iso_day(rows[0].day),
        authors=tuple(dict.fromkeys(one for one in authors if one is not None)),
        topics=tuple(topic for topic in known_topics if topic and topic in said)[:3],
        messages=tuple(row.id for row in rows),
    )


def likely_kind(rows: Sequence[ChatRow]) -> str:
    """answer, sharing, resource, discussion or quote."""
    people = {row.member_id for row in rows}
    if asks(rows[0]) and len(people) > 1:
        return "answer"
    if len(rows) <= 2 and any(row.kind in _SHARED or _URL.search(row.text) for row in rows):
        return "resource"
    if len(rows) == 1:
        return "quote" if len(rows[0].text) <= 120 else "sharing"
    _who, most = Counter(row.member_id for row in rows).most_common(1)[0]
    talk = len(people) == 1 or (most >= TALK and 2 * most > len(rows))
    return "sharing" if talk else "discussion"


def asks(row: ChatRow) -> bool:
    """Whether a message reads like a question."""
    place = (row.id, row.group_id, row.wall, 0)
    return is_question(Message(*place, row.member_id, row.sender, row.kind, row.text, None, None))


Composed = tuple[str, str, list[int | None]]  # title, text, authors


def _answer(rows: Sequence[ChatRow]) -> Composed:
    """The first sender asks; whoever of the others says most is the one who answers; what else is
    said comes below."""
    asker = rows[0].member_id
    spoken = [row for row in rows[1:] if row.kind in _WORDS] or rows[1:]
    others = [row for row in spoken if row.member_id != asker] or list(spoken)
    said: Counter[int | None] = Counter()
    for row in others:
        said[row.member_id] += len(row.text)
    main = said.most_common(1)[0][0] if said else asker
    start = rows.index(others[0]) if others else len(rows)
    question = _lines(row for row in rows[:start] if row.member_id == asker)
    answer = _lines(row for row in others if row.member_id == main)
    more = "\n".join(_named(row) for row in others if row.member_id != main and says_something(row))
    return _first_line(question), joined(question, answer, more), [main]


def _sharing(rows: Sequence[ChatRow]) -> Composed:
    who = Counter(row.member_id for row in rows).most_common(1)[0][0]
    own = [row for row in rows if row.member_id == who and row.text.strip()]
    points = [row.text.strip() for row in own] or [""]
    marked = points if len(points) == 1 else [f"· {point}" for point in points]
    return _first_line(points[0]), "\n".join(marked), [who]


def _resource(rows: Sequence[ChatRow]) -> Composed:
    text = _lines(rows)
    words = _PLACEHOLDER.sub("", _URL.sub("", text)).strip()
    return _first_line(words or text), text, [rows[0].member_id]


def _discussion(rows: Sequence[ChatRow]) -> Composed:
    text = "\n".join(_named(row) for row in rows if row.text.strip())
    return _first_line(rows[0].text), text, [row.member_id for row in rows][:8]


def _quote(rows: Sequence[ChatRow]) -> Composed:
    text = _lines(rows)
    return _("“{text}”").format(text=tidy.line(text, TITLE - 2)), text, [rows[0].member_id]


_COMPOSERS = {
    "answer": _answer,
    "sharing": _sharing,
    "resource": _resource,
    "discussion": _discussion,
    "quote": _quote,
}


def _lines(rows: Iterable[ChatRow]) -> str:
    return "\n".join(row.text.strip() for row in rows if row.text.strip())


def says_something(row: ChatRow) -> bool:
    """Whether a remark says something, beside thanks and pictures."""
    words = row.text.strip()
    return row.kind in _WORDS and len(words) >= WORTH and not _THANKS.match(words)


def _named(row: ChatRow) -> str:
    return says(row.sender, row.text.strip())


def _first_line(text: str) -> str:
    return tidy.line(next((line for line in text.splitlines() if line.strip()), ""), TITLE)

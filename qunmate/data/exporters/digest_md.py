"""The digest as short plain lines: to paste into a chat, and valid as Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import groupby

from qunmate.bidi import from_the_left, isolated
from qunmate.digest import tidy
from qunmate.digest.model import (
    Digest,
    Entry,
    Honour,
    Item,
    Person,
    PlanLine,
    Quote,
    Row,
    Section,
    cards,
    change,
    joined,
    shown,
)
from qunmate.i18n import _, ngettext
from qunmate.terms import aside, says

_NAMES = 12
_ROWS = 30
_MARKS = {
    "answers": "💬",
    "sharing": "🎙",
    "resources": "📚",
    "honours": "🏆",
    "newcomers": "👋",
    "highlights": "✨",
    "plan": "📅",
}
_URL = re.compile(r"https?://[^\s<>]+", re.IGNORECASE)
# what Markdown would take as its own, an underscore only at the edge of a word
_SPECIAL = re.compile(r"[\\`*<>|~]|\](?=[(\[:])|(?<![^\W_])_|_(?![^\W_])|!(?=\\?\[)|&(?=#?\w+;)")
_LEADING = re.compile(r"^(?=(?:#{1,6}|[-+=]+|={2,}|-{2,})(?:\s|$))|^(\d{1,9})(?=[.)](?:\s|$))")

Escape = Callable[[str], str]


def render(digest: Digest) -> bytes:
    """A .md file, UTF-8. Two spaces at the end of a line keep Markdown from joining lines."""
    paragraphs = ["  \n".join(lines) for lines in _paragraphs(digest, escaped)]
    return ("\n\n".join(paragraphs) + "\n").encode("utf-8", "replace")


def plain(digest: Digest) -> str:
    """The same lines without Markdown's escapes, for the clipboard."""
    return "\n\n".join("\n".join(lines) for lines in _paragraphs(digest, _one_line)) + "\n"


def _paragraphs(digest: Digest, esc: Escape) -> Iterator[list[str]]:
    """The lines between the empty ones."""
    for filled, lines in groupby(_lines(digest, esc), key=lambda line: bool(line.strip())):
        if filled:
            yield list(lines)


def _one_line(text: str) -> str:
    return tidy.line(text, 40_000)


def escaped(text: str) -> str:
    """Text that stays what it is in Markdown; addresses are left alone."""
    text = _one_line(text)
    parts = []
    at = 0
    for url in _URL.finditer(text):
        parts.append(_SPECIAL.sub(r"\\\g<0>", text[at : url.start()]))
        parts.append(re.sub(r"[\\`*\[\]|~]", lambda m: f"%{ord(m.group()):02X}", url.group()))
        at = url.end()
    parts.append(_SPECIAL.sub(r"\\\g<0>", text[at:]))
    return _LEADING.sub(lambda m: f"{m.group(1)}\\" if m.group(1) else "\\", "".join(parts))


def _lines(digest: Digest, esc: Escape) -> Iterator[str]:
    if digest.private:
        yield f"🔒 {_('Private: for the operator only')}"
    yield f"📮 {from_the_left(esc(digest.title))}"
    yield esc(digest.heading)
    if digest.subtitle:
        yield esc(digest.subtitle)
    yield ""
    yield from _figures(digest, esc)
    for section in digest.sections:
        yield ""
        yield from _section(section, esc)
    if digest.closing:
        yield ""
        yield from (esc(part) for part in digest.closing.splitlines())
    if digest.notes:
        yield ""
        yield from (f"ℹ️ {esc(note)}" for note in digest.notes)


def _figures(digest: Digest, esc: Escape) -> Iterator[str]:
    for figure in digest.figures if digest.private else cards(digest):
        mark = "*" if figure.incomplete else ""
        text = says(figure.label, f"{shown(figure.value, figure.unit)}{mark}")
        yield esc(aside(text, change(figure)))


def _section(section: Section, esc: Escape) -> Iterator[str]:
    mark = _MARKS.get(section.key, "▪")
    yield f"{mark} 【{esc(section.title)}】"
    people = [item for item in section.items if isinstance(item, Person)]
    if people:
        yield names(people, esc)
    others = [item for item in section.items if not isinstance(item, Person)]
    if section.headings:
        yield " · ".join(esc(heading) for heading in section.headings)
    for number, item in enumerate(others[:_ROWS], 1):
        yield from _item(item, number, esc)
    yield from more(len(others) - _ROWS)
    if section.note:
        yield esc(section.note)


def more(hidden: int) -> Iterator[str]:
    """A line for what a short list leaves out."""
    if hidden > 0:
        yield ngettext("… and {n} more", "… and {n} more", hidden).format(n=hidden)


def names(people: list[Person], esc: Escape = str) -> str:
    """The first names, each in its own direction, and how many there are in all."""
    text = joined(isolated(esc(person.name)) for person in people[:_NAMES])
    if len(people) <= _NAMES:
        return text
    return _("{names} … {n} in all").format(names=text, n=len(people))


def _item(item: Item, number: int, esc: Escape) -> Iterator[str]:
    match item:
        case Quote():
            yield (
                f"{number}\ufe0f\u20e3 {esc(item.question)}" if number < 10 else esc(item.question)
            )
            said = from_the_left(esc(says(item.author, item.answer)))
            yield from (part for part in (said, esc(item.note)) if part)
        case Entry():
            by = f" — {isolated(esc(item.author))}" if item.author else ""
            head = (isolated(esc(item.title)) if by else esc(item.title)) + by
            yield f"{esc(item.mark)} {head}" if item.mark else f"· {head}"
            yield from (esc(part) for part in (item.text, item.url, item.note) if part)
        case Honour():
            who = joined(isolated(esc(name)) for name in item.names)
            yield f"{esc(item.mark)} {who} {esc(item.deed)}"
        case PlanLine():
            status = f" ({esc(item.note)})" if item.note else ""
            yield f"{esc(item.when)} {esc(says(item.kind, item.title))}{status}"
        case Row():
            cells = [shown(cell, "count") for cell in item.cells if cell is not None]
            yield "· " + " · ".join(isolated(esc(cell)) for cell in cells if cell)
        case Person():
            yield isolated(esc(item.name))

"""The digest as short lines: plain ones to paste into a chat, and as a file of Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Form:
    """How headings and points are marked; `esc` keeps a text from being read as a mark."""

    esc: Escape
    title: str
    section: str  # with the section's own mark
    question: str
    point: str


def render(digest: Digest) -> bytes:
    """A .md file, UTF-8."""
    return (markdown(digest)).encode("utf-8", "replace")


def markdown(digest: Digest) -> str:
    """Two spaces at the end of a line keep Markdown from joining lines."""
    form = Form(escaped, "# {text}", "## {text}", "**{n}. {text}**", "- ")
    return "\n\n".join("  \n".join(lines) for lines in _paragraphs(digest, form)) + "\n"


def plain(digest: Digest) -> str:
    """The same lines as a chat shows them, for the clipboard."""
    question = "{n}\ufe0f\u20e3 {text}"
    form = Form(_one_line, "📮 {text}", _("{mark} {text}"), question, "· ")
    return "\n\n".join("\n".join(lines) for lines in _paragraphs(digest, form)) + "\n"


def _paragraphs(digest: Digest, form: Form) -> Iterator[list[str]]:
    """The lines between the empty ones."""
    for filled, lines in groupby(_lines(digest, form), key=lambda line: bool(line.strip())):
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


def _lines(digest: Digest, form: Form) -> Iterator[str]:
    esc = form.esc
    if digest.private:
        yield f"🔒 {_('Private: for the operator only')}"
    yield form.title.format(text=from_the_left(esc(digest.title)))
    yield esc(digest.heading)
    if digest.subtitle:
        yield esc(digest.subtitle)
    yield ""
    yield from _figures(digest, esc)
    for section in digest.sections:
        yield ""
        yield from _section(section, form)
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


def _section(section: Section, form: Form) -> Iterator[str]:
    esc = form.esc
    yield form.section.format(mark=_MARKS.get(section.key, "▪"), text=esc(section.title))
    people = [item for item in section.items if isinstance(item, Person)]
    if people:
        yield names(people, esc)
    others = [item for item in section.items if not isinstance(item, Person)]
    if section.headings:
        yield " · ".join(esc(heading) for heading in section.headings)
    for number, item in enumerate(others[:_ROWS], 1):
        yield from _item(item, number, form)
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


def _item(item: Item, number: int, form: Form) -> Iterator[str]:
    esc = form.esc
    match item:
        case Quote():
            told = form.question if number < 10 else "{text}"  # there are keys for nine
            yield told.format(n=number, text=esc(item.question))
            said = from_the_left(esc(says(item.author, item.answer)))
            yield from (part for part in (said, esc(item.note)) if part)
        case Entry():
            by = f" — {isolated(esc(item.author))}" if item.author else ""
            head = (isolated(esc(item.title)) if by else esc(item.title)) + by
            yield f"{esc(item.mark)} {head}" if item.mark else f"{form.point}{head}"
            yield from (esc(part) for part in (item.text, item.url, item.note) if part)
        case Honour():
            who = joined(isolated(esc(name)) for name in item.names)
            yield f"{esc(item.mark)} {says(who, esc(item.deed))}"
        case PlanLine():
            status = f" ({esc(item.note)})" if item.note else ""
            yield f"{esc(item.when)} {esc(item.what)}{status}"
        case Row():
            cells = [shown(cell, "count") for cell in item.cells if cell is not None]
            yield form.point + " · ".join(isolated(esc(cell)) for cell in cells if cell)
        case Person():
            yield isolated(esc(item.name))

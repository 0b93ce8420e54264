"""The reading pane and the sources as rich text, in the colours of the theme."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from html import escape
from re import Match

from qunmate import clock, reactions
from qunmate.bidi import isolated
from qunmate.clusters import shortened
from qunmate.figures.words import kind_word
from qunmate.highlight_text import parts
from qunmate.i18n import _
from qunmate.links import linked
from qunmate.model import NOT_HUMAN, ChatRow, Highlight
from qunmate.searching import marks
from qunmate.ui.message_browser.kinds import PLAIN
from qunmate.ui.theme import NOTE, TEXT, TITLE, Tokens, mark_ground

_LONGEST = 200_000  # characters of a text that are laid out
_SHORT = 240  # characters of a message beside the highlight
SIGNS = 12  # kinds of reactions shown of a message
_POINT = re.compile(r"([·•・]|[-*–](?=\s)|\d{1,2}[.、)）](?!\d))\s*(?=\S)")
_POINTS = 200  # so many at most stand in columns of their own: each is a table
_INDENTS = (14, 24)  # px for a mark of one character, of more


@dataclass(frozen=True, slots=True)
class Ink:
    """Colours, and the words to mark."""

    tokens: Tokens
    words: tuple[str, ...] = ()

    @property
    def mark(self) -> str:
        return mark_ground(self.tokens)


def veiled(one: Highlight, hide: Callable[[str], str]) -> Highlight:
    """The highlight with all its words as they may be shown."""
    return replace(
        one,
        title=hide(one.title),
        text=hide(one.text),
        topics=tuple(map(hide, one.topics)),
        tags=tuple(map(hide, one.tags)),
    )


def reading(one: Highlight, note: str, ink: Ink) -> str:
    """The highlight itself; the lines of `note` stand below its title."""
    said = parts(one.text[:_LONGEST])
    body = []
    if said.plain:
        body.append(_paragraphs(said.plain, ink))
    if said.question:
        body.append(_labelled(_("Q"), said.question, ink))
    if said.answer:
        body.append(_labelled(_("A"), said.answer, ink))
    if said.more:
        heading = escape(_("Useful additions"))
        body.append(f'<p style="margin:18px 0 6px 0;font-weight:600">{heading}</p>')
        body.append(_paragraphs(said.more, ink))
    tokens = ink.tokens
    return (
        f'<div style="color:{tokens.text};font-size:{TEXT}px">'
        f'<p style="font-size:{TITLE}px;font-weight:600;margin:0 0 6px 0">'
        f"{marked(one.title, ink)}</p>"
        f'<p dir="ltr" style="color:{tokens.second};font-size:{NOTE}px;margin:0 0 6px 0">'
        f"{escape(note).replace(chr(10), '<br/>')}</p>"
        f'<p style="font-size:4px;margin:0">&nbsp;</p>{"".join(body)}</div>'
    )


def _labelled(label: str, text: str, ink: Ink) -> str:
    return (
        '<table cellspacing="0" cellpadding="0" width="100%" style="margin-bottom:12px"><tr>'
        f'<td width="28" valign="top" style="font-weight:600;color:{ink.tokens.accent};'
        f'line-height:125%">{escape(label)}</td>'
        f"<td>{_paragraphs(text, ink)}</td></tr></table>"
    )


def _paragraphs(text: str, ink: Ink) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    points = {line: point for line in lines if (point := _POINT.match(line))}
    if len(points) > _POINTS:
        points = {}
    return "".join(
        _point(points[line], ink) if line in points else _paragraph(line, ink) for line in lines
    )


def _paragraph(line: str, ink: Ink) -> str:
    style = "margin:0 0 4px 0;line-height:125%"
    return f'<p dir="auto" style="{style}">{_with_links(line, ink)}</p>'


def _point(point: Match[str], ink: Ink) -> str:
    """A point of a list: its lines stand below one another, right of its mark."""
    mark, text = point[1], point.string[point.end() :]
    return (
        '<table cellspacing="0" cellpadding="0" width="100%"><tr>'
        f'<td width="{_INDENTS[len(mark) > 1]}" valign="top">'
        f'<p style="margin:0;line-height:125%">{_plain(mark)}</p></td>'
        f"<td>{_paragraph(text, ink)}</td></tr></table>"
    )


def marked(text: str, ink: Ink) -> str:
    """Escaped, with the words that are searched for on a ground of their own."""
    pieces, at = [], 0
    for start, length in marks(text, ink.words):
        pieces.append(_plain(text[at:start]))
        found = _plain(text[start : start + length])
        pieces.append(f'<span style="background-color:{ink.mark}">{found}</span>')
        at = start + length
    pieces.append(_plain(text[at:]))
    return "".join(pieces)


def _plain(text: str) -> str:
    kept = "".join(c if c >= " " or c == "\t" else " " for c in text)
    return escape(kept)


def _with_links(text: str, ink: Ink) -> str:
    """Marked, and addresses of the web to be followed."""
    pieces = []
    for words, address in linked(text):
        shown = marked(words, ink)
        link = f'<a href="{escape(address)}" style="color:{ink.tokens.accent}">{shown}</a>'
        pieces.append(link if address else shown)
    return "".join(pieces)


def source(rows: Iterable[ChatRow], own: frozenset[int], names: Sequence[str], ink: Ink) -> str:
    """The messages it was made of, `own`, among those around them; each leads to its place."""
    tokens = ink.tokens
    lines: list[str] = []
    day, begun = None, False
    for row, name in zip(rows, names, strict=True):
        if row.day != day:
            day = row.day
            lines.append(_small(clock.iso_day(day), tokens.second, "margin:8px 0 2px 0"))
        minutes = row.wall % clock.DAY // 60
        mine = row.id in own
        if mine and not begun:
            begun = True
            lines.append('<a name="own"></a>')
        head = (
            f'<a href="message:{row.id}" style="color:{tokens.second};text-decoration:none">'
            f"{minutes // 60:02}:{minutes % 60:02} {_plain(isolated(name.strip() or '—'))}</a>"
        )
        text = shortened(row.text, _SHORT)
        if row.kind not in PLAIN | NOT_HUMAN and not text.startswith("["):
            text = f"[{kind_word(row.kind.word)}] {text}"
        colour = tokens.text if mine else tokens.second
        lines.append(
            f'<p dir="auto" style="margin:0 0 8px 0;font-size:{NOTE}px;color:{colour}">{head}<br/>'
            f"{marked(text, ink)}{_given(row, tokens)}</p>"
        )
    return "".join(lines)


def _given(row: ChatRow, tokens: Tokens) -> str:
    """What people answered the message with, below it."""
    told = escape(reactions.words(row.reactions, SIGNS)).replace("  ", "&nbsp; ")
    return f'<br/><span style="color:{tokens.second}">{told}</span>' if told else ""


def links(others: Iterable[Highlight], ink: Ink) -> str:
    colour = ink.tokens.accent
    return "".join(
        f'<p style="margin:0 0 6px 0"><a href="highlight:{one.id}" style="color:{colour};'
        f'text-decoration:none">{_plain(one.title)}</a></p>'
        for one in others
    )


def _small(text: str, colour: str, style: str) -> str:
    return f'<p style="{style};font-size:{NOTE}px;color:{colour}">{escape(text)}</p>'

"""Highlights as one web page: no script, no outside request, light and dark, fit to print."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from qunmate.data.exporters.html_page import page, person, text, written
from qunmate.highlight_book import Chapter, HighlightBook, Page
from qunmate.highlight_text import parts
from qunmate.i18n import _
from qunmate.links import linked

_OWN = """
nav ol{margin:0;padding-left:1.4em}nav a{text-decoration:none}
article h3{margin-bottom:6px}article p+p{margin-top:2px}
.qa{display:flex;gap:12px;margin-bottom:8px}.qa>b{color:var(--accent);font-weight:600}
.more{margin-top:10px;font-weight:600}.star{color:var(--warn)}
"""


def render(book: HighlightBook) -> bytes:
    """A .html file, UTF-8."""
    return written(page(book.title, _body(book), css=_OWN))


def _body(book: HighlightBook) -> Iterator[str]:
    yield f'<header><h1>{text(book.title)}</h1><p class="when">{text(book.subtitle)}</p></header>'
    yield from _contents(book)
    numbers = count(1)
    for chapter in book.chapters:
        yield f"<section>\n<h2>{text(_heading(chapter, book))}</h2>"
        for one in chapter.pages:
            yield from _page(one, next(numbers))
        yield "</section>"
    made = _("Made with QunMate, on the operator's own computer")
    yield f"<footer>{text(made)}</footer>"


def _heading(chapter: Chapter, book: HighlightBook) -> str:
    return f"{chapter.group} · {chapter.title}" if book.several else chapter.title


def _contents(book: HighlightBook) -> Iterator[str]:
    """Where to find what, for a page of some length."""
    if book.count < 6:
        return
    yield f"<section><h2>{text(_('Contents'))}</h2><nav><ol>"
    numbers = count(1)
    for chapter in book.chapters:
        for one in chapter.pages:
            title = person(one.highlight.title)
            yield f'<li><a href="#h{next(numbers)}">{title}</a></li>'
    yield "</ol></nav></section>"


def _page(leaf: Page, number: int) -> Iterator[str]:
    one = leaf.highlight
    star = '<span class="star">★</span> ' if one.starred else ""
    yield f'<article id="h{number}"><h3>{star}{person(one.title)}</h3>'
    said = parts(one.text)
    yield from _lines(said.plain)
    for label, words in ((_("Q"), said.question), (_("A"), said.answer)):
        if words:
            yield f'<div class="qa"><b>{text(label)}</b><div>{"".join(_lines(words))}</div></div>'
    if said.more:
        yield f'<p class="more">{text(_("Useful additions"))}</p>'
        yield from _lines(said.more)
    topics = " ".join(f"#{topic}" for topic in one.topics)
    note = (_(", ").join(leaf.authors), one.occurred_on, topics)
    yield f'<p class="note">{person(" · ".join(part for part in note if part))}</p></article>'


def _lines(words: str) -> Iterator[str]:
    """Paragraphs; addresses of the web become links."""
    for line in words.splitlines():
        if line.strip():
            pieces = linked(line.strip())
            yield '<p dir="auto">' + "".join(_piece(*piece) for piece in pieces) + "</p>"


def _piece(words: str, address: str) -> str:
    if not address:
        return text(words)
    return f'<a href="{text(address)}" rel="noopener noreferrer nofollow">{text(words)}</a>'

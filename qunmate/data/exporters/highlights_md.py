"""Highlights as text with Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from qunmate.data.exporters.digest_md import escaped
from qunmate.highlight_book import Chapter, HighlightBook, Page
from qunmate.highlight_text import Parts, parts
from qunmate.i18n import _
from qunmate.terms import says


def render(book: HighlightBook) -> bytes:
    """A .md file, UTF-8."""
    lines = [f"# {escaped(book.title)}", "", escaped(book.subtitle), ""]
    for chapter in book.chapters:
        lines += _chapter(chapter, named=book.several)
    return ("\n".join(lines).rstrip() + "\n").encode("utf-8", "replace")


def _chapter(chapter: Chapter, *, named: bool) -> Iterator[str]:
    group = f"{escaped(chapter.group)} · " if named else ""
    yield f"## {group}{escaped(chapter.title)}"
    yield ""
    for page in chapter.pages:
        yield from _page(page)


def _page(page: Page) -> Iterator[str]:
    one = page.highlight
    star = "★ " if one.starred else ""
    yield f"### {star}{escaped(one.title)}"
    yield ""
    said: Parts = parts(one.text)
    for label, text in (("", said.plain), (_("Q"), said.question), (_("A"), said.answer)):
        yield from _paragraph(label, text)
    yield from _paragraph(_("Useful additions"), said.more)
    note = [_(", ").join(page.authors), one.occurred_on, *(f"#{topic}" for topic in one.topics)]
    yield "*" + escaped(" · ".join(part for part in note if part)).replace("*", "") + "*"
    yield ""


def _paragraph(label: str, text: str) -> Iterator[str]:
    lines = [escaped(line) for line in text.splitlines() if line.strip()]
    if lines:
        if label:
            lines[0] = says(f"**{escaped(label)}**", lines[0])
        yield "  \n".join(lines)
        yield ""

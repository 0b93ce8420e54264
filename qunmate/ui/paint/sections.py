"""The sections of a digest as blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from qunmate.bidi import isolated, named
from qunmate.data.exporters.digest_md import names
from qunmate.digest.model import (
    Entry,
    Honour,
    Item,
    Person,
    PlanLine,
    Quote,
    Row,
    Section,
    numeric_columns,
    shown,
)
from qunmate.i18n import ngettext
from qunmate.terms import says
from qunmate.ui.paint.block import BODY, CELL, HEADING, NOTE, PADDING, STRONG, Block, space
from qunmate.ui.paint.ink import Box, Ink, Rule
from qunmate.ui.paint.setting import Style, line, paragraph, width_of
from qunmate.ui.theme import LIGHT

INSET = 16.0
CELL_GAP = 18.0


def heading(title: str, width: float) -> Iterator[Block]:
    """A rule across the page and a title, never parted from what follows."""
    yield Block(22, (Rule(0, 21, width, 21, LIGHT.line),), keep=True)
    found, y = paragraph(title, HEADING, PADDING, 18, width - 2 * PADDING)
    yield Block(y + 8, tuple(found), keep=True)


def section_blocks(section: Section, width: float, most: int | None) -> Iterator[Block]:
    """`most`: of a table only so many rows, and how many more there are; None for all."""
    yield from heading(section.title, width)
    items = section.items
    people = [item for item in items if isinstance(item, Person)]
    rows = [item for item in items if isinstance(item, Row)]
    if rows:
        yield from _table(section.headings, rows, width, most)
    if people:
        found, y = paragraph(names(people), BODY, PADDING, 0, width - 2 * PADDING)
        yield Block(y, tuple(found))
    for item in items:
        if not isinstance(item, (Person, Row)):
            yield _block(item, width)
            yield space(8)
    if section.note:
        found, y = paragraph(section.note, NOTE, PADDING, 0, width - 2 * PADDING)
        yield Block(y + 6, tuple(found))


def _block(item: Item, width: float) -> Block:
    match item:
        case Quote():
            return _card(
                [
                    (item.question, STRONG),
                    (says(isolated(item.author), item.answer), BODY),
                    (item.note, NOTE),
                ],
                width,
            )
        case Entry():
            by = f" — {isolated(item.author)}" if item.author else ""
            title = isolated(item.title) if by else item.title
            head = f"{item.mark} {title}{by}".strip()
            parts = [(head, STRONG if item.text else BODY), (item.text, BODY)]
            return _plain([*parts, (item.url, NOTE), (item.note, NOTE)], width)
        case Honour():
            said = says(named(item.names), item.deed)
            return _plain([(f"{item.mark} {said}".strip(), BODY)], width)
        case PlanLine():
            text = f"{item.when}  {item.what}"
            return _plain([(text, BODY), (item.note, NOTE)], width)
        case _:
            return space(0)


def _plain(parts: Sequence[tuple[str, Style]], width: float) -> Block:
    inks: list[Ink] = []
    y = 0.0
    for text, style in parts:
        if text:
            found, y = paragraph(text, style, PADDING, y, width - 2 * PADDING)
            inks += found
    return Block(y, tuple(inks))


def _card(parts: Sequence[tuple[str, Style]], width: float) -> Block:
    inks: list[Ink] = []
    y = 12.0
    room = width - 2 * PADDING
    for text, style in parts:
        if text:
            found, y = paragraph(text, style, PADDING + INSET, y, room - 2 * INSET)
            inks += found
    y += 12
    return Block(y, (Box(PADDING, 0, room, y, LIGHT.ground, 6), *inks))


def _table(
    headings: Sequence[str], rows: Sequence[Row], width: float, most: int | None
) -> Iterator[Block]:
    taken = rows if most is None else rows[:most]
    cells = [[_cell(cell) for cell in row.cells] for row in taken]
    right = numeric_columns([row.cells for row in rows])
    wide = _widths([list(headings), *cells], width - 2 * PADDING)
    head = _row(headings, wide, right, NOTE, keep=True)
    yield head
    yield from (replace(_row(row, wide, right, CELL), head=head) for row in cells)
    hidden = len(rows) - len(taken)
    if hidden:
        words = ngettext("… and {n} more", "… and {n} more", hidden).format(n=hidden)
        yield Block(30, (line(words, NOTE, PADDING, 4, width - 2 * PADDING),))


def _cell(cell: str | float | None) -> str:
    return "" if cell is None else shown(cell, "count")


def _widths(rows: Sequence[Sequence[str]], room: float) -> list[float]:
    """As wide as the words need; what is missing is taken from the widest."""
    wide = [max(width_of(text, CELL.face) for text in column) for column in zip(*rows, strict=True)]
    wide = [width + CELL_GAP for width in wide]
    while sum(wide) > room + 0.5:
        widest = max(wide)
        second = max([width for width in wide if width < widest], default=0.0)
        at = [place for place, width in enumerate(wide) if width == widest]
        cut = min(widest - second, (sum(wide) - room) / len(at))
        for place in at:
            wide[place] -= cut
    return [width + (room - sum(wide)) / len(wide) for width in wide]


def _row(
    cells: Sequence[str],
    wide: Sequence[float],
    right: set[int],
    style: Style,
    *,
    keep: bool = False,
) -> Block:
    inks: list[Ink] = [Rule(PADDING, 29.5, PADDING + sum(wide), 29.5, LIGHT.line)]
    left = PADDING
    for place, (cell, width) in enumerate(zip(cells, wide, strict=True)):
        align = "right" if place in right else "left"
        gap = 0.0 if place == len(wide) - 1 else CELL_GAP
        inks.append(line(cell, style, left, 4, width - gap, align))
        left += width
    return Block(30, tuple(inks), keep)

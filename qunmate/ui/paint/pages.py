"""Lays a digest out on pages: one long picture, or sheets of A4."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qunmate.digest.model import Digest
from qunmate.i18n import _
from qunmate.ui.paint.block import BODY, NOTE, PADDING, Block, space
from qunmate.ui.paint.days_chart import days_chart, hours_chart
from qunmate.ui.paint.head import banner, card_row, figure_rows
from qunmate.ui.paint.ink import Ink, Words, moved
from qunmate.ui.paint.sections import heading, section_blocks
from qunmate.ui.paint.setting import line, paragraph

PICTURE = 540.0  # px across; twice that many in the file
TALLEST = 8_000.0  # px of one picture: what phones still show sharp
PICTURE_ROWS = 30  # of a table in a picture; the PDF has them all
A4 = (820.0, 820.0 * 297 / 210)
MARGIN = 36.0  # px above and below the text of a sheet


@dataclass(frozen=True, slots=True)
class Page:
    width: float
    height: float
    inks: tuple[Ink, ...]


def picture(digest: Digest) -> list[Page]:
    """One page as tall as it must be; several where phones would not show it."""
    blocks = list(_blocks(digest, PICTURE, PICTURE_ROWS))
    runs = list(_filled(blocks, TALLEST - MARGIN))
    return [Page(PICTURE, _height(run) + MARGIN, _placed(run, 0.0)) for run in runs]


def sheets(digest: Digest) -> list[Page]:
    """A4; no row, card or chart is torn apart."""
    width, height = A4
    runs = list(_filled(list(_blocks(digest, width, None)), height - 2 * MARGIN))
    pages = []
    for number, run in enumerate(runs, 1):
        top = 0.0 if run[0].banner else MARGIN
        foot = line(
            f"{digest.title} · {number} / {len(runs)}",
            NOTE, PADDING, height - MARGIN + 4, width - 2 * PADDING, "right",
        )  # fmt: skip
        pages.append(Page(width, height, (*_placed(run, top), foot)))
    return pages


def texts(pages: Sequence[Page]) -> list[str]:
    """Every line that is drawn."""
    return [ink.text for page in pages for ink in page.inks if isinstance(ink, Words)]


def _blocks(digest: Digest, width: float, most: int | None) -> Iterator[Block]:
    yield banner(digest, width)
    yield from card_row(digest, width)
    if any(day.messages for day in digest.daily):
        yield from heading(_("Messages per day"), width)
        yield days_chart(digest.daily, width)
    if digest.private:
        yield from heading(_("Figures"), width)
        yield from figure_rows(digest, width)
        if any(digest.hours):
            yield from heading(_("Messages by hour of the day"), width)
            yield hours_chart(digest.hours, width)
    for section in digest.sections:
        yield from section_blocks(section, width, most)
    if digest.closing:
        yield Block(22, (), keep=True)
        yield from _paragraph(digest.closing, width)
    if digest.notes:
        yield space(20)
    for note in digest.notes:
        found, y = paragraph(note, NOTE, PADDING, 0, width - 2 * PADDING)
        yield Block(y + 4, tuple(found))


def _paragraph(text: str, width: float) -> Iterator[Block]:
    for part in text.splitlines():
        found, y = paragraph(part, BODY, PADDING, 0, width - 2 * PADDING)
        yield Block(y + 4, tuple(found))


def _filled(blocks: Sequence[Block], room: float) -> Iterator[list[Block]]:
    """Runs of blocks of at most `room` height. What must not be the last of a page goes with
    what follows it."""
    run: list[Block] = []
    for block in blocks:
        if run and _height(run) + block.height > room:
            held: list[Block] = []
            while len(run) > 1 and run[-1].keep:
                held.insert(0, run.pop())
            yield run
            run = held or ([block.head] if block.head else [])
        if run or block.inks:  # no empty space at the top of a page
            run.append(block)
    if run:
        yield run


def _height(blocks: Sequence[Block]) -> float:
    return sum(block.height for block in blocks)


def _placed(blocks: Sequence[Block], top: float) -> tuple[Ink, ...]:
    inks: list[Ink] = []
    for block in blocks:
        inks += [moved(ink, top) for ink in block.inks]
        top += block.height
    return tuple(inks)

"""The top of a digest: banner, cards, and in the operator edition every figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from qunmate.digest.model import Digest, Figure, cards, change, shown
from qunmate.i18n import _
from qunmate.ui.paint.block import CELL, NOTE, PADDING, WARN, Block
from qunmate.ui.paint.ink import Box, Face, Ink, Rule
from qunmate.ui.paint.setting import Style, line, paragraph, width_of
from qunmate.ui.theme import LIGHT, mix

ON = LIGHT.on_accent
SOFT = mix(ON, LIGHT.accent, 0.84)
EYEBROW = Style(Face(15), SOFT)
TITLE = Style(Face(28, bold=True), ON)
SUBTITLE = Style(Face(16), SOFT)
VALUE = Style(Face(26, bold=True), LIGHT.text)
GAP = 10.0
LINE = 30.0
CARD, BELOW = 86.0, 18.0  # how high a card is, and what of it a change takes


def banner(digest: Digest, width: float) -> Block:
    room = width - 2 * PADDING
    inks: list[Ink] = []
    y = 30.0
    if digest.private:
        words = line(_("Private: for the operator only"), WARN, PADDING + 10, y, room - 20)
        inks += [Box(PADDING, y - 3, room, 28, LIGHT.on_accent, 4), words]
        y += 40
    *name, title = _headline(digest.title, room)
    for text, style, gap in (
        (digest.heading, EYEBROW, 2.0),
        *((part, TITLE, 0.0) for part in name),
        (title, TITLE, 4.0),
        (digest.subtitle, SUBTITLE, 0.0),
    ):
        if not text:
            continue
        found, y = paragraph(text, style, PADDING, y, room)
        inks += found
        y += gap
    y += 26
    return Block(y, (Box(0, 0, width, y, LIGHT.accent), *inks), banner=True)


def _headline(title: str, room: float) -> Sequence[str]:
    """In one line; where that has no room, the group's name and below it what this is."""
    name, dot, what = title.rpartition(" · ")
    return (name, what) if dot and width_of(title, TITLE.face) > room else (title,)


def card_row(digest: Digest, width: float) -> Iterator[Block]:
    """The up to four figures that stand first, side by side."""
    chosen = cards(digest)
    if not chosen:
        return
    # where none tells a change, none keeps room for one
    high = CARD if any(change(one) for one in chosen) else CARD - BELOW
    wide = (width - 2 * PADDING - GAP * (len(chosen) - 1)) / len(chosen)
    inks: list[Ink] = []
    for place, figure in enumerate(chosen):
        inks += _card(figure, PADDING + place * (wide + GAP), wide, high)
    yield Block(high + 22, tuple(inks))


def _card(figure: Figure, left: float, wide: float, high: float) -> Iterator[Ink]:
    yield Box(left, 18, wide, high, LIGHT.ground, 6)
    value = shown(figure.value, figure.unit) + ("*" if figure.incomplete else "")
    yield line(value, VALUE, left + 4, 24, wide - 8, "centre")
    yield line(figure.card or figure.label, NOTE, left + 4, 60, wide - 8, "centre")
    yield line(change(figure), NOTE, left + 4, 79, wide - 8, "centre")


def figure_rows(digest: Digest, width: float) -> Iterator[Block]:
    """All figures against the period before, a line each."""
    room = width - 2 * PADDING
    shares = (0.36, 0.18, 0.20, 0.26)
    heads = (_("Figure"), _("Now"), digest.before_label, _("Change"))
    head = _line(heads, shares, room, (NOTE,) * 4, keep=True)
    yield head
    for figure in digest.figures:
        mark = "*" if figure.incomplete else ""
        cells = (
            figure.label,
            shown(figure.value, figure.unit) + mark,
            shown(figure.before, figure.unit) + ("*" if figure.before_incomplete else ""),
            change(figure),
        )
        yield replace(_line(cells, shares, room, (CELL, CELL, NOTE, NOTE)), head=head)


def _line(
    cells: tuple[str, ...],
    shares: tuple[float, ...],
    room: float,
    styles: tuple[Style, ...],
    *,
    keep: bool = False,
) -> Block:
    inks: list[Ink] = [Rule(PADDING, LINE - 0.5, PADDING + room, LINE - 0.5, LIGHT.line)]
    left = PADDING
    for place, (cell, share, style) in enumerate(zip(cells, shares, styles, strict=True)):
        align = "right" if place else "left"
        inks.append(line(cell, style, left, 4, share * room - (0 if place else 8), align))
        left += share * room
    return Block(LINE, tuple(inks), keep)

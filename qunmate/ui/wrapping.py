"""Words that wrap also where they have no gap, and where none should be alone on a line."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel

ENDLESS = re.compile(r"[!-~\u00c0-\u024f]{18,}")  # letters that Qt would not part
GAP = "\u200b"  # has no width
HAN = "[\u3400-\u9fff\uf900-\ufaff]"
JOINT = "\u2060"  # has no width either, and no line ends at it
FIRM = "\u00a0"  # a space at which no line ends
# what stands before the last Chinese character, its marks and emoji; or before a firm space
LAST = re.compile(
    rf"({HAN}|(?<=\w) )(?={HAN}[^\w\s]*$)|{HAN}(?=[^\w\s]+$)|{HAN}(?={HAN}{FIRM})", re.MULTILINE
)
# a day or a time, such as 22 Nov, 11月22日, 2026-11-22 or 20:30, and a stretch of them
ONE = r"(?:\d{4}-\d\d-\d\d|\d\d?:\d\d|(?:\d\d?月)?\d\d?日|\d\d?月\d\d?|\d\d? [A-Z][a-z]{2}\b|\d\d?)"
QUOTED = re.compile(r"“[^“”\n]{1,12}”|「[^「」\n]{1,12}」")  # such as the words of a button
INNER = re.compile(rf"(?<={HAN})(?=[\w!-~…])|(?<=[\w!-~…])(?={HAN})")
WIDE = 10_000  # px, in which any line has room
DOT = " · "  # between two things
DAYS = re.compile(rf"{ONE}(?: ?– ?{ONE})+|\d\d?月\d\d?日|\d\d? [A-Z][a-z]{{2}}\b")


def partable(text: str) -> str:
    """The text with unseen gaps in its endless words, so that they don't widen what holds them."""
    return ENDLESS.sub(lambda found: GAP.join(found[0]), text)


def together(text: str) -> str:
    """The text whose last Chinese character goes to the next line only with the one before it:
    Qt ends a line between any two, and would leave the last of a sentence alone. A day stays
    whole, as do a stretch of days and the few words between quotation marks; no line begins
    with the dot between two things."""
    kept = DAYS.sub(lambda found: _firm(found[0]), text.replace(DOT, f"{FIRM}· "))
    kept = QUOTED.sub(lambda found: INNER.sub(JOINT, found[0]).replace(" ", FIRM), kept)
    return LAST.sub(lambda found: FIRM if found[0] == " " else found[0] + JOINT, kept)


def whole(words: str) -> str:
    """The words as no line parts them."""
    return JOINT.join(words).replace(f"{JOINT} {JOINT}", FIRM)


def _firm(day: str) -> str:
    joined = re.sub("[月日–]", lambda found: f"{JOINT}{found[0]}{JOINT}", day)
    return joined.replace(" ", FIRM).strip(JOINT)


def apart(text: str) -> str:
    """The text as it was before."""
    return text.replace(JOINT, "").replace(FIRM, " ")


class Wrapped(QLabel):
    """Plain text on as many lines as it needs."""

    def __init__(self, text: str = "", part: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("part", part)
        self.setWordWrap(True)
        self._written = ""
        self.setText(text)

    def setText(self, text: str) -> None:
        self._written = text
        super().setText(together(text))
        self.setAccessibleName(text.replace(GAP, ""))  # as it is to be read out

    def text(self) -> str:
        return self._written


class Chain(Wrapped):
    """Things with dots between them. Each is whole on a line if it can be, and no dot hangs at
    the end of one."""

    def setText(self, text: str) -> None:
        super().setText(text)
        self._chain(self.width())

    def sizeHint(self) -> QSize:
        """On one line. By the lines that it stands in now, what scrolls it would want another
        height at each width, and Qt would go from one to the other without end."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()), metrics.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(1, self.fontMetrics().height())

    def heightForWidth(self, width: int) -> int:
        return self._height(self._lines(width), width)

    def _height(self, words: str, width: int) -> int:
        flags, room = Qt.TextFlag.TextWordWrap.value, QRect(0, 0, width, 10_000)
        return self.fontMetrics().boundingRect(room, flags, words).height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._chain(event.size().width())

    def _chain(self, width: int) -> None:
        lines = self._lines(width)
        if lines != QLabel.text(self):
            QLabel.setText(self, lines)

    def _lines(self, width: int) -> str:
        def fits(line: str) -> bool:
            """As it is laid out: letters from another font may be wider than they measure."""
            laid = together(line)
            return self._height(laid, width) <= self._height(laid, WIDE)

        return "\n".join(map(together, in_lines(self.text().split(DOT), fits)))


def in_lines(things: list[str], fits: Callable[[str], bool]) -> list[str]:
    """The things with dots between them, on lines that fit if they can."""
    lines = things[:1]
    for thing in things[1:]:
        longer = f"{lines[-1]}{DOT}{thing}"
        if fits(longer):
            lines[-1] = longer
        else:
            lines.append(thing)
    return lines


def chain(text: str = "", part: str = "") -> QLabel:
    """A label as `paragraph` makes it, of things with dots between them."""
    made = Chain(partable(text), part)
    made.setMinimumWidth(1)
    return made


def paragraph(text: str, part: str = "") -> QLabel:
    """A label of as many lines as it needs, however narrow it gets."""
    made = Wrapped(partable(text), part)
    made.setMinimumWidth(1)  # else its longest word widens it, and its last lines are cut
    return made

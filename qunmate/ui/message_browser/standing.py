"""Where a list of rows of uneven height stands: the row at the top, and how much of it has
gone by. Only rows near the window are ever measured."""

from __future__ import annotations

from collections.abc import Callable, Iterator

UNIT = 32  # steps of the scroll bar a row


class Standing:
    """`height` gives the px of a row by its place; `count` rows, `room` px of window."""

    def __init__(self, height: Callable[[int], int]) -> None:
        self._height = height
        self.count = 0
        self.room = 0
        self.top = 0
        self.shift = 0
        self._last: tuple[int, int] | None = None

    def resize(self, count: int, room: int) -> None:
        """There are so many rows, or so much room; heights may have changed."""
        self.count, self.room, self._last = count, room, None
        self.settle()

    def move(self, pixels: int) -> None:
        self.shift += pixels
        self.settle()

    def place(self, top: int, shift: int = 0) -> None:
        self.top, self.shift = top, shift
        self.settle()

    def to_end(self) -> None:
        self.place(*self.last())

    def settle(self) -> None:
        """Bring top and shift into their bounds."""
        if not self.count:
            self.top = self.shift = 0
            return
        self.top = min(max(self.top, 0), self.count - 1)
        while self.shift < 0 and self.top > 0:
            self.top -= 1
            self.shift += self._height(self.top)
        self.shift = max(self.shift, 0)
        while self.top < self.count - 1 and self.shift >= self._height(self.top):
            self.shift -= self._height(self.top)
            self.top += 1
        if self.top >= self.count - 1 - self.room // 8 and (self.top, self.shift) > self.last():
            self.top, self.shift = self.last()

    def last(self) -> tuple[int, int]:
        """Top and shift with the last row at the bottom."""
        if self._last is None:
            top, used = self.count, 0
            while top > 0 and used < self.room:
                top -= 1
                used += self._height(top)
            self._last = (top, max(used - self.room, 0))
        return self._last

    def shown(self) -> Iterator[tuple[int, int, int]]:
        """(place, y, height) of the rows in sight, from the top."""
        y, place = -self.shift, self.top
        while y < self.room and place < self.count:
            height = self._height(place)
            yield place, y, height
            y += height
            place += 1

    def show(self, place: int) -> None:
        """Move just as far as is needed to see a row whole."""
        if not 0 <= place < self.count:
            return
        if place < self.top or (place == self.top and self.shift):
            self.place(place)
            return
        seen = {at: y + height for at, y, height in self.shown()}
        if place in seen and seen[place] <= self.room:
            return
        used, top = self._height(place), place
        while top > 0 and used < self.room:
            top -= 1
            used += self._height(top)
        self.place(top, max(used - self.room, 0))

    def centre(self, place: int) -> None:
        """Have a row in the upper third."""
        self.place(place)
        self.move(-self.room // 3)

    # the scroll bar

    def value(self) -> int:
        return self._value(self.top, self.shift)

    def maximum(self) -> int:
        return self._value(*self.last()) if self.count else 0

    def _value(self, top: int, shift: int) -> int:
        inside = shift * UNIT // max(self._height(top), 1) if self.count else 0
        return top * UNIT + min(inside, UNIT - 1)

    def follow(self, value: int) -> None:
        """Stand where the scroll bar was dragged to."""
        if self.count and value >= self.maximum():
            self.to_end()
        elif self.count:
            top, part = divmod(value, UNIT)
            top = min(top, self.count - 1)
            self.place(top, part * self._height(top) // UNIT)

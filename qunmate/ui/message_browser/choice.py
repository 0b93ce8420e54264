"""Which rows of a list are chosen, by mouse or keyboard."""

from __future__ import annotations

MOST = 5_000  # rows that can be chosen at once


class Choice:
    """Places in the list. `current` is where the keyboard is, -1 for nowhere; a range with
    Shift begins at `anchor`."""

    def __init__(self) -> None:
        self.places: set[int] = set()
        self.current = -1
        self.anchor = -1

    def clear(self) -> None:
        self.places.clear()
        self.current = self.anchor = -1

    def take(self, place: int) -> None:
        """Only this one."""
        self.places = {place}
        self.current = self.anchor = place

    def toggle(self, place: int) -> None:
        """This one too, or no more."""
        self.places ^= {place}
        self.current = self.anchor = place

    def stretch(self, place: int) -> None:
        """All from the anchor up to here, as many as can be chosen."""
        if self.anchor < 0:
            self.take(place)
            return
        place = max(min(place, self.anchor + MOST - 1), self.anchor - MOST + 1)
        low, high = sorted((self.anchor, place))
        self.places = set(range(low, high + 1))
        self.current = place

    def ordered(self) -> list[int]:
        return sorted(self.places)

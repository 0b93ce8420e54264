"""Which days the Health tab looks at. Days are counted from 1970-01-01."""

from __future__ import annotations

from dataclasses import dataclass, replace

from qunmate.i18n import N_

# name and days; None: since the first message
PERIODS: dict[str, tuple[str, int | None]] = {
    "week": (N_("Week"), 7),
    "month": (N_("Month"), 30),
    "quarter": (N_("Quarter"), 90),
    "all": (N_("All"), None),
}
CUSTOM = "custom"


@dataclass(frozen=True, slots=True)
class Period:
    """So many days up to the end of the record, `back` times as many before that; or the days
    from `first` to `last` where the operator chose them."""

    key: str = "month"
    back: int = 0
    first: int = 0
    last: int = 0

    def days(self, begun: int, end: int) -> tuple[int, int]:
        """First and last day, where the record goes from `begun` to `end`."""
        if self.key == CUSTOM:
            return self.first, self.last
        length = PERIODS[self.key][1]
        if length is None:
            return min(begun, end), end
        last = end - self.back * length
        return last - length + 1, last

    def moved(self, step: int) -> Period:
        """The days just before (-1) or after (1)."""
        if self.key == CUSTOM:
            by = step * (self.last - self.first + 1)
            return replace(self, first=self.first + by, last=self.last + by)
        return replace(self, back=max(0, self.back - step))

    @property
    def movable(self) -> bool:
        return self.key != "all"

    def text(self) -> str:
        """To be remembered."""
        return f"{self.key} {self.first} {self.last}"


def from_text(text: str) -> Period:
    """What `text` made; the usual 30 days where it can't be read."""
    key, _space, rest = text.partition(" ")
    if key in PERIODS:
        return Period(key)
    days = rest.split()
    if key == CUSTOM and len(days) == 2 and all(day.lstrip("-").isdigit() for day in days):
        first, last = map(int, days)
        if first <= last:
            return Period(CUSTOM, 0, first, last)
    return Period()

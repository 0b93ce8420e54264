"""An hour of the week in words."""

from __future__ import annotations

from PySide6.QtCore import QLocale


def hour_words(day: int, hour: int) -> str:
    """Monday is 0; such as “Wednesday 21:00–22:00”."""
    return f"{QLocale().dayName(day + 1, QLocale.FormatType.LongFormat)} {hour}:00–{hour + 1}:00"

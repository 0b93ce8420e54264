"""The settings that travel with the file, as a table: adding one touches this table alone."""

from __future__ import annotations

from dataclasses import dataclass

from qunmate.data.backups import USUAL
from qunmate.figures.content import AD_SHARE_LIMIT
from qunmate.i18n import N_, NN_

DAYS = NN_("day", "days")
COPIES = NN_("backup", "backups")


@dataclass(frozen=True, slots=True)
class Field:
    """A whole number in a box. What is kept is that number times `scale`, of the default's type.
    `unit` are its words for one and for many."""

    key: str
    title: str
    why: str
    default: float
    least: int
    most: int
    unit: tuple[str, str]
    scale: float = 1
    step: int = 1

    def shown(self, kept: float) -> int:
        return round(kept / self.scale)

    def kept(self, shown: int) -> float:
        """What is to be kept for the number in the box."""
        value = shown * self.scale
        return round(value) if isinstance(self.default, int) else float(round(value, 6))


FIGURES = (
    Field(
        "conversation_gap_minutes",
        N_("A conversation ends after"),
        N_("After such a silence the next message begins a new conversation."),
        30.0,
        1,
        1440,
        NN_("minute", "minutes"),
        step=5,
    ),
    Field(
        "dormant_days",
        N_("A member is dormant after"),
        N_("A member for that long who has not said a word in that time."),
        90,
        7,
        3650,
        DAYS,
        step=10,
    ),
    Field(
        "ad_share_limit",
        N_("Warn when ads exceed"),
        N_("The share of offers and ads among what you have posted."),
        AD_SHARE_LIMIT,
        1,
        100,
        NN_("%", "%"),
        scale=0.01,
        step=5,
    ),
)

BACKUPS = (
    Field(
        "backup_recent",
        N_("Keep the latest"),
        N_("No matter when they were made."),
        USUAL.recent,
        1,
        100,
        COPIES,
    ),
    Field(
        "backup_daily",
        N_("Keep one per day for"),
        N_("The newest of each day that has one."),
        USUAL.daily,
        0,
        366,
        DAYS,
    ),
    Field(
        "backup_weekly",
        N_("Keep one per week for"),
        N_("The newest of each week that has one."),
        USUAL.weekly,
        0,
        520,
        NN_("week", "weeks"),
    ),
    Field(
        "backup_monthly",
        N_("Keep one per month for"),
        N_("The newest of each month that has one."),
        USUAL.monthly,
        0,
        240,
        NN_("month", "months"),
    ),
    Field(
        "backup_cap_bytes",
        N_("At most, in all"),
        N_("The oldest go first; the newest always stays."),
        USUAL.cap_bytes,
        64,
        1 << 20,
        NN_("MB", "MB"),
        scale=1 << 20,
        step=256,
    ),
)

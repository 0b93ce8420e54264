"""The day of a message, in SQL."""

from __future__ import annotations

# on its group's clock; SQLite's / cuts towards 1970 from both sides, days begin before
LOCAL_DAY = "((sent_at + utc_offset - 86399 * (sent_at + utc_offset < 0)) / 86400)"

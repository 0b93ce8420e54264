"""What statements about messages have in common, as SQL."""

from __future__ import annotations

from qunmate.model import NOT_HUMAN

# the day on its group's clock; SQLite's / cuts towards 1970 from both sides, days begin before
LOCAL_DAY = "((sent_at + utc_offset - 86399 * (sent_at + utc_offset < 0)) / 86400)"
# the numbers of kinds that nobody said, as in `kind NOT IN (…)`
NOT_HUMAN_KINDS = ", ".join(str(int(kind)) for kind in sorted(NOT_HUMAN))

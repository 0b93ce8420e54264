"""What a cell or a heading of the member table tells when the pointer rests on it."""

from __future__ import annotations

from qunmate.clock import iso_day
from qunmate.i18n import _
from qunmate.roster.columns import Roster
from qunmate.ui.members.columns import Column

UP_TO_THE_END = frozenset({"days_silent", "messages_30d", "messages", "weeks"})


def heading_hint(column: Column, roster: Roster) -> str | None:
    """Over all groups figures may go on for days longer than in one of them."""
    standings = roster.standings
    if column.key not in UP_TO_THE_END or standings is None or standings.end is None:
        return None
    day = iso_day(standings.end)
    return _("Counted up to {day}, the last day of the latest record").format(day=day)


def cell_hint(column: Column, roster: Roster, at: int) -> str | None:
    """Over all groups a cell stands for several, and says what it is of them."""
    standings, several = roster.standings, len(roster.rows.groups[at]) > 1
    if column.key == "joined_on":
        day = column.text(roster, at)
        if day.startswith("≈"):
            return _("Not known: the day of the first message, or of the import")
        return _("The earliest day that is known, of all groups") if several and day else None
    if column.key == "layer" and standings is not None:
        if standings.overridden[at]:
            return _("Set by hand")
        new = several and standings.layer(at) == "newcomer"
        return _("New in every group they are in now") if new else None
    if column.key == "weeks" and standings is not None:
        counts = column.text(roster, at)
        return _("Messages per week, oldest first: {counts}").format(counts=counts)
    return None

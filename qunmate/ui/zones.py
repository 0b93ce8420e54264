"""Time zones by the names that people know them by; the others by those of IANA."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter

from qunmate import i18n
from qunmate.data.groups import local_timezone
from qunmate.i18n import N_, _
from qunmate.terms import spaced
from qunmate.ui.widgets.drop_down import DropDown

NAMES = {
    "Asia/Shanghai": N_("China (Shanghai)"),
    "Asia/Hong_Kong": N_("Hong Kong"),
    "Asia/Macau": N_("Macau"),
    "Asia/Taipei": N_("Taipei"),
    "Asia/Singapore": N_("Singapore"),
    "Asia/Kuala_Lumpur": N_("Malaysia (Kuala Lumpur)"),
    "Asia/Bangkok": N_("Thailand (Bangkok)"),
    "Asia/Tokyo": N_("Japan (Tokyo)"),
    "Asia/Seoul": N_("South Korea (Seoul)"),
    "Australia/Sydney": N_("Australia (Sydney)"),
    "Europe/London": N_("United Kingdom (London)"),
    "Europe/Berlin": N_("Germany (Berlin)"),
    "Europe/Paris": N_("France (Paris)"),
    "America/New_York": N_("USA (New York)"),
    "America/Los_Angeles": N_("USA (Los Angeles)"),
    "America/Toronto": N_("Canada (Toronto)"),
    "America/Vancouver": N_("Canada (Vancouver)"),
    "UTC": N_("Coordinated Universal Time"),
}
NOWHERE = {"UTC", "Etc/UTC", "Etc/UCT", "Etc/GMT", "GMT", "UCT", "Zulu", "Etc/Universal"}
HOMES = {"zh_CN": "Asia/Shanghai", "zh_TW": "Asia/Taipei"}


def usual() -> str:
    """The zone for a new group: the machine's; but where nobody has set one, that of those who
    read this language."""
    own = local_timezone()
    return HOMES.get(i18n.language(), own) if own in NOWHERE else own


def zone_words(zone: str) -> str:
    """Such as “China (Shanghai) UTC+8”."""
    return spaced(_(NAMES[zone]) if zone in NAMES else zone, _offset(zone)).strip()


def _offset(zone: str) -> str:
    """What a clock there is ahead of UTC now; nothing for UTC itself."""
    ahead = datetime.now(UTC).astimezone(ZoneInfo(zone)).utcoffset() or timedelta()
    minutes = round(ahead.total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    sign = "+" if minutes > 0 else "−"
    return f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "") if minutes else ""


class ZoneField(DropDown):
    """The zones that most need first; any part of a name finds it."""

    def __init__(self) -> None:
        super().__init__()
        self.setEditable(True)
        self.setInsertPolicy(DropDown.InsertPolicy.NoInsert)
        known = available_timezones()
        first = [zone for zone in NAMES if zone in known]
        for zone in (*first, *sorted(known.difference(first))):
            # to ask all 600 where they are would take a while
            self.addItem(zone_words(zone) if zone in NAMES else zone, zone)
        completer = QCompleter(self.model(), self)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)

    def choose(self, zone: str) -> None:
        """One that this machine does not know stands there as it is."""
        at = self.findData("UTC" if zone in NOWHERE else zone)
        if at >= 0:
            self.setItemText(at, zone_words(str(self.itemData(at))))
            self.setItemData(at, zone)
        self.setCurrentIndex(at)
        if at < 0:
            self.setEditText(zone)

    @property
    def zone(self) -> str:
        """The chosen one, "" where there is none of what was typed."""
        typed = self.currentText().strip()
        alike = Qt.MatchFlag.MatchFixedString
        at = self.findText(typed, alike)
        if at < 0:
            at = self.findData(typed, Qt.ItemDataRole.UserRole, alike)
        return str(self.itemData(at)) if at >= 0 else ""

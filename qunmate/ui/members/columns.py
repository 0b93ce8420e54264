"""The columns of the member table, as data: adding one touches this file alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QFontMetrics

from qunmate.i18n import N_, NC_, _
from qunmate.roster.columns import Roster
from qunmate.terms import ROLES, listed
from qunmate.ui.table_cells import MARGIN

LAYER_WORDS = {
    "leader": N_("Leader"),
    "core": N_("Core"),
    "active": N_("Active"),
    "quiet": N_("Quiet"),
    "dormant": N_("Dormant"),
    "newcomer": N_("Newcomer"),
}
TALK_ROLE_WORDS = {
    "starter": N_("Starter"),
    "participant": N_("Participant"),
    "bystander": N_("Bystander"),
}

ROOM = 20  # px beside the words
CHIP_ROOM = 30
UP, DOWN = " ▲", " ▼"  # behind the heading by which the table is sorted

Text = Callable[[Roster, int], str]


@dataclass(frozen=True, slots=True)
class Column:
    """`key` names the sort key in Roster.numbers; `look` is text, chips or bars.

    `field` is the card field that an edit in this column writes, empty for none. `words`
    are those that must have room in it. What is `private` is blurred on a shared screen, so are
    the names in what is `written` by hand."""

    key: str
    title: str
    width: int
    text: Text
    look: str = "text"
    tone: str = "text"
    bold: bool = False
    right: bool = False
    shown: bool = True
    field: str = ""
    words: tuple[str, ...] = ()
    private: bool = False
    written: bool = False
    least: int = 0


def one_line(text: str | None) -> str:
    """Line breaks and other control characters would break the row."""
    if not text:
        return ""
    if text.isprintable():
        return text
    return " ".join("".join(c if c.isprintable() or c in _JOINERS else " " for c in text).split())


_JOINERS = "\u200d\u200c"  # they hold emoji and Indic letters together


def _name(roster: Roster, at: int) -> str:
    return one_line(roster.rows.names[at])


def _nickname(roster: Roster, at: int) -> str:
    return one_line(roster.rows.nicknames[at])


def _layer(roster: Roster, at: int) -> str:
    layer = roster.standings.layer(at) if roster.standings else None
    return _(LAYER_WORDS[layer]) if layer else ""


def _talk_role(roster: Roster, at: int) -> str:
    role = roster.standings.talk_role(at) if roster.standings else None
    return _(TALK_ROLE_WORDS[role]) if role else ""


def _tags(roster: Roster, at: int) -> str:
    return one_line(_(", ").join(roster.rows.tags[at]))


def _messages_30d(roster: Roster, at: int) -> str:
    return f"{roster.standings.messages_30d[at]:,}" if roster.standings else ""


def _messages(roster: Roster, at: int) -> str:
    return f"{roster.standings.messages[at]:,}" if roster.standings else ""


def _weeks(roster: Roster, at: int) -> str:
    if roster.standings is None or not roster.standings.messages[at]:
        return ""
    return listed(map(str, roster.standings.weeks[at].tolist()))


def _silent(roster: Roster, at: int) -> str:
    if not roster.standings:
        return ""
    silent = int(roster.standings.days_silent[at])
    if silent < 0:
        return _("never")
    return _("{n} d").format(n=silent)


def _role(roster: Roster, at: int) -> str:
    role = roster.rows.roles[at]
    return _(ROLES[role]) if role in ROLES else ""


def _joined(roster: Roster, at: int) -> str:
    known = roster.rows.joined_on[at]
    if known or roster.standings is None:
        return known or ""
    derived = roster.standings.joined.get(at)
    return f"≈{derived}" if derived else ""


def _left(roster: Roster, at: int) -> str:
    return roster.rows.left_on[at] or ""


def _expires(roster: Roster, at: int) -> str:
    return roster.rows.expires_on[at] or ""


def _identities(roster: Roster, at: int) -> str:
    return one_line(roster.details.identities[at]) if roster.details else ""


def _phone(roster: Roster, at: int) -> str:
    return masked(roster.details.phones[at]) if roster.details else ""


def _city(roster: Roster, at: int) -> str:
    return one_line(roster.details.cities[at]) if roster.details else ""


def _trade(roster: Roster, at: int) -> str:
    return one_line(roster.details.trades[at]) if roster.details else ""


def _notes(roster: Roster, at: int) -> str:
    return one_line(roster.details.notes[at]) if roster.details else ""


def masked(phone: str | None) -> str:
    """A phone number as it may stand on a shared screen: 139 **** 5678."""
    text = one_line(phone)
    if len(text) < 7:
        return "****" if text else ""
    return f"{text[:3]} **** {text[-4:]}"


COLUMNS = (
    Column(
        "name",
        N_("Name"),
        112,
        _name,
        bold=True,
        field="name",
        private=True,
        words=(N_("no name"),),
        least=68,  # has room for four Chinese letters
    ),
    Column(
        "nickname",
        N_("Group nickname"),
        132,  # has room for city, trade and name
        _nickname,
        tone="second",
        field="nickname",
        private=True,
        least=132,
    ),
    Column("layer", N_("Layer"), 64, _layer, "chips", words=tuple(LAYER_WORDS.values())),
    Column("talk_role", N_("In talk"), 64, _talk_role, words=tuple(TALK_ROLE_WORDS.values())),
    Column(
        "tags", N_("Tags"), 140, _tags, "chips", field="tags", least=124, written=True
    ),  # two short ones
    Column("messages_30d", N_("30 days"), 68, _messages_30d, right=True),
    Column("weeks", N_("12 weeks"), 100, _weeks, "bars"),
    Column("days_silent", NC_("column", "Silent"), 64, _silent, right=True),
    Column("joined_on", N_("Joined"), 98, _joined, tone="second", words=("≈0000-00-00",)),
    Column("role", N_("Role"), 80, _role, shown=False),
    Column("messages", N_("Messages"), 88, _messages, right=True, shown=False),
    Column("left_on", N_("Left"), 104, _left, tone="second", shown=False),
    Column(
        "expires_on", N_("Expires"), 104, _expires, tone="second", shown=False, field="expires_on"
    ),
    Column("city", N_("City"), 88, _city, shown=False, field="city", written=True),
    Column("trade", N_("Trade"), 88, _trade, shown=False, field="trade", written=True),
    Column("phone", N_("Phone"), 120, _phone, tone="second", shown=False, private=True),
    Column(
        "identities",
        N_("IDs and names"),
        160,
        _identities,
        tone="second",
        shown=False,
        private=True,
    ),
    Column(
        "notes", N_("Notes"), 200, _notes, tone="second", shown=False, field="notes", written=True
    ),
)


def column_width(column: Column, metrics: QFontMetrics) -> int:
    """Its usual width, or more where heading or words need it in this language, in px."""
    return max(column.width, heading_width(column, metrics), _words_width(column, metrics))


def _words_width(column: Column, metrics: QFontMetrics) -> int:
    beside = CHIP_ROOM if column.look == "chips" else ROOM
    return max((metrics.horizontalAdvance(_(word)) + beside for word in column.words), default=0)


def least_width(column: Column, metrics: QFontMetrics) -> int:
    """What the column keeps where room is scarce, in px."""
    return max(column.least, heading_width(column, metrics), _words_width(column, metrics))


def heading_width(column: Column, metrics: QFontMetrics) -> int:
    """The least width that shows the heading and the arrow beside it, in px."""
    return metrics.horizontalAdvance(_(column.title) + DOWN) + 2 * MARGIN + 1  # of part pixels

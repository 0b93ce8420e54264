"""The search field and the filter chips above the member table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from qunmate.i18n import NC_, _, ngettext
from qunmate.roster.conditions import to_filter
from qunmate.roster.finder import FINDERS, LISTS
from qunmate.roster.view import Filter
from qunmate.terms import ROLES
from qunmate.ui.members import strokes
from qunmate.ui.members.columns import LAYER_WORDS, TALK_ROLE_WORDS, one_line
from qunmate.ui.parts import as_written, button, hint, in_order
from qunmate.ui.widgets.date_dialog import DateDialog, NumberDialog
from qunmate.ui.widgets.flow import FlowLayout
from qunmate.ui.widgets.menu_chip import Choice, MenuChip, ToggleChip
from qunmate.ui.widgets.search_field import SearchField

SILENT_DAYS = (7, 14, 30, 60, 90, 180)
JOINED_DAYS = (7, 14, 30, 90)
EXPIRES_DAYS = (7, 30, 90)
WIDEST = 320  # px of the words of a visit
ON_DEMAND = ("list", "talk_roles", "roles", "joined", "in_groups", "not_in_groups")


class FilterBar(QWidget):
    """`changed` carries the Filter; days are counted from `today`."""

    changed = Signal(object)
    table_asked = Signal()  # the operator goes from the search into the table

    def __init__(self, today: Callable[[], date], parent: QWidget) -> None:
        super().__init__(parent)
        self._today = today
        self._quiet = False
        self._ids: frozenset[int] | None = None  # of a visit
        self._before: dict[str, Any] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.search = self._search_field()
        self._make_chips()
        self._flow = FlowLayout(self, 8)
        self._flow.addWidget(self.search)
        chips = (self._visited, *self._chips.values(), self._more, self._clear)
        for chip in chips:
            self._flow.addWidget(chip)
        in_order(self.search, *chips)
        self._flow.tie(self._clear)
        self._tell()

    def _search_field(self) -> SearchField:
        search = SearchField(_("Search members"), _("Name, pinyin, ID, tag, note"), 248, self)
        search.textChanged.connect(lambda _text: self._tell())
        search.left.connect(self.table_asked)
        return search

    def _make_chips(self) -> None:
        self._never = ToggleChip(_("Never spoke"), self)
        self._left = ToggleChip(_("Left members"), self)
        self._left.setToolTip(_("Also show members who have left"))
        self._chips: dict[str, MenuChip | ToggleChip] = {
            "layers": MenuChip(_("Layer"), self),
            "tags": MenuChip(_("Tag"), self),
            "silent": MenuChip(
                _(NC_("column", "Silent")), self, many=False, other=_("Other…"), own=_days
            ),
            "never": self._never,
            "expires": MenuChip(_("Expires"), self, many=False, other=_("Before a day…")),
            "list": MenuChip(_("Ready-made"), self, many=False, removable=True),
            "talk_roles": MenuChip(_("Role in talk"), self, removable=True),
            "roles": MenuChip(_("Role"), self, removable=True),
            "joined": MenuChip(
                _("Joined"), self, many=False, removable=True, other=_("Since a day…")
            ),
            "in_groups": MenuChip(_("In group"), self, removable=True),
            "not_in_groups": MenuChip(_("Not in group"), self, removable=True),
            "left": self._left,
        }
        self._offer()
        self._connect_chips()
        for name in ON_DEMAND:
            self._chips[name].hide()
        self._visited = button("", self.end_visit, "chip")
        self._visited.hide()
        self._more = button(_("+ Condition"), self._add_condition, "chip")
        self._more.setCheckable(False)
        self._clear = button(_("Clear"), self.clear, "link")

    def _offer(self) -> None:
        """The choices that are the same in every group."""
        self._menu_chip("layers").offer(_worded(LAYER_WORDS))
        self._menu_chip("list").offer(
            [Choice(key, _(FINDERS[key].title), hint=_(FINDERS[key].meaning)) for key in LISTS]
        )
        self._menu_chip("talk_roles").offer(_worded(TALK_ROLE_WORDS))
        self._menu_chip("roles").offer(_worded(ROLES))
        self._offer_days("silent", SILENT_DAYS, lambda n: _("≥ {n} days").format(n=n))
        self._offer_days("expires", EXPIRES_DAYS, lambda n: _("Within {n} days").format(n=n))
        self._offer_days("joined", JOINED_DAYS, lambda n: _("Last {n} days").format(n=n))

    def _connect_chips(self) -> None:
        for name, chip in self._chips.items():
            if isinstance(chip, ToggleChip):
                chip.toggled.connect(lambda _on: self._tell())
                continue
            chip.picked.connect(self._tell)
            chip.removed.connect(partial(self._hide, name))
            chip.other_asked.connect(partial(self._ask, name))

    def _menu_chip(self, name: str) -> MenuChip:
        chip = self._chips[name]
        assert isinstance(chip, MenuChip)  # noqa: S101 - the table above says so
        return chip

    def _offer_days(self, name: str, offered: tuple[int, ...], words: Callable[[int], str]) -> None:
        self._menu_chip(name).offer([Choice(str(n), words(n)) for n in offered])

    def offer_tags(
        self, counts: Counter[str], groups: Mapping[str, str], seen: Callable[[str], str] = str
    ) -> None:
        """The tags that can be chosen, group by group, the most frequent first; those without
        a group come before all others. `seen` gives a text as it may be shown."""
        named = strokes.in_order(counts, str)
        ordered = sorted(named, key=lambda tag: (groups.get(tag, ""), -counts[tag]))
        self._menu_chip("tags").offer(
            [Choice(tag, seen(tag), f"{counts[tag]:,}", groups.get(tag, "")) for tag in ordered]
        )

    def offer_groups(self, names: Mapping[int, str]) -> None:
        """The groups that people can be in, or not be in."""
        choices = [Choice(str(id_), name) for id_, name in names.items()]
        for name in ("in_groups", "not_in_groups"):
            self._menu_chip(name).offer(choices)

    def show_only(self, ids: Collection[int], title: str) -> None:
        """These people and nobody else, until the operator takes the chip away."""
        kept = self.state()
        self.restore({})
        self._before, self._ids = kept, frozenset(ids)
        words = _people(len(self._ids), title)
        metrics = self._visited.fontMetrics()
        room = WIDEST - metrics.horizontalAdvance(_people(len(self._ids), " "))
        shown = metrics.elidedText(one_line(title), Qt.TextElideMode.ElideRight, room)
        self._visited.setText(as_written(_people(len(self._ids), shown)) + "  ✕")
        self._visited.setAccessibleName(words)
        self._visited.setToolTip(hint(words + "\n" + _("Click to show everybody again")))
        self._visited.setChecked(True)
        self._visited.show()
        self._tell()

    def end_visit(self) -> None:
        """Show everybody again who meets the conditions of before."""
        self.restore(self._before)

    def _add_condition(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        titles = {
            "list": _("Ready-made"),
            "talk_roles": _("Role in talk"),
            "roles": _("Role"),
            "joined": _("Joined"),
            "in_groups": _("In group"),
            "not_in_groups": _("Not in group"),
        }
        for name, title in titles.items():
            action = menu.addAction(title)
            action.setEnabled(self._chips[name].isHidden())
            action.triggered.connect(partial(self.show_condition, name))
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height() + 2)))

    def show_chip(self, name: str) -> None:
        """Show the chip of a condition that is shown on demand."""
        self._chips[name].show()

    def show_condition(self, name: str) -> None:
        """Show the chip of a condition that is shown on demand, and open its menu."""
        chip = self._menu_chip(name)
        chip.show()
        self._flow.activate()
        chip.open_menu()

    def _hide(self, name: str) -> None:
        self._chips[name].hide()

    def _ask(self, name: str) -> None:
        """A number of days or a day of the operator's own."""
        chip = self._menu_chip(name)
        if name == "silent":
            words = _("Silent for at least how many days?")
            dialog: DateDialog | NumberDialog = NumberDialog(self, words, 30, 9999)
        else:
            words = _("Since which day?") if name == "joined" else _("Before which day?")
            dialog = DateDialog(self, words, self._today())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: chip.choose([dialog.value]))
        dialog.open()

    def _tell(self) -> None:
        if self._quiet:
            return
        wanted = self.filter()
        self._clear.setVisible(wanted != Filter())
        self.changed.emit(wanted)

    def clear(self) -> None:
        self.restore({})

    def filter(self) -> Filter:
        wanted = to_filter(self._chosen(), self._today())
        return replace(wanted, text=self.search.text(), ids=self._ids)

    @property
    def visiting(self) -> bool:
        """Whether people are shown whom another place has named, whatever they meet."""
        return self._ids is not None

    def state(self) -> dict[str, Any]:
        """What is chosen, as plain values; the search text is not part of it, nor a visit."""
        return self._chosen() if self._ids is None else self._before

    def _chosen(self) -> dict[str, Any]:
        kept: dict[str, Any] = {}
        for name, chip in self._chips.items():
            value = chip.chosen if isinstance(chip, MenuChip) else chip.isChecked()
            if value:
                kept[name] = value
        return kept

    def conditions(self) -> dict[str, Any]:
        """What `restore` brings back: the state with the search text."""
        text = self.search.text().strip()
        return {**self.state(), "text": text} if text else self.state()

    def restore(self, kept: dict[str, Any], _checked: object = None) -> None:
        self._quiet = True
        self._ids = None
        self._visited.hide()
        self.search.setText(str(kept.get("text", "")))
        for name, chip in self._chips.items():
            if isinstance(chip, ToggleChip):
                chip.setChecked(bool(kept.get(name)))
                continue
            values = [str(value) for value in kept.get(name, [])]
            chip.choose(values)
            if name in ON_DEMAND:
                chip.setVisible(bool(values))
        self._quiet = False
        self._tell()


def _people(n: int, title: str) -> str:
    """How many of which place."""
    if not title:
        return ngettext("{n} person", "{n} people", n).format(n=f"{n:,}")
    words = ngettext("{n} person from {title}", "{n} people from {title}", n)
    return words.format(n=f"{n:,}", title=title)


def _worded(words: dict[str, str]) -> list[Choice]:
    return [Choice(value, _(text)) for value, text in words.items()]


def _days(number: str) -> str:
    """A number of days that is not among those offered."""
    n = int(number) if number.isdigit() else 0
    return ngettext("≥ {n} day", "≥ {n} days", n).format(n=number)

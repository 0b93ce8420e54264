"""Search and filters above the list of messages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from qunmate import clock, day_words
from qunmate.data.message_order import MessageFilter
from qunmate.figures.words import kind_word
from qunmate.i18n import _
from qunmate.model import Kind
from qunmate.ui.hours import hour_words
from qunmate.ui.parts import as_written, button, hint
from qunmate.ui.widgets.date_dialog import DateDialog
from qunmate.ui.widgets.flow import FlowLayout
from qunmate.ui.widgets.menu_chip import Choice, MenuChip, ToggleChip
from qunmate.ui.widgets.search_field import SearchField

TYPING_MS = 180
PERIODS = (1, 7, 30, 90, 365)  # days up to today


class MessageBar(QWidget):
    """`changed` is sent when the filter is another; `senders_asked` when the operator wants to
    choose whose messages are shown."""

    changed = Signal()
    senders_asked = Signal()
    list_asked = Signal()

    def __init__(
        self, today: Callable[[], date], masked: Callable[[str], str], parent: QWidget
    ) -> None:
        """`masked` gives a name as it may be shown."""
        super().__init__(parent)
        self._now = today
        self._masked = masked
        self._days: tuple[int, int] | None = None
        self._senders: dict[int, str] = {}
        self._hour: int | None = None
        self._quiet = False
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.search = SearchField(_("Search messages"), _("Words in messages"), 264, self)
        self.search.left.connect(self.list_asked)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._typing.timeout.connect(self._tell)
        self.search.textChanged.connect(lambda _text: self._typing.start())
        self._make_chips()

    def _make_chips(self) -> None:
        self.period = MenuChip(_("Period"), self, many=False, other=_("Day…"))
        self.period.offer([Choice(str(days), _last(days)) for days in PERIODS])
        self.period.picked.connect(self._period_picked)
        self.period.other_asked.connect(self._ask_day)
        self.whose = ToggleChip(_("Sender…"), self)
        self.whose.clicked.connect(self._sender_clicked)
        self.kind = MenuChip(_("Kind"), self)
        self.kind.offer([Choice(str(int(kind)), kind_word(kind.word)) for kind in Kind])
        self.kind.picked.connect(self._tell)
        self.hour = button("", self._any_hour, "chip")
        self.hour.hide()
        self.clear = button(_("Clear"), self.reset, "link")
        self.clear.hide()
        flow = FlowLayout(self, 8)
        for one in (self.search, self.period, self.whose, self.kind, self.hour, self.clear):
            flow.addWidget(one)
        self.changed.connect(self._show_clear)

    @property
    def _today(self) -> int:
        return clock.day_of(self._now())

    def filter(self) -> MessageFilter:
        first, last = self._days or (None, None)
        return MessageFilter(
            first=first,
            last=last,
            members=tuple(self._senders),
            kinds=tuple(int(kind) for kind in self.kind.chosen),
            text=self.search.text().strip(),
            hour=self._hour,
        )

    @property
    def senders(self) -> dict[int, str]:
        return dict(self._senders)

    def reset(self) -> None:
        self.set(MessageFilter(), {})

    def set(self, wanted: MessageFilter, senders: dict[int, str]) -> None:
        """Show another filter; `senders` names its members. `changed` is sent."""
        self._quiet = True
        self.search.setText(wanted.text)
        self.kind.choose([str(kind) for kind in wanted.kinds])
        self._set_days(wanted.first, wanted.last)
        self._set_senders(senders)
        self._set_hour(wanted.hour)
        self._quiet = False
        self._typing.stop()
        self.changed.emit()

    def name_again(self) -> None:
        """Names may be shown otherwise now."""
        self._set_senders(self._senders)

    def choose_senders(self, senders: dict[int, str]) -> None:
        self._set_senders(senders)
        self.changed.emit()

    def _set_senders(self, senders: dict[int, str]) -> None:
        self._senders = dict(senders)
        names = [self._masked(name) for name in senders.values()]
        more = f" +{len(names) - 1}" if len(names) > 1 else ""
        shown = names[0][:12] + more if names else ""
        words = _("Sender: {name}").format(name=shown) if names else _("Sender…")
        self.whose.setText(as_written(words))
        self.whose.setToolTip(hint(_(", ").join(names[:20])))
        self.whose.setChecked(bool(names))
        self.whose.updateGeometry()

    def _sender_clicked(self) -> None:
        self.whose.setChecked(bool(self._senders))
        self.senders_asked.emit()

    def _set_days(self, first: int | None, last: int | None) -> None:
        self._days = None
        choices = [Choice(str(days), _last(days)) for days in PERIODS]
        if first is not None and last is not None:
            self._days = (first, last)
            choices.append(Choice("own", day_words.span_near(first, last, self._today)))
        self.period.offer(choices)
        self.period.choose(["own"] if self._days else [])

    def _set_hour(self, hour: int | None) -> None:
        """An hour of the week is not chosen here, but led to, and taken away again."""
        self._hour = hour
        self.hour.setVisible(hour is not None)
        if hour is not None:
            words = hour_words(*divmod(hour, 24))
            self.hour.setText(words + "  ✕")
            self.hour.setAccessibleName(words)
            self.hour.setToolTip(_("Click to show every hour again"))
            self.hour.setChecked(True)

    def _any_hour(self) -> None:
        self._set_hour(None)
        self.changed.emit()

    def _tell(self) -> None:
        if not self._quiet:
            self.changed.emit()

    def _period_picked(self) -> None:
        if self._quiet:
            return
        chosen = next(iter(self.period.chosen), "")
        if chosen.isdigit():
            self._days = (self._today - int(chosen) + 1, self._today)
        elif not chosen:
            self._days = None
        self.changed.emit()

    def _ask_day(self) -> None:
        start = clock.date_of(self._days[0] if self._days else self._today)
        dialog = DateDialog(self, _("Messages of one day"), start)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def take() -> None:
            day = clock.day_of(dialog.day())
            self._set_days(day, day)
            self.changed.emit()

        dialog.accepted.connect(take)
        dialog.open()

    def _show_clear(self) -> None:
        self.clear.setVisible(not self.filter().empty)


def _last(days: int) -> str:
    return _("Today") if days == 1 else _("Last {n} days").format(n=days)

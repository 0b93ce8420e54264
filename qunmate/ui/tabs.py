"""The five tabs, as a table: what each is called and who makes it when it is first shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from qunmate.i18n import N_, NC_
from qunmate.ui.context import WindowContext
from qunmate.ui.empty import Step

Steps = dict[str, Step]  # the buttons an empty tab may offer: health, digest, import


@dataclass(frozen=True, slots=True)
class TabSpec:
    key: str
    title: str
    make: Callable[[WindowContext, QWidget, Steps], QWidget]


def _today(context: WindowContext, parent: QWidget, steps: Steps) -> QWidget:
    from qunmate.ui.today.tab import TodayTab

    return TodayTab(context, parent, steps["import"][1])


def _members(context: WindowContext, parent: QWidget, steps: Steps) -> QWidget:
    from qunmate.ui.members.tab import MembersTab

    return MembersTab(context, parent, steps["import"][1])


def _calendar(context: WindowContext, parent: QWidget, _steps: Steps) -> QWidget:
    from qunmate.ui.calendar.tab import CalendarTab

    return CalendarTab(context, parent)


def _highlights(context: WindowContext, parent: QWidget, steps: Steps) -> QWidget:
    from qunmate.ui.highlights.tab import HighlightsTab

    return HighlightsTab(context, parent, steps["import"][1])


def _health(context: WindowContext, parent: QWidget, steps: Steps) -> QWidget:
    from qunmate.ui.health.tab import HealthTab

    return HealthTab(context, parent, steps["import"][1])


TABS = (
    TabSpec("today", N_("Today"), _today),
    TabSpec("members", NC_("tab", "Members"), _members),
    TabSpec("calendar", N_("Calendar"), _calendar),
    TabSpec("highlights", N_("Highlights"), _highlights),
    TabSpec("health", N_("Health"), _health),
)

"""The commands of the window and its groups, found by their words or by pinyin."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from qunmate.model import Group
from qunmate.roster import pinyin
from qunmate.terms import platform_name
from qunmate.ui.search.lines import Act, Line

# names of the actions shown while nothing is typed
USUAL = ("import", "digest", "paste", "new_group", "blur", "settings")
HERE = "search"  # the one that opened the panel


@dataclass(frozen=True, slots=True)
class Command:
    """`spelled` is how it may be typed on a Latin keyboard, folded, a line each way."""

    line: Line
    spelled: str = ""

    def holds(self, text: str) -> bool:
        """`text` is folded."""
        return text in pinyin.fold(self.line.title) or text in self.spelled


def window_commands(window: QWidget) -> list[Line]:
    """Every action of the window that can be taken now, with its keys."""
    return [
        _line(action)
        for action in window.actions()
        if action.isEnabled() and action.isVisible() and action.objectName() != HERE
    ]


def usual(commands: Sequence[Line]) -> list[Line]:
    """Those that are needed most."""
    return [line for line in commands if line.key.rpartition("/")[2] in USUAL]


def _line(action: QAction) -> Line:
    title = action.text().replace("&", "").removesuffix("…")
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return Line(
        "commands", f"commands/{action.objectName() or title}", title, note=keys, act=action.trigger
    )


def group_lines(groups: Sequence[Group], choose: Callable[[Group], object]) -> list[Line]:
    """Each group as a way to choose it."""

    def act(group: Group) -> Act:
        return lambda: choose(group)

    return [
        Line(
            "groups",
            f"groups/{group.id}",
            group.name,
            note=platform_name(group.platform),
            act=act(group),
        )
        for group in groups
    ]

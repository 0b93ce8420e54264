"""What can be done with the chosen members: tag, put into a group, copy names, export."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from qunmate.i18n import _, ngettext
from qunmate.ui.ask_text import AskText
from qunmate.ui.jobs import Jobs
from qunmate.ui.members.card_menu import CardMenu
from qunmate.ui.members.columns import one_line
from qunmate.ui.members.editing import Editing
from qunmate.ui.members.keeping import SelectionKeeper
from qunmate.ui.members.set_field_dialog import SetFieldDialog
from qunmate.ui.members.table_model import RosterModel
from qunmate.ui.notify import Notify
from qunmate.ui.parts import add_named, as_written
from qunmate.ui.pen import writes
from qunmate.ui.table import Table

LISTED_TAGS = 20


@dataclass(frozen=True, slots=True)
class Desk:
    """What bulk verbs work on."""

    table: Table
    model: RosterModel
    keeper: SelectionKeeper
    editing: Editing
    notify: Notify
    jobs: Jobs
    export: Callable[[list[int]], None]
    note: Callable[[list[int]], object]
    group_id: Callable[[], int | None]
    cards: CardMenu


def build_menu(desk: Desk, parent: QWidget) -> QMenu:
    """The context menu for the chosen members."""
    menu = QMenu(parent)
    chosen = desk.keeper.chosen_ids()
    add = menu.addMenu(_("Add tag"))
    for tag, _count in desk.model.roster.tag_counts().most_common(LISTED_TAGS):
        _named(add, tag, "", partial(desk.editing.add_tag, tag, chosen))
    add.addSeparator()
    _action(add, _("Other tag…"), lambda: ask_tag(desk, parent), "Ctrl+T")
    remove = menu.addMenu(_("Remove tag"))
    held = held_tags(desk.model, chosen)
    for tag, count in held.most_common():
        _named(remove, tag, f"{count}", partial(desk.editing.remove_tag, tag, chosen))
    remove.setEnabled(bool(held))
    menu.addSeparator()
    verbs = [
        _action(menu, _("Set a field…"), lambda: ask_field(desk, parent)),
        _action(menu, _("Note a talk…"), partial(desk.note, chosen)),
        _action(menu, _("Put into a group…"), partial(desk.cards.put_in, chosen)),
    ]
    if len(chosen) == 2:
        merge = partial(desk.cards.merge, *chosen)
        verbs.append(_action(menu, _("Merge the two cards…"), merge))
    writes(desk.jobs, add, remove, *verbs)
    menu.addSeparator()
    _action(menu, _("Copy @names"), lambda: copy_names(desk), "Ctrl+Shift+C")
    _action(menu, _("Copy rows"), lambda: copy_rows(desk), "Ctrl+C")
    _action(menu, _("Export the chosen…"), partial(desk.export, chosen))
    for action in menu.actions():
        action.setEnabled(action.isEnabled() and bool(chosen))
    return menu


def _action(menu: QMenu, words: str, act: Callable[[], object], keys: str = "") -> QAction:
    action = menu.addAction(as_written(words))
    if keys:
        action.setShortcut(QKeySequence(keys))
    action.triggered.connect(lambda _on=False: act())
    return action


def _named(menu: QMenu, tag: str, note: str, act: Callable[[], object]) -> None:
    add_named(menu, tag, note).triggered.connect(lambda _on=False: act())


def held_tags(model: RosterModel, member_ids: Sequence[int]) -> Counter[str]:
    """How many of these members hold each tag."""
    wanted = set(member_ids)
    rows = model.roster.rows
    counts: Counter[str] = Counter()
    for id_, tags in zip(rows.ids, rows.tags, strict=True):
        if tags and id_ in wanted:
            counts.update(tags)
    return counts


def ask_tag(desk: Desk, parent: QWidget) -> AskText | None:
    """Ask for a tag, an old one or a new one, and put it on the chosen members."""
    chosen = desk.keeper.chosen_ids()
    if not chosen:
        return None
    known = [tag for tag, _count in desk.model.roster.tag_counts().most_common()]
    words = ngettext("Tag for {n} member", "Tag for {n} members", len(chosen))
    put = partial(desk.editing.add_tag, member_ids=chosen)
    asked, hint = words.format(n=f"{len(chosen):,}"), _("An existing tag, or a new one")
    asking = AskText(parent, _("Add tag"), asked, put, known=known, hint=hint)
    asking.open()
    return asking


def ask_field(desk: Desk, parent: QWidget) -> SetFieldDialog | None:
    """Ask for a field and set it on the chosen members."""
    chosen, group_id = desk.keeper.chosen_ids(), desk.group_id()
    if not chosen:
        return None
    own, rules = desk.editing.own_fields(chosen)
    one_group = group_id is not None
    dialog = SetFieldDialog(parent, len(chosen), one_group=one_group, own=own, rules=rules)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.writes = lambda: desk.editing.set_field(group_id, chosen, dialog.field, dialog.value)
    dialog.open()
    return dialog


def copy_names(desk: Desk) -> None:
    """“@Lin @Zhou ” to paste into the chat: group nicknames where there are any."""
    _copy(desk, _chosen_rows(desk))


def copy_all_names(desk: Desk) -> None:
    """The same for everybody who is shown."""
    _copy(desk, range(desk.model.rowCount()))


def _copy(desk: Desk, shown: Iterable[int]) -> None:
    names = []
    rows = desk.model.roster.rows
    for row in shown:
        at = desk.model.position(row)
        names.append("@" + one_line(rows.nicknames[at] or rows.names[at]))
    QGuiApplication.clipboard().setText(" ".join(names) + (" " if names else ""))
    words = ngettext("Copied {n} name.", "Copied {n} names.", len(names))
    desk.notify.notice(words.format(n=f"{len(names):,}"))


def copy_rows(desk: Desk) -> None:
    """The chosen rows as they are shown, for a spreadsheet."""
    header = desk.table.horizontalHeader()
    shown = [header.logicalIndex(place) for place in range(header.count())]
    shown = [column for column in shown if not header.isSectionHidden(column)]
    lines = [
        "\t".join(str(desk.model.index(row, column).data() or "") for column in shown)
        for row in _chosen_rows(desk)
    ]
    QGuiApplication.clipboard().setText("\n".join(lines))


def _chosen_rows(desk: Desk) -> list[int]:
    found = (desk.model.row_of(id_) for id_ in desk.keeper.chosen_ids())
    return [row for row in found if row is not None]

"""Writes the roster, or the chosen members of it, to a sheet."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from PySide6.QtWidgets import QWidget

from qunmate.data import groups
from qunmate.data.store import Store
from qunmate.i18n import NC_, _, ngettext
from qunmate.model import Group
from qunmate.ui.context import WindowContext
from qunmate.ui.saving import ask_file, open_file


def ask(context: WindowContext, parent: QWidget, only: Collection[int] | None = None) -> None:
    """Ask where to, then write; `only` are the ids of the chosen members."""
    group = context.group
    title = group.name if group else _("All groups")
    stem = f"{title} {_(NC_('tab', 'Members'))} {context.today.isoformat()}"
    kinds = (("xlsx", _("Excel (*.xlsx)")), ("csv", _("Text with commas (*.csv)")))
    path = ask_file(context.state, parent, _("Export the roster"), stem, kinds)
    if path:
        write(context, path, group, only)


def ask_empty(context: WindowContext, parent: QWidget) -> None:
    """Ask where to, then write a sheet with headings and without members."""
    kinds = (("xlsx", _("Excel (*.xlsx)")),)
    path = ask_file(context.state, parent, _("Empty sheet"), _("Member sheet"), kinds)
    if path:
        write_empty(context, path)


def write_empty(context: WindowContext, path: Path) -> None:
    def work(_store: Store) -> None:
        from qunmate.tasks.export_roster import export_template

        export_template(path)

    def done(_nothing: None) -> None:
        words = _("Saved {name}").format(name=context.blur.file(path.name))
        context.notify.notice(words, _("Open"), lambda: open_file(path))

    context.jobs.read("members.empty", work, done)


def write(
    context: WindowContext, path: Path, group: Group | None, only: Collection[int] | None = None
) -> None:
    """Write on the reader thread and say so when it is done."""
    wanted = None if only is None else frozenset(only)

    def work(store: Store) -> int:
        from qunmate.tasks.export_roster import export_roster

        chosen = [group] if group else groups.all_groups(store.db)
        if group is None:
            chosen = [one for one in chosen if not one.archived]
        return export_roster(store, chosen, path, only=wanted)

    def done(count: int) -> None:
        words = ngettext("Wrote {n:,} row to {file}.", "Wrote {n:,} rows to {file}.", count)
        said = words.format(n=count, file=context.blur.file(path.name))
        context.notify.notice(said, _("Open"), lambda: open_file(path))

    context.jobs.read("members.export", work, done)

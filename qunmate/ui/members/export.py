"""Writes the roster, or the chosen members of it, to a sheet."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from qunmate.data import groups
from qunmate.data.store import Store
from qunmate.i18n import _, ngettext
from qunmate.model import Group
from qunmate.ui.context import WindowContext

SUFFIXES = (".xlsx", ".csv")


def ask(context: WindowContext, parent: QWidget, only: Collection[int] | None = None) -> None:
    """Ask where to, then write; `only` are the ids of the chosen members."""
    group = context.group
    title = group.name if group else _("All groups")
    usual = f"{_safe(title)} {context.today.isoformat()}.xlsx"
    kinds = _("Excel (*.xlsx)") + ";;" + _("Text with commas (*.csv)")
    name, kind = QFileDialog.getSaveFileName(parent, _("Export the roster"), usual, kinds)
    if not name:
        return
    path = Path(name)
    if path.suffix.lower() not in SUFFIXES:
        path = path.with_name(path.name + (".csv" if "csv" in kind else ".xlsx"))
    write(context, path, group, only)


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
        words = ngettext("Wrote {n} row to {file}.", "Wrote {n} rows to {file}.", count)
        context.notify.notice(words.format(n=count, file=path.name), _("Open"), lambda: _open(path))

    context.jobs.read("members.export", work, done)


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _safe(name: str) -> str:
    """A name that any system takes for a file."""
    return "".join(" " if c in '<>:"/\\|?*' or not c.isprintable() else c for c in name).strip()

"""Plans from files and into files, asked for by the system's own dialogs."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from qunmate.data.store import Store
from qunmate.i18n import _, ngettext
from qunmate.progress import Job
from qunmate.tasks.export_plan import export_plan
from qunmate.tasks.import_plan import PlanImport, import_plan
from qunmate.ui.context import WindowContext
from qunmate.ui.opening import ask_one
from qunmate.ui.saving import ask_file, open_file
from qunmate.words import words

TABLES = frozenset({"plan_items", "plan_item_groups", "imports", "settings"})


def ask_import(context: WindowContext, parent: QWidget) -> None:
    """Ask for a sheet or a calendar file and take it in; rows that name no group go to the
    chosen one."""
    kinds = _("Plans (*.xlsx *.xls *.ods *.csv *.tsv *.ics)") + ";;" + _("All files (*)")
    path = ask_one(context.state, parent, _("Import plan"), kinds)
    if path:
        take_in(context, path)


def take_in(context: WindowContext, path: Path) -> None:
    group = context.group

    def verb(store: Store) -> Job[PlanImport]:
        return import_plan(store, path, group=group, today=context.today)

    def done(result: PlanImport) -> None:
        context.notify.notice(outcome(result))

    context.jobs.write(verb, TABLES, done, title=_("Import plan"))


def outcome(result: PlanImport) -> str:
    """One sentence: what is new, what changed, what could not be read."""
    parts = [
        ngettext("{n} new item", "{n} new items", result.new).format(n=f"{result.new:,}"),
        _("{n} updated").format(n=f"{result.updated:,}"),
        _("{n} unchanged").format(n=f"{result.unchanged:,}"),
    ]
    if result.errors_total:
        first, n = result.errors[0], result.errors_total
        parts.append(ngettext("{n} problem", "{n} problems", n).format(n=f"{n:,}"))
        told = words(first.problem)[0]
        parts.append(_("row {row}: {problem}").format(row=first.row, problem=told))
    return " · ".join(parts)


def ask_export(context: WindowContext, parent: QWidget) -> None:
    """Ask where to, then write what is planned in the chosen group, or in all."""
    group = context.group
    title = f"{group.name if group else _('All groups')} {_('Calendar')}"
    kinds = (("ics", _("Calendar (*.ics)")), ("xlsx", _("Excel (*.xlsx)")))
    path = ask_file(context.state, parent, _("Export plan"), title, kinds)
    if path:
        write(context, path)


def write(context: WindowContext, path: Path) -> None:
    """Write on the reader thread and say so when it is done."""
    group = context.group

    def work(store: Store) -> int:
        return export_plan(store, path, group=group)

    def done(count: int) -> None:
        said = ngettext("Wrote {n:,} item to {file}.", "Wrote {n:,} items to {file}.", count)
        told = said.format(n=count, file=context.blur.file(path.name))
        context.notify.notice(told, _("Open"), lambda: open_file(path))

    context.jobs.read("calendar.export", work, done)

"""import highlights."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from qunmate.cli import importing
from qunmate.cli.app import App, FilePath, command, json_option, option
from qunmate.cli.printing import emit, run_job
from qunmate.data import groups
from qunmate.i18n import N_
from qunmate.tasks.import_highlights import HighlightImport, import_highlights


@command(
    N_(
        "Import highlights: your own sheet (.xlsx .xls .ods .csv .tsv with columns"
        " such as 标题 内容 问题 答案 分类 话题 标签 作者 日期 链接), or QQ's essence messages"
        " (group_essence_*.json). Importing the same file twice changes nothing."
        " Example: qunmate import highlights 精华.xlsx --group 读书会"
    ),
    "highlights",
)
@click.argument("file", type=FilePath())
@option(
    "--group",
    help=N_("The group they belong to, where the file does not tell; it must exist."),
)
@option("--dry-run", is_flag=True, help=N_("Only say what would be new."))
@json_option
@click.pass_obj
def highlights(app: App, file: Path, group: str | None, *, dry_run: bool, as_json: bool) -> None:
    with app.store() as store:
        chosen = groups.asked(store.db, group)
        job = import_highlights(store, file, group=chosen, today=app.today, dry_run=dry_run)
        result = run_job(job)
    emit(document(result), as_json=as_json, text=lambda: importing.told(result, 0))


def document(result: HighlightImport) -> dict[str, Any]:
    return {**importing.document(result, 0), "format": result.format}

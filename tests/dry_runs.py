"""What a member sheet would bring into a new group, as tests read it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from qunmate.data.store import Store
from qunmate.progress import finish
from qunmate.roster.sheet_taking import RosterImport
from qunmate.tasks.import_roster import import_roster
from tests.roster_store import add_group

TODAY = date(2026, 11, 22)


def dry_run(store: Store, path: Path) -> RosterImport:
    """What the sheet would bring into a new group."""
    group = add_group(store)
    return finish(import_roster(store, path, group=group, today=TODAY, dry_run=True))


def told(read: RosterImport, field: str) -> list[Any]:
    """The field as it would stand on each card."""
    return [
        next((change.new for change in plan.changes if change.field == field), None)
        for plan in read.plans
    ]


def problems(read: RosterImport) -> list[tuple[int, str | None, str]]:
    return [(one.row, one.column, one.problem.code) for one in read.errors]

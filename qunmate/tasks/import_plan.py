"""Takes the operator's own plan in, from a sheet or a calendar file, in one transaction."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from qunmate.data import imports, plan_taking, settings
from qunmate.data.importers import plan_ics, plan_sheet
from qunmate.data.importers.source import reach, readable
from qunmate.data.store import Store
from qunmate.data.world import world_errors
from qunmate.model import Group
from qunmate.planning.model import ReadPlan
from qunmate.progress import Job, Progress
from qunmate.roster.model import CellProblem

MOST_ERRORS = 1_000
_KEY = "plan_mapping:"
_STEP = 200


@dataclass(frozen=True, slots=True)
class PlanImport:
    """What an import did, or with a dry run would do: then `import_id` is None.
    rows = new + updated + unchanged + rejected."""

    import_id: int | None
    file: str
    format: str
    rows: int
    new: int
    updated: int
    unchanged: int
    rejected: int
    errors: tuple[CellProblem, ...]
    errors_total: int
    mapping: dict[str, str]


def read_plan(
    store: Store, path: Path, today: date, mapping: Mapping[str, str] | None = None
) -> ReadPlan:
    """Read a file as a plan; writes nothing. UserError if it is none or can't be read."""
    reach(path)
    if path.suffix.lower() in {".ics", ".ical", ".ifb", ".icalendar"} or plan_ics.identify(path):
        return plan_ics.read(path)
    remembered = {
        key.removeprefix(_KEY): value for key, value in settings.beginning(store.db, _KEY).items()
    }
    return plan_sheet.read(path, today=today, chosen=mapping or {}, remembered=remembered)


def import_plan(
    store: Store,
    path: Path,
    *,
    group: Group | None = None,
    mapping: Mapping[str, str] | None = None,
    today: date,
    dry_run: bool = False,
) -> Job[PlanImport]:
    """Plan items from a file; `group` is for rows that name none (with a single group it is
    that). What the file doesn't tell stays as it is; taking it in again changes nothing.

    UserError if the file can't be read or is no plan."""
    yield Progress(0, 0)
    read = read_plan(store, path, today, mapping)
    with store.atomic(keep=not dry_run) as db:
        import_id = imports.begin(
            db,
            kind="plan",
            file=readable(path.name),
            format_=read.format,
            group_id=None,
            sha256=_sha256(path),
        )
        result = yield from _take(plan_taking.Taker(db, import_id, group), path, read)
        imports.close(
            db,
            import_id,
            new=result.new,
            updated=result.updated,
            rejected=result.rejected,
            duplicates=result.unchanged,
        )
        if mapping and read.key:
            settings.put(db, _KEY + read.key, dict(mapping))
    return result if dry_run else replace(result, import_id=import_id)


def _take(taker: plan_taking.Taker, path: Path, read: ReadPlan) -> Job[PlanImport]:
    counts: Counter[str] = Counter(rejected=read.rejected)
    problems = list(read.problems)
    # an occurrence needs its series
    for done, row in enumerate(sorted(read.rows, key=lambda one: one.series is not None)):
        if done % _STEP == 0:
            yield Progress(done, len(read.rows), done)
        outcome, troubles = taker.take(row)
        counts[outcome] += 1
        problems += troubles
    taker.finish()
    problems.sort(key=lambda one: one.row)
    return PlanImport(
        None,
        readable(path.name),
        read.format,
        sum(counts.values()),
        counts["new"],
        counts["updated"],
        counts["unchanged"],
        counts["rejected"],
        tuple(problems[:MOST_ERRORS]),
        len(problems),
        read.mapping,
    )


def _sha256(path: Path) -> str:
    with world_errors(path), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

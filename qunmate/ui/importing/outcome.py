"""What an import did, or would do, in words."""

from __future__ import annotations

from dataclasses import dataclass

from qunmate.digest import tidy
from qunmate.highlight_sheet import RowProblem
from qunmate.i18n import _, ngettext
from qunmate.roster.model import CellProblem
from qunmate.tasks.chat_intake import ChatImport
from qunmate.tasks.import_chat import SourceFailure
from qunmate.tasks.import_highlights import HighlightImport
from qunmate.tasks.import_plan import PlanImport
from qunmate.tasks.import_roster import RosterImport
from qunmate.terms import says, sentences
from qunmate.words import words

SHOWN = 40  # characters of what stands in a cell


@dataclass(frozen=True, slots=True)
class Outcome:
    """`import_ids` are those that can be taken back; `problems` are lines of text."""

    title: str
    counts: str
    problems: tuple[str, ...] = ()
    problems_total: int = 0
    import_ids: tuple[int, ...] = ()
    failed: bool = False


def of_chat(result: ChatImport | SourceFailure) -> Outcome:
    if isinstance(result, SourceFailure):
        return Outcome(result.file, sentences(*words(result.problem)), failed=True)
    counts = [ngettext("{n:,} new message", "{n:,} new messages", result.new).format(n=result.new)]
    if result.duplicates:
        counts.append(_("{n:,} already there").format(n=result.duplicates))
    if result.members_new:
        n = result.members_new
        counts.append(ngettext("{n:,} new member", "{n:,} new members", n).format(n=n))
    if result.rejected:
        counts.append(_("{n:,} not readable").format(n=result.rejected))
    if result.truncated:
        counts.append(_("the file ends in the middle"))
    problems = tuple(
        _("Line {line}: {words}").format(line=one.line, words=words(one.problem)[0])
        for one in result.errors
    )
    ids = (result.import_id,) if result.import_id is not None else ()
    title = f"{result.file} → {result.group}"
    return Outcome(title, " · ".join(counts), problems, result.errors_total, ids)


def of_roster(result: RosterImport, group: str) -> Outcome:
    return _of_sheet(result, result.updated, f"{result.file} → {group}")


def of_collection(result: PlanImport | HighlightImport, group: str) -> Outcome:
    """Its rows may name their groups themselves: then there is no `group`."""
    changed = result.updated if isinstance(result, PlanImport) else None
    return _of_sheet(result, changed, f"{result.file} → {group}" if group else result.file)


def _of_sheet(
    result: RosterImport | PlanImport | HighlightImport, changed: int | None, title: str
) -> Outcome:
    """`changed` is None where what is there already never changes."""
    counts = [_("{n:,} new").format(n=result.new)]
    if changed is not None:
        counts.append(_("{n:,} changed").format(n=changed))
    counts.append(_("{n:,} unchanged").format(n=result.unchanged))
    if result.rejected:
        counts.append(_("{n:,} rejected").format(n=result.rejected))
    problems = tuple(map(_of_row, result.errors))
    ids = (result.import_id,) if result.import_id is not None else ()
    return Outcome(title, " · ".join(counts), problems, result.errors_total, ids)


def _of_row(one: CellProblem | RowProblem) -> str:
    """What is wrong with a cell, or with the whole row, and what stands there."""
    said = words(one.problem)[0]
    if one.value:
        said = _("“{value}” {words}").format(value=tidy.line(one.value, SHOWN), words=said)
    if one.column is None:
        return _("Row {row}: {words}").format(row=one.row, words=said)
    return _("Row {row}, {column}: {words}").format(row=one.row, column=one.column, words=said)


def in_short(outcomes: list[Outcome]) -> str:
    """One line for the notice when all is done."""
    if len(outcomes) == 1:
        return says(outcomes[0].title, outcomes[0].counts)
    done = sum(not outcome.failed for outcome in outcomes)
    return ngettext("{n} file imported", "{n} files imported", done).format(n=done)

"""What an import did, or would do, in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from qunmate.digest import tidy
from qunmate.errors import Problem
from qunmate.highlight_sheet import RowProblem
from qunmate.i18n import _, ngettext
from qunmate.records import LineProblem
from qunmate.roster.model import CellProblem
from qunmate.roster.sheet_taking import RosterImport
from qunmate.tasks.chat_intake import ChatImport
from qunmate.tasks.import_chat import SourceFailure
from qunmate.tasks.import_highlights import HighlightImport
from qunmate.tasks.import_plan import PlanImport
from qunmate.terms import says, sentences
from qunmate.words import words

SHOWN = 40  # characters of what stands in a cell
Trouble = LineProblem | CellProblem | RowProblem
Seen = Callable[[str], str]  # a name as it may be shown
Said = Callable[[Problem], tuple[str, str]]  # a sentence, and the next step


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a file; `group` is where it went, "" if not into one. `import_ids` are those
    that can be taken back."""

    file: str
    counts: str
    group: str = ""
    problems: tuple[Trouble, ...] = ()
    problems_total: int = 0
    import_ids: tuple[int, ...] = ()
    failed: bool = False

    def title(self, seen: Seen = str) -> str:
        name = seen(self.file)
        return f"{name} → {self.group}" if self.group else name

    def lines(self, most: int | None = None, seen: Seen = str) -> list[str]:
        """Its problems in words, at most so many; what stands in a cell is a name, too."""
        return [_line(one, seen) for one in self.problems[:most]]


def of_chat(result: ChatImport | SourceFailure, said: Said) -> Outcome:
    if isinstance(result, SourceFailure):
        return Outcome(result.file, sentences(*said(result.problem)), failed=True)
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
    ids = (result.import_id,) if result.import_id is not None else ()
    return Outcome(
        result.file,
        " · ".join(counts),
        result.group,
        tuple(result.errors),
        result.errors_total,
        ids,
    )


def of_roster(result: RosterImport, group: str) -> Outcome:
    return _of_sheet(result, result.updated, group)


def of_collection(result: PlanImport | HighlightImport, group: str) -> Outcome:
    """Its rows may name their groups themselves: then there is no `group`."""
    changed = result.updated if isinstance(result, PlanImport) else None
    return _of_sheet(result, changed, group)


def _of_sheet(
    result: RosterImport | PlanImport | HighlightImport, changed: int | None, group: str
) -> Outcome:
    """`changed` is None where what is there already never changes."""
    counts = [_("{n:,} new").format(n=result.new)]
    if changed is not None:
        counts.append(_("{n:,} changed").format(n=changed))
    counts.append(_("{n:,} unchanged").format(n=result.unchanged))
    if result.rejected:
        counts.append(_rejected(result))
    ids = (result.import_id,) if result.import_id is not None else ()
    problems: tuple[Trouble, ...] = tuple(result.errors)
    return Outcome(result.file, " · ".join(counts), group, problems, result.errors_total, ids)


def _rejected(result: RosterImport | PlanImport | HighlightImport) -> str:
    doubts = result.doubts if isinstance(result, RosterImport) else 0
    if not doubts:
        return _("{n:,} rejected").format(n=result.rejected)
    words = _("{n:,} rejected, {doubts:,} of them in doubt")
    return words.format(n=result.rejected, doubts=doubts)


def _line(one: Trouble, seen: Seen) -> str:
    """What is wrong with a line, with a cell or with the whole row, and what stands there."""
    said = words(one.problem)[0]
    if isinstance(one, LineProblem):
        return _("Line {line}: {words}").format(line=one.line, words=said)
    value = seen(tidy.line(one.value, SHOWN)) if one.value else ""
    place = {"row": one.row, "column": one.column, "value": value, "words": said}
    if one.column is None:
        form = _("Row {row}, “{value}”: {words}") if value else _("Row {row}: {words}")
    elif value:
        form = _("Row {row}, {column} “{value}”: {words}")
    else:
        form = _("Row {row}, {column}: {words}")
    return form.format(**place)


def in_short(outcomes: list[Outcome], seen: Seen) -> str:
    """One line for the notice when all is done."""
    if len(outcomes) == 1:
        return says(outcomes[0].title(seen), outcomes[0].counts)
    done = sum(not outcome.failed for outcome in outcomes)
    return ngettext("{n} file imported", "{n} files imported", done).format(n=done)

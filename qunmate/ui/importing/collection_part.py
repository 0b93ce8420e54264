"""A plan or a collection of highlights before it is taken in: what it would bring."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from qunmate.data.store import Store
from qunmate.errors import UserError
from qunmate.i18n import _
from qunmate.model import Group
from qunmate.progress import Job, finish
from qunmate.tasks.import_highlights import HighlightImport, import_highlights
from qunmate.tasks.import_plan import PlanImport, import_plan
from qunmate.ui.context import WindowContext
from qunmate.ui.importing.outcome import Outcome, of_collection
from qunmate.ui.importing.part import Part, Verb
from qunmate.ui.zones import usual

Collection = PlanImport | HighlightImport
Take = Callable[[Store], Job[Collection]]
SHOWN_PROBLEMS = 3


class CollectionPart(Part):
    """`kind` is plan or highlights."""

    def __init__(self, context: WindowContext, path: Path, kind: str) -> None:
        super().__init__(context)
        self._path = path
        self._kind = kind
        self._ready = False

    @property
    def ready(self) -> bool:
        return self._ready

    def retarget(self, group: Group | None) -> None:
        self._group = group
        self._ready = False
        self.said.emit(_("Counting…"), "")
        take = self._take(dry_run=True)
        self._context.jobs.read(
            f"import/count/{id(self)}",
            lambda store: finish(take(store)),
            self._counted,
            failed=self._refused,
        )

    def _refused(self, error: BaseException) -> None:
        """Where nothing but the group is lacking, say so in words of this dialog."""
        if isinstance(error, UserError) and error.problem.code == "highlights_need_group":
            self.said.emit(_("Choose the group these highlights belong to."), "warn")
            self.changed.emit()
        else:
            self.failed(error)

    def _counted(self, result: Collection) -> None:
        outcome = of_collection(result, "")
        text = _("This would be: {counts}.").format(counts=outcome.counts)
        lines = outcome.lines(SHOWN_PROBLEMS, self._context.blur.name)
        said = (_("{words}.").format(words=line) for line in lines)
        self.said.emit("\n".join([text, *said]), "warn" if lines else "")
        self._ready = True
        self.changed.emit()

    def _take(self, *, dry_run: bool) -> Take:
        plan = self._kind == "plan"
        task = import_plan if plan else partial(import_highlights, zone=usual())
        return partial(
            task, path=self._path, group=self._group, today=self._context.today, dry_run=dry_run
        )

    def verb(self) -> Verb:
        name = self._group.name if self._group else ""
        return partial(_import, self._take(dry_run=False), name)


def _import(take: Take, group: str, store: Store) -> Job[list[Outcome]]:
    result = yield from take(store)
    return [of_collection(result, group)]

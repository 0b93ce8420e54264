"""Erases a person from the file, says what that takes away, and which backups still hold them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qunmate.data import backups, erasing
from qunmate.data import traces as traces_data
from qunmate.data.store import Store, open_store
from qunmate.data.traces import Traces
from qunmate.errors import UserError
from qunmate.i18n import _
from qunmate.progress import Job, Progress
from qunmate.roster.forgetting import Known

_TRIES = 5  # at writing the log into the file while others read


@dataclass(frozen=True, slots=True)
class Outlook:
    """What erasing a member would take away. `backups` are those of the file that hold the
    person, `unreadable` those that could not be looked into."""

    traces: Traces
    backups: tuple[Path, ...]
    unreadable: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Erased:
    """`overwritten`: nothing of what was deleted is left in the file or beside it;
    `deleted` are the backups that went too; `known` is what the person was known by, for
    whatever is kept outside of the file."""

    traces: Traces
    known: Known
    overwritten: bool
    deleted: tuple[Path, ...]


def outlook(store: Store, member_id: int) -> Outlook:
    """Looks, and writes nothing. UserError if there is no such member."""
    traces = traces_data.traces(store.db, member_id)
    held, unreadable = _backups(store.path, member_id, traces_data.known_by(store.db, member_id))
    return Outlook(traces, held, unreadable)


def _backups(path: Path, member_id: int, of: Known) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    held, unreadable = [], []
    for backup in (*backups.listing(path), *backups.damaged(path)):
        try:
            with open_store(backup, read_only=True, any_schema=True) as other:
                if traces_data.holds(other.db, member_id, of):
                    held.append(backup)
        except UserError:
            unreadable.append(backup)
    return tuple(held), tuple(unreadable)


def erase(store: Store, member_id: int, *, delete: Sequence[Path] = ()) -> Job[Erased]:
    """Erase a member, write the file anew, and delete these backups. Can't be undone.
    UserError if there is no such member or no room; a file that can't be written anew for
    want of room has already lost the person's rows."""
    yield Progress(0, 0)
    traces = traces_data.traces(store.db, member_id)
    known = traces_data.known_by(store.db, member_id)
    total = traces.messages + traces.naming
    with erasing.for_good(store.db), store.atomic() as db:
        for done in erasing.erase(db, member_id, _("erased member")):
            yield Progress(done, total, done)
    yield Progress(total, total, total)
    overwritten = False
    for _attempt in range(_TRIES):
        if overwritten := erasing.overwrite(store.path):
            break
        yield Progress(total, total, total)
    gone = [one for one in delete if backups.delete(one)]
    return Erased(traces, known, overwritten, tuple(gone))

"""Erases a person from the file, says what that takes away, and which backups still hold them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from qunmate.data import backups, erasing
from qunmate.data import traces as traces_data
from qunmate.data.store import Store, open_store
from qunmate.data.traces import Traces
from qunmate.errors import UserError
from qunmate.i18n import _, ngettext
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


def taken_away(traces: Traces) -> Iterator[str]:
    """What erasing takes away, a line each, in words."""
    yield _("the card with all names, IDs and contacts")
    n = traces.messages
    lines = [(n, ngettext("the words of {n} message", "the words of {n} messages", n))]
    n = traces.naming
    words = ngettext("the name in {n} message of others", "the name in {n} messages of others", n)
    lines.append((n, words))
    n = traces.named_groups
    words = ngettext("the name of {n} group that bears theirs",
                     "the names of {n} groups that bear theirs", n)  # fmt: skip
    lines.append((n, words))
    n = traces.highlights
    words = ngettext("their part in {n} highlight", "their part in {n} highlights", n)
    lines.append((n, words))
    n = traces.notes
    lines.append((n, ngettext("{n} contact note", "{n} contact notes", n)))
    n = traces.tags
    lines.append((n, ngettext("{n} tag", "{n} tags", n)))
    n = traces.plan_items
    words = ngettext("the speaker of {n} plan item", "the speaker of {n} plan items", n)
    lines.append((n, words))
    n = traces.invited
    words = ngettext("the inviter of {n} person", "the inviter of {n} people", n)
    lines.append((n, words))
    yield from (words.format(n=f"{n:,}") for n, words in lines if n)
    if traces.picture:
        yield _("the picture")

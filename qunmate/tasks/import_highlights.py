"""Takes in collections of highlights: the operator's own sheets, and QQ's essence messages."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from qunmate import clock
from qunmate.capturing import draft
from qunmate.data import groups, highlight_matching, highlights, imports
from qunmate.data.chat_sources import group_of, remember
from qunmate.data.database import Database
from qunmate.data.identities import SenderBook
from qunmate.data.importers import qq_essence
from qunmate.data.importers.qq_essence import EssenceMessage
from qunmate.data.importers.sheets import Sheet, open_book
from qunmate.data.importers.source import reach, readable
from qunmate.data.store import Store
from qunmate.errors import Problem, UserError
from qunmate.figures.days import DayRules
from qunmate.highlight_sheet import (
    Columns,
    Entry,
    RowProblem,
    find_columns,
    read_rows,
    row_key,
)
from qunmate.i18n import _
from qunmate.model import ChatRow, Group, Kind
from qunmate.progress import Job, Progress
from qunmate.records import ChatHead

MOST_ERRORS = 1_000
_STEP = 200  # rows between two looks at the cancel flag


@dataclass(frozen=True, slots=True)
class HighlightImport:
    """What came of it; `import_id` is None after a dry run."""

    import_id: int | None
    file: str
    format: str
    rows: int
    new: int
    unchanged: int
    rejected: int
    errors: tuple[RowProblem, ...]
    errors_total: int
    mapping: dict[str, str] = field(default_factory=dict)


def import_highlights(
    store: Store,
    path: Path,
    *,
    group: Group | None,
    today: date,
    dry_run: bool = False,
    zone: str = "",
) -> Job[HighlightImport]:
    """Highlights of a file into `group`; without one, into the group that the row or the
    essence export names, which gets the time `zone` ("": the machine's) if it is new. What is
    there already (by its place in the source, or by title and day) stays as it is. UserError if
    the file can't be read or no group is told."""
    yield Progress(0, 0)
    reach(path)
    if qq_essence.identify(path):
        return (yield from _take_essence(store, path, group, today, zone, dry_run=dry_run))
    return (yield from _take_sheet(store, path, group, today, dry_run=dry_run))


def _take_sheet(
    store: Store, path: Path, group: Group | None, today: date, *, dry_run: bool
) -> Job[HighlightImport]:
    sheet, rows, columns = _read_sheet(path)
    zone = clock.zone(group.timezone) if group else clock.zone("UTC")
    rules = DayRules(today, zone, past=True, day_zero=sheet.day_zero)
    with store.atomic(keep=not dry_run) as db:
        taker = _Taker(db, path, sheet.format, group, today)
        for entry in read_rows(rows, columns, rules, sheet.faults):
            if isinstance(entry, RowProblem):
                taker.refuse(entry)
            else:
                taker.take(entry)
            if taker.rows % _STEP == 0:
                yield Progress(taker.rows, len(rows), taker.rows)
        return taker.result(columns.mapping, dry_run=dry_run)


def _read_sheet(path: Path) -> tuple[Sheet, list[list[object]], Columns]:
    """The sheet with the most columns that can be read."""
    with open_book(path) as book:
        best: tuple[Sheet, list[list[object]], Columns] | None = None
        for name in book.shown:
            sheet = book.read(name)
            rows = [list(row) for row in sheet.rows]
            columns = find_columns(rows)
            if columns and (best is None or len(columns.fields) > len(best[2].fields)):
                best = (sheet, rows, columns)
    if best is None:
        raise UserError("highlights_no_columns", path=str(path))
    return best


class _Taker:
    """Writes rows into one import, and counts them."""

    def __init__(
        self, db: Database, path: Path, format_: str, group: Group | None, today: date
    ) -> None:
        self._db = db
        self._path = path
        self._group = group
        self._today = today
        self._format = format_
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        self._id = imports.begin(
            db,
            kind="highlights",
            file=readable(path.name),
            format_=format_,
            group_id=group.id if group else None,
            sha256=sha256,
        )
        self._known: dict[int, set[str]] = {}
        self._alike: dict[int, set[tuple[str, str]]] = {}
        self._people: dict[int, dict[str, int]] = {}
        self._in_file: dict[int, Counter[str]] = {}
        self.rows = self.new = self.unchanged = self.rejected = 0
        self.errors: list[RowProblem] = []
        self.errors_total = 0

    @property
    def import_id(self) -> int:
        return self._id

    def refuse(self, problem: RowProblem) -> None:
        """A row (or a cell of one) that can't be read."""
        self.errors_total += 1
        if len(self.errors) < MOST_ERRORS:
            self.errors.append(problem)
        if problem.column is None:
            self.rows += 1
            self.rejected += 1

    def take(self, entry: Entry) -> None:
        group = self._group_of(entry)
        if group is None:
            problem = Problem("highlight_group_unknown", {"name": entry.group})
            self.refuse(RowProblem(entry.row, None, entry.group, problem))
            return
        key = row_key(entry, self._in_file.setdefault(group.id, Counter()))
        people = self._people_of(group)
        known = [people[name] for name in entry.authors if name in people]
        for name in entry.authors:
            if name not in people:
                problem = Problem("highlight_author_unknown", {"name": name})
                self.refuse(RowProblem(entry.row, _("Authors"), name, problem))
        self.add(replace(entry, source_key=key), group, tuple(known), ())

    def add(
        self, entry: Entry, group: Group, authors: tuple[int, ...], messages: tuple[int, ...]
    ) -> None:
        """A new highlight, unless it is there already."""
        self.rows += 1
        if self.has(entry, group):
            self.unchanged += 1
            return
        self.new += 1
        self._known[group.id].add(entry.source_key)
        highlights.add(
            self._db,
            group_id=group.id,
            kind=entry.kind,
            title=entry.title,
            text=entry.text,
            occurred_on=self._day(entry),
            authors=authors,
            topics=entry.topics,
            tags=entry.tags,
            starred=entry.starred,
            messages=messages,
            import_id=self._id,
            source_key=entry.source_key,
        )

    def has(self, entry: Entry, group: Group) -> bool:
        """Whether it is there already, by its place in the source or by title and day."""
        if group.id not in self._known:
            self._known[group.id] = highlight_matching.source_keys(self._db, group.id)
            self._alike[group.id] = highlight_matching.titles(self._db, group.id)
        return (
            entry.source_key in self._known[group.id]
            or (entry.title, self._day(entry)) in self._alike[group.id]
        )

    def _day(self, entry: Entry) -> str:
        return entry.occurred_on or self._today.isoformat()

    def _group_of(self, entry: Entry) -> Group | None:
        if entry.group and (named := groups.named(self._db, entry.group)):
            return named if self._group is None or named.id == self._group.id else self._group
        if self._group is None and not entry.group:
            raise UserError("highlights_need_group", path=str(self._path))
        return self._group

    def _people_of(self, group: Group) -> dict[str, int]:
        if group.id not in self._people:
            self._people[group.id] = highlight_matching.people_named(self._db, group.id)
        return self._people[group.id]

    def result(self, mapping: dict[str, str], *, dry_run: bool) -> HighlightImport:
        imports.close(
            self._db,
            self._id,
            new=self.new,
            duplicates=self.unchanged,
            rejected=self.rejected,
        )
        return HighlightImport(
            None if dry_run else self._id,
            readable(self._path.name),
            self._format,
            self.rows,
            self.new,
            self.unchanged,
            self.rejected,
            tuple(self.errors),
            self.errors_total,
            mapping,
        )


def _take_essence(
    store: Store, path: Path, group: Group | None, today: date, usual: str, *, dry_run: bool
) -> Job[HighlightImport]:
    essence = qq_essence.read(path)
    with store.atomic(keep=not dry_run) as db:
        chosen, made = (group, False) if group else _essence_group(db, essence, path, usual)
        taker = _Taker(db, path, qq_essence.NAME, chosen, today)
        if made:
            groups.brought_by(db, chosen.id, taker.import_id)
        for problem in essence.problems:
            taker.refuse(problem)
        senders = SenderBook(db, chosen, taker.import_id, today.isoformat())
        zone = clock.zone(chosen.timezone)
        topics = [name for name, _count in highlights.labels(db, "topic", chosen.id)]
        for message in essence.messages:
            entry = _entry(message, chosen, zone, topics)
            source = highlight_matching.message_at(db, chosen.id, message.sent_at, message.text)
            authors: tuple[int, ...] = ()
            if (message.sender_id or message.sender) and not taker.has(entry, chosen):
                authors = (senders.find(message.sender_id, message.sender).member_id,)
            taker.add(entry, chosen, authors, () if source is None else (source,))
            if taker.rows % _STEP == 0:
                yield Progress(taker.rows, len(essence.messages), taker.rows)
        return taker.result({}, dry_run=dry_run)


def _entry(message: EssenceMessage, group: Group, zone: ZoneInfo, topics: Sequence[str]) -> Entry:
    row = ChatRow(
        0,
        group.id,
        message.sent_at + clock.offset_of_instant(zone, message.sent_at),
        None,
        message.sender,
        Kind.IMAGE if message.picture else Kind.TEXT,
        message.text or _("[Picture]"),
        kept=False,
    )
    said = draft([row], known_topics=topics)
    return Entry(
        message.row,
        said.kind,
        said.title,
        said.text,
        said.occurred_on,
        topics=said.topics,
        source_key=message.key,
    )


def _essence_group(
    db: Database, essence: qq_essence.Essence, path: Path, zone: str
) -> tuple[Group, bool]:
    """The group that the export names, and whether it had to be made."""
    head = ChatHead("qq", essence.group_name or path.stem, chat_id=essence.group_code)
    found = group_of(db, head, path.stem)
    if found is not None:
        return found, False
    made = groups.add(db, essence.group_name or path.stem, "qq", zone)
    remember(db, head, path.stem, made)
    return made, True

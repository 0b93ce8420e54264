"""What the operator's deeds did to the rows of the file, and how to turn it back.

While a deed runs, TEMP triggers on the writing connection note each row before and after in one
TEMP table, cascades included. The triggers are made for the deed and dropped after it, so that
imports don't pay for them. Turning a deed back replays its rows in reverse, and notes itself the
same way: so redo is the same thing again.

Not noted: `figures`, a cache that knows by its fingerprint whether it is still right, the search
index, which is no ordinary table, and what SQLite and the migrations keep for themselves.
Messages come, go and get their text with imports alone, and the index with them: a deed that
does so is refused. Of one that moves them in time, as another time zone does, only that is noted.

A tag that a rule gave somebody is noted, but may be another matter by then: rules are judged
anew with each import and each day. Such a row goes or comes back if it can, and never stops a deed.
Neither does what is remembered of imports: the group that one went to may go after it.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from typing import Any

from qunmate.data.database import Database
from qunmate.data.store import Store
from qunmate.errors import UserError
from qunmate.progress import Job, Progress

LEFT_OUT = frozenset({"figures", "_sqlite_migrations", "sqlite_sequence", "sqlite_schema"})
MESSAGES = "messages"
MEMORIES = frozenset({"imports", "chat_sources"})
GIVEN = ("member_tags", "by_rule")
_MOVED = ("id", "sent_at", "utc_offset", "key")  # what a deed may change of a message
_AT_ONCE = 20_000  # rows of the log
_REFUSED = "SELECT RAISE(ABORT, 'messages come and go with imports alone')"
_EVENTS = {"INSERT": ("NEW",), "DELETE": ("OLD",), "UPDATE": ("OLD", "NEW")}

Image = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """The log's rows of one deed, the last one included."""

    first: int
    last: int

    def __len__(self) -> int:
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class _Table:
    name: str
    columns: tuple[str, ...]
    key: tuple[int, ...]  # places of the primary key among the columns
    refused: tuple[str, ...] = ()  # columns that no deed may change

    def keyed(self, image: Image) -> Image:
        return tuple(image[place] for place in self.key)


@dataclass(frozen=True, slots=True)
class _Kind:
    """What steps have in common that one statement can undo. `changed` are the places of the
    columns that an UPDATE changed: setting the others too would cost their indexes and keys.
    `given`: what a rule gave."""

    table: int
    event: str
    changed: tuple[int, ...]
    given: bool


@dataclass(frozen=True, slots=True)
class _Step:
    """A row before and after, all None where there was none."""

    kind: _Kind
    before: Image
    after: Image


class UndoLog:
    """The log of one writing connection, gone when it is closed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._db = db = store.db
        self._tables = _tables(db)
        places = {table.name: place for place, table in enumerate(self._tables)}
        place = places[GIVEN[0]]
        self._given = place, self._tables[place].columns.index(GIVEN[1])
        self._memories = ", ".join(str(places[name]) for name in sorted(MEMORIES))
        self._width = max(len(table.columns) for table in self._tables)
        images = (f"{side}{i}" for side in "on" for i in range(self._width))
        # columns without a type keep values exactly as they are
        db.execute(
            "CREATE TEMP TABLE undo_log (seq INTEGER PRIMARY KEY, place INTEGER, event TEXT,"
            f" {', '.join(images)})"
        )
        self._triggers = dict(
            trigger
            for place, table in enumerate(self._tables)
            for trigger in _triggers(place, table)
        )

    @contextlib.contextmanager
    def recording(self) -> Iterator[list[Span]]:
        """Notes all that is written inside; gives a list that then holds the span noted, or
        nothing where no row changed. Transactions belong to whoever writes."""
        noted: list[Span] = []
        before = self._last()
        for statement in self._triggers.values():
            self._db.execute(statement)
        try:
            yield noted
        finally:
            for name in self._triggers:
                self._db.execute(f"DROP TRIGGER temp.{name}")
        if self._last() > before:
            noted.append(Span(before + 1, self._last()))

    def turn_back(self, span: Span) -> Job[Span]:
        """Put every row back as it was before the span; gives the span that turns this back.
        UserError, and nothing is changed, if a row is no longer as the span left it or
        something else has come to rest on one."""
        try:
            with self.recording() as noted, self._store.atomic():
                self._db.execute("PRAGMA defer_foreign_keys = ON")
                before, done = self._last(), 0
                for kind, steps in groupby(self._backwards(span), key=lambda step: step.kind):
                    while some := list(islice(steps, _AT_ONCE)):
                        self._apply(kind, some)
                        done += len(some)
                        yield Progress(done, len(span), done)
                now = Span(before + 1, self._last())
                if self._weight(now) != self._weight(span):  # more went than the deed had brought
                    raise UserError("deed_overtaken")
        except sqlite3.IntegrityError as error:
            raise UserError("deed_overtaken") from error
        self.forget([span])
        return noted[0]

    def _weight(self, span: Span) -> int:
        """How many rows a span holds besides what rules gave and what imports left behind."""
        place, at = self._given
        (count,) = self._db.execute(
            f"SELECT count(*) FROM undo_log WHERE seq BETWEEN ? AND ?"
            f" AND place NOT IN ({self._memories})"
            f" AND NOT (place = ? AND coalesce(o{at}, 1) AND coalesce(n{at}, 1))",
            [span.first, span.last, place],
        ).fetchone()
        return int(count)

    def tables(self, span: Span) -> frozenset[str]:
        """The names of the tables that the span changed."""
        rows = self._db.execute(
            "SELECT DISTINCT place FROM undo_log WHERE seq BETWEEN ? AND ?", [span.first, span.last]
        )
        return frozenset(self._tables[place].name for (place,) in rows)

    def forget(self, spans: Sequence[Span]) -> None:
        """Let go of spans that nobody will turn back."""
        if not spans:
            return
        self._db.execute("SAVEPOINT forget")
        self._db.conn.executemany(
            "DELETE FROM undo_log WHERE seq BETWEEN ? AND ?",
            [(span.first, span.last) for span in spans],
        )
        self._db.execute("RELEASE forget")

    def _last(self) -> int:
        return int(self._db.execute("SELECT coalesce(max(seq), 0) FROM undo_log").fetchone()[0])

    def _backwards(self, span: Span) -> Iterator[_Step]:
        for last in range(span.last, span.first - 1, -_AT_ONCE):
            yield from self._piece(max(span.first, last - _AT_ONCE + 1), last)

    def _piece(self, first: int, last: int) -> Iterator[_Step]:
        rows = self._db.execute(
            "SELECT * FROM undo_log WHERE seq BETWEEN ? AND ? ORDER BY seq DESC", [first, last]
        )
        for _seq, place, event, *values in rows.fetchall():
            count = len(self._tables[place].columns)
            old = tuple(values[:count])
            new = tuple(values[self._width : self._width + count])
            changed = (i for i, value in enumerate(old) if not _same(value, new[i]))
            kind = _Kind(
                place,
                event,
                tuple(changed) if event == "UPDATE" else (),
                place == self._given[0] and old[self._given[1]] != 0 != new[self._given[1]],
            )
            yield _Step(kind, old, new)

    def _apply(self, kind: _Kind, steps: Sequence[_Step]) -> None:
        """Undo steps of one kind; each must find its row exactly as the deed left it, but for
        what rules give."""
        table = self._tables[kind.table]
        names = [f'"{name}"' for name in table.columns]
        same = " AND ".join(
            [f"{names[place]} = ?" for place in table.key] + [f"{name} IS ?" for name in names]
        )
        values: list[Image]
        if kind.event == "DELETE":
            marks = ", ".join("?" * len(names))
            insert = "INSERT OR IGNORE" if kind.given else "INSERT"
            sql = f'{insert} INTO "{table.name}" ({", ".join(names)}) VALUES ({marks})'
            values = [step.before for step in steps]
        elif kind.event == "INSERT":
            sql = f'DELETE FROM "{table.name}" WHERE {same}'
            values = [table.keyed(step.after) + step.after for step in steps]
        else:
            assigned = ", ".join(f"{names[place]} = ?" for place in kind.changed)
            sql = f'UPDATE "{table.name}" SET {assigned} WHERE {same}'
            values = [
                (*map(step.before.__getitem__, kind.changed), *table.keyed(step.after), *step.after)
                for step in steps
            ]
        found = self._db.conn.executemany(sql, values).rowcount
        if found != len(values) and not kind.given:
            raise UserError("deed_overtaken")


def _same(one: object, other: object) -> bool:
    return type(one) is type(other) and one == other


def _tables(db: Database) -> list[_Table]:
    rows = db.execute("PRAGMA main.table_list").fetchall()
    names = sorted(name for _schema, name, kind, *_rest in rows if kind == "table")
    made = []
    for name in names:
        if name in LEFT_OUT:
            continue
        info = db.execute(f'PRAGMA table_info("{name}")').fetchall()
        key = tuple(row[0] for row in info if row[5]) or tuple(row[0] for row in info)
        columns = tuple(row[1] for row in info)
        if name == MESSAGES:
            refused = tuple(column for column in columns if column not in _MOVED)
            made.append(_Table(name, _MOVED, key, refused))
        else:
            made.append(_Table(name, columns, key))
    return made


def _triggers(place: int, table: _Table) -> Iterator[tuple[str, str]]:
    """(name, statement) of a table's triggers."""
    differs = " OR ".join(f'OLD."{name}" IS NOT NEW."{name}"' for name in table.columns)
    for event, sides in _EVENTS.items():
        into = [f"{side[0].lower()}{i}" for side in sides for i in range(len(table.columns))]
        values = [f'{side}."{column}"' for side in sides for column in table.columns]
        body = (
            f"INSERT INTO undo_log (place, event, {', '.join(into)})"
            f" VALUES ({place}, '{event}', {', '.join(values)})"
        )
        if table.refused and event != "UPDATE":
            body = _REFUSED
        when = f" WHEN {differs}" if event == "UPDATE" else ""
        yield _trigger(f"undo_{table.name}_{event.lower()}", event, table.name, when, body)
    if table.refused:
        event = f"UPDATE OF {', '.join(table.refused)}"
        yield _trigger(f"undo_{table.name}_refuse", event, table.name, "", _REFUSED)


def _trigger(name: str, event: str, table: str, when: str, body: str) -> tuple[str, str]:
    statement = (
        f'CREATE TEMP TRIGGER {name} AFTER {event} ON main."{table}"'
        f" FOR EACH ROW{when} BEGIN {body}; END"
    )
    return name, statement

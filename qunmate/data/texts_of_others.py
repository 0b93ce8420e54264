"""Takes a person who is erased out of all that others wrote or the operator named after them.
Called inside `atomic()`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

from qunmate.data import segments
from qunmate.data.database import Database
from qunmate.roster.forgetting import Forgetting

_TEXTS = (
    ("events", "text"),
    ("mentions", "name"),
    ("highlights", "title"),
    ("highlights", "text"),
    ("plan_items", "title"),
    ("plan_items", "text"),
    ("plan_items", "result"),
    ("contact_notes", "text"),
    ("members", "city"),
    ("members", "trade"),
    ("members", "strengths"),
    ("members", "needs"),
    ("members", "notes"),
    ("clean_ups", "reason"),
    ("imports", "file"),
    ("import_changes", "old"),
    ("import_changes", "new"),
    ("tags", "tag_group"),
)
_JSON = (
    ("members", "custom"),
    ("messages", "reactions"),
    ("segments", "filter"),
    ("settings", "value"),
    ("tags", "rule"),
)
_KEYS = (("highlights", "source_key"), ("plan_items", "source_key"))
_APART = "\n"  # between the options of a field


def clean(db: Database, forgetting: Forgetting) -> None:
    """Every text that names them."""
    if not forgetting.known.needles:
        return
    _Cleaning(db, forgetting).clean()


class _Cleaning:
    def __init__(self, db: Database, forgetting: Forgetting) -> None:
        self._db = db
        self._forgetting = forgetting
        needles = forgetting.known.needles
        written = (json.dumps(one, ensure_ascii=False)[1:-1] for one in needles)
        self._needles = list(dict.fromkeys((*needles, *written)))  # as JSON writes them too

    def clean(self) -> None:
        self._names("groups")
        self._names("tags")
        self._names("segments")
        self._fields()
        for table, column in _TEXTS:
            self._each(table, column, self._text)
        for table, column in _JSON:
            self._each(table, column, self._json)
        for table, column in _KEYS:
            where, values = self._named(column)
            self._db.execute(f"UPDATE {table} SET {column} = NULL WHERE {where}", values)
        where, values = self._named("source")
        self._db.execute(f"DELETE FROM chat_sources WHERE {where}", values)
        where, values = self._named("name")
        for name, id_, kind in self._db.execute(
            f"SELECT name, highlight_id, kind FROM highlight_labels WHERE {where}", values
        ).fetchall():
            self._db.execute(
                "UPDATE OR REPLACE highlight_labels SET name = ?"
                " WHERE highlight_id = ? AND kind = ? AND name = ?",
                [self._forgetting.cleaned(name), id_, kind, name],
            )

    def _named(self, column: str) -> tuple[str, list[str]]:
        return " OR ".join(f"instr({column}, ?)" for _one in self._needles), self._needles

    def _each(self, table: str, column: str, change: Callable[[str], str]) -> None:
        key = "key" if table == "settings" else "id"
        where, values = self._named(column)
        rows = self._db.execute(f"SELECT {key}, {column} FROM {table} WHERE {where}", values)
        self._db.conn.executemany(
            f"UPDATE {table} SET {column} = ? WHERE {key} = ?",
            [(change(str(text)), row_key) for row_key, text in rows.fetchall()],
        )

    def _text(self, text: str) -> str:
        """Also one that is JSON, such as an old value of a card's own fields."""
        if text.startswith("{"):
            try:
                return self._json(text)
            except ValueError:
                pass
        return self._forgetting.cleaned(text)

    def _json(self, text: str) -> str:
        return json.dumps(self._inside(json.loads(text)), ensure_ascii=False)

    def _inside(self, value: Any) -> Any:
        if isinstance(value, str):
            return self._forgetting.cleaned(value)
        if isinstance(value, list):
            return [self._inside(one) for one in value]
        if isinstance(value, dict):
            return {self._inside(key): self._inside(one) for key, one in value.items()}
        return value

    def _names(self, table: str) -> None:
        """Names of which there is only one each."""
        where, values = self._named("name")
        for id_, name in self._db.execute(
            f"SELECT id, name FROM {table} WHERE {where}", values
        ).fetchall():
            bare = self._forgetting.cleaned(name)
            taken = {one for (one,) in self._db.execute(f"SELECT name FROM {table}")} - {name}
            free = next(one for one in _numbered(bare) if one not in taken)
            if table == "tags":
                segments.retag(self._db, name, free)
            self._db.execute(f"UPDATE {table} SET name = ? WHERE id = ?", [free, id_])

    def _fields(self) -> None:
        """The operator's own fields with their options; of two that are then called alike, as
        they are on the cards, one goes."""
        for name, kind in self._db.execute("SELECT name, type FROM custom_fields").fetchall():
            cleaned = self._forgetting.cleaned(name)
            lines = map(self._forgetting.cleaned, kind.split(_APART))
            said = _APART.join(dict.fromkeys(lines))
            if (cleaned, said) != (name, kind):
                self._db.execute("DELETE FROM custom_fields WHERE name = ?", [name])
                self._db.execute(
                    "INSERT OR IGNORE INTO custom_fields (name, type) VALUES (?, ?)",
                    [cleaned, said],
                )


def _numbered(name: str) -> Iterator[str]:
    yield name
    yield from (f"{name} {number}" for number in count(2))

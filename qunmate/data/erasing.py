"""Erases a person: what is theirs goes, what is counted stays under nobody's name.

A card without a name takes their place, with their memberships and stays, and one identity that
holds their messages: when and of what kind, without a word. So no figure changes. A message keeps
its key, so that taking the same chat in again does not bring it back. Called inside `atomic()`;
`overwrite` comes after it.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from qunmate.data import message_index, numbers, texts_of_others
from qunmate.data.database import Database
from qunmate.data.store import connect
from qunmate.data.traces import PLATFORM, known_by, name_of, naming
from qunmate.data.world import world_errors
from qunmate.roster.forgetting import Forgetting

_AT_ONCE = 50_000  # messages
_OWN = "SELECT id FROM identities WHERE member_id = :member"


def erase(db: Database, member_id: int, word: str) -> Iterator[int]:
    """Everything personal goes; `word` (“erased member”) stands where a name stood. Yields how
    many messages are done. UserError as `name_of`."""
    name_of(db, member_id)
    of = known_by(db, member_id)
    own = [row[0] for row in db.execute(_OWN, {"member": member_id})]
    said = frozenset(
        text.strip()
        for (text,) in db.execute(f"SELECT text FROM messages WHERE identity_id IN ({_OWN})",
                                  {"member": member_id})
    )  # fmt: skip
    forgetting = Forgetting(of, word, said)
    done = 0
    for found in naming(db, member_id, of):
        _write_texts(
            db, [(id_, text, _without(forgetting, text, meant)) for id_, text, meant in found]
        )
        done += len(found)
        yield done
    stub, identity, name_id = _stand_in(db, member_id, word)
    for written in _empty_own(db, own, identity, name_id):
        yield done + written
    _move(db, member_id, stub, own, identity, word)
    _strip_highlights(db, member_id, forgetting)
    _forget_changes(db, member_id)
    texts_of_others.clean(db, forgetting)
    db.execute("DELETE FROM figures")
    numbers.keep(db, "members")
    db.execute("DELETE FROM members WHERE id = ?", [member_id])
    _drop_empty(db, stub, identity)
    if done or said:
        db.execute("INSERT INTO message_search (message_search) VALUES ('optimize')")


def _without(forgetting: Forgetting, text: str, meant: int) -> str:
    return forgetting.unquoted(forgetting.cleaned(text, meant=bool(meant)))


def _write_texts(db: Database, rows: Sequence[tuple[int, str, str]]) -> None:
    """(id, old, new) of messages."""
    changed = [row for row in rows if row[1] != row[2]]
    ids = [row[0] for row in changed]
    message_index.forget(db, ids, [old for _id, old, _new in changed])
    message_index.add_scattered(db, ids, [new for _id, _old, new in changed])
    db.conn.executemany(
        "UPDATE messages SET text = ? WHERE id = ?", [(new, id_) for id_, _old, new in changed]
    )


def _stand_in(db: Database, member_id: int, word: str) -> tuple[int, int, int]:
    """A card, an identity and a name that are nobody's, of the import that brought the person.
    A bot stays one: no figure counts it."""
    bot, import_id = db.execute(
        "SELECT bot, import_id FROM members WHERE id = ?", [member_id]
    ).fetchone()
    stub = numbers.next_free(db, "members")
    _insert(db, "members (id, name, opt_out, bot, import_id)", stub, word, 1, bot, import_id)
    identity = _insert(
        db,
        "identities (member_id, platform, value, import_id)",
        *(stub, PLATFORM, f"{PLATFORM}-{stub}", import_id),
    )
    name_id = _insert(db, "names (identity_id, name, import_id)", identity, word, import_id)
    return stub, identity, name_id


def _insert(db: Database, into: str, *values: object) -> int:
    marks = ", ".join("?" * len(values))
    return int(db.execute(f"INSERT INTO {into} VALUES ({marks})", list(values)).lastrowid or 0)


def _empty_own(db: Database, own: Sequence[int], identity: int, name_id: int) -> Iterator[int]:
    (last,) = db.execute("SELECT ifnull(max(id), 0) FROM messages").fetchone()
    listed = json.dumps(own)
    theirs = "identity_id IN (SELECT value FROM json_each(?))"
    done = 0
    for first in range(1, last + 1, _AT_ONCE):
        span = [first, first + _AT_ONCE - 1, listed]
        where = f"WHERE id BETWEEN ? AND ? AND {theirs}"
        rows = db.execute(f"SELECT id, text FROM messages {where}", span).fetchall()
        if not rows:
            continue
        _write_texts(db, [(id_, text, "") for id_, text in rows])
        db.conn.executemany(
            "DELETE FROM mentions WHERE message_id = ? AND identity_id IS NULL",
            [(id_,) for id_, _text in rows],
        )
        db.execute(
            f"UPDATE messages SET identity_id = ?, name_id = ?, reactions = NULL {where}",
            [identity, name_id, *span],
        )
        done += len(rows)
        yield done


def _move(
    db: Database, member_id: int, stub: int, own: Sequence[int], identity: int, word: str
) -> None:
    """What is counted goes to the nameless card; the links between people go."""
    listed = json.dumps(own)
    days = db.execute(
        "SELECT group_id, day, sum(messages) FROM daily_activity"
        " WHERE identity_id IN (SELECT value FROM json_each(?)) GROUP BY 1, 2",
        [listed],
    ).fetchall()
    db.execute(
        "DELETE FROM daily_activity WHERE identity_id IN (SELECT value FROM json_each(?))", [listed]
    )
    db.conn.executemany(
        "INSERT INTO daily_activity (group_id, day, messages, identity_id) VALUES (?, ?, ?, ?)",
        [(*row, identity) for row in days],
    )
    db.execute(
        "UPDATE mentions SET identity_id = ?, name = ?"
        " WHERE identity_id IN (SELECT value FROM json_each(?))",
        [identity, word, listed],
    )
    db.execute(
        "UPDATE memberships SET member_id = ?, nickname = NULL, invited_by = NULL"
        " WHERE member_id = ?",
        [stub, member_id],
    )
    db.execute("DELETE FROM events WHERE member_id = ? AND kind = 'rename'", [member_id])
    db.execute("UPDATE events SET member_id = ?, text = '', by_member_id = NULL"
               " WHERE member_id = ?", [stub, member_id])  # fmt: skip
    _drop_marks(db, member_id)


def _drop_marks(db: Database, member_id: int) -> None:
    """What Today keeps of a member, by number: the next card may get the same."""
    db.execute(
        "DELETE FROM today_marks WHERE kind = 'birthday' AND subject LIKE ?1 || ':%'"
        " OR kind IN ('quiet', 'expiring')"
        " AND (subject LIKE '%:' || ?1 OR subject LIKE '%:' || ?1 || ':%')",
        [str(member_id)],
    )


def _strip_highlights(db: Database, member_id: int, forgetting: Forgetting) -> None:
    """A highlight that holds nobody else's words goes, of the others theirs are taken out."""
    db.execute(
        """
        DELETE FROM highlights WHERE id IN (
            SELECT highlight_id FROM highlight_authors WHERE member_id = :member)
        AND id NOT IN (
            SELECT highlight_id FROM highlight_authors WHERE member_id <> :member)
        AND id NOT IN (
            SELECT highlight_id FROM highlight_messages
            JOIN messages ON messages.id = message_id WHERE text <> '')
        """,
        {"member": member_id},
    )
    words = sorted((one for one in forgetting.said if len(one) > 1), key=len, reverse=True)
    rows = db.execute(
        "SELECT id, title, text FROM highlights WHERE id IN ("
        "SELECT highlight_id FROM highlight_authors WHERE member_id = ? UNION "
        "SELECT highlight_id FROM highlight_messages JOIN messages ON messages.id = message_id"
        " WHERE text = '')",
        [member_id],
    ).fetchall()
    for id_, *texts in rows:
        cleaned = [_cut(text, words) for text in texts]
        if cleaned != texts:
            db.execute("UPDATE highlights SET title = ?, text = ? WHERE id = ?", [*cleaned, id_])


def _cut(text: str, words: Sequence[str]) -> str:
    for one in words:
        if one in text:
            text = text.replace(one, "…")
    return text


def _forget_changes(db: Database, member_id: int) -> None:
    """Old values of imports that are theirs, and those that link somebody to them."""
    db.execute(
        """
        DELETE FROM import_changes WHERE
            "table" IN ('members', 'member_tags') AND row_id = :member
            OR "table" = 'identities'
                AND row_id IN (SELECT id FROM identities WHERE member_id = :member)
            OR "table" = 'memberships' AND field = 'invited_by'
                AND :member IN (old, new)
            OR "table" = 'plan_items' AND field = 'speaker_id' AND :member IN (old, new)
            OR "table" = 'memberships' AND row_id IN (
                SELECT id FROM memberships WHERE member_id IN (
                    SELECT member_id FROM identities WHERE platform = :erased))
        """,
        {"member": member_id, "erased": PLATFORM},
    )


def _drop_empty(db: Database, stub: int, identity: int) -> None:
    """Somebody of whom nothing is counted needs nobody in their place."""
    held = db.execute(
        "SELECT EXISTS (SELECT 1 FROM memberships WHERE member_id = ?1)"
        " OR EXISTS (SELECT 1 FROM messages WHERE identity_id = ?2)"
        " OR EXISTS (SELECT 1 FROM mentions WHERE identity_id = ?2)",
        [stub, identity],
    ).fetchone()[0]
    if not held:
        db.execute("DELETE FROM members WHERE id = ?", [stub])


@contextlib.contextmanager
def for_good(db: Database) -> Iterator[None]:
    """What is deleted inside is written over at once, should there be no room to `overwrite`."""
    db.execute("PRAGMA secure_delete = ON")
    try:
        yield
    finally:
        db.execute("PRAGMA secure_delete = OFF")


def overwrite(path: Path) -> bool:
    """Write the whole file anew, so that nothing of what was deleted is left between its rows
    or in the log beside it. False if somebody was reading all the while: the log then still
    holds old pages. UserError if there is no room."""
    with world_errors(path), closing(connect(path)) as db:
        db.execute("PRAGMA secure_delete = ON")
        db.execute("PRAGMA temp_store = FILE")  # the size of the file, too much for the memory
        db.execute("VACUUM")
        busy, _log, _done = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy

"""What was derived for figures is kept, and what a kept one rests on."""

from __future__ import annotations

import sqlite3

from qunmate.data import figures as kept_figures
from qunmate.data.human_messages import read_owners
from qunmate.data.store import open_store
from qunmate.tasks import figures
from tests.figure_book import FigureBook


def test_what_was_derived_is_kept(book: FigureBook) -> None:
    book.person("a")
    book.says("a", "2026-10-31")
    first = book.health()
    kept = book.store.db.execute("SELECT fingerprint FROM figures").fetchall()
    assert len(kept) == 1
    assert book.health() == first
    book.chat_import("2026-01-01", "2026-02-01")
    book.health()
    assert book.store.db.execute("SELECT fingerprint FROM figures").fetchall() != kept


def test_a_busy_or_locked_file_is_only_read(book: FigureBook) -> None:
    book.person("a")
    book.says("a", "2026-10-31")
    path = book.store.path
    other = sqlite3.connect(path)
    other.execute("BEGIN IMMEDIATE")
    assert book.health().messages == 1
    other.rollback()
    other.close()
    with open_store(path, read_only=True) as reader:
        assert figures.health(reader, book.group).messages == 1
    assert book.store.db.execute("SELECT count(*) FROM figures").fetchone()[0] == 0


def test_what_was_kept_rests_on_the_groups_own_people(book: FigureBook) -> None:
    def kept_row() -> tuple[str, bytes]:
        row: tuple[str, bytes] = book.store.db.execute(
            "SELECT fingerprint, arrays FROM figures WHERE group_id = ?", [book.id]
        ).fetchone()
        return row

    book.person("a")
    book.person("b")
    book.says("a", "2026-10-31", "12:00:00")
    book.says("b", "2026-10-31", "12:01:00")
    assert book.health().pairs == 1
    kept = kept_row()
    FigureBook(book.store, "Writers").person("c")
    book.health()
    assert kept_row() == kept
    # two found to be one person: nobody answered any more
    with book.store.atomic() as db:
        db.execute("UPDATE identities SET member_id = ?", [book.members["a"]])
    assert book.health().unanswered_rate == 1
    assert kept_row() != kept


def test_a_group_that_has_gone_meanwhile_is_passed_over(book: FigureBook) -> None:
    book.person("a")
    book.says("a", "2026-10-31")
    store, group = book.store, book.group
    found = kept_figures.history(store.db, group, 30.0, read_owners(store.db))
    with store.atomic() as db:
        db.execute("DELETE FROM groups WHERE id = ?", [group.id])
    kept_figures.keep(store, [found])
    assert store.db.execute("SELECT count(*) FROM figures").fetchone() == (0,)

"""Highlights in and out of the file."""

from __future__ import annotations

from dataclasses import replace

from qunmate.capturing import Draft
from qunmate.data import highlights
from qunmate.data.store import Store
from tests.digest_book import MONDAY, Book


def test_a_highlight_keeps_all_it_was_given(store: Store) -> None:
    book = Book(store)
    with store.atomic() as db:
        batch = book.covers(MONDAY, MONDAY)
        ann, ben = book.member("Ann"), book.member("Ben")
        ids = book.says(batch, [(MONDAY, 1, ann, "a"), (MONDAY, 2, ben, "b")])
        new = highlights.add(
            db,
            group_id=book.group.id,
            kind="answer",
            title="T",
            text="X",
            occurred_on="2026-11-16",
            authors=[ben, ann, ben],
            topics=["one", "two"],
            tags=["three"],
            starred=True,
            messages=ids,
        )
    (found,) = highlights.listing(store.db, book.group.id)
    assert found.id == new
    assert set(found.authors) == {ann, ben}
    assert (found.topics, found.tags, found.starred) == (("one", "two"), ("three",), True)
    assert found.messages == tuple(ids)


def test_highlights_come_newest_first_within_their_days(store: Store) -> None:
    book = Book(store)
    with store.atomic() as db:
        for number in range(1, 1002):
            highlights.add(
                db,
                group_id=book.group.id,
                kind="quote",
                title=str(number),
                occurred_on=f"2026-11-{1 + number % 28:02}",
                topics=[f"t{number}"],
            )
    every = highlights.listing(store.db)
    assert len(every) == 1001
    assert all(one.topics == (f"t{one.title}",) for one in every)
    days = [one.occurred_on for one in every]
    assert days == sorted(days, reverse=True)
    some = highlights.listing(store.db, book.group.id, "2026-11-03", "2026-11-04")
    assert {one.occurred_on for one in some} == {"2026-11-03", "2026-11-04"}
    assert highlights.listing(store.db, 99) == []


def test_a_highlight_is_changed_starred_copied_and_removed(store: Store) -> None:
    book = Book(store)
    with store.atomic() as db:
        batch = book.covers(MONDAY, MONDAY)
        ann, ben = book.member("Ann"), book.member("Ben")
        (message,) = book.says(batch, [(MONDAY, 1, ann, "a")])
        made = Draft(book.group.id, "quote", "T", "X", "2026-11-16", (ann,), ("one",), ("x",))
        id_ = highlights.keep(db, replace(made, messages=(message,)))
        edited = replace(made, kind="answer", title="U", authors=(ben,), topics=("two",), tags=())
        highlights.change(db, id_, edited)
        highlights.star(db, id_, on=True)
        highlights.count_copy(db, id_)
        highlights.count_copy(db, id_)
    (found,) = highlights.listing(store.db)
    assert found.id == id_
    assert (found.kind, found.title, found.authors, found.topics) == (
        "answer",
        "U",
        (ben,),
        ("two",),
    )
    assert (found.tags, found.starred, found.copies, found.messages) == ((), True, 2, (message,))
    source = highlights.sources(store.db, book.group.id)[id_]
    assert (source.messages, source.people, source.asker_name) == (1, 1, "Ann")
    assert highlights.labels(store.db, "topic") == [("two", 1)]
    assert highlights.author_names(store.db) == {ben: "Ben"}
    with store.atomic() as db:
        highlights.remove(db, id_)
    assert highlights.listing(store.db) == []
    assert store.db.execute("SELECT count(*) FROM messages").fetchone()[0] == 1


def test_what_is_written_of_a_highlight_that_is_gone_is_kept_anew(store: Store) -> None:
    book = Book(store)
    with store.atomic() as db:
        made = Draft(book.group.id, "quote", "T", "X", "2026-11-16", (), ("one",), ())
        id_ = highlights.keep(db, made)
        highlights.remove(db, id_)
        highlights.change(db, id_, replace(made, title="U"))
    (found,) = highlights.listing(store.db)
    assert (found.title, found.topics) == ("U", ("one",))


def test_who_opted_out_is_not_named(store: Store) -> None:
    book = Book(store)
    with store.atomic() as db:
        shy = book.member("Shy", opt_out=1)
        highlights.add(
            db,
            group_id=book.group.id,
            kind="quote",
            title="T",
            occurred_on="2026-11-16",
            authors=[shy],
        )
    assert highlights.author_names(store.db) == {shy: "Shy"}
    assert highlights.author_names(store.db, named_only=True) == {}


def test_pins_are_looked_up_among_many_messages_and_joins(store: Store) -> None:
    book = Book(store)
    with store.atomic() as db:
        batch = book.covers(MONDAY, MONDAY)
        ann = book.member("Ann")
        ids = book.says(batch, [(MONDAY, n, ann, f"{n}") for n in range(300)])
        db.execute("UPDATE messages SET platform_id = 'm' || id")
        events = [("join", "")] * 300 + [("pin", f"m{ids[7]}"), ("pin", "of another chat")]
        db.conn.executemany(
            "INSERT INTO events (group_id, import_id, at, day, kind, text)"
            " VALUES (?, ?, 0, 0, ?, ?)",
            [(book.group.id, batch, *event) for event in events],
        )
    steps: list[None] = []
    store.db.conn.set_progress_handler(lambda: steps.append(None), 1_000)
    assert highlights.pinned_messages(store.db, book.group.id, 0) == {ids[7]}
    store.db.conn.set_progress_handler(None, 0)
    assert len(steps) < 20  # thousands

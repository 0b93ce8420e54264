from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qunmate.data import chat_writer, groups, highlights, messages
from qunmate.data.importers import packing
from qunmate.data.store import Store, open_store
from qunmate.progress import finish
from qunmate.searching import index_words
from qunmate.tasks.import_chat import Pasted, import_chat
from qunmate.tasks.search import PLACES, find_all
from tests.chat_files import many, qq_text

TODAY = date(2026, 11, 22)


def take(store: Store, rows: list[tuple[str, str, str]], name: str = "读书会") -> None:
    finish(import_chat(store, [Pasted(name, qq_text(rows, name))], today=TODAY))


def rows_of(texts: list[str]) -> list[tuple[str, str, str]]:
    return [
        (f"2026-01-01 9:{i // 60:02}:{i % 60:02}", "甲(11111)", text)
        for i, text in enumerate(texts)
    ]


def test_what_is_new_among_known_messages_is_found_once(store: Store) -> None:
    known = rows_of(["今天聊运营", 'Hello "world"', "到2026年底"])
    take(store, known)
    more = [
        ("2026-01-01 9:00:00", "乙(22222)", '运营\\"{}"🙂'),
        ("2026-01-01 9:00:01", "乙(22222)", ""),
    ]
    take(store, [*more, *known, ("2026-01-02 9:00:00", "甲(11111)", "hello 运营")])
    found = {hit.text for hit in messages.search(store.db, "运营")[0]}
    assert found == {"hello 运营", "今天聊运营", '运营\\"{}"🙂'}
    for word, count in (("运营", 3), ("hello", 2), ("🙂", 1), ("2026", 1)):
        assert len(messages.search(store.db, word)[0]) == count


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("运营", [0, 4]),
        ("运", [0, 3, 4]),
        ("营运", [3]),
        ("hello", [1]),
        ("HEL", [1]),
        ("2026年", [2]),
        ("🙂", [1]),
        ("社群运营者", [4]),
        ("100%", [5]),
        ("_", [5]),
        ("没有", []),
        ('"运营"', []),
    ],
)
def test_words_of_any_length_are_found(store: Store, query: str, found: list[int]) -> None:
    texts = [
        "今天聊运营",
        "Hello 🙂 world",
        "到2026年底",
        "营运不同于此",
        "社群运营者说",
        "涨了100% a_b",
    ]
    take(store, rows_of(texts))
    hits, more = messages.search(store.db, query)
    assert sorted(texts.index(hit.text) for hit in hits) == found
    assert not more


def test_newest_first_over_imports_in_any_order(store: Store) -> None:
    take(store, many(40, datetime(2026, 3, 1)))
    take(store, many(40, datetime(2026, 1, 1)))
    take(store, many(40, datetime(2026, 2, 1)), "二群")
    hits, more = messages.search(store.db, "读到", limit=100)
    assert [hit.sent_at for hit in hits] == sorted((hit.sent_at for hit in hits), reverse=True)
    assert (len(hits), more) == (100, True)
    second = groups.by_name(store.db, "二群")
    hits, more = messages.search(store.db, "读到", group_id=second.id, limit=100)
    assert (len(hits), more, {hit.group_id for hit in hits}) == (40, False, {second.id})


text = st.text("运营群ab c1，🙂é_%\"'*", min_size=1, max_size=12).filter(lambda t: t.strip() != "")


def test_every_batch_of_a_long_record_is_indexed(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packing, "BATCH", 4)
    monkeypatch.setattr(chat_writer, "_INDEXED_TOGETHER", 10)
    texts = [f"第{number}条" for number in range(47)]
    take(store, rows_of(texts[:30]))
    take(store, rows_of(texts))
    for number, text in enumerate(texts):
        hits, _more = messages.search(store.db, text)
        assert [hit.text for hit in hits] == [text], number


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.lists(text, min_size=1, max_size=12), text)
def test_the_index_finds_what_reading_every_text_finds(
    tmp_path: Path, texts: list[str], query: str
) -> None:
    """But for the inside of Latin words, which are indexed whole."""
    path = tmp_path / "search.qunmate"
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    with open_store(path) as store:
        take(store, rows_of(texts))
        hits, _ = messages.search(store.db, query)
        found = sorted(hit.text for hit in hits)
    wanted = sorted(t.strip() for t in texts if query.strip().lower() in t.strip().lower())
    if query.strip()[0].isascii() and query.strip()[0].isalnum():
        assert set(found) <= set(wanted)
    else:
        assert found == wanted


WORD = re.compile(r"[0-9A-Za-z]+|[^\x00-\x7f]")


@given(st.lists(st.text("运营群ab c1，🙂é_%\"\\'*\n\x1b", max_size=12), min_size=1, max_size=8))
def test_each_character_but_latin_ones_is_a_word(texts: list[str]) -> None:
    found = json.loads(index_words(texts))
    assert [WORD.findall(words) for words in found] == [WORD.findall(text) for text in texts]
    alone = [part for words in found for part in words.split() if not part.isascii()]
    assert all(len(part) == 1 for part in alone)


@given(st.lists(st.text(st.characters(exclude_characters="\0")), max_size=6))
def test_the_file_reads_the_words_of_any_text_as_we_do(texts: list[str]) -> None:
    words = index_words(texts)
    with closing(sqlite3.connect(":memory:")) as file:
        read = file.execute("SELECT value FROM json_each(CAST(? AS TEXT))", [words]).fetchall()
    assert [value for (value,) in read] == json.loads(words)
    assert len(read) == len(texts)


def test_a_very_long_text_is_taken_apart_like_a_short_one() -> None:
    text = f"{'x' * ((1 << 20) - 10)} 好a好😀b😀😀好ab😀x好"
    (words,) = json.loads(index_words([text]))
    assert words.split() == WORD.findall(text)


def test_everything_is_found_in_one_list(store: Store) -> None:
    take(store, rows_of(["直播话术怎么改", "别的"]))
    group = groups.by_name(store.db, "读书会")
    with store.atomic() as db:
        highlights.add(
            db,
            group_id=group.id,
            kind="answer",
            title="直播话术",
            text="拆成卡片",
            occurred_on="2026-02-01",
        )
        db.execute("UPDATE members SET notes = '擅长直播'")
    found = find_all(store.db, "直播", places=PLACES, group_id=None, limit=10)
    assert [hit.kind for hit in found.hits] == ["highlight", "message", "member"]
    assert (found.total, found.more) == (3, False)
    first = find_all(store.db, "直播", places=PLACES, group_id=None, limit=1)
    assert (len(first.hits), first.total, first.more) == (1, None, True)
    assert find_all(store.db, "  ", places=PLACES, group_id=None, limit=10).hits == ()


@pytest.mark.parametrize("order", ["oldest first", "newest first", "by text"])
def test_the_newest_come_first_however_a_table_is_sorted(
    store: Store, tmp_path: Path, order: str
) -> None:
    times = [f"2026-01-{1 + n // 24:02} {n % 24:02}:00:00" for n in range(240)]
    rows = [(time, f"人{n % 3}", f"苹果 {n * 7919 % 240}") for n, time in enumerate(times)]
    rows.sort(key=lambda row: row[2] if order == "by text" else row[0])
    if order == "newest first":
        rows.reverse()
    table = tmp_path / "chat.csv"
    lines = ["时间,发送者,内容", *map(",".join, rows)]
    table.write_text("\n".join(lines) + "\n", encoding="utf-8")
    finish(import_chat(store, [table], today=TODAY))
    hits, more = messages.search(store.db, "苹果", limit=5)
    newest = sorted(rows, reverse=True)[:5]
    assert ([hit.text for hit in hits], more) == ([text for _time, _who, text in newest], True)

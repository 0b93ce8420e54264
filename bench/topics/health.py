"""All figures of a large group, the first time after an import and from kept arrays."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np

from bench.generate import PEOPLE, zipf
from bench.measure import Report, command, fresh, median
from qunmate.data import groups, imports
from qunmate.data.store import Store, open_store

FIRST_DAY, DAYS = 19_800, 900
CHINA = 8 * 3600
# few people write at night, so that conversations end
HOURS = np.array([2, 0.2, 0, 0, 0, 0, 0.3, 2, 4, 6, 7, 6, 7, 6, 5, 5, 6, 6, 7, 8, 10, 11, 9, 5])
KINDS = np.array([0] * 14 + [1, 1, 1, 5, 5, 7, 80])


def run(report: Report) -> None:
    db = report.folder / f"health-{report.messages}.qunmate"
    if not db.exists():
        part = fresh(db.with_suffix(".part"))
        write_group(part, report.messages)
        part.rename(db)
    for title, days in (("the last 30 days", 30), ("the whole record", DAYS)):
        found = [probe(db, days) for _repeat in range(report.repeats)]
        report.add(f"{title}, first time", median(run["first"] for run in found), "s", 1.5)
        report.add(f"{title}, again", median(run["again"] for run in found), "s", 0.3)
    report.add("kept arrays", found[0]["kept"] / 1e6, "MB")


def probe(db: Path, days: int) -> dict[str, float]:
    """Seconds in a new process each, its start not counted."""
    forget(db)
    runs = [
        json.loads(command(sys.executable, "-m", "bench.health_probe", db, days).output)
        for _time in range(2)
    ]
    return {"first": runs[0]["seconds"], "again": runs[1]["seconds"], "kept": runs[1]["kept"]}


def forget(db: Path) -> None:
    with open_store(db) as store, store.atomic() as database:
        database.execute("DELETE FROM figures")


def write_group(path: Path, messages: int) -> None:
    """A group of 5,000 over 900 days, straight into the tables."""
    with open_store(path) as store, store.atomic() as db:
        group = groups.add(db, "大群", "qq", "Asia/Shanghai").id
        taken = imports.begin(db, kind="chat", file="chat.txt", format_="qq", group_id=group)
        imports.close(db, taken, new=messages, first_day=FIRST_DAY, last_day=FIRST_DAY + DAYS - 1)
        _write_people(store, group)
        _write_messages(store, group, taken, messages)


def _write_people(store: Store, group: int) -> None:
    conn, everyone = store.db.conn, range(1, PEOPLE + 1)
    conn.executemany("INSERT INTO members (name) VALUES (?)", ((f"成员{i}",) for i in everyone))
    conn.executemany(
        "INSERT INTO identities (member_id, platform, value) VALUES (?, 'qq', ?)",
        ((i, str(10_000_000 + i)) for i in everyone),
    )
    conn.executemany(
        "INSERT INTO memberships (group_id, member_id, role) VALUES (?, ?, ?)",
        ((group, i, "owner" if i == 1 else None) for i in everyone),
    )
    conn.executemany(
        "INSERT INTO stays (membership_id, joined_on, brought_on) VALUES (?, ?, '2026-01-01')",
        ((i, f"{2024 + i % 2}-{1 + i % 12:02}-{1 + i % 28:02}") for i in everyone),
    )


def _write_messages(store: Store, group: int, taken: int, count: int) -> None:
    random = np.random.default_rng(3)
    hours = random.choice(24, count, p=HOURS / HOURS.sum())
    days = random.integers(FIRST_DAY, FIRST_DAY + DAYS, count)
    at = np.sort((days * 24 + hours) * 3600 + random.integers(0, 3600, count)) - CHINA
    who = np.searchsorted(zipf(PEOPLE, 0.8), random.random(count)) + 1
    kinds, keys = random.choice(KINDS, count), random.integers(-(2**62), 2**62, count)
    text = "今天的分享太实用了，记下来慢慢看，谢谢大家" * 3
    store.db.conn.executemany(
        "INSERT INTO messages (group_id, import_id, sent_at, utc_offset, zoned, identity_id, kind,"
        f" text, key) VALUES ({group}, {taken}, ?, {CHINA}, 0, ?, ?, ?, ?)",
        (
            (sent, sender, kind, text[: 4 + sent % 50], key)
            for sent, sender, kind, key in zip(
                at.tolist(), who.tolist(), kinds.tolist(), keys.tolist(), strict=True
            )
        ),
    )

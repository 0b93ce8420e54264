"""Rule tags over everybody: a hundred thousand members, a million messages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bench.measure import Report, fresh, median, timed
from bench.topics.health import FIRST_DAY, forget, write_group
from qunmate import clock
from qunmate.data import message_index, tags
from qunmate.data.store import Store, open_store
from qunmate.roster.tag_rules import Part, Rule
from qunmate.tasks import tag_rules

TODAY = date(2026, 9, 1)
RULES = (
    Rule((Part("silent", days=30), Part("joined_before", days=90))),
    Rule((Part("said", text="分享", days=7),)),
    Rule((Part("messages_least", count=20, days=30), Part("layer", text="core")), any_of=True),
    Rule((Part("never_spoke"), Part("city", text="上海"))),
    Rule((Part("tag", ref=1), Part("role", text="member"))),
)


def run(report: Report) -> None:
    db = report.folder / f"rules-{report.messages}-{report.rows}.qunmate"
    if not db.exists():
        part = fresh(db.with_suffix(".part"))
        _write(part, report)
        part.rename(db)
    with open_store(db) as store:
        report.check("members", _count(store, "members"), report.rows)
        first = [_seconds(store, db, anew=True) for _repeat in range(report.repeats)]
        again = [_seconds(store, db, anew=False) for _repeat in range(report.repeats)]
        rule = Rule((Part("silent", days=60),))
        asked = median(
            timed(lambda: tag_rules.who_meets(store, rule, TODAY))[0]
            for _repeat in range(report.repeats)
        )
    report.add(f"{len(RULES)} rules, right behind an import", median(first), "s", 2)
    report.add("all given anew, figures kept", median(again), "s", 2)
    report.add("who meets a rule, while it is made", asked, "s", 1)


def _seconds(store: Store, db: Path, *, anew: bool) -> float:
    """Every rule tag given from nothing."""
    with store.atomic() as database:
        database.execute("DELETE FROM member_tags WHERE by_rule")
    if anew:
        forget(db)
    seconds, _turns = timed(lambda: tag_rules.apply(store, TODAY))
    return seconds


def _count(store: Store, table: str) -> int:
    return int(store.db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def _write(path: Path, report: Report) -> None:
    """The group of the health topic with as many members more as the roster shall have."""
    write_group(path, report.messages)
    with open_store(path) as store, store.atomic() as db:
        known = _count(store, "members")
        more = range(known + 1, report.rows + 1)
        conn = db.conn
        conn.executemany(
            "INSERT INTO members (id, name) VALUES (?, ?)", ((i, f"成员{i}") for i in more)
        )
        conn.executemany(
            "INSERT INTO memberships (id, group_id, member_id, role) VALUES (?, 1, ?, 'member')",
            ((i, i) for i in more),
        )
        conn.executemany(
            "INSERT INTO stays (membership_id, joined_on, brought_on) VALUES (?, ?, '2026-01-01')",
            ((i, clock.iso_day(FIRST_DAY + i % 800)) for i in more),
        )
        db.execute("UPDATE members SET city = CASE id % 3 WHEN 0 THEN '上海浦东' ELSE '成都' END")
        _index(store)
        for place, rule in enumerate(RULES, 1):
            tags.add(db, f"规则{place}", rule=rule)


def _index(store: Store) -> None:
    rows = store.db.execute("SELECT id, text FROM messages").fetchall()
    message_index.add_scattered(store.db, *zip(*rows, strict=True))

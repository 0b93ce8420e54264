"""The newest 50 messages that hold a word, against a scan with LIKE: rare and frequent words
of one, two and four characters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial
from itertools import islice
from pathlib import Path

from bench.generate import qq_pair
from bench.measure import Report, fresh, median, qunmate, timed
from qunmate.data import messages
from qunmate.data.database import Database
from qunmate.data.store import open_store

LIMIT = 30  # ms
TIMES = 10  # faster than a scan, for rare words
WORDS = 5  # of each sort
SHOWN = 50
SAMPLED = 20_000
_SCAN = (
    "SELECT * FROM messages WHERE text LIKE '%' || ? || '%' ORDER BY sent_at DESC, id DESC LIMIT ?"
)


def run(report: Report) -> None:
    with open_store(filled(report), read_only=True) as store:
        for length in (1, 2, 4):
            for sort, words in _words(store.db, length).items():
                _measure(report, store.db, f"{sort}, {length} long", words)


def filled(report: Report) -> Path:
    """A file with the large chat; that of another topic will do."""
    for name in ("browser", "chat"):
        db = report.folder / f"{name}.qunmate"
        if db.exists() and _holds(db, report.messages):
            return db
    db = fresh(report.folder / "search.qunmate")
    qunmate(db, "import", "chat", qq_pair(report.folder, report.messages)[0], "--json")
    return db


def _holds(db: Path, count: int) -> bool:
    with open_store(db) as store:
        (found,) = store.db.execute("SELECT count(*) FROM messages").fetchone()
    return bool(found >= count)


def _words(db: Database, length: int) -> dict[str, list[str]]:
    """The most frequent words of a sample, and the rarest."""
    step = "SELECT text FROM messages WHERE id % 47 = 0 LIMIT ?"
    counted: Counter[str] = Counter()
    for (text,) in db.execute(step, [SAMPLED]):
        found = {text[at : at + length] for at in range(len(text) - length + 1)}
        counted.update(word for word in found if word.isalpha() and not word.isascii())
    ranked = [word for word, _count in counted.most_common()]
    return {"frequent": ranked[:WORDS], "rare": ranked[-WORDS:]}


def _measure(report: Report, db: Database, sort: str, words: list[str]) -> None:
    seconds: list[float] = []
    scans: list[float] = []
    for word in words:
        search = partial(messages.search, db, word, limit=SHOWN)
        seconds += [timed(search)[0] for _repeat in range(report.repeats)]
        took, scanned = timed(_scan(db, word))
        scans.append(took)
        hits, _more = search()
        # what only reads alike is found too
        written = {hit.id for hit in hits if word in hit.text}
        report.check(f"{word} among the hits", written - scanned, set())
    own, scan = median(seconds), median(scans)
    report.add(f"{sort}: newest {SHOWN}", own * 1000, "ms", LIMIT)
    report.add(f"{sort}: scan with LIKE", scan * 1000, "ms")
    if sort.startswith("rare"):
        report.add(f"{sort}: of a scan", own / scan, "x", 1 / TIMES)


def _scan(db: Database, word: str) -> Callable[[], set[int]]:
    def work() -> set[int]:
        return {row[0] for row in islice(db.execute(_SCAN, [word, SHOWN]), SHOWN)}

    return work

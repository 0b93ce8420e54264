"""python -m bench.health_probe DB DAYS: seconds that all figures of the only group take over
the last DAYS days, opening the file and loading the program not counted."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from qunmate.data import groups
from qunmate.data.store import open_store
from qunmate.tasks import figures


def main(path: Path, days: int) -> None:
    with open_store(path) as store:
        start = time.perf_counter()
        record = figures.read_record(store, groups.all_groups(store.db)[0])
        assert record.last_day is not None  # noqa: S101
        health = record.health(record.last_day - days + 1, record.last_day)
        seconds = time.perf_counter() - start
        kept = store.db.execute("SELECT ifnull(sum(length(arrays)), 0) FROM figures").fetchone()[0]
    print(json.dumps({"seconds": seconds, "kept": kept, "score": health.score}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))

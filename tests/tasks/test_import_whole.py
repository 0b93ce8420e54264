"""An import is taken in whole or not at all, and taken back whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from qunmate.data import imports, messages
from qunmate.data.importers import worker
from qunmate.data.store import Store, open_store
from qunmate.errors import UserError
from qunmate.progress import finish
from qunmate.tasks.backup import check
from qunmate.tasks.import_chat import import_chat
from qunmate.tasks.undo_import import undo_import
from tests.chat_files import many, write_qq
from tests.tasks.taking_in import TODAY, content, take


def test_a_large_file_is_parsed_by_another_process(store: Store, tmp_path: Path) -> None:
    rows = many(30_000)
    path = write_qq(tmp_path / "a.txt", rows)
    assert path.stat().st_size < worker.LARGE
    padded = [(time, sender, text + "，" + "长" * 30) for time, sender, text in rows]
    large = write_qq(tmp_path / "b.txt", padded)
    assert large.stat().st_size > worker.LARGE
    assert take(store, large)[0].new == 30_000
    with pytest.raises(UserError) as wrong:
        take(store, large, group="没有这个群")
    assert wrong.value.problem.code == "group_unknown"


def test_cancelling_leaves_the_file_as_it_was(store: Store, tmp_path: Path) -> None:
    take(store, write_qq(tmp_path / "a.txt", many(50)))
    before = content(store)
    job = import_chat(
        store, [write_qq(tmp_path / "b.txt", many(40_000, datetime(2026, 3, 1)))], today=TODAY
    )
    assert next(job).records > 0
    job.close()
    assert content(store) == before
    assert len(imports.listing(store.db)) == 1


def test_a_killed_import_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "a.qunmate"
    with open_store(file) as store:
        take(store, write_qq(tmp_path / "a.txt", many(50)))
        before = content(store)
    large = write_qq(tmp_path / "b.txt", many(200_000, datetime(2026, 3, 1)))
    script = (
        "import sys\n"
        "from datetime import date\n"
        "from pathlib import Path\n"
        "from qunmate.data.store import open_store\n"
        "from qunmate.tasks.import_chat import import_chat\n"
        "if __name__ == '__main__':\n"
        "    store = open_store(Path(sys.argv[1]))\n"
        "    for step in import_chat(store, [Path(sys.argv[2])], today=date(2026, 11, 22)):\n"
        "        print(step.records, flush=True)\n"
    )
    program = tmp_path / "killed.py"
    program.write_text(script)
    with subprocess.Popen(
        [sys.executable, str(program), str(file), str(large)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    ) as process:
        assert process.stdout is not None
        while int(process.stdout.readline()) < 20_000:
            pass
        process.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    found = check(file)
    assert (found.ok, found.integrity) == (True, "ok")
    with open_store(file) as store:
        assert content(store) == before
        assert len(imports.listing(store.db)) == 1


def test_a_dry_run_counts_and_writes_nothing(store: Store, tmp_path: Path) -> None:
    path = write_qq(tmp_path / "a.txt", many(100))
    before = content(store)
    (result,) = take(store, path, dry_run=True)
    assert (result.import_id, result.new, result.members_new) == (None, 100, 30)
    assert content(store) == before
    assert imports.listing(store.db) == []


def test_undo_takes_everything_back(store: Store, tmp_path: Path) -> None:
    rows = many(100)
    take(store, write_qq(tmp_path / "a.txt", rows[:60]))
    before = content(store)
    joins = [("2026-02-01 9:00:00", "系统消息(1000000)", "成员1邀请新人加入了本群。")]
    extra = [
        ("2026-02-01 9:01:00", "新人(777777)", "@成员1 大家好，来读书"),
        *many(20, datetime(2026, 2, 2)),
    ]
    (second,) = take(store, write_qq(tmp_path / "b.txt", rows[30:] + joins + extra))
    assert content(store) != before
    with pytest.raises(UserError) as refused:
        finish(undo_import(store, 1))
    assert refused.value.problem.code == "import_has_later"
    assert second.import_id is not None
    finish(undo_import(store, second.import_id))
    assert content(store) == before
    finish(undo_import(store, 1))
    assert {table: rows for table, rows in content(store).items() if rows} == {}
    with pytest.raises(UserError) as twice:
        finish(undo_import(store, 1))
    assert twice.value.problem.code == "import_undone"


def test_an_undone_file_can_be_taken_in_again(store: Store, tmp_path: Path) -> None:
    path = write_qq(tmp_path / "a.txt", many(60))
    (first,) = take(store, path)
    assert first.import_id is not None
    finish(undo_import(store, first.import_id))
    (again,) = take(store, path)
    assert (again.new, again.duplicates) == (60, 0)
    assert len(messages.search(store.db, "第59句")[0]) == 1

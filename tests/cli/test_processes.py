"""The program as a process of its own: pipes, signals, file names, several at once."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from qunmate.data import groups
from qunmate.data.importers.worker import LARGE
from qunmate.data.store import open_store

PROGRAM = [sys.executable, "-m", "qunmate"]
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals and pipes of POSIX")


def start(*words: str, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*PROGRAM, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, **environment},
        start_new_session=True,
    )


def run(*words: str, **environment: str) -> tuple[int, str, str]:
    process = start(*words, **environment)
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.qunmate"
    with open_store(path) as store, store.atomic() as db:
        groups.add(db, "读书会", "qq", "Asia/Shanghai")
    return path


def large_record(path: Path) -> Path:
    """A record that a process of its own parses, slowly: heads without end."""
    heads = "".join(
        f"2024-01-{1 + n % 28:02} 9:{n % 60:02}:{n % 59:02} 林{n % 97}({10_000 + n % 97})\n{n}\n\n"
        for n in range(60)
    )
    path.write_text(heads * (4 * LARGE // len(heads.encode())), encoding="utf-8")
    return path


@POSIX
@pytest.mark.parametrize("extra", [[], ["--json"]])
def test_ctrl_c_leaves_the_file_as_it_was(file: Path, tmp_path: Path, extra: list[str]) -> None:
    record = large_record(tmp_path / "chat.txt")
    process = start("--db", str(file), "--lang", "en", "import", "chat", str(record), *extra)
    while process.poll() is None and not file.with_name("a.qunmate-wal").exists():
        pass  # until the import has begun to write
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "Traceback" not in err
    if extra:
        assert json.loads(out)["error"] == "Stopped."
    else:
        assert err.strip().splitlines()[-2] == "Stopped."
    with open_store(file, read_only=True) as store:
        assert store.db.execute("SELECT count(*) FROM messages").fetchone()[0] == 0


@POSIX
def test_a_reader_that_closes_the_pipe_is_no_trouble(file: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [*PROGRAM, "--db", str(file), "formats"],
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)
    assert done.stderr == b""


@pytest.mark.parametrize("name", ["a b.qunmate", "群👍🏽.qunmate", 'it\'s "so" 100%?#.qunmate'])
def test_any_file_name(tmp_path: Path, name: str) -> None:
    if sys.platform == "win32" and set(name) & set('"?'):
        pytest.skip("no such name on this system")
    path = tmp_path / name
    code, _out, err = run("group", "add", "A", "--platform", "qq", QUNMATE_DB=str(path))
    assert (code, err) == (0, "")
    assert json.loads(run("groups", "--json", QUNMATE_DB=str(path))[1])[0]["name"] == "A"
    assert {one.name for one in tmp_path.iterdir()} == {name}


def test_several_that_make_the_same_file_at_once(tmp_path: Path) -> None:
    for attempt in range(3):
        path = tmp_path / f"{attempt}.qunmate"
        all_ = [
            start("--db", str(path), "group", "add", name, "--platform", "qq") for name in "ABC"
        ]
        told = [process.communicate(timeout=60)[1] for process in all_]
        assert [process.returncode for process in all_] == [0, 0, 0], told
        assert len(json.loads(run("--db", str(path), "groups", "--json")[1])) == 3
    assert len(list(tmp_path.iterdir())) == 3

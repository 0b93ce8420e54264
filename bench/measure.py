"""Takes the time and memory of commands, and collects what was measured."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import psutil
from tabulate import tabulate

from qunmate.data import backups

T = TypeVar("T")
MB = 1e6
POLL_SECONDS = 0.1
STARTED = "BENCH_STARTED"  # epoch seconds at which a measured command was started


@dataclass(frozen=True)
class Run:
    """One run of a command: wall-clock seconds, processor seconds, the most bytes that all its
    processes held together (RSS, shared pages counted in each), and what it printed."""

    seconds: float
    processor: float
    peak: int
    output: str

    @property
    def document(self) -> Any:
        return json.loads(self.output)


def command(*arguments: object) -> Run:
    """Run a command to its end; a failure raises with its stderr."""
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        start, before = time.perf_counter(), _processor()
        environment = {**os.environ, STARTED: repr(time.time())}
        words = [str(part) for part in arguments]
        child = psutil.Popen(words, stdout=out, stderr=err, env=environment)
        peak = 0
        while True:
            peak = max(peak, _held(child))
            with contextlib.suppress(subprocess.TimeoutExpired, psutil.TimeoutExpired):
                child.wait(POLL_SECONDS)
                break
        seconds = time.perf_counter() - start
        out.seek(0)
        err.seek(0)
        if child.returncode:
            raise RuntimeError(f"{arguments} failed: {err.read()}")
        return Run(seconds, _processor() - before, peak, out.read())


def _processor() -> float:
    """Processor seconds of all children so far and theirs (0 on Windows)."""
    times = os.times()
    return times.children_user + times.children_system


def _held(child: psutil.Process) -> int:
    """Bytes of the process and all below it; those that just ended count nothing."""
    total = 0
    with contextlib.suppress(psutil.NoSuchProcess):
        for process in [child, *child.children(recursive=True)]:
            with contextlib.suppress(psutil.NoSuchProcess):
                total += process.memory_info().rss
    return total


def qunmate(db: Path, *arguments: object) -> Run:
    """Run our command line on the file `db`."""
    return command(sys.executable, "-m", "qunmate", "--db", db, "--lang", "en", *arguments)


def bare(*arguments: object) -> float:
    """Seconds that a baseline of bench/bare.py says it took, its start not counted."""
    return float(command(sys.executable, "-m", "bench.bare", *arguments).output)


def fresh(path: Path) -> Path:
    """The path with nothing there: the file, SQLite's files beside it and its backups, which
    would be offered in its place, are removed."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    shutil.rmtree(backups.folder_of(path), ignore_errors=True)
    return path


def timed(work: Callable[[], T]) -> tuple[float, T]:
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


median = statistics.median


@dataclass
class Report:
    """What the topics are told, and what they tell.

    folder: for data, kept between runs. messages, rows, repeats: sizes asked for.
    """

    folder: Path
    messages: int
    rows: int
    repeats: int
    topic: str = ""
    rows_of_table: list[list[str]] = field(default_factory=list)
    slow: bool = False

    def add(self, job: str, value: float, unit: str = "s", limit: float | None = None) -> None:
        """Tell a number, and the most that it may be."""
        verdict = "" if limit is None else "OK" if value <= limit else "SLOW"
        self.slow |= verdict == "SLOW"
        bound = "" if limit is None else f"{limit:g} {unit}"
        row = [self.topic, job, f"{value:.3g} {unit}", bound, verdict]
        self.rows_of_table.append(row)
        print("  " + "  ".join(row[1:]), flush=True)

    def check(self, job: str, found: object, wanted: object) -> None:
        """A fast wrong answer is worth nothing."""
        if found != wanted:
            self.slow = True
            self.rows_of_table.append([self.topic, job, str(found), str(wanted), "WRONG"])

    def table(self) -> str:
        headings = ["topic", "job", "measured", "limit", ""]
        return str(tabulate(self.rows_of_table, headings, disable_numparse=True))

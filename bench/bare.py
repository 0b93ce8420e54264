"""Baselines: the least that any program must do. Each prints the seconds it took.

python -m bench.bare chat FILE.txt DB      read lines, split heads by one regex, executemany
python -m bench.bare roster FILE.xlsx DB   calamine's rows into executemany
"""

from __future__ import annotations

import re
import sqlite3
import sys
import time
from collections.abc import Iterator
from pathlib import Path

HEAD = re.compile(r"^(\d{4}-\d\d-\d\d \d{1,2}:\d\d:\d\d) (.*?)(?:\(([^()]*)\)|<([^<>]*)>)?$")


def messages(path: Path) -> Iterator[tuple[str, str, str, str]]:
    head: tuple[str, str, str] | None = None
    body: list[str] = []
    with path.open(encoding="utf-8-sig") as file:
        for line in file:
            match = HEAD.match(line)
            if match:
                if head:
                    yield (*head, "\n".join(body))
                head = (match[1], match[2], match[3])
                body = []
            else:
                text = line.rstrip()
                if text:
                    body.append(text)
    if head:
        yield (*head, "\n".join(body))


def chat(path: Path, conn: sqlite3.Connection) -> None:
    conn.execute("create table message (sent_at text, name text, id text, body text)")
    conn.executemany("insert into message values (?, ?, ?, ?)", messages(path))


def roster(path: Path, conn: sqlite3.Connection) -> None:
    from python_calamine import CalamineWorkbook

    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    columns = ", ".join(f"c{number}" for number in range(len(rows[0])))
    conn.execute(f"create table member ({columns})")
    marks = ", ".join("?" * len(rows[0]))
    texts = ([str(cell) for cell in row] for row in rows)
    conn.executemany(f"insert into member values ({marks})", texts)


def main() -> None:
    kind, source, db = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    db.unlink(missing_ok=True)
    conn = sqlite3.connect(db)
    start = time.perf_counter()
    with conn:
        {"chat": chat, "roster": roster}[kind](source, conn)
    print(time.perf_counter() - start)
    conn.close()


if __name__ == "__main__":
    main()

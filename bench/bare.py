"""Baselines: the least that any program must do. Each prints the seconds it took.

python -m bench.bare chat FILE.txt DB      read lines, split heads by one regex, executemany
python -m bench.bare roster FILE.xlsx DB   calamine's rows into executemany
python -m bench.bare chatlab|telegram|whatsapp FILE DB   the same with each format's parser
"""

from __future__ import annotations

import json
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


def chatlab(path: Path, conn: sqlite3.Connection) -> None:
    conn.execute("create table message (sent_at integer, name text, id text, body text)")
    with path.open(encoding="utf-8") as file:
        found = (json.loads(line) for line in file)
        rows = (
            (m["timestamp"], m["accountName"], m["sender"], m["content"])
            for m in found
            if m["_type"] == "message"
        )
        conn.executemany("insert into message values (?, ?, ?, ?)", rows)


def telegram(path: Path, conn: sqlite3.Connection) -> None:
    import ijson

    conn.execute("create table message (sent_at integer, name text, id text, body text)")
    with path.open("rb") as file:
        found = ijson.items(file, "messages.item", use_float=True)
        rows = ((int(m["date_unixtime"]), m["from"], m["from_id"], m["text"]) for m in found)
        conn.executemany("insert into message values (?, ?, ?, ?)", rows)


WHATSAPP = re.compile(r"^\[(\d\d/\d\d/\d{4}, \d\d:\d\d:\d\d)\] (.*?): (.*)$")


def whatsapp(path: Path, conn: sqlite3.Connection) -> None:
    conn.execute("create table message (sent_at text, name text, body text)")
    with path.open(encoding="utf-8") as file:
        rows = (match.groups() for match in map(WHATSAPP.match, file) if match)
        conn.executemany("insert into message values (?, ?, ?)", rows)


KINDS = {
    "chat": chat,
    "chatlab": chatlab,
    "telegram": telegram,
    "whatsapp": whatsapp,
    "roster": roster,
}


def main() -> None:
    kind, source, db = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    db.unlink(missing_ok=True)
    conn = sqlite3.connect(db)
    start = time.perf_counter()
    with conn:
        KINDS[kind](source, conn)
    print(time.perf_counter() - start)
    conn.close()


if __name__ == "__main__":
    main()

"""What `python3 dev.py run` shows where there is no display: the main job, start to end.

Makes the sample file, imports the shipped sheet and chat into it, writes both editions of the
digest in every format and pictures of every tab and dialog, and tells where everything lies.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "resources" / "samples"
FOLDER = ROOT / "build" / "sample"
YEAR = FOLDER / "year.qunmate"
IMPORTED = FOLDER / "imported.qunmate"
SCREENS = ROOT / "build" / "screens"
GROUP = "运营研究社"  # the group that the shipped sheet and WeChat record are of
SHEET, CHAT = "成员名单.xlsx", "群聊记录-微信.txt"


def qunmate(db: Path, *arguments: object, today: date | None = None) -> Any:
    """Run a command of the command line and give what it says as JSON, where it says any."""
    options = ["--today", today.isoformat()] if today else []
    words = [str(part) for part in arguments]
    done = module("qunmate", "--db", db, *options, *words)
    return json.loads(done) if "--json" in words else None


def module(name: str, *arguments: object) -> str:
    """Run a module of the checkout; a failure ends this with what it said."""
    command = [sys.executable, "-m", name, *(str(part) for part in arguments)]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, encoding="utf-8", env=UTF8, check=False
    )
    if done.returncode:
        print(done.stdout, done.stderr, sep="\n")
        sys.exit(done.returncode)
    return done.stdout


UTF8 = {**os.environ, "PYTHONUTF8": "1"}


def tell(path: Path, what: str) -> None:
    print(f"  {path.relative_to(ROOT)!s:<40} {what}", flush=True)


def make_year() -> None:
    qunmate(YEAR, "demo")
    tell(YEAR, "an invented year of five groups:")
    for group in qunmate(YEAR, "groups", "--json"):
        print(f"      {group['name']}: {group['members']} members, {group['messages']} messages")


def import_samples() -> date:
    """Take in the shipped sheet and chat; gives the day of the last message."""
    qunmate(IMPORTED, "group", "add", GROUP, "--platform", "wechat", "--timezone", "Asia/Shanghai")
    sheet, chat = SAMPLES / SHEET, SAMPLES / CHAT
    roster = qunmate(IMPORTED, "import", "roster", sheet, "--group", GROUP, "--json")
    tell(
        sheet, f"{roster['rows']} rows, {roster['new']} new members, {roster['rejected']} rejected"
    )
    talk = qunmate(IMPORTED, "import", "chat", chat, "--group", GROUP, "--json")
    seen = f"{talk['members_new']} members only seen in chat"
    tell(chat, f"{talk['messages']} messages, {talk['new']} new, {seen}")
    tell(IMPORTED, f"now holds both, in the group {GROUP}")
    return date.fromisoformat(talk["last"][:10])


def write_digests(last: date) -> None:
    """Of the week that the last message is in, as if today were the Monday after it."""
    monday = last + timedelta(days=7 - last.weekday())
    for edition in ("member", "operator"):
        for suffix in ("xlsx", "md", "html"):
            path = FOLDER / f"digest-{edition}.{suffix}"
            asked = ("digest", "--group", GROUP, "--edition", edition, "-o", path)
            qunmate(IMPORTED, *asked, today=monday)
            tell(path, f"{edition} edition")


def main() -> None:
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    print("The sample file:", flush=True)
    make_year()
    print("The import of a member sheet and a chat:", flush=True)
    last = import_samples()
    print("The weekly digest:", flush=True)
    write_digests(last)
    print("The window, tab by tab:", flush=True)
    shown = ("--sizes", "laptop", "--states", "full", "--languages", "zh_CN,en")
    module("tests.screens", SCREENS, *shown)  # `dev.py screens` renders all of them
    tell(SCREENS, f"{len(list(SCREENS.rglob('*.png')))} pictures")


if __name__ == "__main__":
    main()

"""What `python3 dev.py run` shows where there is no display: the main job, start to end.

Makes the sample file, imports the shipped sheet and chat into it, writes both editions of the
digest in every format and pictures of every tab and dialog, and tells where everything lies.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "resources" / "samples"
FOLDER = ROOT / "build" / "sample"
FILE = FOLDER / "sample.qunmate"
GROUP = "Imported sample"


def qunmate(*arguments: object, today: date | None = None) -> Any:
    """Run a command of the command line and give what it says as JSON, where it says any."""
    options = ["--today", today.isoformat()] if today else []
    words = [str(part) for part in arguments]
    command = [sys.executable, "-m", "qunmate", "--db", str(FILE), *options, *words]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        print(done.stdout)
        sys.exit(done.returncode)
    return json.loads(done.stdout) if "--json" in words else None


def tell(path: Path, what: str) -> None:
    print(f"  {path.relative_to(ROOT)!s:<44} {what}", flush=True)


def import_samples() -> date:
    """Take in the shipped sheet and chat; gives the day of the last message."""
    sheet, chat = min(SAMPLES.glob("*.xlsx")), min(SAMPLES.glob("*.txt"))
    qunmate("group", "add", GROUP, "--platform", "wechat", "--timezone", "Asia/Shanghai")
    roster = qunmate("import", "roster", sheet, "--group", GROUP, "--json")
    talk = qunmate("import", "chat", chat, "--group", GROUP, "--json")
    tell(sheet, f"{roster['rows']} rows: {roster['new']} members, {roster['rejected']} rejected")
    tell(chat, f"{talk['messages']} messages ({talk['format']}), {talk['new']} new")
    return date.fromisoformat(talk["last"][:10])


def write_digests(last: date) -> None:
    """Of the week that the last message is in, as if today were the Monday after it."""
    monday = last + timedelta(days=7 - last.weekday())
    for edition in ("member", "operator"):
        for suffix in ("xlsx", "md", "html"):
            path = FOLDER / f"digest-{edition}.{suffix}"
            qunmate("digest", "--group", GROUP, "--edition", edition, "-o", path, today=monday)
            tell(path, f"digest, {edition} edition")


def main() -> None:
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    print("Making the sample file:", flush=True)
    qunmate("demo")
    tell(FILE, "an invented year of five groups")
    for group in qunmate("groups", "--json"):
        print(f"    {group['name']}: {group['members']} members, {group['messages']} messages")
    print(f"Importing into it, as group “{GROUP}”:", flush=True)
    last = import_samples()
    print("Writing the weekly digest:", flush=True)
    write_digests(last)
    print("Painting the window:", flush=True)
    subprocess.run([sys.executable, "-m", "tests.screens"], cwd=ROOT, check=True)
    print("Look at them, or start the window where there is a display: python3 dev.py run")


if __name__ == "__main__":
    main()

"""self-test: the main job on a scratch file, step by step; used on the packaged app."""

from __future__ import annotations

import gettext
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import click

from qunmate import __version__, clock, i18n, resources
from qunmate.cli.app import App, json_option
from qunmate.cli.app import command as make_command
from qunmate.cli.printing import emit
from qunmate.data import groups
from qunmate.data.store import open_store
from qunmate.errors import UserError
from qunmate.figures.health import Health
from qunmate.i18n import N_, _
from qunmate.progress import finish
from qunmate.words import words

GROUP = "Self-test"
IMAGES = {".svg", ".png", ".ico"}
CALENDAR = """BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//QunMate//self-test//EN\r
BEGIN:VEVENT\r
UID:1@qunmate\r
DTSTAMP:20260101T000000Z\r
DTSTART;TZID=Asia/Shanghai:20260217T080000\r
SUMMARY:Self-test\r
END:VEVENT\r
END:VCALENDAR\r
"""
CHATS = {".txt", ".json", ".jsonl"}
TEXTS = {".txt", ".md", ".qss", ".css", ".po", ".csv", ".html"}


@dataclass(frozen=True)
class StepReport:
    step: str
    ok: bool
    seconds: float
    detail: str


@make_command(
    N_(
        "Try the main job on a scratch file: read what ships, import, export, show the window. "
        "Example: qunmate self-test"
    ),
    name="self-test",
)
@json_option
@click.pass_context
def command(ctx: click.Context, *, as_json: bool) -> None:
    """Exit code 0 if all went well, 1 if the machine is at fault, 3 if we are."""
    app: App = ctx.obj
    reports: list[StepReport] = []
    code = 0
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        for name, step in _steps(Path(folder), app.today):
            report, code = _try(name, step)
            reports.append(report)
            if not as_json:
                click.echo(_line(report))
            if code:
                break
    document = {
        "ok": code == 0,
        "version": __version__,
        "python": platform.python_version(),
        "platform": platform.platform(),
        "steps": [asdict(report) for report in reports],
    }
    emit(document, as_json=as_json, text=lambda: "" if code else _("Everything works."))
    ctx.exit(code)


def _try(name: str, step: Callable[[], str]) -> tuple[StepReport, int]:
    start = time.perf_counter()
    try:
        detail, code = step(), 0
    except UserError as error:
        detail, code = " ".join(words(error.problem)), 1
    except Exception as defect:
        from qunmate.report import write_report

        detail, code = f"{type(defect).__name__}: {defect} ({write_report(defect)})", 3
    return StepReport(name, code == 0, round(time.perf_counter() - start, 3), detail), code


def _line(report: StepReport) -> str:
    mark = _("ok") if report.ok else _("FAILED")
    return f"{mark:<7} {report.step:<10} {report.seconds:5.1f} s  {report.detail}"


def _steps(folder: Path, today: date) -> Iterator[tuple[str, Callable[[], str]]]:
    path = folder / "self-test.qunmate"
    yield "resources", read_resources
    yield "file", lambda: _make_file(path)
    yield "sheet", lambda: _import_sheet(path, today)
    yield "chat", lambda: _import_chat(path, today)
    yield "process", lambda: _import_large(path, folder, today)
    yield "calendar", lambda: _read_calendar(folder)
    yield "digest", lambda: _write_digests(path, folder, today)
    yield "window", lambda: _show_window(path, folder, today)


def read_resources() -> str:
    """Read every file that ships, by the reader of its kind."""
    files = [path for path in sorted(resources.root().rglob("*")) if path.is_file()]
    if not files:
        raise FileNotFoundError(resources.root())
    for path in files:
        if path.suffix == ".json":
            json.loads(path.read_text(encoding="utf-8"))
        elif path.suffix in TEXTS:
            path.read_text(encoding="utf-8")
        elif path.suffix == ".mo":
            with path.open("rb") as file:
                gettext.GNUTranslations(file)
        else:
            path.read_bytes()
    missing = [name for name in i18n.LANGUAGES if name != "en" and not _catalogue(name).exists()]
    if missing:
        raise FileNotFoundError(missing)
    _check_images([path for path in files if path.suffix in IMAGES])
    return _("{n} files").format(n=len(files))


def _catalogue(language: str) -> Path:
    return resources.path("locale", language, "LC_MESSAGES", f"{i18n.DOMAIN}.mo")


def _check_images(paths: list[Path]) -> None:
    _offscreen_without_display()
    from qunmate.ui.self_check import unreadable_images

    broken = unreadable_images(paths)
    if broken:
        raise ValueError(broken)


def _make_file(path: Path) -> str:
    with open_store(path) as store, store.atomic() as db:
        groups.add(db, GROUP, "wechat", "Asia/Shanghai")
    return _("made and opened")


def _import_sheet(path: Path, today: date) -> str:
    from qunmate.tasks.import_roster import import_roster

    sheet = min(resources.path("samples").glob("*.xlsx"))
    with open_store(path) as store:
        group = groups.by_name(store.db, GROUP)
        done = finish(import_roster(store, sheet, group=group, today=today))
    if not done.new:
        raise ValueError(f"no member in {sheet.name}")
    return _("{n} members from {file}").format(n=done.new, file=sheet.name)


def _import_chat(path: Path, today: date) -> str:
    """Every format of the samples: the first for our group, the others for their own."""
    first, *others = sorted(
        found for found in resources.path("samples").iterdir() if found.suffix in CHATS
    )
    texts = [_take_in(path, first, GROUP, today)]
    return ", ".join(texts + [_take_in(path, other, None, today) for other in others])


def _import_large(path: Path, folder: Path, today: date) -> str:
    """A record large enough to be parsed by a process of its own."""
    from qunmate.data.importers.worker import LARGE

    record = folder / "large.txt"
    lines = [
        f"2024-01-{1 + day:02} {hour}:00:00 Lin(10001)" for day in range(31) for hour in (8, 9)
    ]
    text = "\r\n".join(f"{head}\r\n{'早上好' * 10_000}\r\n" for head in lines)
    record.write_text(text, encoding="utf-8")
    if record.stat().st_size < LARGE:
        raise ValueError(f"{record.stat().st_size} bytes are not large")
    return _take_in(path, record, None, today)


def _take_in(path: Path, record: Path, group: str | None, today: date) -> str:
    from qunmate.tasks.import_chat import SourceFailure, import_chat

    with open_store(path) as store:
        (done,) = finish(import_chat(store, [record], group=group, today=today))
    if isinstance(done, SourceFailure) or not done.messages:
        raise ValueError(f"no message in {record.name}: {done}")
    return _("{n} messages from {file}").format(n=done.messages, file=record.name)


def _read_calendar(folder: Path) -> str:
    """What the libraries of the calendar know: a festival by the moon, and an .ics file."""
    from qunmate import festivals
    from qunmate.data.importers import plan_ics

    spring = festivals.mark(clock.parse_day("2026-02-17"), i18n.language()).festival
    if not spring:
        raise ValueError("no festival on the first day of the lunar year")
    calendar = folder / "calendar.ics"
    calendar.write_text(CALENDAR, encoding="utf-8")
    if len(plan_ics.read(calendar).rows) != 1:
        raise ValueError("no event in the calendar")
    return spring


def _write_digests(path: Path, folder: Path, today: date) -> str:
    _offscreen_without_display()
    from qunmate.tasks.digest import FORMATS, make_digest, write_digest
    from qunmate.tasks.figures import health
    from qunmate.ui.paint.files import paint_digest

    with open_store(path, read_only=True) as store:
        group = groups.by_name(store.db, GROUP)
        last = _last_day(health(store, group))
        written = []
        for edition in ("member", "operator"):
            digest = make_digest(
                store, group, first=last - 6, last=last, edition=edition, today=today
            )
            for format_ in FORMATS:
                written.append(folder / f"{edition}.{format_}")
                write_digest(digest, written[-1], format_, paint=paint_digest)
    if not all(target.stat().st_size for target in written):
        raise ValueError("an empty digest")
    return ", ".join(target.name for target in written)


def _last_day(figures: Health) -> int:
    if figures.to is None:
        raise ValueError("no day with messages")
    return clock.parse_day(figures.to)


def _show_window(path: Path, folder: Path, today: date) -> str:
    _offscreen_without_display()
    from qunmate.ui.self_check import show_window

    seconds, logged = show_window(path, folder, today)
    return "; ".join([_("shown after {seconds} s").format(seconds=f"{seconds:.2f}"), *logged])


def _offscreen_without_display() -> None:
    has_display = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if sys.platform.startswith("linux") and not has_display:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

"""today: what the day asks for."""

from __future__ import annotations

import time
from datetime import date
from typing import Any

import click

from qunmate import clock
from qunmate.cli.app import App, command, json_option, option
from qunmate.cli.printing import emit
from qunmate.data import groups
from qunmate.i18n import N_, _
from qunmate.tasks.today import read_sheet
from qunmate.today.model import Change, Line, Sheet
from qunmate.today.words import alert_words, change_hint, change_words, said


@command(
    N_(
        "Show what today needs: what to post, whom to contact, what to answer, what"
        " is wrong. Example: qunmate today --group 读书会"
    ),
    "today",
)
@option("--group", help=N_("Only this group."))
@json_option
@click.pass_obj
def today(app: App, group: str | None, *, as_json: bool) -> None:
    with app.store() as store:
        chosen = groups.asked(store.db, group)
        meant = [one for one in groups.all_groups(store.db) if not one.archived]
        passed = (app.today - date.today()).days * clock.DAY  # where another day is given
        now = int(time.time()) + passed
        sheet = read_sheet(store, [chosen] if chosen else meant, app.today, now, group=chosen)
    emit(_document(sheet), as_json=as_json, text=lambda: _text(sheet))


def _document(sheet: Sheet) -> dict[str, Any]:
    return {
        "day": clock.iso_day(sheet.day),
        "open": sheet.open,
        "done": sheet.done,
        "post": [_line(line) for line in sheet.tasks.posts],
        "meet": [_line(line) for line in sheet.meets],
        "answer": [_line(line) for line in sheet.questions],
        "alerts": [
            {
                "kind": alert.kind,
                "tone": alert.tone,
                "group": alert.signs.group,
                "text": " ".join(filter(None, alert_words(alert))),
            }
            for alert in sheet.findings.alerts
        ],
        "changes": [_change(change) for change in sheet.findings.changes],
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "kind": line.kind,
        "day": clock.iso_day(line.day),
        "time": line.time or None,
        "groups": list(line.groups),
        "title": line.title or None,
        "text": line.text or None,
        "members": [
            {
                "id": person.id,
                "name": person.name,
                "day": None if person.day is None else clock.iso_day(person.day),
            }
            for person in line.people
        ],
        "plan_item": line.item.id if line.item else None,
        "note": line.note.id if line.note else None,
        "message": line.message_id,
        "done": line.done,
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "group": change.group,
        "day": clock.iso_day(change.day),
        "members": change.members,
        "messages": change.messages,
        "speakers": change.speakers,
        "messages_change": change.share,
        "weeks": change.weeks,
    }


def _text(sheet: Sheet) -> str:
    blocks = [
        (_("To post"), [_words(line, sheet.day) for line in sheet.tasks.posts]),
        (_("Whom to contact"), [_words(line, sheet.day) for line in sheet.meets]),
        (_("To answer"), [_words(line, sheet.day) for line in sheet.questions]),
        (
            _("Alerts"),
            ["  ".join(filter(None, alert_words(one))) for one in sheet.findings.alerts],
        ),
        (_("The day before"), [_change_words(one) for one in sheet.findings.changes]),
    ]
    lines = [clock.iso_day(sheet.day)]
    for title, found in blocks:
        if found:
            lines += ["", title, *(f"  {line}" for line in found)]
    if not sheet.open:
        done = _("All done for today.") if sheet.done else _("Nothing needs you today.")
        lines += ["", done]
    return "\n".join(lines)


def _words(line: Line, today: int) -> str:
    told = said(line, today)
    sign = "✓" if line.done else "·"
    return "  ".join(filter(None, (sign, told.when, told.title, told.who, told.note)))


def _change_words(change: Change) -> str:
    return "  ".join((change.group, *change_words(change), f"({change_hint(change)})"))

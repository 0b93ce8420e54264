"""formats: what can be read and written, and how a user gets such a file."""

from __future__ import annotations

from qunmate.cli.app import command, emit, json_option
from qunmate.data.importers import all_readers
from qunmate.i18n import N_, _

# name, kind, title, how, suffixes that are read, whether it can be written too
_OTHERS = (
    (
        "roster_sheet", "roster", N_("Member spreadsheet"),
        N_("Any sheet with one member a row."), (".xlsx", ".xls", ".ods"), True,
    ),
    (
        "roster_csv", "roster", N_("Member list as text"),
        N_("One member a line, columns by comma or tab."), (".csv", ".tsv"), True,
    ),
    (
        "plan_sheet", "plan", N_("Plan as a sheet"),
        N_("Your own sheet with one planned post a row: a day, a title or a text."),
        (".xlsx", ".xls", ".ods", ".csv", ".tsv"), True,
    ),
    (
        "plan_ics", "plan", N_("Calendar (iCalendar)"),
        N_("“Export” in Google Calendar, Outlook, Apple Calendar, Feishu or DingTalk."),
        (".ics",), True,
    ),
    (
        "highlights_sheet", "highlights", N_("Collection of highlights as a sheet"),
        N_("Your own sheet with one highlight a row: a title, a text, or question and answer."),
        (".xlsx", ".xls", ".ods", ".csv", ".tsv"), True,
    ),
    (
        "qq_essence", "highlights", N_("QQ essence messages"),
        N_("QQChatExporter: open a group, “Essence messages”, export as JSON."),
        (".json",), False,
    ),
)  # fmt: skip


@command(N_("List the formats and how to get such files. Example: qunmate formats"), "formats")
@json_option
def formats(*, as_json: bool) -> None:
    chats = [
        {
            "name": reader.NAME,
            "kind": "chat",
            "title": _(reader.TITLE),
            "how": _(reader.HOW),
            "suffixes": list(reader.SUFFIXES),
            "write": reader.NAME == "chatlab_jsonl",
        }
        for reader in all_readers()
    ]
    others = [
        {
            "name": name,
            "kind": kind,
            "title": _(title),
            "how": _(how),
            "suffixes": list(suffixes),
            "write": write,
        }
        for name, kind, title, how, suffixes, write in _OTHERS
    ]
    found = [*chats, *others]
    emit(
        found,
        as_json=as_json,
        text=lambda: "\n\n".join(f"{f['name']}: {f['title']}\n  {f['how']}" for f in found),
    )

"""formats: what can be read and written, and how a user gets such a file."""

from __future__ import annotations

from qunmate.cli.app import command, emit, json_option
from qunmate.data.importers import all_readers
from qunmate.i18n import N_, _

_SHEETS = (
    ("roster_sheet", N_("Member spreadsheet"), N_("Any sheet with one member a row.")),
    ("roster_csv", N_("Member list as text"), N_("One member a line, columns by comma or tab.")),
)
_SUFFIXES = {"roster_sheet": (".xlsx", ".xls", ".ods"), "roster_csv": (".csv", ".tsv")}


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
    sheets = [
        {
            "name": name,
            "kind": "roster",
            "title": _(title),
            "how": _(how),
            "suffixes": list(_SUFFIXES[name]),
            "write": True,
        }
        for name, title, how in _SHEETS
    ]
    found = [*chats, *sheets]
    emit(
        found,
        as_json=as_json,
        text=lambda: "\n\n".join(f"{f['name']}: {f['title']}\n  {f['how']}" for f in found),
    )

"""Everything that can be read, in words: what it is called, its files, how to get one."""

from __future__ import annotations

from dataclasses import dataclass

from qunmate.data.importers import all_readers
from qunmate.i18n import N_, _


@dataclass(frozen=True, slots=True)
class Format:
    """`kind` is chat, roster, plan or highlights; `title` and `how` are in the user's language;
    `write`: QunMate writes it too."""

    name: str
    kind: str
    title: str
    how: str
    suffixes: tuple[str, ...]
    write: bool = False


_SHEETS = (
    Format(
        "roster_sheet",
        "roster",
        N_("Member sheet (Excel)"),
        N_(
            "Any sheet with one member per row, whatever its columns are called: QunMate"
            " suggests what each one is, and you can change it. For an empty one to fill in,"
            " choose “Empty sheet…” in the menu ⋯ of Members."
        ),
        (".xlsx", ".xls", ".ods"),
        write=True,
    ),
    Format(
        "roster_csv",
        "roster",
        N_("Member sheet (CSV)"),
        N_(
            "One member per line, columns separated by commas or tabs: what sign-up"
            " forms, mini programs and the member page of a QQ group give you."
        ),
        (".csv", ".tsv"),
        write=True,
    ),
    Format(
        "qq_members",
        "roster",
        N_("Members of a QQ group (JSON)"),
        N_(
            "The member list of qun.qq.com, as helpers in the browser save it, with everybody's "
            "day of joining: take in the file as it is."
        ),
        (".json",),
    ),
    Format(
        "plan_sheet",
        "plan",
        N_("Plan sheet"),
        N_(
            "A sheet with one post or event per row: when, for which group, title or"
            " text. Save your present planning sheet as Excel or CSV and import it."
        ),
        (".xlsx", ".xls", ".ods", ".csv", ".tsv"),
        write=True,
    ),
    Format(
        "plan_ics",
        "plan",
        N_("Calendar file"),
        N_("In your calendar program choose to export, or to download, the calendar as .ics."),
        (".ics",),
        write=True,
    ),
    Format(
        "highlights_sheet",
        "highlights",
        N_("Highlights sheet"),
        N_(
            "A sheet of questions and answers, talks or resources, one per row: the"
            " document you have kept them in so far, saved as Excel or CSV."
        ),
        (".xlsx", ".xls", ".ods", ".csv", ".tsv"),
        write=True,
    ),
    Format(
        "qq_essence",
        "highlights",
        N_("QQ essence messages"),
        N_(
            "If you keep a JSON file of essence messages that QQChatExporter made of your own"
            " group, import it as it is: it goes straight into the highlights."
        ),
        (".json",),
    ),
)


# what most people have, before what few do
_FIRST = ("wechat_txt", "qq_txt", "qq_paste", "whatsapp", "telegram", "line", "plain_table")


def formats() -> list[Format]:
    """Sheets of members, the chat formats, then plans and highlights; the usual ones first."""
    chats = [
        Format(
            reader.NAME,
            "chat",
            _(reader.TITLE),
            _(reader.HOW),
            tuple(reader.SUFFIXES),
            write=reader.NAME == "chatlab_jsonl",
        )
        for reader in all_readers()
    ]
    sheets = [
        Format(one.name, one.kind, _(one.title), _(one.how), one.suffixes, write=one.write)
        for one in _SHEETS
    ]
    chats.sort(key=lambda one: _FIRST.index(one.name) if one.name in _FIRST else len(_FIRST))
    members = [one for one in sheets if one.kind == "roster"]
    return [*members, *chats, *(one for one in sheets if one.kind != "roster")]


def steps(how: str) -> str:
    """Numbered steps, a line each."""
    for number in range(2, 10):
        how = how.replace(f" {number}. ", f"\n{number}. ")
    return how.replace(": 1. ", ":\n1. ")

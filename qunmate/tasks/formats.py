"""Everything that can be read, in words: what it is called, its files, how to get one."""

from __future__ import annotations

from dataclasses import dataclass

from qunmate.data.importers import Reader, all_readers
from qunmate.i18n import N_, _, language


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
            " open Members, click the ⋯ button and choose “Empty sheet…”."
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


# what most people have, before what few do; who reads Chinese has little from those at the end
_FIRST = ("wechat_txt", "qq_txt", "qq_paste", "whatsapp", "telegram", "line", "plain_table")
_FIRST_IN = {
    "zh_CN": ("wechat_txt", "qq_txt", "qq_paste", "qq_mht", "plain_table"),
    "zh_TW": ("line", "wechat_txt", "qq_txt", "qq_paste", "plain_table"),
}
_LAST_IN_CHINESE = ("slack", "discord_json", "discord_csv")


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
        for reader in sorted(all_readers(), key=_place)
    ]
    sheets = [
        Format(one.name, one.kind, _(one.title), _(one.how), one.suffixes, write=one.write)
        for one in _SHEETS
    ]
    members = [one for one in sheets if one.kind == "roster"]
    return [*members, *chats, *(one for one in sheets if one.kind != "roster")]


def _place(reader: Reader) -> int:
    """Where a reader stands in the list; those of one place stay as they are."""
    first = _FIRST_IN.get(language(), _FIRST)
    if reader.NAME in first:
        return first.index(reader.NAME)
    late = language() in _FIRST_IN and reader.NAME in _LAST_IN_CHINESE
    return len(first) + late


def steps(how: str) -> str:
    """Numbered steps, a line each."""
    for number in range(2, 10):
        how = how.replace(f" {number}. ", f"\n{number}. ")
    return how.replace(": 1. ", ":\n1. ")

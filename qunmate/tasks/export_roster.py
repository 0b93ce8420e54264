"""Writes rosters and the empty template."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from qunmate.data import custom_fields, members, roster_book
from qunmate.data.exporters import roster_xlsx
from qunmate.data.store import Store
from qunmate.errors import UserError
from qunmate.i18n import NC_, _, language
from qunmate.model import Group, Member
from qunmate.roster.sheet import GroupRoster, roster_sheet, template_sheet


def export_roster(
    store: Store,
    groups: Sequence[Group],
    path: Path,
    *,
    contacts: bool = True,
    format_: str = "",
    only: Collection[int] | None = None,
) -> int:
    """Write the members of the groups (`only` these ids, if given) to .xlsx (a sheet for each
    group) or .csv (one table); gives the number of rows. UserError for another suffix or where
    it can't be written."""
    kind = _kind(path, format_, ("xlsx", "csv"))
    several = len(groups) > 1
    rosters = [
        GroupRoster(one, roster_book.token(store.db, one.id), _chosen(store, one, only))
        for one in groups
    ]
    own = custom_fields.kinds(store.db)
    if kind == "csv":
        title = groups[0].name if len(groups) == 1 else _(NC_("tab", "Members"))
        sheet = roster_sheet(rosters, title, language(), own, contacts=contacts, groups=several)
        return roster_xlsx.write_csv(path, sheet)
    sheets = [
        roster_sheet([one], one.group.name, language(), own, contacts=contacts, groups=several)
        for one in rosters
    ]
    return roster_xlsx.write_xlsx(path, sheets)


def _chosen(store: Store, group: Group, only: Collection[int] | None) -> list[Member]:
    listed = members.listing(store.db, group.id)
    return listed if only is None else [one for one in listed if one.id in only]


def export_template(path: Path) -> None:
    """Write an empty roster sheet with headings, drop-down lists and a sheet of notes."""
    _kind(path, "", ("xlsx",))
    notes = [
        _("One person per row. Only a name, an ID or a phone number is needed."),
        _("More columns may be added: they are kept as custom fields."),
        _("Dates: 2024-01-31. Several tags in one cell: separated by ; or space."),
        _("An empty cell never empties what QunMate knows already."),
        _("Invited by: the name, nickname or ID of another member of the group."),
    ]
    roster_xlsx.write_xlsx(path, [template_sheet(_(NC_("tab", "Members")), language())], notes)


def _kind(path: Path, format_: str, known: Sequence[str]) -> str:
    kind = format_ or path.suffix.lower().lstrip(".")
    if kind not in known:
        suffixes = [f".{one}" for one in known]
        raise UserError("suffix_unknown", path=str(path), suffixes=suffixes)
    return kind

"""groups; group add, show, edit, archive."""

from __future__ import annotations

from typing import Any

import click

from qunmate import clock
from qunmate.cli.app import App, command, json_option, option
from qunmate.cli.printing import emit, moment, table
from qunmate.data import groups
from qunmate.figures.words import show_count
from qunmate.i18n import N_, _
from qunmate.model import PLATFORMS, GroupSummary
from qunmate.terms import platform_name

_platform = option(
    "--platform", type=click.Choice(PLATFORMS), help=N_("The chat program of the group.")
)
_timezone = option("--timezone", help=N_("IANA name, such as Asia/Shanghai."))


def _document(summary: GroupSummary) -> dict[str, Any]:
    group, zone = summary.group, clock.zone(summary.group.timezone)

    def instant(at: int | None) -> str | None:
        return None if at is None else clock.iso_instant(at, clock.offset_of_instant(zone, at))

    return {
        "id": group.id,
        "name": group.name,
        "platform": group.platform,
        "timezone": group.timezone,
        "members": summary.members,
        "messages": summary.messages,
        "first_message": instant(summary.first_message),
        "last_message": instant(summary.last_message),
        "archived": group.archived,
    }


def _print(documents: list[dict[str, Any]], *, as_json: bool, one: bool = False) -> None:
    headings = [_("Group"), _("Platform"), _("Members"), _("Messages"), _("Last message")]
    emit(
        documents[0] if one else documents,
        as_json=as_json,
        text=lambda: table(list(map(_row, documents)), headings),
    )


def _row(document: dict[str, Any]) -> list[str]:
    name = document["name"]
    return [
        _("{group} (archived)").format(group=name) if document["archived"] else name,
        platform_name(document["platform"]),
        show_count(document["members"]),
        show_count(document["messages"]),
        moment(document["last_message"]),
    ]


@command(N_("List the groups. Example: qunmate groups --json"), "groups")
@json_option
@click.pass_obj
def listing(app: App, *, as_json: bool) -> None:
    with app.store() as store:
        _print([_document(s) for s in groups.summaries(store.db)], as_json=as_json)


@command(N_("Add a group. Example: qunmate group add 读书会 --platform wechat"), "add")
@click.argument("name")
@option(
    "--platform",
    type=click.Choice(PLATFORMS),
    required=True,
    help=N_("The chat program of the group."),
)
@_timezone
@json_option
@click.pass_obj
def add(app: App, name: str, platform: str, timezone: str | None, *, as_json: bool) -> None:
    with app.store() as store:
        with store.atomic() as db:
            added = groups.add(db, name, platform, timezone)
        _show(app, added.name, as_json=as_json)


@command(N_("Show one group. Example: qunmate group show 读书会"), "show")
@click.argument("name")
@json_option
@click.pass_obj
def show(app: App, name: str, *, as_json: bool) -> None:
    _show(app, name, as_json=as_json)


def _show(app: App, name: str, *, as_json: bool) -> None:
    with app.store() as store:
        group = groups.by_name(store.db, name)
        found = [s for s in groups.summaries(store.db) if s.group.id == group.id]
        _print([_document(s) for s in found], as_json=as_json, one=True)


@command(
    N_("Change a group. Example: qunmate group edit 读书会 --name 早起读书会 --target 0.4"), "edit"
)
@click.argument("name")
@option("--name", "new_name", help=N_("The group's new name."))
@_platform
@_timezone
@option(
    "--target",
    type=click.FloatRange(0, 1, min_open=True),
    help=N_("Goal for the weekly active rate, such as 0.3."),
)
@json_option
@click.pass_obj
def edit(
    app: App,
    name: str,
    new_name: str | None,
    platform: str | None,
    timezone: str | None,
    target: float | None,
    *,
    as_json: bool,
) -> None:
    with app.store() as store:
        with store.atomic() as db:
            group = groups.by_name(db, name)
            edited = groups.edit(
                db,
                group.id,
                name=group.name if new_name is None else new_name,
                platform=platform or group.platform,
                weekly_target=target or group.weekly_target,
                archived=group.archived,
                timezone=timezone,
            )
        _show(app, edited.name, as_json=as_json)


@command(
    N_("Archive a group, or bring it back with --undo. Example: qunmate group archive 旧群"),
    "archive",
)
@click.argument("name")
@option("--undo", is_flag=True, help=N_("Bring the group back."))
@json_option
@click.pass_obj
def archive(app: App, name: str, *, undo: bool, as_json: bool) -> None:
    with app.store() as store:
        with store.atomic() as db:
            group = groups.by_name(db, name)
            groups.edit(
                db,
                group.id,
                name=group.name,
                platform=group.platform,
                weekly_target=group.weekly_target,
                archived=not undo,
            )
        _show(app, group.name, as_json=as_json)

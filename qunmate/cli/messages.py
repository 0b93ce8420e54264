"""messages: the records of a group."""

from __future__ import annotations

import json
from typing import Any

import click

from qunmate.cli.app import COUNT, App, command, json_option, option
from qunmate.clock import iso_instant, parse_day
from qunmate.data import groups, messages
from qunmate.i18n import N_
from qunmate.model import Group, Message

day_option = click.DateTime(["%Y-%m-%d"])


def document(message: Message, group: Group) -> dict[str, Any]:
    return {
        "id": message.id,
        "group": group.name,
        "sent_at": iso_instant(message.sent_at, message.utc_offset),
        "member_id": message.member_id,
        "sender": message.sender,
        "kind": message.kind.word,
        "text": message.text,
        "reply_to": message.reply_to,
        "platform_id": message.platform_id,
    }


@command(
    N_("Print a group's messages. Example: qunmate messages --group 读书会 --from 2026-11-01"),
    "messages",
)
@option("--group", required=True, help=N_("The group."))
@option("--from", "first", type=day_option, help=N_("First day, YYYY-MM-DD."))
@option("--to", "last", type=day_option, help=N_("Last day, YYYY-MM-DD."))
@option("--sender", type=COUNT, help=N_("Only this member, by id."))
@option("--limit", type=COUNT, help=N_("At most so many."))
@json_option
@click.pass_obj
def listing(
    app: App,
    group: str,
    first: Any,
    last: Any,
    sender: int | None,
    limit: int | None,
    *,
    as_json: bool,
) -> None:
    with app.store() as store:
        chosen = groups.by_name(store.db, group)
        found = messages.listing(
            store.db,
            chosen.id,
            first=parse_day(first.date().isoformat()) if first else None,
            last=parse_day(last.date().isoformat()) if last else None,
            member_id=sender,
            limit=limit,
        )
        if as_json:
            _print_json([document(message, chosen) for message in found])
            return
        for message in found:
            when = iso_instant(message.sent_at, message.utc_offset)[:16].replace("T", " ")
            click.echo(f"{when}  {message.sender}: {message.text}")


def _print_json(documents: list[dict[str, Any]]) -> None:
    click.echo(json.dumps(documents, ensure_ascii=False, indent=1))

"""messages: the records of a group."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any

import click

from qunmate.cli.app import COUNT, App, Day, command, json_option, option
from qunmate.cli.printing import moment, one_line, say
from qunmate.clock import day_of, forward, iso_instant
from qunmate.data import groups, messages
from qunmate.figures.words import kind_word
from qunmate.i18n import N_, _
from qunmate.model import Group, Message
from qunmate.terms import says

_DAY = Day()
_TOGETHER = 1_000  # messages printed at once: memory stays flat, and so does the time


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
@option("--from", "first", type=_DAY, help=N_("First day, YYYY-MM-DD."))
@option("--to", "last", type=_DAY, help=N_("Last day, YYYY-MM-DD."))
@option("--sender", type=COUNT, help=N_("Only this member, by number."))
@option("--limit", type=COUNT, help=N_("At most this many."))
@json_option
@click.pass_obj
def listing(
    app: App,
    group: str,
    first: datetime | None,
    last: datetime | None,
    sender: int | None,
    limit: int | None,
    *,
    as_json: bool,
) -> None:
    start = day_of(first.date()) if first else None
    end = day_of(last.date()) if last else None
    forward(start, end)
    with app.store() as store:
        chosen = groups.by_name(store.db, group)
        found = messages.listing(
            store.db, chosen.id, first=start, last=end, member_id=sender, limit=limit
        )
        if as_json:
            _print_json(document(message, chosen) for message in found)
        else:
            _print(map(_line, found), "\n")


def _print_json(documents: Iterator[dict[str, Any]]) -> None:
    """One document, however long, a line each."""
    say("[")
    _print((json.dumps(one, ensure_ascii=False) for one in documents), ",\n")
    say("]")


def _print(lines: Iterator[str], between: str) -> None:
    mark = ""
    while part := list(islice(lines, _TOGETHER)):
        say(mark + between.join(part), end="")
        mark = between
    say("\n" if mark else "", end="")


def _line(message: Message) -> str:
    when = moment(iso_instant(message.sent_at, message.utc_offset))
    text = one_line(message.text) or _("[{kind}]").format(kind=kind_word(message.kind.word))
    return f"{when}  {one_line(says(message.sender, text))}"

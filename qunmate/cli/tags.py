"""tags: what there is, how many have each, and the rules that give them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from qunmate.cli.app import App, command, json_option, option
from qunmate.cli.printing import emit, table
from qunmate.data import tags
from qunmate.figures.words import show_count
from qunmate.i18n import N_, _
from qunmate.model import Tag
from qunmate.tasks import tag_rules


@command(
    N_("List the tags with their groups, members and rules. Example: qunmate tags --json"), "tags"
)
@option("--judge", is_flag=True, help=N_("Apply every rule now, before listing."))
@json_option
@click.pass_obj
def listing(app: App, *, judge: bool, as_json: bool) -> None:
    with app.store() as store:
        if judge:
            tag_rules.apply(store, app.today)
        rules = tag_rules.rules_in_words(store)
        documents = [document(tag, rules) for tag in tags.all_tags(store.db)]
    emit(documents, as_json=as_json, text=lambda: _lines(documents))


def document(tag: Tag, rules: Mapping[int, str]) -> dict[str, Any]:
    """One tag as the JSON has it; `rules` are in words, by tag."""
    return {
        "id": tag.id,
        "name": tag.name,
        "group": tag.group or None,
        "colour": tag.colour,
        "members": tag.members,
        "by_rule": tag.by_rule,
        "rule": rules.get(tag.id),
    }


def _lines(documents: list[dict[str, Any]]) -> str:
    headings = [_("Tag"), _("Tag group"), _("Members"), _("Given by the rule")]
    return table(
        [[one["name"], one["group"], show_count(one["members"]), one["rule"]] for one in documents],
        headings,
    )

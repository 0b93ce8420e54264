"""members: the roster with what everyone's words in the groups amount to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import click

from qunmate.cli.app import App, command, json_option, option
from qunmate.cli.printing import emit, table
from qunmate.data import groups, members, tags
from qunmate.data.store import Store
from qunmate.figures.standing import Standing
from qunmate.figures.words import layer_word
from qunmate.i18n import N_, _
from qunmate.model import Group, Member, Membership
from qunmate.terms import listed, role_word

Standings = Mapping[int, Mapping[int, Standing]]  # group id → member id → standing


@command(
    N_("List members with tags, groups and layers. Example: qunmate members --group 读书会 --json"),
    "members",
)
@option("--group", help=N_("Only those who are or were in this group."))
@option("--tag", help=N_("Only those with this tag."))
@option("--segment", help=N_("Only those in this segment, saved in the window."))
@option("--search", help=N_("Only those whose card holds these words; names by pinyin too."))
@json_option
@click.pass_obj
def listing(
    app: App,
    group: str | None,
    tag: str | None,
    segment: str | None,
    search: str | None,
    *,
    as_json: bool,
) -> None:
    with app.store() as store:
        chosen = groups.asked(store.db, group)
        tag_id = None if tag is None else tags.by_name(store.db, tag).id
        found = members.listing(store.db, chosen.id if chosen else None, tag_id, search)
        if segment is not None:
            wanted_ids = in_segment(store, segment, chosen, app.today)
            found = [one for one in found if one.id in wanted_ids]
        known = {one.id: one for one in groups.all_groups(store.db)}
        wanted = {membership.group_id for one in found for membership in one.memberships}
        standings = _standings(store, [known[one] for one in sorted(wanted)])
    documents = [document(one, known, standings) for one in found]
    emit(documents, as_json=as_json, text=lambda: _lines(documents, group))


def in_segment(store: Store, name: str, group: Group | None, today: date) -> frozenset[int]:
    """Ids of the members of a saved segment, in a group or in all. UserError if there is no
    such segment."""
    from qunmate.data import segments
    from qunmate.tasks.segments import members_of

    return frozenset(members_of(store, segments.by_name(store.db, name), group, today))


def _standings(store: Store, wanted: list[Group]) -> Standings:
    from qunmate.tasks.figures import standings

    return {group.id: standings(store, group) for group in wanted}


def document(member: Member, known: Mapping[int, Group], standings: Standings) -> dict[str, Any]:
    """One member as the JSON has it; `known` are the groups by id."""
    return {
        "id": member.id,
        "name": member.name,
        "is_self": member.is_self,
        "bot": member.bot,
        "opt_out": member.opt_out,
        "phone": member.phone,
        "city": member.city,
        "trade": member.trade,
        "birthday": member.birthday,
        "gender": member.gender,
        "strengths": member.strengths,
        "needs": member.needs,
        "notes": member.notes,
        "custom": member.custom,
        "tags": list(member.tags),
        "identities": [
            {"platform": one.platform, "value": one.value}
            for one in member.identities
            if one.group_id is None
        ],
        "groups": [
            _membership(
                membership,
                known[membership.group_id].name,
                standings[membership.group_id].get(member.id),
            )
            for membership in member.memberships
        ],
    }


def _membership(membership: Membership, group: str, standing: Standing | None) -> dict[str, Any]:
    stay = membership.stays[-1] if membership.stays else None
    joined_on = stay.joined_on or stay.brought_on if stay else None
    return {
        "group": group,
        "nickname": membership.nickname,
        "role": membership.role,
        "layer": standing.layer if standing else membership.layer_override,
        "talk_role": standing.talk_role if standing else None,
        "joined_on": standing.joined_on if standing else joined_on,
        "joined_known": standing.joined_known if standing else bool(stay and stay.joined_on),
        "left_on": standing.left_on if standing else stay.left_on if stay else None,
        "invited_by": membership.invited_by,
        "expires_on": membership.expires_on,
        "last_spoke_on": standing.last_spoke_on if standing else None,
        "messages": standing.messages if standing else 0,
    }


def _lines(documents: list[dict[str, Any]], group: str | None) -> str:
    headings = [_("No."), _("Name"), _("Groups"), _("Role"), _("Layer"), _("Last spoke"), _("Tags")]
    rows = []
    for one in documents:
        memberships = [
            membership for membership in one["groups"] if group in (None, membership["group"])
        ]
        first = memberships[0] if memberships else {}
        rows.append(
            [
                one["id"],
                first.get("nickname") or one["name"],
                listed(membership["group"] for membership in one["groups"]),
                role_word(first.get("role")),
                layer_word(first.get("layer")),
                max((membership["last_spoke_on"] or "" for membership in memberships), default=""),
                listed(one["tags"]),
            ]
        )
    return table(rows, headings)

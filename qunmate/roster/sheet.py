"""A group's members as the rows of a sheet that reads back to the same members."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from qunmate.model import Group, Identity, Member, Membership
from qunmate.roster import cells
from qunmate.roster.custom import CustomField
from qunmate.roster.mapping import CARD, CUSTOM, GROUP, reads_as_custom
from qunmate.roster.rows import read_ids
from qunmate.roster.words import genders, headings, roles

CONTACTS = frozenset({"phone", "wechat", "qq", "id"})


@dataclass(frozen=True, slots=True)
class RosterSheet:
    """One sheet. `fields` go with `headings`; `choices` are words to choose from, by field;
    blanks are empty text, days ISO text."""

    title: str
    fields: Sequence[str]
    headings: Sequence[str]
    rows: Iterable[Sequence[str]]
    choices: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class GroupRoster:
    """What goes into a sheet. `token` begins the numbers of the group's cards."""

    group: Group
    token: str
    members: Sequence[Member]


def roster_sheet(
    rosters: Sequence[GroupRoster],
    title: str,
    language: str,
    own: Iterable[CustomField] = (),
    *,
    contacts: bool,
    groups: bool,
) -> RosterSheet:
    """One sheet of one or several groups; `groups` adds the column that tells them apart, `own`
    are the operator's fields."""
    fields = [*_fields(rosters, contacts=contacts, groups=groups), *_custom_fields(rosters)]
    said = headings(language)
    return RosterSheet(
        title,
        fields,
        [said[one] if one in said else _custom_heading(one) for one in fields],
        _rows(rosters, fields, language),
        choices(language) | {CUSTOM + one.name: one.words for one in own if one.words},
    )


def template_sheet(title: str, language: str) -> RosterSheet:
    """An empty sheet to fill in."""
    said = {
        name: word for name, word in headings(language).items() if name not in {CARD, GROUP, "id"}
    }
    return RosterSheet(title, list(said), list(said.values()), (), choices(language))


def choices(language: str) -> dict[str, tuple[str, ...]]:
    return {"role": tuple(roles(language).values()), "gender": tuple(genders(language).values())}


def _fields(rosters: Sequence[GroupRoster], *, contacts: bool, groups: bool) -> Iterator[str]:
    own_ids = any(one.group.platform not in {"wechat", "qq"} for one in rosters)
    for name in headings("en"):
        if name == GROUP and not groups:
            continue
        if name in CONTACTS and not contacts:
            continue
        if name != "id" or own_ids:
            yield name


def _custom_fields(rosters: Sequence[GroupRoster]) -> list[str]:
    keys = {
        key: None
        for roster in rosters
        for member in roster.members
        for key, value in member.custom.items()
        if value and cells.text(key) == key and len(key.splitlines()) == 1
    }
    return [CUSTOM + key for key in keys]


def _custom_heading(field: str) -> str:
    key = field.removeprefix(CUSTOM)
    return key if reads_as_custom(key) else field


def _rows(
    rosters: Sequence[GroupRoster], fields: Sequence[str], language: str
) -> Iterator[list[str]]:
    for roster in rosters:
        names = _Names(roster)
        for member in roster.members:
            membership = next(
                (one for one in member.memberships if one.group_id == roster.group.id),
                Membership(roster.group.id, member.id),
            )
            row = {**_of_card(member, roster), **_of_membership(membership, names, language)}
            row["gender"] = genders(language).get(member.gender or "", member.gender)
            row.update({CUSTOM + key: value for key, value in member.custom.items()})
            yield [row.get(name) or "" for name in fields]


def _of_card(member: Member, roster: GroupRoster) -> dict[str, str | None]:
    platform = roster.group.platform
    return {
        "name": member.name,
        "wechat": _ids(member.identities, "wechat"),
        "qq": _ids(member.identities, "qq"),
        "id": None if platform in {"wechat", "qq"} else _ids(member.identities, platform),
        "phone": member.phone,
        "city": member.city,
        "trade": member.trade,
        "birthday": member.birthday,
        "strengths": member.strengths,
        "needs": member.needs,
        "notes": member.notes,
        "tags": cells.join_tags(member.tags),
        CARD: f"{roster.token}-{member.id}",
        GROUP: roster.group.name,
    }


def _of_membership(membership: Membership, names: _Names, language: str) -> dict[str, str | None]:
    stays = membership.stays
    return {
        "nickname": membership.nickname,
        "role": roles(language).get(membership.role or ""),
        "joined_on": stays[0].joined_on if stays else None,
        "left_on": stays[-1].left_on if stays else None,
        "invited_by": None if membership.invited_by is None else names.of(membership.invited_by),
        "expires_on": membership.expires_on,
    }


def _ids(identities: Iterable[Identity], platform: str) -> str:
    """Those ids of a platform that can stand side by side in a cell."""
    return ";".join(
        one.value
        for one in identities
        if one.platform == platform
        and one.group_id is None
        and read_ids(platform, one.value) == (one.value,)
    )


class _Names:
    """How members of a group are named so that the name leads back to them alone."""

    def __init__(self, roster: GroupRoster) -> None:
        self._token = roster.token
        self._called = {
            member.id: list(_called(member, roster.group.id)) for member in roster.members
        }
        self._bearers = Counter(name for names in self._called.values() for name in set(names))

    def of(self, member_id: int) -> str:
        for name in self._called.get(member_id, ()):
            if self._bearers[name] == 1 and cells.words(name) == cells.name(name) == name:
                return name
        return f"{self._token}-{member_id}"


def _called(member: Member, group_id: int) -> Iterator[str]:
    for membership in member.memberships:
        if membership.group_id == group_id and membership.nickname:
            yield membership.nickname
    yield member.name
    for identity in member.identities:
        if identity.group_id == group_id:
            yield identity.value

"""Fills an empty file with the invented year: groups, rosters, chats, highlights, plans."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from qunmate import resources
from qunmate.clock import day_of, iso_day, offset_of_wall, zone
from qunmate.data import groups, highlights, message_ids, plan, whole_members
from qunmate.data.database import Database
from qunmate.data.store import Store
from qunmate.demo.cast import NEVER, Cast
from qunmate.demo.groups import GROUPS, GroupSpec
from qunmate.demo.plan import Planned, fold
from qunmate.demo.year import NOW, GroupYear, Year, invent_year
from qunmate.errors import UserError
from qunmate.i18n import language
from qunmate.model import Group, Identity, Member, Membership, Stay
from qunmate.posting import join
from qunmate.progress import Job, Progress
from qunmate.records import ChatHead, Participant
from qunmate.tasks.import_chat import take_in_chat

DAY_MINUTES = 1_440


def fill_demo(store: Store, *, messages: int, members: int, seed: int, until: date) -> Job[None]:
    """An invented year up to the morning of `until`, of about so many messages and members of
    all five groups together; the same for the same arguments and language. One transaction.

    UserError if the file holds groups already.
    """
    if groups.all_groups(store.db):
        raise UserError("demo_needs_new_file", path=str(store.path))
    year = invent_year(
        phrase_books(language()), messages=messages, members=members, seed=seed, last=day_of(until)
    )
    with store.atomic() as db:
        first_id = whole_members.next_id(db)
        made = [_add_group(db, one.spec) for one in year.groups]
        group_ids = [group.id for group in made]
        for written in whole_members.add_all(db, _members(year, group_ids, first_id, until)):
            yield Progress(0, messages, written)
        done = 0
        for group, group_year in zip(made, year.groups, strict=True):
            for step in _take_chat(store, group, group_year, until):
                yield Progress(min(done + step.records, messages), messages, done + step.records)
            done += step.records
            _keep(db, group, group_year, first_id)
            _plan(db, group, group_year, first_id)


def phrase_books(language: str) -> Mapping[str, str]:
    """The shipped phrase books by name; Simplified Chinese where a language has none."""
    folder = resources.path("demo", language)
    if not folder.is_dir():
        folder = resources.path("demo", "zh_CN")
    names = ("people", "common", *(spec.book for spec in GROUPS))
    return {name: (folder / f"{name}.txt").read_text("utf-8") for name in names}


def _add_group(db: Database, spec: GroupSpec) -> Group:
    group = groups.add(db, spec.name, spec.platform, spec.timezone)
    if spec.weekly_target is None:
        return group
    return groups.edit(
        db,
        group.id,
        name=spec.name,
        platform=spec.platform,
        weekly_target=spec.weekly_target,
        archived=False,
    )


def _members(year: Year, group_ids: Sequence[int], first_id: int, until: date) -> Iterator[Member]:
    """Everyone of the year as members, numbered from `first_id` in the order of the people."""
    memberships: dict[int, list[Membership]] = {}
    ids: dict[int, dict[str, str]] = {}
    for group_id, group_year in zip(group_ids, year.groups, strict=True):
        cast, platform = group_year.cast, group_year.spec.platform
        for who, person in enumerate(cast.people):
            membership = _membership(cast, who, group_id, first_id, until)
            memberships.setdefault(person.index, []).append(membership)
            ids.setdefault(person.index, {})[platform] = cast.ids[who]
    for person in year.people:
        if person.index in memberships:
            yield Member(
                first_id + person.index,
                person.name,
                person.is_self,
                person.bot,
                person.opt_out,
                person.phone,
                person.city,
                person.trade,
                person.birthday,
                person.gender,
                person.strengths,
                person.needs,
                person.notes,
                tags=person.tags,
                identities=tuple(Identity(*one) for one in ids[person.index].items()),
                memberships=tuple(memberships[person.index]),
            )


def _membership(cast: Cast, who: int, group_id: int, first_id: int, until: date) -> Membership:
    inviter, expires = cast.invited_by[who], cast.expires[who]
    stay = Stay(
        iso_day(cast.joined[who]) if cast.known[who] else None,
        iso_day(cast.left[who]) if cast.left[who] < NEVER else None,
        until.isoformat(),
    )
    return Membership(
        group_id,
        first_id + cast.people[who].index,
        cast.cards[who],
        cast.roles[who],
        None if inviter is None else first_id + cast.people[inviter].index,
        None if expires is None else iso_day(expires),
        stays=(stay,),
    )


def _take_chat(store: Store, group: Group, year: GroupYear, until: date) -> Job[None]:
    bots = [
        Participant(year.cast.ids[who], person.nick, year.cast.cards[who], bot=True)
        for who, person in enumerate(year.cast.people)
        if person.bot
    ]
    wall = day_of(until) * 86_400 + NOW
    head = ChatHead(
        platform=group.platform,
        name=group.name,
        exported_at=wall - offset_of_wall(zone(group.timezone), wall),
        participants=tuple(bots),
    )
    yield from take_in_chat(
        store,
        head,
        year.batches,
        group=group,
        file=f"{group.name}.jsonl",
        format_="chatlab",
        today=until,
    )


def _keep(db: Database, group: Group, year: GroupYear, first_id: int) -> None:
    people = year.cast.people
    wanted = [one for kept in year.kept for one in kept.messages]
    ids = message_ids.by_platform_id(db, group.id, wanted)
    for kept in year.kept:
        sources = [ids[one] for one in kept.messages if one in ids]
        if not sources:
            continue  # spoken after the export on the last morning
        highlights.add(
            db,
            group_id=group.id,
            kind=kept.kind,
            title=kept.title,
            text=kept.text,
            occurred_on=iso_day(kept.day),
            authors=[first_id + people[who].index for who in kept.authors],
            topics=kept.topics,
            starred=kept.starred,
            messages=sources,
        )


def _plan(db: Database, group: Group, year: GroupYear, first_id: int) -> None:
    single, repeating = fold(year.plan, year.spec)

    def at(day: int, minute: int) -> int:
        wall = (day * DAY_MINUTES + minute) * 60
        return wall - offset_of_wall(zone(group.timezone), wall)

    def put(item: Planned, **more: Any) -> int:
        starts_at = at(item.day, item.minute)
        speaker = item.speaker
        return plan.add(
            db,
            group_ids=[group.id],
            kind=item.kind,
            title=item.title,
            text=join([item.text, *item.more]),
            starts_at=starts_at,
            ends_at=starts_at + item.minutes * 60,
            speaker_id=None if speaker is None else first_id + year.cast.people[speaker].index,
            result=item.result,
            **{"status": item.status, **more},
        )

    for item in single:
        put(item)
    for series in repeating:
        series_id = put(series.first, rrule=series.rule)
        minute = series.first.minute
        for item in series.times:
            put(item, series_id=series_id, occurrence_at=at(item.day, minute))
        for day in series.missing:
            gone = series.first._replace(day=day, status="cancelled")
            put(gone, series_id=series_id, occurrence_at=at(day, minute))

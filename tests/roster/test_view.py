"""Filtering and sorting against slow, plain ways of doing the same."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from qunmate.clock import parse_day
from qunmate.figures.layers import NOBODY
from qunmate.figures.pool import OPEN, UNKNOWN
from qunmate.figures.standing import Standing
from qunmate.figures.standings import StandingTable
from qunmate.model import LAYERS, ROLES, TALK_ROLES
from qunmate.roster import pinyin
from qunmate.roster.columns import Roster, RosterDetails, RosterRows
from qunmate.roster.keys import gather, haystacks, prepare, sort_numbers, standing_numbers
from qunmate.roster.view import Filter, matching, ordered

DAYS = st.dates().map(lambda day: day.replace(year=2000 + day.year % 60).isoformat())
WORDS = st.text("周子昂单晓Anna ＡＢ1\n🌙", max_size=5)
TAGS = st.lists(st.sampled_from(["种子用户", "讲师", "vip"]), unique=True, max_size=3).map(tuple)
STANDING = st.builds(
    Standing,
    layer=st.none() | st.sampled_from(LAYERS),
    overridden=st.booleans(),
    talk_role=st.none() | st.sampled_from(TALK_ROLES),
    messages_30d=st.integers(0, 9),
    messages=st.integers(0, 9),
    last_spoke_on=st.none(),
    days_silent=st.none() | st.integers(0, 200),
    joined_on=st.none(),
    joined_known=st.booleans(),
    left_on=st.none(),
    weeks=st.tuples(*[st.integers(0, 5)] * 12),
)
ROW = st.tuples(
    WORDS,  # name
    st.none() | WORDS,  # nickname
    st.none() | st.sampled_from(ROLES),
    TAGS,
    st.none() | DAYS,  # joined
    st.none() | DAYS,  # left
    st.none() | DAYS,  # expires
    st.none() | WORDS,  # notes
    st.none() | STANDING,
)
FILTER = st.builds(
    Filter,
    text=st.text("周zja单shAＡ 1v", max_size=4),
    layers=st.frozensets(st.sampled_from(LAYERS), max_size=2),
    talk_roles=st.frozensets(st.sampled_from(TALK_ROLES), max_size=2),
    roles=st.frozensets(st.sampled_from(ROLES), max_size=2),
    tags=st.frozensets(st.sampled_from(["种子用户", "讲师", "none"]), max_size=2),
    silent_days=st.none() | st.integers(1, 90),
    never_spoke=st.booleans(),
    joined_since=st.none() | DAYS,
    expires_before=st.none() | DAYS,
    left=st.booleans(),
)


END = parse_day("2026-11-22")


def table(found: dict[int, Standing]) -> StandingTable:
    """The same as columns."""
    people = [found[member] for member in sorted(found)]

    def day(text: str | None, none: int) -> int:
        return none if text is None else parse_day(text)

    return StandingTable(
        end=END,
        persons=np.array(sorted(found), np.int64),
        layers=np.array([LAYERS.index(p.layer) if p.layer else NOBODY for p in people], np.int8),
        overridden=np.array([p.overridden for p in people], np.bool_),
        talk_roles=np.array(
            [TALK_ROLES.index(p.talk_role) if p.talk_role else NOBODY for p in people], np.int8
        ),
        messages_30d=np.array([p.messages_30d for p in people], np.int64),
        messages=np.array([p.messages for p in people], np.int64),
        spoke=np.array(
            [UNKNOWN if p.days_silent is None else END - p.days_silent for p in people], np.int64
        ),
        joined=np.array([day(p.joined_on, UNKNOWN) for p in people], np.int64),
        joined_known=np.array([p.joined_known for p in people], np.bool_),
        left=np.array([day(p.left_on, OPEN) for p in people], np.int64),
        weeks=np.array([p.weeks for p in people], np.int64).reshape(len(people), 12),
    )


def build(drawn: list[tuple]) -> Roster:
    rows = RosterRows()
    details = RosterDetails.empty(len(drawn))
    found = {}
    for at, (name, nickname, role, tags, joined, left, expires, notes, standing) in enumerate(
        drawn
    ):
        rows.ids.append(at + 1)
        rows.names.append(name)
        rows.nicknames.append(nickname)
        rows.roles.append(role)
        rows.tags.append(tags)
        rows.joined_on.append(joined)
        rows.left_on.append(left)
        rows.expires_on.append(expires)
        rows.groups.append((1,))
        details.notes[at] = notes
        if standing:
            found[at + 1] = standing
    roster = prepare(rows)
    roster.details = details
    roster.haystacks = haystacks(rows, details)
    roster.standings = gather(rows.ids, table(found))
    roster.numbers |= sort_numbers(rows, details) | standing_numbers(roster.standings)
    return roster


def plain(row: tuple, wanted: Filter) -> bool:
    name, nickname, role, tags, joined, left, expires, notes, standing = row
    messages = standing.messages if standing else 0
    silent = standing.days_silent if standing else None
    texts = [name, nickname or "", notes or "", *tags]
    texts += pinyin.spellings([name, nickname or ""])
    folded = [pinyin.fold(text) for text in texts]
    return all(
        (
            all(any(term in text for text in folded) for term in wanted.terms),
            wanted.left or left is None,
            not wanted.roles or role in wanted.roles,
            not wanted.tags or bool(wanted.tags & set(tags)),
            not wanted.layers or bool(standing and standing.layer in wanted.layers),
            not wanted.talk_roles or bool(standing and standing.talk_role in wanted.talk_roles),
            not wanted.silent_days
            or (silent is None and messages == 0)
            or (silent is not None and silent >= wanted.silent_days),
            not wanted.never_spoke or messages == 0,
            not wanted.joined_since or (joined is not None and joined >= wanted.joined_since),
            not wanted.expires_before or (expires is not None and expires < wanted.expires_before),
        )
    )


@given(st.lists(ROW, max_size=12), FILTER)
def test_filter_equals_a_plain_one(drawn: list[tuple], wanted: Filter) -> None:
    roster = build(drawn)
    found = matching(roster, wanted).tolist()
    assert sorted(found) == [at for at, row in enumerate(drawn) if plain(row, wanted)]


@given(st.lists(ROW, max_size=12))
def test_rows_stand_in_the_order_of_names(drawn: list[tuple]) -> None:
    roster = build(drawn)
    names = [roster.rows.names[at] for at in matching(roster, Filter(left=True))]
    keys = pinyin.sort_keys(names)
    assert keys == sorted(keys)


@given(st.lists(st.integers(-1, 5), max_size=30), st.booleans())
def test_sort_is_stable_and_puts_the_unknown_last(keys: list[int], descending: bool) -> None:
    numbers = np.array(keys, dtype=np.int32)
    positions = np.arange(len(keys))[::-1]
    found = ordered(positions, numbers, descending=descending).tolist()
    known = [at for at in positions.tolist() if keys[at] >= 0]
    unknown = [at for at in positions.tolist() if keys[at] < 0]
    way = -1 if descending else 1
    assert found == sorted(known, key=lambda at: way * keys[at]) + unknown


def test_before_search_and_figures_come_everyone_is_shown() -> None:
    rows = RosterRows()
    for column in (rows.names, rows.roles, rows.nicknames, rows.joined_on, rows.left_on):
        column.append(None if column is not rows.names else "林")  # type: ignore[arg-type]
    rows.ids.append(1)
    rows.tags.append(())
    rows.expires_on.append(None)
    wanted = Filter("zzz", layers=frozenset({"core"}), never_spoke=True)
    assert matching(prepare(rows), wanted).tolist() == [0]


def test_days_before_1970_are_known_too() -> None:
    roster = build([("林", None, None, (), "1960-01-01", None, None, None, None)])
    assert matching(roster, Filter(joined_since="1959-01-01")).tolist() == [0]


def test_silence_of_who_never_spoke_counts_from_joining() -> None:
    drawn = [(name, None, None, (), None, None, None, None, None) for name in "甲乙丙丁"]
    roster = build(drawn)
    spoke = standing(last_spoke_on="2026-11-01", days_silent=21, messages=3)
    new = standing(joined_on="2026-11-20")
    old = standing(joined_on="2026-01-20")
    roster.standings = gather(roster.rows.ids, table({1: spoke, 2: new, 3: old}))
    found = sorted(matching(roster, Filter(silent_days=30)).tolist())
    assert found == [2, 3]  # nothing is known of the last one


def standing(**known: object) -> Standing:
    fields: dict[str, object] = {
        "layer": None,
        "overridden": False,
        "talk_role": None,
        "messages_30d": 0,
        "messages": 0,
        "last_spoke_on": None,
        "days_silent": None,
        "joined_on": None,
        "joined_known": False,
        "left_on": None,
        "weeks": (0,) * 12,
    }
    return Standing(**(fields | known))  # type: ignore[arg-type]


def test_typing_on_finds_what_typing_at_once_finds() -> None:
    names = ["周子昂", "周晓", "单晓", "Anna", "An Zhou"]
    drawn = [(name, None, None, (), None, None, None, None, None) for name in names]
    typed, fresh = build(drawn), build(drawn)

    for text in ("z", "zh", "zhou", "zhou a", "zhou", "zhou x", "", "an", "an z"):
        found = matching(typed, Filter(text))
        fresh.searched = None
        assert found.tolist() == matching(fresh, Filter(text)).tolist(), text

"""What filtering and sorting need beside the columns: orders, sort keys, search texts, figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from qunmate.clock import iso_day
from qunmate.figures.history import Ints
from qunmate.figures.pool import OPEN, UNKNOWN
from qunmate.figures.standings import Codes, StandingTable
from qunmate.model import ROLES
from qunmate.roster import pinyin
from qunmate.roster.columns import Mask, Numbers, Roster, RosterDetails, RosterRows, Standings, days

Keys = Callable[[Sequence[str]], list[str]]  # what texts are ordered by


def prepare(rows: RosterRows, order: Keys = pinyin.sort_keys) -> Roster:
    """What the first sight of the table needs: the order by name, and who has left."""
    size = len(rows)
    keys = order(rows.names)
    by_name = np.array(sorted(range(size), key=keys.__getitem__), dtype=np.intp)
    ranks = np.empty(size, dtype=np.int32)
    ranks[by_name] = np.arange(size, dtype=np.int32)
    left = np.array([day is not None for day in rows.left_on], dtype=np.bool_)
    return Roster(rows, by_name, left, {"name": ranks})


def haystacks(rows: RosterRows, details: RosterDetails) -> list[str]:
    """One folded string a row with everything the search looks at."""
    nicknames = [
        "" if text is None or text == name else text
        for name, text in zip(rows.names, rows.nicknames, strict=True)
    ]
    fields = zip(
        rows.names,
        nicknames,
        ["\n".join(tags) for tags in rows.tags],
        details.identities,
        *([text or "" for text in column] for column in _searched(details)),
        strict=True,
    )
    folded = pinyin.fold_all(["\n".join(texts) for texts in fields])
    columns = zip(folded, pinyin.spellings(rows.names), pinyin.spellings(nicknames), strict=True)
    return ["\n".join(lines) for lines in columns]


def _searched(details: RosterDetails) -> tuple[list[str | None], ...]:
    return details.notes, details.phones, details.cities, details.trades


def sort_numbers(
    rows: RosterRows, details: RosterDetails, order: Keys = pinyin.sort_keys
) -> dict[str, Numbers]:
    """A sort key a row for the columns that stand in the file; -1 comes last, whichever way."""

    def ranks(texts: Iterable[str | None]) -> Numbers:
        return _ranked(texts, order)

    roles = {role: code for code, role in enumerate(ROLES)}
    return {
        "nickname": ranks(rows.nicknames),
        "tags": ranks([" ".join(tags) for tags in rows.tags]),
        "city": ranks(details.cities),
        "trade": ranks(details.trades),
        "phone": ranks(details.phones),
        "identities": ranks(details.identities),
        "notes": ranks(details.notes),
        "role": _codes(rows.roles, roles),
        "joined_on": days(rows.joined_on),
        "left_on": days(rows.left_on),
        "expires_on": days(rows.expires_on),
    }


def _ranked(texts: Iterable[str | None], order: Keys) -> Numbers:
    texts = list(texts)
    distinct = list({text for text in texts if text})
    keys = dict(zip(distinct, order(distinct), strict=True))
    ranks = {text: rank for rank, text in enumerate(sorted(distinct, key=keys.__getitem__))}
    return np.array([ranks[text] if text else -1 for text in texts], dtype=np.int32)


def _codes(values: Iterable[str | None], codes: Mapping[str, int]) -> Numbers:
    return np.array([codes.get(value, -1) if value else -1 for value in values], dtype=np.int32)


def gather(ids: Sequence[int], found: StandingTable) -> Standings:
    """The figures in the order of `ids`; whoever has none stands there without any."""
    wanted = np.array(ids, np.int64)
    size = len(wanted)
    places = np.searchsorted(found.persons, wanted)
    there = np.zeros(size, np.bool_)
    within = places < len(found.persons)
    there[within] = found.persons[places[within]] == wanted[within]
    places = places[there]

    def column(values: Ints | Codes | Mask, other: int, kind: type = np.int32) -> npt.NDArray[Any]:
        told = np.full((size, *values.shape[1:]), other, dtype=kind)
        told[there] = values[places]
        return told

    silent = column(found.days_silent(), -1)
    derived = ~found.joined_known & (found.joined > UNKNOWN) & (found.joined < OPEN)
    joined = column(np.where(derived, found.joined, UNKNOWN), UNKNOWN, np.int64)
    return Standings(
        end=found.end,
        layers=column(found.layers, -1),
        overridden=column(found.overridden, 0, np.bool_),
        talk_roles=column(found.talk_roles, -1),
        messages_30d=column(found.messages_30d, 0),
        messages=column(found.messages, 0),
        days_silent=silent,
        waiting=np.where(silent >= 0, silent, column(_days_since_joining(found), -1)),
        weeks=column(found.weeks, 0),
        joined={
            int(place): iso_day(int(joined[place])) for place in np.flatnonzero(joined != UNKNOWN)
        },
    )


def _days_since_joining(found: StandingTable) -> Ints:
    """-1 where the day is not known, or no day of the figures to count to."""
    if found.end is None:
        return np.full(len(found.persons), -1)
    known = (found.joined > UNKNOWN) & (found.joined < OPEN)
    return np.where(known, np.maximum(found.end - found.joined, 0), -1)


def standing_numbers(standings: Standings) -> dict[str, Numbers]:
    """Sort keys of the columns that the figures fill."""
    return {
        "layer": standings.layers,
        "talk_role": standings.talk_roles,
        "messages_30d": standings.messages_30d,
        "messages": standings.messages,
        "days_silent": standings.days_silent,
        "weeks": standings.weeks.sum(axis=1, dtype=np.int32),
    }

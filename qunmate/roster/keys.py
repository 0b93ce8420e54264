"""What filtering and sorting need beside the columns: orders, sort keys, search texts, figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from qunmate.clock import parse_day
from qunmate.figures.standing import Standing
from qunmate.model import LAYERS, ROLES, TALK_ROLES
from qunmate.roster import pinyin
from qunmate.roster.columns import Numbers, Roster, RosterDetails, RosterRows, Standings, days

WEEKS = 12


def prepare(rows: RosterRows) -> Roster:
    """What the first sight of the table needs: the order by name, and who has left."""
    size = len(rows)
    keys = pinyin.sort_keys(rows.names)
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


def sort_numbers(rows: RosterRows, details: RosterDetails) -> dict[str, Numbers]:
    """A sort key a row for the columns that stand in the file; -1 comes last, whichever way."""
    roles = {role: code for code, role in enumerate(ROLES)}
    return {
        "nickname": _ranks(rows.nicknames),
        "tags": _ranks([" ".join(tags) for tags in rows.tags]),
        "city": _ranks(details.cities),
        "trade": _ranks(details.trades),
        "phone": _ranks(details.phones),
        "identities": _ranks(details.identities),
        "notes": _ranks(details.notes),
        "role": _codes(rows.roles, roles),
        "joined_on": days(rows.joined_on),
        "left_on": days(rows.left_on),
        "expires_on": days(rows.expires_on),
    }


def _ranks(texts: Iterable[str | None]) -> Numbers:
    texts = list(texts)
    distinct = list({text for text in texts if text})
    keys = dict(zip(distinct, pinyin.sort_keys(distinct), strict=True))
    ranks = {text: rank for rank, text in enumerate(sorted(distinct, key=keys.__getitem__))}
    return np.array([ranks[text] if text else -1 for text in texts], dtype=np.int32)


def _codes(values: Iterable[str | None], codes: Mapping[str, int]) -> Numbers:
    return np.array([codes.get(value, -1) if value else -1 for value in values], dtype=np.int32)


def gather(ids: Sequence[int], found: Mapping[int, Standing]) -> Standings:
    """The figures in the order of `ids`; whoever has none stands there without any."""
    layer_codes = {layer: code for code, layer in enumerate(LAYERS)}
    role_codes = {role: code for code, role in enumerate(TALK_ROLES)}
    end = _last_day(found.values())
    size = len(ids)
    table = np.full((size, 6), -1, dtype=np.int32)
    table[:, 2:4] = 0
    overridden = np.zeros(size, dtype=np.bool_)
    weeks = np.zeros((size, WEEKS), dtype=np.int32)
    joined = {}
    for position, member_id in enumerate(ids):
        standing = found.get(member_id)
        if standing is None:
            continue
        silent = -1 if standing.days_silent is None else standing.days_silent
        table[position] = (
            layer_codes.get(standing.layer or "", -1),
            role_codes.get(standing.talk_role or "", -1),
            standing.messages_30d,
            standing.messages,
            silent,
            silent if silent >= 0 else _days_since(standing.joined_on, end),
        )
        overridden[position] = standing.overridden
        if standing.messages:
            weeks[position] = standing.weeks
        if standing.joined_on and not standing.joined_known:
            joined[position] = standing.joined_on
    columns = [np.ascontiguousarray(table[:, column]) for column in range(6)]
    return Standings(
        layers=columns[0],
        overridden=overridden,
        talk_roles=columns[1],
        messages_30d=columns[2],
        messages=columns[3],
        days_silent=columns[4],
        waiting=columns[5],
        weeks=weeks,
        joined=joined,
    )


def _last_day(found: Iterable[Standing]) -> int | None:
    """The day the figures are of: any last word and the days since tell it."""
    for standing in found:
        if standing.last_spoke_on is not None and standing.days_silent is not None:
            return parse_day(standing.last_spoke_on) + standing.days_silent
    return None


def _days_since(joined_on: str | None, end: int | None) -> int:
    if joined_on is None or end is None:
        return -1
    return max(end - parse_day(joined_on), 0)


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

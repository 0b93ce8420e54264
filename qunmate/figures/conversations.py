"""Conversations of a period: how many, answered how fast, and who plays which role."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from qunmate.figures.activity import by_person, ratio
from qunmate.figures.history import Ints
from qunmate.figures.pool import Pool, members_on, rows
from qunmate.model import TALK_ROLES


class Talk(NamedTuple):
    conversations: int
    unanswered_rate: float | None
    first_reply_seconds: float | None


def talk(pool: Pool, first: int, last: int) -> Talk:
    """Of the conversations whose first message is in the period."""
    replies = pool.history.talk_reply[rows(pool.history.talk_day, first, last)]
    answered = replies[replies >= 0]
    median = float(np.median(answered)) if len(answered) else None
    unanswered = len(replies) - len(answered)
    return Talk(len(replies), ratio(unanswered, len(replies)), median)


def answered_started(pool: Pool, first: int, last: int) -> Ints:
    """Answered conversations each person started in the period, by position."""
    here = rows(pool.history.talk_day, first, last)
    answered = pool.history.talk_reply[here] >= 0
    starters = pool.history.talk_starter[here][answered]
    return np.bincount(starters, minlength=len(pool.persons))


def talk_roles(pool: Pool, first: int, last: int) -> NDArray[np.int8]:
    """Index into TALK_ROLES by position, -1 for who is not a member on the last day."""
    roles = np.full(len(pool.persons), 2, np.int8)
    roles[by_person(pool, first, last) > 0] = 1
    roles[answered_started(pool, first, last) > 0] = 0
    roles[~members_on(pool.stays, len(pool.persons), last)] = -1
    return roles


def roles(pool: Pool, first: int, last: int) -> dict[str, int]:
    found = talk_roles(pool, first, last)
    return {word: int((found == i).sum()) for i, word in enumerate(TALK_ROLES)}

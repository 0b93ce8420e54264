"""The three pieces of a day, in the reading thread: what they are made with (numpy, the figures)
takes a third of a second to load, which the window does not wait for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from qunmate.data.store import Store
from qunmate.model import Group
from qunmate.today.model import Findings, Line, Tasks


def tasks(store: Store, groups: Sequence[Group], today: date, group: Group | None) -> Tasks:
    from qunmate.tasks.today import read_tasks

    return read_tasks(store, groups, today, group=group)


def questions(store: Store, groups: Sequence[Group], today: date, now: int) -> tuple[Line, ...]:
    from qunmate.tasks.today import read_questions

    return read_questions(store, groups, today, now)


def findings(store: Store, groups: Sequence[Group], today: date) -> Findings:
    from qunmate.tasks.today_figures import read_findings

    return read_findings(store, groups, today)

"""A Calendar tab on a daily greeting and a sharing session."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from qunmate.data import groups, plan
from qunmate.data.store import Store
from qunmate.ui.calendar.tab import CalendarTab
from tests.roster_store import add_member
from tests.ui.calendar.desk import ZONE, at
from tests.ui.tab_desk import Window, shown_tab


@pytest.fixture
def desk(qtbot: QtBot, store: Store) -> Iterator[Window[CalendarTab]]:
    with store.atomic() as db:
        group = groups.add(db, "运营研究社", "wechat", ZONE)
        one = group.id
        two = groups.add(db, "早起读书会", "wechat", ZONE).id
        member = add_member(store, group, "林小满")
        plan.add(
            db, group_ids=[one], kind="greeting", title="早安", starts_at=at("2026-11-16T07:30"),
            rrule="FREQ=DAILY", status="ready",
        )  # fmt: skip
        plan.add(
            db, group_ids=[one, two], kind="sharing", title="选品的三个坑",
            text="今晚见\n---\n开讲",
            starts_at=at("2026-11-18T20:00"), ends_at=at("2026-11-18T21:00"), speaker_id=member,
        )  # fmt: skip
    with shown_tab(qtbot, store, CalendarTab) as window:
        yield window

"""Times, kinds and statuses as people write them."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qunmate import i18n
from qunmate.plan_words import PLAN_KINDS, STATUSES, kind_word, status_word
from qunmate.planning.times import times
from qunmate.planning.words import field_of, kind_of, status_of


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (None, None),
        ("", None),
        ("20:00", (1200, None)),
        ("20：00－21：30", (1200, 1290)),
        ("20:00:00", (1200, None)),
        ("晚上8点", (1200, None)),
        ("晚8点半-10点", (1230, 1320)),
        ("晚上8點半－10點", (1230, 1320)),
        ("下午3点一刻", (915, None)),
        ("中午12点", (720, None)),
        ("中午1点", (780, None)),
        ("8pm", (1200, None)),
        ("9:30 am – 10:15 am", (570, 615)),
        ("7点至8点", (420, 480)),
        ("25:00", None),
        ("soon", None),
        (time(7, 30), (450, None)),
        (datetime(2026, 1, 1, 7, 30), (450, None)),
        (timedelta(hours=21), (1260, None)),
        (0.5, (720, None)),
        (3.0, None),
    ],
)
def test_times(cell: Any, expected: tuple[int, int | None] | None) -> None:
    assert times(cell) == expected


@given(st.text())
def test_any_text_is_a_time_of_the_day_or_none(text: str) -> None:
    span = times(text)
    if span:
        assert all(0 <= one < 24 * 60 for one in span if one is not None)


def test_words() -> None:
    assert [field_of(one) for one in ("日期*", "发布时间 (24h)", "Group", "whatever", None)] == [
        "date", "time", "groups", None, None,
    ]  # fmt: skip
    assert [field_of(one) for one in ("群組", "講者", "發布時間", "類別", "連結", "進度")] == [
        "groups", "speaker", "time", "kind", "link", "status",
    ]  # fmt: skip
    assert [kind_of(one) for one in ("線上講座", "團購優惠", "實體聚會", "群組公告", "簽到")] == [
        "lecture", "offer", "meeting", "notice", "check_in",
    ]  # fmt: skip
    assert [status_of(one) for one in ("已發布", "準備好", "進行中", "籌備中")] == [
        "done", "ready", "draft", "draft",
    ]  # fmt: skip
    assert [kind_of(one) for one in ("嘉宾分享会", "Check-in", "Reading", "线下沙龙", "")] == [
        "sharing", "check_in", None, "meeting", None,
    ]  # fmt: skip
    assert [status_of(one) for one in ("已发布", "Draft", "√", "?")] == [
        "done", "draft", "done", None,
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "zh_CN", "zh_TW"])
def test_own_words_are_understood_in_every_language(language: str) -> None:
    before = i18n.language()
    try:
        i18n.install(language)
        assert [kind_of(kind_word(one)) for one in PLAN_KINDS] == list(PLAN_KINDS)
        assert [status_of(status_word(one)) for one in STATUSES] == list(STATUSES)
    finally:
        i18n.install(before)

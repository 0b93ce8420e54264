from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qunmate.data.importers import window_copy
from qunmate.model import Kind
from tests.data.importers.reading import one_chat, wall


@pytest.mark.parametrize(
    ("head", "platform"),
    [
        ("小满, [22.11.2026 10:30]", "telegram"),
        ("小满, [22.11.26 10:30]", "telegram"),
        ("小满, [22/11/2026 10:30]", "telegram"),
        ("小满, [2026/11/22 10:30]", "telegram"),
        ("小满, [2026/11/22 上午10:30]", "telegram"),
        ("小满, [11/22/2026 10:30 AM]", "telegram"),
        ("小满, [Nov 22, 2026 at 10:30:00 AM]:", "telegram"),
        ("小满, [22 Nov 2026 at 10:30:00]:", "telegram"),
        ("小满 — 11/22/2026 10:30 AM", "discord"),
        ("小满 — 11/22/26, 10:30\u202fAM", "discord"),
        ("小满 — 2026/11/22 10:30", "discord"),
        ("小满  — 22/11/2026 10:30", "discord"),
    ],
)
def test_the_heads_of_two_programs(head: str, platform: str) -> None:
    chat = one_chat(f"{head}\n早\n第二行\n\n一川{head[2:]}\n好\n")
    assert chat.head.platform == platform
    assert chat.said == [("小满", "早\n第二行"), ("一川", "好")]
    assert chat.records[0].at == wall(2026, 11, 22, 10, 30)
    assert chat.problems == []


def test_what_is_no_plain_text() -> None:
    bodies = ("[ Photo ]", "[In reply to 一川]\n好", "[Forwarded from 知秋]\n早", "早")
    chat = one_chat("\n\n".join(f"小满, [22.11.2026 10:3{n}]\n{b}" for n, b in enumerate(bodies)))
    assert [one.kind for one in chat.records] == [Kind.IMAGE, Kind.REPLY, Kind.FORWARD, Kind.TEXT]


def test_days_that_do_not_exist_are_told() -> None:
    chat = one_chat("小满, [31.02.2026 10:30]\n早\n\n小满, [01.03.2026 10:30]\n好\n")
    assert [record.text for record in chat.records] == ["好"]
    assert [(one.line, one.problem.code) for one in chat.problems] == [(1, "bad_date")]


@given(st.text(max_size=80))
def test_any_text_behind_is_read(more: str) -> None:
    assert window_copy.identify("小满, [22.11.2026 10:30]\n" + more)
    chat = one_chat("小满, [22.11.2026 10:30]\n早\n" + more)
    assert chat.records[0].sender == "小满"

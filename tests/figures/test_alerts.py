"""When figures call for a hand, from invented cases."""

from __future__ import annotations

from typing import Any

import pytest

from qunmate.figures.alerts import Limits, Signs, alerts, best_weeks

LIMITS = Limits(ad_share=0.2, owner_dependency=0.6)
WELL: dict[str, Any] = {
    "group_id": 1,
    "group": "早起读书会",
    "today": 100,
    "covered_to": 100,
    "last_spoken": 100,
    "weeks": (9, 10, 11, 10),
    "stage": "mature",
    "score": 70.0,
    "score_before": 70.0,
    "owner_dependency": 0.4,
    "ad_share": 0.1,
    "done": 10,
}


def kinds(**changed: Any) -> list[str]:
    return [alert.kind for alert in alerts([Signs(**(WELL | changed))], LIMITS)]


def test_a_group_that_is_well_raises_nothing() -> None:
    assert kinds() == []


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"stage": "silent"}, ["silent"]),
        ({"stage": "decline"}, ["decline"]),
        ({"stage": "silent", "stage_by_hand": True}, []),
        ({"stage": "growth"}, []),
        ({"score": 60.0}, ["score_fall"]),
        ({"score": 60.1}, []),
        ({"score": None}, []),
        ({"score": 30.0, "stage": "decline"}, ["decline"]),
        ({"score": 10.0, "score_before": None}, []),
        ({"ad_share": 0.2}, []),
        ({"ad_share": 0.31}, ["ad_share"]),
        ({"ad_share": 0.5, "done": 4}, []),
        ({"ad_share": None}, []),
        ({"covered_to": 94}, []),
        ({"covered_to": 93}, ["stale"]),
        ({"covered_to": None}, ["stale"]),
        ({"gaps": [(90, 91)]}, ["gaps"]),
        ({"owner_dependency": 0.6}, []),
        ({"owner_dependency": 0.61}, ["owner_dependency"]),
        ({"owner_dependency": None}, []),
    ],
)
def test_each_kind_has_its_border(changed: dict[str, Any], found: list[str]) -> None:
    assert kinds(**changed) == found


def test_limits_are_the_operators_own() -> None:
    signs = Signs(**(WELL | {"ad_share": 0.3, "owner_dependency": 0.5}))
    found = alerts([signs], Limits(ad_share=0.4, owner_dependency=0.45))
    assert [alert.kind for alert in found] == ["owner_dependency"]


def test_the_worst_comes_first_and_each_alert_has_a_name_of_its_own() -> None:
    stale = Signs(**(WELL | {"covered_to": 1}))
    silent = Signs(**(WELL | {"group_id": 2, "stage": "silent", "covered_to": 1}))
    found = alerts([stale, silent], LIMITS)
    assert [(one.kind, one.tone, one.signs.group_id) for one in found] == [
        ("silent", "bad", 2),
        ("stale", "warn", 1),
        ("stale", "warn", 2),
    ]
    assert len({one.subject for one in found}) == 3


def test_best_weeks() -> None:
    assert best_weeks((1, 2, 3)) is None
    assert best_weeks((4, 8, 8, 4)) == (6, 6)
    assert best_weeks((20, 20, 20, 20, 4, 4, 4, 4)) == (4, 20)

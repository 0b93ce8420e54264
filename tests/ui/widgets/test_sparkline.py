"""The words of a bar of messages."""

from __future__ import annotations

import pytest

from qunmate.ui.widgets.sparkline import of_week


@pytest.mark.parametrize(
    ("count", "ago", "said"),
    [
        (0, 0, "0 messages this week"),
        (1, 0, "1 message this week"),
        (1, 1, "1 message, 1 week ago"),
        (1_200, 11, "1,200 messages, 11 weeks ago"),
    ],
)
def test_each_number_has_its_own_plural(count: int, ago: int, said: str) -> None:
    assert of_week(count, ago) == said

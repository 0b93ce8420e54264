"""Where one member stands in a group, as the member table shows it."""

from __future__ import annotations

from typing import NamedTuple


class Standing(NamedTuple):
    """Everything is as of a last day `end`; days are ISO text.

    `layer` and `talk_role` (over the last 30 days) are None for who is not a member on that
    day. `overridden` says that the layer was set by hand. `joined_on` and `left_on` are of the
    stay that holds `end`, else of the last one; `joined_known` tells a known day of joining
    from a derived one. `messages` counts human messages up to `end`. `weeks` are the messages
    of the 12 ISO weeks up to that of `end`, oldest first.
    """

    layer: str | None
    overridden: bool
    talk_role: str | None
    messages_30d: int
    messages: int
    last_spoke_on: str | None
    days_silent: int | None
    joined_on: str | None
    joined_known: bool
    left_on: str | None
    weeks: tuple[int, ...]

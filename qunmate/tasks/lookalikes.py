"""Cards that may be one person, with the reason in words."""

from __future__ import annotations

from dataclasses import dataclass

from qunmate.data import lookalike_reading
from qunmate.data.store import Store
from qunmate.i18n import N_, _
from qunmate.roster import lookalikes as likeness

_REASONS = {
    "renamed": N_("The chat says that “{old}” took the name “{new}”."),
    "phone": N_("Both have the phone number {phone}."),
    "number": N_("The phone number of one is the ID of the other: {phone}."),
    "id": N_("Both have the ID {id}, written differently."),
    "handle": N_("Both have the ID {id}, on two platforms."),
    "follows": N_("“{one}” fell silent just when “{other}” began to speak."),
    "one_name": N_("Both are called “{one}”."),
    "same_name": N_("“{one}” and “{other}” are the same name."),
    "sound": N_("“{one}” and “{other}” sound alike."),
    "near_name": N_("“{one}” and “{other}” differ in one character."),
}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two members, why they may be one person, and how likely that is, from 0 to 100."""

    first: int
    second: int
    reason: str
    score: int


def lookalikes(store: Store, group_id: int | None) -> list[Pair]:
    """The likely pairs of the file, or of a group, the likeliest first. Takes some seconds
    with a hundred thousand members: not for the window's thread."""
    people = lookalike_reading.people(store.db, group_id)
    renames = lookalike_reading.renames(store.db, group_id)
    return [
        Pair(one.first, one.second, _reason(one), one.score)
        for one in likeness.find(people, renames)
    ]


def _reason(found: likeness.Likeness) -> str:
    """Names may be the same though they are written differently."""
    alike = found.reason == "same_name" and found.words["one"] == found.words["other"]
    reason = "one_name" if alike else found.reason
    return _(_REASONS[reason]).format(**found.words)

"""Praise by name: what members did well, never what they failed to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from itertools import pairwise

from qunmate import clock
from qunmate.digest.material import Material
from qunmate.digest.model import Honour, Section
from qunmate.digest.sections import section
from qunmate.i18n import _, ngettext

AWAY = 30  # days of silence after which somebody's return is worth a welcome
SETTLED = 28  # days of covered chat before a first word can be called a first word
_NAMES = 8


def honours(material: Material) -> list[Section]:
    days = material.last - material.first + 1
    found = [
        *_top(material, {a.member_id: a.days for a in material.activity}, 4, partial(_days, days)),
        *_top(material, _answered(material), 2, _answers),
        *_top(material, _started(material), 2, _starts),
        *_top(material, _brought(material), 1, _brings),
        *_together(material, _first_words(material), _("said their first words here"), "🌱"),
        *_together(material, _returned(material), _("back with us, welcome!"), "👋"),
    ]
    return section("honours", _("Honours"), found)


def _top(
    material: Material, counts: Mapping[int, int], least: int, deed: Callable[[int], str]
) -> list[Honour]:
    """Praise for the highest count, shared by up to three who reach it."""
    fit = {who: n for who, n in counts.items() if n >= least and material.may_praise(who)}
    if not fit:
        return []
    most = max(fit.values())
    order = {activity.member_id: at for at, activity in enumerate(material.activity)}
    best = sorted((who for who, n in fit.items() if n == most), key=lambda w: (order.get(w, 0), w))
    return [Honour(tuple(material.name(who) for who in best[:3]), deed(most))]


def _days(all_: int, n: int) -> str:
    if n >= all_:
        return _("spoke every day")
    return ngettext("spoke on {n} day", "spoke on {n} days", n).format(n=n)


def _answers(n: int) -> str:
    return ngettext("answered {n} question", "answered {n} questions", n).format(n=n)


def _starts(n: int) -> str:
    return ngettext("got {n} conversation going", "got {n} conversations going", n).format(n=n)


def _brings(n: int) -> str:
    return ngettext("brought in {n} new member", "brought in {n} new members", n).format(n=n)


def _answered(material: Material) -> Counter[int]:
    """How many questions each member answered."""
    return Counter(
        who
        for question in material.questions
        for who in {answer.member_id for answer in question.answers}
        if who is not None
    )


def _started(material: Material) -> Counter[int]:
    """Conversations each member started to which somebody else replied."""
    starts: Counter[int] = Counter()
    talk: list[int] = []
    spoken = [m for m in material.chat if m.member_id is not None]
    for before, message in pairwise([None, *spoken]):
        if message is None or message.member_id is None:
            continue
        if before is not None and message.sent_at - before.sent_at >= material.conversation_gap:
            _count_start(starts, talk)
            talk = []
        talk.append(message.member_id)
    _count_start(starts, talk)
    return starts


def _count_start(starts: Counter[int], talk: list[int]) -> None:
    if len(set(talk)) >= 2:
        starts[talk[0]] += 1


def _brought(material: Material) -> Counter[int]:
    return Counter(join.invited_by for join in material.joins if join.invited_by is not None)


def _first_words(material: Material) -> list[int]:
    """Who never spoke before, where the record goes back far enough to know."""
    found = []
    for activity in material.activity:
        if material.last_before(activity.member_id) is not None:
            continue
        joined_on = material.joined_on.get(activity.member_id)
        since = clock.parse_day(joined_on) if joined_on else material.first - SETTLED
        since = max(since, material.history)
        if (joined_on or since > material.history) and not material.uncovered(
            since, activity.first_day
        ):
            found.append(activity.member_id)
    return found


def _returned(material: Material) -> list[int]:
    """Who spoke again after a long silence that the record covers from end to end."""
    found = []
    for activity in material.activity:
        last = material.last_before(activity.member_id)
        if last is None or activity.first_day - last <= AWAY or last < material.history:
            continue
        if not material.uncovered(last, activity.first_day):
            found.append(activity.member_id)
    return found


def _together(material: Material, people: Iterable[int], deed: str, mark: str) -> list[Honour]:
    names = [material.name(who) for who in people if material.may_praise(who)]
    return [Honour(tuple(names[:_NAMES]), deed, mark)] if names else []

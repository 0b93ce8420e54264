"""The bars of the Health tab: layers, roles, top members, kinds, lift."""

from __future__ import annotations

from qunmate.bidi import isolated
from qunmate.figures.health import Health
from qunmate.figures.words import kind_word, layer_word, show_share, talk_role_word
from qunmate.i18n import ngettext
from qunmate.model import LAYERS, TALK_ROLES
from qunmate.plan_words import kind_word as plan_kind_word
from qunmate.terms import says
from qunmate.ui.blur import Blur
from qunmate.ui.health.bars import Bar
from qunmate.ui.health.reading import Shown

MOST_KINDS = 8
ROLE_COLOURS = {"starter": "accent", "participant": "active", "bystander": "quiet"}


def layer_bars(health: Health) -> list[Bar]:
    return [
        Bar(key, layer_word(key), health.layers.get(key, 0), f"{health.layers.get(key, 0):,}", key)
        for key in LAYERS
    ]


def role_bars(health: Health) -> list[Bar]:
    return [
        Bar(
            key,
            talk_role_word(key),
            health.roles.get(key, 0),
            f"{health.roles.get(key, 0):,}",
            ROLE_COLOURS[key],
        )
        for key in TALK_ROLES
    ]


def top_bars(shown: Shown, blur: Blur) -> list[Bar]:
    bars = []
    for speaker in shown.top:
        name = blur.member(shown.names.get(speaker.member_id, ""))
        count = f"{speaker.messages:,}"
        hint = ngettext(
            "{name}: {n:,} message, {share} of all",
            "{name}: {n:,} messages, {share} of all",
            speaker.messages,
        ).format(name=isolated(name), n=speaker.messages, share=show_share(speaker.share))
        bars.append(Bar(str(speaker.member_id), name, speaker.messages, count, "chart0", hint))
    return bars


def kind_bars(health: Health) -> list[Bar]:
    total = sum(health.kinds.values())
    return [
        Bar(
            kind,
            kind_word(kind),
            n,
            f"{n:,}",
            "chart5",
            says(kind_word(kind), f"{n:,} · {show_share(n / total)}"),
        )
        for kind, n in list(health.kinds.items())[:MOST_KINDS]
    ]


def lift_bars(shown: Shown) -> list[Bar]:
    bars = []
    for one in shown.kind_lifts:
        word = plan_kind_word(one.kind)
        items = ngettext("{n} item", "{n} items", one.items).format(n=one.items)
        bars.append(Bar(one.kind, word, one.lift, f"×{one.lift:.1f}", "chart2", says(word, items)))
    return bars

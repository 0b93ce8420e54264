"""A digest whose names are hidden: none is left to be read, and everything else is."""

from __future__ import annotations

from functools import partial

from qunmate.data.exporters import digest_md
from qunmate.digest.masking import masked
from qunmate.digest.model import Digest, Entry, Honour, Person, PlanLine, Quote, Row, Section
from qunmate.veil import Masks, veil_of

NAMES = ("林小满", "周一川", "孙亦凡", "郑果", "马程")


def shade(name: str) -> str:
    return "░" * len(name)


def test_no_name_is_left() -> None:
    digest = Digest(
        *("g", "operator", "week", 0, 6, "l", "h", "周报", "", "b", (), (), (), ()),
        sections=(
            Section(
                "answers", "Answers", (Quote("怎么办，林小满？", "先睡一觉", NAMES[0], "马程也问"),)
            ),
            Section("resources", "Resources", (Entry("周一川的清单", NAMES[1], "给郑果"),)),
            Section("honours", "Honours", (Honour((NAMES[2],), "来得最多"),)),
            Section("newcomers", "Welcome", (Person(NAMES[3]),)),
            Section("top", "Top", (Row((NAMES[4], 731)),), headings=("Name", "Messages")),
            Section("score", "Score", (Row(("Talk", "40%")),), headings=("Part", "Reached")),
            Section("gaps", "Gaps", (Row(("郑果 不在", None)),), headings=("What", "Who")),
            Section("plan", "Plan", (PlanLine("周一 20:00", "分享", "孙亦凡的读书夜"),)),
        ),
        closing="谢谢周一川",
    )
    before = digest_md.plain(digest)
    after = digest_md.plain(masked(digest, Masks(shade, partial(veil_of(NAMES).hide, mask=shade))))
    assert all(name in before and name not in after for name in NAMES)
    for name in NAMES:
        before = before.replace(name, shade(name))
    assert after == before

"""Drafts of highlights from chosen messages."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qunmate.capturing import TITLE, draft, likely_kind
from qunmate.data.highlights import KINDS
from qunmate.highlight_text import for_chat, joined, parts
from qunmate.model import ChatRow, Kind

NAMES = ("罗一凡", "周子昂", "王一诺")


def rows(*said: tuple[int, str], kind: Kind = Kind.TEXT) -> list[ChatRow]:
    ids = count(1)
    return [
        ChatRow(next(ids), 1, 20_773 * 86_400 + 60 * at, who, NAMES[who], kind, text, kept=False)
        for at, (who, text) in enumerate(said)
    ]


ANSWERED = rows(
    (0, "直播话术总像念稿，怎么改？"),
    (1, "把整段话术拆成提示词卡，一张卡只写三样。"),
    (2, "卡片背面写价格和库存，不会被问住。"),
    (2, "谢谢"),
    (1, "先用三张卡试播十分钟。"),
)


def test_a_question_and_its_answer() -> None:
    made = draft(ANSWERED, known_topics=["话术", "私域"])
    assert made.kind == "answer"
    assert made.title == "直播话术总像念稿，怎么改？"
    assert made.authors == (1,)
    assert made.topics == ("话术",)
    assert made.messages == (1, 2, 3, 4, 5)
    assert made.occurred_on == "2026-11-16"
    said = parts(made.text)
    assert said.question == "直播话术总像念稿，怎么改？"
    assert said.answer == "把整段话术拆成提示词卡，一张卡只写三样。\n先用三张卡试播十分钟。"
    assert "卡片背面写价格和库存" in said.more
    assert "谢谢" not in said.more


@pytest.mark.parametrize(
    ("chosen", "kind"),
    [
        (rows((0, "活跃不是刷屏，是有人接话。")), "quote"),
        (rows((0, "对照表 https://example.org/a.xlsx")), "resource"),
        (rows((0, "对照表.xlsx"), kind=Kind.FILE), "resource"),
        (
            rows(*[(1, f"第{n}点，先做再说，别等准备好。") for n in range(6)], (0, "学到了")),
            "sharing",
        ),
        (rows((0, "我觉得要设门槛"), (1, "我觉得不用"), (2, "看阶段")), "discussion"),
        (ANSWERED, "answer"),
    ],
)
def test_the_kind_is_told_by_what_was_said(chosen: list[ChatRow], kind: str) -> None:
    assert likely_kind(chosen) == kind
    assert draft(chosen).kind == kind


texts = st.text(max_size=80)


@given(
    st.lists(st.tuples(st.integers(0, 2), texts), min_size=1, max_size=8), st.sampled_from(KINDS)
)
def test_any_messages_make_a_draft_of_any_kind(said: list[tuple[int, str]], kind: str) -> None:
    made = draft(rows(*said), kind)
    assert made.kind == kind
    assert made.messages == tuple(range(1, len(said) + 1))
    assert len(made.title) <= TITLE
    assert "\n" not in made.title


def test_parts_are_read_in_both_languages_and_plain_text_stays_plain() -> None:
    assert parts("问：为什么\n答：因为\n所以\n补充：还有").answer == "因为\n所以"
    assert parts("Q: why\nA: so").question == "why"
    assert parts("提问：没有答案").plain == "提问：没有答案"
    text = joined("为什么", "因为", "还有")
    found = parts(text)
    assert (found.question, found.answer, found.more) == ("为什么", "因为", "还有")
    assert for_chat(" 标题 ", "正文\n") == "【标题】\n正文"
    assert for_chat("", "正文") == "正文"

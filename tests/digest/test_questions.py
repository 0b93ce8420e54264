"""Questions and answers found in invented chat."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qunmate.digest.questions import best_questions, find_questions, is_question, unanswered
from qunmate.model import Kind, Message


def said(
    at: int, who: int | None, text: str, *, id_: int = 0, reply_to: str | None = None
) -> Message:
    number = id_ or at + 1
    return Message(number, 1, at * 60, 0, who, "", Kind.TEXT, text, reply_to, f"m{number}")


@pytest.mark.parametrize(
    "text",
    [
        "直播话术怎么改才不像念稿?",
        "有没有好用的打卡小程序推荐",
        "群里第一次有人发广告怎么办？？",
        "這個要怎麼設定呢",
        "How do I export this?",
        "does anyone know a good place",
        "请问报名表在哪里填",
        "明天还直播吗~",
    ],
)
def test_questions(text: str) -> None:
    assert is_question(said(0, 1, text))


@pytest.mark.parametrize(
    "text",
    [
        "早上好",
        "在吗?",
        "?",
        "好吗",
        "https://example.org/?q=怎么做",
        "哈哈哈哈哈",
        "怎么" * 120,
        "看有多少不同的人在说",
        "I was there when it happened",
        "各位好,钟璐,上海,工程师。先看看大家怎么做",
        "",
    ],
)
def test_no_questions(text: str) -> None:
    assert not is_question(said(0, 1, text))


def test_pictures_and_lines_without_a_sender_ask_nothing() -> None:
    assert not is_question(said(0, None, "这是怎么回事?"))
    assert not is_question(said(0, 1, "这是怎么回事?")._replace(kind=Kind.IMAGE))


def test_the_longest_answer_of_another_is_the_best() -> None:
    chat = [
        said(0, 1, "直播话术怎么改才不像念稿?"),
        said(1, 1, "我试过照着写,但是一开口就很僵,观众也不说话"),
        said(2, 2, "拆成提示词卡,一张卡只写三样"),
        said(3, 3, "对"),
    ]
    (question,) = find_questions(chat)
    assert question.best == chat[2]
    assert question.people == 2


def test_answers_end_at_a_pause_and_at_the_next_question() -> None:
    chat = [
        said(0, 1, "第一个问题怎么解决?"),
        said(40, 2, "这句话是在停顿之后说的,不算回答"),
        said(100, 1, "第二个问题怎么解决?"),
        said(101, 2, "我也想问另一个问题怎么办?"),
        said(102, 3, "这是对后一个问题的回答,和前面没有关系"),
    ]
    answered = {question.asked.id: len(question.answers) for question in find_questions(chat)}
    assert answered == {1: 0, 101: 0, 102: 1}


def test_a_reply_counts_whenever_it_comes() -> None:
    chat = [
        said(0, 1, "报名表在哪里填?"),
        said(900, 2, "在群公告的第三条里,点进去填就行", reply_to="m1"),
    ]
    (question,) = find_questions(chat)
    assert question.best == chat[1]
    assert unanswered([question]) == []


def test_unanswered_questions_come_newest_first() -> None:
    chat = [said(0, 1, "第一个问题怎么解决?"), said(100, 2, "第二个问题怎么解决?")]
    assert [question.asked.id for question in unanswered(find_questions(chat))] == [101, 1]


def test_best_questions_vary_their_people() -> None:
    chat: list[Message] = []
    for round_ in range(5):
        start = 100 * round_
        chat += [
            said(start, 1, "这个问题怎么解决比较好?"),
            said(start + 1, 2, "先看看置顶的文档,里面写得很详细"),
        ]
    assert len(best_questions(find_questions(chat), 3)) == 1


@given(st.lists(st.tuples(st.integers(0, 90), st.integers(1, 3), st.text(max_size=30))))
def test_any_chat_can_be_searched(lines: list[tuple[int, int, str]]) -> None:
    at, chat = 0, []
    for number, (gap, who, text) in enumerate(lines, 1):
        at += gap
        chat.append(said(at, who, text + "怎么?" * (number % 2), id_=number))
    for question in find_questions(chat):
        assert all(answer.member_id != question.asked.member_id for answer in question.answers)
        assert question.best is None or question.best in question.answers

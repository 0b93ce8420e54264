"""Which questions are still without an answer."""

from __future__ import annotations

from qunmate.model import Kind, Message
from qunmate.today.questions import unanswered

GAP = 1800.0


def said(minute: int, who: int | None, text: str, reply_to: str | None = None) -> Message:
    return Message(minute, 1, 60 * minute, 0, who, "", Kind.TEXT, text, reply_to, f"m{minute}")


def found(*chat: Message) -> list[str]:
    return [message.text for message in unanswered(chat, GAP)]


def test_a_question_alone_in_its_conversation_waits() -> None:
    assert found(said(0, 1, "新号怎么过冷启动?")) == ["新号怎么过冷启动?"]


def test_what_one_adds_to_the_own_question_is_no_answer() -> None:
    asked = [said(0, 1, "新号怎么过冷启动?"), said(5, 1, "已经发了三周了")]
    assert found(*asked) == ["新号怎么过冷启动?"]


def test_anyone_else_in_the_conversation_answers() -> None:
    assert found(said(0, 1, "新号怎么过冷启动?"), said(29, 2, "同问")) == []


def test_after_the_pause_it_is_another_conversation() -> None:
    assert found(said(0, 1, "新号怎么过冷启动?"), said(30, 2, "早安")) == ["新号怎么过冷启动?"]


def test_a_reply_answers_however_late() -> None:
    late = said(500, 2, "先连更十四天", reply_to="m0")
    assert found(said(0, 1, "新号怎么过冷启动?"), late) == []


def test_a_conversation_that_does_not_begin_with_a_question_is_none() -> None:
    assert found(said(0, 1, "早安"), said(1, 1, "新号怎么过冷启动?")) == []


def test_lines_without_a_sender_are_passed_over_and_the_newest_comes_first() -> None:
    chat = [
        said(0, 1, "新号怎么过冷启动?"),
        said(1, None, "有人加入了群聊"),
        said(100, 2, "羽毛球拍磅数怎么选?"),
    ]
    assert found(*chat) == ["羽毛球拍磅数怎么选?", "新号怎么过冷启动?"]


def test_who_quotes_the_own_question_has_not_answered_it() -> None:
    asked = [said(0, 1, "新号怎么过冷启动?"), said(600, 1, "顶一下", reply_to="m0")]
    assert found(*asked) == ["新号怎么过冷启动?"]


def test_an_answer_to_what_was_added_counts() -> None:
    asked = [said(0, 1, "新号怎么过冷启动?"), said(5, 1, "已经发了三周了")]
    assert found(*asked, said(600, 2, "先养号", reply_to="m5")) == []

"""Proposals of what to keep."""

from __future__ import annotations

from itertools import count

from qunmate.model import Kind, Message, Reaction
from qunmate.suggesting import suggest

START = 1_790_000_000
_ids = count(1)


def say(
    minute: int,
    who: int,
    text: str,
    kind: Kind = Kind.TEXT,
    given: tuple[Reaction, ...] = (),
) -> Message:
    at = START + 60 * minute
    return Message(next(_ids), 7, at, 28_800, who, f"成员{who}", kind, text, None, None, given)


def chat() -> list[Message]:
    talk = [
        say(600 + n, 5, f"第{n}点：先做一张表，把每天的动作写清楚，坚持四周再看数字，不要急。" * 2)
        for n in range(8)
    ]
    return [
        say(0, 1, "大家早"),
        say(100, 1, "群里有人发广告，第一次怎么处理？"),
        say(101, 2, "第一次私聊提醒，说清规则，给他改的机会；第二次再公开，第三次请出去。"),
        say(103, 3, "我们会先撤回再私聊"),
        say(300, 4, "https://example.org/tools 私域工具对照表"),
        say(301, 4, "再发一次 https://example.org/tools"),
        say(400, 2, "吃饭去了"),
        *talk,
        say(620, 1, "学到了"),
    ]


def test_answers_talks_and_links_are_proposed_once() -> None:
    said = chat()
    found = suggest(said, kept=())
    assert sorted(one.draft.kind for one in found) == ["answer", "resource", "sharing"]
    by_kind = {one.draft.kind: one for one in found}
    assert by_kind["answer"].draft.authors == (2,)
    assert by_kind["answer"].names[1] == "成员1"
    assert len(by_kind["sharing"].draft.messages) == 8
    assert len({one.key for one in found}) == 3
    newest = [max(one.draft.messages) for one in found]
    assert newest == sorted(newest, reverse=True)


def test_what_is_kept_is_not_proposed_again() -> None:
    said = chat()
    kept = {message.id for message in said if "提醒" in message.text or "第3点" in message.text}
    assert [one.draft.kind for one in suggest(said, kept=kept)] == ["resource"]
    assert suggest([], kept=()) == []


def test_what_many_reacted_to_is_proposed_where_it_says_something() -> None:
    given = (Reaction("👍", 4), Reaction("🔥", 1))
    said = [
        say(0, 1, "运营不是搬运，是把人一个个记住", given=given),
        say(100, 2, "好的", given=(Reaction("👍", 90),)),
        say(200, 3, "[图片]", kind=Kind.IMAGE, given=(Reaction("👍", 90),)),
        say(300, 4, "这一句只有四个人点了头", given=given[:1]),
    ]
    (found,) = suggest(said, kept=())
    assert (found.draft.kind, found.draft.messages) == ("quote", (said[0].id,))
    assert found.reactions == given
    assert suggest(said, kept={said[0].id}) == []


def test_what_is_pinned_is_proposed_the_latest_first() -> None:
    said = [say(100 * n, n % 5 + 1, f"第{n}句说了些有用的话") for n in range(9)]
    said.append(say(1000, 1, "[图片]", kind=Kind.IMAGE))
    found = suggest(said, kept={said[8].id}, pinned={one.id for one in said})
    assert [one.draft.messages for one in found] == [(said[n].id,) for n in (7, 6, 5, 4)]


def test_of_many_that_were_reacted_to_the_most_count() -> None:
    said = [
        say(100 * n, n % 5 + 1, f"第{n}句说了些有用的话", given=(Reaction("👍", n),))
        for n in range(5, 15)
    ]
    assert [one.reactions[0].given for one in suggest(said, kept=())] == [14, 13, 12, 11]

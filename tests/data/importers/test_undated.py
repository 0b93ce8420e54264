from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qunmate.data.importers import pick, sources_in, undated
from qunmate.data.importers.source import Source
from qunmate.errors import UserError
from tests.data.importers.reading import Chat, put_together, wall

TIMES = "林小满  10:30\n早安\n\n周一川  下午3:31\n到\n第二行\n"
SECONDS = "林小满 10:30:05\n早安\n\n周一川 15:31:00\n到\n"
NAMES = "林小满:\n早安\n\n周一川：\n到\n第二行\n"
MONTHS = "林小满 12-31 10:30\n早安\n\n周一川 1月2日 下午3:31\n[图片]\n\n周一川 02/30 10:00\n没有\n"


def read(text: str, day: date | None = date(2026, 1, 3)) -> Chat:
    source = Source(Path("copied.txt"), text, day=day)
    (chat,) = put_together(pick(source).read(source))
    return chat


@pytest.mark.parametrize("text", [TIMES, SECONDS, NAMES, MONTHS])
def test_it_is_known_and_asks_for_the_day(text: str) -> None:
    assert undated.identify(text)
    with pytest.raises(UserError) as caught:
        read(text, None)
    assert caught.value.problem.code == "day_needed"


def test_times_count_from_the_day() -> None:
    chat = read(TIMES)
    assert chat.said == [("林小满", "早安"), ("周一川", "到\n第二行")]
    assert [one.at for one in chat.records] == [wall(2026, 1, 3, 10, 30), wall(2026, 1, 3, 15, 31)]
    assert chat.head.platform == "wechat"


def test_who_tells_seconds_is_qq() -> None:
    chat = read(SECONDS)
    assert chat.records[0].at == wall(2026, 1, 3, 10, 30, 5)
    assert chat.head.platform == "qq"


def test_a_month_and_a_day_are_of_the_year_up_to_the_last() -> None:
    chat = read(MONTHS)
    assert [one.at for one in chat.records] == [
        wall(2025, 12, 31, 10, 30),
        wall(2026, 1, 2, 15, 31),
    ]
    assert [(wrong.line, wrong.problem.code) for wrong in chat.problems] == [(7, "bad_date")]


def test_without_times_messages_keep_their_order() -> None:
    chat = read(NAMES)
    assert chat.said == [("林小满", "早安"), ("周一川", "到\n第二行")]
    assert [one.at - wall(2026, 1, 3) for one in chat.records] == [0, 1]


@pytest.mark.parametrize(
    "text",
    ["10:30", "名单:\n\n小满\n一川\n", "标题:\n副标题:\n正文\n", "早安\n到\n", "", "小满:\n早"],
)
def test_other_texts_are_not_taken_for_it(text: str) -> None:
    assert not undated.identify(text)


def test_a_folder_takes_in_only_what_needs_no_answer(tmp_path: Path) -> None:
    (tmp_path / "copied.txt").write_text(NAMES, encoding="utf-8")
    dated = f"—————  2026-1-3  —————\n\n{TIMES}"
    (tmp_path / "mail.txt").write_text(dated, encoding="utf-8")
    assert [source.member for source in sources_in(tmp_path)] == ["mail.txt"]


@given(st.sampled_from([TIMES, SECONDS, NAMES, MONTHS]), st.text(max_size=80))
def test_any_text_behind_is_read(text: str, more: str) -> None:
    assert len(read(text + more).records) + len(read(text + more).problems) > 0

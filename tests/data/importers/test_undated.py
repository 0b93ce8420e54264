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


SAID = "林小满: 早安\n周一川：到\n第二行\n林小满: 今天读第三章\n"
TIGHT = "林小满:\n早安\n周一川：\n到\n林小满:\n好\n第二行\n"
COLONS = "林小满: 12-31 10:30:05\n早安\n\n周一川: 01-02 15:31:00\n到\n"
SLACK = "林小满  [10:30 AM]\n早安\n周一川  [3:31 PM]\n到\n[3:32 PM]\n好\n"
SLACK_NOW = "林小满\n  10:30 AM\n早安\n周一川\n  3:31 PM\n到\n第二行\n"
DISCORD = "林小满 — 昨天10:30\n早安\n周一川 — 今天15:31\n到\n"
DISCORD_ENGLISH = "林小满 — Yesterday at 10:30 AM\n早安\n周一川\n — \nToday at 3:31 PM\n到\n"


@pytest.mark.parametrize(
    "text",
    [
        TIMES,
        SECONDS,
        NAMES,
        MONTHS,
        SAID,
        TIGHT,
        COLONS,
        SLACK,
        SLACK_NOW,
        DISCORD,
        DISCORD_ENGLISH,
    ],
)
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


def test_names_and_texts_on_one_line() -> None:
    chat = read(SAID)
    assert chat.said == [
        ("林小满", "早安"),
        ("周一川", "到\n第二行"),
        ("林小满", "今天读第三章"),
    ]
    assert [one.at - wall(2026, 1, 3) for one in chat.records] == [0, 1, 2]


def test_names_with_a_colon_that_no_blank_line_parts() -> None:
    assert read(TIGHT).said == [("林小满", "早安"), ("周一川", "到"), ("林小满", "好\n第二行")]


def test_a_colon_behind_a_name_is_none_of_it() -> None:
    chat = read(COLONS)
    assert chat.said == [("林小满", "早安"), ("周一川", "到")]
    assert [one.at for one in chat.records] == [
        wall(2025, 12, 31, 10, 30, 5),
        wall(2026, 1, 2, 15, 31),
    ]


def test_slack_s_window_goes_on_with_times_alone(tmp_path: Path) -> None:
    chat = read(SLACK)
    assert chat.said == [("林小满", "早安"), ("周一川", "到"), ("周一川", "好")]
    assert [one.at for one in chat.records] == [
        wall(2026, 1, 3, 10, 30),
        wall(2026, 1, 3, 15, 31),
        wall(2026, 1, 3, 15, 32),
    ]
    assert chat.head.platform == "slack"
    path = tmp_path / "copied.txt"
    path.write_text(SLACK_NOW, encoding="utf-8")
    source = Source(path, day=date(2026, 1, 3))
    (file,) = put_together(pick(source).read(source))
    assert file.said == read(SLACK_NOW).said == [("林小满", "早安"), ("周一川", "到\n第二行")]


@pytest.mark.parametrize("text", [DISCORD, DISCORD_ENGLISH])
def test_discord_s_window_tells_days_from_today(text: str) -> None:
    chat = read(text)
    assert chat.said == [("林小满", "早安"), ("周一川", "到")]
    assert [one.at for one in chat.records] == [
        wall(2026, 1, 2, 10, 30),
        wall(2026, 1, 3, 15, 31),
    ]
    assert chat.head.platform == "discord"


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
    [
        "10:30",
        "名单:\n\n小满\n一川\n",
        "时间：周三\n地点：线上\n主讲：小满\n",
        "https://a.b\nhttps://c.d\nhttps://e.f\n",
        "标题:\n副标题:\n正文\n",
        "早安\n到\n",
        "",
        "小满:\n早",
    ],
)
def test_other_texts_are_not_taken_for_it(text: str) -> None:
    assert not undated.identify(text)


def test_a_folder_takes_in_only_what_needs_no_answer(tmp_path: Path) -> None:
    (tmp_path / "copied.txt").write_text(NAMES, encoding="utf-8")
    dated = f"—————  2026-1-3  —————\n\n{TIMES}"
    (tmp_path / "mail.txt").write_text(dated, encoding="utf-8")
    assert [source.member for source in sources_in(tmp_path)] == ["mail.txt"]


@given(
    st.sampled_from([TIMES, SECONDS, NAMES, MONTHS, SLACK, SLACK_NOW, DISCORD]),
    st.text(max_size=80),
)
def test_any_text_behind_is_read(text: str, more: str) -> None:
    assert len(read(text + more).records) + len(read(text + more).problems) > 0

"""The invented year in a real file: what the figures make of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from qunmate import i18n, resources
from qunmate.clock import day_of, parse_day
from qunmate.data import groups, highlights, messages, plan
from qunmate.data.store import Store, open_store
from qunmate.errors import UserError
from qunmate.progress import finish
from qunmate.tasks.chat_intake import ChatImport
from qunmate.tasks.demo import fill_demo
from qunmate.tasks.figures import health
from qunmate.tasks.import_chat import import_chat
from qunmate.tasks.import_roster import import_roster

UNTIL = date(2026, 11, 22)
STAGES = ["mature", "growth", "mature", "decline", "silent"]
NAMES = {
    "zh_CN": ["运营研究社", "早起读书会", "羽毛球周末约", "跨境电商答疑", "插画互助营"],
    "en": [
        "Community Builders Club", "Early Pages", "Meeple Nights London", "Small Shop Sellers",
        "Wet Paint",
    ],
}  # fmt: skip
OPERATOR = {"zh_CN": "沈南乔", "en": "Nora Whitfield"}


@contextmanager
def speaking(language: str) -> Iterator[None]:
    before = i18n.language()
    try:
        i18n.install(language)
        yield
    finally:
        i18n.install(before)


@pytest.fixture(scope="module", params=NAMES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, language: str) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demo.qunmate"
    with speaking(language), open_store(path) as store:
        finish(fill_demo(store, messages=60_000, members=600, seed=1, until=UNTIL))
    return path


@pytest.fixture
def store(filled: Path) -> Iterator[Store]:
    with open_store(filled) as opened:
        yield opened


def test_stages_come_out_as_intended(store: Store) -> None:
    found = [
        health(store, group, last=day_of(UNTIL)).stage for group in groups.all_groups(store.db)
    ]
    assert found == STAGES


def test_figures_are_lifelike(store: Store, language: str) -> None:
    figures = health(store, groups.by_name(store.db, NAMES[language][0]))
    assert figures.members == pytest.approx(486, rel=0.1)
    assert figures.active_rate is not None
    assert 0.2 < figures.active_rate < 0.7
    assert figures.owner_dependency is not None
    assert 0.1 < figures.owner_dependency < 0.6
    assert figures.joins
    assert figures.leaves is not None


def test_everything_is_there(store: Store, language: str) -> None:
    summaries = {one.group.name: one for one in groups.summaries(store.db)}
    assert list(summaries) == NAMES[language]
    assert sum(one.messages for one in summaries.values()) == pytest.approx(60_000, rel=0.02)
    (members,) = store.db.execute("SELECT count(*) FROM members").fetchone()
    assert members == 600
    itself = store.db.execute("SELECT name FROM members WHERE is_self").fetchall()
    assert itself == [(OPERATOR[language],)]
    assert store.db.execute("SELECT count(*) FROM members WHERE bot").fetchone() == (1,)
    assert not store.db.execute("PRAGMA foreign_key_check").fetchall()
    several = store.db.execute(
        "SELECT count(*) FROM (SELECT member_id FROM memberships GROUP BY 1 HAVING count(*) > 1)"
    ).fetchone()
    assert several[0] > 200


def test_highlights_lead_to_their_messages(store: Store, language: str) -> None:
    kept = highlights.listing(store.db)
    assert len(kept) > 70
    group = groups.by_name(store.db, NAMES[language][0])
    newest = highlights.listing(store.db, group.id)[0]
    ids = {one.id for one in messages.listing(store.db, group.id, limit=100_000)}
    assert newest.messages
    assert set(newest.messages) <= ids
    assert newest.authors


def test_plan_reaches_two_weeks_ahead(store: Store, language: str) -> None:
    group = groups.by_name(store.db, NAMES[language][0])
    items = plan.listing(store.db, group.id)
    assert {"greeting", "sharing", "topic", "offer", "festival"} <= {item.kind for item in items}
    (last,) = store.db.execute("SELECT max(starts_at) FROM plan_items").fetchone()
    assert 10 < last // 86_400 - parse_day(UNTIL.isoformat()) <= 14


def test_the_sample_is_in_the_language_of_the_window(tmp_path: Path) -> None:
    with speaking("zh_TW"), open_store(tmp_path / "taiwan.qunmate") as store:
        finish(fill_demo(store, messages=600, members=40, seed=1, until=UNTIL))
        found = {one.name: (one.platform, one.timezone) for one in groups.all_groups(store.db)}
    assert found["早起讀書會"] == ("line", "Asia/Taipei")
    assert found["插畫互助會"] == ("discord", "Asia/Taipei")


def test_only_a_new_file(store: Store) -> None:
    with pytest.raises(UserError) as caught:
        finish(fill_demo(store, messages=10, members=10, seed=1, until=UNTIL))
    assert caught.value.problem.code == "demo_needs_new_file"


def test_a_closed_job_leaves_nothing(tmp_path: Path) -> None:
    with open_store(tmp_path / "new.qunmate") as store:
        job = fill_demo(store, messages=2_000, members=50, seed=1, until=UNTIL)
        for _step in range(3):
            next(job)
        job.close()
        assert groups.all_groups(store.db) == []
        assert store.db.execute("SELECT count(*) FROM members").fetchone() == (0,)


def test_samples_can_be_imported_and_agree(tmp_path: Path) -> None:
    folder = resources.path("samples")
    chats = ["微信.txt", "QQ.txt", "ChatLab.json", "ChatLab.jsonl"]
    with open_store(tmp_path / "samples.qunmate") as store:
        group = groups.add(store.db, "运营研究社", "wechat", "Asia/Shanghai")
        sheet = finish(import_roster(store, folder / "成员名单.xlsx", group=group, today=UNTIL))
        assert (sheet.new, sheet.rejected, sheet.errors_total) == (40, 0, 0)
        sources = [folder / f"群聊记录-{name}" for name in chats]
        done = finish(import_chat(store, sources, today=UNTIL))
        took = [one for one in done if isinstance(one, ChatImport)]
        assert [one.group for one in took] == [
            "运营研究社", "早起读书会", "羽毛球周末约", "羽毛球周末约",
        ]  # fmt: skip
        assert all(one.new > 30 and not one.errors_total for one in took)
        assert took[3].duplicates == took[2].new
        # people of the sheet are found again in the chats, by id or by group nickname
        for one in groups.all_groups(store.db):
            (matched,) = store.db.execute(
                "SELECT count(DISTINCT s.member_id) FROM memberships s JOIN identities i"
                " ON i.member_id = s.member_id AND i.platform = 'wechat' AND i.value LIKE 'wxid%'"
                " WHERE s.group_id = ? AND s.member_id <= 40",
                [one.id],
            ).fetchone()
            assert matched >= 8

"""What a day gathers from a real file."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from qunmate.clock import iso_day
from qunmate.data import contact_notes, plan, settings, today_marks, today_reading
from qunmate.data.store import Store, open_store
from qunmate.tasks.today import read_questions, read_sheet, read_tasks
from qunmate.tasks.today_figures import read_findings
from qunmate.today.model import Line, Sheet
from qunmate.today.words import alert_words
from tests.digest_book import SUNDAY
from tests.today_book import TODAY, TodayBook, at, busy

NOON = at(SUNDAY, 720)


def sheet(book: TodayBook, today: date = TODAY, now: int = NOON) -> Sheet:
    return read_sheet(book.store, [book.group], today, now, group=book.group)


def titles(lines: tuple[Line, ...]) -> list[str]:
    return [line.title for line in lines]


def kinds(lines: tuple[Line, ...]) -> list[str]:
    return [line.kind for line in lines]


def test_a_new_file_asks_for_nothing(store: Store) -> None:
    found = read_sheet(store, [], TODAY, NOON)
    assert (found.lines, found.findings.alerts, found.findings.changes) == ((), (), ())


def test_a_busy_day(store: Store) -> None:
    found = sheet(busy(store))
    assert titles(found.tasks.posts) == ["早安 · 小雪", "共读第四章"]
    assert kinds(found.meets) == ["welcome", "follow_up", "expiring", "birthday", "birthday_soon"]
    assert [line.names for line in found.meets] == [
        ["林小满", "周一川"],
        ["沈知秋"],
        ["沈知秋"],
        ["Ada"],
        ["顾北辰"],
    ]
    assert [line.text for line in found.questions] == ["新号怎么过冷启动?"]
    assert (found.open, found.done) == (7, 0)


def test_posts_are_todays_and_the_ready_ones_of_two_days(store: Store) -> None:
    book = TodayBook(store)
    for title, day, status in (
        ("三天前", -3, "ready"),
        ("忘了的", -2, "ready"),
        ("昨天的草稿", -1, "draft"),
        ("昨天做了", -1, "done"),
        ("今天的草稿", 0, "draft"),
        ("今天的点子", 0, "idea"),
        ("今天不发", 0, "skipped"),
        ("今天做了", 0, "done"),
        ("明天", 1, "ready"),
    ):
        book.post(title, SUNDAY + day, status=status)
    found = sheet(book).tasks
    assert titles(found.posts) == ["忘了的", "今天的草稿", "今天做了"]
    assert [line.done for line in found.posts] == [False, False, True]
    assert titles(found.tomorrow) == ["明天"]


def test_one_time_of_a_repeating_post_is_done_and_keeps_its_place(store: Store) -> None:
    book = TodayBook(store)
    book.post("早安", SUNDAY - 30, status="ready", rrule="FREQ=DAILY")
    before = sheet(book).tasks.posts
    assert [line.day - SUNDAY for line in before] == [-2, -1, 0]
    last = before[-1].item
    assert last is not None
    with store.atomic() as db:
        plan.set_status(db, last.id, last.occurrence_at, "done")
    after = sheet(book).tasks.posts
    assert [line.key for line in after] == [line.key for line in before]
    assert [line.done for line in after] == [False, False, True]


def test_items_of_other_groups_stay_there(store: Store) -> None:
    book, other = busy(store), TodayBook(store, "羽毛球周末约")
    other.post("约球")
    found = read_tasks(store, [book.group], TODAY, group=book.group)
    assert titles(found.posts) == ["早安 · 小雪", "共读第四章"]
    both = read_tasks(store, [book.group, other.group], TODAY)
    assert sorted(titles(both.posts)) == sorted(["早安 · 小雪", "共读第四章", "约球"])
    welcomes = [line.groups for line in both.meets if line.kind == "welcome"]
    assert welcomes == [("早起读书会",), ("羽毛球周末约",)]


def test_the_welcomed_stand_apart_and_are_gone_tomorrow(store: Store) -> None:
    book = TodayBook(store)
    with store.atomic() as db:
        today_reading.welcome(db, book.group.id, [book.people["林小满"]], TODAY.isoformat())
    lines = [line for line in sheet(book).meets if line.kind == "welcome"]
    assert [(line.names, line.done) for line in lines] == [(["周一川"], False), (["林小满"], True)]
    tomorrow = sheet(book, TODAY + timedelta(days=1))
    assert [line.names for line in tomorrow.meets if line.kind == "welcome"] == [["周一川"]]


def test_newcomers_are_told_for_two_weeks_with_who_invited_them(store: Store) -> None:
    book = TodayBook(store)
    (line,) = [line for line in sheet(book).meets if line.kind == "welcome"]
    assert [(one.day, one.by) for one in line.people] == [(SUNDAY - 2, "阿群")] * 2
    kinds_then = kinds(sheet(book, date(2026, 12, 3)).meets)
    assert "welcome" in kinds_then
    assert "welcome" not in kinds(sheet(book, date(2026, 12, 5)).meets)


def test_a_follow_up_that_was_done_stays_till_the_day_ends(store: Store) -> None:
    book = TodayBook(store)
    note = book.note("沈知秋", "想组织线下沙龙", SUNDAY - 3)
    book.note("Ada", "以后再说", SUNDAY + 1)
    assert [line.done for line in sheet(book).meets if line.kind == "follow_up"] == [False]
    with store.atomic() as db:
        contact_notes.follow_up(db, note, TODAY.isoformat())
    assert [line.done for line in sheet(book).meets if line.kind == "follow_up"] == [True]
    later = sheet(book, TODAY + timedelta(days=1)).meets
    assert [line.text for line in later if line.kind == "follow_up"] == ["以后再说"]


def test_expiring_within_two_weeks_until_reminded(store: Store) -> None:
    book = TodayBook(store)
    last = date(2026, 11, 28)
    for today, there in ((last - timedelta(days=15), False), (last - timedelta(days=14), True),
                         (last, True), (last + timedelta(days=1), False)):  # fmt: skip
        assert ("expiring" in kinds(sheet(book, today).meets)) == there
    with store.atomic() as db:
        mark = f"{book.group.id}:{book.people['沈知秋']}:2026-11-28"
        today_marks.put(db, "expiring", [mark], TODAY.isoformat())
    assert [line.done for line in sheet(book).meets if line.kind == "expiring"] == [True]
    assert "expiring" not in kinds(sheet(book, TODAY + timedelta(days=1)).meets)


def test_who_was_born_on_a_leap_day_celebrates_every_year(store: Store) -> None:
    book = TodayBook(store)
    with store.atomic() as db:
        db.execute(
            "UPDATE members SET birthday = '2000-02-29' WHERE id = ?", [book.people["沈知秋"]]
        )
    for today in (date(2027, 2, 28), date(2028, 2, 29)):
        (line,) = [one for one in sheet(book, today).meets if one.kind == "birthday"]
        assert line.names == ["沈知秋"]
    assert "birthday" not in kinds(sheet(book, date(2028, 2, 28)).meets)


def test_birthdays_are_told_over_the_turn_of_the_year(store: Store) -> None:
    book = TodayBook(store)
    with store.atomic() as db:
        db.execute("UPDATE members SET birthday = '--01-02' WHERE id = ?", [book.people["Ada"]])
    (line,) = [one for one in sheet(book, date(2026, 12, 29)).meets if one.kind == "birthday_soon"]
    assert [(one.name, iso_day(one.day or 0)) for one in line.people] == [("Ada", "2027-01-02")]


def test_questions_of_three_days_not_the_operators_own_nor_dismissed(store: Store) -> None:
    book = TodayBook(store)
    book.asks("顾北辰", "这个太久了怎么办?", SUNDAY - 4)
    book.asks("阿群", "大家想读哪本书?", SUNDAY - 2, 600)
    kept = book.asks("Ada", "电子书在哪里买?", SUNDAY - 2, 700)
    gone = book.asks("顾北辰", "有没有人一起读?", SUNDAY - 1)
    with store.atomic() as db:
        today_marks.put(db, "question", [str(gone)], TODAY.isoformat())
    (line,) = read_questions(store, [book.group], TODAY, NOON)
    assert (line.message_id, line.names, line.time) == (kept, ["Ada"], "11:40")
    assert line.waited == 2 * 86_400 + 20 * 60


def test_without_fresh_data_no_question_is_told(store: Store) -> None:
    book = busy(store)
    later = TODAY + timedelta(days=2)
    assert len(read_questions(store, [book.group], later, NOON)) == 1
    with store.atomic() as db:
        db.execute("UPDATE imports SET last_day = ?", [SUNDAY - 2])
    assert read_questions(store, [book.group], later, NOON) == ()


def test_a_pillar_who_fell_silent_until_a_talk(store: Store) -> None:
    book = TodayBook(store)
    for name in ("沈知秋", "Ada", "顾北辰"):
        last = SUNDAY - 16 if name == "沈知秋" else SUNDAY
        book.speaks(name, SUNDAY - 50, last, minute=600 + len(name))
    (line,) = read_findings(store, [book.group], TODAY).quiet
    assert [(one.name, SUNDAY - (one.day or 0)) for one in line.people] == [("沈知秋", 16)]
    with store.atomic() as db:
        mark = f"{book.group.id}:{book.people['沈知秋']}"
        today_marks.put(db, "quiet", [mark], TODAY.isoformat(), "2026-12-06")
    assert read_findings(store, [book.group], TODAY).quiet == ()
    with store.atomic() as db:
        today_marks.take_back(db, "quiet", [mark])
    book.note("沈知秋", "忙着搬家", None)
    assert read_findings(store, [book.group], TODAY).quiet == ()


def gone_before(store: Store, words: str, member_id: int) -> None:
    """Another connection deletes a member right before a statement with these words runs."""
    other = open_store(store.path)

    def ran(statement: str) -> None:
        if words in statement:
            store.db.conn.set_trace_callback(None)
            with other.atomic() as db:
                db["members"].delete(member_id)
            other.close()

    store.db.conn.set_trace_callback(ran)


def test_who_is_gone_between_two_looks_at_the_file_is_left_out(store: Store) -> None:
    book = TodayBook(store)
    for name in ("沈知秋", "Ada", "顾北辰"):
        last = SUNDAY - 16 if name == "沈知秋" else SUNDAY
        book.speaks(name, SUNDAY - 50, last, minute=600 + len(name))
    gone_before(store, "contact_notes WHERE member_id = m.id", book.people["沈知秋"])
    assert read_findings(store, [book.group], TODAY).quiet == ()
    book.note("Ada", "想组织线下沙龙", SUNDAY - 3)
    gone_before(store, "contact_notes WHERE member_id = m.id", book.people["Ada"])
    assert [line.kind for line in sheet(book).meets if line.kind == "follow_up"] == []


def test_alerts_of_a_group_without_a_chat_and_put_off(store: Store) -> None:
    book = TodayBook(store)
    with store.atomic() as db:
        db.execute("DELETE FROM imports")
    (alert,) = read_findings(store, [book.group], TODAY).alerts
    assert (alert.kind, alert.signs.covered_to) == ("stale", None)
    with store.atomic() as db:
        today_marks.put(db, "alert", [alert.subject], TODAY.isoformat(), "2026-11-29")
    assert read_findings(store, [book.group], TODAY).alerts == ()
    assert len(read_findings(store, [book.group], date(2026, 11, 29)).alerts) == 1


def test_too_many_ads_by_the_groups_own_plan_and_the_setting(store: Store) -> None:
    book = TodayBook(store)
    book.speaks("Ada", SUNDAY - 50, SUNDAY)
    for back in range(6):
        kind = "offer" if back < 2 else "topic"
        book.post("内容", SUNDAY - back, status="done", kind=kind)
    found = {one.kind: one.signs for one in read_findings(store, [book.group], TODAY).alerts}
    assert found["ad_share"].done == 6
    with store.atomic() as db:
        settings.put(db, "ad_share_limit", 0.4)
    later = read_findings(store, [book.group], TODAY).alerts
    assert "ad_share" not in [one.kind for one in later]


@pytest.mark.parametrize(
    ("again", "words"),
    [
        (SUNDAY + 1, "Nobody has spoken for 3 weeks. Last message: 29 Oct."),  # a Thursday
        (SUNDAY, "Nobody spoke in the last two full weeks. Last message: 22 Nov."),
    ],
)
def test_weeks_of_silence_are_counted_from_the_last_message(
    store: Store, again: int, words: str
) -> None:
    book = TodayBook(store)
    book.speaks("Ada", SUNDAY - 60, SUNDAY - 24)
    book.speaks("Ada", again, SUNDAY)
    found = read_findings(store, [book.group], TODAY).alerts
    assert [alert_words(one)[1] for one in found if one.kind == "silent"] == [words]


def test_yesterday_is_held_against_its_weekday(store: Store) -> None:
    book = TodayBook(store)
    book.speaks("Ada", SUNDAY - 30, SUNDAY - 1)
    book.speaks("顾北辰", SUNDAY - 1, SUNDAY - 1, minute=1000)
    (change,) = read_findings(store, [book.group], TODAY).changes
    assert (change.day, change.messages, change.speakers) == (SUNDAY - 1, 2, 2)
    assert (change.share, change.weeks) == (1.0, 4)
    assert change.members == 1  # 小助手 joined


def test_old_data_tells_of_its_last_day(store: Store) -> None:
    book = TodayBook(store)
    book.speaks("Ada", SUNDAY - 2, SUNDAY)
    (change,) = read_findings(store, [book.group], date(2026, 12, 1)).changes
    assert (change.day, change.messages) == (SUNDAY, 1)
    assert change.share is None

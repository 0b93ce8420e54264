"""Digests made from a real file: right, and honest about gaps."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from qunmate.clock import DAY, date_of, iso_day
from qunmate.data import highlights, member_edits, plan, segments, settings
from qunmate.data.exporters import digest_md
from qunmate.data.store import Store
from qunmate.digest.model import Digest, Entry, Honour, Person, PlanLine, Quote, Row, change
from qunmate.errors import UserError
from qunmate.model import Kind
from qunmate.tasks.digest import WRITERS, make_digest, make_morning
from tests.digest_book import MONDAY, OFFSET, SUNDAY, TODAY, Book, figure, lively, section, week


def test_a_week_tells_what_happened(store: Store) -> None:
    book = lively(store)
    digest = week(book)
    assert digest.label == "2026-W47"
    assert digest.heading == "Week 47 of 2026 · 16–22 Nov"
    assert digest.subtitle == "Most talked about: 直播话术, 入群门槛, 年终选题"
    assert digest.notes == ()
    assert not digest.private
    assert figure(digest, "joins").value == 6
    assert (figure(digest, "highlights").value, figure(digest, "highlights").before) == (4, 1)
    assert sum(day.messages or 0 for day in digest.daily) == figure(digest, "messages").value
    first = section(digest, "answers")[0]
    assert isinstance(first, Quote)
    assert first.note == "20 Nov · 4 people took part · highlight #1"
    assert len(section(digest, "answers")) == 2
    resources = section(digest, "resources")
    assert [item.title for item in resources if isinstance(item, Entry)] == [
        "节日选题日历 2027",
        "2026 私域工具对照表",
    ]
    deeds = [item.deed for item in section(digest, "honours") if isinstance(item, Honour)]
    assert "brought in 4 new members" in deeds
    assert "said their first words here" in deeds
    titles = [item.title for item in section(digest, "plan") if isinstance(item, PlanLine)]
    assert titles == ["早安", "年终大促还做吗", "社群分层怎么做"]
    assert {part.key for part in digest.sections} == {
        *("answers", "sharing", "resources", "honours", "newcomers", "highlights", "plan")
    }


def test_a_kept_answer_is_told_without_its_question(store: Store) -> None:
    book = lively(store)
    with store.atomic():
        highlights.add(
            store.db,
            group_id=book.group.id,
            kind="answer",
            title="一个人怎么管好几个群？",
            text="问：天天被消息追着跑\n答：把重复的事写成 SOP",
            occurred_on=iso_day(SUNDAY),
        )
    quotes = [one for one in section(week(book), "answers") if isinstance(one, Quote)]
    (told,) = (one.answer for one in quotes if one.question == "一个人怎么管好几个群？")
    assert told == "把重复的事写成 SOP"


def test_the_operator_sees_more_and_it_is_marked(store: Store) -> None:
    digest = week(lively(store), "operator")
    keys = {part.key for part in digest.sections if part.private}
    assert {"score", "unanswered", "top", "fallen", "silent"} <= keys
    assert digest.private
    assert "Private" in digest_md.plain(digest).splitlines()[0]
    rows = section(digest, "silent")
    assert all(isinstance(row, Row) and row.cells[1] != 0 for row in rows)
    score = figure(digest, "score").value
    assert isinstance(score, float)
    assert 0 <= score <= 100
    ideas = [item for item in section(digest, "plan") if isinstance(item, PlanLine)]
    assert ideas[-1].note == "idea"


def test_a_gap_is_told_and_never_shown_as_zero(store: Store) -> None:
    book = Book(store)
    with store.atomic():
        early, late = book.covers(MONDAY - 40, MONDAY + 1), book.covers(MONDAY + 4, SUNDAY)
        ann, ben = book.member("Ann", joined=MONDAY - 100), book.member("Ben", joined=MONDAY - 90)
        book.says(early, [(MONDAY, 60, ann, "hello"), (MONDAY, 61, ben, "hi")])
        book.says(late, [(MONDAY + 5, 60, ann, "hello again")])
    for edition in ("member", "operator"):
        digest = week(book, edition)
        assert [day.messages for day in digest.daily] == [2, 0, None, None, 0, 1, 0]
        messages = figure(digest, "messages")
        assert (messages.value, messages.incomplete) == (3, True)
        assert "2 of 7 days" in digest.notes[0]
        assert "3*" in digest_md.plain(digest)
        assert (
            "—" in WRITERS["html"](digest).decode() or "no data" in WRITERS["html"](digest).decode()
        )
    gaps = section(week(book, "operator"), "gaps")
    assert gaps == [Row(("18–19 Nov", "2026-11-18", "2026-11-19", "2 days"))]


def test_what_a_conversation_is_the_operator_says(store: Store) -> None:
    book = Book(store)
    with store.atomic():
        batch = book.covers(MONDAY - 200, SUNDAY)
        ann, ben = book.member("Ann", joined=MONDAY - 300), book.member("Ben", joined=MONDAY - 300)
        for day in range(MONDAY - 1, MONDAY + 3):
            book.says(batch, [(day, 0, ann, "one"), (day, 45, ben, "two")])

    def deeds() -> list[str]:
        return [one.deed for one in section(week(book), "honours") if isinstance(one, Honour)]

    assert deeds() == []
    with store.atomic() as db:
        settings.put(db, "conversation_gap_minutes", 60)
    assert deeds() == ["got 3 conversations going"]


def test_nobody_comes_back_out_of_a_gap(store: Store) -> None:
    book = Book(store)
    with store.atomic():
        batch = book.covers(MONDAY - 200, SUNDAY)
        ann, ben = book.member("Ann", joined=MONDAY - 300), book.member("Ben", joined=MONDAY - 300)
        book.says(batch, [(MONDAY - 80, 1, ann, "bye"), (MONDAY + 1, 1, ann, "back")])
        book.says(batch, [(MONDAY + 1, 1, ben, "my first words")])
    honours = section(week(book), "honours")
    assert [item.names for item in honours if isinstance(item, Honour)] == [("Ben",), ("Ann",)]
    with store.atomic() as db:
        db.execute("UPDATE imports SET first_day = ?", [MONDAY - 7])
    assert section(week(book), "honours") == []


def test_a_covered_week_without_messages_is_zero(store: Store) -> None:
    book = Book(store)
    with store.atomic():
        batch = book.covers(MONDAY - 30, SUNDAY)
        book.says(batch, [(MONDAY - 20, 1, book.member("Ann"), "hello")])
    digest = week(book)
    assert figure(digest, "messages").value == 0
    assert digest.notes == ()
    assert digest.sections == ()
    assert len(load_workbook(io.BytesIO(WRITERS["xlsx"](digest))).worksheets[0]._charts) == 0


def test_a_week_before_any_data_tells_so(store: Store) -> None:
    book = Book(store)
    with store.atomic():
        batch = book.covers(SUNDAY + 1, SUNDAY + 30)
        book.says(batch, [(SUNDAY + 2, 1, book.member("Ann"), "hello")])
    digest = week(book, today=date_of(SUNDAY + 40))
    assert figure(digest, "messages").value is None
    assert digest.notes == ("No chat record covers these days.",)


def test_a_week_that_is_not_over_tells_so(store: Store) -> None:
    digest = week(lively(store, 20), today=date_of(SUNDAY))
    assert "not over yet" in digest.notes[-1]
    assert figure(digest, "messages").incomplete


def test_a_morning_report_looks_at_yesterday_and_today(store: Store) -> None:
    book = lively(store)
    with store.atomic():
        batch = book.covers(SUNDAY, SUNDAY + 1)
        new = book.member("早到的人", joined=SUNDAY)
        book.says(batch, [(SUNDAY, 1439, new, "请问今晚的回放在哪里看?")])
    digest = make_morning(store, book.group, day=SUNDAY + 1, edition="member", today=TODAY)
    assert digest.label == "2026-11-23"
    assert digest.before_label == "Usual on a Sun"
    messages = figure(digest, "messages")
    assert isinstance(messages.before, float)
    assert change(messages)
    assert "▲ and ▼: against a usual Sunday." in digest.notes
    assert section(digest, "newcomers") == [Person("早到的人", "22 Nov")]
    waiting = [item.title for item in section(digest, "unanswered") if isinstance(item, Entry)]
    assert waiting == ["请问今晚的回放在哪里看?"]
    assert [item.title for item in section(digest, "plan") if isinstance(item, PlanLine)] == [
        "早安"
    ]
    assert len(digest.daily) == 14
    for format_ in WRITERS:
        assert WRITERS[format_](digest)


def test_who_has_left_is_not_praised(store: Store) -> None:
    book = Book(store)
    with store.atomic() as db:
        batch = book.covers(MONDAY, SUNDAY)
        ann, ben = book.member("Ann", joined=MONDAY - 99), book.member("Ben", joined=MONDAY - 99)
        lines = [(MONDAY + day, 60, who, "hello") for day in range(6) for who in (ann, ben)]
        book.says(batch, lines)
        db.execute("UPDATE stays SET left_on = ? WHERE id = 1", [iso_day(SUNDAY)])
    (honour,) = section(week(book), "honours")
    assert honour == Honour(("Ben",), "spoke on 6 days")


def test_only_who_speaks_every_day_is_said_to(store: Store) -> None:
    book = Book(store)
    with store.atomic():
        batch = book.covers(MONDAY, SUNDAY)
        ann = book.member("Ann", joined=MONDAY - 99)
        book.says(batch, [(MONDAY + day, 60, ann, "hello") for day in range(7)])
    assert section(week(book), "honours") == [Honour(("Ann",), "spoke every day")]


def test_what_happens_often_is_told_in_one_line(store: Store) -> None:
    book = Book(store)
    with store.atomic() as db:
        for day in range(7, 14):
            plan.add(
                db,
                group_ids=[book.group.id],
                kind="greeting",
                title="早安",
                starts_at=(MONDAY + day) * DAY + 450 * 60 - OFFSET,
                status="ready" if day < 10 else "draft",
            )
        for rule, title in (
            ("FREQ=WEEKLY;BYDAY=MO,TU,WE", "打卡"),
            ("FREQ=WEEKLY;BYDAY=TU,TH,SA", "练习"),
            ("FREQ=WEEKLY;BYDAY=FR,SU", "球局"),
        ):
            plan.add(
                db,
                group_ids=[book.group.id],
                kind="my own kind",
                title=title,
                starts_at=(MONDAY - 7) * DAY + 1200 * 60 - OFFSET,
                rrule=rule,
            )
    found = [
        (line.when, line.title)
        for line in section(week(book), "plan")
        if isinstance(line, PlanLine)
    ]
    assert found == [
        ("every day 07:30", "早安"),
        ("Mon–Wed 20:00", "打卡"),
        ("Tue, Thu, Sat 20:00", "练习"),
        ("Fri 20:00", "球局"),
        ("Sun 20:00", "球局"),
    ]
    kinds = {
        line.note for line in section(week(book, "operator"), "plan") if isinstance(line, PlanLine)
    }
    assert kinds == {"ready", "draft"}


def test_begging_and_placeholders_are_no_resources(store: Store) -> None:
    book = Book(store)
    with store.atomic():
        batch = book.covers(MONDAY, SUNDAY)
        ann = book.member("Ann")
        book.says(batch, [(MONDAY, 1, ann, "帮忙砍一刀,感谢! https://example.org/cut")])
        book.says(batch, [(MONDAY, 2, ann, "https://example.org/bare")])
        book.says(batch, [(MONDAY, 3, ann, "[链接]")], kind=Kind.LINK)
        book.says(batch, [(MONDAY, 4, ann, "[文件] 用户访谈提纲.docx")], kind=Kind.FILE)
        book.says(batch, [(MONDAY, 5, ann, "用户访谈提纲.docx")], kind=Kind.FILE)
        book.says(batch, [(MONDAY, 6, ann, "[图片]")], kind=Kind.IMAGE)
    assert section(week(book), "resources") == [Entry("用户访谈提纲.docx", "Ann", mark="📎")]


def test_pictures_and_calls_do_not_disturb(store: Store) -> None:
    book = Book(store)
    with store.atomic():
        batch = book.covers(MONDAY, SUNDAY)
        ann = book.member("Ann", joined=MONDAY - 9)
        for kind in Kind:
            book.says(batch, [(MONDAY, 60 + int(kind), ann, "[x] 有什么好用的工具?")], kind=kind)
    assert figure(week(book), "messages").value == len(Kind) - 2


def test_a_segment_has_a_section_for_the_operator(store: Store) -> None:
    book = lively(store)
    with store.atomic() as db:
        (most,) = db.execute(
            "SELECT member_id FROM daily_activity JOIN identities ON identities.id = identity_id"
            " WHERE day BETWEEN ? AND ? GROUP BY 1 ORDER BY sum(messages) DESC LIMIT 1",
            [MONDAY, SUNDAY],
        ).fetchone()
        member_edits.add_tag(db, "种子用户", [most])
        segments.save(db, "种子", {"tags": ["种子用户"]})

    def made(edition: str, name: str) -> Digest:
        return make_digest(
            store, book.group, first=MONDAY, last=SUNDAY, edition=edition, today=TODAY,
            segment=name,
        )  # fmt: skip

    digest = made("operator", "种子")
    told = next(one for one in digest.sections if one.key == "segment")
    assert told.title == "Segment “种子”"
    assert told.private
    (row,) = told.items
    assert isinstance(row, Row)
    top = next(one for one in digest.sections if one.key == "top").items[0]
    assert isinstance(top, Row)
    assert row.cells[:4] == top.cells
    assert "segment" not in {one.key for one in made("member", "种子").sections}
    assert "segment" not in {one.key for one in made("operator", "").sections}
    with pytest.raises(UserError):
        made("operator", "没有")

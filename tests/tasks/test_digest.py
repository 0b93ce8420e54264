"""Digests made from a real file: right, honest about gaps, and fit to post."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from qunmate.clock import DAY, date_of, iso_day
from qunmate.data import highlights, member_edits, plan, segments, settings
from qunmate.data.exporters import digest_md
from qunmate.data.store import Store
from qunmate.digest.model import Digest, Entry, Figure, Honour, Person, PlanLine, Quote, Row
from qunmate.errors import UserError
from qunmate.model import Kind
from qunmate.tasks.digest import WRITERS, make_digest, make_morning, write_digest
from qunmate.ui.paint.files import paint_digest
from tests.digest_book import MONDAY, OFFSET, SUNDAY, Book, lively

TODAY = date_of(SUNDAY + 1)


def write(digest: Digest, path: Path, format_: str | None = None) -> list[Path]:
    return write_digest(digest, path, format_, paint=paint_digest)


def week(book: Book, edition: str = "member", today: date = TODAY) -> Digest:
    return make_digest(
        book.store, book.group, first=MONDAY, last=SUNDAY, edition=edition, today=today
    )


def section(digest: Digest, key: str) -> list[object]:
    return [item for part in digest.sections if part.key == key for item in part.items]


def figure(digest: Digest, key: str) -> Figure:
    return next(one for one in digest.figures if one.key == key)


def everything(content: bytes) -> str:
    """All text of a file; of a workbook every part, comments and properties included."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return "\n".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())


def test_a_week_tells_what_happened(store: Store) -> None:
    book = lively(store)
    digest = week(book)
    assert digest.label == "2026-W47"
    assert digest.heading == "Week 47 of 2026 · 11/16 – 11/22"
    assert digest.subtitle == "Most talked about: 直播话术, 入群门槛, 年终选题"
    assert digest.notes == ()
    assert not digest.private
    assert figure(digest, "joins").value == 6
    assert (figure(digest, "highlights").value, figure(digest, "highlights").before) == (4, 1)
    assert sum(day.messages or 0 for day in digest.daily) == figure(digest, "messages").value
    first = section(digest, "answers")[0]
    assert isinstance(first, Quote)
    assert first.note == "11/20 · 4 people took part · highlight #1"
    assert len(section(digest, "answers")) == 2
    resources = section(digest, "resources")
    assert [item.title for item in resources if isinstance(item, Entry)] == [
        "节日选题日历 2027",
        "2026 私域工具对照表",
    ]
    deeds = [item.deed for item in section(digest, "honours") if isinstance(item, Honour)]
    assert "brought in 4 new friends" in deeds
    assert "said their first words here" in deeds
    titles = [item.title for item in section(digest, "plan") if isinstance(item, PlanLine)]
    assert titles == ["早安", "年终大促还做吗", "社群分层怎么做"]
    assert {part.key for part in digest.sections} == {
        *("answers", "sharing", "resources", "honours", "newcomers", "highlights", "plan")
    }


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


@pytest.mark.parametrize("format_", tuple(WRITERS))
def test_a_member_edition_holds_nothing_private(store: Store, format_: str) -> None:
    book = lively(store, 40)
    secrets = _plant_secrets(book)
    digest = week(book)
    morning = make_morning(store, book.group, day=SUNDAY + 1, edition="member", today=TODAY)
    for made in (digest, morning):
        content = everything(WRITERS[format_](made))
        assert not [secret for secret in secrets if secret in content]
    operator = everything(WRITERS[format_](week(book, "operator")))
    assert "沉默的人" in operator


def _plant_secrets(book: Book) -> list[str]:
    """Private things in every place from which they could leak; gives what must not be found."""
    store = book.store
    with store.atomic():
        batch = book.covers(MONDAY, SUNDAY)
        leaver = book.member(
            "隐身客",
            nickname="群里的隐身客",
            joined=MONDAY,
            opt_out=1,
            phone="13700001111",
        )
        book.member("沉默的人", joined=MONDAY - 200, notes="欠费 三个月", phone="13600002222")
        nameless = book.member("wxid_nameless99", wxid="wxid_nameless99", joined=MONDAY + 1)
        digits = book.member("1122334455", wxid="1122334455", joined=MONDAY + 2)
        talker = book.member(
            "小王", wxid="wang_handle", phone="+86 138-0000-3333", joined=MONDAY - 90
        )
        book.member("机器人甲", bot=1, joined=MONDAY + 1)
        lines = [
            (SUNDAY, 600, nameless, "请问群里谁会做海报设计?"),
            (SUNDAY, 601, leaver, "我会做,作品都放在主页里,欢迎来看看我的主页"),
            (SUNDAY, 602, talker, "加我 wang_handle 或 138 0000 3333,群里的隐身客也会,很厉害的"),
            (SUNDAY, 700, leaver, "隐身客想问一下怎么报名?"),
            (SUNDAY, 800, digits, "有没有人能介绍设计师,电话 13955556666 联系?"),
            (SUNDAY, 801, leaver, "一份很长的资料合集 https://example.org/from-leaver"),
            (SUNDAY, 900, digits, "这张海报是怎么做出来的呢?"),
            (
                SUNDAY,
                901,
                talker,
                "「隐身客:我会做,作品都放在主页里,欢迎来看看我的主页」- - - - 就是这样做的",
            ),
            (SUNDAY, 802, talker, "我的主页在这里 https://example.org/u/wang_handle"),
        ]
        ids = book.says(batch, lines)
        for kind, authors, text in (
            ("answer", [leaver], "隐身客的秘密回答"),
            ("sharing", [talker], "群里的隐身客 请来的,微信 wang_handle"),
            ("quote", [talker], "打 13600002222 找他"),
            ("discussion", [], "有人说:我会做,作品都放在主页里,欢迎来看看我的主页"),
        ):
            highlights.add(
                store.db,
                group_id=book.group.id,
                kind=kind,
                title=f"{kind} 隐身客",
                text=text,
                occurred_on=iso_day(SUNDAY),
                authors=authors,
                topics=["隐身客"],
                messages=ids,
                starred=True,
            )
        for day in (7, 8):
            plan.add(
                store.db,
                group_ids=[book.group.id],
                kind="sharing",
                title="隐身客 分享,报名 13600002222",
                starts_at=(MONDAY + day) * DAY - OFFSET + 3600,
                status="ready",
                text="内部备注",
            )
    return [
        *("隐身客", "沉默的人", "机器人甲", "wxid_", "1122334455", "wang_handle"),
        *("13700001111", "13600002222", "13800003333", "138 0000 3333", "138-0000-3333"),
        *("13955556666", "欠费", "from-leaver", "秘密回答", "内部备注", "作品都放在主页里"),
    ]


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
    assert gaps == [Row(("11/18 – 11/19", "2026-11-18", "2026-11-19", "2 days"))]


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


@pytest.mark.parametrize("edition", ["member", "operator"])
@pytest.mark.parametrize("format_", tuple(WRITERS))
def test_a_group_without_anything_has_a_digest_all_the_same(
    store: Store, tmp_path: Path, edition: str, format_: str
) -> None:
    book = Book(store)
    for digest in (
        week(book, edition),
        make_morning(store, book.group, day=SUNDAY, edition=edition, today=TODAY),
    ):
        assert "No chat record covers these days." in digest.notes
        assert figure(digest, "messages").value is None
        write(digest, tmp_path / f"empty.{format_}")


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
    assert section(digest, "newcomers") == [Person("早到的人", "11/22")]
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
    assert honour == Honour(("Ben",), "here on 6 days")


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


def test_what_is_edited_is_what_is_written(store: Store, tmp_path: Path) -> None:
    digest = week(lively(store, 30))
    edited = dataclasses.replace(
        digest,
        sections=(
            dataclasses.replace(digest.sections[0], items=(Quote("Why?", "Because.", "Me"),)),
        ),
    )
    for format_ in WRITERS:
        target = tmp_path / f"edited.{format_}"
        write(edited, target)
        assert "Because." in everything(target.read_bytes())
        assert "叶小满" not in everything(target.read_bytes())


def test_a_digest_is_written_whole_or_not_at_all(store: Store, tmp_path: Path) -> None:
    digest = week(Book(store))
    target = tmp_path / "digest.md"
    target.write_text("old")
    write(digest, target)
    assert target.read_text(encoding="utf-8").startswith("📮")
    assert [path.name for path in tmp_path.glob("*.md")] == ["digest.md"]
    assert not list(tmp_path.glob("*.part"))
    write(digest, tmp_path / "named.txt", "html")
    assert (tmp_path / "named.txt").read_bytes().startswith(b"<!DOCTYPE html>")


@pytest.mark.parametrize(
    ("name", "code"),
    [("no/such/folder/a.md", "file_cannot_write"), ("folder.md", "target_no_file")],
)
def test_a_target_that_cannot_be_written_is_the_users_world(
    store: Store, tmp_path: Path, name: str, code: str
) -> None:
    (tmp_path / "folder.md").mkdir()
    with pytest.raises(UserError) as error:
        write(week(Book(store)), tmp_path / name)
    assert error.value.problem.code == code
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize("name", ["a.docx", "a", "a.gif"])
def test_an_unknown_format_names_the_known_ones(store: Store, tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError) as error:
        write(week(Book(store)), tmp_path / name)
    assert error.value.problem.code == "digest_format_unknown"
    assert not (tmp_path / name).exists()


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

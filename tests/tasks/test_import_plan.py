"""Plans from sheets and calendars, and back into them."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from openpyxl import Workbook, load_workbook

from qunmate.data import groups, plan
from qunmate.data.store import Store
from qunmate.errors import UserError
from qunmate.model import Group, PlanItem
from qunmate.progress import finish
from qunmate.tasks.export_plan import export_plan
from qunmate.tasks.import_plan import PlanImport, import_plan
from qunmate.tasks.undo_import import undo_import
from qunmate.words import words
from tests.roster_store import add_member

TODAY = date(2026, 11, 22)
ROWS: list[list[object]] = [
    ["十一月排期"],
    ["日期", "时间", "群", "类型", "标题", "内容", "链接", "负责人", "状态"],
    ["2026-11-23", "07:30", "读书会", "早安", "早安", "早上好", None, None, "已发布"],
    ["11月24日", "晚上8点半-10点", "读书会、运营", "分享", "选品", "今晚见",
     "https://example.org/a", "林小满", "已备好"],
    [datetime(2026, 11, 25), 0.5, "读书会", "奇怪的", "周三话题", None, None, "谁也不是", "???"],
    ["没有日期", "20:00", "读书会", "话题", "坏行", None, None, None, None],
    ["2026-11-26", "二十点", "别的群", "话题", "没有这个群", None, None, None, None],
    ["2026-11-27", None, None, "广告", "推广", None, None, None, None],
]  # fmt: skip
ICS = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Example//EN
BEGIN:VEVENT
UID:weekly@example.org
DTSTART;TZID=Europe/Berlin:20261019T083000
DTEND;TZID=Europe/Berlin:20261019T090000
RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=4
EXDATE;TZID=Europe/Berlin:20261026T083000
SUMMARY:Reading\\, together
CATEGORIES:Check-in
DESCRIPTION:Chapter 4\\nand more
END:VEVENT
BEGIN:VEVENT
UID:weekly@example.org
RECURRENCE-ID;TZID=Europe/Berlin:20261102T083000
DTSTART;TZID=Europe/Berlin:20261103T200000
SUMMARY:Reading late
END:VEVENT
BEGIN:VEVENT
UID:single@example.org
DTSTART:20261105T120000Z
DURATION:PT45M
SUMMARY:A talk
STATUS:TENTATIVE
END:VEVENT
BEGIN:VEVENT
UID:whole-day@example.org
DTSTART;VALUE=DATE:20261106
SUMMARY:Harvest
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def readers(store: Store) -> Group:
    with store.atomic() as db:
        readers = groups.add(db, "读书会", "wechat", "Asia/Shanghai")
        groups.add(db, "运营", "wechat", "Asia/Shanghai")
    add_member(store, readers, "林小满")
    return readers


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    return book(tmp_path / "排期.xlsx", ROWS)


def book(path: Path, rows: list[list[object]]) -> Path:
    made = Workbook()
    for row in rows:
        made.active.append(row)
    made.save(path)
    return path


def take(store: Store, path: Path, **how: object) -> PlanImport:
    return finish(import_plan(store, path, today=TODAY, **how))  # type: ignore[arg-type]


def counts(result: PlanImport) -> tuple[int, int, int, int]:
    return result.new, result.updated, result.unchanged, result.rejected


def told(item: PlanItem) -> str:
    wall = datetime.fromtimestamp(item.starts_at, ZoneInfo("Asia/Shanghai"))
    return f"{wall:%m-%d %H:%M} {item.kind} {item.title} {item.status}"


def everything(store: Store) -> list[PlanItem]:
    return plan.stored(store.db)


def test_a_sheet_of_chinese_headings(store: Store, readers: Group, sheet: Path) -> None:
    result = take(store, sheet)
    assert counts(result) == (3, 0, 0, 3)
    found = plan.listing(store.db)
    assert [told(item) for item in found] == [
        "11-23 07:30 greeting 早安 done",
        "11-24 20:30 sharing 选品 ready",
        "11-25 12:00 topic 周三话题 draft",
    ]
    talk = found[1]
    assert len(talk.group_ids) == 2
    assert talk.text == "今晚见\n---\nhttps://example.org/a"
    assert talk.ends_at == talk.starts_at + 90 * 60
    assert talk.speaker_id is not None
    codes = [(one.row, one.problem.code) for one in result.errors]
    assert codes == [
        (5, "plan_kind_unknown"),
        (5, "plan_status_unknown"),
        (5, "plan_speaker_unknown"),
        (6, "date_bad"),
        (7, "plan_time_bad"),
        (7, "plan_group_unknown"),
        (8, "plan_no_group"),
    ]
    assert result.mapping["标题"] == "title"


def test_again_changes_nothing_and_an_edit_is_taken(
    store: Store, readers: Group, sheet: Path, tmp_path: Path
) -> None:
    take(store, sheet)
    before = everything(store)
    assert counts(take(store, sheet)) == (0, 0, 3, 3)
    assert everything(store) == before
    rows = [list(row) for row in ROWS]
    rows[2][1], rows[2][5], rows[3][8] = "08:00", "早上好呀", "完成"
    second = take(store, book(tmp_path / "新.xlsx", rows))
    assert counts(second) == (0, 2, 1, 3)
    assert told(everything(store)[0]) == "11-23 08:00 greeting 早安 done"
    assert everything(store)[1].status == "done"
    assert second.import_id is not None
    finish(undo_import(store, second.import_id))
    assert everything(store) == before


def test_an_exported_sheet_can_be_edited_and_taken_back(
    store: Store, readers: Group, sheet: Path, tmp_path: Path
) -> None:
    take(store, sheet)
    before = everything(store)
    out = tmp_path / "out.xlsx"
    export_plan(store, out)
    made = load_workbook(out)
    headings = [cell.value for cell in made.active[1]]
    made.active.cell(3, headings.index("Groups") + 1).value = "运营"
    made.active.cell(3, headings.index("Title") + 1).value = "选品的坑"
    made.save(out)
    result = take(store, out)
    assert (counts(result), result.errors) == ((0, 1, 2, 0), ())
    assert (everything(store)[1].title, everything(store)[1].group_ids) == ("选品的坑", (2,))
    assert result.import_id is not None
    finish(undo_import(store, result.import_id))
    assert everything(store) == before


@pytest.mark.parametrize("suffix", ["ics", "xlsx"])
def test_a_group_whose_name_looks_like_two_is_one(
    store: Store, readers: Group, tmp_path: Path, suffix: str
) -> None:
    with store.atomic() as db:
        odd = [groups.add(db, name, "qq").id for name in ("读/写", "a;b", "读", "写")]
        plan.add(db, group_ids=odd[:3], kind="topic", title="话题", starts_at=1_795_000_000)
    path = tmp_path / f"plan.{suffix}"
    export_plan(store, path)
    result = take(store, path)
    assert (counts(result), result.errors) == ((0, 0, 1, 0), ())
    with store.atomic() as db:
        plan.set_groups(db, 1, odd)
    take(store, path)
    assert everything(store)[0].group_ids == tuple(odd[:3])


def test_taking_back_takes_what_came(store: Store, readers: Group, sheet: Path) -> None:
    result = take(store, sheet)
    first = everything(store)[0]
    with store.atomic() as db:
        plan.change(db, first.id, title="改过了")
    assert result.import_id is not None
    finish(undo_import(store, result.import_id))
    assert [item.title for item in everything(store)] == ["改过了"]


def test_a_dry_run_writes_nothing(store: Store, readers: Group, sheet: Path) -> None:
    result = take(store, sheet, dry_run=True)
    assert result.import_id is None
    assert counts(result) == (3, 0, 0, 3)
    assert everything(store) == []


def test_a_group_for_rows_that_name_none_and_a_mapping_that_is_remembered(
    store: Store, readers: Group, tmp_path: Path
) -> None:
    path = tmp_path / "plan.csv"
    path.write_text("When,What,Words\n2026-11-23 19:15,Talk,Come!\n", "utf-8")
    with pytest.raises(UserError) as caught:
        take(store, path)
    assert caught.value.problem.code == "plan_no_day"
    mapping = {"When": "date", "What": "title", "Words": "text"}
    assert take(store, path, group=readers, mapping=mapping).new == 1
    assert told(everything(store)[0]) == "11-23 19:15 sharing Talk draft"
    assert take(store, path, group=readers).unchanged == 1
    with pytest.raises(UserError) as caught:
        take(store, path, mapping={"When": "nonsense"})
    assert caught.value.problem.code == "plan_field_unknown"


def test_a_calendar_with_a_rule_and_its_exceptions(
    store: Store, readers: Group, tmp_path: Path
) -> None:
    path = tmp_path / "plan.ics"
    path.write_text(ICS.replace("\n", "\r\n"), "utf-8", newline="")
    result = take(store, path, group=readers)
    assert (counts(result), result.errors) == ((5, 0, 0, 0), ())
    series = next(item for item in everything(store) if item.rrule)
    assert (series.title, series.text) == ("Reading, together", "Chapter 4\nand more")
    assert (series.kind, series.rrule) == ("check_in", "FREQ=WEEKLY;COUNT=4;BYDAY=MO")
    own = plan.occurrences_of(store.db, series.id)
    assert [item.status for item in own] == ["cancelled", "draft"]
    assert told(own[1]) == "11-04 03:00 topic Reading late draft"
    assert counts(take(store, path, group=readers)) == (0, 0, 5, 0)


@pytest.mark.parametrize("content", [b"", b"BEGIN:VCALENDAR\r\nBEGIN", b"\x00\xff nothing"])
def test_what_is_no_calendar(store: Store, readers: Group, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "plan.ics"
    path.write_bytes(content)
    with pytest.raises(UserError) as caught:
        take(store, path)
    assert caught.value.problem.code == "plan_not_calendar"


def test_a_calendar_with_nothing_in_it(store: Store, readers: Group, tmp_path: Path) -> None:
    path = tmp_path / "plan.ics"
    path.write_bytes(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n")
    with pytest.raises(UserError) as caught:
        take(store, path)
    assert caught.value.problem.code == "plan_empty"


@pytest.mark.parametrize("suffix", ["ics", "xlsx"])
def test_what_is_written_reads_back_whole(
    store: Store, readers: Group, tmp_path: Path, suffix: str
) -> None:
    calendar = tmp_path / "in.ics"
    calendar.write_text(ICS, "utf-8")
    take(store, calendar, group=readers)
    with store.atomic() as db:
        item = plan.add(
            db, group_ids=[readers.id], kind="ad", title="=1+1 📌 " + "长" * 90, text="一\n---\n二",
            starts_at=1_800_000_000, rrule="FREQ=DAILY;UNTIL=20270201", status="idea",
        )  # fmt: skip
        plan.set_status(db, item, 1_800_000_000 + 86_400, "done")
        plan.set_status(db, item, 1_800_000_000 + 2 * 86_400, "cancelled")
        plan.add(
            db, group_ids=[1, 2], kind="game", title="Game", starts_at=1_800_000_600,
            ends_at=1_800_003_600, status="skipped", speaker_id=1, result="42 人\n又 3 人; a\\b",
        )  # fmt: skip
        plan.add(
            db, group_ids=[readers.id], kind="meeting", title="露营", starts_at=1_800_000_600,
            ends_at=1_800_300_600,
        )  # fmt: skip
    before = everything(store)
    out = tmp_path / f"out.{suffix}"
    export_plan(store, out)
    result = take(store, out)
    assert result.errors == ()
    assert (result.new, result.rejected) == (0, 0)
    kept = [item for item in before if item.rrule != "FREQ=DAILY;UNTIL=20270201"]
    after = [item for item in everything(store) if item.rrule is None or "UNTIL" not in item.rrule]
    assert after == kept
    assert result.updated <= 1
    with store.atomic() as db:
        db.execute("DELETE FROM plan_items")
    fresh = take(store, out)
    assert (fresh.errors, fresh.new) == ((), len(before))
    assert sorted(map(told, everything(store))) == sorted(map(told, before))


def test_a_calendar_says_for_ever_by_the_last_day_of_all(store: Store, tmp_path: Path) -> None:
    rule = "FREQ=WEEKLY;UNTIL=99991231"
    with store.atomic() as db:
        far = groups.add(db, "远方", "wechat", "America/New_York")
        plan.add(
            db, group_ids=[far.id], kind="topic", title="题", starts_at=1_800_000_000, rrule=rule
        )
    assert export_plan(store, tmp_path / "out.ics") == 1
    assert b"UNTIL=99991231T235959Z" in (tmp_path / "out.ics").read_bytes()


def test_lines_of_a_calendar_are_folded_and_name_their_zone(
    store: Store, readers: Group, tmp_path: Path
) -> None:
    with store.atomic() as db:
        plan.add(db, group_ids=[readers.id], kind="topic", title="题" * 60, starts_at=1_800_000_000)
    out = tmp_path / "out.ics"
    assert export_plan(store, out) == 1
    lines = out.read_bytes().split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"DTSTART;TZID=Asia/Shanghai:20270115T160000" in lines
    assert b"TZID:Asia/Shanghai" in lines
    with pytest.raises(UserError):
        export_plan(store, tmp_path / "out.pdf")


def test_a_formula_without_its_result_is_told(store: Store, readers: Group, tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["日期", "标题", "内容"],
        ["2026-12-01", "早安", '="早"&"上好"'],
        ["=A2+7", "晚安", "好梦"],
    ]
    read = take(store, book(tmp_path / "a.xlsx", rows), group=readers, dry_run=True)
    assert [(one.row, one.column, one.problem.code) for one in read.errors] == [
        (2, "内容", "formula_unworked"),
        (3, "日期", "formula_unworked"),
    ]
    assert (read.new, read.rejected) == (1, 1)


def test_an_error_in_place_of_a_day_is_told(store: Store, readers: Group, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("日期,标题\n#N/A,早安\n", encoding="utf-8")
    read = take(store, tmp_path / "a.csv", group=readers, dry_run=True)
    assert [words(one.problem)[0] for one in read.errors] == [
        "an error that the spreadsheet program shows"
    ]

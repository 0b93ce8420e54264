"""The table inside a sheet."""

from __future__ import annotations

from qunmate.roster.layout import lay_out

HEAD = ["昵称", "手机", "城市"]


def test_titles_above_and_notes_below() -> None:
    rows = [
        ["2024 年会员名单", "", ""],
        [],
        HEAD,
        ["小明", 13912345678.0, "杭州"],
        ["", "", ""],
        ["小红", "", ""],
        ["合计", 2.0, ""],
        ["备注：内部资料，请勿外传", "", ""],
        ["填表人", "某某", ""],
        ["Total", "", ""],
        ["共 2 人", "", ""],
    ]
    found = lay_out(rows)
    assert found.heading == 2
    assert found.people == (3, 5)
    assert [column.label for column in found.columns] == HEAD
    assert found.columns[1].samples == (13912345678.0,)


def test_the_lower_of_two_heading_rows() -> None:
    rows = [["基本", "", "其他"], HEAD, ["小明", "1391", "x"]]
    assert lay_out(rows).heading == 1


def test_a_heading_printed_again() -> None:
    rows = [HEAD, ["a", "", ""], HEAD, ["b", "", ""]]
    assert lay_out(rows).people == (1, 3)


def test_no_heading() -> None:
    rows = [["小明", "13912345678"], ["小红", "13812345678"]]
    found = lay_out(rows)
    assert found.heading is None
    assert found.people == (0, 1)
    assert [column.label for column in found.columns] == ["A", "B"]


def test_headings_that_nobody_knows() -> None:
    rows = [["甲", "乙"], ["小明", 5.0], ["小红", 7.0]]
    assert lay_out(rows).heading == 0
    named = [["甲", "乙"], ["小明", "x"]]
    assert lay_out(named).heading is None
    assert lay_out(named, named=["甲", "乙"]).heading == 0
    assert lay_out(named, heading=0).heading == 0


def test_blank_and_doubled_columns() -> None:
    rows = [["姓名", "", "备注", "备注", None], ["小明", "", "a", "b", "c"]]
    found = lay_out(rows)
    assert [(column.index, column.label) for column in found.columns] == [
        (0, "姓名"), (2, "备注"), (3, "备注 (2)"), (4, "E"),
    ]  # fmt: skip


def test_a_cell_across_the_sheet_is_nobody() -> None:
    rows = [HEAD, ["小明", "1", "x"], ["第二组", "", ""], ["小红", "2", "y"]]
    assert lay_out(rows, merged_wide={2}).people == (1, 3)


def test_a_long_sentence_alone_is_nobody_but_a_name_is_somebody() -> None:
    note = "以上名单截至十一月底，如有变动请及时联系群主更新，谢谢大家的配合"
    assert lay_out([HEAD, ["小明", "", ""], [note, "", ""]]).people == (1,)


def test_in_our_own_sheets_everybody_counts() -> None:
    rows = [["群昵称", "姓名", "QunMate ID"], ["合计", "", "a-1"], ["备注", "", "a-2"]]
    assert lay_out(rows).people == (1, 2)


def test_an_empty_sheet() -> None:
    found = lay_out([])
    assert (found.heading, found.columns, found.people) == (None, (), ())

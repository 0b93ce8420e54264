"""Which heading is which field, in the words that sheets really use."""

from __future__ import annotations

import pytest

from qunmate.errors import UserError
from qunmate.roster.mapping import (
    Column,
    field_of_heading,
    heading_key,
    letter,
    plain_heading,
    propose,
    reads_as_custom,
)
from qunmate.roster.words import headings


def columns(*pairs: tuple[str, object]) -> list[Column]:
    return [
        Column(at, heading, heading, () if sample is None else (sample,))
        for at, (heading, sample) in enumerate(pairs)
    ]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("姓名", "name"), ("名字", "name"), ("Name", "name"), ("群昵称", "nickname"),
        ("群暱稱", "nickname"), ("群名片", "nickname"), ("微信号", "wechat"), ("wxid", "wechat"),
        ("WeChat ID", "wechat"), ("QQ", "qq"), ("QQ号", "qq"), ("账号", "id"), ("帳號", "id"),
        ("手机", "phone"), ("電話", "phone"), ("联系方式", "phone"), ("入群时间", "joined_on"),
        ("加入時間", "joined_on"), ("Joined", "joined_on"), ("邀请人", "invited_by"),
        ("推薦人", "invited_by"), ("标签", "tags"), ("Tag", "tags"), ("到期", "expires_on"),
        ("有效期", "expires_on"), ("会员到期", "expires_on"), ("备注", "notes"), ("Note", "notes"),
        ("退群时间", "left_on"), ("离开时间", "left_on"), ("Left", "left_on"), ("群职务", "role"),
        ("角色", "role"), ("身份", "role"), ("城市", "city"), ("地区", "city"), ("所在地", "city"),
        ("行业", "trade"), ("職業", "trade"), ("生日", "birthday"), ("性別", "gender"),
        ("LINE 名稱", "account"), ("LINE暱稱", "account"), ("LINE ID", "id"),
        ("群組暱稱", "nickname"), ("行動電話", "phone"), ("聯絡電話", "phone"),
        ("聯絡方式", "phone"), ("縣市", "city"), ("居住縣市", "city"), ("產業", "trade"),
        ("產業別", "trade"), ("身分", "role"), ("群組職務", "role"), ("專長", "strengths"),
        ("需求", "needs"), ("備註", "notes"), ("標籤", "tags"), ("加入日期", "joined_on"),
        ("離開日期", "left_on"), ("到期日", "expires_on"), ("邀請人", "invited_by"),
        ("微信帳號", "wechat"), ("中文姓名", "name"),
        ("手机号（必填）", "phone"), ("* 姓 名：", "name"), ("1、您的城市", "city"), ("序号", ""),
        ("星座", None),
    ],
)  # fmt: skip
def test_headings(heading: str, field: str | None) -> None:
    assert field_of_heading(heading) == field


def test_nickname_alone_is_the_one_in_the_group() -> None:
    assert propose(columns(("昵称", "小明")))["昵称"] == "nickname"
    both = propose(columns(("昵称", "小明"), ("群昵称", "明")))
    assert both == {"昵称": "name", "群昵称": "nickname"}
    three = propose(columns(("昵称", "小明"), ("群昵称", "明"), ("姓名", "王明")))
    assert three == {"昵称": "custom:昵称", "群昵称": "nickname", "姓名": "name"}


def test_unknown_columns_become_fields_of_their_own() -> None:
    found = propose(columns(("姓名", "王明"), ("星座", "双鱼"), ("空", None), ("序号", 1)))
    assert found == {"姓名": "name", "星座": "custom:星座", "空": "", "序号": ""}


def test_a_field_is_fed_once() -> None:
    found = propose(columns(("备注", "x"), ("说明", "y"), ("微信号", "abc"), ("wxid", "wxid_1")))
    assert found == {"备注": "notes", "说明": "custom:说明", "微信号": "wechat", "wxid": "wechat"}


def test_doubtful_headings_are_believed_only_with_their_contents() -> None:
    assert propose(columns(("身份", "创业者")))["身份"] == "custom:身份"
    assert propose(columns(("身份", "群主")))["身份"] == "role"
    assert propose(columns(("ID", 1.0)))["ID"] == "custom:ID"
    assert propose(columns(("您的手机型号", "某牌")))["您的手机型号"] == "custom:您的手机型号"
    assert propose(columns(("紧急联系手机", "13912345678")))["紧急联系手机"] == "phone"


def test_source_is_the_inviter_unless_another_column_is() -> None:
    assert propose(columns(("来源", "小明")))["来源"] == "invited_by"
    both = propose(columns(("来源", "朋友圈"), ("邀请人", "小明")))
    assert both == {"来源": "custom:来源", "邀请人": "invited_by"}
    assert propose(columns(("来源", "朋友圈")))["来源"] == "custom:来源"
    assert propose(columns(("Source", "TikTok ads")))["Source"] == "custom:Source"


def test_what_was_chosen_wins_over_what_is_remembered() -> None:
    table = columns(("甲", "x"), ("乙", "y"), ("姓名", "z"))
    found = propose(table, chosen={"甲": "name"}, remembered={"甲": "city", "乙": "trade"})
    assert found == {"甲": "name", "乙": "trade", "姓名": "custom:姓名"}


def test_wrong_choices_are_told() -> None:
    with pytest.raises(UserError, match="column_unknown"):
        propose(columns(("甲", "x")), chosen={"乙": "name"})
    with pytest.raises(UserError, match="field_unknown"):
        propose(columns(("甲", "x")), chosen={"甲": "phon"})
    with pytest.raises(UserError, match="field_unknown"):
        propose(columns(("甲", "x")), chosen={"甲": "custom:"})


def test_one_column_feeds_a_field() -> None:
    table = columns(("甲", "x"), ("乙", "y"), ("推荐", "z"))
    with pytest.raises(UserError, match="field_twice") as told:
        propose(table, chosen={"甲": "name", "乙": "name"})
    assert told.value.problem.params == {"field": "name", "columns": ["甲", "乙"]}
    with pytest.raises(UserError, match="field_twice"):
        propose(table, chosen={"甲": "custom:来源", "乙": "custom:来源"})
    assert propose(table, chosen={"甲": "tags", "乙": "tags"})["乙"] == "tags"
    assert propose(table, chosen={"甲": "", "乙": ""})["乙"] == ""


def test_what_is_chosen_takes_a_field_from_the_column_that_is_remembered() -> None:
    table = columns(("姓名", "x"), ("乙", "y"))
    assert propose(table, chosen={"乙": "name"}, remembered={"姓名": "name"}) == {
        "姓名": "custom:姓名",
        "乙": "name",
    }
    both = propose(table, remembered={"姓名": "name", "乙": "name"})  # by an older version
    assert both == {"姓名": "name", "乙": "custom:乙"}


def test_without_headings_the_contents_tell() -> None:
    cells = ["小明", 13912345678.0, "wxid_abcdef", "2024/1/2", "管理员", "男"]
    table = [Column(at, letter(at), None, (cell,)) for at, cell in enumerate(cells)]
    assert list(propose(table).values()) == [
        "name", "phone", "wechat", "joined_on", "role", "gender",
    ]  # fmt: skip


def test_a_set_of_headings_has_one_key() -> None:
    one = heading_key(["姓名", "手 机"])
    assert one == heading_key(["手机：", None, "", "姓名"])
    assert one != heading_key(["姓名"])


def test_letters() -> None:
    assert [letter(at) for at in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW", "en"])
def test_our_own_headings_are_read_in_every_language(language: str) -> None:
    for field, heading in headings(language).items():
        assert field_of_heading(heading) == field
    found = propose(columns(*((heading, "x") for heading in headings(language).values())))
    assert list(found.values()) == list(headings(language))


def test_names_of_own_fields_that_would_be_read_as_something_else() -> None:
    assert reads_as_custom("星座")
    assert not any(map(reads_as_custom, ("城市", "微信号备用", " 星座", "custom:x", "QunMate ID")))
    assert propose(columns(("custom:城市", "x")))["custom:城市"] == "custom:城市"


def test_plain_headings() -> None:
    assert plain_heading(" *手 機 號碼（必填）：") == "手机号码"


def test_a_cell_made_to_last_is_no_heading() -> None:
    assert len(plain_heading("[" * 100_000 + "手机")) <= 200


def test_a_line_of_tens_of_thousands_of_columns_is_soon_looked_at() -> None:
    """It took minutes: each column looked at all the others."""
    heads = ["昵称", "来源"] * 4_000
    wide = [Column(at, f"{head} {at}", head, ("小满",)) for at, head in enumerate(heads)]
    found = propose(wide)
    assert (found["昵称 0"], found["昵称 2"]) == ("nickname", "name")
    bare = [Column(at, str(at), None, ("13912345678",)) for at in range(8_000)]
    assert propose(bare)["0"] == "phone"

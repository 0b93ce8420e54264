"""What people write of themselves."""

from __future__ import annotations

from datetime import date

from qunmate.figures.days import DayRules
from qunmate.roster import introduction

RULES = DayRules(date(2026, 11, 22))
TEXT = """大家好！自我介绍一下～
【昵称】文杰
1、坐标：深圳南山
2. 行业: 跨境电商
擅长：选品、海外仓
电话：139 1234 5678
生日：3月5日
微信：请加我
https://example.com/a
今天 10:30 见
"""


def test_lines_with_labels_are_read() -> None:
    told = {one.field: one.value for one in introduction.read(TEXT, RULES)}
    assert told["name"] == "文杰"
    assert told["city"] == "深圳南山"
    assert told["trade"] == "跨境电商"
    assert told["strengths"] == "选品、海外仓"
    assert told["phone"] == "13912345678"
    assert told["birthday"] == "--03-05"
    assert not any(field.startswith("custom:http") for field in told)


def test_chatter_is_no_introduction() -> None:
    assert introduction.looks_like_one(TEXT)
    assert not introduction.looks_like_one("好的\n收到：谢谢\n明天见")

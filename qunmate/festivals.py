"""Chinese festivals, solar terms and lunar dates, by the library lunar-python."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from qunmate import clock

# as the library calls them: in Taiwan ("": on another day there), in English
_FESTIVALS = {
    "春节": ("春節", "Spring Festival"),
    "除夕": ("除夕", "New Year’s Eve (lunar)"),
    "元宵节": ("元宵節", "Lantern Festival"),
    "龙头节": ("頭牙", "Dragon Head"),
    "清明": ("清明", "Qingming"),
    "端午节": ("端午節", "Dragon Boat"),
    "七夕节": ("七夕", "Qixi"),
    "中元节": ("中元節", "Ghost Festival"),
    "中秋节": ("中秋節", "Mid-Autumn"),
    "重阳节": ("重陽節", "Double Ninth"),
    "腊八节": ("臘八", "Laba"),
    "元旦节": ("元旦", "New Year"),
    "情人节": ("情人節", "Valentine’s Day"),
    "妇女节": ("婦女節", "Women’s Day"),
    "植树节": ("植樹節", "Arbor Day"),
    "劳动节": ("勞動節", "Labour Day"),
    "青年节": ("", "Youth Day"),
    "母亲节": ("母親節", "Mother’s Day"),
    "儿童节": ("", "Children’s Day"),
    "父亲节": ("", "Father’s Day"),
    "教师节": ("", "Teachers’ Day"),
    "国庆节": ("", "National Day"),
    "万圣节前夜": ("萬聖節", "Halloween"),
    "感恩节": ("感恩節", "Thanksgiving"),
    "平安夜": ("平安夜", "Christmas Eve"),
    "圣诞节": ("聖誕節", "Christmas"),
}
_TAIWAN = {
    (3, 29): "青年節",
    (4, 4): "兒童節",
    (8, 8): "父親節",
    (9, 28): "教師節",
    (10, 10): "國慶日",
}
_TERMS = {
    "立春": ("立春", "Start of Spring"),
    "雨水": ("雨水", "Rain Water"),
    "惊蛰": ("驚蟄", "Awakening of Insects"),
    "春分": ("春分", "Spring Equinox"),
    "清明": ("清明", "Qingming"),
    "谷雨": ("穀雨", "Grain Rain"),
    "立夏": ("立夏", "Start of Summer"),
    "小满": ("小滿", "Grain Buds"),
    "芒种": ("芒種", "Grain in Ear"),
    "夏至": ("夏至", "Summer Solstice"),
    "小暑": ("小暑", "Minor Heat"),
    "大暑": ("大暑", "Major Heat"),
    "立秋": ("立秋", "Start of Autumn"),
    "处暑": ("處暑", "End of Heat"),
    "白露": ("白露", "White Dew"),
    "秋分": ("秋分", "Autumn Equinox"),
    "寒露": ("寒露", "Cold Dew"),
    "霜降": ("霜降", "Frost’s Descent"),
    "立冬": ("立冬", "Start of Winter"),
    "小雪": ("小雪", "Minor Snow"),
    "大雪": ("大雪", "Major Snow"),
    "冬至": ("冬至", "Winter Solstice"),
    "小寒": ("小寒", "Minor Cold"),
    "大寒": ("大寒", "Major Cold"),
}
YEARS = range(1901, 2100)  # which the library knows well


@dataclass(frozen=True, slots=True)
class DayMark:
    """What a day is called: its festival, its solar term, its date in the lunar calendar; ""
    where it has none. `lunar` is the month's name on its first day, else the day's; only Chinese
    has words for it."""

    festival: str = ""
    term: str = ""
    lunar: str = ""

    @property
    def name(self) -> str:
        return self.festival or self.term


@lru_cache(maxsize=4096)
def mark(day: int, language: str) -> DayMark:
    """What to write beside a day (since 1970-01-01) in zh_CN, zh_TW or en."""
    date = clock.date_of(day)
    if date.year not in YEARS:
        return DayMark()
    from lunar_python import Solar  # type: ignore[import-untyped]

    solar = Solar.fromYmd(date.year, date.month, date.day)
    lunar = solar.getLunar()
    names = [name for name in (*lunar.getFestivals(), *solar.getFestivals()) if name in _FESTIVALS]
    called = [_named(_FESTIVALS, name, language) for name in names]
    if language == "zh_TW":
        called.append(_TAIWAN.get((date.month, date.day), ""))
    term = lunar.getJieQi()
    return DayMark(
        next(filter(None, called), ""),
        _named(_TERMS, term, language) if term in _TERMS else "",
        _lunar(lunar, language),
    )


def _named(table: dict[str, tuple[str, str]], name: str, language: str) -> str:
    plain = name.replace("元旦节", "元旦")
    return {"zh_CN": plain, "zh_TW": table[name][0]}.get(language, table[name][1])


def _lunar(lunar: Any, language: str) -> str:
    day = lunar.getDay()
    if not language.startswith("zh"):
        return ""  # 10/8 would be read as a day in October
    if day != 1:
        return str(lunar.getDayInChinese())
    name = str(lunar.getMonthInChinese())
    if language == "zh_TW":
        name = name.replace("冬", "十一").replace("腊", "十二").replace("闰", "閏")
    return f"{name}月"

"""The line that begins a record of WhatsApp's, in the date order and words of each phone."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from qunmate.data.importers.whatsapp_words import may_be_notice, visible

Usual = Callable[[str], str]
_Shape = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]
_GAP = "[ \u00a0\u202f]?"
_AM = rf"[aA]\.{_GAP}[mM]\.|[aA][mM]|上午|凌晨|早上|清晨|午[前夜]|오전|πμ|π\.μ\.|SA|PG|ص"
_PM = rf"[pP]\.{_GAP}[mM]\.|[pP][mM]|下午|中午|晚上|傍晚|午[後后]|오후|μμ|μ\.μ\.|CH|PTG|م"
_SPACE = "[ \u00a0\u202f\u2009]"
MARKS = "[\u200e\u200f\u202a-\u202e\ufeff]*+"
_DAY = r"\d{1,4}+(?:[./-] ?\d{1,2}+[./-] ?\d{1,4}+|年\d{1,2}月\d{1,2}日)"
_HALF = rf"(?:(?!\]){_SPACE}?(?:{_AM}|{_PM}))?+"
# the usual clock first, and nothing tried twice: half as quick again
_TIME = (
    rf"(?:\d\d?+[:.]\d\d(?:[:.]\d\d)?+{_HALF}"
    rf"|(?:{_AM}|{_PM}){_SPACE}?\d\d?[:.]\d\d(?:[:.]\d\d)?{_HALF})"
)
# A literal line feed in front lets the engine skip from line to line.
HEAD = re.compile(
    rf"\n{MARKS}(\[)?+({_DAY})\.?[,،]?{_SPACE}++"
    r"(?:(?!\d)(?:klo |kl\. |um |at |à |às |alle |a las |om ))?+"
    rf"({_TIME})(?(1)\]|{_SPACE}{{1,2}}+[-–]){_SPACE}"
)
# the halves of the day in languages whose phones tell them otherwise
_MORE_AM = (
    r"vorm\.|vormittags|morgens|nachts|e paradites|p\.d\.|ÖÖ|म\.पू\.|पूर्वाह्न|পূর্বাহ্ন|முற்பகல்|மு\.ப"
    r"|ಪೂರ್ವಾಹ್ನ|ก่อนเที่ยง|ق\.ظ\.?|قبل\u200c?\s?ازظهر|לפנה[״\"]צ|дп|пр\.\s?об\.|претпл\."
    r"|пре подне|dop\.|de\.|ap\.|fm|f\.h\.|priekšp\.|priešpiet|半夜|새벽"
)
_MORE_PM = (
    r"nachm\.|nachmittags|mittags|abends|e pasdites|m\.d\.|ÖS|म\.उ\.|अपराह्न|অপরাহ্ন|பிற்பகல்|பி\.ப"
    r"|ಅಪರಾಹ್ನ|หลังเที่ยง|ب\.ظ\.?|بعد\u200c?\s?ازظهر|אחה[״\"]צ|пп|сл\.\s?об\.|попл\."
    r"|по подне|odp\.|pop\.|du\.|ip\.|em|e\.h\.|pēcp\.|popiet|정오"
)
_DIGITS = r"\d\d?[:.]\d\d(?:[:.]\d\d)?"


def _in_latin(found: re.Match[str]) -> str:
    half = "AM" if found["before_am"] or found["am"] else "PM"
    return f"{found['day']}{found['late'] or found['early']} {half}"


# the first letters of the months in languages whose phones once wrote them out
_MONTHS = {
    letters: month
    for month, several in enumerate(
        ("jan ene gen", "feb fev fév", "mar mär mrt", "apr abr avr", "may mai mei mag",
         "jun juin giu", "jul juil lug", "aug ago aoû", "sep set", "oct okt ott out", "nov",
         "dec dic dez déc"), 1)
    for letters in several.split()
}  # fmt: skip
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})[a-zä-ÿ]{{0,7}}\.?"
_WEEKDAY = r"(?:[^\W\d_]{2,9}\.?, )?"
_IN_WORDS = (
    rf"{_WEEKDAY}(?:(?P<day>\d\d?)\.?(?: de| of)? {_MONTH}|{_MONTH.replace('month', 'first')}"
    r" (?P<second>\d\d?)),?(?: de)? (?P<year>\d{4}),?(?: at| a las| à| às| um)? "
)


def _in_numbers(found: re.Match[str]) -> str:
    month = _MONTHS[(found["month"] or found["first"]).lower()]
    return f"{found['begin']}{found['year']}-{month}-{found['day'] or found['second']}, "


def _after_colon(found: re.Match[str]) -> str:
    said = re.search(rf":{_SPACE}", found[2]) or may_be_notice(found[2])
    return f"\n{found[1]} - " if said else found[0]


# rarer heads, and how the usual ones would say the same: phones that write from right to left
# mark it within the date; what WhatsApp's page copies has the time in front, as phones in
# Vietnamese have; older phones put a colon behind it, or nothing
_RARER: tuple[_Shape, ...] = (
    (re.compile(rf"\n{MARKS}\[?{MARKS}\d[\d/.,،: -]*+[\u200e\u200f][\d/.,،: \u200e\u200f-]*"),
     lambda found: visible(found[0])),
    (re.compile(
        rf"(?P<day>\n{MARKS}\[?{_DAY}\.?[,،]?{_SPACE}+)(?:(?P<early>{_DIGITS}){_SPACE}?"
        rf"(?:(?P<am>{_MORE_AM})|{_MORE_PM})|(?:(?P<before_am>{_MORE_AM})|{_MORE_PM}){_SPACE}?"
        rf"(?P<late>{_DIGITS}))(?=\]|{_SPACE}[-–])"), _in_latin),
    (re.compile(rf"\n{MARKS}\[({_TIME}), ?({_DAY})\]{_SPACE}"), r"\n[\2, \1] "),
    (re.compile(rf"(\n{MARKS}\[?\d\d?/\d\d?/\d{{4}}) (?:BE|B\.E\.|พ\.ศ\.|AP)(?=,?{_SPACE})"),
     r"\1"),
    (re.compile(rf"(\n{MARKS}\[?\d\d?/\d\d?/)R(\d\d?)(?=,?{_SPACE})"),
     lambda found: f"{found[1]}{2018 + int(found[2])}"),
    (re.compile(rf"(?P<begin>\n{MARKS}\[?){_IN_WORDS}(?={_TIME}(?:\]|{_SPACE}[-–]){_SPACE})",
                re.IGNORECASE), _in_numbers),
    (re.compile(rf"\n{MARKS}({_TIME}), ?({_DAY}){_SPACE}[-–]{_SPACE}"), r"\n\2, \1 - "),
    (re.compile(rf"\n{MARKS}({_DAY}) г\.,?{_SPACE}({_TIME}){_SPACE}[-–]{_SPACE}"),
     r"\n\1, \2 - "),
    (re.compile(rf"\n{MARKS}({_DAY}),?{_SPACE}(\d\d?){_SPACE}?h{_SPACE}?(\d\d){_SPACE}[-–]{_SPACE}"),
     r"\n\1, \2:\3 - "),
    (re.compile(rf"\n{MARKS}((?:{_DAY})\.?,?{_SPACE}+{_TIME}):{_SPACE}(?=([^\n]+))"), _after_colon),
    (re.compile(rf"\n{MARKS}(\d\d?[./] ?\d\d?[./] ?\d{{2,4}}\.?,?{_SPACE}+{_TIME}){_SPACE}"
                rf"(?=[^\n:]+:{_SPACE})"), r"\n\1 - "),
)  # fmt: skip
_CLOCK = re.compile(
    rf"(?:(?P<before_am>{_AM})|(?P<before_pm>{_PM}))?{_SPACE}?(\d\d?)[:.](\d\d)(?:[:.](\d\d))?"
    rf"{_SPACE}?(?:(?P<am>{_AM})|(?P<pm>{_PM}))?"
)


def usual_heads(head: str) -> Usual:
    """Makes the heads of a file that has none of the usual ones, by its beginning, usual."""
    text, shapes = "\n" + head, list[_Shape]()
    for pattern, shape in _RARER:
        if HEAD.search(text):
            break
        if pattern.search(text):
            text = pattern.sub(shape, text)
            shapes.append((pattern, shape))
    return lambda text: _reshaped(text, shapes)


def _reshaped(text: str, shapes: Sequence[_Shape]) -> str:
    if not shapes:
        return text
    text = "\n" + text
    for pattern, shape in shapes:
        text = pattern.sub(shape, text)
    return text[1:]


def seconds_of(text: str) -> int | None:
    """Seconds of the day; None if there is no such time."""
    match = _CLOCK.fullmatch(text)
    if match is None:
        return None
    hour, minute, second = int(match[3]), int(match[4]), int(match[5] or 0)
    if match["am"] or match["before_am"]:
        hour %= 12
    elif match["pm"] or match["before_pm"]:
        hour = hour if match["before_pm"] == "中午" and hour >= 11 else hour % 12 + 12
    if hour > 23 or minute > 59 or second > 59:
        return None
    return hour * 3600 + minute * 60 + second

"""Which column of a sheet is which field: proposals from headings and from contents."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from qunmate.alike import fold
from qunmate.errors import UserError
from qunmate.roster import cells
from qunmate.roster.cells import narrow
from qunmate.roster.heading_words import DOUBTFUL, HEADINGS, PARTS

FIELDS = (
    "name", "nickname", "wechat", "qq", "id", "phone", "city", "trade", "birthday", "gender",
    "role", "joined_on", "left_on", "invited_by", "expires_on", "tags", "strengths", "needs",
    "notes",
)  # fmt: skip
CUSTOM = "custom:"
CARD = "card"  # our own export's number of the card and its group
GROUP = "group"  # of a sheet of several groups, such as our own export
IGNORED = ""
SEVERAL = frozenset({"wechat", "qq", "id", "tags"})  # fields that several columns may feed
PERSON = frozenset({"name", "nickname", "wechat", "qq", "id", "phone", CARD})
CARD_HEADING = "QunMate ID"
GROUP_HEADING = "QunMate 群"

_HEADINGS: dict[str, str] = {
    **HEADINGS,
    IGNORED: "序号 编号 行号 no number index sn 序"
    " 未导入的原因 未汇入的原因 原表行号 原表列号 whynottakenin rowofthesheet",
    CARD: "qunmateid",
    GROUP: "qunmate群 群 群聊 群名称 群聊名称 所在群 所属群 所在群聊 所属群聊",
}  # fmt: skip
_BY_HEADING = {word: field for field, row in _HEADINGS.items() for word in row.split()}
KNOWN_HEADINGS = frozenset(_BY_HEADING)
_CHANNEL = re.compile(
    r"微信|朋友|公众号|公眾號|视频号|抖音|快手|小红书|小紅書|知乎|微博|b站|豆瓣|链接|連結|扫码|掃碼"
    r"|二维码|直接|访问|搜索|推荐|推薦|介绍|介紹|其他|线下|線下|活动|活動|官网|百度|海报|广告|廣告"
    r"|直播|课程|表单|\b(?:qq|line|wechat|tiktok|facebook|instagram|friends?|search|website|link|ads?"
    r"|events?|online|other)\b"
)
_LEAD = re.compile(r"^(?:q?\d+[.、)）:：]|您的|你的|请填写|请输入|请选择|填写|本人)+")
_LONGEST = 200  # what is said beyond makes no heading
WIDEST = 200  # columns: beyond them no sheet tells of people what its headings don't say
_ASKED = re.compile(r"^(?:whatisyour|whatsyour|pleaseenteryour|enteryour|your)(?=[a-z]{2})")
_VARIANTS = str.maketrans("帐暱", "账昵")  # of which the words know one
_ASIDE = re.compile(r"[(（\[【].*?[)）\]】]")
_NOISE = re.compile(r"[\s*＊:：_\-—/、·.#?？!！\"'“”]+")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table. `label` names it in mappings: its heading, made unique, or
    its letter; `samples` are some of its filled cells, from the top."""

    index: int
    label: str
    heading: str | None
    samples: tuple[Any, ...]


def letter(index: int) -> str:
    """A, B, … Z, AA: the column's name in a spreadsheet."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def plain_heading(cell: Any) -> str:
    """A heading without case, spaces, signs and asides, in simplified characters."""
    return _plain(cells.seen(cells.text(cell) or "")[:_LONGEST])


@lru_cache(maxsize=4_096)
def _plain(text: str) -> str:
    heading = fold(narrow(text)).translate(_VARIANTS)
    bare = _ASKED.sub("", _NOISE.sub("", _LEAD.sub("", _ASIDE.sub("", heading).strip())))
    return bare or _NOISE.sub("", heading)


def field_of_heading(cell: Any) -> str | None:
    """The field a heading names (also "account", "other_name", CARD, GROUP, IGNORED), None if
    unknown."""
    return _BY_HEADING.get(plain_heading(cell)) if isinstance(cell, str) else None


def reads_as_custom(key: str) -> bool:
    """Whether a heading that is the name of a custom field would be read as that field."""
    plain = plain_heading(key)
    return (
        plain not in _BY_HEADING
        and not any(part in plain for part, _field in PARTS)
        and not key.startswith(CUSTOM)
        and not cells.stays_text(key)
        and key == " ".join((cells.text(key) or "").split())
    )


def heading_key(row: Iterable[Any]) -> str:
    """Names the headings of a row, whatever their order: what a mapping is remembered by."""
    headings = sorted(filter(None, map(plain_heading, row)))
    return hashlib.sha256("\x1f".join(headings).encode()).hexdigest()[:16]


def propose(
    columns: Sequence[Column],
    *,
    chosen: Mapping[str, str] | None = None,
    remembered: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Label → field for every column: what was chosen, else remembered, else recognised.

    Columns with a heading that is not known are kept as custom fields. UserError if
    `chosen` names a column or a field that isn't there, or two columns for a field that one
    can feed.
    """
    chosen = chosen or {}
    _check_chosen(columns, chosen)
    fixed = {**_still_free(columns, remembered or {}, chosen), **chosen}
    found: dict[str, str] = {}
    taken = set(fixed.values())
    told = Counter(field_of_heading(column.heading) for column in columns)
    for column in columns:
        field = fixed.get(column.label)
        if field is None:
            field = _recognise(column, told, taken)
            if field in taken and alone(field):
                field = _kept(column)
            taken.add(field)
        found[column.label] = field
    return _with_name(columns, found, fixed)


def _with_name(
    columns: Sequence[Column], found: dict[str, str], fixed: Mapping[str, str]
) -> dict[str, str]:
    """Without headings the first column of short texts holds the names, if other columns
    show that these are people, or if it is the only one: a list of names."""
    bare = [one for one in columns if one.heading is None and one.label not in fixed]
    guessed = {found[one.label] for one in bare} - {IGNORED}
    if (not guessed and len(columns) > 1) or {"name", "nickname"} & set(found.values()):
        return found
    for column in bare:
        if found[column.label] == IGNORED and _mostly(_is_short_text, column.samples):
            return {**found, column.label: "name"}
    return found


def _check_chosen(columns: Sequence[Column], chosen: Mapping[str, str]) -> None:
    labels = [column.label for column in columns]
    for label, field in chosen.items():
        if label not in labels:
            raise UserError("column_unknown", column=label, columns=labels)
        named = field.startswith(CUSTOM) and len(field) > len(CUSTOM)
        if not named and field not in (*FIELDS, CARD, GROUP, IGNORED):
            raise UserError("field_unknown", field=field, fields=FIELDS)
    for field, n in Counter(chosen.values()).items():
        if n > 1 and alone(field):
            twice = [label for label, said in chosen.items() if said == field]
            raise UserError("field_twice", field=field, columns=twice)


def alone(field: str) -> bool:
    """Whether only one column can feed the field."""
    return field not in SEVERAL and field != IGNORED


def _still_free(
    columns: Sequence[Column], remembered: Mapping[str, str], chosen: Mapping[str, str]
) -> dict[str, str]:
    """What is remembered of columns that are there, for fields that no other column was given."""
    labels = {column.label for column in columns}
    taken, found = set(chosen.values()), dict[str, str]()
    for label, field in remembered.items():
        if label in labels and not (alone(field) and field in taken):
            found[label] = field
            taken.add(field)
    return found


def _recognise(column: Column, told: Counter[str | None], taken: set[str]) -> str:
    """`told`: the fields that the headings of all columns name, and how many of them each."""
    if column.heading is None:
        return _guess(column, taken) if column.index < WIDEST else IGNORED
    if column.heading.startswith(CUSTOM) and len(column.heading) > len(CUSTOM):
        return column.heading if column.samples else IGNORED
    field = field_of_heading(column.heading)
    if field is None:
        field = _from_parts(column)
    elif plain_heading(column.heading) in DOUBTFUL and not _agrees(field, column.samples):
        field = None
    if field == "account":
        field = _account_name(told, taken)
    elif field == "other_name":
        field = None if told["name"] or "name" in taken else "name"
    elif field == "invited_by" and plain_heading(column.heading) in {"来源", "source"}:
        field = None if told["invited_by"] > 1 or _mostly(_is_channel, column.samples) else field
    return _kept(column) if field is None else field


def _account_name(told: Counter[str | None], taken: set[str]) -> str | None:
    """昵称 is the name in the group, unless another column tells that one."""
    if not told["nickname"] and "nickname" not in taken:
        return "nickname"
    return None if told["name"] or "name" in taken else "name"


def _kept(column: Column) -> str:
    return CUSTOM + column.label if column.heading and column.samples else IGNORED


def _from_parts(column: Column) -> str | None:
    heading = plain_heading(column.heading)
    for part, field in PARTS:
        if part in heading and len(heading) <= len(part) + 8 and _agrees(field, column.samples):
            return field
    return None


def _agrees(field: str, samples: Sequence[Any]) -> bool:
    """Whether most of the samples are what the field holds."""
    if not samples:
        return True
    test = _TESTS.get(field)
    return test is None or 2 * sum(map(test, samples)) >= len(samples)


def _is_phone(cell: Any) -> bool:
    return isinstance(cells.phone(cell), str) and len(str(cells.phone(cell))) >= 7


def _is_mobile(cell: Any) -> bool:
    found = cells.phone(cell)
    return isinstance(found, str) and re.fullmatch(r"1[3-9]\d{9}", found) is not None


def _is_id(cell: Any) -> bool:
    found = cells.ids(cell)
    return isinstance(found, tuple) and all(len(one) >= 5 and one.isascii() for one in found)


def _is_qq(cell: Any) -> bool:
    found = cells.ids(cell)
    return isinstance(found, tuple) and all(re.fullmatch(r"[1-9]\d{4,10}", one) for one in found)


def _is_wxid(cell: Any) -> bool:
    found = cells.ids(cell)
    return isinstance(found, tuple) and all(
        re.fullmatch(r"(?:wxid_|[a-zA-Z])[\w-]{5,}", one) for one in found
    )


def _is_day(cell: Any) -> bool:
    if isinstance(cell, date | datetime):
        return True
    return isinstance(cell, str) and bool(
        re.match(r"\d{2,4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]", narrow(cell))
    )


def _is_role(cell: Any) -> bool:
    return isinstance(cells.role(cell), str)


def _is_gender(cell: Any) -> bool:
    found = cells.gender(cell)
    return isinstance(found, str) and found in {"male", "female"}


def _is_channel(cell: Any) -> bool:
    """How somebody found the group: nobody's name."""
    return _CHANNEL.search(narrow(cells.text(cell) or "").lower()) is not None


def _is_short_text(cell: Any) -> bool:
    value = cells.text(cell)
    return isinstance(cell, str) and value is not None and len(value) <= 30


_TESTS = {
    "phone": _is_phone,
    "qq": _is_qq,
    "wechat": _is_wxid,
    "id": _is_id,
    "role": _is_role,
    "gender": _is_gender,
}
_GUESSES = (
    ("phone", _is_mobile),
    ("role", _is_role),
    ("gender", _is_gender),
    ("joined_on", _is_day),
    ("qq", _is_qq),
    ("wechat", _is_wxid),
)


def _guess(column: Column, taken: set[str]) -> str:
    """The field of a column without a heading, by what most of its cells look like."""
    for field, test in _GUESSES:
        if field not in taken and _mostly(test, column.samples):
            return field
    return IGNORED


def _mostly(test: Callable[[Any], bool], samples: Sequence[Any]) -> bool:
    return bool(samples) and 10 * sum(map(test, samples)) >= 8 * len(samples)

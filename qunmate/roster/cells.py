"""What one cell of a spreadsheet means: cleaned text, ids, phones, days, tags, roles.

Every converter takes a cell as a spreadsheet reader gives it (str, float, int, bool,
date, datetime, time, timedelta or None) and gives the value, None for a blank, or a
Problem where the cell can't be understood. Nothing is guessed.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from qunmate.errors import Problem

TEXT_LIMIT = 100_000  # characters; a longer cell is a broken quote or an attack, not a note
_EXACT = 2**53  # above it a float has lost digits
_FIFTEEN = 10**15  # from here on a spreadsheet program writes zeros for the digits it has lost
_SHORTENED = re.compile(r"\d(?:\.\d+)?E\+(?:1[1-9]|2\d)")  # as such a program shows a long id

_UNWANTED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_SPACES = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_EDGES = " \t\n\u200b\u200c\u200d\u2060"
_NOTHING = frozenset(
    {"-", "--", "---", "—", "——", "–", "/", "\\", "无", "無", "暂无", "暫無", "空", "未知"}
    | {"n/a", "na", "null", "none", "nil", "nan", "－", "－－", "﹣", "／"}
)
# what a spreadsheet program shows where a formula fails
_ERROR = re.compile(r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!)|Err:5\d\d")
_ERROR_LONGEST = 8
# as an encoding that lacks them saves characters
_LOST = re.compile(r"[\s\-_/|]*+(?:\?{2,}+[\s\-_/|]*+)++")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.0+)?")  # as a program shows a number
_BESIDE = re.compile(r"\([^\d()]*\)")  # said of a phone: (微信同号)
_SAID_BEFORE = re.compile(
    r"^(?:电话|電話|手机|手機|tel|phone|mobile)[号號]?[码碼]?\s*:?\s*", re.IGNORECASE
)
_ASIDE = re.compile(r"\s*\([^()]*\)$")  # said of an id: (常用)
_UNSEEN = re.compile(
    r"[\u00ad\u200b-\u200f\u2060\ufeff]"
)  # in numbers and headings nobody means them
_LISTED = re.compile(r"\[(.*)\]", re.DOTALL)  # as programs write tags
_YES = frozenset({"是", "√", "✓", "✔", "☑", "✅", "y", "yes", "true", "1", "有", "对", "對", "t"})
_NO = frozenset(
    {"否", "×", "✗", "✘", "☐", "❌", "x", "n", "no", "false", "0", "无", "無", "没有", "f"}
)
_ROLES = {
    "群主": "owner", "owner": "owner", "创建者": "owner", "創建者": "owner", "creator": "owner",
    "管理员": "admin", "管理員": "admin", "群管理": "admin", "群管理员": "admin", "群管": "admin",
    "群管理員": "admin", "管理": "admin", "admin": "admin", "administrator": "admin",
    "副群主": "admin", "成员": "member", "成員": "member", "群成员": "member", "群成員": "member",
    "普通成员": "member", "普通成員": "member", "普通群员": "member", "群员": "member",
    "群員": "member", "member": "member",
}  # fmt: skip
_GENDERS = {
    "男": "male", "男性": "male", "男士": "male", "先生": "male", "m": "male", "male": "male",
    "女": "female", "女性": "female", "女士": "female", "小姐": "female", "f": "female",
    "female": "female", "保密": None, "不详": None, "不詳": None,
}  # fmt: skip


def text(cell: Any) -> str | None:
    """Readable text: no control characters, plain spaces, trimmed; None if blank."""
    if type(cell) is str:
        bare = cell.strip()
        return (bare or None) if bare.isprintable() else _clean(bare)
    return None if cell is None else _written(cell)


def _written(cell: Any) -> str | None:
    """A cell that holds no text as a person would type it."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return _number(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ") if cell.time() != time() else cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date | time) else _clean(str(cell))


def _clean(raw: str) -> str | None:
    unified = raw.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    plain = _SURROGATE.sub("\ufffd", _UNWANTED.sub("", _SPACES.sub(" ", unified)))
    return plain.strip(_EDGES) or None


def _number(value: float) -> str | None:
    if not math.isfinite(value):
        return None
    return str(int(value)) if value.is_integer() and abs(value) < 1e21 else repr(value)


def line(cell: Any) -> str | Problem | None:
    """Text of one cell as kept on a card; a Problem for what nobody could have typed."""
    value = text(cell)
    if value is None:
        return None
    if _ERROR.fullmatch(value):
        return Problem("cell_error", {"error": value})
    if _digits_lost(cell) or _SHORTENED.fullmatch(value):
        return Problem("digits_lost")
    if len(value) > TEXT_LIMIT:
        return Problem("cell_too_long", {"limit": TEXT_LIMIT})
    lost = "\ufffd" in value or _LOST.fullmatch(value)
    return Problem("cell_unreadable") if lost else value


def words(cell: Any) -> str | Problem | None:
    """Like `line`, with placeholders such as - / 无 N/A read as blank."""
    if type(cell) is str and len(cell) < 200 and cell.isprintable() and "\ufffd" not in cell:
        bare = cell.strip()
        if len(bare) < 8 and bare.lower() in _NOTHING:
            return None
        return (bare or None) if not _may_be_error(bare) else line(bare)
    value = line(cell)
    return None if type(value) is str and value.lower() in _NOTHING else value


def _may_be_error(bare: str) -> bool:
    return "??" in bare or (len(bare) <= _ERROR_LONGEST and bare[:1] in {"#", "E"})


def name(cell: Any) -> str | Problem | None:
    """Like `line`, in one line: a name that was wrapped inside its cell is still one name."""
    if type(cell) is str and len(cell) < 200 and cell.isprintable() and "\ufffd" not in cell:
        bare = cell.strip()
        return (bare or None) if not _may_be_error(bare) else line(bare)
    value = line(cell)
    return " ".join(value.split("\n")) if type(value) is str and "\n" in value else value


def plain_column(column: Sequence[Any]) -> list[str | None] | None:
    """A whole column of ordinary text trimmed at once; None if any cell needs a closer look.
    Where few texts stand in many cells, equal ones become one in memory."""
    try:
        joined = "".join(column)
    except TypeError:
        return None
    if not joined.isprintable() or "\ufffd" in joined or "E+" in joined:
        return None
    if "#" in joined or "Err:" in joined or "??" in joined:
        return None
    if max(map(len, column), default=0) > TEXT_LIMIT:
        return None
    distinct = {cell: cell.strip() or None for cell in column}
    if len(distinct) < len(column) // 2:
        return [distinct[cell] for cell in column]
    return [cell.strip() or None for cell in column]


def phone_column(column: Sequence[Any]) -> list[str] | None:
    """A whole column of plain eleven-digit phones; None if any cell needs a closer look."""
    try:
        joined = "".join(column)
    except TypeError:
        return None
    plain = joined.isascii() and joined.isdigit() and set(map(len, column)) == {11}
    return list(column) if plain else None


def without_placeholders(column: Sequence[str | None]) -> list[str | None]:
    """Trimmed text with - / 无 N/A and the like read as blank."""
    return [
        None if cell is not None and len(cell) < 8 and cell.lower() in _NOTHING else cell
        for cell in column
    ]


def one_line(value: str) -> str:
    """Cleaned text without line breaks; empty if nothing is left."""
    return " ".join((text(value) or "").split("\n"))


def seen(value: str) -> str:
    """Without marks that nobody sees."""
    return value if value.isprintable() else _UNSEEN.sub("", value)


def narrow(value: str) -> str:
    """Full-width letters, digits and signs as plain ones."""
    return value if value.isascii() else unicodedata.normalize("NFKC", value)


def _digits_lost(cell: Any) -> bool:
    if not isinstance(cell, float) or not math.isfinite(cell):
        return False
    return abs(cell) >= _EXACT or (abs(cell) >= _FIFTEEN and cell % 10 == 0)


def _plain_number(value: str) -> str | Problem | None:
    """`1.3912345678E10`, `12345.0` and `12,345` as the digits that were meant; None if none of
    them."""
    if _GROUPED.fullmatch(value):
        return value.partition(".")[0].replace(",", "")
    if match := re.fullmatch(r"(\d+)\.0+", value):
        return match[1]
    match = re.fullmatch(r"(\d)(?:\.(\d+))?[eE]\+?(\d{1,2})", value)
    if match is None:
        return None
    mantissa, exponent = match[1] + (match[2] or ""), int(match[3])
    digits = mantissa.rstrip("0")
    if len(digits) <= min(8, exponent) and exponent > 7:
        return Problem("digits_lost")
    if len(digits) > exponent + 1:
        return None
    return digits.ljust(exponent + 1, "0")


def ids(cell: Any) -> tuple[str, ...] | Problem | None:
    """The platform ids in a cell: one, or several apart by a separator."""
    if _digits_lost(cell):
        return Problem("digits_lost")
    value = words(cell)
    if value is None or isinstance(value, Problem):
        return value
    if value.isascii() and value.isalnum() and not value[:1].isdigit():
        return (value,)
    bare = _ASIDE.sub("", narrow(seen(value)).lstrip("'"))
    if _GROUPED.fullmatch(bare):
        bare = bare.replace(",", "")
    parts = [part.strip() for part in re.split(r"[;；,，、\n|]", bare)]
    found: list[str] = []
    for part in parts:
        number = _plain_number(part)
        if isinstance(number, Problem):
            return number
        one = number or part
        if "***" in one:
            return Problem("cell_masked")
        if one and one not in found:
            found.append(one)
    return tuple(found) or None


def phone(cell: Any) -> str | Problem | None:
    """One phone number as digits, a leading + kept except before 86."""
    if type(cell) is str and len(cell) == 11 and cell.isascii() and cell.isdigit():
        return cell
    if _digits_lost(cell):
        return Problem("digits_lost")
    value = words(cell)
    if value is None or isinstance(value, Problem):
        return value
    plain = _BESIDE.sub("", narrow(seen(value))).strip("'\" ;,。.")
    plain = _SAID_BEFORE.sub("", plain)
    number = _plain_number(plain)
    if isinstance(number, Problem):
        return number
    return _dialled(number or plain)


def _dialled(plain: str) -> str | Problem:
    if "*" in plain:
        return Problem("cell_masked")
    numbers = [part for part in re.split(r"[;,、/|\n]|(?<=\d{11}) +", plain) if part.strip()]
    if len(numbers) > 1 and all(len(re.sub(r"\D", "", part)) >= 5 for part in numbers):
        return Problem("phone_several")
    if re.search(r"[^\d\s()+.\-—–‐#]", plain):
        return Problem("phone_bad")
    digits = re.sub(r"\D", "", plain)
    if plain.startswith(("+", "00")):
        digits = digits.removeprefix("00")
        bare = digits.removeprefix("86")
        return _length_checked(bare if bare != digits else "+" + digits)
    if len(digits) == 13 and digits.startswith("861"):
        digits = digits[2:]
    return _length_checked(digits)


def _length_checked(number: str) -> str | Problem:
    return number if 5 <= len(number.lstrip("+")) <= 15 else Problem("phone_bad")


def split_tags(cell: Any) -> tuple[str, ...] | Problem | None:
    """The tags in a cell, apart by ; ； , ， 、 / ／ | ｜ or space; one in "quotes" stays whole."""
    value = words(cell)
    if value is None or isinstance(value, Problem):
        return value
    found: dict[str, None] = {}
    if listed := _LISTED.fullmatch(value):
        value = listed[1].replace("'", '"')
    for quoted, plain in re.findall(r'"((?:[^"]|"")+)"|([^;；,，、/／|｜\s]+)', value):
        tag = quoted.replace('""', '"') if quoted else plain
        if bare := one_line(tag):
            found[bare] = None
    return tuple(found) or None


def join_tags(tags: Sequence[str]) -> str:
    """Tags in one cell so that `split_tags` gives them back; one of control characters alone
    has nothing to give."""
    return ";".join(
        '"' + tag.replace('"', '""') + '"'
        if re.search(r'[;；,，、/／|｜\s"\[]', tag) or tag.lower() in _NOTHING
        else tag
        for tag in tags
        if text(tag)
    )


def yes_or_no(cell: Any) -> bool | None:
    """是 √ ✓ Y 1 and their opposites; None for anything else."""
    if isinstance(cell, bool):
        return cell
    value = (text(cell) or "").lower()
    return True if value in _YES else False if value in _NO else None


def role(cell: Any) -> str | Problem | None:
    """owner, admin or member."""
    value = words(cell)
    if value is None or isinstance(value, Problem):
        return value
    found = _ROLES.get(value) or _ROLES.get(narrow(value).lower())
    return found or Problem("role_unknown")


def gender(cell: Any) -> str | Problem | None:
    """male, female, or the word itself."""
    value = words(cell)
    return _GENDERS.get(value.lower(), value) if type(value) is str else value


def stays_text(cell: Any) -> bool:
    """Whether a spreadsheet program might take this text for a formula."""
    return type(cell) is str and cell[:1] in ("=", "+", "-", "@", "\t", "\r")


def is_span(cell: Any) -> bool:
    """A time of day or a duration: never a day."""
    return isinstance(cell, time | timedelta)

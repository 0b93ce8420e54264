"""The operator's own collection of highlights: what the columns of a sheet are, and its rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from qunmate.alike import fold
from qunmate.digest import tidy
from qunmate.errors import Problem
from qunmate.figures.days import DayRules
from qunmate.figures.days import day as read_day
from qunmate.highlight_text import joined
from qunmate.i18n import _
from qunmate.roster import cells
from qunmate.roster.faults import Faults, shown
from qunmate.roster.mapping import plain_heading

TITLE = 80
SEARCHED = 30  # rows from the top in which the headings are looked for
_HEADINGS = {
    "title": "标题 题目 主题 名称 精华标题 精华 title subject topictitle headline",
    "text": "内容 正文 内文 精华内容 消息内容 摘要 文字 文本 详情 记录 原文 content text body note",
    "question": "问题 提问 问 问题描述 question q",
    "answer": "答案 回答 答复 解答 答 最佳答案 回复 answer a reply",
    "more": "补充 补充说明 其他回答 also more",
    "kind": "分类 类型 类别 种类 栏目 kind type category",
    "topics": "话题 专题 topics topic",
    "tags": "标签 关键词 tag tags keywords",
    "authors": "作者 回答者 回答人 答主 分享人 分享者 发送者 发言人 嘉宾 讲师 贡献者 来自"
    " author authors by speaker from",
    "day": "日期 时间 发布时间 发布日期 收录时间 收录日期 发送时间 date day time",
    "starred": "星标 星号 加星 置顶 重要 推荐 starred star pinned",
    "link": "链接 连结 网址 地址 原文链接 链接地址 link url links",
    "group": "群 群组 社群 群名 群聊 所属群 群名称 group",
    "": "序号 编号 no id 次数 复制次数 copies 提问者 提问人 asker",
}
_BY_HEADING = {word: field for field, row in _HEADINGS.items() for word in row.split()}
_SAYS = frozenset({"title", "text", "question", "answer"})
_KINDS = (
    ("answer", ("答疑", "问答", "faq", "qa", "q&a", "question", "answer", "常见问题", "答")),
    ("sharing", ("分享", "讲座", "实录", "课程", "sharing", "talk", "lecture")),
    ("resource", ("资源", "资料", "链接", "文件", "工具", "模板", "resource", "link", "file")),
    ("discussion", ("讨论", "话题讨论", "discussion", "debate")),
    ("quote", ("金句", "语录", "名言", "quote")),
)
_URL = re.compile(r"https?://\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One row. `authors` and `group` are names as written; `occurred_on` an ISO day or ""."""

    row: int
    kind: str
    title: str
    text: str
    occurred_on: str = ""
    authors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    starred: bool = False
    group: str = ""
    source_key: str = ""


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What could not be read: a cell of a row, or (`column` None) the whole row."""

    row: int
    column: str | None
    value: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class Columns:
    """`heading` is the index of the heading row; `fields` are by place, `labels` as written."""

    heading: int
    fields: dict[int, str]
    labels: dict[int, str]

    @property
    def mapping(self) -> dict[str, str]:
        return {self.labels[at]: field for at, field in self.fields.items()}


def _plain(cell: str) -> str:
    """A heading or a kind without case, spaces and signs, in simplified characters."""
    return fold(plain_heading(cell))


def find_columns(rows: Sequence[Sequence[Any]]) -> Columns | None:
    """The row that says what the columns are; None if none has a title, text or question."""
    best: Columns | None = None
    known = _BY_HEADING | {_plain(word): field for field, word in headings().items()}
    for index, row in enumerate(rows[:SEARCHED]):
        fields: dict[int, str] = {}
        for at, cell in enumerate(row):
            field = known.get(_plain(cell)) if isinstance(cell, str) else None
            if field and field not in fields.values():
                fields[at] = field
        if _SAYS & set(fields.values()) and (best is None or len(fields) > len(best.fields)):
            labels = {at: " ".join(str(row[at]).split()) for at in fields}
            best = Columns(index, fields, labels)
    return best


def read_rows(
    rows: Sequence[Sequence[Any]],
    columns: Columns,
    rules: DayRules,
    faults: Faults = MappingProxyType({}),
) -> Iterator[Entry | RowProblem]:
    """The rows below the headings, and what of them can't be understood."""
    for index in range(columns.heading + 1, len(rows)):
        row = rows[index]
        for at in columns.fields if faults else ():
            if (problem := faults.get((index, at))) is not None:
                yield RowProblem(index + 1, columns.labels[at], shown(problem), problem)
        said = {field: row[at] for at, field in columns.fields.items() if at < len(row)}
        if all(cells.text(cell) is None for cell in said.values()):
            continue
        yield from _entry(index + 1, said, columns, rules)


def _entry(
    number: int, said: dict[str, Any], columns: Columns, rules: DayRules
) -> Iterator[Entry | RowProblem]:
    words: dict[str, str] = {}
    for field in ("title", "text", "question", "answer", "more", "link", "group"):
        value = cells.line(said.get(field))
        if isinstance(value, Problem):
            yield _problem(number, field, said, columns, value)
        else:
            words[field] = value or ""
    day = read_day(said.get("day"), rules)
    if isinstance(day, Problem):
        yield _problem(number, "day", said, columns, day)
        day = None
    text = _text(words)
    title = words.get("title") or words.get("question") or _first(text)
    if not (title or text):
        yield RowProblem(number, None, "", Problem("highlight_says_nothing"))
        return
    kind, topics = _kind(said.get("kind"), words)
    yield Entry(
        number,
        kind,
        tidy.line(title, TITLE),
        text or title,
        day or "",
        _words(said.get("authors"), by_space=False),
        tuple(dict.fromkeys((*topics, *_words(said.get("topics"))))),
        _words(said.get("tags")),
        bool(cells.yes_or_no(said.get("starred"))) or str(said.get("starred") or "") == "★",
        words.get("group", ""),
    )


def _problem(
    number: int, field: str, said: dict[str, Any], columns: Columns, problem: Problem
) -> RowProblem:
    label = next(columns.labels[at] for at, one in columns.fields.items() if one == field)
    return RowProblem(number, label, str(said[field])[:80], problem)


def _text(words: dict[str, str]) -> str:
    """One text of what stands in several columns."""
    body = words.get("text", "")
    if words.get("answer"):
        question = words.get("question") or words.get("title", "")
        body = "\n".join(
            part
            for part in (joined(question, words["answer"], words.get("more", "")), body)
            if part
        )
    elif words.get("question") and not body:
        body = words["question"]
    link = words.get("link", "")
    return f"{body}\n{link}".strip() if link and link not in body else body


def _first(text: str) -> str:
    return next((line.strip() for line in text.splitlines() if line.strip()), "")


def _kind(cell: Any, words: dict[str, str]) -> tuple[str, tuple[str, ...]]:
    """The kind, and the topics that a category of the operator's own becomes."""
    said = (cells.text(cell) or "").strip()
    plain = _plain(said) if said else ""
    for kind, names in _KINDS:
        if plain and any(name in plain if len(name) > 1 else name == plain for name in names):
            return kind, ()
    return _guessed(words), _words(said)


def _guessed(words: dict[str, str]) -> str:
    if words.get("answer"):
        return "answer"
    text = words.get("text", "")
    if words.get("link") or _URL.search(text):
        return "resource"
    return "quote" if len(text) <= 60 and not words.get("title") else "sharing"


def _words(cell: Any, *, by_space: bool = True) -> tuple[str, ...]:
    """Several words of one cell; names may hold spaces."""
    if by_space:
        found = cells.split_tags(cell)
        return found if isinstance(found, tuple) else ()
    parts = re.split(r"[;；,，、|\n]", cells.text(cell) or "")
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))


def row_key(entry: Entry, seen: Counter[str]) -> str:
    """Names a row for good: by its title, day and text, and by how many equal rows were `seen`
    before it."""
    from hashlib import sha256

    base = sha256(f"{entry.title}\0{entry.occurred_on}\0{entry.text}".encode()).hexdigest()[:24]
    seen[base] += 1
    number = seen[base]
    return f"sheet:{base}" if number == 1 else f"sheet:{base}:{number}"


def headings() -> dict[str, str]:
    """The headings of our own sheets, in their order."""
    return {
        "day": _("Day"),
        "group": _("Group"),
        "kind": _("Kind"),
        "title": _("Title"),
        "text": _("Text"),
        "topics": _("Topics"),
        "tags": _("Tags"),
        "authors": _("Authors"),
        "starred": _("Starred"),
    }

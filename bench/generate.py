"""Invents large files: QQ message records and rosters. The same for the same seed and size."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

WORDS = 50_000
CHARACTERS = 6_000
PEOPLE = 5_000
BATCH = 10_000
START = datetime(2024, 1, 1)  # noqa: DTZ001 - a QQ record has no zone
QQ_HEAD = (
    "消息记录（此消息记录为文本格式，不支持重新导入）\r\n\r\n"
    f"{'=' * 64}\r\n消息分组:我的群\r\n{'=' * 64}\r\n消息对象:大群\r\n{'=' * 64}\r\n\r\n"
)

Odds = NDArray[np.float64]


def zipf(count: int, exponent: float = 1.0) -> Odds:
    """Cumulative odds of ranks 1 to count, for searchsorted."""
    odds = np.cumsum(1 / np.arange(1, count + 1) ** exponent)
    return np.asarray(odds / odds[-1])


def vocabulary(random: np.random.Generator, count: int = WORDS) -> list[str]:
    """Distinct-looking words of 1 to 4 Chinese characters, every 17th a Latin one."""
    odds = zipf(CHARACTERS)
    lengths = random.choice([1, 2, 2, 2, 3, 4], count)
    words = []
    for number, length in enumerate(lengths):
        if number % 17:
            picked = np.searchsorted(odds, random.random(length))
            words.append("".join(chr(0x4E00 + rank) for rank in picked))
        else:
            words.append("".join(chr(97 + letter) for letter in random.integers(0, 26, 6)))
    return words


class Invented(NamedTuple):
    """A message: its moment on the wall clock, the number and name of its sender, its text."""

    moment: datetime
    who: int
    name: str
    text: str


def qq_messages(count: int, seed: int = 1) -> Iterator[str]:
    """One QQ message after the other, head and text."""
    for moment, who, name, text in messages(count, seed):
        clock = f"{moment:%Y-%m-%d} {moment.hour}:{moment:%M:%S}"
        yield f"{clock} 【活跃】{name}({10_000_000 + who})\r\n{text}\r\n\r\n"


def messages(count: int, seed: int = 1) -> Iterator[Invented]:
    """Messages by people of uneven talkativeness; at least `count` of them."""
    random = np.random.default_rng(seed)
    words = vocabulary(random)
    word_odds, people_odds = zipf(WORDS), zipf(PEOPLE, 0.8)
    names = [f"用户{number}号{words[number]}" for number in range(PEOPLE)]
    moment = START
    for _batch in range(0, count, BATCH):
        lengths = random.geometric(1 / 8, BATCH).clip(1, 60)
        ranks = np.searchsorted(word_odds, random.random(lengths.sum())).tolist()
        people = np.searchsorted(people_odds, random.random(BATCH)).tolist()
        gaps = random.exponential(60, BATCH).astype(int).tolist()
        at = 0
        for length, who, gap in zip(lengths.tolist(), people, gaps, strict=True):
            moment += timedelta(seconds=gap)
            text = "".join([words[rank] for rank in ranks[at : at + length]])
            at += length
            yield Invented(moment, who, names[who], text)


def qq_pair(folder: Path, count: int, cut: int = 10, added: int = 1_000) -> tuple[Path, Path]:
    """A record of `count` messages, and the same with `cut` fewer before and `added` more
    after. Made once."""
    first, later = folder / f"qq-{count}.txt", folder / f"qq-{count}-later.txt"
    if first.exists() and later.exists():
        return first, later
    parts = [path.with_suffix(".part") for path in (first, later)]
    with contextlib.ExitStack() as stack:
        one, two = (
            stack.enter_context(part.open("w", encoding="utf-8-sig", newline="")) for part in parts
        )
        one.write(QQ_HEAD)
        two.write(QQ_HEAD)
        for number, message in enumerate(qq_messages(count + added)):
            if number < count:
                one.write(message)
            if cut <= number < count + added:
                two.write(message)
    parts[0].rename(first)
    parts[1].rename(later)
    return first, later


ROSTER_HEADINGS = ["姓名", "群昵称", "微信号", "QQ号", "手机号", "城市"]
ROSTER_HEADINGS += ["行业", "生日", "入群日期", "标签", "特长", "备注"]


def roster_sheet(folder: Path, rows: int, seed: int = 2) -> Path:
    """A sheet of `rows` members and 12 columns. Made once."""
    path = folder / f"roster-{rows}.xlsx"
    if path.exists():
        return path
    from openpyxl import Workbook

    random = np.random.default_rng(seed)
    words = vocabulary(random, 20_000)
    odds = zipf(len(words))
    cities = ["上海", "杭州", "北京", "深圳", "成都", "武汉", "广州", "南京", "西安", "苏州"]
    book = Workbook(write_only=True)
    sheet = book.create_sheet("成员")
    sheet.append(ROSTER_HEADINGS)
    for number in range(rows):
        picked = [words[rank] for rank in np.searchsorted(odds, random.random(6))]
        day = START + timedelta(days=int(random.integers(0, 700)))
        born = f"{1965 + number % 40}-{1 + number % 12:02}-{1 + number % 28:02}"
        sheet.append(
            [
                f"成员{number}{picked[0]}",
                f"{picked[1]}{number}",
                f"wx_{number:07}",
                str(10_000_000 + number),
                f"138{number:08}",
                cities[number % len(cities)],
                picked[2],
                born,
                f"{day:%Y-%m-%d}",
                f"标签{number % 30}、标签{number % 7}",
                f"{picked[3]}{picked[4]}",
                picked[5],
            ]
        )
    part = path.with_suffix(".part.xlsx")
    book.save(part)
    part.rename(path)
    return path

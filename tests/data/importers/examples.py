"""One invented record in every format, with what must come out of it."""

from __future__ import annotations

from tests.data.importers.example import (
    INSTANT,
    JOIN,
    THREE,
    TWO,
    WALL,
    Example,
)
from tests.data.importers.examples_qq import QQ
from tests.data.importers.examples_wechat import WECHAT

EXAMPLES = (
    *QQ,
    *WECHAT,
    Example(
        "stamped_txt",
        ".txt",
        "2026-01-02 03:04:05 小满\n早\n\n2026-01-02 03:05:05 '一川'\n好\n第二行\n\n"
        f"2026-01-02 03:06:05\n{JOIN}\n",
        THREE,
        (WALL, ""),
        events=1,
    ),
    Example(
        "discord_csv",
        ".csv",
        "AuthorID,Author,Date,Content,Attachments,Reactions\n"
        '"11","小满","2026-01-02T03:04:05.0000000+08:00","早","",""\n'
        '"12","一川","2026-01-02T03:05:05.0000000+08:00","好\n第二行","",""\n',
        TWO,
        (INSTANT, "11"),
    ),
)

"""The Today tab with what is ugly: too many people, endless names, trouble everywhere; and a
day on which nothing is left. Its dialogs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from qunmate import i18n
from qunmate.clock import DAY, day_of
from qunmate.festivals import mark
from qunmate.figures.alerts import KINDS, Alert, Limits, Signs
from qunmate.i18n import _
from qunmate.model import PlanItem
from qunmate.today.model import Change, Findings, Line, Person, Sheet, Tasks
from qunmate.today.phrases import DEFAULTS
from qunmate.ui.contact_note_dialog import QUESTIONS, ContactNoteDialog
from qunmate.ui.today.tab import PIECES, TodayTab
from qunmate.ui.today.words_dialog import WordsDialog
from tests.scenes.showing import UGLY_NAMES

if TYPE_CHECKING:
    from tests.screens import Studio

NAMES = (*UGLY_NAMES, "林小满")
GROUP = "一个名字长得怎么也放不下的跨境电商卖家互助答疑交流分享群（三群）🛒"


def scenes(studio: Studio) -> Iterator[tuple[str, Callable[[], QWidget]]]:
    window, context = studio.window, studio.window.context

    def shown(sheet: Sheet) -> QWidget:
        window.show_tab_named("today")
        studio.settle()
        tab = window.findChild(TodayTab)
        assert tab is not None
        tab.show_pieces(sheet, *PIECES)
        return window

    def note() -> QWidget:
        dialog = ContactNoteDialog(context, window, dict(enumerate(NAMES)))
        dialog.insert_questions(next(iter(QUESTIONS.values())))
        dialog.follow_in(7)
        return dialog

    today = day_of(context.today)
    yield "today-ugly", lambda: shown(_ugly(today))
    done = Tasks((_post(today, done=True),), occasion=mark(today, i18n.language()).name)
    yield "today-done", lambda: shown(Sheet(today, done))
    yield "contact-note", note
    yield "today-words", lambda: WordsDialog(window, GROUP, _(DEFAULTS["welcome"]), "welcome")


def _post(day: int, *, done: bool = False, title: str = "早安 · 小雪") -> Line:
    text = "今日小雪,天冷加衣。今天共读第四章,晚上八点在群里说说你最喜欢的一句。\n---\n第二段"
    item = PlanItem(1, (1,), "greeting", title, text, day * DAY, None, None, "ready")
    return Line(
        kind="post", subject=f"{day}{title}", day=day, groups=(GROUP, "早起读书会"), title=title,
        text=text, time="07:30", done=done, item=item,
    )  # fmt: skip


def _ugly(today: int) -> Sheet:
    crowd = tuple(Person(n, NAMES[n % len(NAMES)], today - n % 9, "阿群") for n in range(40))
    meets = tuple(
        Line(kind=kind, subject="1", day=today, group_id=1, groups=(GROUP,), people=people)
        for kind, people in (
            ("welcome", crowd),
            ("expiring", crowd[:3]),
            ("birthday", crowd[1:2]),
            ("birthday_soon", crowd[2:4]),
        )
    )
    asked = tuple(
        Line(
            kind="question", subject=f"{n}", day=today - 1, group_id=1, groups=(GROUP,),
            people=(crowd[n],), text="请问新号怎么过冷启动期,每天发几条,要不要投流?" * 3,
            waited=3600 * n, message_id=n,
        )
        for n in range(12)
    )  # fmt: skip
    posts = (
        _post(today - 1, title="昨天忘了发的一条,标题长得怎么也放不下,后面还有很多很多字呢"),
        _post(today, done=True),
        _post(today, title="🦄" * 40),
    )
    quiet = (Line(kind="quiet", subject="1", day=today, groups=(GROUP,), people=crowd),)
    return Sheet(
        today,
        Tasks(posts, meets),
        asked,
        Findings(quiet, _alerts(today), _changes(today)),
    )


def _alerts(today: int) -> tuple[Alert, ...]:
    signs = Signs(
        group_id=1, group=GROUP, today=today, covered_to=today - 12,
        gaps=[(today - 20, today - 18), (today - 15, today - 15)], last_spoken=today - 400,
        silent_days=388, weeks=(30, 31, 29, 30, 4, 3, 0, 0), score=41.0, score_before=66.0,
        owner_dependency=0.81, ad_share=0.62, done=13,
    )  # fmt: skip
    kinds = (*KINDS, *KINDS[:3])
    tones = ("bad", "bad", "bad", *["warn"] * 7)
    return tuple(
        Alert(kind, tone, signs, Limits(0.2, 0.6)) for kind, tone in zip(kinds, tones, strict=True)
    )


def _changes(today: int) -> tuple[Change, ...]:
    return (
        Change(1, GROUP, today - 1, 1234, 123_456, 12_345, 12.34, 4),
        Change(2, "早起读书会", today - 9, -12, 0, 0, -1.0, 4),
        Change(3, "一", today - 1, 0, 5, 1, None, 0),
    )

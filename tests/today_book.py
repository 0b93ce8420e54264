"""A group on 2026-11-22 with something of everything that a day can ask for."""

from __future__ import annotations

from datetime import date

from qunmate.clock import DAY, iso_day
from qunmate.data import contact_notes, plan
from qunmate.data.store import Store
from tests.digest_book import OFFSET, SUNDAY, Book

TODAY = date(2026, 11, 22)
assert SUNDAY == 20_779


def at(day: int, minute: int) -> int:
    """The instant of a minute of a day in the book's time zone."""
    return day * DAY + minute * 60 - OFFSET


class TodayBook(Book):
    """`people` by name: 林小满 and 周一川 are new, 沈知秋 expires, Ada has a birthday."""

    def __init__(self, store: Store, name: str = "早起读书会") -> None:
        super().__init__(store, name)
        with store.atomic():
            self.batch = self.covers(SUNDAY - 60, SUNDAY)
            owner = self.member("阿群", joined=SUNDAY - 300, role="owner", is_self=1)
            self.people = {
                "阿群": owner,
                "林小满": self.member("林小满", joined=SUNDAY - 2, invited_by=owner),
                "周一川": self.member("周一川", joined=SUNDAY - 2, invited_by=owner),
                "沈知秋": self.member("沈知秋", joined=SUNDAY - 100),
                "Ada": self.member("Ada", joined=SUNDAY - 100, birthday="1990-11-22"),
                "顾北辰": self.member("顾北辰", joined=SUNDAY - 100, birthday="--11-25"),
                "小助手": self.member("小助手", joined=SUNDAY - 1, bot=1),
            }
            self.db.execute(
                "UPDATE memberships SET expires_on = ? WHERE member_id = ?",
                [iso_day(SUNDAY + 6), self.people["沈知秋"]],
            )

    def post(
        self, title: str, day: int = SUNDAY, minute: int = 450, *, status: str = "ready",
        text: str = "早安", kind: str = "greeting", rrule: str | None = None,
    ) -> int:  # fmt: skip
        with self.store.atomic():
            return plan.add(
                self.db,
                group_ids=[self.group.id],
                kind=kind,
                title=title,
                text=text,
                starts_at=at(day, minute),
                status=status,
                rrule=rrule,
            )

    def note(self, name: str, text: str, follow_up: int | None) -> int:
        with self.store.atomic():
            return contact_notes.add(
                self.db,
                member_id=self.people[name],
                group_id=self.group.id,
                noted_on=iso_day(SUNDAY - 10),
                text=text,
                follow_up_on=None if follow_up is None else iso_day(follow_up),
            )

    def asks(self, name: str, text: str, day: int = SUNDAY - 1, minute: int = 600) -> int:
        with self.store.atomic():
            return self.says(self.batch, [(day, minute, self.people[name], text)])[0]

    def speaks(self, name: str, first: int, last: int, *, minute: int = 900) -> None:
        """One line on each of these days."""
        with self.store.atomic():
            self.says(
                self.batch,
                [(day, minute, self.people[name], "早安") for day in range(first, last + 1)],
            )


def busy(store: Store) -> TodayBook:
    """Two posts, a follow-up, a question, and what the people of the book bring."""
    book = TodayBook(store)
    book.post("早安 · 小雪", text="今日小雪,天冷加衣。")
    book.post("共读第四章", minute=1200, text="第四章\n---\nhttps://example.org/4", kind="topic")
    book.note("沈知秋", "想在群里组织线下沙龙", SUNDAY - 1)
    book.asks("顾北辰", "新号怎么过冷启动?")
    return book

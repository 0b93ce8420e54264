"""The health document of the command line, for one group or several pooled."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

from . import activity, content, conversations, layers, people, relations, score, stage
from .reading import Book, Line, iso

NOT_YET = (
    "paid_members",
    "conversion_rate",
    "renewal_rate",
    "revenue",
)


def period(books: list[Book], first: int | None, last: int | None) -> tuple[int | None, int | None]:
    """Without an end: the day of the last message; without a beginning: 30 days to the end."""
    if last is None:
        days = [line.day for book in books for line in book.lines]
        last = max(days) if days else None
    if first is None and last is not None:
        first = last - 29
    return first, last


def health(
    books: list[Book], first: int | None = None, last: int | None = None, *, pooled: bool = False
) -> dict[str, Any]:
    first, last = period(books, first, last)
    head: dict[str, Any] = {
        "from": None if first is None else iso(first),
        "to": None if last is None else iso(last),
    }
    if first is None or last is None:
        figures = without_period(books, pooled=pooled)
    else:
        figures = of_period(books, first, last)
        figures["stage"] = None if pooled else stage.stage(books[0], last)
        figures["score"] = None if pooled else score.score(books[0], last)
        figures["score_parts"] = (
            dict.fromkeys(score.WEIGHTS) if pooled else score.score_parts(books[0], last)
        )
    book = books[0]
    head["group"] = {
        "id": book.id,
        "name": book.name,
        "platform": book.platform,
        "timezone": book.timezone,
    }
    if pooled:
        head["group"] = None
    return {**head, **figures, **dict.fromkeys(NOT_YET), "data": data(books, first, last)}


def of_period(books: list[Book], first: int, last: int) -> dict[str, Any]:
    p = (books, first, last)
    return {
        "messages": len(activity.lines_in(*p)),
        "speakers": len(activity.speakers_in(*p)),
        "members": len(people.members_on(books, last)),
        "active_rate": activity.active_rate(*p),
        "stickiness": activity.stickiness(books, last),
        "messages_per_speaker": activity.messages_per_speaker(*p),
        "top20_share": activity.top20_share(*p),
        "gini": activity.gini(*p),
        "hour_heatmap": activity.hour_heatmap(*p),
        "kinds": activity.kinds(*p),
        "daily": activity.daily(*p),
        "conversations": len(conversations.conversations_in(*p)),
        "unanswered_rate": conversations.unanswered_rate(*p),
        "first_reply_seconds": conversations.first_reply_seconds(*p),
        "roles": conversations.roles(*p),
        "joins": people.joins(*p),
        "leaves": people.leaves(*p),
        "churn_rate": people.churn_rate(*p),
        "activation_rate": people.activation_rate(*p),
        "retention": people.retention(books, last),
        "dormant": layers.layers(books, last)["dormant"],
        "layers": layers.layers(books, last),
        "pairs": relations.pairs(*p),
        "reach": relations.reach(*p),
        "giant_share": relations.giant_share(*p),
        "owner_dependency": relations.owner_dependency(*p),
        "ad_share": content.ad_share(*p),
        "variety": content.variety(*p),
        "plan_done_rate": content.plan_done_rate(*p),
    }


def without_period(books: list[Book], *, pooled: bool) -> dict[str, Any]:
    """No message and no period: no day is in it and nothing ends, so counts are 0."""
    known = people.any_known_date(books)
    no_ratio = (
        "active_rate",
        "stickiness",
        "messages_per_speaker",
        "top20_share",
        "gini",
        "unanswered_rate",
        "first_reply_seconds",
        "churn_rate",
        "activation_rate",
        "reach",
        "giant_share",
        "owner_dependency",
        "score",
        "ad_share",
        "plan_done_rate",
    )
    return {
        **dict.fromkeys(no_ratio),
        **dict.fromkeys(
            ("messages", "speakers", "members", "conversations", "pairs", "variety"), 0
        ),
        "hour_heatmap": [[0] * 24 for _ in range(7)],
        "kinds": {},
        "daily": [],
        "roles": {"starter": 0, "participant": 0, "bystander": 0},
        "joins": 0 if known else None,
        "leaves": 0 if known else None,
        "retention": [] if known else None,
        "dormant": 0,
        "layers": dict.fromkeys(layers.LAYERS, 0),
        "stage": None if pooled else books[0].stage_override,
        "score_parts": dict.fromkeys(score.WEIGHTS),
    }


def data(books: list[Book], first: int | None, last: int | None) -> dict[str, Any]:
    """What the figures rest on: the first and last record of any kind, and the gaps."""
    lines = sorted((line for book in books for line in book.lines), key=lambda line: line.at)
    imports = [(batch.at, book.timezone) for book in books for batch in book.imports]
    return {
        "first_message": message_instant(lines[0]) if lines else None,
        "last_message": message_instant(lines[-1]) if lines else None,
        "last_import": import_instant(*max(imports)) if imports else None,
        "gaps": [] if first is None or last is None else stage.gaps(books, first, last),
    }


def message_instant(line: Line) -> str:
    return datetime.fromtimestamp(line.at, timezone(timedelta(seconds=line.utc_offset))).isoformat()


def import_instant(at: int, zone: str) -> str:
    return datetime.fromtimestamp(at, UTC).astimezone(ZoneInfo(zone)).isoformat()

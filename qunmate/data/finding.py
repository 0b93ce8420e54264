"""Members, highlights and plan items that hold a text. Rows are (kind, id, group id, instant,
day, who, text) for tasks/search.py."""

from __future__ import annotations

from typing import Any

from qunmate.data.database import Database
from qunmate.data.holding import holds
from qunmate.data.holding import values as wanted_values

_CARD = " || ' ' || ".join(
    f"coalesce({field}, '')" for field in ("phone", "city", "trade", "strengths", "needs", "notes")
)
Row = tuple[str, int, int | None, int | None, str | None, str, str]


def _rows(db: Database, statement: str, text: str, group_id: int | None, limit: int) -> list[Row]:
    values: dict[str, Any] = {**wanted_values(db, text), "group": group_id, "limit": limit}
    return db.execute(statement, values).fetchall()


def highlights(db: Database, text: str, group_id: int | None, limit: int) -> list[Row]:
    return _rows(
        db,
        f"""
        SELECT 'highlight', highlights.id, group_id, NULL, occurred_on,
            coalesce((SELECT group_concat(members.name, '、') FROM highlight_authors
                JOIN members ON members.id = member_id WHERE highlight_id = highlights.id), ''),
            trim(title || char(10) || text, char(10))
        FROM highlights
        WHERE ({holds("title || char(10) || text")} OR EXISTS (
            SELECT 1 FROM highlight_labels
            WHERE highlight_id = highlights.id AND {holds("name")}) OR EXISTS (
            SELECT 1 FROM highlight_authors JOIN members ON members.id = member_id
            WHERE highlight_id = highlights.id AND {holds("members.name")}))
            AND group_id = coalesce(:group, group_id)
        ORDER BY occurred_on DESC, highlights.id DESC LIMIT :limit
        """,
        text,
        group_id,
        limit,
    )


def plan_items(db: Database, text: str, group_id: int | None, limit: int) -> list[Row]:
    return _rows(
        db,
        f"""
        SELECT 'plan', plan_items.id, min(plan_item_groups.group_id), starts_at, NULL,
            coalesce((SELECT name FROM members WHERE members.id = speaker_id), ''),
            trim(title || char(10) || text, char(10))
        FROM plan_items LEFT JOIN plan_item_groups ON plan_item_id = plan_items.id
        WHERE {holds("title || char(10) || text")} AND status <> 'cancelled'
            AND (:group IS NULL OR plan_item_groups.group_id = :group)
        GROUP BY plan_items.id ORDER BY starts_at DESC LIMIT :limit
        """,
        text,
        group_id,
        limit,
    )


def members(db: Database, text: str, group_id: int | None, limit: int) -> list[Row]:
    return _rows(
        db,
        f"""
        SELECT 'member', members.id, :group, NULL, NULL, members.name,
            trim(coalesce(city, '') || ' ' || coalesce(trade, '') || ' ' || coalesce(notes, ''))
        FROM members
        WHERE ({holds("name")}
            OR {holds(_CARD)}
            OR EXISTS (SELECT 1 FROM identities
                WHERE member_id = members.id AND {holds("value")})
            OR EXISTS (SELECT 1 FROM memberships
                WHERE member_id = members.id AND {holds("nickname")})
            OR EXISTS (SELECT 1 FROM member_tags JOIN tags ON tags.id = tag_id
                WHERE member_id = members.id AND {holds("tags.name")}))
            AND (:group IS NULL OR EXISTS (SELECT 1 FROM memberships
                WHERE member_id = members.id AND memberships.group_id = :group))
        ORDER BY members.id LIMIT :limit
        """,
        text,
        group_id,
        limit,
    )

"""Rosters for tests, written straight into the tables. Everyone is invented."""

from __future__ import annotations

from collections.abc import Sequence

from qunmate.data import groups, numbers
from qunmate.data.store import Store
from qunmate.model import Group


def add_group(store: Store, name: str = "运营研究社") -> Group:
    with store.atomic() as db:
        return groups.add(db, name, "wechat", "Asia/Shanghai")


def add_member(
    store: Store,
    group: Group | None,
    name: str,
    *,
    tags: Sequence[str] = (),
    nickname: str | None = None,
    role: str | None = None,
    wxid: str | None = None,
    stays: Sequence[tuple[str | None, str | None]] = (("2026-01-05", None),),
    expires_on: str | None = None,
    **card: str | None,
) -> int:
    """One member with a card, in `group` if given; gives the id."""
    with store.atomic() as db:
        id_ = numbers.next_free(db, "members")
        columns = ", ".join(["id", "name", *card])
        marks = ", ".join("?" * (2 + len(card)))
        db.execute(f"INSERT INTO members ({columns}) VALUES ({marks})", [id_, name, *card.values()])
        if wxid:
            db.execute(
                "INSERT INTO identities (member_id, platform, value) VALUES (?, 'wechat', ?)",
                [id_, wxid],
            )
    if group:
        join(store, group, id_, nickname, role, stays, expires_on)
    tag(store, id_, tags)
    return id_


def join(
    store: Store,
    group: Group,
    member_id: int,
    nickname: str | None = None,
    role: str | None = None,
    stays: Sequence[tuple[str | None, str | None]] = (("2026-01-05", None),),
    expires_on: str | None = None,
) -> None:
    with store.atomic() as db:
        (membership,) = db.execute(
            "INSERT INTO memberships (group_id, member_id, nickname, role, expires_on)"
            " VALUES (?, ?, ?, ?, ?) RETURNING id",
            [group.id, member_id, nickname, role, expires_on],
        ).fetchone()
        for joined, left in stays:
            db.execute(
                "INSERT INTO stays (membership_id, joined_on, left_on, brought_on)"
                " VALUES (?, ?, ?, '2026-01-01')",
                [membership, joined, left],
            )


def tag(store: Store, member_id: int, names: Sequence[str]) -> None:
    with store.atomic() as db:
        for name in names:
            db.execute("INSERT INTO tags (name) VALUES (?) ON CONFLICT DO NOTHING", [name])
            db.execute(
                "INSERT INTO member_tags (member_id, tag_id) SELECT ?, id FROM tags WHERE name = ?",
                [member_id, name],
            )


def add_many(store: Store, group: Group, size: int) -> None:
    """`size` members with names that repeat, tags and stays, written in bulk."""
    surnames, given = "林周陈王李赵孙何郭唐许罗高沈韩曹邓彭叶苏", "晓雨子昂思远一诺沐阳可欣嘉禾知微"
    cards, memberships, stays, tags, identities = [], [], [], [], []
    for id_ in range(1, size + 1):
        name = surnames[id_ % 20] + given[id_ * 7 % 16] + given[id_ * 3 % 16]
        cards.append((id_, name, f"139{id_:08}" if id_ % 3 else None, "上海", "教育"))
        memberships.append((id_, group.id, id_, f"上海-教育-{name[1:]}", "member"))
        left = "2026-11-01" if id_ % 20 == 0 else None
        stays.append((id_, f"2026-{id_ % 10 + 1:02}-{id_ % 28 + 1:02}", left))
        identities.append((id_, f"wxid_{id_ * 7919:08x}"))
        tags.extend((id_, tag_id) for tag_id in (1, 2, 3) if id_ % (tag_id + 4) == 0)
    with store.atomic() as db:
        run = db.conn.executemany
        run(
            "INSERT INTO tags (id, name) VALUES (?, ?)",
            [(1, "种子用户"), (2, "讲师"), (3, "志愿者")],
        )
        run("INSERT INTO members (id, name, phone, city, trade) VALUES (?, ?, ?, ?, ?)", cards)
        run(
            "INSERT INTO memberships (id, group_id, member_id, nickname, role)"
            " VALUES (?, ?, ?, ?, ?)",
            memberships,
        )
        run(
            "INSERT INTO stays (membership_id, joined_on, left_on, brought_on)"
            " VALUES (?, ?, ?, '2026-01-01')",
            stays,
        )
        run(
            "INSERT INTO identities (member_id, platform, value) VALUES (?, 'wechat', ?)",
            identities,
        )
        run("INSERT INTO member_tags (member_id, tag_id) VALUES (?, ?)", tags)


def say(store: Store, group: Group, member_id: int, days: Sequence[int]) -> None:
    """One text message by the member at noon UTC of each day (days since 1970)."""
    from qunmate.data import imports

    with store.atomic() as db:
        batch = imports.begin(db, kind="chat", file="x", format_="qq_txt", group_id=group.id)
        row = db.execute(
            "SELECT id FROM identities WHERE member_id = ? ORDER BY id", [member_id]
        ).fetchone()
        if row is None:
            row = db.execute(
                "INSERT INTO identities (member_id, platform, value) VALUES (?, 'wechat', ?)"
                " RETURNING id",
                [member_id, f"wxid_{member_id}"],
            ).fetchone()
        for day in days:
            (taken,) = db.execute("SELECT count(*) FROM messages").fetchone()
            db.execute(
                "INSERT INTO messages (group_id, import_id, sent_at, utc_offset, zoned,"
                " identity_id, kind, text, key) VALUES (?, ?, ?, 28800, 0, ?, 0, ?, ?)",
                [group.id, batch, day * 86400 + 14_400 + taken, row[0], f"第{taken}句", taken],
            )
            db.execute(
                "INSERT INTO daily_activity (group_id, day, identity_id, messages)"
                " VALUES (?, ?, ?, 1) ON CONFLICT DO UPDATE SET messages = messages + 1",
                [group.id, day, row[0]],
            )
        imports.close(db, batch, new=len(days), first_day=min(days), last_day=max(days))

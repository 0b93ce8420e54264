"""Plan items and highlights."""

from __future__ import annotations

SCRIPT = """
CREATE TABLE plan_items (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL DEFAULT '',
    starts_at INTEGER NOT NULL,
    ends_at INTEGER,
    rrule TEXT,
    status TEXT NOT NULL DEFAULT 'draft',
    speaker_id INTEGER REFERENCES members(id) ON DELETE SET NULL,
    result TEXT NOT NULL DEFAULT '',
    import_id INTEGER REFERENCES imports(id) ON DELETE SET NULL
) STRICT;
CREATE INDEX plan_items_time ON plan_items(starts_at);
CREATE INDEX plan_items_speaker ON plan_items(speaker_id) WHERE speaker_id IS NOT NULL;
CREATE INDEX plan_items_import ON plan_items(import_id) WHERE import_id IS NOT NULL;

CREATE TABLE plan_item_groups (
    plan_item_id INTEGER NOT NULL REFERENCES plan_items(id) ON DELETE CASCADE,
    group_id INTEGER NOT NULL REFERENCES groups(id) ON DELETE CASCADE,
    PRIMARY KEY (plan_item_id, group_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX plan_item_groups_group ON plan_item_groups(group_id);

CREATE TABLE highlights (
    id INTEGER PRIMARY KEY,
    group_id INTEGER NOT NULL REFERENCES groups(id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL DEFAULT '',
    starred INTEGER NOT NULL DEFAULT 0,
    occurred_on TEXT NOT NULL,
    import_id INTEGER REFERENCES imports(id) ON DELETE SET NULL
) STRICT;
CREATE INDEX highlights_group ON highlights(group_id, occurred_on);
CREATE INDEX highlights_import ON highlights(import_id) WHERE import_id IS NOT NULL;

CREATE TABLE highlight_messages (
    highlight_id INTEGER NOT NULL REFERENCES highlights(id) ON DELETE CASCADE,
    message_id INTEGER NOT NULL REFERENCES messages(id) ON DELETE CASCADE,
    PRIMARY KEY (highlight_id, message_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX highlight_messages_message ON highlight_messages(message_id);

CREATE TABLE highlight_authors (
    highlight_id INTEGER NOT NULL REFERENCES highlights(id) ON DELETE CASCADE,
    member_id INTEGER NOT NULL REFERENCES members(id) ON DELETE CASCADE,
    PRIMARY KEY (highlight_id, member_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX highlight_authors_member ON highlight_authors(member_id);

CREATE TABLE highlight_labels (
    highlight_id INTEGER NOT NULL REFERENCES highlights(id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('topic', 'tag')),
    name TEXT NOT NULL,
    PRIMARY KEY (highlight_id, kind, name)
) STRICT, WITHOUT ROWID;
"""

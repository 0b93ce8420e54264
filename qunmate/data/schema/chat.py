"""Messages and what hangs on them: names, mentions, events, daily activity, search."""

from __future__ import annotations

SCRIPT = """
CREATE TABLE chat_sources (
    source TEXT PRIMARY KEY,
    group_id INTEGER NOT NULL REFERENCES groups(id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE names (
    id INTEGER PRIMARY KEY,
    identity_id INTEGER NOT NULL REFERENCES identities(id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    import_id INTEGER REFERENCES imports(id) ON DELETE SET NULL,
    UNIQUE (identity_id, name)
) STRICT;
CREATE INDEX names_import ON names(import_id) WHERE import_id IS NOT NULL;

CREATE TABLE messages (
    id INTEGER PRIMARY KEY,
    group_id INTEGER NOT NULL REFERENCES groups(id) ON DELETE CASCADE,
    import_id INTEGER NOT NULL REFERENCES imports(id) ON DELETE CASCADE,
    sent_at INTEGER NOT NULL,
    utc_offset INTEGER NOT NULL,
    zoned INTEGER NOT NULL,
    identity_id INTEGER,
    name_id INTEGER,
    kind INTEGER NOT NULL,
    text TEXT NOT NULL,
    reply_to TEXT,
    platform_id TEXT,
    key INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX messages_time ON messages(group_id, sent_at, key);
CREATE UNIQUE INDEX messages_platform_id ON messages(group_id, platform_id)
    WHERE platform_id IS NOT NULL;

CREATE TABLE mentions (
    id INTEGER PRIMARY KEY,
    message_id INTEGER NOT NULL REFERENCES messages(id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    identity_id INTEGER REFERENCES identities(id) ON DELETE SET NULL
) STRICT;
CREATE INDEX mentions_message ON mentions(message_id);
CREATE INDEX mentions_identity ON mentions(identity_id) WHERE identity_id IS NOT NULL;

CREATE TABLE events (
    id INTEGER PRIMARY KEY,
    group_id INTEGER NOT NULL REFERENCES groups(id) ON DELETE CASCADE,
    import_id INTEGER NOT NULL REFERENCES imports(id) ON DELETE CASCADE,
    message_id INTEGER REFERENCES messages(id) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    day INTEGER NOT NULL,
    kind TEXT NOT NULL,
    member_id INTEGER REFERENCES members(id) ON DELETE SET NULL,
    by_member_id INTEGER REFERENCES members(id) ON DELETE SET NULL,
    text TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX events_group ON events(group_id, at);
CREATE INDEX events_import ON events(import_id);
CREATE INDEX events_member ON events(member_id) WHERE member_id IS NOT NULL;
CREATE INDEX events_by_member ON events(by_member_id) WHERE by_member_id IS NOT NULL;
CREATE INDEX events_message ON events(message_id) WHERE message_id IS NOT NULL;

CREATE TABLE daily_activity (
    group_id INTEGER NOT NULL,
    day INTEGER NOT NULL,
    identity_id INTEGER NOT NULL,
    messages INTEGER NOT NULL,
    PRIMARY KEY (group_id, day, identity_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE figures (
    group_id INTEGER PRIMARY KEY REFERENCES groups(id) ON DELETE CASCADE,
    fingerprint TEXT NOT NULL,
    arrays BLOB NOT NULL
) STRICT;

CREATE VIRTUAL TABLE message_search USING fts5 (
    words, content='', detail=none, columnsize=0, tokenize='unicode61 remove_diacritics 0'
);
INSERT INTO message_search(message_search, rank) VALUES ('hashsize', 16777216);
"""

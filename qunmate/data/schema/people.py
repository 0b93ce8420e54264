"""People and what is known of them, groups, imports, settings."""

from __future__ import annotations

SCRIPT = """
CREATE TABLE groups (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE CHECK (name <> ''),
    platform TEXT NOT NULL,
    timezone TEXT NOT NULL,
    weekly_target REAL,
    stage_override TEXT,
    archived INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    import_id INTEGER REFERENCES imports(id) ON DELETE SET NULL
) STRICT;

CREATE TABLE imports (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    file TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    format TEXT NOT NULL,
    group_id INTEGER REFERENCES groups(id) ON DELETE SET NULL,
    at INTEGER NOT NULL,
    new INTEGER NOT NULL DEFAULT 0,
    updated INTEGER NOT NULL DEFAULT 0,
    duplicates INTEGER NOT NULL DEFAULT 0,
    rejected INTEGER NOT NULL DEFAULT 0,
    first_day INTEGER,
    last_day INTEGER,
    first_message_id INTEGER,
    last_message_id INTEGER,
    undone INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX imports_group ON imports(group_id, id);

CREATE TABLE import_changes (
    id INTEGER PRIMARY KEY,
    import_id INTEGER NOT NULL REFERENCES imports(id) ON DELETE CASCADE,
    "table" TEXT NOT NULL,
    row_id INTEGER NOT NULL,
    field TEXT NOT NULL,
    old ANY,
    new ANY
) STRICT;
CREATE INDEX import_changes_import ON import_changes(import_id);

CREATE TABLE members (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    is_self INTEGER NOT NULL DEFAULT 0,
    bot INTEGER NOT NULL DEFAULT 0,
    opt_out INTEGER NOT NULL DEFAULT 0,
    phone TEXT,
    city TEXT,
    trade TEXT,
    birthday TEXT,
    gender TEXT,
    strengths TEXT,
    needs TEXT,
    notes TEXT,
    custom TEXT NOT NULL DEFAULT '{}',
    import_id INTEGER REFERENCES imports(id) ON DELETE SET NULL
) STRICT;
CREATE INDEX members_phone ON members(phone) WHERE phone IS NOT NULL;
CREATE INDEX members_import ON members(import_id) WHERE import_id IS NOT NULL;

CREATE TABLE identities (
    id INTEGER PRIMARY KEY,
    member_id INTEGER NOT NULL REFERENCES members(id) ON DELETE CASCADE,
    platform TEXT NOT NULL,
    value TEXT NOT NULL,
    group_id INTEGER REFERENCES groups(id) ON DELETE CASCADE,
    import_id INTEGER REFERENCES imports(id) ON DELETE SET NULL
) STRICT;
CREATE UNIQUE INDEX identities_id ON identities(platform, value) WHERE group_id IS NULL;
CREATE UNIQUE INDEX identities_name ON identities(group_id, value) WHERE group_id IS NOT NULL;
CREATE INDEX identities_member ON identities(member_id);
CREATE INDEX identities_import ON identities(import_id) WHERE import_id IS NOT NULL;

CREATE TABLE memberships (
    id INTEGER PRIMARY KEY,
    group_id INTEGER NOT NULL REFERENCES groups(id) ON DELETE CASCADE,
    member_id INTEGER NOT NULL REFERENCES members(id) ON DELETE CASCADE,
    nickname TEXT,
    role TEXT,
    invited_by INTEGER REFERENCES members(id) ON DELETE SET NULL,
    expires_on TEXT,
    layer_override TEXT,
    import_id INTEGER REFERENCES imports(id) ON DELETE SET NULL,
    UNIQUE (group_id, member_id)
) STRICT;
CREATE INDEX memberships_member ON memberships(member_id);
CREATE INDEX memberships_invited_by ON memberships(invited_by) WHERE invited_by IS NOT NULL;
CREATE INDEX memberships_import ON memberships(import_id) WHERE import_id IS NOT NULL;

CREATE TABLE stays (
    id INTEGER PRIMARY KEY,
    membership_id INTEGER NOT NULL REFERENCES memberships(id) ON DELETE CASCADE,
    joined_on TEXT,
    left_on TEXT,
    brought_on TEXT NOT NULL,
    import_id INTEGER REFERENCES imports(id) ON DELETE SET NULL
) STRICT;
CREATE INDEX stays_membership ON stays(membership_id);
CREATE INDEX stays_import ON stays(import_id) WHERE import_id IS NOT NULL;

CREATE TABLE tags (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE CHECK (name <> ''),
    colour TEXT,
    import_id INTEGER REFERENCES imports(id) ON DELETE SET NULL
) STRICT;

CREATE TABLE member_tags (
    member_id INTEGER NOT NULL REFERENCES members(id) ON DELETE CASCADE,
    tag_id INTEGER NOT NULL REFERENCES tags(id) ON DELETE CASCADE,
    import_id INTEGER REFERENCES imports(id) ON DELETE SET NULL,
    PRIMARY KEY (member_id, tag_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX member_tags_tag ON member_tags(tag_id);
CREATE INDEX member_tags_import ON member_tags(import_id) WHERE import_id IS NOT NULL;

CREATE TABLE settings (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
"""

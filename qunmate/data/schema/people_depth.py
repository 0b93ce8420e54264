"""Segments, rule tags, pictures, roster lists, clean-ups."""

from __future__ import annotations

SCRIPT = """
CREATE TABLE segments (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE CHECK (name <> ''),
    filter TEXT NOT NULL
) STRICT;

ALTER TABLE tags ADD COLUMN tag_group TEXT;
ALTER TABLE tags ADD COLUMN rule TEXT;
ALTER TABLE member_tags ADD COLUMN by_rule INTEGER NOT NULL DEFAULT 0;
CREATE TABLE tag_refusals (
    member_id INTEGER NOT NULL REFERENCES members(id) ON DELETE CASCADE,
    tag_id INTEGER NOT NULL REFERENCES tags(id) ON DELETE CASCADE,
    PRIMARY KEY (member_id, tag_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX tag_refusals_tag ON tag_refusals(tag_id);

CREATE TABLE custom_fields (
    name TEXT PRIMARY KEY,
    type TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE pictures (
    member_id INTEGER PRIMARY KEY REFERENCES members(id) ON DELETE CASCADE,
    image BLOB NOT NULL
) STRICT;

ALTER TABLE groups ADD COLUMN nickname_pattern TEXT;

CREATE TABLE roster_lists (
    import_id INTEGER PRIMARY KEY REFERENCES imports(id) ON DELETE CASCADE,
    group_id INTEGER NOT NULL REFERENCES groups(id) ON DELETE CASCADE,
    taken_on TEXT NOT NULL
) STRICT;
CREATE INDEX roster_lists_group ON roster_lists(group_id, import_id);
CREATE TABLE roster_list_members (
    import_id INTEGER NOT NULL REFERENCES roster_lists(import_id) ON DELETE CASCADE,
    member_id INTEGER NOT NULL REFERENCES members(id) ON DELETE CASCADE,
    nickname TEXT,
    role TEXT,
    PRIMARY KEY (import_id, member_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX roster_list_members_member ON roster_list_members(member_id);

CREATE TABLE clean_ups (
    id INTEGER PRIMARY KEY,
    group_id INTEGER NOT NULL REFERENCES groups(id) ON DELETE CASCADE,
    member_id INTEGER REFERENCES members(id) ON DELETE SET NULL,
    reason TEXT NOT NULL,
    reminded_on TEXT,
    removed_on TEXT
) STRICT;
CREATE INDEX clean_ups_group ON clean_ups(group_id);
CREATE INDEX clean_ups_member ON clean_ups(member_id) WHERE member_id IS NOT NULL;
"""

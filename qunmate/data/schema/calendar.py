"""Occurrences of repeating plan items, contact notes, what Today keeps."""

from __future__ import annotations

SCRIPT = """
ALTER TABLE plan_items ADD COLUMN series_id INTEGER REFERENCES plan_items(id) ON DELETE CASCADE;
ALTER TABLE plan_items ADD COLUMN occurrence_at INTEGER;
ALTER TABLE plan_items ADD COLUMN source_key TEXT;
CREATE UNIQUE INDEX plan_items_occurrence ON plan_items(series_id, occurrence_at)
    WHERE series_id IS NOT NULL;
CREATE UNIQUE INDEX plan_items_source_key ON plan_items(source_key) WHERE source_key IS NOT NULL;

ALTER TABLE highlights ADD COLUMN source_key TEXT;
ALTER TABLE highlights ADD COLUMN copies INTEGER NOT NULL DEFAULT 0;
CREATE UNIQUE INDEX highlights_source_key ON highlights(group_id, source_key)
    WHERE source_key IS NOT NULL;

ALTER TABLE memberships ADD COLUMN welcomed_on TEXT;

CREATE TABLE contact_notes (
    id INTEGER PRIMARY KEY,
    member_id INTEGER NOT NULL REFERENCES members(id) ON DELETE CASCADE,
    group_id INTEGER REFERENCES groups(id) ON DELETE SET NULL,
    noted_on TEXT NOT NULL,
    text TEXT NOT NULL,
    follow_up_on TEXT,
    followed_up_on TEXT
) STRICT;
CREATE INDEX contact_notes_member ON contact_notes(member_id);
CREATE INDEX contact_notes_group ON contact_notes(group_id) WHERE group_id IS NOT NULL;
CREATE INDEX contact_notes_follow_up ON contact_notes(follow_up_on)
    WHERE follow_up_on IS NOT NULL AND followed_up_on IS NULL;

CREATE TABLE today_marks (
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    marked_on TEXT NOT NULL,
    until_on TEXT,
    PRIMARY KEY (kind, subject)
) STRICT, WITHOUT ROWID;
"""

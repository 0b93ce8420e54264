CREATE INDEX clean_ups_group ON clean_ups(group_id);
CREATE INDEX clean_ups_member ON clean_ups(member_id) WHERE member_id IS NOT NULL;
CREATE INDEX contact_notes_follow_up ON contact_notes(follow_up_on)
    WHERE follow_up_on IS NOT NULL AND followed_up_on IS NULL;
CREATE INDEX contact_notes_group ON contact_notes(group_id) WHERE group_id IS NOT NULL;
CREATE INDEX contact_notes_member ON contact_notes(member_id);
CREATE INDEX events_by_member ON events(by_member_id) WHERE by_member_id IS NOT NULL;
CREATE INDEX events_group ON events(group_id, at);
CREATE INDEX events_import ON events(import_id);
CREATE INDEX events_member ON events(member_id) WHERE member_id IS NOT NULL;
CREATE INDEX events_message ON events(message_id) WHERE message_id IS NOT NULL;
CREATE INDEX highlight_authors_member ON highlight_authors(member_id);
CREATE INDEX highlight_messages_message ON highlight_messages(message_id);
CREATE INDEX highlights_group ON highlights(group_id, occurred_on);
CREATE INDEX highlights_import ON highlights(import_id) WHERE import_id IS NOT NULL;
CREATE UNIQUE INDEX highlights_source_key ON highlights(group_id, source_key)
    WHERE source_key IS NOT NULL;
CREATE UNIQUE INDEX identities_id ON identities(platform, value) WHERE group_id IS NULL;
CREATE INDEX identities_member ON identities(member_id);
CREATE UNIQUE INDEX identities_name ON identities(group_id, value) WHERE group_id IS NOT NULL;
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX import_changes_import ON import_changes(import_id);
CREATE INDEX imports_group ON imports(group_id, id);
CREATE INDEX member_tags_tag ON member_tags(tag_id);
CREATE INDEX members_phone ON members(phone) WHERE phone IS NOT NULL;
CREATE INDEX memberships_invited_by ON memberships(invited_by) WHERE invited_by IS NOT NULL;
CREATE INDEX memberships_member ON memberships(member_id);
CREATE INDEX mentions_identity ON mentions(identity_id) WHERE identity_id IS NOT NULL;
CREATE INDEX mentions_message ON mentions(message_id);
CREATE UNIQUE INDEX messages_platform_id ON messages(group_id, platform_id)
    WHERE platform_id IS NOT NULL;
CREATE UNIQUE INDEX messages_time ON messages(group_id, sent_at, key);
CREATE INDEX plan_item_groups_group ON plan_item_groups(group_id);
CREATE INDEX plan_items_import ON plan_items(import_id) WHERE import_id IS NOT NULL;
CREATE UNIQUE INDEX plan_items_occurrence ON plan_items(series_id, occurrence_at)
    WHERE series_id IS NOT NULL;
CREATE UNIQUE INDEX plan_items_source_key ON plan_items(source_key) WHERE source_key IS NOT NULL;
CREATE INDEX plan_items_speaker ON plan_items(speaker_id) WHERE speaker_id IS NOT NULL;
CREATE INDEX plan_items_time ON plan_items(starts_at);
CREATE INDEX roster_list_members_member ON roster_list_members(member_id);
CREATE INDEX roster_lists_group ON roster_lists(group_id, import_id);
CREATE INDEX stays_membership ON stays(membership_id);
CREATE INDEX tag_refusals_tag ON tag_refusals(tag_id);
CREATE TABLE chat_sources (
    source TEXT PRIMARY KEY,
    group_id INTEGER NOT NULL REFERENCES groups(id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE TABLE clean_ups (
    id INTEGER PRIMARY KEY,
    group_id INTEGER NOT NULL REFERENCES groups(id) ON DELETE CASCADE,
    member_id INTEGER REFERENCES members(id) ON DELETE SET NULL,
    reason TEXT NOT NULL,
    reminded_on TEXT,
    removed_on TEXT
) STRICT;
CREATE TABLE contact_notes (
    id INTEGER PRIMARY KEY,
    member_id INTEGER NOT NULL REFERENCES members(id) ON DELETE CASCADE,
    group_id INTEGER REFERENCES groups(id) ON DELETE SET NULL,
    noted_on TEXT NOT NULL,
    text TEXT NOT NULL,
    follow_up_on TEXT,
    followed_up_on TEXT
) STRICT;
CREATE TABLE custom_fields (
    name TEXT PRIMARY KEY,
    type TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE daily_activity (
    group_id INTEGER NOT NULL,
    day INTEGER NOT NULL,
    identity_id INTEGER NOT NULL,
    messages INTEGER NOT NULL,
    PRIMARY KEY (group_id, day, identity_id)
) STRICT, WITHOUT ROWID;
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
CREATE TABLE figures (
    group_id INTEGER PRIMARY KEY REFERENCES groups(id) ON DELETE CASCADE,
    fingerprint TEXT NOT NULL,
    arrays BLOB NOT NULL
) STRICT;
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
, nickname_pattern TEXT) STRICT;
CREATE TABLE highlight_authors (
    highlight_id INTEGER NOT NULL REFERENCES highlights(id) ON DELETE CASCADE,
    member_id INTEGER NOT NULL REFERENCES members(id) ON DELETE CASCADE,
    PRIMARY KEY (highlight_id, member_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE highlight_labels (
    highlight_id INTEGER NOT NULL REFERENCES highlights(id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('topic', 'tag')),
    name TEXT NOT NULL,
    PRIMARY KEY (highlight_id, kind, name)
) STRICT, WITHOUT ROWID;
CREATE TABLE highlight_messages (
    highlight_id INTEGER NOT NULL REFERENCES highlights(id) ON DELETE CASCADE,
    message_id INTEGER NOT NULL REFERENCES messages(id) ON DELETE CASCADE,
    PRIMARY KEY (highlight_id, message_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE highlights (
    id INTEGER PRIMARY KEY,
    group_id INTEGER NOT NULL REFERENCES groups(id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL DEFAULT '',
    starred INTEGER NOT NULL DEFAULT 0,
    occurred_on TEXT NOT NULL,
    import_id INTEGER REFERENCES imports(id) ON DELETE SET NULL
, source_key TEXT, copies INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE identities (
    id INTEGER PRIMARY KEY,
    member_id INTEGER NOT NULL REFERENCES members(id) ON DELETE CASCADE,
    platform TEXT NOT NULL,
    value TEXT NOT NULL,
    group_id INTEGER REFERENCES groups(id) ON DELETE CASCADE,
    import_id INTEGER REFERENCES imports(id) ON DELETE SET NULL
) STRICT;
CREATE TABLE import_changes (
    id INTEGER PRIMARY KEY,
    import_id INTEGER NOT NULL REFERENCES imports(id) ON DELETE CASCADE,
    "table" TEXT NOT NULL,
    row_id INTEGER NOT NULL,
    field TEXT NOT NULL,
    old ANY,
    new ANY
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
, outcome TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE member_tags (
    member_id INTEGER NOT NULL REFERENCES members(id) ON DELETE CASCADE,
    tag_id INTEGER NOT NULL REFERENCES tags(id) ON DELETE CASCADE,
    import_id INTEGER REFERENCES imports(id) ON DELETE SET NULL, by_rule INTEGER NOT NULL DEFAULT 0, given_on TEXT,
    PRIMARY KEY (member_id, tag_id)
) STRICT, WITHOUT ROWID;
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
CREATE TABLE memberships (
    id INTEGER PRIMARY KEY,
    group_id INTEGER NOT NULL REFERENCES groups(id) ON DELETE CASCADE,
    member_id INTEGER NOT NULL REFERENCES members(id) ON DELETE CASCADE,
    nickname TEXT,
    role TEXT,
    invited_by INTEGER REFERENCES members(id) ON DELETE SET NULL,
    expires_on TEXT,
    layer_override TEXT,
    import_id INTEGER REFERENCES imports(id) ON DELETE SET NULL, welcomed_on TEXT,
    UNIQUE (group_id, member_id)
) STRICT;
CREATE TABLE mentions (
    id INTEGER PRIMARY KEY,
    message_id INTEGER NOT NULL REFERENCES messages(id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    identity_id INTEGER REFERENCES identities(id) ON DELETE SET NULL
) STRICT;
CREATE VIRTUAL TABLE message_search USING fts5 (
    words, content='', detail=none, columnsize=0, tokenize='unicode61 remove_diacritics 0'
);
CREATE TABLE 'message_search_config'(k PRIMARY KEY, v) WITHOUT ROWID;
CREATE TABLE 'message_search_data'(id INTEGER PRIMARY KEY, block BLOB);
CREATE TABLE 'message_search_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
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
, reactions TEXT) STRICT;
CREATE TABLE names (
    id INTEGER PRIMARY KEY,
    identity_id INTEGER NOT NULL REFERENCES identities(id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    import_id INTEGER REFERENCES imports(id) ON DELETE SET NULL,
    UNIQUE (identity_id, name)
) STRICT;
CREATE TABLE pictures (
    member_id INTEGER PRIMARY KEY REFERENCES members(id) ON DELETE CASCADE,
    image BLOB NOT NULL
) STRICT;
CREATE TABLE plan_item_groups (
    plan_item_id INTEGER NOT NULL REFERENCES plan_items(id) ON DELETE CASCADE,
    group_id INTEGER NOT NULL REFERENCES groups(id) ON DELETE CASCADE,
    PRIMARY KEY (plan_item_id, group_id)
) STRICT, WITHOUT ROWID;
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
, series_id INTEGER REFERENCES plan_items(id) ON DELETE CASCADE, occurrence_at INTEGER, source_key TEXT) STRICT;
CREATE TABLE roster_list_members (
    import_id INTEGER NOT NULL REFERENCES roster_lists(import_id) ON DELETE CASCADE,
    member_id INTEGER NOT NULL REFERENCES members(id) ON DELETE CASCADE,
    nickname TEXT,
    role TEXT,
    PRIMARY KEY (import_id, member_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE roster_lists (
    import_id INTEGER PRIMARY KEY REFERENCES imports(id) ON DELETE CASCADE,
    group_id INTEGER NOT NULL REFERENCES groups(id) ON DELETE CASCADE,
    taken_on TEXT NOT NULL
) STRICT;
CREATE TABLE segments (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE CHECK (name <> ''),
    filter TEXT NOT NULL
) STRICT;
CREATE TABLE settings (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE stays (
    id INTEGER PRIMARY KEY,
    membership_id INTEGER NOT NULL REFERENCES memberships(id) ON DELETE CASCADE,
    joined_on TEXT,
    left_on TEXT,
    brought_on TEXT NOT NULL,
    import_id INTEGER REFERENCES imports(id) ON DELETE SET NULL
) STRICT;
CREATE TABLE tag_refusals (
    member_id INTEGER NOT NULL REFERENCES members(id) ON DELETE CASCADE,
    tag_id INTEGER NOT NULL REFERENCES tags(id) ON DELETE CASCADE,
    PRIMARY KEY (member_id, tag_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE tags (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE CHECK (name <> ''),
    colour TEXT,
    import_id INTEGER REFERENCES imports(id) ON DELETE SET NULL
, tag_group TEXT, rule TEXT) STRICT;
CREATE TABLE today_marks (
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    marked_on TEXT NOT NULL,
    until_on TEXT,
    PRIMARY KEY (kind, subject)
) STRICT, WITHOUT ROWID;

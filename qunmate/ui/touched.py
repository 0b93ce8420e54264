"""Which tables each kind of write may touch."""

from __future__ import annotations

GROUPS = frozenset({"groups"})
PEOPLE = frozenset({"members", "identities", "memberships", "stays", "tags", "member_tags"})
CHAT = frozenset({"messages", "names", "mentions", "events", "daily_activity", "chat_sources"})
IMPORT = GROUPS | PEOPLE | CHAT | {"imports", "highlights", "plan_items"}
EVERYTHING = IMPORT | {"settings"}

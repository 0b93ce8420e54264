"""Drops indexes that only taking an import back read: a scan of these tables is as quick, and
each index cost a tenth of the time of writing a row."""

from __future__ import annotations

SCRIPT = """
DROP INDEX members_import;
DROP INDEX identities_import;
DROP INDEX names_import;
DROP INDEX memberships_import;
DROP INDEX stays_import;
DROP INDEX member_tags_import;
"""

"""What people answered a message with, by signs: JSON, a number for each; null where nobody did.

Records that were taken in before may tell more now, so they are read again when they come.
"""

from __future__ import annotations

SCRIPT = """
ALTER TABLE messages ADD COLUMN reactions TEXT;
UPDATE imports SET outcome = '' WHERE outcome <> '';
"""

"""Since when somebody has a tag, for the timeline of the card."""

from __future__ import annotations

SCRIPT = """
ALTER TABLE member_tags ADD COLUMN given_on TEXT;
"""

"""What taking in a chat record told, so that the same file again need not be read."""

from __future__ import annotations

SCRIPT = """
ALTER TABLE imports ADD COLUMN outcome TEXT NOT NULL DEFAULT '';
"""

"""The colour of the dot that stands for a group's stage."""

from __future__ import annotations

_TONES = {"intro": "good", "growth": "good", "mature": "good", "decline": "warn", "silent": "bad"}


def stage_tone(stage: str | None) -> str:
    """good, warn, bad, or quiet where nothing is known."""
    return _TONES[stage] if stage else "quiet"

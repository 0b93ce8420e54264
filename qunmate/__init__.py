"""QunMate: a local-first desktop app for people who run chat groups."""

__version__ = "0.1.0"

"""The ordered list of migrations: the only DDL, a file for each. Append, never edit.

Dates are ISO text, days are whole days since 1970-01-01 of the group's local calendar,
instants are seconds since 1970-01-01 UTC. `import_id` on a row names the import that
created it and is cleared once the operator edits the row, so that taking an import back
never removes hand work.

messages and daily_activity name their identity without a foreign key: a key would be looked
up for each of a million rows, and each identity that goes would scan them all. `check` looks
for loose ones instead.

A plan item with a series_id stands for the one occurrence of that repeating item which would
begin at occurrence_at: moved, edited, done, skipped, or cancelled. A source_key names what an
imported row was in its source, so that taking the source in again finds it. today_marks keeps
what the operator has dealt with or put off on the Today tab, until a day if there is one.

A tag with a rule (JSON) is given and taken by it: such rows of member_tags are by_rule; a row
of tag_refusals says that the operator took the tag off by hand, so that the rule keeps away.
A roster list is an import that was the full list of a group, kept to compare the next with.
"""

from __future__ import annotations

from qunmate.data.database import Database, Migrations
from qunmate.data.schema import (
    calendar,
    chat,
    fewer_indexes,
    outcomes,
    people,
    people_depth,
    reactions,
    tag_days,
    work,
)

APPLICATION_ID = 0x514D6174  # "QMat": tells our files from any other SQLite file

migrations = Migrations("qunmate")


def _run(db: Database, script: str) -> None:
    # executescript would commit the migration's own transaction first
    for statement in script.split(";\n"):
        if statement.strip():
            db.execute(statement)


@migrations()
def m001_people(db: Database) -> None:
    _run(db, people.SCRIPT)


@migrations()
def m002_chat(db: Database) -> None:
    _run(db, chat.SCRIPT)


@migrations()
def m003_work(db: Database) -> None:
    _run(db, work.SCRIPT)


@migrations()
def m004_calendar(db: Database) -> None:
    _run(db, calendar.SCRIPT)


@migrations()
def m005_people_depth(db: Database) -> None:
    _run(db, people_depth.SCRIPT)


@migrations()
def m006_fewer_indexes(db: Database) -> None:
    _run(db, fewer_indexes.SCRIPT)


@migrations()
def m007_outcomes(db: Database) -> None:
    _run(db, outcomes.SCRIPT)


@migrations()
def m008_tag_days(db: Database) -> None:
    _run(db, tag_days.SCRIPT)


@migrations()
def m009_reactions(db: Database) -> None:
    _run(db, reactions.SCRIPT)


NAMES = frozenset(
    {
        "m001_people",
        "m002_chat",
        "m003_work",
        "m004_calendar",
        "m005_people_depth",
        "m006_fewer_indexes",
        "m007_outcomes",
        "m008_tag_days",
        "m009_reactions",
    }
)

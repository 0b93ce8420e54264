"""Turns problems into a sentence and the next step, in the user's language."""

from __future__ import annotations

from qunmate.errors import Problem
from qunmate.i18n import N_, _

_WORDS: dict[str, tuple[str, str]] = {
    # the file
    "file_missing": (
        N_("There is no file {path}."),
        N_("Check the name, or leave it out to use your usual file."),
    ),
    "file_newer": (
        N_("The file {path} was made by a newer QunMate."),
        N_("Update QunMate, then open it again. Nothing in it was changed."),
    ),
    "file_not_ours": (
        N_("{path} is not a QunMate file."),
        N_("Choose another file, or a new name to start one."),
    ),
    "file_damaged": (
        N_("The file {path} is damaged."),
        N_("Restore the latest backup with “qunmate restore”."),
    ),
    "file_busy": (
        N_("Another program has been writing to {path} for more than 5 seconds."),
        N_("Wait until its job is done, then try again."),
    ),
    "file_read_only": (
        N_("The file {path} can't be written."),
        N_("Close the other window that has it open, or check the permissions."),
    ),
    "file_cannot_open": (
        N_("The file {path} can't be opened."),
        N_("Check that the folder exists and that you may write to it."),
    ),
    "no_space": (
        N_("There is no space left on the disk for {path}."),
        N_("Free some space, then try again. Nothing was changed."),
    ),
    "disk_error": (
        N_("The disk reported an error with {path}."),
        N_("Copy the file to another disk and try again there."),
    ),
    # groups
    "group_unknown": (
        N_("There is no group “{name}”."),
        N_("“qunmate groups” lists the groups; “qunmate group add” makes one."),
    ),
    "group_exists": (
        N_("A group “{name}” is already there."),
        N_("Choose another name."),
    ),
    "timezone_unknown": (
        N_("“{name}” is not a time zone."),
        N_("Give an IANA name such as Asia/Shanghai."),
    ),
    # figures
    "period_backwards": (
        N_("The period ends on {last}, before it begins on {first}."),
        N_("Give the earlier day first."),
    ),
    # sources
    "source_missing": (
        N_("There is no file {path}."),
        N_("Check the name and try again."),
    ),
    "source_unreadable": (
        N_("{path} can't be read: {reason}."),
        N_("Check that the file is complete and that you may read it."),
    ),
    "format_unknown": (
        N_("{path} is in no format that QunMate knows."),
        N_("“qunmate formats” lists the formats and how to get such a file."),
    ),
    "format_name_unknown": (
        N_("There is no format “{name}”."),
        N_("Choose one of: {known}."),
    ),
    "nothing_in_source": (
        N_("There is no message in {path}."),
        N_("Check that the right file was exported, and that it is complete."),
    ),
    "bad_bytes": (
        N_("Some characters here are in another encoding and can't be read."),
        N_("Export the file again, as UTF-8 if there is a choice."),
    ),
    "bad_date": (
        N_("“{text}” is no date and time."),
        N_("Correct the line, then import the file again."),
    ),
    "cut_off": (
        N_("The file ends in the middle of a record; whole records were kept."),
        N_("Export the file again: what is there already is recognised."),
    ),
    "bad_record": (
        N_("This record can't be read: {reason}."),
        N_("Correct the line, then import the file again."),
    ),
    "group_needed_for_one_chat": (
        N_("{path} holds several chats; --group is only for a source of one chat."),
        N_("Leave --group out: each chat goes to the group of its name."),
    ),
    # digests
    "digest_format_unknown": (
        N_("A digest can't be written as “{format}”."),
        N_("Give a file that ends in one of: {formats}; or name one with --format."),
    ),
    "digest_not_written": (
        N_("The digest can't be written to {path}: {reason}."),
        N_("Check that the folder exists, that you may write to it and that the file is not open."),
    ),
    # taking back
    "import_unknown": (
        N_("There is no import {id}."),
        N_("“qunmate imports” lists what was taken in."),
    ),
    "import_undone": (
        N_("Import {id} was already taken back."),
        N_("“qunmate imports” lists what was taken in."),
    ),
    "import_has_later": (
        N_("Later imports of the same group must be taken back first: {ids}."),
        N_("Take them back in that order, then this one."),
    ),
}


def words(problem: Problem) -> tuple[str, str]:
    """One sentence that says what is wrong, and one that says what to do next."""
    sentence, step = _WORDS[problem.code]
    return _(sentence).format(**problem.params), _(step).format(**problem.params)

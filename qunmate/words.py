"""Turns problems into a sentence and the next step, in the user's language."""

from __future__ import annotations

from typing import Any

from qunmate.errors import Problem
from qunmate.i18n import N_, _
from qunmate.sheet_words import HIGHLIGHTS, PLANS, SHEETS
from qunmate.terms import listed

_WORDS: dict[str, tuple[str, str]] = {
    # the file
    "file_missing": (
        N_("There is no file {path}."),
        N_("Check the name, or leave it out to use your usual file."),
    ),
    "file_away": (
        N_("Your file {path} is not in its place."),
        N_("Connect the drive it is on, or name another file with --db."),
    ),
    "file_newer": (
        N_("The file {path} was made by a newer QunMate."),
        N_("Update QunMate, then open it again. Nothing in it was changed."),
    ),
    "file_outdated": (
        N_("The file {path} was made by an older QunMate, and nothing can be written there."),
        N_("Copy it to a folder where you may write, then open the copy."),
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
    "file_displaced": (
        N_("Another program has deleted or replaced {path} while it was open."),
        N_(
            "Nothing is written any more. To keep what this window shows, go to Settings ▸ File"
            " and backups and move the file to another folder."
        ),
    ),
    "file_read_only": (
        N_("The file {path} can't be written."),
        N_("Close the other window that has it open, or check the permissions."),
    ),
    "file_cannot_open": (
        N_("The file {path} can't be opened."),
        N_("Check that the folder exists and that you may write to it."),
    ),
    "file_cannot_write": (
        N_("{path} could not be written."),
        N_(
            "Close it if another program has it open, check that the folder is there and that you"
            " may write to it, or choose another place."
        ),
    ),
    "no_space": (
        N_("There is no space left on the disk for {path}."),
        N_("Free some space, then try again. Nothing was changed."),
    ),
    "file_size_limited": (
        N_("The system lets no file grow beyond {size} KB here, which {path} needs."),
        N_("Raise the limit (“ulimit -f unlimited”), then try again. Nothing was changed."),
    ),
    "disk_error": (
        N_("The disk reported an error with {path}."),
        N_("Copy the file to another disk and try again there."),
    ),
    "no_display": (
        N_("There is no screen to open the window on."),
        N_("Start it from a desktop session; “qunmate --help” lists what works without one."),
    ),
    "interrupted": (
        N_("Stopped."),
        N_("Nothing is left half done; run the command again to continue."),
    ),
    # groups
    "group_unknown": (
        N_("There is no group “{name}”."),
        N_("“qunmate groups” lists the groups; “qunmate group add” makes one."),
    ),
    "group_name_empty": (
        N_("A group needs a name."),
        N_("Give it the name that it has in the chat program."),
    ),
    "goal_no_share": (
        N_("The goal is a share of the members: more than 0% and at most 100%."),
        N_("30% stands for three in ten members who speak in a week."),
    ),
    "plan_item_gone": (
        N_("This item is no longer in the calendar."),
        N_("It was removed in the meantime. Plan it again if it should still happen."),
    ),
    "note_empty": (
        N_("The note is empty."),
        N_("Write down what was said, or close the note."),
    ),
    "group_exists": (
        N_("There is already a group “{name}”."),
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
    "demo_needs_new_file": (
        N_("{path} already holds groups; the invented year needs a new file."),
        N_("Name a new one: “qunmate --db demo.qunmate demo”."),
    ),
    # sources
    "source_missing": (
        N_("There is no file {path}."),
        N_("Check the name and try again."),
    ),
    "source_no_file": (
        N_("{path} is neither a file nor a folder."),
        N_("Save what you want to take in as a file, then try again."),
    ),
    "source_unreadable": (
        N_("{path} can't be read: {reason}."),
        N_(
            "Close it if another program has it open; else check that it is whole and that you may"
            " read it."
        ),
    ),
    "source_changed": (
        N_("{path} changed while it was being read."),
        N_("Nothing was taken in. Once whatever writes it is done, import it again."),
    ),
    "parser_ended": (
        N_("Reading {path} was ended from outside, perhaps for want of memory."),
        N_("Nothing was taken in. Close what needs much memory, and import it again."),
    ),
    "format_unknown": (
        N_("{path} is not in a format that QunMate knows."),
        N_("“qunmate formats” lists the formats and how to get such a file."),
    ),
    "output_failed": (
        N_("The output could not be printed: {reason}."),
        N_("Free some space, or print it elsewhere. The command has made its changes."),
    ),
    "watched_folder_gone": (
        N_("The folder {path} can't be read; new files in it are not offered."),
        N_("Choose another folder in the settings."),
    ),
    "day_needed": (
        N_("{path} does not say which day its messages are from."),
        N_(
            "Give the day of the last one with --day, or import it in the window, which"
            " asks for it."
        ),
    ),
    "format_name_unknown": (
        N_("There is no format “{name}”."),
        N_("Choose one of: {known}."),
    ),
    "zip_damaged": (
        N_("The zip {path} is damaged or incomplete."),
        N_("Export or download it again; nothing was changed."),
    ),
    "zip_locked": (
        N_("The zip {path} asks for a password."),
        N_("Unpack it with its password, then import the folder."),
    ),
    "zip_too_large": (
        N_("The zip {path} would unpack to an absurd size."),
        N_("It was not made by a chat program; nothing was imported from it."),
    ),
    "json_too_deep": (
        N_("{path} nests its values deeper than any chat record does."),
        N_("Export the chat again; this file was not made by a chat program."),
    ),
    "nothing_in_source": (
        N_("There is no message in {path}."),
        N_("Check that the right file was exported, and that it is complete."),
    ),
    "chats_mixed": (
        N_("{path} mixes several chats and does not say which message is of which."),
        N_("Nothing was taken in. Export the group by itself, then import that file."),
    ),
    "private_only": (
        N_("{path} holds private chats only."),
        N_("To take them in, leave --groups-only out."),
    ),
    "all_rejected": (
        N_("No record in {path} can be read. Line {line}: {first}"),
        N_("Nothing was changed. Export the chat again, or as another format."),
    ),
    "broken_early": (
        N_("{path} breaks off in line {line}, before the end of its first record."),
        N_("Nothing was changed. Export the chat again, or as another format."),
    ),
    "line_too_long": (
        N_("This line is longer than any message; only its beginning was read."),
        N_("If it was a message, export the chat again: the file is damaged here."),
    ),
    "mail_too_long": (
        N_("The mail goes on; only its first {most} MB were read."),
        N_(
            "Save the text of the mail as a .txt file and import that: what is already there"
            " will be recognised."
        ),
    ),
    "quote_open": (
        N_("A quotation mark in this line is never closed; the line was left out."),
        N_("Export the file again: what is already there will be recognised."),
    ),
    "bad_bytes": (
        N_("Some characters here are in another encoding and can't be read."),
        N_("Export the file again, as UTF-8 if there is a choice."),
    ),
    "bad_date": (
        N_("“{text}” is not a date and time."),
        N_("Correct the line, then import the file again."),
    ),
    "cut_off": (
        N_("The file ends in the middle of a record; the complete records were kept."),
        N_("Export the file again: what is already there will be recognised."),
    ),
    "before_first": (
        N_("This text comes before the first message: {text}"),
        N_("If it belongs to a message, export the chat again from an earlier day."),
    ),
    "json_broken": (
        N_("From here on the file is not JSON; the records before were kept."),
        N_("Export the file again: what is already there will be recognised."),
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
    # consistency
    "references_broken": (
        N_("{n} rows refer to rows that are gone."),
        N_("Restore the latest backup with “qunmate restore”."),
    ),
    "messages_without_identity": (
        N_("{n} messages have lost their sender."),
        N_("Restore the latest backup with “qunmate restore”."),
    ),
    "messages_without_name": (
        N_("{n} messages have lost the name of their sender."),
        N_("Restore the latest backup with “qunmate restore”."),
    ),
    "reactions_wrong": (
        N_("The reactions of {n} messages can't be read."),
        N_("Restore the latest backup with “qunmate restore”."),
    ),
    "activity_wrong": (
        N_("The daily counts disagree with the messages in {n} places."),
        N_("Restore the latest backup with “qunmate restore”."),
    ),
    "memberships_without_stay": (
        N_("{n} memberships have no stay."),
        N_("Restore the latest backup with “qunmate restore”."),
    ),
    # taking back
    "import_unknown": (
        N_("There is no import {id}."),
        N_("“qunmate imports” lists what was taken in."),
    ),
    "target_no_file": (
        N_("{path} is not a file that can be replaced."),
        N_("Choose another name for the file to write."),
    ),
    "target_exists": (
        N_("There is already a file {path}."),
        N_("Choose another folder, or open that file instead."),
    ),
    "copy_damaged": (
        N_("The copy at {path} did not pass its check and was removed."),
        N_("Your file is as it was. Try another folder, or another disk."),
    ),
    "deed_overtaken": (
        N_("“{deed}” can't be undone or redone any more: its rows have changed since."),
        N_("Nothing was changed. You can still change it by hand."),
    ),
    "import_undone": (
        N_("Import {id} has already been undone."),
        N_("“qunmate imports” lists what was taken in."),
    ),
    "import_has_later": (
        N_("Later imports of the same group must be undone first: {ids}."),
        N_("Undo them in that order, then this one."),
    ),
    "split_nothing": (
        N_("Nothing was chosen that could become a card of its own."),
        N_("Choose the IDs and names that belong to somebody else."),
    ),
    "split_all": (
        N_("These are all IDs and names of the card."),
        N_("Leave at least one of them where it is."),
    ),
    "custom_value": (
        N_("“{value}” is not what the field “{name}” holds."),
        N_("Enter a value that fits the kind of field, or change its kind."),
    ),
    "pattern_short": (
        N_("A pattern needs at least two parts."),
        N_("Write it like city-trade-name."),
    ),
    "pattern_twice": (
        N_("A part appears twice in the pattern: {words}."),
        N_("Name each part once."),
    ),
    "member_erased": (
        N_("No. {id} was somebody who has already been erased."),
        N_("Nothing of that person is left in the file."),
    ),
    "member_gone": (
        N_("This member's card is no longer there: it was merged into another, or erased."),
        N_("Look the person up by name and write it there."),
    ),
    "gone_meanwhile": (
        N_("What this refers to is no longer there: it was deleted in the meantime."),
        N_("Nothing was changed. Choose again from what is shown now."),
    ),
    "member_known": (
        N_("There is a card of the name “{name}” already."),
        N_("Open that one, or add another person of the same name."),
    ),
    "id_known": (
        N_("The ID {id} is on another card already."),
        N_("Open that card, or put the ID right."),
    ),
    "member_unknown": (
        N_("There is no member “{name}”."),
        N_("“qunmate members --search” finds members and their numbers."),
    ),
    "member_ambiguous": (
        N_("Several members are called “{name}”: {ids}."),
        N_("Give the number instead of the name."),
    ),
    "members_same": (
        N_("Both are the same member."),
        N_("Give two different members."),
    ),
    "tag_unknown": (
        N_("There is no tag “{name}”."),
        N_("“qunmate tags” lists the tags."),
    ),
    "tag_exists": (
        N_("There is already a tag “{name}”."),
        N_("Choose another name, or merge the two."),
    ),
    "tag_name_empty": (
        N_("A tag needs a name."),
        N_("Type a word or two."),
    ),
    "segment_exists": (
        N_("There is already a segment “{name}”."),
        N_("Choose another name."),
    ),
    "segment_unknown": (
        N_("There is no segment “{name}”."),
        N_("Save one in the window, under Members; these are there: {known}."),
    ),
    **SHEETS,
    **PLANS,
    **HIGHLIGHTS,
}


def words(problem: Problem) -> tuple[str, str]:
    """One sentence that says what is wrong, and one that says what to do next."""
    sentence, step = _WORDS[problem.code]
    params = {name: _shown(value) for name, value in problem.params.items()}
    return _(sentence).format(**params), _(step).format(**params)


def _shown(value: Any) -> Any:
    """Several things stand in a row, by the language's own comma; a problem says itself."""
    if isinstance(value, Problem):
        return words(value)[0]
    return listed(map(str, value)) or "—" if isinstance(value, list | tuple) else value

"""Turns problems into a sentence and the next step, in the user's language."""

from __future__ import annotations

from typing import Any

from qunmate.errors import Problem
from qunmate.i18n import N_, _
from qunmate.terms import listed

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
    "no_display": (
        N_("There is no screen to open the window on."),
        N_("Start it from a desktop session; “qunmate --help” lists what works without one."),
    ),
    "interrupted": (
        N_("Stopped."),
        N_("Nothing is half done; type the command again to go on."),
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
    "note_empty": (
        N_("The note says nothing."),
        N_("Write down what was said, or close the note."),
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
    "demo_needs_new_file": (
        N_("{path} holds groups already; the invented year needs a new file."),
        N_("Name a new one: “qunmate --db demo.qunmate demo”."),
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
    "zip_damaged": (
        N_("The zip {path} is damaged or incomplete."),
        N_("Export or download it again; nothing was changed."),
    ),
    "zip_locked": (
        N_("The zip {path} asks for a password."),
        N_("Unpack it with its password, then take in the folder."),
    ),
    "zip_too_large": (
        N_("The zip {path} would unpack to an absurd size."),
        N_("It was not made by a chat program; nothing of it was taken in."),
    ),
    "json_too_deep": (
        N_("{path} nests its values deeper than any chat record does."),
        N_("Export the chat again; this file was not made by a chat program."),
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
    "before_first": (
        N_("This text stands before the first message: {text}"),
        N_("If it belongs to a message, export the chat again from an earlier day."),
    ),
    "json_broken": (
        N_("From here on the file is not JSON; the records before were kept."),
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
        N_("Import {id} was already taken back."),
        N_("“qunmate imports” lists what was taken in."),
    ),
    "import_has_later": (
        N_("Later imports of the same group must be taken back first: {ids}."),
        N_("Take them back in that order, then this one."),
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
    # sheets
    "suffix_unknown": (
        N_("QunMate can't write {path}: its name must end with {suffixes}."),
        N_("Choose another file name, or say which format with --format."),
    ),
    "sheet_empty": (
        N_("{path} is empty."),
        N_("Export or save the sheet once more, then try again."),
    ),
    "workbook_damaged": (
        N_("The workbook {path} is damaged or incomplete."),
        N_("Open it in a spreadsheet program, save it anew as .xlsx, then try again."),
    ),
    "workbook_locked": (
        N_("The workbook {path} is protected by a password."),
        N_("Open it, take the password off, save it, then try again."),
    ),
    "sheet_too_large": (
        N_("{path} claims to have more than {limit} cells."),
        N_("Copy the rows of people alone into a new sheet, then try again."),
    ),
    "sheet_unknown": (
        N_("{path} has no sheet “{name}”."),
        N_("Its sheets are: {names}."),
    ),
    "group_not_in_sheet": (
        N_("{path} holds several groups, but not “{name}”."),
        N_("It holds: {names}."),
    ),
    "column_unknown": (
        N_("The sheet has no column “{column}”."),
        N_("Its columns are: {columns}."),
    ),
    "field_unknown": (
        N_("“{field}” is not a field of the roster."),
        N_("The fields are: {fields}, custom:NAME."),
    ),
    "plan_no_day": (
        N_("No column of {path} tells the day."),
        N_("Give one the heading 日期 or Date, or say which it is: --map \"Column=date\"."),
    ),
    "plan_field_unknown": (
        N_("“{field}” is not a field of the plan."),
        N_("The fields are: {fields}."),
    ),
    "plan_not_calendar": (
        N_("{path} is not a calendar file, or a damaged one."),
        N_("Export it again as iCalendar (.ics), or as a sheet."),
    ),
    "plan_format_unknown": (
        N_("A plan can't be written as “{format}”."),
        N_("Choose a name that ends in .ics or .xlsx."),
    ),
    "plan_row_empty": (
        N_("neither title nor text"),
        N_("Say what is planned."),
    ),
    "plan_day_missing": (
        N_("no day"),
        N_("Write the day as 2026-11-22."),
    ),
    "plan_time_bad": (
        N_("not a time"),
        N_("Write the time as 20:00 or 20:00-21:30."),
    ),
    "plan_kind_unknown": (
        N_("not a kind that we know"),
        N_("Choose the kind in the calendar afterwards."),
    ),
    "plan_status_unknown": (
        N_("not a status that we know"),
        N_("Use idea, draft, ready, done or skipped."),
    ),
    "plan_rule_bad": (
        N_("a repetition that can't be followed; taken once"),
        N_("Repeat the item in the calendar afterwards."),
    ),
    "plan_series_bad": (
        N_("not an occurrence of a repeating item"),
        N_("Leave the cell as it was exported."),
    ),
    "plan_series_missing": (
        N_("one time of a repeating item that isn't there"),
        N_("Take in the repeating item too."),
    ),
    "plan_event_bad": (
        N_("an event that can't be read"),
        N_("Add it in the calendar by hand."),
    ),
    "plan_no_group": (
        N_("no group is named"),
        N_("Name it in a column 群 or Group, or choose a group for all: --group."),
    ),
    "plan_group_unknown": (
        N_("no such group"),
        N_("Add the group first, or write its name as it is here."),
    ),
    "plan_speaker_unknown": (
        N_("nobody of this name is known; left out"),
        N_("Choose the speaker in the calendar afterwards."),
    ),
    "no_person_column": (
        N_("No column of {path} tells who the people are."),
        N_('Say which one does with --map "Column=name". Its columns are: {columns}.'),
    ),
    "cell_too_long": (
        N_("longer than {limit} characters"),
        N_("Shorten the text, or put it into a note."),
    ),
    "cell_unreadable": (
        N_("holds characters that can't be read"),
        N_("Save the file as .xlsx or as UTF-8 and try again."),
    ),
    "cell_masked": (
        N_("partly hidden by asterisks"),
        N_("Fill in the whole number, or leave the cell empty."),
    ),
    "digits_lost": (
        N_("a long number that lost digits in the spreadsheet program"),
        N_("Format the cell as text and type the number again."),
    ),
    "phone_bad": (
        N_("not a phone number"),
        N_("Leave only the number in the cell."),
    ),
    "phone_several": (
        N_("several phone numbers"),
        N_("Leave one of them in the cell, the others in the notes."),
    ),
    "id_bad": (
        N_("not an id of that platform"),
        N_("Leave only the id in the cell."),
    ),
    "id_taken": (
        N_("this id belongs to “{name}”"),
        N_("Merge the two members, or correct the id."),
    ),
    "highlights_no_columns": (
        N_("No column of {path} has a title, a text, a question or an answer."),
        N_("Name one column 标题 or 内容 (Title or Text), then try again."),
    ),
    "highlights_need_group": (
        N_("It can't be told which group the highlights of {path} belong to."),
        N_("Choose a group first (--group), or add a column 群 (Group)."),
    ),
    "highlights_too_large": (
        N_("{path} is too large for a collection of essence messages."),
        N_("Export it in several parts."),
    ),
    "highlight_says_nothing": (
        N_("there is neither a title nor a text"),
        N_("Fill in one of them."),
    ),
    "highlight_unreadable": (
        N_("the record can't be read"),
        N_("Export it anew."),
    ),
    "highlight_group_unknown": (
        N_("there is no group “{name}”"),
        N_("Add the group first, or correct the name."),
    ),
    "highlight_author_unknown": (
        N_("nobody in the group is called “{name}”"),
        N_("The highlight was taken in without this author."),
    ),
    "date_bad": (
        N_("not a date"),
        N_("Write it like 2024-01-31."),
    ),
    "date_no_day": (
        N_("a month without a day"),
        N_("Write it like 2024-01-31."),
    ),
    "date_ambiguous": (
        N_("a date whose day and month can't be told apart"),
        N_("Write it like 2024-01-31."),
    ),
    "left_before_joined": (
        N_("left before having joined on {joined}"),
        N_("Correct one of the two dates."),
    ),
    "role_unknown": (
        N_("not a role"),
        N_("Roles are: 群主/owner, 管理员/admin, 成员/member."),
    ),
    "inviter_unknown": (
        N_("nobody in this group is called “{name}”"),
        N_("Write the name as in the group, or the id."),
    ),
    "inviter_ambiguous": (
        N_("{n} people in this group are called “{name}”"),
        N_("Write the id instead of the name."),
    ),
    "inviter_self": (
        N_("invited by themselves"),
        N_("Name somebody else, or leave the cell empty."),
    ),
    "row_nobody": (
        N_("nobody is in this row"),
        N_("Fill in a name, an id or a phone number."),
    ),
    "row_ambiguous": (
        N_("{n} members could be meant by “{name}”"),
        N_("Add an id or a phone number to the row."),
    ),
    "row_cut_off": (
        N_("the row is cut off"),
        N_("Export the file once more: its end, or a closing quote, is missing."),
    ),
}


def words(problem: Problem) -> tuple[str, str]:
    """One sentence that says what is wrong, and one that says what to do next."""
    sentence, step = _WORDS[problem.code]
    params = {name: _shown(value) for name, value in problem.params.items()}
    return _(sentence).format(**params), _(step).format(**params)


def _shown(value: Any) -> Any:
    """Several things stand in a row, by the language's own comma."""
    return listed(map(str, value)) if isinstance(value, list | tuple) else value

"""The words of problems in sheets: of members, of plans, of highlights (see words.py)."""

from __future__ import annotations

from qunmate.i18n import N_

SHEETS: dict[str, tuple[str, str]] = {
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
        N_("Open it in a spreadsheet program, save it again as .xlsx, then try again."),
    ),
    "workbook_locked": (
        N_("The workbook {path} is protected by a password."),
        N_("Open it, remove the password, save it, then try again."),
    ),
    "workbook_numbers": (
        N_("{path} is an Apple Numbers document."),
        N_("Open it there, choose File → Export To → Excel, then import that file."),
    ),
    "sheet_too_large": (
        N_("{path} claims to have more than {limit} cells."),
        N_("Copy the rows of people alone into a new sheet, then try again."),
    ),
    "sheet_unworked": (
        N_("{path} holds only formulas without their results."),
        N_("Open it in a spreadsheet program and save it there, then try again."),
    ),
    "sheet_unknown": (
        N_("{path} has no sheet “{name}”."),
        N_("Its sheets are: {names}."),
    ),
    "group_not_in_sheet": (
        N_("{path} holds several groups, but not “{name}”."),
        N_("It holds: {names}. To import everybody, leave the column of the groups out."),
    ),
    "column_unknown": (
        N_("The sheet has no column “{column}”."),
        N_("Its columns are: {columns}."),
    ),
    "field_unknown": (
        N_("“{field}” is not a field of the roster."),
        N_("The fields are: {fields}, custom:NAME."),
    ),
    "field_twice": (
        N_("Several columns are said to be “{field}”: {columns}."),
        N_("Choose one of them. The others can be custom:NAME."),
    ),
    "no_person_column": (
        N_("No column of {path} says who the people are."),
        N_('Say which one does with --map "Column=name". Its columns are: {columns}.'),
    ),
    "chat_field_unknown": (
        N_("“{field}” is not a field of a chat table."),
        N_("The fields are: {fields}."),
    ),
    "chat_columns_missing": (
        N_("No column of {path} gives: {fields}."),
        N_('Say which one does with --map "Column=field". Its columns are: {columns}.'),
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
    "table_beside": (
        N_("another table begins here; it is left out until one of its columns is chosen"),
        N_("Say what one of its columns is to import that table instead."),
    ),
    "table_below": (
        N_("another table begins here; it and what follows is left out"),
        N_("Choose this row as the heading to take that table in instead."),
    ),
    "formula_unworked": (
        N_("a formula whose result is not in the file"),
        N_("Open the file in a spreadsheet program and save it there, then try again."),
    ),
    "cell_error": (
        N_("an error that the spreadsheet program shows"),
        N_("Correct the formula or type the value, then try again."),
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
        N_("not an ID on that platform"),
        N_("Leave only the ID in the cell."),
    ),
    "id_taken": (
        N_("this ID belongs to “{name}”"),
        N_("Merge the two members, or correct the ID."),
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
    "date_which_years": (
        N_("a year of two digits that may be of either count"),
        N_("Write the whole year, or 民國 in the heading of the column."),
    ),
    "joined_to_come": (
        N_("a day that has not come yet"),
        N_("Correct the year, or leave the cell empty until the person has joined."),
    ),
    "left_to_come": (
        N_("a day that has not come yet"),
        N_("Leave the cell empty until the person has left."),
    ),
    "left_before_joined": (
        N_("left before joining on {joined}"),
        N_("Correct one of the two dates."),
    ),
    "custom_number": (
        N_("not a number"),
        N_("Write digits, or make it a text field."),
    ),
    "custom_yes_no": (
        N_("neither yes nor no"),
        N_("Write yes or no, or make it a text field."),
    ),
    "custom_choice": (
        N_("none of the options of this field"),
        N_("The options are: {options}."),
    ),
    "role_unknown": (
        N_("not a role"),
        N_("Roles are: 群主/owner, 管理员/admin, 成员/member."),
    ),
    "inviter_unknown": (
        N_("nobody in this group is called “{name}”"),
        N_("Write the name as in the group, or the ID."),
    ),
    "inviter_ambiguous": (
        N_("{n} people in this group are called “{name}”"),
        N_("Write the ID instead of the name."),
    ),
    "inviter_self": (
        N_("invited by themselves"),
        N_("Name somebody else, or leave the cell empty."),
    ),
    "rows_hidden": (
        N_("rows that the sheet hides or filters out are imported too: {n}, the first here"),
        N_("Leave them out among the rows, or delete them in the sheet."),
    ),
    "row_nobody": (
        N_("nobody is in this row"),
        N_("Fill in a name, an ID or a phone number."),
    ),
    "row_ambiguous": (
        N_("“{name}” could mean {n} members"),
        N_("Add an ID or a phone number to the row."),
    ),
    "row_phone_shared": (
        N_("the phone of “{name}”, who stands in another row"),
        N_("Say who this row is, or correct the phone."),
    ),
    "row_too_wide": (
        N_("the row has {n} cells; those beyond {limit} are left out"),
        N_("Open the file in a text editor: a line break may be missing there."),
    ),
    "row_cut_off": (
        N_("the row is cut off"),
        N_("Export the file once more: its end, or a closing quote, is missing."),
    ),
}

PLANS: dict[str, tuple[str, str]] = {
    "plan_no_day": (
        N_("No column of {path} gives the day."),
        N_('Give one the heading 日期 or Date, or say which it is: --map "Column=date".'),
    ),
    "plan_field_unknown": (
        N_("“{field}” is not a field of the plan."),
        N_("The fields are: {fields}."),
    ),
    "plan_not_calendar": (
        N_("{path} is not a calendar file, or it is damaged."),
        N_("Export it again as iCalendar (.ics), or as a sheet."),
    ),
    "plan_empty": (
        N_("There is no plan item in {path}."),
        N_("Check that the right file was exported, and that it is complete."),
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
        N_("not a known kind"),
        N_("Choose the kind in the calendar afterwards."),
    ),
    "plan_status_unknown": (
        N_("not a known status"),
        N_("Use idea, draft, ready, done or skipped."),
    ),
    "plan_rule_bad": (
        N_("a repetition that can't be followed; imported once"),
        N_("Repeat the item in the calendar afterwards."),
    ),
    "plan_series_bad": (
        N_("not an occurrence of a repeating item"),
        N_("Leave the cell as it was exported."),
    ),
    "plan_series_missing": (
        N_("one occurrence of a repeating item that isn't there"),
        N_("Import the repeating item too."),
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
}

HIGHLIGHTS: dict[str, tuple[str, str]] = {
    "highlights_no_columns": (
        N_("No column of {path} has a title, a text, a question or an answer."),
        N_("Name one column 标题 or 内容 (Title or Text), then try again."),
    ),
    "highlights_need_group": (
        N_("Nothing says which group the highlights in {path} belong to."),
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
        N_("Export it again."),
    ),
    "highlight_group_unknown": (
        N_("there is no group “{name}”"),
        N_("Add the group first, or correct the name."),
    ),
    "highlight_author_unknown": (
        N_("nobody in the group is called “{name}”"),
        N_("The highlight was imported without this author."),
    ),
}

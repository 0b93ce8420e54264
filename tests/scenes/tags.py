"""Tags, rules, finder lists and the clean-up list, with ugly names too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from qunmate.data import groups, member_edits, tags
from qunmate.data.database import Database
from qunmate.roster.tag_rules import Part, Rule
from qunmate.tasks import tag_rules
from qunmate.ui.members.clean_up_dialog import CleanUpDialog
from qunmate.ui.members.rule_editor import RuleEditor
from qunmate.ui.members.rule_row import Offered
from qunmate.ui.members.tags_dialog import TagsDialog
from tests.scenes.said import said
from tests.scenes.showing import members_tab

if TYPE_CHECKING:
    from tests.screens import Studio

LONG = "一个名字长得怎么也放不下的标签啊啊啊啊啊啊啊"
SILENT = Rule((Part("silent", days=30), Part("joined_before", days=90)))
ASKED = Rule(
    (
        Part("said", text="报名", days=7),
        Part("messages_least", count=3, days=30),
        Part("expires_within", days=14),
        Part("layer", text="core"),
        Part("joined_since_day", text="2026-08-01"),
        Part("in_group", ref=1),
        Part("city", text="上海"),
    ),
    any_of=True,
)


def scenes(studio: Studio) -> Iterator[tuple[str, Callable[[], QWidget]]]:
    window = studio.window
    context = window.context
    group = groups.all_groups(context.store.db)[0]

    def tag_list() -> QWidget:
        members_tab(studio, group)
        context.jobs.edit(_fill, {"tags", "member_tags"})
        context.jobs.write(lambda store: tag_rules.apply(store, context.today), {"member_tags"})
        studio.settle()
        dialog = TagsDialog(context, window)
        studio.settle()
        dialog.choose({tag.id for tag in dialog.model.tags if tag.rule} - {1})
        dialog.choose({next(tag.id for tag in dialog.model.tags if tag.rule)})
        return dialog

    def several() -> QWidget:
        dialog = TagsDialog(context, window)
        studio.settle()
        dialog.choose({tag.id for tag in dialog.model.tags[:3]})
        return dialog

    def editor(rule: Rule, tag: str = "") -> QWidget:
        names = {one.id: one.name for one in groups.all_groups(context.store.db)}
        known = {one.id: one.name for one in tags.all_tags(context.store.db)}
        made = RuleEditor(context, Offered(names, known, context.today), rule, window, tag=tag)
        made._count()  # at once, not when the typing has come to rest
        studio.settle()
        return made

    def why() -> QWidget:
        found = members_tab(studio, group)
        found.filters.clear()  # an earlier scene may hide them
        studio.settle()
        tag = next(one for one in tags.all_tags(context.store.db) if one.rule and one.by_rule)
        member = min(tags.held(context.store.db, tag.id)[1])
        found.keeper.choose([member], member)
        return window

    def finder() -> QWidget:
        found = members_tab(studio, group)
        found.filters.restore({"list": ["seeds"], "tags": [said("tag")]})
        return window

    def menu() -> QWidget:
        found = members_tab(studio, group)
        found.filters.clear()
        return found.segments.menu_of_segments()

    yield "tags", tag_list
    yield "tags-several", several
    yield "tags-rule", lambda: editor(SILENT)
    yield "tags-rule-many", lambda: editor(ASKED, LONG)
    yield "tags-why", why
    yield "finder", finder
    yield "finder-menu", menu
    yield from _clean_up(studio)


def _clean_up(studio: Studio) -> Iterator[tuple[str, Callable[[], QWidget]]]:
    window = studio.window
    context = window.context
    group = groups.all_groups(context.store.db)[0]

    def clean_up() -> CleanUpDialog:
        return CleanUpDialog(context, group, window)

    def clean_up_log() -> QWidget:
        dialog = clean_up()
        studio.settle()
        dialog.remind()
        studio.settle()
        dialog.table.selectRow(1)
        dialog.remove()
        studio.settle()
        dialog.log_chip.click()
        return dialog

    yield "clean-up", clean_up
    yield "clean-up-log", clean_up_log


def _fill(db: Database) -> None:
    silent = tags.add(db, "沉默观察", "运营", SILENT)
    tags.add(db, "想报名", "运营", ASKED)
    tags.add(db, LONG, "一个也很长的标签组名字啊")
    tags.add(db, "🦄🌈 محمد <b>&amp;", "")
    known = {tag.name: tag.id for tag in tags.all_tags(db)}
    some = [id_ for name, id_ in known.items() if id_ < silent]
    tags.set_group(db, some[: len(some) // 2], "身份")
    tags.set_colour(db, some[:1], "#8844cc")
    member_edits.add_tag(db, LONG, [1, 2, 3])

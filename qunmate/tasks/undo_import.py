"""Takes an import back, in one transaction."""

from __future__ import annotations

from qunmate.data import imports, undo
from qunmate.data.store import Store
from qunmate.model import ImportBatch
from qunmate.progress import Job, Progress
from qunmate.tasks import tag_rules


def undo_import(store: Store, import_id: int) -> Job[ImportBatch]:
    """The file is as before the import, but for what was done by hand since. UserError if it
    was taken back already or later imports of its group must be taken back first. Rule tags
    are judged anew right behind it."""
    with store.atomic() as db:
        batch = imports.by_id(db, import_id)
        undo.refuse_if_not_last(db, batch)
        for gone in undo.remove_messages(db, import_id):
            yield Progress(gone, batch.new, gone)
        undo.revert_fields(db, import_id)
        undo.remove_created(db, import_id)
    tag_rules.apply_again(store)
    return imports.by_id(store.db, import_id)

"""What is noted of somebody, for tests to look at."""

from __future__ import annotations

from qunmate.data import contact_notes
from qunmate.data.database import Database
from qunmate.model import ContactNote


def of_member(db: Database, member_id: int) -> list[ContactNote]:
    """The latest first."""
    rows = db.execute(
        "SELECT id FROM contact_notes WHERE member_id = ? ORDER BY noted_on DESC, id DESC",
        [member_id],
    )
    found = [contact_notes.by_id(db, id_) for (id_,) in rows.fetchall()]
    return [one for one in found if one]

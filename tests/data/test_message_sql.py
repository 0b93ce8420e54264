"""SQL that several tables' readers share."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qunmate.data.database import Database
from qunmate.data.message_sql import LOCAL_DAY


@given(st.integers(-(10**11), 10**11), st.integers(-50_000, 50_000))
def test_a_day_in_sql_is_a_day_in_python(at: int, offset: int) -> None:
    db = Database(memory=True)
    row = db.execute(
        f"SELECT {LOCAL_DAY} FROM (SELECT ? AS sent_at, ? AS utc_offset)", [at, offset]
    ).fetchone()
    db.close()
    assert row[0] == (at + offset) // 86_400

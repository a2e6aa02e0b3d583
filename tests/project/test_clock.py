"""The day it is."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

from layoutc.project import clock


def test_today_is_the_day_in_japan(monkeypatch: pytest.MonkeyPatch) -> None:
    class Clock(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return datetime(2018, 6, 30, 15, 0, tzinfo=UTC).astimezone(tz)

    monkeypatch.setattr(clock, "datetime", Clock)
    assert clock.today() == date(2018, 7, 1)
    assert datetime(2018, 6, 30, 15, tzinfo=UTC).astimezone(timezone(timedelta(hours=9))).date() == date(2018, 7, 1)

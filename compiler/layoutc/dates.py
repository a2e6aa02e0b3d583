"""Days and periods: what holds when, where periods overlap or leave a gap; and the days on which offices are open."""

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

from layoutc.frozen import dataclass

_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


def first_day(text: str) -> date | None:
    """The first day of `2018`, `2018-07` or `2018-07-01`; None if it is none of these or no day of the calendar."""
    return _bound(text, last=False)


def last_day(text: str) -> date | None:
    """The last day of a year, a month or a day, as `first_day` reads them."""
    return _bound(text, last=True)


def _bound(text: str, *, last: bool) -> date | None:
    match = _DAY.fullmatch(text)
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    if not year or month == 0 or day == 0 or (month or 1) > 12:
        return None
    month = month or (12 if last else 1)
    days = monthrange(year, month)[1]
    day = day or (days if last else 1)
    return date(year, month, day) if day <= days else None


@dataclass(frozen=True, slots=True)
class Period:
    """The days on which something holds, both ends included; None is open."""

    since: date | None = None
    until: date | None = None

    def contains(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    def intersect(self, other: "Period") -> "Period | None":
        """The days of both; None if there are none."""
        for one, all_days in ((self, other), (other, self)):
            if all_days.since is None and all_days.until is None:
                return one
        since = max((day for day in (self.since, other.since) if day), default=None)
        until = min((day for day in (self.until, other.until) if day), default=None)
        return None if since and until and until < since else Period(since, until)

    def overlaps(self, other: "Period") -> bool:
        return self.intersect(other) is not None


ALWAYS = Period()


def gap(earlier: Period, later: Period) -> Period | None:
    """The days that lie between two periods; None if they overlap or the one follows the other at once."""
    if earlier.until is None or later.since is None or later.since <= earlier.until:
        return None
    start, end = earlier.until + timedelta(days=1), later.since - timedelta(days=1)
    return Period(start, end) if start <= end else None


def in_order(periods: Iterable[Period]) -> list[Period]:
    return sorted(periods, key=lambda period: period.since or date.min)


def gaps(periods: Iterable[Period]) -> list[Period]:
    return [missing for one, two in pairwise(in_order(periods)) if (missing := gap(one, two))]


@cache
def _holidays(year: int) -> frozenset[date]:
    """National holidays (国民の祝日), and 29 December to 3 January, when public offices are closed."""
    from holidays import country_holidays

    new_year = [date(year, 12, day) for day in (29, 30, 31)] + [date(year, 1, day) for day in (1, 2, 3)]
    return frozenset([*country_holidays("JP", years=year), *new_year])


def is_business_day(day: date) -> bool:
    """開庁日: neither Saturday nor Sunday, a national holiday or the New Year's closure (行政機関の休日に関する法律)."""
    return day.weekday() < 5 and day not in _holidays(day.year)


def business_day_after(day: date, count: int) -> date:
    """The count-th business day after a day; the day itself does not count, open or not."""
    while count:
        day += timedelta(days=1)
        count -= is_business_day(day)
    return day

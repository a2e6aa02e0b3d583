"""How old a copy (副本) can be, against how old an answer may be: Case 5.

The worst case counts, on Japan's real calendar: a deadline in business days is many days long over the New Year.
"""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from layoutc.catalog.model import Deadline, Duration
from layoutc.checks.cases import Case, Shortfall
from layoutc.dates import business_day_after
from layoutc.findings import Related, Text
from layoutc.frozen import dataclass
from layoutc.messages import checks as say

YEAR = 366  # days that are looked at, from the day of the check
LATEST = date(8990, 1, 1)  # the last such day: the calendar ends in 9999, and a need may bear copies of 999 years


@dataclass(frozen=True, slots=True)
class Lag:
    """A change of the master (正本) and the day by which the copy has it."""

    changed: date
    copied: date

    @property
    def days(self) -> int:
        return (self.copied - self.changed).days

    @property
    def rank(self) -> tuple[int, int]:
        """The longer, and of equal ones the earlier, is the worse."""
        return self.days, -self.changed.toordinal()


def stale(case: Case) -> Shortfall | None:
    """The copy can be older than the need bears, and nothing is written down for that case."""
    at_most, start, deadlines = case.need.at_most, case.catalog.day, deadlines_of(case)
    if at_most is None or start is None or case.need.fallback or not deadlines or not _decided(deadlines):
        return None
    late = [(lag, deadline) for deadline in deadlines if (lag := worst(deadline, start, at_most))]
    if not late:
        return None
    lag, deadline = max(late, key=lambda each: each[0].rank)
    message = say.stale(case.need.item, lag.days, str(lag.changed), str(lag.copied), bearable(at_most))
    related = (*case.related, Related(case.found.item.place, say.item_here()))
    return Shortfall(deadline.place, message, say.write_fallback(), related)


def unknown_age(case: Case) -> Shortfall | None:
    """No deadline says how old the copy can be, or it is not decided yet, and nothing is written down for that case."""
    at_most, deadlines = case.need.at_most, deadlines_of(case)
    if at_most is None or case.need.fallback or (deadlines and _decided(deadlines)):
        return None
    undecided = next((each for each in deadlines if each.kind == "undecided"), None)
    message = say.unknown_age(case.need.item, bearable(at_most), undecided=undecided is not None)
    place = undecided.place if undecided else case.area.place
    return Shortfall(place, message, say.declare_deadline(), case.related)


def deadlines_of(case: Case) -> tuple[Deadline, ...]:
    """Those of the record if it has its own, else those of the area."""
    return case.found.record.deadlines or case.area.deadlines


def _decided(deadlines: tuple[Deadline, ...]) -> bool:
    return all(each.kind != "undecided" for each in deadlines)


@cache
def worst(deadline: Deadline, start: date, at_most: Duration) -> Lag | None:
    """The worst lag that is longer than `at_most`; None if none is. Many needs ask for the same."""
    late = (lag for lag in lags(deadline, start) if lag.copied > later(lag.changed, at_most))
    return max(late, key=lambda lag: lag.rank, default=None)


def lags(deadline: Deadline, start: date) -> Iterator[Lag]:
    """For a change on each day of the year that begins with `start`, the day on which the copy has it."""
    start = min(start, LATEST)
    for offset in range(YEAR):
        changed = start + timedelta(days=offset)
        yield Lag(changed, copied(deadline, changed))


def copied(deadline: Deadline, changed: date) -> date:
    """The last day by which the copy follows; what happens before opening counts as that day."""
    match deadline.kind:
        case "next_business_day":
            return business_day_after(changed, 1)
        case "business_days":
            return business_day_after(changed, deadline.count)
        case "days":
            return changed + timedelta(days=deadline.count)
        case "month_end":
            return changed.replace(day=monthrange(changed.year, changed.month)[1])
        case "next_month":
            return (changed.replace(day=1) + timedelta(days=31)).replace(day=deadline.count)
        case "yearly":
            month, day = deadline.month_day
            here = _in_year(changed.year, month, day)
            return here if here > changed else _in_year(changed.year + 1, month, day)
        case _:
            return changed


def _in_year(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, monthrange(year, month)[1]))


def later(day: date, age: Duration) -> date:
    """The day by which an answer of that age is too old."""
    if age.unit == "day":
        return day + timedelta(days=age.count)
    months = day.year * 12 + day.month - 1 + age.count * (1 if age.unit == "month" else 12)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def bearable(age: Duration) -> Text:
    return say.length_of_time(age.count, age.unit)

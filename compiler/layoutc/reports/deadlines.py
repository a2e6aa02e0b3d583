"""How soon the copies (副本) follow: the registration deadlines (登録期限) of a day, counted. 図表2-3 is such a table."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from layoutc.catalog.model import Area, Deadline
from layoutc.findings import Text
from layoutc.messages import reports as words
from layoutc.reports.printable import json_text, printable_lines
from layoutc.reports.table import table

_ORDER = ("same_day", "next_business_day", "business_days", "days", "month_end", "next_month", "yearly", "undecided")
_Due = tuple[int, int, tuple[int, int]]  # place in _ORDER, count of days or day of the month, month and day of a year


def counted(areas: Iterable[Area]) -> Mapping[_Due, tuple[Area, ...]]:
    """The deadlines there are, soonest first, each with the areas that have it: once, for however many records."""
    found: dict[_Due, list[Area]] = defaultdict(list)
    for area in areas:
        for due in dict.fromkeys(_due(each) for each in _deadlines(area)):
            found[due].append(area)
    return {due: tuple(found[due]) for due in sorted(found)}


def render(areas: Iterable[Area], day: date, language: str, width: int | None = None, notice: str = "") -> str:
    """A table, a line that adds it up, and what the layouts say of themselves."""
    areas = tuple(areas)
    found = counted(areas)
    rows: list[tuple[str | int, ...]] = [
        (_label(due).in_language(language), len(those), "、".join(area.label for area in those))
        for due, those in found.items()
    ]
    lines = table([word.in_language(language) for word in words.deadlines_header()], rows, width)
    without = sum(1 for area in areas if not _deadlines(area))
    total = words.deadlines_total(day, sum(map(len, found.values())), len(areas), without).in_language(language)
    return "\n".join((*lines, "", total, *(printable_lines(notice) if notice else ()))) + "\n"


def render_json(areas: Iterable[Area], day: date, notice: str = "") -> str:
    """`as_of`, `notice`, `areas` (how many), `deadlines`: each with its words, its count and the names of its areas."""
    areas = tuple(areas)
    found = counted(areas)
    document = {
        "as_of": day.isoformat(),
        "notice": notice,
        "areas": len(areas),
        "total": sum(map(len, found.values())),
        "deadlines": [
            {
                "deadline": {"ja": _label(due).ja, "en": _label(due).en},
                "count": len(those),
                "areas": [area.name for area in those],
            }
            for due, those in found.items()
        ],
    }
    return json_text(document)


def _deadlines(area: Area) -> tuple[Deadline, ...]:
    return (*area.deadlines, *(each for record in area.records for each in record.deadlines))


def _due(deadline: Deadline) -> _Due:
    return _ORDER.index(deadline.kind), deadline.count, deadline.month_day if deadline.kind == "yearly" else (0, 0)


def _label(due: _Due) -> Text:
    place, count, (month, day) = due
    return words.deadline(_ORDER[place], count, month, day)

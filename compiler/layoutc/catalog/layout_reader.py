"""Layout trees → code lists and areas with their records."""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence

from layoutc.catalog import rules
from layoutc.catalog.model import (
    AbsentReason,
    CodeList,
    CodeValue,
    Deadline,
    Duration,
    Item,
    Record,
    Repeat,
    Retention,
)
from layoutc.catalog.scope import Scope
from layoutc.catalog.types_reader import read_type
from layoutc.dates import ALWAYS, Period
from layoutc.frozen import replace
from layoutc.messages import catalog as say
from layoutc.source import Place, SourceFile
from layoutc.syntax import tree
from layoutc.syntax.rules import LIMIT, MAX_DEPTH

_MONTH_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")
_BOUNDS = re.compile(r"([0-9]{1,9})(?:[ \t]*\.\.[ \t]*([0-9]{1,9}|\*))?")
MAX_LEAST = 100_000  # values that a record must hold
MAX_DAYS = 366  # within which a copy follows its master
_UNITS = {"months": "month", "years": "year", "fiscal_years": "fiscal_year"}
_TEXTS = ("reading", "unit", "basis", "note")  # the last fields of an item, in their order
_ALL_REASONS = tuple(AbsentReason)
_REASONS = {reason.declared: reason for reason in AbsentReason}
_REASON_LABELS = {reason.declared: reason.label for reason in AbsentReason}


def clause(clauses: Iterable[object], keyword: str) -> tree.Clause | None:
    """The first clause or line with that keyword."""
    for each in clauses:
        if type(each) is tree.Clause and each.keyword == keyword:
            return each
    return None


def text(clauses: Iterable[object], keyword: str) -> str | None:
    return _text(clause(clauses, keyword))


def _text(found: tree.Clause | None) -> str | None:
    return found.values[0].text if found and found.values else None


def period(scope: Scope, file: SourceFile, clauses: Sequence[tree.Clause]) -> Period:
    if not clauses:
        return ALWAYS
    written = {
        each.keyword: (each.values[0].text, Place(file, each.values[0].span))
        for each in clauses
        if each.keyword in ("since", "until")
    }
    return scope.period(written.get("since"), written.get("until")) if written else ALWAYS


def read_code_list(scope: Scope, file: SourceFile, node: tree.Codes) -> CodeList:
    values = tuple(
        CodeValue(  # by order, as whatever there are thousands of: names take Python as long again
            value.value.text,
            value.label.text,
            period(scope, file, value.clauses),
            text(value.clauses, "note"),
            Place(file, value.value.span),
        )
        for value in node.members
        if isinstance(value, tree.Value)
    )
    _values_in_turn(scope, values)
    basis, note = text(node.members, "basis"), text(node.members, "note")
    return CodeList(node.name.text, node.label.text, values, basis, note, Place(file, node.name.span))


def _values_in_turn(scope: Scope, values: Sequence[CodeValue]) -> None:
    scope.in_turn(say.CODE_VALUE, ((value.value, value.period, value.place) for value in values))


def read_record(scope: Scope, file: SourceFile, node: tree.Record, code_lists: Mapping[str, str]) -> Record:
    nodes = [member for member in node.members if not isinstance(member, tree.Clause)]
    members = tuple(_members(scope, file, nodes, code_lists))
    if _least(members) > MAX_LEAST:
        place = Place(file, node.name.span)
        scope.report(LIMIT, place, say.record_too_large(MAX_LEAST), say.lower_minimum())
    return Record(
        name=node.name.text,
        label=node.label.text,
        members=members,
        deadlines=deadlines(scope, file, node.members),
        basis=text(node.members, "basis"),
        note=text(node.members, "note"),
        period=period(scope, file, node.clauses),
        place=Place(file, node.name.span),
    )


def _least(members: Iterable[Item | Repeat]) -> int:
    """How many values a record holds at the least, optional ones counted too."""
    return sum(1 if isinstance(each, Item) else each.minimum * _least(each.members) for each in members)


def _members(
    scope: Scope, file: SourceFile, nodes: Sequence[tree.Item | tree.Repeat], code_lists: Mapping[str, str]
) -> Iterator[Item | Repeat]:
    members: list[Item | Repeat] = []
    for node in nodes:
        if isinstance(node, tree.Item):
            members.append(_item(scope, file, node, code_lists))
        elif node.depth <= MAX_DEPTH:
            members.append(_repeat(scope, file, node, code_lists))
    scope.in_turn(say.ITEM, ((member.name, member.period, member.place) for member in members))
    yield from members


def _item(scope: Scope, file: SourceFile, node: tree.Item, code_lists: Mapping[str, str]) -> Item:
    said = {each.keyword: each for each in reversed(node.clauses)}
    required, absent = "required" in said, said.get("absent")
    reasons = _reasons(scope, file, absent)
    if absent and (required or node.key):
        word = "key" if node.key else "required"
        message = say.contradiction(word, "absent")
        scope.report(rules.CONTRADICTION, Place(file, absent.span), message, say.remove_word("absent"))
    return Item(
        node.name.text,
        node.code.text,
        node.label.text,
        read_type(scope, node.type, Place(file, node.type.span), code_lists),
        node.key is not None,
        required,
        () if required or node.key else reasons or _ALL_REASONS,
        period(scope, file, node.clauses),
        Place(file, node.name.span),
        *([_text(said.get(keyword)) for keyword in _TEXTS] if said else ()),
    )


def _reasons(scope: Scope, file: SourceFile, absent: tree.Clause | None) -> tuple[AbsentReason, ...]:
    if absent is None:
        return ()
    reasons: dict[AbsentReason, None] = {}
    for value in absent.values:
        if value.text in _REASONS:
            reasons[_REASONS[value.text]] = None
        else:
            scope.unknown(Place(file, value.span), say.ABSENT_REASON, value.text, _REASON_LABELS)
    return tuple(reason for reason in AbsentReason if reason in reasons)


def _repeat(scope: Scope, file: SourceFile, node: tree.Repeat, code_lists: Mapping[str, str]) -> Repeat:
    minimum, maximum = _bounds(scope, file, node.bounds)
    return Repeat(
        name=node.name.text,
        code=node.code.text,
        label=node.label.text,
        minimum=minimum,
        maximum=maximum,
        members=tuple(_members(scope, file, node.members, code_lists)),
        period=period(scope, file, node.clauses),
        place=Place(file, node.name.span),
        reading=text(node.clauses, "reading"),
        basis=text(node.clauses, "basis"),
        note=text(node.clauses, "note"),
    )


def _bounds(scope: Scope, file: SourceFile, written: tree.Word) -> tuple[int, int | None]:
    match = _BOUNDS.fullmatch(written.text)
    if match:
        low, high = int(match[1]), match[2]
        most = None if high == "*" else int(high or low)
        if most is None or (most >= low and most > 0):
            return low, most
    if written.text:
        scope.report(rules.BOUNDS, Place(file, written.span), say.bounds(written.text), say.write_bounds())
    return 0, None


def deadlines(scope: Scope, file: SourceFile, lines: Iterable[object]) -> tuple[Deadline, ...]:
    """What the `register` lines say."""
    return tuple(
        _deadline(scope, file, line) for line in lines if isinstance(line, tree.Clause) and line.keyword == "register"
    )


def _deadline(scope: Scope, file: SourceFile, line: tree.Clause) -> Deadline:
    words = [value.text for value in line.values]
    end = min((words.index(each) for each in ("since", "until") if each in words), default=len(words))
    dates = line.values[end:]
    written = {word.text: (day.text, Place(file, day.span)) for word, day in zip(dates[::2], dates[1::2], strict=False)}
    period = scope.period(written.get("since"), written.get("until"))
    return replace(_due(scope, file, line, words[:end]), period=period)


def _due(scope: Scope, file: SourceFile, line: tree.Clause, words: Sequence[str]) -> Deadline:
    place = Place(file, line.span)
    match words:
        case ["within", count, unit]:
            days = _counted(scope, Place(file, line.values[1].span), count, MAX_DAYS)
            return Deadline(unit, place, count=days)
        case ["monthly", "at", _]:
            return Deadline("month_end", place)
        case ["monthly", "by", day, *_]:
            return Deadline("next_month", place, count=_counted(scope, Place(file, line.values[2].span), day, 28))
        case ["yearly", "by", written]:
            match = _MONTH_DAY.fullmatch(written)
            if not match or int(match[2]) > monthrange(2000, int(match[1]))[1]:
                match = None
                where = Place(file, line.values[2].span)
                scope.report(rules.DATE_FORM, where, say.month_day_form(written), say.write_month_day())
            return Deadline("yearly", place, month_day=(int(match[1]), int(match[2])) if match else (1, 1))
        case [word]:
            return Deadline(word, place)
        case _:
            return Deadline("undecided", place)


def _counted(scope: Scope, place: Place, written: str, most: int) -> int:
    """A number of days or a day of the month; 1 after reporting one that is out of bounds."""
    if len(written) < 10 and 1 <= int(written) <= most:
        return int(written)
    message = say.day_of_month(written) if most == 28 else say.number_of_days(written)
    scope.report(rules.DATE_FORM, place, message, say.write_days(most))
    return 1


def retention(scope: Scope, file: SourceFile, lines: Iterable[object]) -> Retention | None:
    """What the `retain` line says; None if there is none."""
    line = clause(lines, "retain")
    if line is None:
        return None
    place = Place(file, line.span)
    match [value.text for value in line.values]:
        case [count, unit]:
            if unit not in _UNITS:
                where = Place(file, line.values[1].span)
                scope.unknown(where, say.UNIT_OF_TIME, unit, dict.fromkeys(_UNITS, ""))
                return None
            return Retention(Duration(int(count[:9]), _UNITS[unit]), place)
        case _:
            return Retention(None, place)

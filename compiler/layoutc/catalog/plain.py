"""Things of the catalog ↔ plain data that JSON can hold, made from their declared fields.

All things of one kind that stand in one place become columns, a field each, and what they hold becomes columns in turn: so
most is done for many at once. A column whose values are all the same is written as one of them.
Nothing in the data names a class: it can become nothing but what is asked for.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import Enum
from functools import cache
from itertools import chain, islice
from operator import add, attrgetter
from types import NoneType, UnionType
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from layoutc.dates import ALWAYS, Period
from layoutc.source import Place, SourceFile, Span

_MOST = 10_000_000  # things in one column: what a few characters of forged data ask for must have an end

_Plain = Callable[[Sequence[Any], Mapping[str, int]], Any]
_Things = Callable[[Any, int, Sequence[SourceFile]], Sequence[Any]]


class _Form(NamedTuple):
    """How a column of things of one kind becomes plain data, and back."""

    plain: _Plain  # of things, and the numbers of files by their paths
    things: _Things  # of data, and of how many things, and the files by their numbers: exactly as many


def plain(kind: Any, thing: Any, files: Sequence[SourceFile]) -> Any:
    """The data of a thing that is declared as `kind`, all of whose places are in `files`."""
    return _form(kind).plain([thing], {file.path: number for number, file in enumerate(files)})


def thing(kind: Any, data: Any, files: Sequence[SourceFile]) -> Any:
    """What `plain` made the data of. Any exception for data of another form."""
    return _form(kind).things(data, 1, files)[0]


@cache
def _form(kind: Any) -> _Form:
    if kind in (str, int, bool, NoneType) or get_origin(kind) is Literal:
        return _AS_IT_IS
    inner = get_args(kind)
    if get_origin(kind) is tuple:
        return _tuple(_form(inner[0])) if inner[-1] is Ellipsis else _ROW
    if isinstance(get_origin(kind), type) and issubclass(get_origin(kind), Mapping):
        return _mapping(_form(inner[1]))
    if get_origin(kind) in (Union, UnionType):
        return _one_of(inner)
    if kind in _SPECIAL:
        return _SPECIAL[kind]
    return _enum(kind) if issubclass(kind, Enum) else _fields(kind)


def _column(values: Sequence[Any], _: object = None) -> Sequence[Any]:
    return values[:1] if len(values) > 1 and values.count(values[0]) == len(values) else values


def _values(column: Any, count: int, _: object = None) -> Sequence[Any]:
    values: list[Any] = column * count if len(column) == 1 else column
    if len(values) != count:
        raise ValueError
    return values


_AS_IT_IS = _Form(_column, _values)
_ROW = _Form(_column, lambda data, count, _: [*map(tuple, _values(data, count))])


def _total(lengths: Sequence[int]) -> int:
    total = sum(lengths)
    if total > _MOST:
        raise ValueError
    return total


def _tuple(each: _Form) -> _Form:
    """How long each is, and one column of what all hold."""

    def plain(tuples: Sequence[Any], numbers: Mapping[str, int]) -> Any:
        return [_column([*map(len, tuples)]), each.plain([*chain.from_iterable(tuples)], numbers)]

    def things(data: Any, count: int, files: Sequence[SourceFile]) -> Sequence[Any]:
        lengths, inside = _values(data[0], count), data[1]
        found = iter(each.things(inside, _total(lengths), files))
        return [tuple(islice(found, length)) for length in lengths]

    return _Form(plain, things)


def _mapping(each: _Form) -> _Form:
    def plain(mappings: Sequence[Any], numbers: Mapping[str, int]) -> Any:
        held = [*chain.from_iterable(mapping.values() for mapping in mappings)]
        return [_column([*map(len, mappings)]), [*chain.from_iterable(mappings)], each.plain(held, numbers)]

    def things(data: Any, count: int, files: Sequence[SourceFile]) -> Sequence[Any]:
        lengths, names, inside = _values(data[0], count), data[1], data[2]
        pairs = zip(names, each.things(inside, len(names), files), strict=True)
        return [dict(islice(pairs, length)) for length in lengths]

    return _Form(plain, things)


def _one_of(kinds: Sequence[Any]) -> _Form:
    """Things of several kinds, None one of them: the number of the kind of each, and for each kind that comes a column."""
    forms = [_form(kind) for kind in kinds]
    if all(form is _AS_IT_IS for form in forms):
        return _AS_IT_IS
    number_of = {get_origin(kind) or kind: number for number, kind in enumerate(kinds)}

    def plain(things: Sequence[Any], numbers: Mapping[str, int]) -> Any:
        of_kind: dict[int, list[Any]] = {}
        which = [number_of[type(each)] for each in things]
        for number, each in zip(which, things, strict=True):
            of_kind.setdefault(number, []).append(each)
        return [_column(which), [[number, forms[number].plain(each, numbers)] for number, each in of_kind.items()]]

    def things(data: Any, count: int, files: Sequence[SourceFile]) -> Sequence[Any]:
        which = _values(data[0], count)
        of_kind = {number: iter(forms[number].things(inside, which.count(number), files)) for number, inside in data[1]}
        return [next(of_kind[number]) for number in which]

    return _Form(plain, things)


def _enum(kind: type[Enum]) -> _Form:
    values = {member: member.value for member in kind}
    members = {value: member for member, value in values.items()}
    return _Form(
        lambda things, _: _column([values[each] for each in things]),
        lambda data, count, _: [members[value] for value in _values(data, count)],
    )


def _fields(kind: Any) -> _Form:
    names: Sequence[str] = kind.__match_args__

    @cache
    def fields() -> list[tuple[Callable[[Any], Any], _Form]]:
        """Looked up when first used, for an item may stand within what holds items."""
        hints = get_type_hints(kind)
        return [(attrgetter(name), _form(hints[name])) for name in names]

    def plain(things: Sequence[Any], numbers: Mapping[str, int]) -> Any:
        return [form.plain([*map(value, things)], numbers) for value, form in fields()] if things else []

    def things(data: Any, count: int, files: Sequence[SourceFile]) -> Sequence[Any]:
        if not count or not names:
            return [kind() for _ in range(count)]
        columns = [form.things(inside, count, files) for inside, (_, form) in zip(data, fields(), strict=True)]
        return [*map(kind, *columns)]

    return _Form(plain, things)


def _plain_places(places: Sequence[Place], numbers: Mapping[str, int]) -> Any:
    spans = [place.span for place in places]
    lengths = [span.end - span.start for span in spans]
    return [_column([numbers[place.file.path] for place in places]), [span.start for span in spans], lengths]


def _places(data: Any, count: int, files: Sequence[SourceFile]) -> Sequence[Place]:
    numbers, starts, lengths = data
    if len(starts) != len(lengths):
        raise ValueError
    spans = map(Span, _values(starts, count), map(add, starts, lengths))
    return [*map(Place, map(files.__getitem__, _values(numbers, count)), spans)]


def _plain_days(days: Sequence[date], _: object) -> Any:
    return _column([day.toordinal() for day in days])


def _days(data: Any, count: int, _: object) -> Sequence[date]:
    return [*map(date.fromordinal, _values(data, count))]


def _bounds(period: Period) -> tuple[int, int]:
    since, until = period.since, period.until
    return since.toordinal() if since else 0, until.toordinal() if until else 0


def _plain_periods(periods: Sequence[Period], _: object) -> Any:
    """Most things hold always, and share the one period that says so."""
    return _column([None if period is ALWAYS else _bounds(period) for period in periods])


def _periods(data: Any, count: int, _: object) -> Sequence[Period]:
    return [_period(*bounds) if bounds else ALWAYS for bounds in _values(data, count)]


@cache
def _period(since: int, until: int) -> Period:
    if not since and not until:
        return ALWAYS
    return Period(date.fromordinal(since) if since else None, date.fromordinal(until) if until else None)


_SPECIAL = {
    date: _Form(_plain_days, _days),
    Place: _Form(_plain_places, _places),
    Period: _Form(_plain_periods, _periods),
}

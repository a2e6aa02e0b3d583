"""Things of the catalog ↔ plain data that JSON can hold, made from their declared fields.

A thing becomes the list of its fields, a place its two ends, and the number of its file where that is not the first.
Nothing in the data names a class: it can become nothing but what is asked for.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from enum import Enum
from functools import cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from layoutc.dates import ALWAYS, Period
from layoutc.source import Place, SourceFile, Span

_Plain = Callable[[Any, Mapping[str, int]], Any]  # a thing, and the numbers of files by their paths → plain data
_Thing = Callable[[Any, Sequence[SourceFile]], Any]  # plain data, and the files by their numbers → the thing


class _Form(NamedTuple):
    """How things of one type become plain data, and back."""

    plain: _Plain
    thing: _Thing


def plain(kind: Any, thing: Any, files: Sequence[SourceFile]) -> Any:
    """The data of a thing that is declared as `kind`, all of whose places are in `files`."""
    form = _form(kind)
    return form.plain(thing, {file.path: number for number, file in enumerate(files)}) if form else thing


def thing(kind: Any, data: Any, files: Sequence[SourceFile]) -> Any:
    """What `plain` made the data of; `data` is used up. Any exception for data of another form."""
    form = _form(kind)
    return form.thing(data, files) if form else data


@cache
def _form(kind: Any) -> _Form | None:
    """None for what is plain as it is."""
    if kind in (str, int, bool, NoneType) or get_origin(kind) is Literal:
        return None
    inner = get_args(kind)
    if get_origin(kind) is tuple:
        return _tuple(_form(inner[0]) if inner[-1] is Ellipsis else None)
    if isinstance(get_origin(kind), type) and issubclass(get_origin(kind), Mapping):
        return _mapping(_form(inner[1]))
    if get_origin(kind) in (Union, UnionType):
        return _one_of([each for each in inner if each is not NoneType])
    if kind in _SPECIAL:
        return _SPECIAL[kind]
    if issubclass(kind, Enum):
        return _Form(lambda thing, _: thing.value, lambda data, _: kind(data))
    return _fields(kind)


def _tuple(each: _Form | None) -> _Form:
    if each is None:
        return _Form(lambda thing, _: thing, lambda data, _: tuple(data))
    plain, thing = each
    return _Form(
        lambda things, numbers: [plain(one, numbers) for one in things],
        lambda data, files: tuple([thing(one, files) for one in data]),
    )


def _mapping(each: _Form | None) -> _Form:
    if each is None:
        return _Form(lambda thing, _: dict(thing), lambda data, _: dict(data))
    plain, thing = each
    return _Form(
        lambda things, numbers: {name: plain(one, numbers) for name, one in things.items()},
        lambda data, files: {name: thing(one, files) for name, one in data.items()},
    )


def _one_of(kinds: Sequence[Any]) -> _Form | None:
    """One kind of thing or None, or things of several kinds, which are told apart by their number."""
    forms = [_form(kind) for kind in kinds]
    if not any(forms):
        return None
    numbers = {kind: number for number, kind in enumerate(kinds)}
    if len(forms) == 1 and forms[0]:
        plain, thing = forms[0]
        return _Form(
            lambda one, numbers: None if one is None else plain(one, numbers),
            lambda data, files: None if data is None else thing(data, files),
        )

    def as_plain(one: Any, files: Mapping[str, int]) -> Any:
        if one is None:
            return None
        number = numbers[type(one)]
        form = forms[number]
        return [number, form.plain(one, files) if form else one]

    def as_thing(data: Any, files: Sequence[SourceFile]) -> Any:
        if data is None:
            return None
        number, inside = data
        form = forms[number]
        return form.thing(inside, files) if form else inside

    return _Form(as_plain, as_thing)


def _fields(kind: Any) -> _Form:
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind)]
    values = attrgetter(*names) if len(names) > 1 else lambda thing: [getattr(thing, name) for name in names]

    @cache
    def forms() -> list[tuple[int, _Form]]:
        """Of the fields that are not plain; looked up when first used, for an item may stand within what holds items."""
        return [(place, form) for place, name in enumerate(names) if (form := _form(hints[name]))]

    def as_plain(thing: Any, numbers: Mapping[str, int]) -> Any:
        row = [*values(thing)]
        for place, form in forms():
            row[place] = form.plain(row[place], numbers)
        return row

    def as_thing(row: Any, files: Sequence[SourceFile]) -> Any:
        for place, form in forms():
            row[place] = form.thing(row[place], files)
        return kind(*row)

    return _Form(as_plain, as_thing)


def _plain_place(place: Place, numbers: Mapping[str, int]) -> list[int]:
    number = numbers[place.file.path]
    return [place.span.start, place.span.end, number] if number else [place.span.start, place.span.end]


def _place(row: Sequence[int], files: Sequence[SourceFile]) -> Place:
    return Place(files[row[2] if len(row) > 2 else 0], Span(row[0], row[1]))


def _plain_period(period: Period, _: object) -> list[int] | None:
    since, until = period.since, period.until
    return [since.toordinal() if since else 0, until.toordinal() if until else 0] if since or until else None


def _period(row: Sequence[int] | None, _: object) -> Period:
    """Most things hold always, and share the one period that says so."""
    return ALWAYS if row is None else Period(*(date.fromordinal(day) if day else None for day in row))


_SPECIAL = {
    date: _Form(lambda day, _: day.toordinal(), lambda data, _: date.fromordinal(data)),
    Place: _Form(_plain_place, _place),
    Period: _Form(_plain_period, _period),
}

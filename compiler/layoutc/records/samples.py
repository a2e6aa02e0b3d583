"""Answers made from a definition: right ones that reach every branch of it, and wrong ones that break one rule at a known place."""

from collections.abc import Callable, Iterator, Mapping
from itertools import cycle, islice, zip_longest
from random import Random
from typing import Any, Final

from layoutc.catalog.model import CodeList, Item, Record, Repeat
from layoutc.emit.definitions import Definition, Member, always_sent
from layoutc.emit.wire import REASON_OF_NULL
from layoutc.frozen import dataclass
from layoutc.records.sample_faults import REPETITION, REQUIRED, TYPE, UNKNOWN, wrong
from layoutc.records.sample_values import Draw, drawn, edges, one_of

Codes = Mapping[str, CodeList]
Path = tuple[str | int, ...]
Object = dict[str, Any]

MANY = 36  # occurrences that stand for more of them, where a repeat may hold as many
MOST_TOO_MANY = 10_000  # a repeat with a higher maximum is not overfilled
_FEW = 3
_SENT, _LEFT_OUT = 0.6, 0.8  # of a member that may be left out: sent below the one, absent from the other on

_NOT_SENT: Final = object()
_Make = Callable[[Draw], Any]  # what makes a value or an object; `_NOT_SENT` for a member that is left out
_Spoil = Callable[[Object, Draw], Path]  # breaks a rule in the object in place; the rest of the path to what is wrong


@dataclass(frozen=True, slots=True)
class Faulty:
    """An answer that breaks exactly one rule, named by its id; `path` leads to the value, or to where it is missing."""

    answer: Any
    rule: str
    path: Path


def valid(definition: Definition, codes: Codes, random: Random) -> Iterator[Object]:
    """Right answers without end: first those that reach every branch, the same for every `random`, then drawn ones.

    `codes` are the lists with the values of the definition's day.
    """
    yield from _every_branch(definition, codes)
    answer, draw = _answers(definition, codes), random.random
    while True:
        yield answer(draw)


def invalid(definition: Definition, codes: Codes, random: Random, declared: Codes | None = None) -> Iterator[Faulty]:
    """Wrong answers without end: each fault of each place once, the rules taking turns, then drawn ones.

    `declared` are the lists with the values of all days, so that those which ended are tried too.
    """
    draw, answer = random.random, _answers(definition, codes)
    makers: dict[tuple[str, ...], _Make] = {(): answer}
    faults = list(_faults(definition, codes, declared or codes, makers))
    for fault in _in_turns(faults):
        yield _spoiled(fault, makers, draw)
    for root in ([], None, "見本", 9999, True, [answer(draw)]):
        yield Faulty(root, TYPE, ())
    small = tuple(fault for fault in faults if fault.small)
    while True:
        yield _spoiled(one_of(draw, small), makers, draw)


def _answers(definition: Definition, codes: Codes) -> _Make:
    records = [(record.name, _object(record, codes)) for record in definition.records]

    def make(draw: Draw) -> Object:
        return {
            name: [] if record is None else [record(draw) for _ in range(int(draw() * _FEW) + (draw() < 0.5))]
            for name, record in records
        }

    return make


def _object(holder: Record | Repeat, codes: Codes) -> _Make | None:
    """What draws a record or an entry of a repeat; None where there can be none, for want of any code value."""
    members = [(member.code, _member(member, codes)) for member in holder.members]
    if any(make is None for _, make in members):
        return None
    made = [(code, make) for code, make in members if make is not None]

    def draw_object(draw: Draw) -> Object:
        found = {}
        for code, make in made:
            value = make(draw)
            if value is not _NOT_SENT:
                found[code] = value
        return found

    return draw_object


def _member(member: Member, codes: Codes) -> _Make | None:
    make = _repeat(member, codes) if isinstance(member, Repeat) else _value(member, codes)
    if always_sent(member):
        return make
    absent = member.absent if isinstance(member, Item) else ()
    reasons = tuple(reason.value for reason in absent)
    left_out = _LEFT_OUT if reasons else 1.0

    def draw_optional(draw: Draw) -> Any:
        chance = draw()
        if chance < _SENT and make is not None:
            return make(draw)
        return _NOT_SENT if chance < left_out else {REASON_OF_NULL: one_of(draw, reasons)}

    return draw_optional


def _value(item: Item, codes: Codes) -> _Make | None:
    return drawn(item.type, codes) if edges(item.type, codes) else None


def _repeat(repeat: Repeat, codes: Codes) -> _Make | None:
    entry = _object(repeat, codes)
    if entry is None:
        return (lambda _: []) if repeat.minimum == 0 else None
    least, most = repeat.minimum, _bounded(repeat, repeat.minimum + _FEW)

    def draw_entries(draw: Draw) -> list[Any]:
        return [entry(draw) for _ in range(least + int(draw() * (most - least + 1)))]

    return draw_entries


def _bounded(repeat: Repeat, most: int) -> int:
    return most if repeat.maximum is None else min(repeat.maximum, most)


def _every_branch(definition: Definition, codes: Codes) -> Iterator[Object]:
    """No record at all; one each, until every value of every member was there; then several, and many."""
    records = {record.name: _objects(record, codes, MANY) for record in definition.records}
    yield {name: [] for name in records}
    for at in range(max(map(len, records.values()), default=0)):
        yield {name: _copy([each[at % len(each)]] if each else []) for name, each in records.items()}
    for count in (_FEW, MANY):
        yield {name: _copy(list(islice(cycle(each), count))) for name, each in records.items()}


def _objects(holder: Record | Repeat, codes: Codes, many: int) -> list[Object]:
    """Objects in which every member takes each of its values; empty where there can be none."""
    members = [(member.code, _choices(member, codes, many)) for member in holder.members]
    if any(not choices for _, choices in members):
        return []
    times = max(len(choices) for _, choices in members)
    columns = [(code, [choices[at % len(choices)] for at in range(times)]) for code, choices in members]
    return [{code: column[at] for code, column in columns if column[at] is not _NOT_SENT} for at in range(times)]


def _choices(member: Member, codes: Codes, many: int) -> list[Any]:
    """Every value worth sending, not sending it, and every reason for its absence."""
    if isinstance(member, Repeat):
        values: list[Any] = _arrays(member, codes, many)
        absent: tuple[str, ...] = ()
    else:
        values = list(edges(member.type, codes))
        absent = tuple(reason.value for reason in member.absent)
    if always_sent(member):
        return values
    return [*values, _NOT_SENT, *({REASON_OF_NULL: reason} for reason in absent)]


def _arrays(repeat: Repeat, codes: Codes, many: int) -> list[list[Object]]:
    """As few, one and as many entries as there may be, and between them every entry."""
    entries = _objects(repeat, codes, max(_FEW, many // 6))
    if not entries:
        return [] if repeat.minimum else [[]]
    least, most = repeat.minimum, max(repeat.minimum, _bounded(repeat, many))
    counts = dict.fromkeys((most, least, *(each for each in (1, 2) if least <= each <= most)))
    further = ((first, first + most) for first in range(most, len(entries), max(most, 1)))
    return [list(islice(cycle(entries), *cut)) for cut in [*((0, count) for count in counts), *further]]


def _copy(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copy(each) for key, each in value.items()}
    return [_copy(each) for each in value] if isinstance(value, list) else value


@dataclass(frozen=True, slots=True)
class _Fault:
    """One way to be wrong: `way` are the names down to the object that `spoil` spoils. What is not `small` is made once only."""

    rule: str
    way: tuple[str, ...]
    spoil: _Spoil
    small: bool = True


def _in_turns(faults: list[_Fault]) -> Iterator[_Fault]:
    """All of them, the first of each rule first, so that a few break many rules."""
    of_rule: dict[str, list[_Fault]] = {}
    for fault in faults:
        of_rule.setdefault(fault.rule, []).append(fault)
    for turn in zip_longest(*of_rule.values()):
        yield from (fault for fault in turn if fault is not None)


def _spoiled(fault: _Fault, makers: Mapping[tuple[str, ...], _Make], draw: Draw) -> Faulty:
    """A drawn answer in which there is an object at the end of the way, spoiled."""
    answer: Object = makers[()](draw)
    inside, path = answer, list[str | int]()
    for depth, name in enumerate(fault.way, 1):
        entries = inside.get(name)
        if not entries:
            entries = inside[name] = [makers[fault.way[:depth]](draw)]
        at = int(draw() * len(entries))
        inside = entries[at]
        path += (name, at)
    return Faulty(answer, fault.rule, (*path, *fault.spoil(inside, draw)))


def _faults(
    definition: Definition, codes: Codes, declared: Codes, makers: dict[tuple[str, ...], _Make]
) -> Iterator[_Fault]:
    """Everything that can be wrong, from the answer inwards; puts what makes an object of each way into `makers`."""
    for name in _unknown_names([(record.name, record.label) for record in definition.records]):
        yield _Fault(UNKNOWN, (), _put(name, []))
    for record in definition.records:
        yield _Fault(REQUIRED, (), _left_out(record.name))
        yield from _not_a_list((), record.name)
        yield from _inside(record, (record.name,), codes, declared, makers)


def _inside(
    holder: Record | Repeat, way: tuple[str, ...], codes: Codes, declared: Codes, makers: dict[tuple[str, ...], _Make]
) -> Iterator[_Fault]:
    make = _object(holder, codes)
    if make is None:
        return
    makers[way] = make
    wrong_entries: tuple[Any, ...] = (None, [], "見本", 9999, True)
    for entry in wrong_entries:
        yield _Fault(TYPE, way[:-1], _entry(way[-1], entry, make))
    for name in _unknown_names([(member.code, member.name) for member in holder.members]):
        yield _Fault(UNKNOWN, way, _put(name, "見本"))
    for member in holder.members:
        if always_sent(member):
            yield _Fault(REQUIRED, way, _left_out(member.code))
        if isinstance(member, Item):
            for rule, value in wrong(member, codes, declared):
                yield _Fault(rule, way, _given(member, value))
        else:
            yield from _not_a_list(way, member.code)
            yield from _counts(member, way, codes)
            yield from _inside(member, (*way, member.code), codes, declared, makers)


def _unknown_names(known: list[tuple[str, str]]) -> Iterator[str]:
    """Property names that are none: a code of nobody's, names that mean something to a language, a known one's other spellings."""
    code, other = known[0]
    spelled = ("TK99999999999999", "__proto__", "constructor", "model_dump", "__class__", REASON_OF_NULL, "見本", "")
    taken = {name for name, _ in known}
    for name in dict.fromkeys((*spelled, other, code + "\n", code.swapcase(), f" {code}")):
        if name not in taken:
            yield name


def _not_a_list(way: tuple[str, ...], name: str) -> Iterator[_Fault]:
    for value in (None, {}, "見本", 9999, True, {REASON_OF_NULL: "NotCovered"}):
        yield _Fault(TYPE, way, _put(name, value))


def _counts(repeat: Repeat, way: tuple[str, ...], codes: Codes) -> Iterator[_Fault]:
    entry = _object(repeat, codes)
    if entry is None:
        return
    if repeat.minimum:
        for count in dict.fromkeys((0, repeat.minimum - 1)):
            yield _Fault(REPETITION, way, _filled(repeat.code, count, entry))
    if repeat.maximum is not None and repeat.maximum <= MOST_TOO_MANY:
        yield _Fault(REPETITION, way, _filled(repeat.code, repeat.maximum + 1, entry), repeat.maximum <= MANY)


def _put(name: str, value: Any) -> _Spoil:
    def spoil(holder: Object, _: Draw) -> Path:
        holder[name] = _copy(value)
        return (name,)

    return spoil


def _given(item: Item, make: _Make) -> _Spoil:
    """Of an item that may give a reason, a text alone in its place is the wrong reason; any other object is no absence."""
    may_be_absent = bool(item.absent) and not always_sent(item)

    def spoil(holder: Object, draw: Draw) -> Path:
        value = holder[item.code] = _copy(make(draw))
        alone = isinstance(value, dict) and len(value) == 1 and isinstance(value.get(REASON_OF_NULL), str)
        return (item.code, REASON_OF_NULL) if alone and may_be_absent else (item.code,)

    return spoil


def _left_out(name: str) -> _Spoil:
    def spoil(holder: Object, _: Draw) -> Path:
        del holder[name]
        return (name,)

    return spoil


def _entry(name: str, value: Any, make: _Make) -> _Spoil:
    def spoil(holder: Object, draw: Draw) -> Path:
        entries = holder.get(name) or [make(draw)]
        at = int(draw() * len(entries))
        entries[at] = _copy(value)
        holder[name] = entries
        return name, at

    return spoil


def _filled(name: str, count: int, entry: _Make) -> _Spoil:
    def spoil(holder: Object, draw: Draw) -> Path:
        holder[name] = [entry(draw) for _ in range(count)]
        return (name,)

    return spoil

"""What the corpus says, read from its lines without any of layoutc: the other opinion that the findings are held against.

Knows only the one layout style that `layoutc fmt` writes, and the way the YAML documents of the corpus are written.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from ruamel.yaml import YAML

_ITEM = re.compile(r'(key )?(\w+) +(TK\w+) +([a-z_]+(?:\([^)]*\))?) +"[^"]*"(.*)')
_REPEAT = re.compile(r'repeat (\w+) +TK\w+ +\[(\d+)\.\.(\d+|\*)\] +"[^"]*"(.*)\{')
_EXPOSE = re.compile(r"expose to ([\w, ]+?) for ([\w, ]+?)(?: from ([\w, ]+?))?((?: since \S+| until \S+)*) \{")
_DATES = re.compile(r'"[^"]*"|\b(since|until):? ("?)(\d{4}(?:-\d\d)*)\2')

Dates = tuple[tuple[str, str], ...]
Exposed = dict[tuple[str, str, str, str], dict[str, set[int]]]  # (area, provider, querier, procedure) → path → lines


def holds(dates: Dates, day: str) -> bool:
    """Whether a day (2017-07-31) lies in all of these; each `("since", "2018-07")` or `("until", "2020-03")`."""
    return all(day >= value if word == "since" else day <= f"{value}~" for word, value in dates)


def dates_in(text: str) -> Dates:
    return tuple((found[1], found[3]) for found in _DATES.finditer(text) if found[1])


@dataclass(frozen=True, slots=True)
class Item:
    """`line` and `repeats` are line numbers, from 0; `most` the product of the repeats' upper bounds, None if unbounded."""

    area: str
    path: str
    type: str
    line: int
    required: bool
    repeats: tuple[int, ...]
    least: int
    most: int | None
    dates: Dates


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an exposure."""

    number: int
    word: str
    dates: Dates


@dataclass(frozen=True, slots=True)
class Block:
    """An exposure; `end` is the line of its brace."""

    area: str
    start: int
    end: int
    queriers: tuple[str, ...]
    procedures: tuple[str, ...]
    providers: tuple[str, ...]  # empty: all of the area
    dates: Dates
    lines: tuple[Line, ...]


@dataclass(slots=True)
class Area:
    name: str
    path: str
    lines: list[str]
    start: int
    providers: tuple[str, ...] = ()
    items: dict[str, Item] = field(default_factory=dict)
    records: dict[str, int] = field(default_factory=dict)
    sets: dict[str, list[tuple[int, str]]] = field(default_factory=dict)  # name → (line, path)
    blocks: list[Block] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)  # property → its line

    def behind(self, word: str) -> list[str]:
        """The items that a path or a set stands for."""
        if word in self.items:
            return [word]
        if word in self.sets:
            return [path for _, inner in self.sets[word] for path in self.behind(inner)]
        return [path for path in self.items if path.startswith(f"{word.removesuffix('.*')}.")]

    def standing(self, day: str) -> set[str]:
        return {path for path, item in self.items.items() if holds(item.dates, day)}


@dataclass(frozen=True, slots=True)
class Need:
    """One item of one entry of a querier's document; `entry` and `line` are the line numbers of the entry and of the item."""

    file: str
    querier: str
    procedure: str
    area: str
    item: str
    entry: int
    line: int
    dates: Dates
    alone: bool  # the entry names one area
    asks: frozenset[str]  # what else it asks for: reach, at_most, fallback


@dataclass(frozen=True, slots=True)
class Legal:
    """A line of the legal table; `index` counts them, `areas` are those of one kind of information in it."""

    index: int
    row: str
    queriers: tuple[str, ...]
    providers: tuple[str, ...]
    areas: tuple[str, ...]
    dates: Dates


@dataclass(frozen=True, eq=False)
class Facts:
    texts: Mapping[str, str]
    areas: Mapping[str, Area]
    needs: tuple[Need, ...]
    legal: tuple[Legal, ...]
    rows: Mapping[str, tuple[str, ...]]
    procedure_dates: Mapping[str, Dates]
    groups: Mapping[str, tuple[str, ...]]

    def kinds(self, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(kind for name in names for kind in self.groups.get(name, (name,))))

    @cache  # noqa: B019  the facts of one corpus, as long as the tests run
    def exposed(self, day: str) -> Exposed:
        """Everything that is exposed on a day, with the lines that do it."""
        found: Exposed = {}
        for area in self.areas.values():
            standing = area.standing(day)
            for block in area.blocks:
                if holds(block.dates, day):
                    lines = [(line.number, path) for line in block.lines if holds(line.dates, day)
                             for path in area.behind(line.word) if path in standing]  # fmt: skip
                    for key in self.keys(block):
                        for number, path in lines:
                            found.setdefault(key, {}).setdefault(path, set()).add(number)
        return found

    def keys(self, block: Block) -> Iterator[tuple[str, str, str, str]]:
        """(area, provider, querier, procedure) of an exposure."""
        for provider in self.kinds(block.providers) or self.areas[block.area].providers:
            for querier in self.kinds(block.queriers):
                for procedure in block.procedures:
                    yield block.area, provider, querier, procedure

    @cache  # noqa: B019
    def needed(self, day: str) -> dict[tuple[str, str, str, str], list[Need]]:
        """(area, querier, procedure, item) → the entries that name it."""
        found: dict[tuple[str, str, str, str], list[Need]] = {}
        for need in self.needs:
            if holds(need.dates, day):
                found.setdefault((need.area, need.querier, need.procedure, need.item), []).append(need)
        return found

    @cache  # noqa: B019
    def of_lines(self) -> dict[tuple[str, int], list[Need]]:
        """(file, line) → the needs written there: one, or one for each member of a group."""
        found: dict[tuple[str, int], list[Need]] = {}
        for need in self.needs:
            found.setdefault((need.file, need.line), []).append(need)
        return found

    @cache  # noqa: B019
    def entries(self) -> dict[tuple[str, int], int]:
        """(file, entry) → how many items it names; without any, it would be another mistake."""
        lines = {(need.file, need.entry, need.line) for need in self.needs}
        return Counter((file, entry) for file, entry, _ in lines)

    @cache  # noqa: B019
    def allowed_by(self, day: str) -> dict[int, set[tuple[str, str, str]]]:
        """Line of the legal table, by its index → each (area, provider, querier) that it allows."""
        found: dict[int, set[tuple[str, str, str]]] = {}
        for (area, provider, querier, _), lines in self.basis(day).items():
            for line in lines:
                found.setdefault(line.index, set()).add((area, provider, querier))
        return found

    def providers(self, area: str, querier: str, procedure: str, day: str) -> tuple[str, ...]:
        """Whom the legal table lets the querier ask for the area in the procedure.

        Who exposes something to it if the table names none, all who hold the area if there is none of these.
        """
        held, basis, exposed = self.areas[area].providers, self.basis(day), self.exposed(day)
        asked = (
            each for each in held if any((area, each, querier, row) in basis for row in self.rows.get(procedure, ()))
        )
        return tuple(asked) or tuple(each for each in held if exposed.get((area, each, querier, procedure))) or held

    @cache  # noqa: B019
    def basis(self, day: str) -> dict[tuple[str, str, str, str], list[Legal]]:
        """(area, provider, querier, row) → the lines of the legal table that allow it."""
        found: dict[tuple[str, str, str, str], list[Legal]] = {}
        for line in self.legal:
            if holds(line.dates, day):
                for area in line.areas:
                    for provider in line.providers:
                        for querier in line.queriers:
                            found.setdefault((area, provider, querier, line.row), []).append(line)
        return found


def read_facts(texts: Mapping[str, str]) -> Facts:
    """texts: path below `layouts/` → text."""
    plain = YAML(typ="safe", pure=False)
    kinds = plain.load(texts["registry/kinds.yaml"])
    procedures = plain.load(texts["registry/procedures.yaml"])["procedures"]
    groups = {name: tuple(each["members"]) for name, each in kinds["groups"].items()}
    facts = Facts(texts, {}, (), (), {}, {}, groups)
    areas = {(area := _area(facts, path, texts[path])).name: area for path in texts if path.startswith("areas/")}
    needs = [need for path in texts if path.startswith("needs/") for need in _needs(facts, path, texts[path])]
    return Facts(
        texts,
        areas,
        tuple(needs),
        tuple(_legal(facts, plain.load(texts["law/table2.yaml"])["lines"])),
        {name: tuple(each["rows"]) for name, each in procedures.items()},
        {name: _written(each) for name, each in procedures.items()},
        groups,
    )


def _written(node: Mapping[str, str]) -> Dates:
    return tuple((word, node[word]) for word in ("since", "until") if word in node)


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _area(facts: Facts, path: str, text: str) -> Area:
    lines = text.split("\n")
    start = next(number for number, line in enumerate(lines) if line.startswith("area "))
    area = Area(lines[start].split()[1], path, lines, start)
    number = start + 1
    while number < len(lines):
        line = lines[number].strip()
        if line.startswith("record "):
            number = _record(area, number)
        elif line.startswith("set "):
            number = _set(area, number)
        elif line.startswith("expose "):
            number = _block(area, number)
        elif line and line[0] not in "#}":
            area.places[line.split()[0]] = number
            if line.startswith("provider "):
                area.providers = facts.kinds(_names(line.split("#")[0].removeprefix("provider ")))
        number += 1
    return area


def _record(area: Area, number: int) -> int:
    """Reads from the line of a record to that of its brace, and returns that."""
    header = area.lines[number].strip()
    name, dates = header.split()[1], dates_in(area.lines[area.start]) + dates_in(header)
    area.records[name] = number
    inside: list[tuple[str, int, int, int | None, Dates]] = []
    while (line := area.lines[(number := number + 1)].strip()) != "}" or inside:
        prefix = ".".join([name, *(each[0] for each in inside)])
        if line == "}":
            inside.pop()
        elif found := _REPEAT.match(line):
            most = None if found[3] == "*" else int(found[3])
            inside.append((found[1], number, int(found[2]), most, dates_in(found[4])))
        elif found := _ITEM.match(line):
            most = 1
            for each in inside:
                most = None if most is None or each[3] is None else most * each[3]
            words = re.sub(r'"[^"]*"', "", found[5]).split("#")[0].split()
            path = f"{prefix}.{found[2]}"
            area.items[path] = Item(
                area.name, path, found[4], number, bool(found[1]) or "required" in words,
                tuple(each[1] for each in inside), min((each[2] for each in inside), default=1), most,
                sum((each[4] for each in inside), dates) + dates_in(found[5]),
            )  # fmt: skip
    return number


def _set(area: Area, number: int) -> int:
    name = area.lines[number].split()[1]
    area.sets[name] = []
    while area.lines[(number := number + 1)].strip():
        area.sets[name] += [(number, path.strip()) for path in area.lines[number].split(",") if path.strip()]
    return number


def _block(area: Area, number: int) -> int:
    start, header = number, _EXPOSE.match(area.lines[number].strip())
    assert header, area.lines[number]
    dates = dates_in(area.lines[area.start]) + dates_in(header[4])
    lines: list[Line] = []
    while (text := area.lines[(number := number + 1)].strip()) != "}":
        if text and text[0] != "#":
            lines.append(Line(number, text.split()[0], dates_in(text)))
    queriers, procedures, providers = (_names(header[part] or "") for part in (1, 2, 3))
    area.blocks.append(Block(area.name, start, number, queriers, procedures, providers, dates, tuple(lines)))
    return number


def _needs(facts: Facts, path: str, text: str) -> Iterator[Need]:
    lines = text.split("\n")
    querier = procedure = ""
    areas: tuple[str, ...] = ()
    entry = 0
    dates: Dates = ()
    asks: set[str] = set()
    pending: list[tuple[int, str]] = []

    def flush() -> Iterator[Need]:
        for where, item in pending:
            for kind in facts.kinds([querier]):
                for area in areas:
                    yield Need(path, kind, procedure, area, item, entry, where, dates, len(areas) == 1, frozenset(asks))
        pending.clear()

    for where, line in enumerate(lines):
        if line.startswith("querier: "):
            querier = line.split()[1]
        elif re.fullmatch(r"  \w+:", line):
            yield from flush()
            procedure = line.strip(" :")
        elif line.startswith("      - area: "):
            yield from flush()
            areas, entry, dates = _names(line.partition(": ")[2].strip("[]")), where, ()
            asks.clear()
        elif line.startswith("          - "):
            pending.append((where, line.split()[1]))
        elif line.startswith(("        since:", "        until:")):
            dates += dates_in(line)
        elif line.startswith(("        reach:", "        at_most:", "        fallback:")):
            asks.add(line.strip().partition(":")[0])
    yield from flush()


def _legal(facts: Facts, lines: Iterable[Mapping[str, object]]) -> Iterator[Legal]:
    for index, line in enumerate(lines):
        querier, provider, information = line["querier"], line["provider"], line["information"]
        assert isinstance(querier, dict)
        assert isinstance(provider, dict)
        assert isinstance(information, list)
        for each in information:
            yield Legal(
                index, str(line["row"]), facts.kinds(querier["kinds"]), facts.kinds(provider["kinds"]),
                tuple(each["areas"]), _written(line) + _written(each),  # type: ignore[arg-type]
            )  # fmt: skip

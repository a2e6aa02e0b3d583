"""Defects of the declarations themselves: each is one finding at its place, and no follow-up."""

import re
from collections.abc import Iterator

from tests.planted.defects import Defect, Family, dated, keys, legal_line, put, put_legal_line
from tests.planted.facts import Area, Facts, Item, dates_in

_MUST_HAVE = ("code", "ministry", "provider", "law", "basis")


def _items(facts: Facts) -> Iterator[tuple[Area, Item, str, str]]:
    """Items with their line and name."""
    for area in facts.areas.values():
        for item in area.items.values():
            yield area, item, area.lines[item.line], item.path.rsplit(".", 1)[1]


def repeat_item(facts: Facts) -> Iterator[Defect]:
    for area, item, line, name in _items(facts):
        copied = put(facts, area.path, {item.line: f"{line}\n{line}"})
        rule = "date.overlap" if dates_in(line) else "name.duplicate"  # what has dates is a version of it
        yield Defect(f"{item.path} twice", copied, keys(rule, (area.path, name)))
        other = re.sub(rf"\b{name}\b", f"{name}_again", line, count=1)
        renamed = put(facts, area.path, {item.line: f"{line}\n{other}"})
        yield Defect(f"{item.path} code twice", renamed, keys("code.duplicate", (area.path, f"{name}_again")))


def contradict(facts: Facts) -> Iterator[Defect]:
    for area, item, line, _ in _items(facts):
        if item.required and " absent " not in line:
            edits = put(facts, area.path, {item.line: dated(line, "absent not_covered")})
            yield Defect(item.path, edits, keys("item.contradiction", (area.path, "absent not_covered")))


def write_dates_wrong(facts: Facts) -> Iterator[Defect]:
    for area, item, line, _ in _items(facts):
        if not item.dates:
            unreal = put(facts, area.path, {item.line: dated(line, "since 2018-13")})
            yield Defect(f"{item.path} form", unreal, keys("date.form", (area.path, "2018-13")))
            swapped = put(facts, area.path, {item.line: dated(line, "since 2018-07 until 2018-06")})
            yield Defect(f"{item.path} order", swapped, keys("date.order", (area.path, "2018-06")))


def overlap(facts: Facts) -> Iterator[Defect]:
    """Two versions of an item that share a month, or leave one out."""
    for area, item, line, name in _items(facts):
        for since, rule in (("2018-06", "date.overlap"), ("2018-08", "date.gap")):
            both = f"{dated(line, 'until 2018-06')}\n{dated(line, f'since {since}')}"
            if not item.dates:
                edits = put(facts, area.path, {item.line: both})
                yield Defect(f"{item.path} {rule}", edits, keys(rule, (area.path, name)))


def lose_property(facts: Facts) -> Iterator[Defect]:
    for area in facts.areas.values():
        for word in _MUST_HAVE:
            edits = put(facts, area.path, {area.places[word]: None})
            yield Defect(f"{area.path} {word}", edits, keys("area.incomplete", (area.path, area.name)))


def lose_code_list(facts: Facts) -> Iterator[Defect]:
    used: dict[str, dict[str, int]] = {}
    for area, item, _, _ in _items(facts):
        if found := re.fullmatch(r"code\((\w+)\)", item.type):
            users = used.setdefault(found[1], {})
            users[area.path] = users.get(area.path, 0) + 1
    for path, text in facts.texts.items():
        for found in (
            re.finditer(r"^codes (\w+) .*\{\n(?:  .*\n)*\}\n", text, re.MULTILINE) if path.startswith("codes/") else ()
        ):
            expected = keys("name.unknown", *((user, found[1]) for user in used.get(found[1], ())))
            for subject in expected:
                expected[subject] = used[found[1]][subject[1]]
            yield Defect(found[1], {path: text.replace(found[0], "")}, expected)


def mistake_names(facts: Facts) -> Iterator[Defect]:
    """In an exposure: a path, a set, a querier, a procedure that nobody declared, one that is not the querier's."""
    for area in facts.areas.values():
        for block in area.blocks:
            header = area.lines[block.start]
            for old in (block.queriers[0], block.procedures[0]):
                edits = put(facts, area.path, {block.start: re.sub(rf"\b{old}\b", f"{old}_x", header, count=1)})
                yield Defect(
                    f"{area.path}:{block.start + 1} {old}", edits, keys("name.unknown", (area.path, f"{old}_x"))
                )
            foreign = (
                "student_loan" if {"municipality", "prefecture"} & {*facts.kinds(block.queriers)} else "vaccination"
            )
            edits = put(facts, area.path, {block.start: re.sub(r" for ", f" for {foreign}, ", header, count=1)})
            expected = keys("procedure.not-of-querier", (area.path, foreign))
            for subject in expected:
                expected[subject] = len(facts.kinds(block.queriers))
            yield Defect(f"{area.path}:{block.start + 1} {foreign}", edits, expected)
            for line in block.lines:
                text, word = area.lines[line.number], line.word.removesuffix(".*")
                edits = put(facts, area.path, {line.number: text.replace(word, f"{word}_x", 1)})
                wrong = line.word.replace(word, f"{word}_x", 1)
                yield Defect(f"{area.path}:{line.number + 1}", edits, keys("name.unknown", (area.path, wrong)))


def select_nothing(facts: Facts) -> Iterator[Defect]:
    for area in facts.areas.values():
        for block in area.blocks:
            for line in block.lines:
                text = area.lines[line.number].replace(line.word, f"{line.word} except {line.word}", 1)
                edits = put(facts, area.path, {line.number: text})
                where = f"{area.path}:{line.number + 1}"
                yield Defect(where, edits, keys("exposure.empty", (area.path, f"{line.word} except {line.word}")))


def turn_sets(facts: Facts) -> Iterator[Defect]:
    for area in facts.areas.values():
        for name, members in area.sets.items():
            number = members[-1][0]
            edits = put(facts, area.path, {number: f"{area.lines[number]}, {name}"})
            yield Defect(f"{area.path} {name}", edits, keys("name.cycle", (area.path, name)))


def turn_bounds(facts: Facts) -> Iterator[Defect]:
    for area in facts.areas.values():
        for line in sorted({line for item in area.items.values() for line in item.repeats}):
            edits = put(facts, area.path, {line: re.sub(r"\[.*?\]", "[9..2]", area.lines[line], count=1)})
            yield Defect(f"{area.path}:{line + 1}", edits, keys("repeat.bounds", (area.path, "9..2")))


def mistake_table_names(facts: Facts) -> Iterator[Defect]:
    """In the needs an area or a procedure, in the legal table an area, that nobody declared; a line of it twice."""
    for path, text in facts.texts.items():
        for found in (
            re.finditer(r"^      - area: (\w+)|^  (\w+):$", text, re.MULTILINE) if path.startswith("needs/") else ()
        ):
            group = 1 if found[1] else 2
            edits = {path: f"{text[: found.end(group)]}_x{text[found.end(group) :]}"}
            yield Defect(f"{path}:{found.start()}", edits, keys("name.unknown", (path, f"{found[group]}_x")))
    for line in facts.legal:
        written = legal_line(facts, line.index)
        name = next(iter(put_legal_line(facts, line.index, "")))
        twice = put_legal_line(
            facts, line.index, f"{written}{written}" if written.endswith("\n") is False else written * 2
        )
        yield Defect(f"{name} {line.index} twice", twice, keys("name.duplicate", (name, f'"{line.row}"')))


DECLARATION_FAMILIES: tuple[Family, ...] = (
    repeat_item,
    contradict,
    write_dates_wrong,
    overlap,
    lose_property,
    lose_code_list,
    mistake_names,
    select_nothing,
    turn_sets,
    turn_bounds,
    mistake_table_names,
)

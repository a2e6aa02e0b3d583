"""Defects in what a layout holds: items dropped, renamed, dated, and what no longer fits a need that says what it asks for."""

import re
from collections.abc import Iterator, Mapping

from tests.planted.corpus import Key
from tests.planted.defects import (
    INSIDE,
    OUTSIDE,
    Defect,
    Family,
    dated,
    ends,
    keys,
    missing,
    put,
    standing,
)
from tests.planted.facts import Area, Facts, Item, Need


def _set_line(area: Area, name: str, kept: list[str]) -> dict[int, str | None]:
    numbers = [number for number, _ in area.sets[name]]
    return {**dict.fromkeys(range(min(numbers), max(numbers) + 1)), min(numbers): f"    {', '.join(kept)}"}


def _only_child(area: Area, item: Item) -> bool:
    prefix = item.path.rsplit(".", 1)[0]
    return sum(path.rsplit(".", 1)[0] == prefix for path in area.items) == 1


def _mentions(area: Area, path: str) -> int:
    in_sets = sum(each == path for members in area.sets.values() for _, each in members)
    return in_sets + sum(line.word == path for block in area.blocks for line in block.lines)


def _items(facts: Facts) -> Iterator[tuple[Area, Item]]:
    for area in facts.areas.values():
        for path in sorted({need.item for need in facts.needs if need.area == area.name} & set(area.items)):
            yield area, area.items[path]


def drop_item(facts: Facts) -> Iterator[Defect]:
    """An item taken out everywhere in its layout, as one who means it does."""
    for area, item in _items(facts):
        changes: dict[int, str | None] = {item.line: None}
        emptied = _only_child(area, item)
        for name, members in area.sets.items():
            kept = [path for _, path in members if path != item.path]
            if len(kept) < len(members):
                changes |= _set_line(area, name, kept)
                emptied |= not kept
        for block in area.blocks:
            changes |= {line.number: None for line in block.lines if line.word == item.path}
        if not emptied:
            yield Defect(
                f"{area.name} {item.path}", put(facts, area.path, changes), missing(facts, area.name, [item.path])
            )


def drop_item_alone(facts: Facts) -> Iterator[Defect]:
    """Only its declaration: every mention of it is unknown, and the area is not judged."""
    for area, item in _items(facts):
        mentions = _mentions(area, item.path)
        if mentions:
            expected = keys("name.unknown", (area.path, item.path))
            for subject in expected:
                expected[subject] = mentions
            yield Defect(f"{area.name} {item.path}", put(facts, area.path, {item.line: None}), expected)


def rename_item(facts: Facts) -> Iterator[Defect]:
    """A new name in the whole layout; the needs keep the old one."""
    for area, item in _items(facts):
        new = f"{item.path}_renamed"
        name = item.path.rsplit(".", 1)[1]
        text = re.sub(rf"(?<![\w.]){re.escape(item.path)}(?![\w.])", new, facts.texts[area.path])
        lines = text.split("\n")
        lines[item.line] = re.sub(rf"\b{name}\b", f"{name}_renamed", lines[item.line], count=1)
        users = {
            (area.name, "", querier, procedure, new)
            for (where, _, querier, procedure), paths in facts.exposed("2026-04-01").items()
            if where == area.name and item.path in paths
        }
        expected = missing(facts, area.name, [item.path]) + keys("exposure.unneeded", *users)
        yield Defect(f"{area.name} {item.path}", {area.path: "\n".join(lines)}, expected)


def shift_item(facts: Facts) -> Iterator[Defect]:
    for area, item in _items(facts):
        for clause in (*OUTSIDE, *INSIDE) if not item.dates else ():
            edits = put(facts, area.path, {item.line: dated(area.lines[item.line], clause)})
            yield Defect(f"{item.path} {clause}", edits, missing(facts, area.name, [item.path] if ends(clause) else []))


def shift_holder(facts: Facts) -> Iterator[Defect]:
    """Dates on what holds items: an area, a record, a repeat."""
    for area in facts.areas.values():
        holders = {area.start: set(area.items)}
        for name, line in area.records.items():
            holders[line] = {path for path in area.items if path.startswith(f"{name}.")}
        for path, item in area.items.items():
            for line in item.repeats:
                holders.setdefault(line, set()).add(path)
        for line, paths in holders.items():
            for clause in (*OUTSIDE, *INSIDE) if "since" not in area.lines[line] else ():
                edits = put(facts, area.path, {line: dated(area.lines[line], clause)})
                yield Defect(
                    f"{area.path}:{line + 1} {clause}", edits, missing(facts, area.name, paths if ends(clause) else [])
                )


def _asked(facts: Facts) -> Iterator[tuple[Need, Area, Item, tuple[Key, ...]]]:
    """Each item of each entry of the needs once, with the subjects of those who ask for it there."""
    askers: dict[tuple[str, int], list[Need]] = {}
    for need in standing(facts.needs):
        if need.alone:  # an edit of the entry asks one area only
            askers.setdefault((need.file, need.line), []).append(need)
    for needs in askers.values():
        area = facts.areas[needs[0].area]
        subjects = tuple((need.area, "", need.querier, need.procedure, need.item) for need in needs)
        yield needs[0], area, area.items[needs[0].item], subjects


def _asking(facts: Facts, need: Need, requirement: str) -> dict[str, str]:
    return put(facts, need.file, {need.line: f"          - {{item: {need.item}, {requirement}}}"})


def _typed(facts: Facts, area: Area, item: Item, kind: str) -> dict[str, str]:
    old = area.lines[item.line]
    return put(facts, area.path, {item.line: old.replace(f" {item.type} ", f" {kind} ", 1)})


def shorter(kind: str) -> Iterator[str]:
    """Types of the same sort that hold less."""
    numbers = [int(number) for number in re.findall(r"\d+", kind)]
    if numbers and numbers[-1] > 1 and not kind.startswith(("decimal", "digits(1..")):
        yield re.sub(r"\d+(?=\D*$)", str(numbers[-1] - 1), kind)
    if kind.startswith("decimal") and numbers[0] - 1 >= numbers[1]:
        yield kind.replace(str(numbers[0]), str(numbers[0] - 1), 1)
    if ", signed" in kind:
        yield kind.replace(", signed", "")


def other(kind: str) -> str:
    """A type that cannot be read as this one."""
    name = kind.split("(")[0]
    changed: Mapping[str, str] = {
        "text": "flag", "wide": kind.replace("wide", "text"), "kana": kind.replace("kana", "text"),
        "ascii": kind.replace("ascii", "text"), "digits": "int(6)", "int": kind.replace("int", "yen"),
        "yen": kind.replace("yen", "int"), "date": "year_month" if "partial" in kind else "date(partial)",
        "year": "fiscal_year", "fiscal_year": "year", "datetime": "date", "flag": "digits(1)", "year_month": "date",
        "code": "digits(1)",
    }  # fmt: skip
    return changed.get(name, "flag")


def shorten(facts: Facts) -> Iterator[Defect]:
    for need, area, item, subjects in _asked(facts):
        for kind in shorter(item.type):
            given = _asking(facts, need, f'type: "{item.type}"')
            edits = {**given, **_typed(facts, area, item, kind)}
            yield Defect(
                f"{need.file}:{need.line + 1} {item.path} {kind}", edits, keys("need.too-short", *subjects), given
            )


def change_type(facts: Facts) -> Iterator[Defect]:
    for need, area, item, subjects in _asked(facts):
        given = _asking(facts, need, f'type: "{item.type}"')
        edits = {**given, **_typed(facts, area, item, other(item.type))}
        yield Defect(f"{need.file}:{need.line + 1} {item.path}", edits, keys("need.type", *subjects), given)


def _values(facts: Facts, name: str) -> Iterator[tuple[str, int, str]]:
    """File, line and value of what a code list holds without dates."""
    for path, text in facts.texts.items():
        inside = False
        for number, line in enumerate(text.split("\n") if path.startswith("codes/") else ()):
            inside = line.startswith(f"codes {name} ") or (inside and line != "}")
            found = re.match(r'  ([A-Z0-9]+) "[^"]*"$', line)
            if inside and found:
                yield path, number, found[1]


def remove_value(facts: Facts) -> Iterator[Defect]:
    """A code value taken out, or ended, or not begun."""
    for need, _, item, subjects in _asked(facts):
        listed = re.fullmatch(r"code\((\w+)\)", item.type)
        for path, number, value in _values(facts, listed[1]) if listed else ():
            line = facts.texts[path].split("\n")[number]
            given = _asking(facts, need, f'values: ["{value}"]')
            for text in (None, *(dated(line, clause) for clause in OUTSIDE)):
                edits = {**given, **put(facts, path, {number: text})}
                yield Defect(
                    f"{need.file}:{need.line + 1} {path}:{number + 1}", edits, keys("need.codelist", *subjects), given
                )


def make_optional(facts: Facts) -> Iterator[Defect]:
    """An item that is always needed: no longer required, no longer a key, or in a repeat that may be empty."""
    for need, area, item, subjects in _asked(facts):
        if not item.required:
            continue
        filled = {line: area.lines[line].replace("[0..", "[1..") for line in item.repeats}
        given = {**_asking(facts, need, "always: true"), **put(facts, area.path, filled)}
        optional = re.sub(r"^( *)key ", r"\1", area.lines[item.line].replace(" required", "", 1))
        expected = keys("need.may-be-absent", *subjects)
        edits = {**given, **put(facts, area.path, {**filled, item.line: optional})}
        yield Defect(f"{need.file}:{need.line + 1} {item.path}", edits, expected, given)
        for line in item.repeats:
            empty = {**given, **put(facts, area.path, {**filled, line: re.sub(r"\[\d+\.\.", "[0..", area.lines[line])})}
            yield Defect(f"{need.file}:{need.line + 1} {item.path} [0..]", empty, expected, given)


def fewer_times(facts: Facts) -> Iterator[Defect]:
    for need, area, item, subjects in _asked(facts):
        if len(item.repeats) == 1:
            times = 200 if item.most is None else item.most
            given = _asking(facts, need, f"times: {times}")
            line = item.repeats[0]
            text = re.sub(r"\.\.(\d+|\*)\]", f"..{times - 1}]", area.lines[line])
            edits = {**given, **put(facts, area.path, {line: text})}
            yield Defect(f"{need.file}:{need.line + 1} {item.path}", edits, keys("need.repetition", *subjects), given)


def keep_less(facts: Facts) -> Iterator[Defect]:
    """A history shorter than what is asked for, none, or none declared."""
    entries: dict[tuple[str, int], list[Need]] = {}
    reaching = {need.area for need in standing(facts.needs) if "reach" in need.asks}
    for need in standing(facts.needs):
        if need.alone and need.area not in reaching:
            entries.setdefault((need.file, need.entry), []).append(need)
    for (file, entry), needs in entries.items():
        area = facts.areas[needs[0].area]
        line = area.places["retain"]
        kept = re.search(r"retain +(\d+) (\w+)", area.lines[line])
        assert kept
        head = facts.texts[file].split("\n")[entry]
        given = put(facts, file, {entry: f"{head}\n        reach: {kept[1]} {kept[2]}"})
        subjects = [(need.area, "", need.querier, need.procedure, need.item) for need in needs]
        for text, rule in (
            (f"  retain {int(kept[1]) - 1} {kept[2]}", "need.history"),
            (f"  retain {int(kept[1]) * 12 - 1} months", "need.history"),
            ("  retain current", "need.history"),
            (None, "need.unknown"),
        ):
            edits = {**given, **put(facts, area.path, {line: text})}
            yield Defect(f"{file}:{entry + 1} {text}", edits, keys(rule, *subjects), given)


ITEM_FAMILIES: tuple[Family, ...] = (
    drop_item,
    drop_item_alone,
    rename_item,
    shift_item,
    shift_holder,
    shorten,
    change_type,
    remove_value,
    make_optional,
    fewer_times,
    keep_less,
)

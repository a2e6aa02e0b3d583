"""Defects in what other people keep: needs, the legal table, the registry of procedures."""

import re
from collections import Counter
from collections.abc import Callable, Iterator

from tests.planted.corpus import Key
from tests.planted.defects import (
    DAY,
    INSIDE,
    OUTSIDE,
    Defect,
    Family,
    dates_of,
    ends,
    keys,
    legal_line,
    not_exposed,
    put,
    put_legal_line,
    standing,
)
from tests.planted.facts import Area, Facts, Legal, Need, holds


def _subject(need: Need, item: str | None = None) -> tuple[str, ...]:
    return need.area, "", need.querier, need.procedure, need.item if item is None else item


def _same(facts: Facts, need: Need) -> list[Need]:
    """The need for each querier of a document that is a group's."""
    return facts.of_lines()[need.file, need.line]


def _written(facts: Facts) -> Iterator[Need]:
    """Every line of the needs that stands on the day, once."""
    yield from {(need.file, need.line): need for need in standing(facts.needs)}.values()


def _no_longer(facts: Facts, gone: list[Need]) -> Counter[Key]:
    """What is exposed and no other entry needs."""
    exposed, needed = facts.exposed(DAY), facts.needed(DAY)
    subjects = [
        _subject(need)
        for need in gone
        if all(each in gone for each in needed[need.area, need.querier, need.procedure, need.item])
        and any(
            need.item in exposed.get((need.area, each, need.querier, need.procedure), {})
            for each in facts.areas[need.area].providers
        )
    ]
    return keys("exposure.unneeded", *subjects)


def drop_need(facts: Facts) -> Iterator[Defect]:
    for need in _written(facts):
        if facts.entries()[need.file, need.entry] > 1:
            expected = _no_longer(facts, _same(facts, need))
            yield Defect(f"{need.file}:{need.line + 1}", put(facts, need.file, {need.line: None}), expected)


def misspell_need(facts: Facts) -> Iterator[Defect]:
    for need in _written(facts):
        same, wrong = _same(facts, need), f"{need.item}x"
        expected = _no_longer(facts, same) + keys("need.missing", *(_subject(each, wrong) for each in same))
        yield Defect(
            f"{need.file}:{need.line + 1}", put(facts, need.file, {need.line: f"          - {wrong}"}), expected
        )


def need_more(facts: Facts) -> Iterator[Defect]:
    """An item that the layout holds and does not expose to this querier's procedure."""
    exposed = facts.exposed(DAY)
    for entry in {(need.file, need.entry): need for need in standing(facts.needs) if need.alone}.values():
        area = facts.areas[entry.area]
        for path in sorted(area.standing(DAY)):
            shown = [
                path in exposed.get((entry.area, each, entry.querier, entry.procedure), {}) for each in area.providers
            ]
            if not any(shown):
                expected: Counter[Key] = Counter()
                for each in _same(facts, entry):
                    expected += not_exposed(facts, exposed, each.area, each.querier, each.procedure, path)
                line = facts.texts[entry.file].split("\n")[entry.line]
                edits = put(facts, entry.file, {entry.line: f"{line}\n          - {path}"})
                yield Defect(f"{entry.file}:{entry.line + 1} {path}", edits, expected)


def shift_need(facts: Facts) -> Iterator[Defect]:
    entries: dict[tuple[str, int], list[Need]] = {}
    for need in standing(facts.needs):
        entries.setdefault((need.file, need.entry), []).append(need)
    for (file, entry), needs in entries.items():
        head = facts.texts[file].split("\n")[entry]
        for clause in (*OUTSIDE, *INSIDE) if not needs[0].dates else ():
            word, day = clause.split()
            edits = put(facts, file, {entry: f'{head}\n        {word}: "{day}"'})
            yield Defect(f"{file}:{entry + 1} {clause}", edits, _no_longer(facts, needs) if ends(clause) else Counter())


def delay_deadline(facts: Facts) -> Iterator[Defect]:
    """A copy that follows at once, and then so late, or who knows when, that no calendar makes it serve; a fallback bears that."""
    entries = {(need.file, need.entry): need for need in standing(facts.needs) if need.alone and not need.asks}
    for entry in entries.values():
        area = facts.areas[entry.area]
        head = facts.texts[entry.file].split("\n")[entry.entry]
        asked = f"{head}\n        at_most: 40 days old"
        needs = [_subject(each) for each in facts.needs if (each.file, each.entry) == (entry.file, entry.entry)]
        given = {**put(facts, entry.file, {entry.entry: asked}), **_registered(facts, area, "register same_day")}
        for late, rule in (
            ("register yearly by 07-01", "need.stale"),
            ("register monthly by 15 of next_month", "need.stale"),
            ("register within 41 days", "need.stale"),
            ("register undecided", "need.unknown"),
            ("", "need.unknown"),
        ):
            name = f"{entry.file}:{entry.entry + 1} {late}"
            changed = _registered(facts, area, late)
            yield Defect(name, {**given, **changed}, keys(rule, *needs), given)
            if rule == "need.stale":
                borne = put(facts, entry.file, {entry.entry: f"{asked}\n        fallback: 書類の提出を求める"})
                yield Defect(f"{name}, borne", {**given, **changed, **borne}, Counter(), given)
        yield Defect(
            f"{entry.file}:{entry.entry + 1}",
            {**given, **_registered(facts, area, "register within 40 days")},
            Counter(),
            given,
        )


def _registered(facts: Facts, area: Area, deadline: str) -> dict[str, str]:
    """The area with this deadline, for its records too."""
    return {area.path: re.sub(r"^( +)register .*$", rf"\1{deadline}", facts.texts[area.path], flags=re.MULTILINE)}


Allows = Callable[[Legal, str, str, str], bool]  # whether a line still lets (area, provider, querier) ask


def _unlawful(
    facts: Facts, allows: Allows, line: int | None = None, procedures: dict[str, tuple[str, ...]] | None = None
) -> Counter[Key]:
    """What is found when the legal table allows only this, or the procedures rest on these rows; of all, or of what a line allowed."""
    rows, basis = facts.rows if procedures is None else procedures, facts.basis(DAY)
    asked = None if line is None else facts.allowed_by(DAY).get(line, set())
    served = None if asked is None else {(area, querier) for area, _, querier in asked}

    def allowed(area: str, provider: str, querier: str, procedure: str) -> bool:
        lines = (line for row in rows[procedure] for line in basis.get((area, provider, querier, row), ()))
        return any(allows(line, area, provider, querier) for line in lines)

    found = keys(
        "exposure.no-legal-basis",
        *(
            (*key, "")
            for key, paths in facts.exposed(DAY).items()
            if paths and (asked is None or key[:3] in asked) and not allowed(*key)
        ),
    )
    for area, querier, procedure in {each[:3] for each in facts.needed(DAY)}:
        if served is not None and (area, querier) not in served:
            continue
        if not any(allowed(area, provider, querier, procedure) for provider in facts.areas[area].providers):
            found[("need.no-legal-basis", area, "", querier, procedure, "")] = 1
    return found


def _in_use(facts: Facts) -> Iterator[tuple[int, list[Legal]]]:
    """The lines of the table without which something has no basis, or that could be such."""
    rows = {row for each in facts.rows.values() for row in each}
    lines: dict[int, list[Legal]] = {}
    for line in facts.legal:
        if line.row in rows and line.areas and holds(line.dates, DAY):
            lines.setdefault(line.index, []).append(line)
    yield from lines.items()


def drop_legal_line(facts: Facts) -> Iterator[Defect]:
    for index, lines in _in_use(facts):
        expected = _unlawful(facts, lambda line, *_, index=index: line.index != index, index)
        yield Defect(f"{lines[0].row}: {index}", put_legal_line(facts, index, ""), expected)


def renumber_legal_line(facts: Facts) -> Iterator[Defect]:
    for index, lines in _in_use(facts):
        expected = _unlawful(facts, lambda line, *_, index=index: line.index != index, index)
        text = legal_line(facts, index).replace(f'row: "{lines[0].row}"', 'row: "999"', 1)
        yield Defect(f"{lines[0].row}: {index}", put_legal_line(facts, index, text), expected)


def shift_legal_line(facts: Facts) -> Iterator[Defect]:
    for index, lines in _in_use(facts):
        for clause in (*OUTSIDE, *INSIDE) if not lines[0].dates else ():
            word, day = clause.split()
            text = legal_line(facts, index).replace("\n    line:", f'\n    {word}: "{day}"\n    line:', 1)
            still = holds(dates_of(clause), DAY)
            expected = _unlawful(facts, lambda line, *_, index=index, still=still: still or line.index != index, index)
            yield Defect(f"{lines[0].row}: {index} {clause}", put_legal_line(facts, index, text), expected)


def narrow_legal_line(facts: Facts) -> Iterator[Defect]:
    """A kind of information no longer of any area; a querier or a provider taken out of a line."""
    for index, lines in _in_use(facts):
        text = legal_line(facts, index)
        for lost in {area for line in lines for area in line.areas}:
            narrowed = re.sub(rf"areas: \[{lost}\]", "areas: []", text)
            if narrowed != text:
                expected = _unlawful(
                    facts, lambda line, area, *_, i=index, lost=lost: line.index != i or area != lost, index
                )
                yield Defect(f"{lines[0].row}: {index} {lost}", put_legal_line(facts, index, narrowed), expected)
        for key, kinds in (("querier", lines[0].queriers), ("provider", lines[0].providers)):
            for lost in kinds if len(kinds) > 1 else ():
                kept = ", ".join(kind for kind in kinds if kind != lost)
                narrowed = re.sub(rf"({key}: .*kinds: )\[.*\]", rf"\1[{kept}]", text)
                place = 2 if key == "querier" else 1
                expected = _unlawful(
                    facts,
                    lambda line, *who, i=index, lost=lost, at=place: line.index != i or who[at] != lost,
                    index,
                )
                yield Defect(f"{lines[0].row}: {index} {lost}", put_legal_line(facts, index, narrowed), expected)


def drop_row(facts: Facts) -> Iterator[Defect]:
    """A row that a procedure rests on, or its beginning put off."""
    path = "registry/procedures.yaml"
    text = facts.texts[path]
    for name, rows in facts.rows.items():
        for lost in rows if len(rows) > 1 else ():
            kept = tuple(row for row in rows if row != lost)
            listed = ", ".join(f'"{row}"' for row in kept)
            changed = re.sub(rf"(\n  {name}:\n(?:    .*\n)*?    rows: )\[.*\]", rf"\1[{listed}]", text)
            yield Defect(
                f"{name} {lost}",
                {path: changed},
                _unlawful(facts, lambda *_: True, procedures={**facts.rows, name: kept}),
            )
        if not facts.procedure_dates[name]:
            for clause in (*OUTSIDE, *INSIDE):
                word, day = clause.split()
                changed = text.replace(f"\n  {name}:\n", f'\n  {name}:\n    {word}: "{day}"\n')
                expected = _unlawful(
                    facts, lambda *_: True, procedures={**facts.rows, name: () if ends(clause) else rows}
                )
                yield Defect(f"{name} {clause}", {path: changed}, expected)


TABLE_FAMILIES: tuple[Family, ...] = (
    drop_need,
    misspell_need,
    need_more,
    shift_need,
    delay_deadline,
    drop_legal_line,
    renumber_legal_line,
    shift_legal_line,
    narrow_legal_line,
    drop_row,
)
